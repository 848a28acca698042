// results/buckets.hpp: a distribution in bounded memory. Fixed buckets, the same for everyone, so replications merge by adding.
// 64 buckets an octave from 1/1024 s upwards: a quantile is off by at most 1.6 % of itself, where many values are equal, and by
// far less where they are spread; values below that are one bucket at 0. Tested in tests/results/buckets_test.cpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace counterless {

class Buckets {
  public:
    void add(double value, double count = 1) {  // stands in the loop of every customer
        const std::size_t bucket = bucket_of(value);
        if (bucket >= counts_.size()) [[unlikely]]
            make_room(bucket);
        counts_[bucket] += count;
        count_ += count;
    }
    void add(const Buckets& other);  // merge
    [[nodiscard]] double count() const { return count_; }
    // Linear within the bucket: its middle would be off by a fixed 0.8 % at worst, which an interval of 1 % does not survive.
    [[nodiscard]] double quantile(double q) const;         // NaN when empty
    [[nodiscard]] double share_above(double value) const;  // NaN when empty; exact at bucket edges
    // Sparse: pairs (bucket, count), in order.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, double>> sparse() const;
    static Buckets from_sparse(const std::vector<std::pair<std::uint32_t, double>>& pairs);

  private:
    // Which bucket a value falls into is read straight from the bits of the double: see buckets.cpp.
    static constexpr double lowest = 1.0 / 1024;
    static constexpr double highest = 1e12;  // longer than any horizon; above it all fall into the last bucket
    static constexpr int shift = 52 - 6;     // 6 bits of the mantissa: 64 buckets an octave
    static constexpr std::uint64_t key(double value) { return std::bit_cast<std::uint64_t>(value) >> shift; }
    static constexpr std::uint64_t base() { return key(lowest) - 1; }
    static constexpr std::size_t bucket_of(double value) {
        return value >= lowest ? key(value < highest ? value : highest) - base() : 0;
    }
    static double lower(std::size_t bucket);
    void make_room(std::size_t bucket);
    [[nodiscard]] std::pair<std::size_t, double> reach(double q) const;
    void unfold();
    std::vector<double> counts_;  // grown to the highest bucket met
    std::vector<std::pair<std::uint32_t, double>>
        folded_;  // instead of counts_, as it came from from_sparse: a twentieth of the room
    double count_ = 0;
};

}  // namespace counterless

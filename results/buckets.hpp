// results/buckets.hpp: a distribution in bounded memory. Fixed buckets, the same for everyone, so replications merge by adding.
// 64 buckets an octave from 1/1024 s upwards: a quantile is off by at most 0.8 % of itself; values below that are one bucket at
// 0. Tested in tests/results/buckets_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace counterless {

class Buckets {
  public:
    void add(double value, double count = 1);
    void add(const Buckets& other, double sign = 1);  // merge, or with -1 take out again (jackknife)
    [[nodiscard]] double count() const { return count_; }
    [[nodiscard]] double quantile(double q) const;  // the middle of the bucket; NaN when empty
    // The same, linear within the bucket. For the spread of nearly equal distributions, which would else jump by whole buckets.
    [[nodiscard]] double quantile_between(double q) const;
    [[nodiscard]] double share_above(double value) const;  // NaN when empty; exact at bucket edges
    // Sparse: pairs (bucket, count), in order.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, double>> sparse() const;
    static Buckets from_sparse(const std::vector<std::pair<std::uint32_t, double>>& pairs);

  private:
    [[nodiscard]] std::pair<std::size_t, double> reach(double q) const;
    void unfold();
    std::vector<double> counts_;  // grown to the highest bucket met
    std::vector<std::pair<std::uint32_t, double>>
        folded_;  // instead of counts_, as it came from from_sparse: a twentieth of the room
    double count_ = 0;
};

}  // namespace counterless

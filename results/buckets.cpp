// results/buckets.cpp: which bucket a value falls into is read straight from the bits of the double.
// A positive double is exponent and mantissa side by side, so its upper bits count 64 equal steps an octave, in order:
// bucket k >= 1 holds [lower(k), lower(k + 1)), lower(1) = 1/1024 s, and the widest is 1/64 of its lower bound. Values
// count as spread evenly over their bucket, so a quantile lies at most that (1.6 %) from any value in it. Bucket 0 is everything
// below 1/1024 s and is told as 0.
#include "results/buckets.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace counterless {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double Buckets::lower(std::size_t bucket) { return bucket == 0 ? 0 : std::bit_cast<double>((bucket + base()) << shift); }

// A folded distribution has no counts yet, so every value comes by here first.
void Buckets::make_room(std::size_t bucket) {
    if (!folded_.empty()) unfold();
    if (bucket >= counts_.size()) counts_.resize(bucket + 1);
}

void Buckets::add(const Buckets& other) {
    if (!folded_.empty()) unfold();
    const std::size_t size = other.folded_.empty() ? other.counts_.size() : other.folded_.back().first + 1;
    if (counts_.size() < size) counts_.resize(size);
    for (const auto& [bucket, count] : other.folded_) counts_[bucket] += count;
    for (std::size_t bucket = 0; bucket < other.counts_.size(); ++bucket) counts_[bucket] += other.counts_[bucket];
    count_ += other.count_;
}

void Buckets::unfold() {
    counts_.resize(folded_.back().first + 1);
    for (const auto& [bucket, count] : folded_) counts_[bucket] = count;
    folded_ = {};
}

// Where the share q is reached: the bucket, and how far into it, from 0 to 1.
std::pair<std::size_t, double> Buckets::reach(double q) const {
    const double wanted = std::clamp(q, 0.0, 1.0) * count_;
    double before = 0;
    std::size_t last = 0;
    for (const auto& [bucket, count] : sparse()) {
        if (count <= 0) continue;
        if (before + count >= wanted) return {bucket, (wanted - before) / count};
        before += count;
        last = bucket;
    }
    return {last, 1.0};
}

double Buckets::quantile(double q) const {
    if (!(count_ > 0)) return not_a_number;
    const auto [bucket, part] = reach(q);
    return bucket == 0 ? 0 : std::lerp(lower(bucket), lower(bucket + 1), part);
}

double Buckets::share_above(double value) const {
    if (!(count_ > 0)) return not_a_number;
    const std::size_t edge = bucket_of(value);
    double above = 0;
    for (const auto& [bucket, count] : sparse()) {
        if (bucket > edge) above += count;
        if (bucket != edge || edge == 0) continue;
        const double part = (lower(edge + 1) - std::min(value, highest)) / (lower(edge + 1) - lower(edge));
        above += count * std::clamp(part, 0.0, 1.0);
    }
    return above / count_;
}

std::vector<std::pair<std::uint32_t, double>> Buckets::sparse() const {
    std::vector<std::pair<std::uint32_t, double>> pairs = folded_;
    for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket)
        if (counts_[bucket] != 0) pairs.emplace_back(static_cast<std::uint32_t>(bucket), counts_[bucket]);
    return pairs;
}

Buckets Buckets::from_sparse(const std::vector<std::pair<std::uint32_t, double>>& pairs) {
    Buckets buckets;
    std::size_t least = 0;
    for (const auto& [bucket, count] : pairs) {
        if (bucket < least || bucket > bucket_of(highest))
            throw std::runtime_error("a distribution's buckets are out of order or range");
        if (!std::isfinite(count) || count < 0) throw std::runtime_error("a distribution holds a count that cannot be");
        buckets.count_ += count;
        least = bucket + 1;
    }
    buckets.folded_ = pairs;
    return buckets;
}

}  // namespace counterless

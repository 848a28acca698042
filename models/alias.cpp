#include "models/alias.hpp"

#include <numeric>

namespace counterless {

Alias::Alias(std::span<const double> weights) : keep_(weights.size(), 1.0), other_(weights.size()) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> scaled(weights.size());
    std::vector<std::uint32_t> small, large;
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
        other_[i] = i;
        scaled[i] = weights[i] / total * static_cast<double>(weights.size());
        (scaled[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
        const std::uint32_t poor = small.back(), rich = large.back();
        small.pop_back();
        keep_[poor] = scaled[poor];
        other_[poor] = rich;
        scaled[rich] -= 1 - scaled[poor];
        if (scaled[rich] < 1) {
            large.pop_back();
            small.push_back(rich);
        }
    }
    // What is left over is 1 but for rounding; a weight of exactly 0 must still never be picked.
    for (const std::uint32_t i : small)
        if (weights[i] == 0) keep_[i] = 0;
}

}  // namespace counterless

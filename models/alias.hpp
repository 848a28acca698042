// models/alias.hpp: one of n things with given weights, from one uniform, in constant time (Walker 1977; Vose's set-up 1991).
// Tested in tests/models/alias_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace counterless {

class Alias {
  public:
    Alias() = default;
    // Weights >= 0, not all 0; need not sum to 1.
    explicit Alias(std::span<const double> weights);
    [[nodiscard]] std::uint32_t pick(double u) const {
        const double scaled = u * static_cast<double>(keep_.size());
        const auto cell = static_cast<std::uint32_t>(scaled);
        return scaled - cell < keep_[cell] ? cell : other_[cell];
    }
    [[nodiscard]] bool empty() const { return keep_.empty(); }

  private:
    std::vector<double> keep_;
    std::vector<std::uint32_t> other_;
};

}  // namespace counterless

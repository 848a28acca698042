// tests/models/drawn.hpp: values drawn by our own quantiles from a fixed seed.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "models/fitted_law.hpp"

namespace counterless {

class Uniform {
  public:
    explicit Uniform(std::uint64_t seed) : bits_(seed) {}
    double operator()() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1.0p-53; }

  private:
    std::mt19937_64 bits_;
};

inline std::vector<double> drawn(const FittedLaw& law, std::size_t n, Uniform& uniform) {
    std::vector<double> values(n);
    for (double& value : values) value = law.quantile(uniform());
    return values;
}

}  // namespace counterless

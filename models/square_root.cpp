#include "models/square_root.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace counterless {
namespace {

// The normal law's density over what lies above; far out, where both are too small for a double, by its expansion.
double hazard(double x) {
    if (x > 25) return x + 1 / x - 2 / (x * x * x) + 10 / std::pow(x, 5);
    return std::exp(-x * x / 2) * std::sqrt(2 / std::numbers::pi) / std::erfc(x / std::numbers::sqrt2);
}

// `chance` falls from 1 to 0 as beta grows.
template <typename Chance>
double beta_at(const Chance& chance, double wanted) {
    double low = -1, high = 1;
    while (chance(low) < wanted && low > -1e6) low *= 2;
    while (chance(high) > wanted && high < 1e6) high *= 2;
    for (int halving = 0; halving < 200 && high - low > 1e-14 * std::max(1.0, high); ++halving) {
        const double middle = (low + high) / 2;
        (chance(middle) > wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

// 1 / (1 + beta Phi(beta) / phi(beta)); Phi / phi is one over the hazard of the mirrored law.
double halfin_whitt(double beta) { return beta <= 0 ? 1 : 1 / (1 + beta / hazard(-beta)); }

double halfin_whitt_beta(double wait_probability) { return beta_at(halfin_whitt, wait_probability); }

double garnett(double beta, double patience) {
    const double root = std::sqrt(patience), below = hazard(-beta);
    return below > 0 ? 1 / (1 + hazard(beta * root) / (root * below)) : 0;
}

double garnett_beta(double wait_probability, double patience) {
    return beta_at([patience](double beta) { return garnett(beta, patience); }, wait_probability);
}

double garnett_abandonment(double beta, double patience, double load_erlang) {
    const double root = std::sqrt(patience);
    return garnett(beta, patience) * (hazard(beta * root) / root - beta) / std::sqrt(load_erlang);
}

double square_root_agents(double load_erlang, double beta) { return std::max(0.0, load_erlang + beta * std::sqrt(load_erlang)); }

// A hair less before rounding up: 0.9 times 10 is 9 agents, whatever the last digit of the product.
int efficiency_driven_agents(double load_erlang, double lost) {
    return static_cast<int>(std::ceil((1 - lost) * load_erlang * (1 - 1e-12)));
}

double efficiency_driven_wait_s(double lost, double patience_mean_s) { return -patience_mean_s * std::log1p(-lost); }

int quality_driven_agents(double load_erlang, double spare) {
    return static_cast<int>(std::ceil((1 + spare) * load_erlang * (1 - 1e-12)));
}

}  // namespace counterless

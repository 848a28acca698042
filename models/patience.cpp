#include "models/patience.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/constants.hpp"
#include "models/erlang.hpp"

namespace counterless {
namespace {

// Zeltyn and Mandelbaum's H, J, J1, J_H and the same for those who are served, up to x.
enum { patience_spent, mass, offered, waited, served_mass, served_waited };
using Integrals = std::array<double, 6>;

struct Growth {
    double arrivals, departures;  // per second, the latter with all counters busy
    const Survival* survival;
    double lifted = 0;  // in a hall far beyond its capacity weights outgrow a double: all are exp(-lifted) of what they are
    [[nodiscard]] double exponent(const Integrals& sums, double x) const {
        return arrivals * sums[patience_spent] - departures * x - lifted;
    }
    Integrals operator()(const Integrals& sums, double x) const {
        const double weight = std::exp(exponent(sums, x)), stays = (*survival)(x);
        return {stays, weight, x * weight, sums[patience_spent] * weight, stays * weight, x * stays * weight};
    }
};

Integrals plus(const Integrals& sums, double factor, const Integrals& slope) {
    Integrals moved = sums;
    for (std::size_t k = 0; k < moved.size(); ++k) moved[k] += factor * slope[k];
    return moved;
}

Integrals classical_step(const Growth& growth, const Integrals& sums, double x, double width) {  // Runge and Kutta's, order 4
    const Integrals first = growth(sums, x), second = growth(plus(sums, width / 2, first), x + width / 2),
                    third = growth(plus(sums, width / 2, second), x + width / 2),
                    last = growth(plus(sums, width, third), x + width);
    Integrals moved = sums;
    for (std::size_t k = 0; k < moved.size(); ++k) moved[k] += width / 6 * (first[k] + 2 * second[k] + 2 * third[k] + last[k]);
    return moved;
}

void lift(Growth& growth, Integrals& sums, double& served_mass_within, double exponent) {
    growth.lifted += exponent;
    const double factor = std::exp(-exponent);
    for (std::size_t k = 0; k < sums.size(); ++k)
        if (k != patience_spent) sums[k] *= factor;
    served_mass_within *= factor;
}

// Two half steps against a whole one; at a jump of the survival steps shrink until it does not matter. On the way it notes the
// served mass up to `within`.
bool follow(Growth& growth, Integrals& sums, double within, double& served_mass_within) {
    const double scale = 1 / growth.departures;
    double x = 0, width = scale / 64;
    for (int step = 0; step < 1'000'000; ++step) {
        // No step climbs or falls by more than exp(5): it could pass over the whole peak.
        width = std::min(width, 5 / std::abs(growth.arrivals * (*growth.survival)(x)-growth.departures));
        if (x < within) width = std::min(width, within - x);
        const Integrals whole = classical_step(growth, sums, x, width);
        const Integrals half = classical_step(growth, sums, x, width / 2);
        const Integrals halves = classical_step(growth, half, x + width / 2, width / 2);
        double error = 0;  // 1 is what is allowed
        for (std::size_t k = 0; k < sums.size(); ++k) {
            const double unit = k == patience_spent ? scale : k == mass || k == served_mass ? scale : scale * scale;
            error = std::max(error, std::abs(halves[k] - whole[k]) / (1e-10 * std::abs(halves[k]) + 1e-12 * unit));
        }
        if (!std::isfinite(error)) return false;
        if (error > 1 && width > 1e-10 * (x + scale)) {
            width *= std::max(0.1, 0.9 * std::pow(error, -0.2));
            continue;
        }
        // Over when the rest, falling at least as over the last step, adds nothing.
        const double fall = growth(halves, x + width)[offered] / std::max(growth(sums, x)[offered], 1e-300);
        const double rest = fall < 1 ? growth(halves, x + width)[offered] * width / (1 - fall) : infinite;
        sums = halves;
        x = x < within && x + width >= within * (1 - 1e-15) ? within : x + width;
        if (x <= within) served_mass_within = sums[served_mass];
        if (growth.exponent(sums, x) > 100) lift(growth, sums, served_mass_within, growth.exponent(sums, x));
        if (rest < 1e-12 * sums[offered] && x > 10 * scale) {
            if (x < within) served_mass_within = sums[served_mass];
            return true;
        }
        width *= std::clamp(0.9 * std::pow(std::max(error, 1e-12), -0.2), 0.2, 4.0);
    }
    return false;
}
}  // namespace

PatienceAnswer mmc_patience(int counters, double arrivals_per_s, double service_mean_s, const Survival& patient,
                            double within_s) {
    Integrals sums{};
    const double departures = counters / service_mean_s;
    Growth growth{arrivals_per_s, departures, &patient};
    double served_mass_within = 0;
    if (!follow(growth, sums, within_s, served_mass_within)) return {1, 0, infinite, infinite, infinite, infinite, infinite};
    // Of the time with a free counter, in units of the state with exactly one free.
    const double one_free = std::exp(-growth.lifted), blocked = erlang_b(counters - 1, arrivals_per_s * service_mean_s);
    if (blocked == 0) return {0, 0, 0, 0, 0, 0, 0, 1};  // so rarely that a double cannot tell
    const double below = one_free / blocked, total = below + arrivals_per_s * sums[mass];
    const double abandonment = std::max(0.0, (one_free + (arrivals_per_s - departures) * sums[mass]) / total);
    const double wait = arrivals_per_s * sums[waited] / total;
    const double served_wait = arrivals_per_s * sums[served_waited] / total;  // of those served, times their share
    return {.wait_probability = arrivals_per_s * sums[mass] / total,
            .abandonment = abandonment,
            .offered_wait_mean_s = arrivals_per_s * sums[offered] / total,
            .wait_mean_s = wait,
            .wait_served_mean_s = served_wait / (1 - abandonment),
            .wait_abandoned_mean_s = abandonment > 0 ? (wait - served_wait) / abandonment : 0,
            .queue_mean = arrivals_per_s * wait,
            .served_within = (below + arrivals_per_s * served_mass_within) / total};
}

Survival survival_of(const Law& patience_s) {
    return [patience_s](double t) { return survival(patience_s, t); };
}

Survival survival_lognormal(double mean_s, double cv) { return survival_of(lognormal(mean_s, cv)); }

}  // namespace counterless

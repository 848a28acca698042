#include "models/retrial.hpp"

#include <algorithm>
#include <vector>

#include "models/constants.hpp"
#include "models/state_chain.hpp"

namespace counterless {
namespace {}

RetrialAnswer retrial_mm1(double arrivals_per_s, double service_mean_s, double return_mean_s) {
    const double load = arrivals_per_s * service_mean_s;
    if (load >= 1) return {1, infinite, 0, infinite, infinite, 1};
    // As in line (load^2 / (1 - load)), and longer by the time a free counter is not noticed.
    const double orbit = load * load / (1 - load) * (1 + return_mean_s / service_mean_s);
    return {.refused_first = load,
            .orbit_mean = orbit,
            .lost = 0,
            .attempts_mean = 1 + orbit / return_mean_s / arrivals_per_s,
            .time_in_orbit_mean_s = orbit / arrivals_per_s,
            .busy_mean = load};
}

RetrialAnswer retrial_mmc(int counters, double arrivals_per_s, double service_mean_s, double return_mean_s, double loss,
                          int orbit_max) {
    enum { busy, orbit };
    const StateChain chain = solve_chain({}, [&](const StateCounts& at, std::vector<StateMove>& moves) {
        const double returns = at[orbit] / return_mean_s;
        if (at[busy] < counters) {
            moves.push_back({{at[busy] + 1, at[orbit]}, arrivals_per_s});
            moves.push_back({{at[busy] + 1, at[orbit] - 1}, returns});
        } else {
            if (at[orbit] < orbit_max) moves.push_back({{at[busy], at[orbit] + 1}, arrivals_per_s * (1 - loss)});
            moves.push_back({{at[busy], at[orbit] - 1}, returns * loss});
        }
        moves.push_back({{at[busy] - 1, at[orbit]}, at[busy] / service_mean_s});
    });
    const double away = chain.mean([](const StateCounts& at) { return at[orbit]; });
    const double full = chain.mean([&](const StateCounts& at) { return at[busy] == counters ? 1.0 : 0.0; });
    const double working = chain.mean([](const StateCounts& at) { return at[busy]; });
    return {.refused_first = full,
            .orbit_mean = away,
            .lost = std::max(0.0, 1 - working / service_mean_s / arrivals_per_s),
            .attempts_mean = 1 + away / return_mean_s / arrivals_per_s,
            .time_in_orbit_mean_s = away / arrivals_per_s,
            .busy_mean = working};
}

}  // namespace counterless

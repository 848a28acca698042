#include "models/breakdown.hpp"

#include <algorithm>
#include <vector>

#include "models/constants.hpp"
#include "models/state_chain.hpp"

namespace counterless {
namespace {}

BreakdownAnswer mg1_breakdowns(double arrivals_per_s, double service_mean_s, double service_cv, const Breakdowns& breakdowns) {
    const double repair = breakdowns.repair_mean_s, failures_per_s = 1 / breakdowns.up_mean_s;
    const double repair_second = repair * repair * (1 + breakdowns.repair_cv * breakdowns.repair_cv);
    const double stretch = 1 + failures_per_s * repair;
    const double completion = service_mean_s * stretch;
    const double completion_second = service_mean_s * service_mean_s * (1 + service_cv * service_cv) * stretch * stretch +
                                     service_mean_s * failures_per_s * repair_second;
    const double load = arrivals_per_s * completion;
    const bool always = breakdowns.clock == FailureClock::always;
    if (load >= 1) return {infinite, infinite, infinite, 1 / stretch};
    double sojourn = completion + arrivals_per_s * completion_second / (2 * (1 - load));
    // While nobody is under completion the counter is down for the share 1 - 1 / stretch; who comes then waits on average for the
    // rest of that repair, and by decomposition so does everybody (Fuhrmann and Cooper 1985).
    if (always && repair > 0) sojourn += (1 - 1 / stretch) * repair_second / (2 * repair);
    const double failing = always ? 1 / stretch : 1 - arrivals_per_s * service_mean_s * failures_per_s * repair;
    const double inside = arrivals_per_s * sojourn;
    return {inside, inside - load, sojourn, failing};
}

BreakdownAnswer mmc_breakdowns(int counters, int repairers, double arrivals_per_s, double service_mean_s,
                               const Breakdowns& breakdowns, int inside_max) {
    enum { inside, down };
    const StateChain chain = solve_chain({}, [&](const StateCounts& at, std::vector<StateMove>& moves) {
        const int up = counters - at[down], busy = std::min(at[inside], up);
        const int failing = breakdowns.clock == FailureClock::always ? up : busy;
        if (at[inside] < inside_max) moves.push_back({{at[inside] + 1, at[down]}, arrivals_per_s});
        moves.push_back({{at[inside] - 1, at[down]}, busy / service_mean_s});
        moves.push_back({{at[inside], at[down] + 1}, failing / breakdowns.up_mean_s});
        moves.push_back({{at[inside], at[down] - 1}, std::min(at[down], repairers) / breakdowns.repair_mean_s});
    });
    const double people = chain.mean([](const StateCounts& at) { return at[inside]; });
    const double line = chain.mean([&](const StateCounts& at) { return std::max(0, at[inside] - counters + at[down]); });
    const double up = chain.mean([&](const StateCounts& at) { return counters - at[down]; });
    const double coming = arrivals_per_s * chain.mean([&](const StateCounts& at) { return at[inside] < inside_max ? 1.0 : 0.0; });
    return {people, line, people / coming, up};
}

}  // namespace counterless

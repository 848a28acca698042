#include "models/bulk.hpp"

#include <algorithm>
#include <vector>

#include "models/state_chain.hpp"

namespace counterless {

BulkAnswer bulk_mm1(int group_min, int group_max, double arrivals_per_s, double service_mean_s, int line_max) {
    enum { serving, line };
    const auto begin = [&](int waiting) -> StateCounts {  // the counter is free: enough for a group?
        return waiting < group_min ? StateCounts{0, waiting} : StateCounts{1, waiting - std::min(waiting, group_max)};
    };
    const StateChain chain = solve_chain({}, [&](const StateCounts& at, std::vector<StateMove>& moves) {
        if (at[serving] == 0) {
            moves.push_back({begin(at[line] + 1), arrivals_per_s});
        } else {
            if (at[line] < line_max) moves.push_back({{1, at[line] + 1}, arrivals_per_s});
            const StateCounts after = begin(at[line]);
            if (after != at) moves.push_back({after, 1 / service_mean_s});
        }
    });
    const double waiting = chain.mean([](const StateCounts& at) { return at[line]; });
    const double busy = chain.mean([](const StateCounts& at) { return at[serving]; });
    const double entering =
        arrivals_per_s * chain.mean([&](const StateCounts& at) { return at[serving] == 0 || at[line] < line_max ? 1.0 : 0.0; });
    return {waiting, waiting / entering, busy, entering * service_mean_s / busy};
}

}  // namespace counterless

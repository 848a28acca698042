#include "models/tandem.hpp"

#include <algorithm>
#include <vector>

#include "models/state_chain.hpp"

namespace counterless {
namespace {
enum { first, blocked, second };  // at the first station and not blocked; blocked there; at the second station

void add_services(const Tandem& tandem, const StateCounts& at, int working, int leaves_first, std::vector<StateMove>& moves) {
    const int room = tandem.counters_second + tandem.places_between;
    const bool full = at[second] == room;
    moves.push_back({{at[first] - leaves_first, at[blocked] + (full ? 1 : 0), at[second] + (full ? 0 : 1)},
                     working / tandem.service_first_mean_s});
    const bool freed = at[blocked] > 0;  // a blocked customer moves on into the place
    moves.push_back({{at[first], at[blocked] - (freed ? 1 : 0), at[second] - (freed ? 0 : 1)},
                     std::min(at[second], tandem.counters_second) / tandem.service_second_mean_s});
}

double served_at_second(const Tandem& tandem, const StateChain& chain) {
    return chain.mean([&](const StateCounts& at) { return std::min(at[second], tandem.counters_second); }) /
           tandem.service_second_mean_s;
}
}  // namespace

TandemAnswer tandem_blocking(const Tandem& tandem, double arrivals_per_s, int room_first) {
    const StateChain chain = solve_chain({}, [&](const StateCounts& at, std::vector<StateMove>& moves) {
        if (at[first] + at[blocked] < room_first) moves.push_back({{at[first] + 1, at[blocked], at[second]}, arrivals_per_s});
        add_services(tandem, at, std::min(at[first], tandem.counters_first - at[blocked]), 1, moves);
    });
    const double inside = chain.mean([](const StateCounts& at) { return at[first] + at[blocked] + at[second]; });
    const double served = served_at_second(tandem, chain);
    return {.queue_first_mean =
                chain.mean([&](const StateCounts& at) { return std::max(0, at[first] + at[blocked] - tandem.counters_first); }),
            .blocked_mean = chain.mean([](const StateCounts& at) { return at[blocked]; }),
            .inside_second_mean = chain.mean([](const StateCounts& at) { return at[second]; }),
            .throughput_per_s = served,
            .sojourn_mean_s = inside / served,
            .refused = 1 - served / arrivals_per_s};
}

double tandem_throughput_max(const Tandem& tandem) {
    const StateChain chain = solve_chain({}, [&](const StateCounts& at, std::vector<StateMove>& moves) {
        add_services(tandem, at, tandem.counters_first - at[blocked], 0, moves);
    });
    return served_at_second(tandem, chain);
}

}  // namespace counterless

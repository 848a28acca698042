// results/gap.hpp: one simulated half-hour of a station beside its formula, and the remark that goes with the gap.
// What fills it is results/beside.hpp. Tested in tests/results/beside_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "results/estimate.hpp"
#include "scenarios/station.hpp"

namespace counterless {

enum class Because : std::uint8_t {
    agrees,        // no gap
    few,           // too few customers to tell
    overload,      // more comes than can be served: no steady state
    service_law,   // the gap is what the spread of the services brings (Allen and Cunneen)
    carried_over,  // a line from the half-hour before
    not_settled,   // the line needs longer than this to settle
    changes,       // the rate changes while services last
    days_differ,   // a mean of days that differ
    arrivals,      // no Poisson stream
    refused,       // some do not join or find no place
    skills,        // classes, orders, skills, lines: not one line for all agents
    agents_vary,   // breaks, absence, breakdowns, shifts
    unexplained,
    count
};
std::string_view because_key(Because because);    // "carried_over", for JSON
std::string_view because_words(Because because);  // "line carried over", for the terminal

struct Beside {
    std::string of;  // "centre/deira/counter"
    Index station = none;
    double start_s = 0, end_s = 0;
    std::string_view formula;                                   // "erlang_c", "erlang_a", "mmc_patience"
    double arrivals_per_s = 0, service_mean_s = 0, agents = 0;  // as simulated; agents may be no whole number
    double wait_mean_s = 0, level = 0;                          // by the formula: of the served; in time, of all who come
    Estimate wait, level_simulated;
    Because because = Because::agrees;
    [[nodiscard]] bool gap() const { return because != Because::agrees && because != Because::few; }
    // How far apart, in points of the level; what is without a formula counts as all of it.
    [[nodiscard]] double distance() const;
};

// How often each remark is made, and where the gap is largest: agreement first, then the most frequent, too few customers last.
struct GapCount {
    Because because;
    int intervals;
    const Beside* largest;
};
std::vector<GapCount> gap_counts(const std::vector<Beside>& beside);

}  // namespace counterless

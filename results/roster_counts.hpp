// results/roster_counts.hpp: shifts and breaks in numbers, before anybody has a name: what the first stage hands to the second.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/station.hpp"

namespace counterless {

struct ShiftCount {
    int day;
    Index team;
    std::size_t form;  // of the day
    int people;
};
struct BreakCount {
    int day;
    Index guild, rule;
    int slot, people;
};
struct Cover {
    std::vector<ShiftCount> shifts;
    std::vector<BreakCount> breaks;
    double cost = 0, bound = 0;  // with what is not covered priced in
    bool cut_short = false;
};
// People to add, by team.
using Extra = std::vector<int>;

}  // namespace counterless

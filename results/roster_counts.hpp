// results/roster_counts.hpp: shifts and breaks in numbers, before anybody has a name: what the first stage hands to the second;
// and to whom that gives them.
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
    bool cut_short = false, by_hand = false;
};
struct GivenShift {  // a shift of a person; of nobody: it stays open
    Index person = none;
    Index team = 0;
    int day = 0;
    std::size_t form = 0;
};

// People to add, by team.
using Extra = std::vector<int>;

}  // namespace counterless

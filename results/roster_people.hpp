// results/roster_people.hpp: the second stage: who works the shifts of the first. One small program a team and week, which knows
// what everybody has worked before: legal rest, days in a row and days off are rows; wishes and an even share of hours, late
// shifts and weekends are costs that grow with the distance, so that the program stays nearly whole by itself. A shift that
// nobody may take stays open. Tested in tests/results/roster_test.cpp.
#pragma once

#include <vector>

#include "results/roster_cover.hpp"

namespace counterless {

struct GivenShift {  // a shift of a person; of nobody: it stays open
    Index person = none;
    Index team = 0;
    int day = 0;
    std::size_t form = 0;
};

std::vector<GivenShift> give_shifts(CoverQuestion& question, const Cover& cover, bool& cut_short);

}  // namespace counterless

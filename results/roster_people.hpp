// results/roster_people.hpp: the second stage: who works the shifts of the first. One small program a team and week, which knows
// what everybody has worked before: legal rest, days in a row and days off are rows; wishes and an even share of hours, late
// shifts and weekends are costs that grow with the distance, so that the program stays nearly whole by itself. A shift that
// nobody may take stays open. Where the solver's time ends first, it is done by hand (results/roster_by_hand.hpp). Tested in
// tests/results/roster_test.cpp.
#pragma once

#include <vector>

#include "results/roster_cover.hpp"

namespace counterless {

struct GivenHow {  // told on the way: did the time limit end a search; was it then done by hand
    bool &cut_short, &by_hand;
};
std::vector<GivenShift> give_shifts(CoverQuestion& question, const Cover& cover, GivenHow how);

}  // namespace counterless

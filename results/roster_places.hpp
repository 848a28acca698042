// results/roster_places.hpp: the last stage, which needs no solver: who goes on break when, and who stands at which post. The
// first stage has seen to it that both can be done; here they are done with as little moving about as possible: everybody stays
// where he is, or comes back to it after a break, unless a post would be short. Tested in tests/results/roster_test.cpp.
#pragma once

#include <vector>

#include "results/roster_counts.hpp"
#include "results/roster_frame.hpp"

namespace counterless {

// Breaks of everybody, those of open shifts too (which then are nobody's).
std::vector<std::vector<Away>> give_breaks(const RosterFrame& frame, const std::vector<GivenShift>& given,
                                           const std::vector<BreakCount>& breaks);
// Where shifts stayed open, fewer are on duty than breaks were counted for: a break that more would take at once than may moves
// within its window, to where most are to spare. Where there is no such time it stays.
void spread_breaks(const RosterTask& task, const RosterFrame& frame, const std::vector<GivenShift>& given,
                   std::vector<std::vector<Away>>& away);
// Fills in `posts` of each work, and says what is covered and what is not.
void give_posts(const RosterTask& task, const RosterFrame& frame, Roster& roster);

}  // namespace counterless

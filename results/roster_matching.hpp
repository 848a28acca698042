// results/roster_matching.hpp: who works the shifts of a team without a solver: day by day a matching of shifts and people.
// Tested in tests/results/roster_by_hand_test.cpp.
#pragma once

#include <vector>

#include "results/roster_counts.hpp"
#include "results/roster_diary.hpp"

namespace counterless {

// One team's shifts in the order of days, each to who lacks most of his promised hours, or has fewest so far; a shift for which
// nobody is left makes others change theirs of that day, if that helps. What nobody may take is nobody's. `diaries` as far as the
// team has worked; by member.
std::vector<GivenShift> give_by_hand(const RosterFrame& frame, Index team, std::vector<Diary> diaries,
                                     const std::vector<ShiftCount>& shifts);

}  // namespace counterless

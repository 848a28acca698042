// results/roster_by_hand.hpp: a roster as a planner would make it, for where the solver's time ends before it has an answer:
// shift by shift the one that covers most uncovered need for its pay (Chvatal 1979, set covering), and to somebody who may work
// it, so that team limits, rest, days and hours hold. It proves nothing about the cost. Tested in
// tests/results/roster_by_hand_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "results/roster_counts.hpp"
#include "results/roster_diary.hpp"

namespace counterless {

// From the shifts of `start`, as far as somebody may work them. `weeks`: whose promised hours are given too, as far as they can
// be.
Cover cover_by_hand(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& days,
                    const std::vector<std::vector<int>>& weeks, const Cover& start);

// One team's shifts in the order of days, each to who lacks most of his promised hours, or has fewest so far; a shift for which
// nobody is left makes others change theirs of that day, if that helps. What nobody may take is nobody's. `team` as far as it has
// worked; by member.
std::vector<GivenShift> give_by_hand(const RosterFrame& frame, Index team, std::vector<Diary> diaries,
                                     const std::vector<ShiftCount>& shifts);

// How many people, who work nothing else, can work all these shifts of a team; nothing if some are for nobody.
std::optional<int> people_for(const RosterTask& task, const RosterFrame& frame, Index team,
                              const std::vector<ShiftCount>& shifts);

}  // namespace counterless

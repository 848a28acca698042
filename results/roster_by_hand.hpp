// results/roster_by_hand.hpp: a roster as a planner would make it: shift by shift the one that covers most uncovered need for its
// pay (Chvatal 1979, set covering), and to somebody who may work it, so that team limits, rest, days and hours hold. For where
// the solver's time ends before it has an answer; and for what a solver's roster leaves short, since its two stages cannot ask
// each other. It proves nothing about the cost. Tested in tests/results/roster_by_hand_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "results/roster_counts.hpp"
#include "results/roster_diary.hpp"

namespace counterless {

// From the shifts of `start`, as far as somebody may work them. `weeks`: whose promised hours are given too, as far as they can
// be.
Cover cover_by_hand(const RosterTask& task, const RosterFrame& frame, const std::vector<int>& days,
                    const std::vector<std::vector<int>>& weeks, const Cover& start);

// Shifts of people, open ones too, and their breaks by the same place.
struct Worked {
    std::vector<GivenShift> shifts;
    std::vector<std::vector<Away>> away;
};
// Whatever somebody may still work of what is short, as long as anything is covered by it: then "too few people" is true of the
// rest. Open shifts stay as far as they would cover some of that rest; `added`: how many shifts were put in.
Worked fill_by_hand(const RosterTask& task, const RosterFrame& frame, const Worked& worked, std::size_t& added);

// How many new people of each team would work all that is short, while everybody else's roster stays: enough, perhaps not the
// fewest. Nobody where no number of people would do.
Extra hired_by_hand(const RosterTask& task, const RosterFrame& frame, const Worked& worked);

}  // namespace counterless

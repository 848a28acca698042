// results/roster_rules.hpp: what a roster's rules leave unsaid, from the hours of the need; and what does not fit together.
// Tested in tests/results/roster_test.cpp; bad input in tests/cases/roster_test.py.
#pragma once

#include "results/roster.hpp"

namespace counterless {

// Default shifts, breaks and contract where none are stated; people without names get some.
void complete_rules(RosterTask& task);

// What cannot be meant: skills nobody has, shifts that the law forbids, times finer than five minutes. `file`: of the need.
// `people_known`: else nothing is said that follows from who and how many there are.
void check_roster(const RosterTask& task, const std::string& file, bool people_known, Problems& problems);

}  // namespace counterless

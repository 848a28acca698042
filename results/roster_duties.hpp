// results/roster_duties.hpp: what the simulation wants of a roster: one duty for each stay of a person at a post, with the breaks
// that lie in it. Tested in tests/results/roster_test.cpp; against the same shifts in a scenario in tests/cases/roster_test.py.
#pragma once

#include <vector>

#include "results/roster.hpp"

namespace counterless {

// `start_s`: the roster's first midnight on the clock of the simulation; what lies outside 0 to `horizon_s` is cut off.
std::vector<Duty> duties_of(const Roster& roster, Index post, double start_s, double horizon_s);

}  // namespace counterless

// results/roster_make.hpp: a roster's stages, one after the other, and what to do where they leave something uncovered. Tested in
// tests/results/roster_test.cpp and, by a verifier that knows nothing of this code, in tests/cases/roster_test.py.
#pragma once

#include <functional>
#include <string>

#include "results/milp.hpp"
#include "results/roster.hpp"

namespace counterless {

// `say` is told what is being worked at.
Roster make_roster(const RosterTask& task, const MilpSolver& solve, const std::function<void(const std::string&)>& say);

}  // namespace counterless

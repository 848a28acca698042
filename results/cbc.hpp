// results/cbc.hpp: CBC as a program: a file in, a file out. So its crash is not ours, it can be stopped, and nothing of it is
// linked into us. It runs in one thread with a fixed order of work: the same program brings the same answer, unless the time
// limit cuts it short. Tested in tests/results/milp_test.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "results/milp.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

// The program on the path, or what COUNTERLESS_CBC names; nothing if there is none that can be run.
std::optional<std::filesystem::path> find_cbc();
// What stands against running it: no such program, or no folder for its files; by the variable of the environment that says
// where.
Problems cbc_problems();

// Runs it in a temporary folder, which is gone afterwards. `tick` is called several times a second while it works and says
// whether to go on; if not, MilpEnd::nothing. Throws std::runtime_error when it crashes or cannot be run.
MilpAnswer solve_with_cbc(const std::filesystem::path& cbc, const Milp& program, const MilpLimits& limits,
                          const std::function<bool()>& tick);

}  // namespace counterless

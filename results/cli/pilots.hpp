// results/cli/pilots.hpp: a few runs beforehand or afterwards that only look at the number inside (results/pilot.hpp): how much
// of the beginning to leave out, and whether the end is steady at all. Tested in tests/cases/running_test.py.
#pragma once

#include <optional>
#include <vector>

#include "models/growth.hpp"
#include "results/cli/replicate.hpp"
#include "results/study.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

// The warm-up that all sides need, so that they stay paired: `warmup_s`, or the problems of finding one.
Problems find_warm_up(const std::vector<Side>& sides, std::size_t workers, double& warmup_s);

// Looks only where agents of a place that never closes were busy nearly all the time; elsewhere no line can grow for ever.
std::optional<QueueGrowth> find_growth(const Side& side, const StudyResult& result, std::size_t workers);

}  // namespace counterless

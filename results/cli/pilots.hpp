// results/cli/pilots.hpp: a few runs beforehand or afterwards that only look at the number inside (results/pilot.hpp): how much
// of the beginning to leave out, and whether the end is steady at all. Tested in tests/cases/running_test.py.
#pragma once

#include <optional>
#include <vector>

#include "models/growth.hpp"
#include "results/cli/replicate.hpp"
#include "results/study.hpp"
#include "results/unsteady.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

// The warm-up that all sides need, so that they stay paired: `warmup_s`, or the problems of finding one.
Problems find_warm_up(const std::vector<Side>& sides, std::size_t workers, double& warmup_s);

// Is this the occupancy of a place that never closes, and were its agents busy nearly all the time? Elsewhere no line can grow
// for ever.
bool is_watched(const Scenario& scenario, const Measure& measure);
bool may_grow(const Scenario& scenario, const Value& value);

// Looks only where something is suspicious.
std::optional<QueueGrowth> find_growth(const Side& side, const StudyResult& result, std::size_t workers);

// Of several sides: those that grow. `suspicious` by side: the place to look at, as "centre/hall/counter"; empty: none.
std::vector<std::optional<Unsteady>> find_unsteady(const std::vector<Side>& sides, const std::vector<std::string>& suspicious,
                                                   std::size_t replications, std::size_t workers);
inline constexpr const char* unsteady_words = "grows without bound; its figures depend on the length of the run";

}  // namespace counterless

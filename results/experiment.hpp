// results/experiment.hpp: the one loop over replications. Who computes them is a function handed in (children here, other
// machines later), and so is the judgement whether there are enough. Results come back in any order and are judged in the order
// of their numbers, so the answer is the same for any number of workers. An experiment has one or more sides (the scenario; the
// scenario and its baseline; the points of a sweep), and replication n of each meets the same luck as that of the others.
// Tested in tests/results/experiment_test.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "results/study.hpp"
#include "results/summary.hpp"

namespace counterless {

struct RunTask {
    std::size_t side, replication;
};
// Does the tasks in any order and says `finished` for each; false when it was interrupted.
using Worker = std::function<bool(const std::vector<RunTask>& tasks, const std::function<void(RunTask, Summary)>& finished)>;

using Sides = std::vector<std::vector<Summary>>;  // by side, then replications 0, 1, 2 ... without a gap
// How many replications of each side are wanted, seeing those there are; a database may hold more than were ever asked for.
// Asked again until none is wanted that is not there.
using Wanted = std::function<std::vector<std::size_t>(const Sides& there)>;

struct ExperimentResult {
    Sides sides;             // each as long as was wanted last, or up to the first gap where it was interrupted
    std::size_t reused = 0;  // of the first side
    RunEnding ending = RunEnding::done;
};

// `there`: what is already known of each side, in any order, gaps allowed. `finished` hears of each new summary as it comes.
ExperimentResult experiment(Sides there, const Wanted& wanted, const Worker& worker,
                            const std::function<void(RunTask, const Summary&)>& finished);

// Leaves the replications that every side has: what is paired needs its partner.
void cut_to_shortest(Sides& sides);

}  // namespace counterless

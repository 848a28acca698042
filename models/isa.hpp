// models/isa.hpp: the iterated staffing algorithm (Feldman, Mandelbaum, Massey and Whitt 2008).
// Staff each interval so that under the present staffing's number inside the target would just hold, look again how many are
// inside with the new staffing, and so on. Who tells the number inside is handed in: a solver of equations, a simulation. Nothing
// else of the queue is known here, so any queue will do. Tested in tests/models/isa_test.cpp.
#pragma once

#include <functional>
#include <vector>

namespace counterless {

// Under agents by interval: the law of the number inside, one vector of chances for each interval.
using InsideLaws = std::function<std::vector<std::vector<double>>(const std::vector<int>& agents)>;

struct IsaAnswer {
    std::vector<int> agents;
    int iterations;
    bool settled;  // no interval asked for a change of more than one; otherwise the iterations ran out
};

// The least agents with which the target would hold if so many were inside.
using LeastFor = std::function<int(const std::vector<double>& inside)>;

// Begins with `agents` (the method with so many that nobody waits). Where more agents mean fewer inside, staffings can swing for
// ever; once the changes stop shrinking, only half of each is made. At the end each interval gets the larger of the last staffing
// and what that asks for.
IsaAnswer iterated_staffing(const InsideLaws& inside, const LeastFor& least, std::vector<int> agents, int iterations_max = 100);

// The rule of the paper: P(all agents busy) <= wait_probability.
int least_for_chance(const std::vector<double>& inside, double wait_probability);

}  // namespace counterless

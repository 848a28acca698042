// models/markov.hpp: any queue that is a finite Markov chain in continuous time, solved as a linear system: the answer for queues
// without a closed form, and the second method for those with one.
// Solves pi Q = 0, sum pi = 1 by sparse LU (Eigen), with one balance equation replaced by the sum (Stewart 1994, section 2.3).
// Tested in tests/models/markov_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace counterless {

struct Transition {
    std::size_t from, to;
    double rate;  // per second, > 0; from != to
};

// Share of time in each of `states` states (0 to states - 1) in the long run. Precondition: from every state every other can be
// reached. Throws std::invalid_argument when the chain is not of that kind (the system is singular) or an index is out of range.
std::vector<double> stationary(std::size_t states, std::span<const Transition> transitions);

}  // namespace counterless

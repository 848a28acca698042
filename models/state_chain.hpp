// models/state_chain.hpp: a Markov chain told state by state. A state is a handful of counts; from a start the moves are followed
// until no new state appears, and the long-run shares are solved (models/markov). For queues in two or more dimensions: blocking,
// breakdowns, orbits, pools. Whoever tells the moves also cuts endless ones. Tested in tests/models/state_chain_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

namespace counterless {

using StateCounts = std::array<int, 6>;  // what each means is the teller's; unused ones stay 0
struct StateMove {
    StateCounts to;
    double rate_per_s;  // moves at rate 0, and to where one is, are passed over
};
using StateMoves = std::function<void(const StateCounts& from, std::vector<StateMove>& moves)>;

struct StateChain {
    std::vector<StateCounts> states;
    std::vector<double> share;  // of time in each
    [[nodiscard]] double mean(const std::function<double(const StateCounts&)>& quantity) const;
};
// Throws std::invalid_argument beyond 400,000 states, or when not every state can be reached from every other.
StateChain solve_chain(const StateCounts& start, const StateMoves& moves);

}  // namespace counterless

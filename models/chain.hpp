// models/chain.hpp: a Markov chain told state by state. A state is a handful of counts; from a start the moves are followed until
// no new state appears, and the long-run shares are solved (models/markov). For queues in two or more dimensions: blocking,
// breakdowns, orbits, pools. Whoever tells the moves also cuts endless ones. Tested in tests/models/chain_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

namespace counterless {

using Counts = std::array<int, 6>;  // what each means is the teller's; unused ones stay 0
struct Move {
    Counts to;
    double rate_per_s;  // moves at rate 0, and to where one is, are passed over
};
using Moves = std::function<void(const Counts& from, std::vector<Move>& moves)>;

struct Chain {
    std::vector<Counts> states;
    std::vector<double> share;  // of time in each
    [[nodiscard]] double mean(const std::function<double(const Counts&)>& quantity) const;
};
// Throws std::invalid_argument beyond 400,000 states, or when not every state can be reached from every other.
Chain solve_chain(const Counts& start, const Moves& moves);

}  // namespace counterless

// models/poisson_blocks.hpp: is it chance that spreads customers within the half-hour.
// In a block in which the rate stands still, Poisson customers are spread evenly, whatever the rate. So for the J instants of a
// block of length L, T1 <= T2 .. <= TJ, the numbers (J + 1 - j) (-log((L - Tj) / (L - T(j-1)))) are independent exponential ones
// of mean 1, and those of all blocks may be put together: the log test of Brown and others (JASA 100, 2005, section 4). It asks
// nothing of the rate, not even that days are alike. And the gaps on a clock that runs with the rate: their cv is 1 for Poisson
// customers, less if they come by appointment or by the train, more if they come in bursts. Tested in
// tests/models/poisson_blocks_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/gof.hpp"

namespace counterless {

struct BlockTest {
    std::size_t blocks = 0, customers = 0;
    Distance distance;
    double ks_p = 1, ad_p = 1;  // by the limit laws: nothing was fitted
    double cv = 1;              // of the exponential numbers
};
// `instants` sorted, from 0 on; blocks begin at multiples of `block_s`.
BlockTest block_test(std::span<const double> instants, double block_s);

// Instants recorded in steps, spread over their step by chance and sorted: else equal ones would look like bursts.
std::vector<double> spread_over_step(std::span<const double> instants, double step_s, std::uint64_t seed);

// Rates that stand still in cells of equal length from 0 on, and instants of one day, sorted: the gaps between neighbours,
// counted in expected customers.
std::vector<double> gaps_by_rate(std::span<const double> instants, std::span<const double> expected_in_cell, double cell_s);

}  // namespace counterless

// results/uncertainty.hpp: what is not known of the inputs, carried through to the outcome (second-order Monte Carlo).
// A nested design: each draw of the uncertain values is a scenario of its own, lived through several times with luck of its own.
// Two kinds of spread come out and stay apart: luck, which more replications average away, and ignorance of the parameters, which
// they do not. So no interval is ever made over all runs as if they were alike: means have theirs over the draws.
// Tested in tests/results/uncertainty_test.cpp; the guide is docs/guides/uncertainty.md.
#pragma once

#include <cstdint>
#include <vector>

#include "results/study.hpp"
#include "results/summary.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

// The values of each draw, in the order of study.uncertain: a Latin hypercube over their laws, by the study's seed.
std::vector<std::vector<double>> drawn_values(const Study& study);
// The seed of a draw's runs, so that each has luck of its own.
std::uint64_t seed_of_draw(std::uint64_t seed, std::size_t draw);

using Draws = std::vector<std::vector<Summary>>;  // by draw, then replication

// One summary for each draw: the means of its totals. What estimators make of these has its interval over the draws.
std::vector<Summary> by_draw(const Draws& draws);

// Of `all`: the measures, the series by month or year, and the differences from a baseline with the same draws, if there is one.
// Precondition: the layouts fit every draw, and every draw has the same number of replications.
struct OtherSide {
    const Layout& layout;
    const Draws& draws;
};
Uncertainty uncertainty(const Layout& layout, const Draws& draws, const OtherSide* baseline, double confidence);

}  // namespace counterless

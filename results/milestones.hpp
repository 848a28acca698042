// results/milestones.hpp: when the digital share reaches a level. "Reached" is the first instant at which the course of the
// share, drawn as a line between the middles of the months (or years) of the series, meets the level; so a month's noise counts
// and a day's does not. Each replication has its own date; the interval is over these, and only where all of them reached it: the
// mean of those who did would be too early. Where parameters are drawn (study.draws) the dates differ by what nobody knows more
// than by luck: then the range that holds nine in ten of them is given, and no interval of a mean. Tested in
// tests/results/milestones_test.cpp.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "results/estimate.hpp"
#include "results/measures.hpp"
#include "results/summary.hpp"

namespace counterless {

inline constexpr std::array<double, 4> milestone_levels{0.90, 0.95, 0.99, 0.999};

struct Milestone {
    double level;  // digital share of completed transactions
    int reached = 0, runs = 0;
    bool before = false;             // all runs are above it in the first interval: nobody saw when
    Estimate at_s;                   // seconds from the start; known where all runs reached it and not all were above it before
    double early_s = 0, late_s = 0;  // nine in ten of those that reached it lie between
};

// Nothing without a series by month or year, or where nothing can be digital. `one_interval`: false where parameters were drawn.
std::vector<Milestone> milestones(const Layout& layout, std::span<const Summary> summaries, double confidence, bool one_interval);

}  // namespace counterless

// results/cli/compare_read.hpp: the scenarios of a comparison, read and found alike, and the measures that decide; or all that is
// wrong with them.
#pragma once

#include <vector>

#include "results/cli/compare_options.hpp"
#include "results/comparison.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

struct CompareFiles {
    Comparison comparison;  // before the runs: contenders, baseline, confidence, terms
    std::vector<Layout> layouts;
    std::vector<MeasureOf> by;
    std::vector<std::string> inputs;  // every file that was read
    Problems problems;
};
CompareFiles read_comparison(const CompareOptions& options);

}  // namespace counterless

// results/beside.hpp: beside every simulated half-hour of a station what the textbook formula would say, and why they differ.
// The formula gets the simulation's own rate, mean service and agents of that half-hour, so a gap is never about the inputs: it
// is about an assumption. Which one is chosen by rule from what the scenario holds and what stood in the half-hour before; one
// remark for a gap, the first whose rule applies. The rules point where to look; they prove nothing. Erlang C where nobody
// leaves, Erlang A and M/M/c+G where there is a patience. Tested in tests/results/beside_test.cpp.
#pragma once

#include <vector>

#include "results/gap.hpp"
#include "results/measures.hpp"
#include "results/study.hpp"

namespace counterless {

// Of every station in the series, every half-hour with customers. Nothing for a sample, and for series of days and longer.
std::vector<Beside> beside_formulas(const Scenario& scenario, const Layout& layout, const std::vector<Value>& series,
                                    int replications);

}  // namespace counterless

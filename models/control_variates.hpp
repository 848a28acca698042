// models/control_variates.hpp: what is known of the luck of a run is taken out of its result.
// In a run with more arrivals than expected the waits are long; how many were expected is known. The regression of the values on
// such controls, read at the controls' true means, varies less than the mean does (Lavenberg and Welch 1981). Each control costs
// a degree of freedom: where it explains nothing, the variance becomes larger by the loss factor (n - 2) / (n - k - 2).
// Exact where values and controls are jointly normal; nearly so for means over many customers. A ratio (mean wait) comes as the
// pseudo-values of its jackknife, one a replication. Controls that repeat others (or do not vary) are left out, and named.
// Tested in tests/models/control_variates_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/intervals.hpp"

namespace counterless {

struct Control {
    std::vector<double> values;  // by replication
    double mean = 0;             // known beforehand, without error
};
struct ControlledMean {
    MeanInterval controlled, plain;
    std::vector<std::size_t> used, dropped;  // places in the list of controls; those before come first
    double explained = 0;                    // R^2: share of the variance between runs that the controls explain
    double chance = 1;                       // that controls which have nothing to say explain as much by luck (F test)
    // Plain variance over controlled, with the loss factor: without controls so many times more runs. Below 1 they harm.
    double runs_ratio = 1;
};
// n >= 2 values, and each control as many. Controls beyond n - 3 are dropped too, for the factor needs n - k - 2 >= 1. Whoever
// picks the best of several lists of controls by this very result is too sure; take few, chosen before.
ControlledMean controlled_mean(Observations values, std::span<const Control> controls, double confidence);

}  // namespace counterless

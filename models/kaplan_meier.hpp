// models/kaplan_meier.hpp: how many are still willing after a time, when most were served before they had to show it.
// The product-limit curve (Kaplan and Meier 1958): at each time at which somebody gave up, the share of those still there who did
// not. Who is served at that very time counts as still there. Its variance is Greenwood's; the band is that of log(-log S), so it
// stays between 0 and 1. The hazard tells in which minutes people leave.
// It asks that being served says nothing of the patience; where long services go to the patient it does, a little.
// Tested in tests/models/kaplan_meier_test.cpp: by hand, and against exponential theory.
#pragma once

#include <optional>
#include <vector>

#include "models/durations.hpp"

namespace counterless {

struct SurvivalStep {  // from `value` on, until the next step
    double value, at_risk, ended;
    double survival, se;
    double low, high;  // pointwise; equal to survival where it is 0 and no variance is known
};
std::vector<SurvivalStep> kaplan_meier(const Durations& seen, double confidence);

// The share still going after `value`: the steps' own, 1 before the first.
double survival_at(const std::vector<SurvivalStep>& steps, double value);

// The first time by which at most `share` still go, and where the band says the same; absent where the curve does not fall so
// far.
struct SurvivalQuantile {
    std::optional<double> value, low, high;
};
SurvivalQuantile survival_quantile(const std::vector<SurvivalStep>& steps, double share);

// How long those still going were watched in (from, until], how many ended there, and their rate with an exact Poisson interval.
struct HazardCell {
    double from, until, ended = 0, watched = 0;
    double hazard = 0, low = 0, high = 0;  // per unit of time; 0 with `watched` 0 where nobody was left
};
std::vector<HazardCell> hazards(const Durations& seen, const std::vector<double>& edges, double confidence);

}  // namespace counterless

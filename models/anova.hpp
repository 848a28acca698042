// models/anova.hpp: how much of a spread comes from the groups and how much from within them: one-way analysis of variance with
// random groups of one size (a draw of uncertain parameters; its replications).
// Between: sigma_b^2 = (MSB - MSW) / n, at least 0. Intervals: of the variance within, exact by chi-squared; of that between,
// Williams 1962 and Tukey 1951, which is exact where luck is nothing and on the safe side elsewhere. Both for normal values.
// Tested in tests/models/anova_test.cpp, by hand and on made data of known components.
#pragma once

#include <span>
#include <vector>

namespace counterless {

struct VarianceComponent {
    double variance = 0, low = 0, high = 0;
};
struct Anova {
    VarianceComponent within, between;
};

// Precondition: two groups or more, all of one size, two values or more in each.
Anova one_way_anova(std::span<const std::vector<double>> groups, double confidence);

}  // namespace counterless

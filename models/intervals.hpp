// models/intervals.hpp: how sure one may be of the mean and the quantiles of a single row of observations.
// Successive waits resemble each other, so the textbook interval s / sqrt(n) is far too narrow for them. Batch means: the row is
// cut into a few long batches whose means hardly know of each other, and Student's t does the rest (Law 2015, section 9.5.3).
// For observations that are independent the textbook interval is right, and order statistics bound the quantiles exactly.
// Tested in tests/models/intervals_test.cpp.
#pragma once

#include <optional>

#include "models/series.hpp"

namespace counterless {

// Student's t: the factor of the standard error for a two-sided interval with so many values. n >= 2.
double student_factor(std::size_t n, double confidence);

struct MeanInterval {
    double mean = 0, half_width = 0;
};
// As if the observations were independent. n >= 2.
MeanInterval mean_if_independent(Observations values, double confidence);

// How many batches, and whether they are long enough, by Law and Carson's test (Operations Research 27, 1979) on a row of given
// length: 40 batches if the means of ten times as many shorter batches have a lag-1 correlation of at most 0.4 (jackknifed); else
// 30, 20, 10 by the same test. If none passes, or the row has fewer than 100 values, the answer has 10 batches and is not
// `sound`.
struct BatchMeans {
    std::size_t batches = 0;
    bool sound = false;               // the correlation between batches is small enough to be ignored
    double correlation_fine = 0;      // lag 1, of ten times as many batches: what the test looked at
    double correlation = 0;           // lag 1, of the batches used
    double mean = 0, half_width = 0;  // interval at the confidence asked for
    double effective_n = 0;           // so many independent observations would tell as much of the mean; at most n, 0 unknown
};
inline constexpr std::size_t batch_means_observations_min = 20;
// `batches` fixed by the caller (2 to n / 2), or by the test. n >= batch_means_observations_min, or nothing.
std::optional<BatchMeans> batch_means(Observations values, double confidence, std::optional<std::size_t> batches = {});

struct QuantileInterval {
    double q = 0, value = 0;
    std::optional<double> low, high;  // absent where the row is too short to say
    std::size_t batches = 0;          // sections used; 0 for order statistics
};
// Independent observations: from one order statistic to another, so that the binomial law covers at least `confidence`.
QuantileInterval quantile_if_independent(Observations sorted, double q, double confidence);
// Dependent ones: sectioning (Asmussen and Glynn 2007, section III.5): the spread of each section's quantile around the quantile
// of the whole. At most `sections`, and at least ten values beyond the quantile expected in each; none below five sections.
QuantileInterval quantile_by_sections(Observations values, Observations sorted, double q, double confidence,
                                      std::size_t sections);

}  // namespace counterless

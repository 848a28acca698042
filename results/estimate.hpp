// results/estimate.hpp: from the totals of replications to a number and how sure we are of it.
// Ratios of totals with a jackknife over replications (Quenouille 1956; Law 2015, section 9.5.3); Student's t with n - 1 degrees.
// Quantiles by the jackknifed share of those above them, led back over the slope of the distribution (Woodruff 1952, J. Amer.
// Statist. Assoc. 47; Francisco and Fuller 1991, Ann. Statist. 19); a half-width takes the steeper side. How often all these hold
// is counted in docs/background/coverage.md.
// A measure without data is absent (`known` false), never NaN. Sums run in replication order, so results are bit-identical.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "results/measures.hpp"
#include "results/summary.hpp"

namespace counterless {

struct Estimate {
    bool known = false;     // false: no data at all (JSON null)
    double mean = 0;        // the estimate
    double sd = 0;          // spread over replications (of the jackknife's values for ratios and quantiles)
    double half_width = 0;  // of the interval at `confidence`; meaningless when n < 2 (JSON null)
    double confidence = 0.95;
    int n = 0;              // replications, or antithetic pairs of them
    double runs_saved = 0;  // so many times more replications would be needed without pairs and controls; 0: it is told without
};

// What an interval is made of: the value over all replications, and one value for each, whose mean is the value but for the
// jackknife's correction.
struct Replicated {
    std::optional<double> whole;  // absent without data
    std::vector<double> values;   // empty when only one replication holds all data
    double stretch = 1;           // of the half-width about `whole`, where one side is longer than the other: at least 1
};
std::vector<Replicated> replicated(std::span<const Measure> measures, std::span<const Summary> summaries);

// The estimate that these make, of `n` replications.
Estimate estimate_of(const Replicated& parts, std::size_t n, double confidence);

std::vector<Estimate> estimate(std::span<const Measure> measures, std::span<const Summary> summaries, double confidence);

// Paired differences a - b, replication by replication (same people, same luck); both spans in the same order and length.
std::vector<Estimate> estimate_difference(std::span<const Measure> measures_a, std::span<const Summary> a,
                                          std::span<const Measure> measures_b, std::span<const Summary> b, double confidence);

// (a1 - b1) / (a2 - b2), of two totals and paired: what it cost for each one that changed. A jackknife over the pairs; not known
// while the interval of the divisor holds 0, for then the quotient may be anything.
struct Quotient {
    Measure above, below;
};
Estimate estimate_ratio_of_differences(const Quotient& measures_a, std::span<const Summary> a, const Quotient& measures_b,
                                       std::span<const Summary> b, double confidence);

// Student's t: the half-width factor for n replications. n >= 2.
double student_t(int n, double confidence);

}  // namespace counterless

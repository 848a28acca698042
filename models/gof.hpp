// models/gof.hpp: how far a law lies from what was seen, and whether chance alone makes such a distance.
// Two distances between the law and the observed curve (the steps of the values; Kaplan and Meier's where some were only seen to
// last): the largest gap (Kolmogorov and Smirnov) and the squared gap weighed so that the tails count (Anderson and Darling).
// Parameters that were fitted to the same values bring the law closer than the tables allow for, so chance is found by a
// parametric bootstrap: draw from the fitted law, round and censor as the data were, fit again, measure again. Only where a law
// without fitted parameters is held against independent values do the limit laws apply.
// Tested in tests/models/gof_test.cpp.
#pragma once

#include <cstdint>
#include <span>

#include "models/law_fit.hpp"

namespace counterless {

struct Distance {
    double ks = 0;  // the largest gap
    double ad = 0;  // Anderson-Darling's A squared
};
// Up to the value beyond which too few were still seen for the curve to mean anything; of uncensored values, all.
double curve_end(const Durations& seen);
Distance distance(const FittedLaw& law, const Durations& seen, double end);
// Of values that should be uniform on (0, 1); sorted.
Distance distance_uniform(std::span<const double> sorted);

struct Chance {
    double ks_p = 1, ad_p = 1;  // share of distances at least as large, if the law were right
    std::size_t repeats = 0;    // of the bootstrap
    bool beyond = false;        // too far for any bootstrap to reach: p is below `beyond_p`, and nothing was drawn
};
inline constexpr double beyond_p = 1e-6;
// The seed alone decides; the same on every machine of a kind.
Chance chance_of(const LawFit& fit, const Durations& seen, const Distance& found, std::size_t repeats, std::uint64_t seed);

// The limit laws of n values from a law that was not fitted: the chance of a larger distance.
double ks_above(double ks, double n);  // Kolmogorov 1933, with Stephens' correction for finite n (1970)
double ad_above(double ad);            // Anderson and Darling 1954, their series

}  // namespace counterless

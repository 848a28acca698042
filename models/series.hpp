// models/series.hpp: a row of observations in the order in which they were made: waits of successive customers, loads of
// successive minutes. What it is on average, how long it remembers, and where its beginning ends.
// Nothing here assumes independence; what may be said of the mean and the quantiles is in models/intervals.hpp.
// Tested in tests/models/series_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace counterless {

using Observations = std::span<const double>;

struct Moments {
    std::size_t n = 0;
    double mean = 0, sd = 0, low = 0, high = 0;  // sd with n - 1; low and high are the extremes
};
Moments moments(Observations values);

// Correlation of values `lag` places apart, with the mean and variance of the whole row (Box and Jenkins); 0 for a row that does
// not vary. lag < n.
double autocorrelation(Observations values, std::size_t lag);

// Where the warm-up ends by MSER-5 (White 1997; White, Cobb and Spratt 2000): the row is averaged by fives, and as many fives are
// cut as make the standard error of the mean of the rest the smallest. A cut in the last half says that the row is too short:
// then `found` is false. The last five fives are no candidates, because a handful of near equal values looks like calm.
struct WarmUp {
    bool found = false;
    std::size_t cut = 0;  // so many observations are left out; also told when not found
};
inline constexpr std::size_t warm_up_observations_min = 50;
WarmUp warm_up_mser5(Observations values);  // not found below warm_up_observations_min

// The value below which a share q lies, linear between neighbours (type 7 of Hyndman and Fan 1996, as in R and NumPy).
double quantile_of_sorted(Observations sorted, double q);
double quantile_of_unsorted(std::vector<double>& values, double q);  // reorders them; linear time

// Counts in bins of one round width (1, 2 or 5 times a power of ten), about `bins` or fewer of them up to the 99 % quantile.
struct Histogram {
    double start = 0, width = 1;
    std::vector<std::size_t> counts;
    std::size_t above = 0;  // beyond the last bin
};
Histogram histogram(Observations sorted, int bins);

}  // namespace counterless

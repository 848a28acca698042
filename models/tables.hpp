// models/tables.hpp: what used to stand in printed tables: quantiles and tails of the normal, chi-square and beta laws.
// One door to Boost.Math for them, so its heavy headers are read once. Tested in tests/models/tables_test.cpp.
#pragma once

namespace counterless {

double normal_quantile(double share);  // 0 < share < 1
double chi_square_quantile(double free, double share);
double chi_square_above(double free, double value);
double beta_below(double alpha, double beta, double x);  // 0 <= x <= 1

// Of a Poisson count: the means that leave half of 1 - confidence on either side (Garwood 1936), so that the interval covers at
// least its confidence. Of a count of 0 it begins at 0.
struct MeanBounds {
    double low = 0, high = 0;
};
MeanBounds poisson_mean_bounds(double count, double confidence);

}  // namespace counterless

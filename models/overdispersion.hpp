// models/overdispersion.hpp: do days differ by more than Poisson chance, and by how much.
// Days of one kind (one weekday) have one mean; around it counts of Poisson days vary by their mean, N ~ m. A gamma factor of the
// day with mean 1 and coefficient of variation cv adds (m cv)^2: the count is then negative binomial. The cv is found twice: by
// moments, and by likelihood with Cox and Reid's correction (1987) for the means that were fitted too (without it a cv from few
// days is too small). Its interval is by profile; 0 is Poisson.   Avramidis, Deslauriers and L'Ecuyer 2004 on days of call
// centres. Tested in tests/models/overdispersion_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace counterless {

struct DayCount {
    std::size_t kind = 0;  // days of one kind share their mean
    double count = 0;
};

struct Overdispersion {
    std::size_t days = 0;
    double free = 0;                // days less their kinds
    double variance_over_mean = 0;  // Pearson's chi-square over `free`: 1 for Poisson days
    double poisson_p = 1;           // chance of a chi-square as large if days were Poisson
    double cv_moments = 0;          // 0 where the days vary less than Poisson's
    double cv = 0;                  // by likelihood
    double cv_low = 0;
    std::optional<double> cv_high;  // absent: the days do not bound it
};
// Nothing if no kind has two days with customers.
std::optional<Overdispersion> overdispersion(const std::vector<DayCount>& days, double confidence);

}  // namespace counterless

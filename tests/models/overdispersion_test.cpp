#include "models/overdispersion.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "tests/models/drawn.hpp"

using namespace counterless;

namespace {

// A Poisson count: how many exponential gaps of mean 1 fit into `mean`.
double count_of(double mean, Uniform& uniform) {
    const FittedLaw steps = fitted_law(FitFamily::exponential, {0});
    double time = 0, count = -1;
    while (time <= mean) time += steps.quantile(uniform()), count += 1;
    return count;
}

std::vector<DayCount> days_with(double cv, int weeks, Uniform& uniform) {
    std::vector<DayCount> days;
    for (int week = 0; week < weeks; ++week)
        for (std::size_t weekday = 0; weekday < 5; ++weekday) {
            const FittedLaw factor = fitted_law(FitFamily::gamma, {0, -2 * std::log(cv > 0 ? cv : 1)});
            days.push_back(
                {weekday,
                 count_of((100 + 40 * static_cast<double>(weekday)) * (cv > 0 ? factor.quantile(uniform()) : 1), uniform)});
        }
    return days;
}

}  // namespace

// Kind 0: 8 and 12, mean 10; kind 1: 30, 20, 10, mean 20. Chi-square 0.8 + 10 = 10.8 with 1 + 2 free.
// Squares 8 + 200 = 208, Poisson would give 10 + 40, so cv^2 = 158 / (100 + 2 x 400).
TEST_CASE("dispersion by hand") {
    const auto answer = overdispersion({{0, 8}, {1, 30}, {0, 12}, {1, 20}, {1, 10}, {2, 77}}, 0.95);
    REQUIRE(answer);
    CHECK(answer->days == 5);
    CHECK(answer->free == 3);
    CHECK(answer->variance_over_mean == doctest::Approx(10.8 / 3));
    CHECK(answer->cv_moments == doctest::Approx(std::sqrt(158 / 900.0)));
    CHECK(answer->cv_low < answer->cv);
}

TEST_CASE("no two days of a kind, or nobody: nothing can be said") {
    CHECK_FALSE(overdispersion({{0, 8}, {1, 30}}, 0.95));
    CHECK_FALSE(overdispersion({{0, 0}, {0, 0}}, 0.95));
}

// Of 200 intervals of 95 % fewer than 178 has the chance 0.0006; the profile's own error at 40 days adds some.
TEST_CASE("days with a gamma factor of cv 0.2: the interval holds it in 200 repeats, and moments agree with likelihood" *
          doctest::test_suite("repeats")) {
    Uniform uniform(14);
    int held = 0;
    double sum = 0, sum_moments = 0;
    for (int i = 0; i < 200; ++i) {
        const auto answer = overdispersion(days_with(0.2, 8, uniform), 0.95);
        REQUIRE(answer);
        held += answer->cv_low <= 0.2 && answer->cv_high && 0.2 <= *answer->cv_high;
        sum += answer->cv;
        sum_moments += answer->cv_moments;
    }
    CHECK(held >= 178);
    CHECK(held < 200);
    // The sd of one cv is about 0.2 / sqrt(2 x 35) = 0.024 and a little more for Poisson; of the mean of 200: 0.002, with a bias
    // of that size. Four sd and the bias: beyond by chance once in 16,000 seeds.
    CHECK(std::abs(sum / 200 - 0.2) < 0.01);
    CHECK(std::abs(sum_moments / 200 - 0.2) < 0.01);
}

// p is about even on (0, 1): below 0.001 in one of 1,000 seeds each. Chi-square with 35 free over 35 has the sd sqrt(2 / 35), the
// mean of 20 of them 0.053: four of them are passed once in 16,000 seeds.
TEST_CASE("Poisson days: nothing is found, and the interval reaches 0") {
    Uniform uniform(15);
    int at_zero = 0;
    double ratio = 0;
    for (int i = 0; i < 20; ++i) {
        const auto answer = overdispersion(days_with(0, 8, uniform), 0.95);
        CHECK(answer->poisson_p > 0.001);
        ratio += answer->variance_over_mean / 20;
        at_zero += answer->cv_low == 0;
    }
    CHECK(std::abs(ratio - 1) < 0.21);
    CHECK(at_zero >= 15);  // 19 expected; fewer than 15 of 20 has the chance 0.0003 at 0.95
}

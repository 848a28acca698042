#include "models/adoption.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace counterless;

TEST_CASE("who tries until it works, gets through in the end") {
    const DigitalOutcome patient = digital_outcome(0.5, 1, 0);
    CHECK(patient.digital == doctest::Approx(1));
    CHECK(patient.given_up == doctest::Approx(0));
}

TEST_CASE("outcomes of an attempt, by hand") {
    // 8 % fail; of these 70 % try again; of the others half come and half give up. The series: 0.92 / (1 - 0.056).
    const DigitalOutcome outcome = digital_outcome(0.08, 0.7, 0.5);
    CHECK(outcome.digital == doctest::Approx(0.92 / 0.944));
    CHECK(outcome.visit == doctest::Approx(0.08 * 0.3 / 0.944 * 0.5));
    CHECK(outcome.digital + outcome.visit + outcome.given_up == doctest::Approx(1));
    CHECK(digital_outcome(1, 1, 1).given_up == 1);  // fails for ever
}

TEST_CASE("the base is the one that gives the share") {
    const std::vector<NeedGroup> groups = {
        {.habit = -1, .free = 30, .free_smart = 0.95, .free_completed = 0.99, .bound_smart = 0, .bound_completed = 5},
        {.habit = 2, .free = 60, .free_smart = 0.99, .free_completed = 1, .bound_smart = 5, .bound_completed = 5}};
    for (const double share : {0.2, 0.5, 0.9}) CHECK(share_at(groups, base_for(groups, share)) == doctest::Approx(share));
    // Ends by hand: nobody free goes digital; everybody does.
    const ShareRange range = share_range(groups);
    CHECK(range.lowest == doctest::Approx(5.0 / 100));
    CHECK(range.highest == doctest::Approx((30 * 0.95 + 60 * 0.99 + 5) / (30 * 0.99 + 60 + 10)));
    CHECK(std::isinf(base_for(groups, range.highest)));
}

TEST_CASE("one group without losses: the base is the logit of the share") {
    const std::vector<NeedGroup> groups = {
        {.habit = 0.5, .free = 1, .free_smart = 1, .free_completed = 1, .bound_smart = 0, .bound_completed = 0}};
    CHECK(base_for(groups, 0.9) == doctest::Approx(std::log(9.0) - 0.5));
}

TEST_CASE("the mean of the logistic over a normal, by Simpson's rule") {
    const auto by_simpson = [](double x, double sd) {
        constexpr int pieces = 20000;
        constexpr double reach = 10, step = 2 * reach / pieces;
        double sum = 0;
        for (int i = 0; i <= pieces; ++i) {
            const double z = -reach + i * step, weight = i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * std::exp(-z * z / 2) * logistic(x + sd * z);
        }
        return sum * step / 3 / std::sqrt(2 * std::acos(-1.0));
    };
    for (const double sd : {0.1, 1.0, 3.0, 20.0})
        for (const double x : {-30.0, -4.0, 0.0, 0.7, 12.0})
            CHECK_MESSAGE(std::abs(mean_logistic(x, sd) - by_simpson(x, sd)) < 1e-12, x << " " << sd);
    // Where the nearest pole weighs most beside the step.
    for (const double sd : {1.0, 1.1, 1.2, 1.316, 1.5}) CHECK(std::abs(mean_logistic(1, sd) - by_simpson(1, sd)) < 1e-13);
}

TEST_CASE("what is known of that mean: no spread, symmetry, and a wide spread is a probit") {
    CHECK(mean_logistic(1.7, 0) == logistic(1.7));
    CHECK(mean_logistic(0, 5) == doctest::Approx(0.5));
    CHECK(mean_logistic(2, 3) + mean_logistic(-2, 3) == doctest::Approx(1));
    CHECK(mean_logistic(INFINITY, 2) == 1);
    CHECK(mean_logistic(-INFINITY, 2) == 0);
    // Logistic noise has variance pi^2 / 3; beside a spread of 20 its shape no longer shows.
    CHECK(mean_logistic(20, 20) == doctest::Approx(0.5 * std::erfc(-20 / std::sqrt(2 * (400 + 3.29)))).epsilon(0.001));
}

TEST_CASE("logit undoes logistic, to its ends") {
    for (const double x : {-20.0, -1.0, 0.0, 3.5}) CHECK(logit(logistic(x)) == doctest::Approx(x));
    CHECK(logit(0) == -INFINITY);
    CHECK(logit(1) == INFINITY);
}

TEST_CASE("the base gives the share too where customers differ, however far their habits lie") {
    const std::vector<NeedGroup> groups = {
        {.habit = -70, .free = 30, .free_smart = 1, .free_completed = 1, .bound_smart = 0, .bound_completed = 5, .habit_sd = 2},
        {.habit = 3,
         .free = 60,
         .free_smart = 0.99,
         .free_completed = 1,
         .bound_smart = 5,
         .bound_completed = 5,
         .habit_sd = 20}};
    for (const double share : {0.06, 0.3, 0.9}) CHECK(share_at(groups, base_for(groups, share)) == doctest::Approx(share));
}

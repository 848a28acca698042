// Coverage is counted on 400 rows with fixed seeds. A count of a 95 % interval has a standard deviation of 4.4: the bounds lie
// four of them away from the expected count, so a true 95 % would raise a false alarm in 1 of 15,000 sets of seeds.
#include "models/intervals.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

using namespace counterless;

namespace {

constexpr int rows = 400;

std::vector<double> autoregressive(double phi, std::size_t n, unsigned seed) {  // mean 0, variance 1 / (1 - phi^2)
    std::mt19937_64 source(seed);
    std::normal_distribution<double> noise;
    std::vector<double> values{noise(source) / std::sqrt(1 - phi * phi)};
    while (values.size() < n) values.push_back(phi * values.back() + noise(source));
    return values;
}

std::vector<double> counting(std::size_t n) {
    std::vector<double> values(n);
    std::iota(values.begin(), values.end(), 1.0);
    return values;
}

template <typename Covers>
int covered(double phi, std::size_t n, Covers covers) {
    int count = 0;
    for (unsigned seed = 1; seed <= rows; ++seed) count += covers(autoregressive(phi, n, seed)) ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("Student's factors as printed in tables") {
    CHECK(student_factor(2, 0.95) == doctest::Approx(12.706).epsilon(1e-4));
    CHECK(student_factor(10, 0.95) == doctest::Approx(2.262).epsilon(1e-3));
    CHECK(student_factor(31, 0.99) == doctest::Approx(2.750).epsilon(1e-3));
    CHECK(student_factor(1'000'001, 0.95) == doctest::Approx(1.95996).epsilon(1e-5));
}

TEST_CASE("batch means by hand: 1 to 20 in ten pairs") {
    const auto answer = batch_means(counting(20), 0.95, 10);
    REQUIRE(answer);
    CHECK(answer->mean == 10.5);
    // Pairs' means 1.5, 3.5, ... 19.5: twice the deviation of 1 to 10, which is sqrt(82.5 / 9); t(9) = 2.2622.
    CHECK(answer->half_width == doctest::Approx(2.2622 * 2 * std::sqrt(82.5 / 9) / std::sqrt(10)).epsilon(1e-4));
    CHECK_FALSE(answer->sound);  // ten times as many batches would need a hundred values
    CHECK_FALSE(batch_means(counting(19), 0.95));
}

TEST_CASE("a row that does not vary has an interval of no width") {
    const auto answer = batch_means(std::vector<double>(1000, 4.0), 0.95);
    REQUIRE(answer);
    CHECK(answer->mean == 4);
    CHECK(answer->half_width == 0);
    CHECK(answer->sound);
}

TEST_CASE("the batch means' error is the asymptotic one: (1 + phi) / (1 - phi) times that of independent values" *
          doctest::test_suite("repeats")) {
    // The squared error from 40 batches has a relative deviation of sqrt(2 / 39) = 0.23, over 400 rows 0.011; batches of 1,000
    // lie below the limit by 2 phi / (1 - phi^2) / 1000 = 0.4 %. Four deviations and that: a false alarm in 1 of 15,000.
    constexpr double phi = 0.8;
    constexpr std::size_t n = 40'000;
    double squares = 0;
    for (unsigned seed = 1; seed <= rows; ++seed) {
        const auto answer = batch_means(autoregressive(phi, n, seed), 0.95, 40);
        const double error = answer->half_width / student_factor(40, 0.95);
        squares += error * error / rows;
    }
    const double theory = 1 / (1 - phi * phi) / n * (1 + phi) / (1 - phi);
    CHECK(std::abs(squares / theory - 1) < 4 * 0.0114 + 0.005);
}

TEST_CASE("batch means cover where the textbook interval covers half") {
    const int by_batches = covered(0.8, 5000, [](const auto& values) {
        const auto answer = batch_means(values, 0.95);
        return answer->sound && std::abs(answer->mean) <= answer->half_width;
    });
    CHECK(by_batches >= 380 - 18);
    // Too narrow by sqrt((1 + phi) / (1 - phi)) = 3: covers 2 Phi(1.96 / 3) - 1 = 48.6 %, 194 of 400, deviation 10.
    const int textbook = covered(0.8, 5000, [](const auto& values) {
        const MeanInterval answer = mean_if_independent(values, 0.95);
        return std::abs(answer.mean) <= answer.half_width;
    });
    CHECK(textbook >= 194 - 40);
    CHECK(textbook <= 194 + 40);
}

TEST_CASE("independent values: forty batches, and worth nearly as many as they are") {
    const auto answer = batch_means(autoregressive(0, 100'000, 7), 0.95);
    CHECK(answer->batches == 40);
    CHECK(answer->sound);
    // n over the ratio of squared errors, chi-square of 39 degrees over 39: beyond a factor of 2.2 in 1 of 10,000 seeds.
    CHECK(answer->effective_n > 100'000 / 2.2);
}

TEST_CASE("a row too short for its memory is not called sound") {
    // phi = 0.999 remembers 2,000 values; 100 fine batches of 20 have a correlation of about 0.98.
    const auto answer = batch_means(autoregressive(0.999, 2000, 3), 0.95);
    CHECK(answer->batches == 10);
    CHECK_FALSE(answer->sound);
    CHECK(answer->correlation_fine > 0.4);
}

TEST_CASE("order statistics as in the tables of the sign test") {
    const QuantileInterval median = quantile_if_independent(counting(20), 0.5, 0.95);
    CHECK(median.value == 10.5);
    CHECK(*median.low == 6);  // P(fewer than 6 of 20 below) = 0.0207, fewer than 7: 0.0577
    CHECK(*median.high == 15);
    const QuantileInterval six = quantile_if_independent(counting(6), 0.5, 0.95);  // 2 / 64 outside
    CHECK(*six.low == 1);
    CHECK(*six.high == 6);
    const QuantileInterval five = quantile_if_independent(counting(5), 0.5, 0.95);  // 2 / 32 outside
    CHECK_FALSE(five.low);
    CHECK_FALSE(five.high);
    const QuantileInterval high = quantile_if_independent(counting(100), 0.99, 0.95);  // 0.99^100 = 0.366 is above 0.025
    CHECK(high.low);
    CHECK_FALSE(high.high);
}

TEST_CASE("order statistics cover at least what they promise, and the next narrower pair would not") {
    for (const std::size_t n : {30, 200, 5000})
        for (const double q : {0.1, 0.5, 0.9}) {
            const QuantileInterval answer = quantile_if_independent(counting(n), q, 0.9);
            if (!answer.low || !answer.high) continue;
            // Sums of the binomial law, term by term: below the low rank, and from the high rank on.
            std::vector<double> upto{0};
            for (std::size_t k = 0; k <= n; ++k) {
                const auto all = static_cast<double>(n), some = static_cast<double>(k);
                upto.push_back(upto.back() + std::exp(std::lgamma(all + 1) - std::lgamma(some + 1) - std::lgamma(all - some + 1) +
                                                      some * std::log(q) + (all - some) * std::log1p(-q)));
            }
            const auto low = static_cast<std::size_t>(*answer.low), high = static_cast<std::size_t>(*answer.high);
            CHECK(upto[low] <= 0.05 + 1e-9);
            CHECK(upto[low + 1] > 0.05);
            CHECK(1 - upto[high] <= 0.05 + 1e-9);
            CHECK(1 - upto[high - 1] > 0.05);
        }
}

TEST_CASE("quantiles by sections cover the quantile of a row with memory" * doctest::test_suite("repeats")) {
    constexpr double phi = 0.6, z90 = 1.2815515655;
    const double truth = z90 / std::sqrt(1 - phi * phi);
    const int count = covered(phi, 8000, [&](const auto& values) {
        auto sorted = values;
        std::sort(sorted.begin(), sorted.end());
        const QuantileInterval answer = quantile_by_sections(values, sorted, 0.9, 0.95, 30);
        return answer.batches == 30 && *answer.low <= truth && truth <= *answer.high;
    });
    CHECK(count >= 380 - 18);
    CHECK(count <= 380 + 18);
}

TEST_CASE("a quantile with hardly anybody beyond it has no interval") {
    const auto values = counting(1000);
    CHECK_FALSE(quantile_by_sections(values, values, 0.99, 0.95, 40).low);  // ten beyond: one section's worth
    CHECK(quantile_by_sections(values, values, 0.9, 0.95, 40).batches == 10);
}

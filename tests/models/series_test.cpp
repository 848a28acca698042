#include "models/series.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

using namespace counterless;

namespace {

// x(t) = phi x(t - 1) + e(t), started in its steady law: correlation phi^k at lag k, variance 1 / (1 - phi^2).
std::vector<double> autoregressive(double phi, std::size_t n, unsigned seed) {
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

}  // namespace

TEST_CASE("moments by hand: 2, 4, 4, 4, 5, 5, 7, 9") {
    const std::vector<double> values{9, 2, 4, 4, 5, 4, 5, 7};
    const Moments all = moments(values);
    CHECK(all.n == 8);
    CHECK(all.mean == 5);
    CHECK(all.sd == doctest::Approx(std::sqrt(32.0 / 7)));
    CHECK(all.low == 2);
    CHECK(all.high == 9);
}

TEST_CASE("nothing, one value, and always the same value") {
    CHECK(moments({}).n == 0);
    CHECK(moments(std::vector{3.0}).sd == 0);
    const std::vector<double> same(100, 0.1);
    CHECK(moments(same).sd == 0);  // not the rounding of a hundred tenths
    CHECK(warm_up_mser5(same).found);
    CHECK(warm_up_mser5(same).cut == 0);
    CHECK(histogram(same, 10).counts == std::vector<std::size_t>{100});
}

TEST_CASE("autocorrelation by hand: 1, 2, 3, 4") {
    // Deviations -1.5, -0.5, 0.5, 1.5: products one apart 0.75 - 0.25 + 0.75, squares 5.
    CHECK(autocorrelation(counting(4), 1) == doctest::Approx(1.25 / 5));
    CHECK(autocorrelation(counting(4), 0) == 1);
    CHECK(autocorrelation(std::vector<double>(10, 7.0), 1) == 0);
}

TEST_CASE("autocorrelation of an autoregressive row is phi to the lag") {
    // Bartlett: the standard error of each at n = 200,000 is at most sqrt((1 + phi^2) / (1 - phi^2) / n) = 0.0048 for phi 0.8;
    // four of them for ten claims raise a false alarm in 6 of 10,000 seeds.
    for (const double phi : {0.8, -0.5}) {
        const auto values = autoregressive(phi, 200'000, 1);
        for (const std::size_t lag : {1, 2, 5, 10, 20})
            CHECK(std::abs(autocorrelation(values, lag) - std::pow(phi, lag)) < 4 * 0.0048);
    }
}

TEST_CASE("MSER-5 by hand: two fives of 100 before ten fives of 0 and 1") {
    std::vector<double> values(10, 100.0);
    for (int at = 0; at < 50; ++at) values.push_back(at % 2);
    CHECK(warm_up_mser5(values).cut == 10);
    CHECK(warm_up_mser5(values).found);
}

TEST_CASE("MSER-5 is the cut that a plain search over all cuts finds") {
    auto values = autoregressive(0.7, 500, 5);
    for (std::size_t at = 0; at < values.size(); ++at) values[at] += 8 * std::exp(-static_cast<double>(at) / 20);
    std::vector<double> fives;
    for (std::size_t at = 0; at < 500; at += 5) fives.push_back(std::accumulate(&values[at], &values[at] + 5, 0.0) / 5);
    std::size_t best = 0;
    double least = 1e300;
    for (std::size_t cut = 0; cut + 5 <= fives.size(); ++cut) {
        const Moments rest = moments(Observations(fives).subspan(cut));
        const auto left = static_cast<double>(rest.n);
        const double error = rest.sd * rest.sd * (left - 1) / (left * left);
        if (error < least) least = error, best = cut;
    }
    CHECK(best > 0);
    CHECK(warm_up_mser5(values).cut == 5 * best);
}

TEST_CASE("MSER-5 finds where a step of five deviations ends") {
    // Leaving one more five of the old level in costs (5 sqrt 5)^2 / n, far above what a five of noise can win: chi-square of
    // one degree. So never too early; too late by more than 20 fives only if a walk of noise allows, in below 1 of 1,000 seeds.
    auto values = autoregressive(0, 10'000, 2);
    for (std::size_t at = 0; at < 1000; ++at) values[at] += 5;
    const WarmUp warm_up = warm_up_mser5(values);
    CHECK(warm_up.found);
    CHECK(warm_up.cut >= 1000);
    CHECK(warm_up.cut <= 1100);
}

TEST_CASE("a row that only climbs has no steady state; a short one tells nothing") {
    CHECK_FALSE(warm_up_mser5(counting(1000)).found);
    CHECK_FALSE(warm_up_mser5(std::vector<double>(warm_up_observations_min - 1, 1.0)).found);
}

TEST_CASE("quantiles by hand, sorted or not") {
    CHECK(quantile_of_sorted(counting(4), 0.5) == 2.5);
    CHECK(quantile_of_sorted(counting(11), 0.9) == doctest::Approx(10));
    CHECK(quantile_of_sorted(counting(1), 0.99) == 1);
    auto values = autoregressive(0.3, 1001, 3), sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (const double q : {0.0, 0.001, 0.37, 0.5, 0.9, 0.9995, 1.0}) {
        auto copy = values;
        CHECK(quantile_of_unsorted(copy, q) == doctest::Approx(quantile_of_sorted(sorted, q)).epsilon(1e-12));
    }
}

TEST_CASE("a histogram has round bins, and everybody is in one of them") {
    const Histogram ten = histogram(counting(100), 10);
    CHECK(ten.width == 10);
    CHECK(ten.start == 0);
    CHECK(ten.counts.front() == 9);  // 1 to 9
    CHECK(ten.counts[1] == 10);      // 10 to 19
    auto values = autoregressive(0.9, 5000, 4);
    std::sort(values.begin(), values.end());
    const Histogram all = histogram(values, 12);
    CHECK(std::accumulate(all.counts.begin(), all.counts.end(), all.above) == 5000);
    CHECK(all.above <= 50);
    CHECK(all.counts.size() <= 14);
}

// Pairs and controls, on numbers made by hand. That their intervals hold on simulations is claimed in tests/coverage/.
#include "results/variance.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace counterless;

namespace {

Summary of(std::vector<double> totals) { return {.totals = std::move(totals)}; }
Measure mean_of(std::size_t slot) { return {.name = "m", .of = "all", .numerator = slot}; }

}  // namespace

TEST_CASE("a pair is the mean of its two, and an odd one waits") {
    Summary first = of({2, 10}), second = of({4, 30});
    first.distributions.resize(1), second.distributions.resize(1);
    first.distributions[0].add(60, 3), second.distributions[0].add(120, 1);
    const std::vector<Summary> pairs = in_pairs(std::vector<Summary>{first, second, first});
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].totals == std::vector<double>{3, 20});
    CHECK(pairs[0].distributions[0].count() == 4);
}

// x and its mirror: their mean never varies, so the half-width is 0; and with one half mirrored, var(pair) is that of the rest.
TEST_CASE("pairs that mirror each other leave no variance, independent ones save nothing") {
    Study study{.antithetic = true};
    std::mt19937_64 generator(1);
    std::normal_distribution<double> normal;
    std::vector<Summary> mirrored, independent_ones;
    for (int pair = 0; pair < 2000; ++pair) {
        const double x = normal(generator);
        mirrored.push_back(of({5 + x}));
        mirrored.push_back(of({5 - x}));
        independent_ones.push_back(of({5 + x}));
        independent_ones.push_back(of({5 + normal(generator)}));
    }
    const std::vector<Measure> measures{mean_of(0)};
    const Estimate sure = estimate_as_stated(study, {}, measures, mirrored)[0];
    CHECK(sure.mean == doctest::Approx(5));
    CHECK(sure.half_width == doctest::Approx(0).epsilon(1e-9));
    const Estimate plain = estimate_as_stated(study, {}, measures, independent_ones)[0];
    CHECK(plain.n == 2000);
    CHECK(plain.runs_saved == doctest::Approx(1).epsilon(0.15));  // the ratio of two sample variances: sd about 4 %
}

// y = 3 + 2 (c - 7) + e with sd(c) = 1, sd(e) = 0.5: without the control the variance is 4.25, with it 0.25, 17 times less.
TEST_CASE("a control takes out what it explains, at its known mean") {
    const Study study{.controls = true};
    std::mt19937_64 generator(2);
    std::normal_distribution<double> normal;
    std::vector<Summary> runs;
    for (int run = 0; run < 400; ++run) {
        const double c = 7 + normal(generator);
        runs.push_back(of({3 + 2 * (c - 7) + 0.5 * normal(generator), c}));
    }
    const std::vector<KnownTotal> known{{1, 7}};
    const Estimate found = estimate_as_stated(study, known, std::vector<Measure>{mean_of(0)}, runs)[0];
    CHECK(std::abs(found.mean - 3) < 4 * 0.5 / std::sqrt(400.0));  // fails by luck once in 16,000 seeds
    CHECK(found.runs_saved == doctest::Approx(17).epsilon(0.35));
    CHECK(found.half_width == doctest::Approx(1.966 * 0.5 / std::sqrt(400.0)).epsilon(0.15));
}

#include "models/poisson_blocks.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "tests/models/drawn.hpp"

using namespace counterless;

namespace {

// Gamma gaps of the given shape (1: Poisson) under a rate that doubles from block to block and begins again.
std::vector<double> arrivals(double shape, int blocks, Uniform& uniform) {
    const FittedLaw gap = fitted_law(FitFamily::gamma, {0, std::log(shape)});
    const auto rate = [](double time) { return std::exp2(std::fmod(std::floor(time / 1800), 4)) * 10 / 1800; };
    std::vector<double> instants;
    double time = 0, left = gap.quantile(uniform());
    while (time < blocks * 1800.0) {
        const double edge = (std::floor(time / 1800) + 1) * 1800, there = time + left / rate(time);
        if (there < edge) {
            instants.push_back(time = there);
            left = gap.quantile(uniform());
        } else {
            left -= (edge - time) * rate(time);
            time = edge;
        }
    }
    if (instants.back() >= blocks * 1800.0) instants.pop_back();
    return instants;
}

}  // namespace

// Two instants at a third and two thirds of a block of 3: 2 (-log(2/3)) and 1 (-log(1/2)).
TEST_CASE("the exponential numbers by hand") {
    const BlockTest test = block_test(std::vector<double>{1, 2}, 3);
    CHECK(test.blocks == 1);
    CHECK(test.customers == 2);
    const double first = 2 * std::log(1.5), second = std::log(2.0);
    CHECK(test.cv == doctest::Approx((first - second) / std::sqrt(2) / ((first + second) / 2)));
}

// p is even on (0, 1): below 0.001 in one seed of 1,000, three times asked.
TEST_CASE("Poisson customers under a jumping rate pass; recorded in whole seconds too; regular ones and bursts do not") {
    Uniform uniform(6);
    auto poisson = arrivals(1, 400, uniform);
    const BlockTest test = block_test(poisson, 1800);
    CHECK(test.blocks == 400);
    CHECK(test.ks_p > 0.001);
    CHECK(test.ad_p > 0.001);
    // The cv of n exponential numbers: sd 1 / sqrt(n); four of them are passed once in 16,000 seeds.
    CHECK(std::abs(test.cv - 1) < 4 / std::sqrt(static_cast<double>(test.customers)));
    for (double& instant : poisson) instant = std::floor(instant);
    CHECK(block_test(spread_over_step(poisson, 1, 1), 1800).ks_p > 0.001);
    CHECK(block_test(arrivals(4, 400, uniform), 1800).ad_p < 1e-6);
    CHECK(block_test(arrivals(0.4, 400, uniform), 1800).ad_p < 1e-6);
}

TEST_CASE("nobody came: nothing is said") { CHECK(block_test({}, 1800).customers == 0); }

// Cells of 10 s with 1, 4 and 0 expected: the clock reads 0.5 at 5, 3 at 15, 5 at 25.
TEST_CASE("gaps on the clock of the rate, by hand") {
    const auto gaps = gaps_by_rate(std::vector<double>{5, 15, 25}, std::vector<double>{1, 4, 0}, 10);
    REQUIRE(gaps.size() == 2);
    CHECK(gaps[0] == doctest::Approx(2.5));
    CHECK(gaps[1] == doctest::Approx(2));
}

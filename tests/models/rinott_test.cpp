// tests/models/rinott_test.cpp: the constant by what it promises: two stages of simulated normal runs in which the best is better
// than all others by just delta must choose it as often as promised, and, delta being small, hardly more often.
#include "models/rinott.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace counterless;

namespace {

constexpr int choices = 4000;

struct Drawn {
    std::mt19937_64 random{20260101};
    std::normal_distribution<double> normal;
    // The mean of a system after Rinott's two stages: first_stage runs, then as many as their variance asks.
    double mean(double truth, std::size_t first_stage, double h, double delta) {
        double sum = 0, squares = 0;
        const auto n0 = static_cast<double>(first_stage);
        for (std::size_t run = 0; run < first_stage; ++run) {
            const double value = normal(random);
            sum += value, squares += value * value;
        }
        const double variance = (squares - sum * sum / n0) / (n0 - 1);
        const double n = std::max(n0, std::ceil(h * h * variance / (delta * delta)));
        if (n > n0) sum += std::sqrt(n - n0) * normal(random);  // the sum of the other runs
        return truth + sum / n;
    }
};

double chosen_well(std::size_t systems, std::size_t first_stage, double confidence) {
    const double delta = 0.2, h = rinott_constant(systems, first_stage, confidence);
    Drawn drawn;
    int well = 0;
    for (int choice = 0; choice < choices; ++choice) {
        const double best = drawn.mean(delta, first_stage, h, delta);
        bool beaten = false;
        for (std::size_t other = 1; other < systems; ++other) beaten = drawn.mean(0, first_stage, h, delta) > best || beaten;
        well += beaten ? 0 : 1;
    }
    return static_cast<double>(well) / choices;
}

}  // namespace

TEST_CASE("two stages with Rinott's constant choose the best as often as promised" * doctest::test_suite("repeats")) {
    // Below by luck with a chance of one in a thousand each: 3.1 standard errors. Above: the bound is sharp but for rounding up
    // and for Slepian's inequality, which gives away little.
    for (const auto& [systems, confidence] : {std::pair<std::size_t, double>{2, 0.9}, {5, 0.95}, {10, 0.9}}) {
        const double error = std::sqrt(confidence * (1 - confidence) / choices), found = chosen_well(systems, 10, confidence);
        CAPTURE(systems);
        CHECK(found > confidence - 3.1 * error);
        CHECK(found < confidence + 0.03);
    }
}

TEST_CASE("more systems, more confidence and a shorter first stage ask for more runs") {
    CHECK(rinott_constant(5, 10, 0.95) > rinott_constant(2, 10, 0.95));
    CHECK(rinott_constant(5, 10, 0.99) > rinott_constant(5, 10, 0.95));
    CHECK(rinott_constant(5, 10, 0.95) > rinott_constant(5, 40, 0.95));
}

TEST_CASE("two systems and endless first stages: the constant of known variances, z sqrt(2)") {
    CHECK(rinott_constant(2, 2000, 0.95) == doctest::Approx(1.6449 * std::sqrt(2.0)).epsilon(0.01));
}

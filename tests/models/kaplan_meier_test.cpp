#include "models/kaplan_meier.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "tests/models/drawn.hpp"

using namespace counterless;

// Six customers: gave up after 2, 4, 4 and 9; served after 4 and 6. At 4 the one who was served still counts as there.
//   2: 6 there, 1 gave up: 5/6.  4: 5 there, 2: 5/6 x 3/5 = 1/2.  9: 1 there, 1: 0.
TEST_CASE("the product-limit curve by hand") {
    const Durations seen = durations(std::vector<double>{4, 2, 6, 4, 9, 4}, std::vector<unsigned char>{1, 1, 0, 0, 1, 1});
    const auto steps = kaplan_meier(seen, 0.95);
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].survival == doctest::Approx(5.0 / 6));
    CHECK(steps[1].at_risk == 5);
    CHECK(steps[1].survival == doctest::Approx(0.5));
    // Greenwood: 1/(6 x 5) + 2/(5 x 3) = 1/6.
    CHECK(steps[1].se == doctest::Approx(0.5 * std::sqrt(1.0 / 6)));
    CHECK(steps[1].low == doctest::Approx(std::pow(0.5, std::exp(1.959964 * std::sqrt(1.0 / 6) / std::log(2.0)))));
    CHECK(steps[1].high == doctest::Approx(std::pow(0.5, std::exp(-1.959964 * std::sqrt(1.0 / 6) / std::log(2.0)))));
    CHECK(steps[2].survival == 0);
    CHECK(survival_at(steps, 1.9) == 1);
    CHECK(survival_at(steps, 2) == doctest::Approx(5.0 / 6));
    CHECK(survival_at(steps, 8.9) == doctest::Approx(0.5));
    const SurvivalQuantile median = survival_quantile(steps, 0.5);
    CHECK(*median.value == 4);
    CHECK(*median.low == 2);  // there log S = -0.182 and its sd 0.183: the band begins at exp(-0.182 e^1.96) = 0.27
    CHECK(*median.high == 9);
}

TEST_CASE("without anybody served it is the share of those still there") {
    const auto steps = kaplan_meier(durations(std::vector<double>{1, 2, 3, 4}), 0.95);
    for (int i = 0; i < 4; ++i) CHECK(steps[static_cast<std::size_t>(i)].survival == doctest::Approx(1 - (i + 1) / 4.0));
}

TEST_CASE("nobody gave up: no step, and no quantile") {
    const auto steps = kaplan_meier(durations(std::vector<double>{1, 2}, std::vector<unsigned char>{0, 0}), 0.95);
    CHECK(steps.empty());
    CHECK(survival_at(steps, 5) == 1);
    CHECK_FALSE(survival_quantile(steps, 0.5).value);
}

TEST_CASE("hazard by hand: who was watched how long in each cell") {
    const Durations seen = durations(std::vector<double>{2, 5, 10}, std::vector<unsigned char>{1, 0, 1});
    const auto cells = hazards(seen, {0, 4, 10, 20}, 0.95);
    REQUIRE(cells.size() == 3);
    CHECK(cells[0].watched == 2 + 4 + 4);
    CHECK(cells[0].hazard == doctest::Approx(0.1));
    CHECK(cells[1].watched == 1 + 6);
    CHECK(cells[1].ended == 1);  // at the edge 10
    CHECK(cells[2].watched == 0);
    CHECK(cells[2].hazard == 0);
}

// Pointwise bands of 99.99 %, at five times: a false alarm once in 2,000 seeds.
TEST_CASE("an exponential patience ended by services gives back its curve, and the same hazard in every cell") {
    const FittedLaw patience = fitted_law(FitFamily::exponential, {std::log(400.0)});
    const FittedLaw service = fitted_law(FitFamily::gamma, {std::log(150.0), std::log(0.5)});
    Uniform uniform(3);
    std::vector<double> values;
    std::vector<unsigned char> ended;
    for (int i = 0; i < 20'000; ++i) {
        const double gives_up = patience.quantile(uniform()), served = service.quantile(uniform());
        values.push_back(std::min(gives_up, served));
        ended.push_back(gives_up < served);
    }
    const Durations seen = durations(values, ended);
    const auto steps = kaplan_meier(seen, 0.9999);
    for (const double time : {20.0, 60.0, 150.0, 300.0, 600.0}) {
        CAPTURE(time);
        const auto after = std::find_if(steps.begin(), steps.end(), [&](const SurvivalStep& step) { return step.value > time; });
        const SurvivalStep& step = *(after - 1);
        CHECK(step.low <= std::exp(-time / 400));
        CHECK(step.high >= std::exp(-time / 400));
    }
    for (const HazardCell& cell : hazards(seen, {0, 60, 120, 300, 600}, 0.9999)) {
        CHECK(cell.low <= 1 / 400.0);
        CHECK(cell.high >= 1 / 400.0);
    }
}

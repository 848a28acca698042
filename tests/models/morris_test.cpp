#include "models/morris.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <map>

#include "covered.hpp"

using namespace counterless;

namespace {

using Point = std::vector<double>;
std::vector<std::optional<double>> outputs_of(const MorrisDesign& design, const std::function<double(const Point&)>& function) {
    std::vector<std::optional<double>> outputs;
    for (const Point& point : design.points) outputs.emplace_back(function(point));
    return outputs;
}
std::vector<ElementaryEffects> effects_of(const MorrisDesign& design, const std::function<double(const Point&)>& function) {
    return elementary_effects(design, outputs_of(design, function), 0.95);
}

}  // namespace

TEST_CASE("a trajectory moves every unknown once, one at a time, by two thirds on a grid of four levels") {
    const MorrisDesign design = morris_design(50, 6, 4, 3);
    REQUIRE(design.points.size() == 50 * 7);
    REQUIRE(design.moved.size() == 50);
    for (std::size_t trajectory = 0; trajectory < 50; ++trajectory) {
        std::map<std::size_t, int> times;
        for (std::size_t step = 0; step < 6; ++step) {
            const std::size_t unknown = design.moved[trajectory][step];
            ++times[unknown];
            Point before = design.points[trajectory * 7 + step];
            const Point& after = design.points[trajectory * 7 + step + 1];
            CHECK(std::abs(after[unknown] - before[unknown]) == doctest::Approx(2 / 3.0));
            before[unknown] = after[unknown];
            CHECK(before == after);
            for (const double place : after) CHECK((place == 0 || place == 1 / 3.0 || place == 2 / 3.0 || place == 1));
        }
        CHECK(times.size() == 6);
    }
}

TEST_CASE("each level is met equally often, and each unknown moves first equally often") {
    const MorrisDesign design = morris_design(4000, 4, 4, 8);
    std::map<double, int> levels;
    std::map<std::size_t, int> firsts;
    for (std::size_t trajectory = 0; trajectory < 4000; ++trajectory) {
        ++levels[design.points[trajectory * 5][2]];
        ++firsts[design.moved[trajectory].front()];
    }
    for (const auto& [level, times] : levels) CHECK(std::abs(times - 1000) < 137);    // sd 27.4, five of them, four times:
    for (const auto& [unknown, times] : firsts) CHECK(std::abs(times - 1000) < 137);  // false alarm 5e-6
}

TEST_CASE("more trajectories of a seed begin with the fewer") {
    auto more = morris_design(9, 3, 6, 2).points;
    more.resize(4 * 4);
    CHECK(more == morris_design(4, 3, 6, 2).points);
    CHECK(more != morris_design(4, 3, 6, 1).points);
}

TEST_CASE("a straight line has its own slopes as effects, without spread") {
    const auto effects = effects_of(morris_design(10, 3, 4, 1), [](const Point& x) { return 7 + 3 * x[0] - 2 * x[1]; });
    CHECK(effects[0].mu == doctest::Approx(3));
    CHECK(effects[1].mu == doctest::Approx(-2));
    CHECK(effects[1].mu_star == doctest::Approx(2));
    CHECK(effects[0].sigma == doctest::Approx(0));
    CHECK(effects[0].mu_star_half_width == doctest::Approx(0));
    CHECK(effects[2].mu_star == doctest::Approx(0));
    CHECK(effects[2].effects == 10);
}

TEST_CASE("a valley cancels in mu, not in mu*") {
    // (x - 1/2)^2 from 0 to 2/3: (1/36 - 9/36) / (2/3) = -1/3; from 1/3 to 1: +1/3; and the same on the way down.
    const auto effects = effects_of(morris_design(400, 2, 4, 1), [](const Point& x) { return (x[0] - 0.5) * (x[0] - 0.5); });
    CHECK(effects[0].mu_star == doctest::Approx(1 / 3.0));
    CHECK(effects[0].mu_star_half_width == doctest::Approx(0));
    CHECK(std::abs(effects[0].mu) < 5 / 3.0 / 20);  // sd 1 / (3 sqrt(400))
    CHECK(effects[0].sigma == doctest::Approx(1 / 3.0).epsilon(0.05));
}

// The effect of one factor of a product is the other one, which is at 0, 1/3, 2/3 or 1 equally often: mean 1/2, variance 5/36.
TEST_CASE("factors that act together have spread, and the interval of mu* holds the truth in 94 of 100 studies") {
    int held = 0;
    double sigma = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        const auto effects = effects_of(morris_design(20, 2, 4, seed), [](const Point& x) { return x[0] * x[1]; });
        held += std::abs(effects[0].mu_star - 0.5) <= effects[0].mu_star_half_width;
        sigma += effects[0].sigma * effects[0].sigma / 1000;
    }
    CHECK(believable(held, 1000, 0.94, 0.01));
    CHECK(sigma == doctest::Approx(5 / 36.0).epsilon(0.05));  // sd of the mean variance 0.7 %: seven of them
}

TEST_CASE("a point without output takes its two effects away, and a single effect tells nothing") {
    const MorrisDesign design = morris_design(3, 2, 4, 1);
    auto outputs = outputs_of(design, [](const Point& x) { return x[0] + x[1]; });
    outputs[1].reset();  // the middle of the first trajectory
    auto effects = elementary_effects(design, outputs, 0.95);
    CHECK(effects[0].effects == 2);
    CHECK(effects[1].effects == 2);
    CHECK(effects[0].mu == doctest::Approx(1));
    outputs[4].reset();
    effects = elementary_effects(design, outputs, 0.95);
    CHECK(effects[0].effects == 1);
    CHECK(effects[0].mu == 0);
}

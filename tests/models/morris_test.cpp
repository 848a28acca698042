#include "models/morris.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "covered.hpp"

using namespace counterless;

namespace {

using Point = std::vector<double>;
MorrisDesign on_even_levels(std::size_t trajectories, std::size_t unknowns, std::size_t levels, std::uint64_t seed) {
    return morris_design(trajectories, std::vector(unknowns, even_levels(levels)), seed);
}
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
    const MorrisDesign design = on_even_levels(50, 6, 4, 3);
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
    const MorrisDesign design = on_even_levels(4000, 5, 4, 8);  // of 61,440 that there are
    std::map<double, int> levels;
    std::map<std::size_t, int> firsts;
    for (std::size_t trajectory = 0; trajectory < 4000; ++trajectory) {
        ++levels[design.points[trajectory * 6][2]];
        ++firsts[design.moved[trajectory].front()];
    }
    for (const auto& [level, times] : levels) CHECK(std::abs(times - 1000) < 137);   // sd 27.4, five of them, four times:
    for (const auto& [unknown, times] : firsts) CHECK(std::abs(times - 800) < 137);  // false alarm 5e-6
}

TEST_CASE("more trajectories of a seed begin with the fewer") {
    auto more = on_even_levels(9, 3, 6, 2).points;
    more.resize(4 * 4);
    CHECK(more == on_even_levels(4, 3, 6, 2).points);
    CHECK(more != on_even_levels(4, 3, 6, 1).points);
}

TEST_CASE("a straight line has its own slopes as effects, without spread") {
    const auto effects = effects_of(on_even_levels(10, 3, 4, 1), [](const Point& x) { return 7 + 3 * x[0] - 2 * x[1]; });
    CHECK(effects[0].mu == doctest::Approx(3));
    CHECK(effects[1].mu == doctest::Approx(-2));
    CHECK(effects[1].mu_star == doctest::Approx(2));
    CHECK(*effects[0].sigma == doctest::Approx(0));
    CHECK(*effects[0].mu_star_half_width == doctest::Approx(0));
    CHECK(effects[2].mu_star == doctest::Approx(0));
    CHECK(effects[2].effects > 5);  // of ten, without those met before
}

TEST_CASE("a valley cancels in mu, not in mu*") {
    // (x - 1/2)^2 from 0 to 2/3: (1/36 - 9/36) / (2/3) = -1/3; from 1/3 to 1: +1/3; and the same on the way down.
    const auto effects = effects_of(on_even_levels(400, 6, 4, 1), [](const Point& x) { return (x[0] - 0.5) * (x[0] - 0.5); });
    CHECK(effects[0].mu_star == doctest::Approx(1 / 3.0));
    CHECK(*effects[0].mu_star_half_width == doctest::Approx(0));
    CHECK(std::abs(effects[0].mu) < 5 / 3.0 / 18);  // sd 1 / (3 sqrt(n)), of 324 or more of the 2048 that there are
    CHECK(*effects[0].sigma == doctest::Approx(1 / 3.0).epsilon(0.05));
}

// The effect of one factor of a product is the other one, which is at 0, 1/3, 2/3 or 1 equally often: mean 1/2, variance 5/36.
TEST_CASE("factors that act together have spread, and the interval of mu* holds the truth in 94 of 100 studies" *
          doctest::test_suite("repeats")) {
    int held = 0;
    double sigma = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        const auto effects = effects_of(on_even_levels(20, 6, 4, seed), [](const Point& x) { return x[0] * x[1]; });
        held += std::abs(effects[0].mu_star - 0.5) <= *effects[0].mu_star_half_width;
        sigma += *effects[0].sigma * *effects[0].sigma / 1000;
    }
    CHECK(believable(held, 1000, 0.94, 0.01));
    CHECK(sigma == doctest::Approx(5 / 36.0).epsilon(0.05));  // sd of the mean variance 0.7 %: seven of them
}

TEST_CASE("no trajectory is walked twice, to or fro, and a small grid has no more than there are") {
    for (const std::size_t unknowns :
         {1, 2}) {  // one unknown has two steps; two have 4 * 4 corners to begin at, 2 orders, 2 ways
        const MorrisDesign design = on_even_levels(100, unknowns, 4, 5);
        const std::size_t there_are = unknowns == 1 ? 2 : 16;
        REQUIRE(design.trajectories == there_are);
        std::set<std::vector<Point>> different;
        for (std::size_t trajectory = 0; trajectory < there_are; ++trajectory) {
            const auto begin = design.points.begin() + static_cast<std::ptrdiff_t>(trajectory * (unknowns + 1));
            std::vector<Point> points(begin, begin + static_cast<std::ptrdiff_t>(unknowns + 1));
            different.insert(points);
            std::reverse(points.begin(), points.end());
            different.insert(points);
        }
        CHECK(different.size() == 2 * there_are);
    }
}

TEST_CASE("all that a small grid has tells the mean over it, each effect once") {
    // Of x y over all 16 trajectories the effect of x is y, at 0, 1/3, 2/3 and 1, from each of the two halves of x.
    const auto effects = effects_of(on_even_levels(1000, 2, 4, 1), [](const Point& x) { return x[0] * x[1]; });
    CHECK(effects[0].effects == 8);
    CHECK(effects[0].mu_star == doctest::Approx(0.5));
    CHECK(*effects[0].sigma == doctest::Approx(std::sqrt(5 / 36.0 * 8 / 7)));
}

TEST_CASE("an effect is per whole range whatever the step: whole numbers 8, 9 and 10 step by half of theirs") {
    const MorrisDesign design = morris_design(10, {{0, 0.5, 0.5, 1}, {0, 0, 1, 1}, even_levels(4)}, 1);
    const auto effects = effects_of(design, [](const Point& x) { return 4 * x[0] - 3 * x[1] + x[2]; });
    CHECK(effects[0].mu == doctest::Approx(4));
    CHECK(effects[1].mu == doctest::Approx(-3));
    CHECK(effects[2].mu == doctest::Approx(1));
    for (const ElementaryEffects& one : effects) CHECK(*one.sigma == doctest::Approx(0));
}

TEST_CASE("where there is one step only its effect is known, but no spread and no interval") {
    const MorrisDesign design = morris_design(10, {{0, 0, 1, 1}}, 1);
    REQUIRE(design.trajectories == 1);
    const auto effects = effects_of(design, [](const Point& x) { return 5 - 2 * x[0]; });
    CHECK(effects[0].effects == 1);
    CHECK(effects[0].mu == doctest::Approx(-2));
    CHECK(effects[0].mu_star == doctest::Approx(2));
    CHECK(!effects[0].sigma);
    CHECK(!effects[0].mu_star_half_width);
}

TEST_CASE("a point without output takes its two effects away, and a single effect has no interval") {
    const MorrisDesign design = on_even_levels(3, 6, 4, 1);  // of so many that no effect is met twice
    auto outputs = outputs_of(design, [](const Point& x) { return x[0] + x[1] + x[2] + x[3] + x[4] + x[5]; });
    const std::size_t first = design.moved[0][0], second = design.moved[0][1], third = design.moved[0][2];
    outputs[1].reset();  // between the first two steps of the first trajectory
    auto effects = elementary_effects(design, outputs, 0.95);
    CHECK(effects[first].effects == 2);
    CHECK(effects[second].effects == 2);
    CHECK(effects[third].effects == 3);
    CHECK(effects[first].mu == doctest::Approx(1));
    for (std::size_t at = 7; at < 14; ++at) outputs[at].reset();  // and all of the second
    effects = elementary_effects(design, outputs, 0.95);
    CHECK(effects[first].effects == 1);
    CHECK(effects[first].mu == doctest::Approx(1));
    CHECK(!effects[first].mu_half_width);
    CHECK(!effects[first].sigma);
    for (std::size_t at = 14; at < 21; ++at) outputs[at].reset();
    effects = elementary_effects(design, outputs, 0.95);
    CHECK(effects[first].effects == 0);
    CHECK(effects[first].mu == 0);
}

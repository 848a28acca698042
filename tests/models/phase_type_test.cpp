#include "models/phase_type.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace counterless;

TEST_CASE("both tails of a chain are right to their own last digits") {
    const PhaseType erlang({1, 0}, {{-1, 1}, {0, -1}});  // Erlang-2: survival (1 + t) exp(-t), below it t^2 / 2 for small t
    CHECK(erlang.survival(50) == doctest::Approx(51 * std::exp(-50)).epsilon(1e-12));
    CHECK(erlang.survival(700) == doctest::Approx(701 * std::exp(-700)).epsilon(1e-11));
    CHECK(erlang.below(1e-6) == doctest::Approx(0.5e-12).epsilon(1e-5));
    CHECK(erlang.density(2) == doctest::Approx(2 * std::exp(-2)).epsilon(1e-12));
}
TEST_CASE("rates a million times apart do not blur each other") {
    // A fast phase, then a slow one: survival b/(b-a) exp(-at) - a/(b-a) exp(-bt).
    const double fast = 1e4, slow = 1e-2;
    const PhaseType chain({1, 0}, {{-fast, fast}, {0, -slow}});
    for (const double t : {1.0, 100.0, 2000.0})
        CHECK(chain.survival(t) == doctest::Approx(fast / (fast - slow) * std::exp(-slow * t)).epsilon(1e-9));
}
TEST_CASE("what lies below and above a value makes up the moments") {
    const PhaseType phases({1}, {{-0.5}});  // exponential, mean 2: E[X; X <= t] = 2 - (t + 2) exp(-t/2)
    CHECK(phases.first_below(3) == doctest::Approx(2 - 5 * std::exp(-1.5)));
    CHECK(phases.second_below(3) == doctest::Approx(8 - (9 + 2 * 2 * 3 + 8) * std::exp(-1.5)));
    CHECK(phases.second_below(std::numeric_limits<double>::infinity()) == doctest::Approx(8));
}

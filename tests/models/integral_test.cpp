#include "models/integral.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace counterless;

TEST_CASE("areas known by hand") {
    CHECK(integral([](double x) { return x * x; }, 0, 3) == doctest::Approx(9));
    CHECK(integral([](double x) { return std::exp(-x); }, 0, std::numeric_limits<double>::infinity()) == doctest::Approx(1));
    CHECK(integral([](double x) { return 1 / ((1 - x) * (1 - x)); }, 0, 0.99) == doctest::Approx(99));
    CHECK(integral([](double x) { return x; }, 2, 2) == 0);
}

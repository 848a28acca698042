#include "models/inverse.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace counterless;

TEST_CASE("a density that PINV refuses is tabled by pieces, and as right") {
    // The density of x^8 for uniform x is without bound at 0: its share is the eighth root.
    const auto shares = [](double x) { return x <= 0 ? 0 : std::min(1.0, std::pow(x, 0.125)); };
    const auto exact = [](double u) { return std::pow(u, 8); };
    const Inverse inverse =
        Inverse::smooth([](double x) { return x > 0 ? -0.875 * std::log(x) : std::log(0.0); }, 0, 1, 0.5, exact, shares);
    CHECK(inverse.has_table());
    for (const double u : {1e-9, 0.01, 0.3, 0.77, 0.999, 1 - 1e-9}) CHECK(std::abs(shares(inverse(u)) - u) < 1e-10);
}
TEST_CASE("a law too rugged for a table is still inverted, exactly") {
    const auto rugged = [](double u) { return std::floor(u * 1e5) + u; };
    const Inverse inverse = Inverse::pieces({0, 1}, rugged, [](double) { return 2.0; });  // shares that no value fits
    CHECK_FALSE(inverse.has_table());
    CHECK(inverse(0.123456789) == rugged(0.123456789));
}

#include "models/fluid.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "models/inside.hpp"

using namespace counterless;

TEST_CASE("always an agent free: mean and variance are those of M(t)/M/infinity") {
    const auto pieces = follow_fluid(std::vector<DayPiece>{{30, 2, 1000}, {20, 0.5, 1000}}, 10, 1e9);
    const double first = 20 * (1 - std::exp(-3)), second = 5 + (first - 5) * std::exp(-2);
    CHECK(pieces[0].inside_end == doctest::Approx(first).epsilon(1e-6));
    CHECK(pieces[1].inside_end == doctest::Approx(second).epsilon(1e-6));
    CHECK(pieces[1].variance_end == doctest::Approx(second).epsilon(1e-6));  // Poisson
    CHECK(pieces[1].wait_probability < 1e-12);
}

TEST_CASE("by hand: an overload fills the line at a steady rate, and it drains so too") {
    const double endless = std::numeric_limits<double>::infinity();
    // 300 inside of 100 served at 10 a second, 15 come: 5 more each second.
    const auto pieces = follow_fluid(std::vector<DayPiece>{{20, 15, 100}, {10, 0, 100}}, 10, endless, 300);
    CHECK(pieces[0].inside_end == doctest::Approx(400));
    CHECK(pieces[1].inside_end == doctest::Approx(300));
    CHECK(pieces[0].wait_mean_s == doctest::Approx((200 + 50) / 10.0).epsilon(1e-3));
    CHECK(pieces[0].wait_probability == doctest::Approx(1));
}

TEST_CASE("beside the exact solver: within a few parts in a hundred while a hall of 100 is clearly over and under its load") {
    const std::vector<DayPiece> day = {{3, 100, 130}, {3, 150, 100}, {3, 150, 100}, {3, 60, 100}, {3, 60, 100}};
    const auto fluid = follow_fluid(day, 1, 2);
    const InsideDay exact = follow_inside(day, 1, 2);
    for (std::size_t k = 0; k < day.size(); ++k)
        CHECK(fluid[k].inside_mean == doctest::Approx(exact.pieces[k].inside_mean).epsilon(0.02));
    CHECK(fluid[2].line_mean == doctest::Approx(exact.pieces[2].line_mean).epsilon(0.02));
    CHECK(fluid[2].wait_mean_s == doctest::Approx(wait_offered_mean_s(exact.pieces[2].share, 100, 1, 2)).epsilon(0.03));
    double mean = 0, square = 0;
    for (std::size_t n = 0; n < exact.end.size(); ++n)
        mean += static_cast<double>(n) * exact.end[n], square += static_cast<double>(n * n) * exact.end[n];
    CHECK(fluid[4].variance_end == doctest::Approx(square - mean * mean).epsilon(0.05));
}

#include "models/sobol_points.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace counterless;

namespace {
std::uint64_t cell(double place) { return static_cast<std::uint64_t>(place * 0x1.0p52); }
}  // namespace

TEST_CASE("the first points are those of the textbook, but for the shift that all points share") {
    // Sobol's first two unknowns: (0, 0), (1/2, 1/2), (3/4, 1/4), (1/4, 3/4), (3/8, 3/8) in Gray code's order.
    const double by_hand[5][2] = {{0, 0}, {0.5, 0.5}, {0.75, 0.25}, {0.25, 0.75}, {0.375, 0.375}};
    const auto points = sobol_points(5, 2, 9);
    for (std::size_t point = 0; point < 5; ++point)
        for (std::size_t unknown = 0; unknown < 2; ++unknown)
            CHECK((cell(points[point][unknown]) ^ cell(points[0][unknown])) == cell(by_hand[point][unknown]));
}

TEST_CASE("of 256 points every slice of every unknown is met exactly once, to the end of the table") {
    const auto points = sobol_points(256, sobol_unknowns_max, 5);
    for (std::size_t unknown = 0; unknown < sobol_unknowns_max; ++unknown) {
        std::set<int> slices;
        for (const auto& point : points) {
            REQUIRE((point[unknown] > 0 && point[unknown] < 1));
            slices.insert(static_cast<int>(point[unknown] * 256));
        }
        REQUIRE(slices.size() == 256);
    }
}

TEST_CASE("of 256 points in the first two unknowns each box of area 1/256 holds one, whatever its shape") {
    const auto points = sobol_points(256, 2, 7);
    for (int wide = 0; wide <= 8; ++wide) {
        std::set<std::pair<int, int>> boxes;
        for (const auto& point : points)
            boxes.insert({static_cast<int>(point[0] * (1 << wide)), static_cast<int>(point[1] * (1 << (8 - wide)))});
        CHECK(boxes.size() == 256);
    }
}

TEST_CASE("the same seed gives the same points, another seed others, and a longer design begins with the shorter one") {
    CHECK(sobol_points(8, 3, 5) == sobol_points(8, 3, 5));
    CHECK(sobol_points(8, 3, 5) != sobol_points(8, 3, 6));
    auto longer = sobol_points(20, 3, 5);
    longer.resize(8);
    CHECK(longer == sobol_points(8, 3, 5));
}

// The product of 1 + x - 1/2 over five unknowns has mean 1 and variance (13/12)^5 - 1: independent points would err by 0.011 with
// 4096 of them. Each seed alone is unbiased, so errors of both signs come.
TEST_CASE("the mean of a smooth function errs at least twenty times less than with independent points") {
    double squares = 0;
    int above = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        double sum = 0;
        for (const auto& point : sobol_points(4096, 5, seed)) {
            double product = 1;
            for (const double x : point) product *= 0.5 + x;
            sum += product / 4096;
        }
        squares += (sum - 1) * (sum - 1) / 20;
        above += sum > 1;
    }
    CHECK(std::sqrt(squares) < std::sqrt(std::pow(13.0 / 12, 5) - 1) / 64 / 20);
    CHECK((above > 0 && above < 20));  // a fair coin: false alarm 2e-6
}

TEST_CASE("each point is uniform over the seeds") {
    double first = 0, last = 0, together = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const auto points = sobol_points(3, 2, seed);
        first += points[0][0] / 2000;
        last += points[2][1] / 2000;
        together += (points[0][0] - 0.5) * (points[0][1] - 0.5) * 12 / 2000;
    }
    CHECK(std::abs(first - 0.5) < 0.033);  // sd 1 / sqrt(12 2000) = 0.0065, five of them: false alarm 6e-7
    CHECK(std::abs(last - 0.5) < 0.033);
    CHECK(std::abs(together) < 0.112);  // a correlation of sd 0.0224
}

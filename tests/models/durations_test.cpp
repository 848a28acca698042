#include "models/durations.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace counterless;

TEST_CASE("equal values stand in one row, those that ended apart from those that lasted") {
    const Durations all = durations(std::vector<double>{3, 1, 3, 3}, std::vector<unsigned char>{1, 1, 0, 1});
    REQUIRE(all.rows.size() == 2);
    CHECK(all.rows[1].value == 3);
    CHECK(all.rows[1].ended == 2);
    CHECK(all.rows[1].lasted == 1);
    CHECK(all.ended == 3);
    CHECK(all.sum == 7);
    CHECK(all.sum_lasted == 3);
    CHECK(all.sum_log == doctest::Approx(2 * std::log(3)));
    CHECK_FALSE(all.bounded());
}

TEST_CASE("rounding is seen where values repeat: whole minutes, halves, tenths; not in a fine clock, nor in few alike") {
    CHECK(grid_of(std::vector<double>{60, 120, 60, 300, 120}) == 60);
    CHECK(grid_of(std::vector<double>{1.5, 2, 2, 3, 1.5}) == 0.5);
    CHECK(grid_of(std::vector<double>{0.3, 0.7, 0.3, 0.7}) == doctest::Approx(0.1));
    CHECK(grid_of(std::vector<double>{1.234567, 2.5, 2.5}) == 0);
    CHECK(grid_of(std::vector<double>{1, 2, 3, 5, 8}) == 0);
}

#include "models/profile.hpp"

#include <doctest/doctest.h>

using namespace counterless;

TEST_CASE("a place in the day becomes a second by the inverse of the cumulative rate") {
    // By hand: a quarter of the day's people between 100 and 200, nobody until 300, the rest evenly until 400.
    const Profile profile({{100, 200, 0.25}, {200, 300, 0}, {300, 400, 0.75}});
    CHECK(profile.second_of(0) == doctest::Approx(100));
    CHECK(profile.second_of(0.125) == doctest::Approx(150));
    CHECK(profile.second_of(0.25) == doctest::Approx(300));  // over the gap
    CHECK(profile.second_of(0.625) == doctest::Approx(350));
    CHECK(profile.second_of(0.9999999) < 400);
}

TEST_CASE("shares are relative, and the order of people is kept") {
    const Profile profile({{0, 10, 3}, {10, 20, 1}});
    CHECK(profile.second_of(0.75) == doctest::Approx(10));
    double before = -1;
    for (int i = 0; i < 1000; ++i) {
        const double here = profile.second_of(i / 1000.0);
        CHECK(here >= before);
        before = here;
    }
}

TEST_CASE("on shorter hours a profile keeps its shape") {
    // By hand: stated for 7:30 to 14:30 (seven hours), the day is open from 9 to 14 (five): 11:00 is half of both.
    const Profile profile({{7.5 * hour_s, 9.5 * hour_s, 0.5}, {9.5 * hour_s, 14.5 * hour_s, 0.5}});
    const Profile::Hours stated{7.5 * hour_s, 14.5 * hour_s}, short_day{9 * hour_s, 14 * hour_s};
    CHECK(profile.second_of(0, stated, short_day) == doctest::Approx(9 * hour_s));
    CHECK(profile.second_of(0.5, stated, short_day) == doctest::Approx(9 * hour_s + 2 * 5 / 7.0 * hour_s));
    CHECK(profile.second_of(0.65, stated, short_day) == doctest::Approx(11.5 * hour_s));  // 11:00 of a usual day
    CHECK(profile.second_of(1 - 0x1.0p-53, stated, short_day) < 14 * hour_s);
    for (int i = 0; i < 100; ++i) CHECK(profile.second_of(i / 100.0, stated, stated) == profile.second_of(i / 100.0));
}

TEST_CASE("the last place of a day still lies before the end") {
    CHECK(Profile({{0, 86400, 1}}).second_of(1 - 0x1.0p-53) < 86400);
}

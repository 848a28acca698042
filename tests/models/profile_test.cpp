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

TEST_CASE("the last place of a day still lies before the end") {
    CHECK(Profile({{0, 86400, 1}}).second_of(1 - 0x1.0p-53) < 86400);
}

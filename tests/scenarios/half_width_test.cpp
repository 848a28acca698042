#include "scenarios/half_width.hpp"

#include <doctest/doctest.h>

using namespace counterless;

TEST_CASE("a half-width is a share of the mean, a time, or a number") {
    const auto share = half_width_of("2%"), spaced = half_width_of("0.5 %"), time = half_width_of("10 s"),
               number = half_width_of("0.005");
    REQUIRE((share && spaced && time && number));
    CHECK((share->relative && share->half_width == doctest::Approx(0.02)));
    CHECK((spaced->relative && spaced->half_width == doctest::Approx(0.005)));
    CHECK((!time->relative && time->is_time && time->half_width == 10));
    CHECK((!number->relative && !number->is_time && number->half_width == doctest::Approx(0.005)));
    for (const char* text : {"", "%", "0%", "0", "-1%", "ten", "10 kB", "2 %%", "nan", "inf", "1e999"})
        CHECK_MESSAGE(!half_width_of(text), text);
}

TEST_CASE("on the command line the measure and its thing stand before it") {
    const auto all = asked_half_width("wait_mean=2%"), centres = asked_half_width("wait_mean@centre/*=10 s");
    REQUIRE((all && centres));
    CHECK((all->measure == "wait_mean" && all->of == "all"));
    CHECK((centres->measure == "wait_mean" && centres->of == "centre/*"));
    // A threshold has an @ of its own, and begins with a digit, as no thing does.
    const auto level = asked_half_width("service_level@10min/offered=0.01");
    REQUIRE(level);
    CHECK((level->measure == "service_level@10min/offered" && level->of == "all"));
    const auto both = asked_half_width("service_level@10min/offered@centre/deira=0.01");
    REQUIRE(both);
    CHECK((both->measure == "service_level@10min/offered" && both->of == "centre/deira"));
    for (const char* text : {"wait_mean", "=2%", "@all=2%", "wait_mean=", "wait_mean@=2%"})
        CHECK_MESSAGE(!asked_half_width(text), text);
}

TEST_CASE("a star stands for one name between slashes") {
    CHECK(falls_under("centre/deira", "centre/*"));
    CHECK(falls_under("centre/deira/counter", "centre/*/counter"));
    CHECK(falls_under("all", "all"));
    CHECK(falls_under("all", "*"));
    CHECK(!falls_under("centre/deira/counter", "centre/*"));
    CHECK(!falls_under("centre", "centre/*"));
    CHECK(!falls_under("channel/app", "centre/*"));
}

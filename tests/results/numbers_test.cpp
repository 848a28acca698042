// Numbers for people: two digits of the half-width, never more digits than it carries.
#include "results/numbers.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace counterless;

namespace {
Estimate plus_minus(double mean, double half_width) { return {.known = true, .mean = mean, .half_width = half_width, .n = 20}; }
}  // namespace

TEST_CASE("thousands stand apart, on both sides of zero") {
    CHECK(thousands(0) == "0");
    CHECK(thousands(999) == "999");
    CHECK(thousands(1000) == "1,000");
    CHECK(thousands(-1234567.891, 2) == "-1,234,567.89");
    CHECK(thousands(999999.6) == "1,000,000");
    CHECK(thousands(-0.2) == "0");
    CHECK(thousands(std::numeric_limits<double>::quiet_NaN()) == "–");
}

TEST_CASE("the half-width decides the digits") {
    CHECK(with_half_width(plus_minus(203650.3, 211.7)) == "203,650 ± 212");
    CHECK(with_half_width(plus_minus(278.4, 18.3), 1.0 / 60) == "4.64 ± 0.31");
    CHECK(with_half_width(plus_minus(12.345, 4.2)) == "12.3 ± 4.2");
    CHECK(with_half_width(plus_minus(0.9468, 0.0004), 100) == "94.68 ± 0.04");
    CHECK(with_half_width(plus_minus(5, 0)) == "5.00 ± 0.00");
}

TEST_CASE("without an interval three digits, without data a dash") {
    CHECK(with_half_width({.known = true, .mean = 4.6391, .n = 1}) == "4.64");
    CHECK(with_half_width({.known = true, .mean = 203650.3, .n = 1}) == "203,650");
    CHECK(with_half_width({}) == "–");
    CHECK(alone(plus_minus(278.4, 18.3), 1.0 / 60) == "4.64");
}

TEST_CASE("durations and sizes choose their unit") {
    CHECK(duration(0.212) == "212 ms");
    CHECK(duration(4.62) == "4.6 s");
    CHECK(duration(278) == "4.6 min");
    CHECK(duration(4320) == "1 h 12 min");
    CHECK(duration(3599) == "1 h 0 min");
    CHECK(bytes(999) == "999 B");
    CHECK(bytes(2.12e8) == "212 MB");
    CHECK(bytes(1.6e9) == "1.6 GB");
}

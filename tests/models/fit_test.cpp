#include "models/fit.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>

using namespace counterless;

namespace {
const std::vector<FitParameter> two{{"a", "", -10, 10, Scale::linear}, {"b", "", 1e-3, 1e3, Scale::logarithm}};
}

TEST_CASE("the top of a hill is found from any side, in the parameters' own scales") {
    const auto hill = [](std::span<const double> v) { return 3 - (v[0] - 2) * (v[0] - 2) - std::pow(std::log(v[1]) - 1, 2); };
    const Fit found = fit(two, hill, std::vector<Values>{{-9, 0.01}, {9, 900}, {0, 1}});
    CHECK(found.values[0] == doctest::Approx(2).epsilon(1e-5));
    CHECK(found.values[1] == doctest::Approx(std::exp(1)).epsilon(1e-5));
    CHECK(found.log_likelihood == doctest::Approx(3));
}

TEST_CASE("a normal likelihood has the textbook's interval, and both parameters know of each other") {
    // Fall = (x^2 - 2 r x y + y^2) / (2 (1 - r^2)): with y at its best, r x, the fall is x^2 / 2, whatever r.
    const double r = 0.9;
    const std::vector<FitParameter> box{{"x", "", -10, 10, Scale::linear}, {"y", "", -10, 10, Scale::linear}};
    const auto hill = [&](std::span<const double> v) {
        return -(v[0] * v[0] - 2 * r * v[0] * v[1] + v[1] * v[1]) / (2 * (1 - r * r));
    };
    const Bounds found = bounds(box, hill, fit(box, hill, std::vector<Values>{{1, -1}}), profile_drop(0.95));
    for (const LikelihoodProfile& profile : found.profiles) {
        CHECK(profile.low.value == doctest::Approx(-1.959964).epsilon(2e-3));
        CHECK(profile.high.value == doctest::Approx(1.959964).epsilon(2e-3));
        CHECK(profile.low.bounded);
        CHECK(profile.high.bounded);
    }
    CHECK(found.condition == doctest::Approx((1 + r) / (1 - r)).epsilon(1e-3));  // eigenvalues 1/(1-r) and 1/(1+r)
    CHECK(found.ridges.empty());
}

TEST_CASE("where only the sum is seen, the ridge is printed: all pairs of that sum") {
    const std::vector<FitParameter> box{{"x", "", -10, 10, Scale::linear}, {"y", "", -10, 10, Scale::linear}};
    const auto hill = [](std::span<const double> v) { return -50 * (v[0] + v[1] - 3) * (v[0] + v[1] - 3); };
    const Bounds found = bounds(box, hill, fit(box, hill, std::vector<Values>{{1, 1}}), profile_drop(0.95));
    REQUIRE(found.ridges.size() == 1);
    CHECK_FALSE(found.profiles[0].high.bounded);
    CHECK(found.condition > 1e8);
    for (const LikelihoodProfile::Point& point : found.ridges[0].points) {
        CHECK(point.values[0] + point.values[1] == doctest::Approx(3).epsilon(0.1));
        CHECK(point.fall <= 1.001 * profile_drop(0.95));
    }
    CHECK(found.ridges[0].points.front().values[0] < -5);
    CHECK(found.ridges[0].points.back().values[0] > 5);
}

TEST_CASE("a limit that the data do not contradict is no ridge") {
    // The likelihood of a rate falls with it: the best is the low end of the box, and nothing moves along.
    const auto hill = [](std::span<const double> v) { return -v[1] - (v[0] - 1) * (v[0] - 1); };
    const Bounds found = bounds(two, hill, fit(two, hill, std::vector<Values>{{0, 1}}), profile_drop(0.95));
    CHECK_FALSE(found.profiles[1].low.bounded);
    CHECK(found.profiles[1].high.value == doctest::Approx(1.9207 + 1e-3).epsilon(2e-3));
    CHECK(found.ridges.empty());
}

// Hills 6 apart, each 0.12 higher than the one before and the valleys between them no deeper than the interval allows: every
// profile along x finds a higher hill, and the search from there another one, longer than it may begin again.
TEST_CASE("each parameter has its profile, also when there is always a higher hill ahead") {
    const std::vector<FitParameter> box{{"x", "", -1e4, 1e4, Scale::linear}, {"y", "", -10, 10, Scale::linear}};
    const auto hills = [](std::span<const double> v) {
        return 0.02 * v[0] + 0.9 * std::cos(v[0] * std::numbers::pi / 3) - v[1] * v[1] / 2;
    };
    const Bounds found = bounds(box, hills, fit(box, hills, std::vector<Values>{{0, 0}}), profile_drop(0.95));
    CHECK(found.best.values[0] > 10);  // it did begin again
    REQUIRE(found.profiles.size() == 2);
    bool higher = false;
    for (const LikelihoodProfile::Point& point : found.profiles[0].points) higher = higher || point.fall < -0.1;
    CHECK(higher);  // and was still not on the highest
}

TEST_CASE("what is impossible is avoided, one parameter and none are fitted too") {
    const std::vector<FitParameter> one{two.front()};
    const auto cliff = [](std::span<const double> v) {
        return v[0] < 1 ? -std::numeric_limits<double>::infinity() : -(v[0] - 4) * (v[0] - 4);
    };
    CHECK(fit(one, cliff, std::vector<Values>{{8}}).values[0] == doctest::Approx(4).epsilon(1e-5));
    const Fit none = fit(
        {}, [](std::span<const double>) { return 5.0; }, std::vector<Values>{{}});
    CHECK(none.log_likelihood == 5);
}

TEST_CASE("the fall that an interval allows, from tables") {
    CHECK(profile_drop(0.95) == doctest::Approx(1.9207).epsilon(1e-4));
    // t(10, 0.975) = 2.2281: 12 / 2 log(1 + 4.9646 / 10)
    CHECK(profile_drop(0.95, 12, 2) == doctest::Approx(6 * std::log(1.49646)).epsilon(1e-4));
}

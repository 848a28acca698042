#include "models/maximise.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace counterless;

TEST_CASE("a hill is climbed to its top, across a bent ridge too") {
    const auto bent = [](const std::vector<double>& at) {
        return -std::pow(1 - at[0], 2) - 100 * std::pow(at[1] - at[0] * at[0], 2);
    };
    const Peak peak = maximise(bent, {-1.2, 1}, 0.3);
    CHECK(peak.at[0] == doctest::Approx(1).epsilon(1e-3));
    CHECK(peak.at[1] == doctest::Approx(1).epsilon(1e-3));
}

TEST_CASE("where the function is no number it is not looked for") {
    const auto with_edge = [](const std::vector<double>& at) {
        return at[0] <= 0 ? std::numeric_limits<double>::quiet_NaN() : std::log(at[0]) - at[0];
    };
    CHECK(maximise(with_edge, {0.1}, 0.5).at[0] == doctest::Approx(1).epsilon(1e-3));
}

TEST_CASE("of no numbers the start is the peak") {
    CHECK(maximise([](const std::vector<double>&) { return 7.0; }, {}, 1).value == 7);
}

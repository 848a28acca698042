#include "models/tables.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace counterless;

TEST_CASE("the normal quantile is odd around one half and inverts the error function") {
    CHECK(normal_quantile(0.5) == doctest::Approx(0));
    for (const double share : {1e-9, 0.025, 0.3})
        CHECK(std::erfc(-normal_quantile(share) / std::sqrt(2.0)) / 2 == doctest::Approx(share).epsilon(1e-12));
    CHECK(normal_quantile(0.9) == doctest::Approx(-normal_quantile(0.1)));
}

TEST_CASE("chi-square with two degrees of freedom is an exponential law of mean 2, with one a squared normal") {
    CHECK(chi_square_above(2, 3) == doctest::Approx(std::exp(-1.5)));
    CHECK(chi_square_quantile(2, 0.95) == doctest::Approx(-2 * std::log(0.05)));
    CHECK(chi_square_quantile(1, 0.95) == doctest::Approx(std::pow(normal_quantile(0.975), 2)));
}

TEST_CASE("the means that a Poisson count allows: of 0 up to where nobody coming is as rare as the side") {
    const MeanBounds none = poisson_mean_bounds(0, 0.95);
    CHECK(none.low == 0);
    CHECK(none.high == doctest::Approx(-std::log(0.025)));
    // Of 1: at the lower end P(N >= 1) is the side, 1 - exp(-m) = 0.025.
    CHECK(poisson_mean_bounds(1, 0.95).low == doctest::Approx(-std::log(0.975)));
}

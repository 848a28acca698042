#include "models/bass.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace counterless;

TEST_CASE("from nothing, Bass's own formula") {
    // F(t) = (1 - exp(-(p + q) t)) / (1 + q / p exp(-(p + q) t)), Bass 1969, equation 10.
    const double p = 0.03, q = 0.38;
    for (const double t : {1.0, 5.0, 20.0}) {
        const double decay = std::exp(-(p + q) * t);
        CHECK(bass_share({.p = p, .q = q}, t) == doctest::Approx((1 - decay) / (1 + q / p * decay)));
    }
}

TEST_CASE("innovation alone: those without decay exponentially, and the hazard is p t") {
    const BassCurve curve{.p = 0.2, .q = 0, .ceiling = 0.9, .start = 0.3};
    CHECK(bass_share(curve, 4) == doctest::Approx(0.9 - 0.6 * std::exp(-0.8)));
    CHECK(bass_hazard(curve, 4) == doctest::Approx(0.8));
}

TEST_CASE("a curve may be left and taken up again at any time") {
    const BassCurve whole{.p = 0.01, .q = 0.5, .ceiling = 0.95, .start = 0.05};
    BassCurve rest = whole;
    rest.start = bass_share(whole, 3);
    CHECK(bass_share(rest, 4) == doctest::Approx(bass_share(whole, 7)));
    CHECK(bass_hazard(whole, 7) == doctest::Approx(bass_hazard(whole, 3) + bass_hazard(rest, 4)));
}

TEST_CASE("edges: nobody may, all have, nobody moves") {
    CHECK(bass_share({.p = 0.1, .q = 0.1, .ceiling = 0, .start = 0}, 5) == 0);
    CHECK(bass_share({.p = 0.1, .q = 0.1, .ceiling = 0.5, .start = 0.5}, 5) == 0.5);
    CHECK(bass_share({.p = 0, .q = 0.3, .ceiling = 1, .start = 0}, 5) == 0);
}

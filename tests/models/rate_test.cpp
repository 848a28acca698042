#include "models/rate.hpp"

#include <doctest/doctest.h>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <numbers>

using namespace counterless;

namespace {
double rate_at(const Piece& piece, const Wave* wave, double time_s) {
    const double swing =
        wave == nullptr ? 1 : 1 + wave->amplitude * std::sin(2 * std::numbers::pi * (time_s - wave->shift_s) / wave->period_s);
    return piece.rate_at(time_s) * swing;
}
double by_quadrature(const Piece& piece, const Wave* wave, double from_s, double until_s) {
    const auto rate = [&](double time_s) { return rate_at(piece, wave, time_s); };
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(rate, from_s, until_s, 10, 1e-13);
}
const Piece constant{100, 7300, 0.25}, rising{100, 7300, 0, 0.25 / 7200}, falling{100, 7300, 0.5, -0.5 / 7200};
const Wave mild{0.5, 3600, 900}, full{1, 1000, -250}, slow{0.9, 86400, 0};
}  // namespace

TEST_CASE("the expected arrivals are the integral of the rate, by quadrature") {
    for (const Piece& piece : {constant, rising, falling})
        for (const Wave* wave : {static_cast<const Wave*>(nullptr), &mild, &full, &slow})
            for (const double from_s : {100.0, 1234.5})
                for (const double until_s : {1235.0, 5000.0, 7300.0})
                    CHECK(expected_arrivals(piece, wave, from_s, until_s) ==
                          doctest::Approx(by_quadrature(piece, wave, from_s, until_s)).epsilon(1e-10));
}

TEST_CASE("the instant is the inverse of the integral, everywhere in the piece") {
    for (const Piece& piece : {constant, rising, falling})
        for (const Wave* wave : {static_cast<const Wave*>(nullptr), &mild, &full, &slow})
            for (const double from_s : {100.0, 1234.5}) {
                const double all = expected_arrivals(piece, wave, from_s, piece.until_s);
                double before_s = from_s;
                for (int i = 1; i < 400; ++i) {
                    const double wanted = all * i / 400, found_s = instant_of(piece, wave, from_s, wanted);
                    CHECK(found_s > before_s);
                    CHECK(found_s < piece.until_s);
                    CHECK(expected_arrivals(piece, wave, from_s, found_s) == doctest::Approx(wanted).epsilon(1e-9));
                    before_s = found_s;
                }
            }
}

TEST_CASE("by hand: a ramp from zero is a square root, and a whole period of a sinusoid leaves the mean") {
    CHECK(instant_of({0, 10, 0, 2}, nullptr, 0, 9) == doctest::Approx(3));          // t^2 = 9
    CHECK(instant_of({0, 10, 20, -2}, nullptr, 0, 99.99) == doctest::Approx(9.9));  // 100 - (10 - t)^2
    const Wave wave{1, 40, 0};
    CHECK(expected_arrivals({0, 400, 3}, &wave, 40, 80) == doctest::Approx(120));
    CHECK(expected_arrivals({0, 400, 3}, &wave, 0, 20) == doctest::Approx(60 + 3 * 40 / std::numbers::pi));
}

TEST_CASE("the last of a piece comes before its end") {
    const double all = expected_arrivals(constant, nullptr, 100, 7300);
    CHECK(instant_of(constant, nullptr, 100, std::nextafter(all, 0)) < 7300);
    CHECK(instant_of(falling, &full, 100, std::nextafter(expected_arrivals(falling, &full, 100, 7300), 0)) < 7300);
}

#include "models/offered_load.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "models/integral.hpp"

using namespace counterless;

namespace {
std::vector<Piece> sinusoid(double mean, double amplitude, double period, double until, double step) {
    std::vector<Piece> pieces;
    const auto rate = [&](double t) { return mean * (1 + amplitude * std::sin(2 * std::numbers::pi * t / period)); };
    for (double t = 0; t < until - step / 2; t += step)
        pieces.push_back({t, t + step, rate(t), (rate(t + step) - rate(t)) / step});
    return pieces;
}
}  // namespace

TEST_CASE("by hand: an hour of arrivals, services of 20 minutes sharp") {
    const std::vector<Piece> hour = {{0, 60, 0.5}};
    const Law sharp = deterministic(20);
    CHECK(offered_load(hour, sharp, 10) == doctest::Approx(5));
    CHECK(offered_load(hour, sharp, 40) == doctest::Approx(10));
    CHECK(offered_load(hour, sharp, 70) == doctest::Approx(5));
    CHECK(offered_load(hour, sharp, 81) == 0);
    CHECK(offered_load(hour, sharp, -1) == 0);
    CHECK(rate_mean(hour, 30, 90) == doctest::Approx(0.25));
    CHECK(rate_at(hour, 60) == 0);
}

// m' = rate - m / service, solved by hand for constant and rising rates.
TEST_CASE("exponential service follows its own little equation") {
    const std::vector<Piece> day = {{0, 30, 1}, {30, 60, 1, 0.1}};
    const auto first = [](double t) { return 10 * (1 - std::exp(-t / 10)); };
    CHECK(offered_load(day, exponential(10), 25) == doctest::Approx(first(25)).epsilon(1e-12));
    const double x = 20;  // into the second piece: particular solution 10 + x - 10, that is 0.1 * 10 (x - 10) + 10
    const double later = 10 + (x - 10) + (first(30) - 0) * std::exp(-x / 10);
    CHECK(offered_load(day, exponential(10), 50) == doctest::Approx(later).epsilon(1e-12));
}

TEST_CASE("any law: the same as the integral taken numerically") {
    const std::vector<Piece> day = {{0, 40, 0.5, 0.02}, {40, 50, 3}, {70, 90, 2, -0.1}};
    for (const Law& law : {lognormal(12, 1.2), gamma(12, 0.4), uniform(5, 20), weibull(9, 0.7), hyperexponential(8, 2.5),
                           mixture({deterministic(5), exponential(20)}, {0.3, 0.7})})
        for (const double t : {13.0, 47.0, 60.0, 88.0, 120.0}) {
            double sum = 0;
            for (const Piece& piece : day)
                for (double from = piece.from_s; from < piece.until_s && from < t; from += 0.5)
                    sum += integral([&](double v) { return v < t ? piece.rate_at(v) * survival(law, t - v) : 0; }, from,
                                    std::min(from + 0.5, t));
            CHECK(offered_load(day, law, t) == doctest::Approx(sum).epsilon(1e-7));
        }
}

// Eick, Massey and Whitt 1993, for exponential service: amplitude divided by sqrt(1 + w^2), behind by arctan(w) / omega.
TEST_CASE("a sinusoid comes out smaller and later") {
    const double period = 24, service = 2, omega = 2 * std::numbers::pi / period, w = omega * service;
    const std::vector<Piece> rates = sinusoid(10, 0.8, period, 96, 0.05);
    for (const double t : {72.0, 77.0, 83.0, 90.0}) {
        const double wave = std::sin(omega * t - std::atan(w)) / std::sqrt(1 + w * w);
        CHECK(offered_load(rates, exponential(service), t) == doctest::Approx(20 * (1 + 0.8 * wave)).epsilon(1e-4));
    }
    CHECK(offered_load_mean(rates, exponential(service), 72, 96) == doctest::Approx(20).epsilon(1e-3));
}

TEST_CASE("a path: in the long run every load is rate times service; two exponential services are Erlang's second") {
    const std::vector<Piece> steady = {{0, 1000, 0.5}};
    const std::vector<Law> path = {exponential(6), lognormal(10, 0.8), deterministic(3)};
    const auto loads = path_loads(steady, path, 0, 0.5, 600);
    CHECK(loads[0].back() == doctest::Approx(3).epsilon(1e-6));
    CHECK(loads[1].back() == doctest::Approx(5).epsilon(1e-4));
    CHECK(loads[2].back() == doctest::Approx(1.5).epsilon(1e-4));
    // At the second of two alike: rate times the integral of (x / mean) exp(-x / mean).
    const std::vector<Law> alike = {exponential(6), exponential(6)};
    const auto twice = path_loads(steady, alike, 0, 0.1, 200);
    const double t = 19.9 / 6;
    CHECK(twice[1].back() == doctest::Approx(3 * (1 - std::exp(-t) * (1 + t))).epsilon(1e-4));
}

TEST_CASE("a path: after a deterministic service the next sees the same, so much later") {
    const std::vector<Piece> rush = {{0, 20, 1}, {20, 40, 0.2}};
    const std::vector<Law> path = {deterministic(7), exponential(5)};
    const auto loads = path_loads(rush, path, 0, 0.25, 200);
    for (const int k : {40, 90, 150})
        CHECK(loads[1][k] == doctest::Approx(offered_load(rush, exponential(5), 0.25 * k - 7)).epsilon(1e-9));
}

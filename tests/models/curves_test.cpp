#include "models/curves.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <initializer_list>

#include "models/bass.hpp"

using namespace counterless;

namespace {
// Runge-Kutta of the fourth order in 2,000 steps: an error far below 1e-9 for these slopes.
double integrated(const std::function<double(double)>& slope, double start, double until) {
    constexpr int steps = 2000;
    const double h = until / steps;
    double share = start;
    for (int step = 0; step < steps; ++step) {
        const double a = slope(share), b = slope(share + h / 2 * a), c = slope(share + h / 2 * b), d = slope(share + h * c);
        share += h / 6 * (a + 2 * b + 2 * c + d);
    }
    return share;
}
}  // namespace

TEST_CASE("each curve solves its differential equation") {
    for (const double ceiling : {1.0, 0.8})
        for (const double t : {0.3, 2.0, 9.0}) {
            const BassCurve bass{.p = 0.03, .q = 0.4, .ceiling = ceiling, .start = 0.1};
            CHECK(bass_share(bass, t) ==
                  doctest::Approx(integrated([&](double f) { return (bass.p + bass.q * f / ceiling) * (ceiling - f); }, 0.1, t))
                      .epsilon(1e-9));
            const LogisticCurve logistic{.rate = 0.7, .ceiling = ceiling, .start = 0.1};
            CHECK(logistic_share(logistic, t) ==
                  doctest::Approx(integrated([&](double f) { return 0.7 * f * (1 - f / ceiling); }, 0.1, t)).epsilon(1e-9));
            const GompertzCurve gompertz{.rate = 0.7, .ceiling = ceiling, .start = 0.1};
            CHECK(gompertz_share(gompertz, t) ==
                  doctest::Approx(integrated([&](double f) { return 0.7 * f * std::log(ceiling / f); }, 0.1, t)).epsilon(1e-9));
        }
}

TEST_CASE("a curve begins at its start, ends at its ceiling, and one above it stays") {
    CHECK(logistic_share({.rate = 2, .ceiling = 0.9, .start = 0.3}, 0) == doctest::Approx(0.3));
    CHECK(logistic_share({.rate = 2, .ceiling = 0.9, .start = 0.3}, 100) == doctest::Approx(0.9));
    CHECK(gompertz_share({.rate = 2, .ceiling = 0.9, .start = 0.3}, 0) == doctest::Approx(0.3));
    CHECK(gompertz_share({.rate = 2, .ceiling = 0.9, .start = 0.3}, 100) == doctest::Approx(0.9));
    CHECK(logistic_share({.rate = 2, .ceiling = 0.9, .start = 0.95}, 5) == 0.95);
    CHECK(gompertz_share({.rate = 2, .ceiling = 0.9, .start = 0.95}, 5) == 0.95);
    CHECK(logistic_share({.rate = 2, .ceiling = 0.9, .start = 0}, 5) == 0);  // nobody to imitate
    CHECK(gompertz_share({.rate = 2, .ceiling = 0.9, .start = 0}, 5) == 0);
}

TEST_CASE("Bass without innovation is logistic") {
    for (const double t : {0.5, 3.0, 8.0})
        CHECK(bass_share({.p = 0, .q = 0.6, .ceiling = 0.9, .start = 0.2}, t) ==
              doctest::Approx(logistic_share({.rate = 0.6, .ceiling = 0.9, .start = 0.2}, t)));
}

#include "models/law.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace counterless;

namespace {
// Moments by the midpoint rule over 2^20 quantiles: what many draws would converge to, without drawing.
struct Moments {
    double mean, sd;
};
Moments moments(const Law& law) {
    constexpr int cells = 1 << 20;
    double sum = 0, square = 0;
    for (int i = 0; i < cells; ++i) {
        const double x = quantile(law, (i + 0.5) / cells);
        sum += x;
        square += x * x;
    }
    const double mean = sum / cells;
    return {mean, std::sqrt(square / cells - mean * mean)};
}
}  // namespace

TEST_CASE("every law has the mean and spread it states") {
    const std::vector<Law> laws = {exponential(8),      lognormal(5, 0.8),  gamma(5, 0.5), gamma(3, 2),
                                   weibull(45, 1.5),    weibull(10, 0.9),   uniform(2, 6), triangular(1, 2, 7),
                                   triangular(1, 1, 4), triangular(0, 3, 3)};
    for (const Law& law : laws) {
        CAPTURE(family_name(law.family));
        const Moments found = moments(law);
        CHECK(found.mean == doctest::Approx(law.mean).epsilon(2e-4));
        CHECK(found.sd == doctest::Approx(law.sd).epsilon(3e-3));  // the last cell's tail is what the rule misses
    }
}

TEST_CASE("quantiles by hand") {
    CHECK(quantile(exponential(2), 0.5) == doctest::Approx(2 * std::log(2.0)));
    CHECK(quantile(uniform(2, 6), 0.25) == doctest::Approx(3));
    CHECK(quantile(triangular(0, 1, 2), 0.5) == doctest::Approx(1));
    CHECK(quantile(triangular(0, 1, 2), 0.125) == doctest::Approx(0.5));
    CHECK(quantile(weibull(1, 1), 0.5) == doctest::Approx(std::log(2.0)));     // shape 1 is exponential
    CHECK(quantile(gamma(3, 1), 0.9) == doctest::Approx(-3 * std::log(0.1)));  // cv 1 is exponential
    // The median of a lognormal is mean / sqrt(1 + cv^2).
    CHECK(quantile(lognormal(5, 0.8), 0.5) == doctest::Approx(5 / std::sqrt(1.64)));
    CHECK(quantile(deterministic(4), 0.99) == 4);
    CHECK(std::isinf(quantile(never(), 0.5)));
}

TEST_CASE("a quantile rises with u, to the very ends") {
    for (const Law& law : {exponential(1), lognormal(1, 1), gamma(1, 0.7), weibull(1, 2), uniform(0, 1), triangular(0, 0.2, 1)}) {
        double before = quantile(law, 0x1.0p-54);
        CHECK(before >= 0);
        for (const double u : {1e-12, 1e-6, 0.01, 0.3, 0.7, 0.99, 1 - 1e-9, 1 - 0x1.0p-53}) {
            const double here = quantile(law, u);
            CHECK(std::isfinite(here));
            CHECK(here >= before);
            before = here;
        }
    }
}

TEST_CASE("a triangle without width is its value") { CHECK(quantile(triangular(3, 3, 3), 0.3) == 3); }

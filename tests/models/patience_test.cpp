#include "models/patience.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/erlang.hpp"
#include "models/law.hpp"

using namespace counterless;

TEST_CASE("exponential patience is Erlang A") {
    for (const double load : {0.5, 0.95, 1.4}) {
        const ImpatientQueue palm = erlang_a(20, 20 * load, 1, 0.7);
        const PatienceAnswer answer = mmc_patience(20, 20 * load, 1, survival_of(exponential(0.7)));
        CHECK(answer.wait_probability == doctest::Approx(palm.wait_probability).epsilon(1e-7));
        CHECK(answer.abandonment == doctest::Approx(palm.abandonment).epsilon(1e-7));
        CHECK(answer.queue_mean == doctest::Approx(palm.queue_mean).epsilon(1e-7));
        CHECK(answer.wait_served_mean_s == doctest::Approx(palm.wait_served_mean_s).epsilon(1e-6));
    }
}

TEST_CASE("endless patience is Erlang C; then too many never settle") {
    const PatienceAnswer answer = mmc_patience(8, 7.2, 1, [](double) { return 1.0; });
    CHECK(answer.wait_mean_s == doctest::Approx(wait_mean_mmc(8, 7.2, 1)).epsilon(1e-7));
    CHECK(answer.abandonment == doctest::Approx(0).epsilon(1e-8));
    CHECK(std::isinf(mmc_patience(8, 9, 1, [](double) { return 1.0; }).queue_mean));
}

TEST_CASE("no patience at all is Erlang B") {
    CHECK(mmc_patience(5, 4, 1, [](double) { return 0.0; }).abandonment == doctest::Approx(erlang_b(5, 4)).epsilon(1e-7));
}

// One counter, fixed patience d, load a: offered wait has atom p0 at 0 and density p0 a exp(-(1 - a) x) up to d, then exp(-(x -
// d)) on (Barrer 1957); all in closed form.
TEST_CASE("fixed patience at one counter by hand") {
    const double a = 0.8, d = 2, inside = (1 - std::exp(-(1 - a) * d)) / (1 - a), beyond = std::exp(-(1 - a) * d);
    const double idle = 1 / (1 + a * (inside + beyond));
    const PatienceAnswer answer = mmc_patience(1, a, 1, survival_of(deterministic(d)));
    CHECK(answer.wait_probability == doctest::Approx(1 - idle).epsilon(1e-7));
    CHECK(answer.abandonment == doctest::Approx(idle * a * beyond).epsilon(1e-7));
    CHECK(answer.wait_abandoned_mean_s == doctest::Approx(d).epsilon(1e-6));
}

TEST_CASE("laws that are one another: gamma and Weibull of shape 1 are exponential, a narrow uniform is fixed") {
    const PatienceAnswer palm = mmc_patience(4, 5, 1, survival_of(exponential(0.5)));
    CHECK(mmc_patience(4, 5, 1, survival_of(gamma(0.5, 1))).abandonment == doctest::Approx(palm.abandonment).epsilon(1e-7));
    CHECK(mmc_patience(4, 5, 1, survival_of(weibull(0.5, 1))).abandonment == doctest::Approx(palm.abandonment).epsilon(1e-7));
    CHECK(mmc_patience(4, 5, 1, survival_of(uniform(0.4999, 0.5001))).queue_mean ==
          doctest::Approx(mmc_patience(4, 5, 1, survival_of(deterministic(0.5))).queue_mean).epsilon(1e-4));
}

#include "models/retrial.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

#include "models/erlang.hpp"

using namespace counterless;

TEST_CASE("one counter: Falin's closed form is the chain") {
    for (const double back : {0.2, 3.0}) {
        const RetrialAnswer exact = retrial_mm1(0.6, 1, back), chain = retrial_mmc(1, 0.6, 1, back, 0, 250);
        CHECK(chain.orbit_mean == doctest::Approx(exact.orbit_mean).epsilon(1e-8));
        CHECK(chain.refused_first == doctest::Approx(exact.refused_first).epsilon(1e-8));
        CHECK(chain.lost == doctest::Approx(0).epsilon(1e-8));
        CHECK(chain.attempts_mean == doctest::Approx(exact.attempts_mean).epsilon(1e-8));
    }
    CHECK(std::isinf(retrial_mm1(1, 1, 1).orbit_mean));
}

TEST_CASE("who comes back at once stands in line; who always gives up meets Erlang B") {
    CHECK(retrial_mmc(3, 2, 1, 1e-5, 0, 150).time_in_orbit_mean_s == doctest::Approx(wait_mean_mmc(3, 2, 1)).epsilon(1e-3));
    const RetrialAnswer loss = retrial_mmc(4, 5, 1, 7, 1, 20);
    CHECK(loss.lost == doctest::Approx(erlang_b(4, 5)));
    CHECK(loss.attempts_mean == doctest::Approx(1));
}

// All of the refusals lead to a return or to a loss: with chance of loss q, lost = q (refusals per customer).
TEST_CASE("refusals are losses or returns") {
    const double q = 0.3;
    const RetrialAnswer answer = retrial_mmc(2, 3, 1, 2, q, 80);
    const double returns = answer.attempts_mean - 1;
    CHECK(answer.lost / q == doctest::Approx(returns / (1 - q)).epsilon(1e-8));
}

#include "models/tandem.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/erlang.hpp"

using namespace counterless;

TEST_CASE("Hunt's throughput of two equal counters with b places between is (b + 2) / (b + 3)") {
    for (int places = 0; places < 5; ++places)
        CHECK(tandem_throughput_max({1, 1, 1, 1, places}) == doctest::Approx((places + 2.0) / (places + 3.0)));
}

// Unequal rates 1 and r with no place between: states of the second counter 0, 1, 1 + blocked: weights 1, 1/r, 1/r^2.
TEST_CASE("unequal counters by hand") {
    const double r = 2;
    CHECK(tandem_throughput_max({1, 1, 1, 1 / r, 0}) == doctest::Approx(r * (1 / r + 1 / (r * r)) / (1 + 1 / r + 1 / (r * r))));
}

TEST_CASE("much room between: two M/M/c in a row (Burke)") {
    const TandemAnswer answer = tandem_blocking({2, 1, 1, 0.4, 80}, 1.2, 90);
    CHECK(answer.blocked_mean == doctest::Approx(0).epsilon(1e-6));
    CHECK(answer.sojourn_mean_s ==
          doctest::Approx(wait_mean_mmc(2, 1.2, 1) + 1 + wait_mean_mmc(1, 1.2, 0.4) + 0.4).epsilon(1e-6));
}

TEST_CASE("a crowd at the door passes at Hunt's rate; near it the line is longer than without blocking") {
    const Tandem tandem{1, 1, 1, 1, 1};
    CHECK(tandem_blocking(tandem, 50, 40).throughput_per_s == doctest::Approx(0.75));
    const TandemAnswer answer = tandem_blocking(tandem, 0.6, 400);
    CHECK(answer.refused == doctest::Approx(0).epsilon(1e-8));
    CHECK(answer.queue_first_mean > 0.6 * wait_mean_mmc(1, 0.6, 1));
    CHECK(answer.inside_second_mean <= 2);
}

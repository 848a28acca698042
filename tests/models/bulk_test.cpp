#include "models/bulk.hpp"

#include <doctest/doctest.h>

#include "models/erlang.hpp"

using namespace counterless;

TEST_CASE("groups of one are M/M/1") {
    const BulkAnswer answer = bulk_mm1(1, 1, 0.7, 1, 200);
    CHECK(answer.wait_mean_s == doctest::Approx(wait_mean_mmc(1, 0.7, 1)));
    CHECK(answer.busy == doctest::Approx(0.7));
    CHECK(answer.group_mean == doctest::Approx(1));
}

// Everybody who waits is taken along: idle 1/a, then services of mean 1 until one without an arrival: 1 + a of them. Who comes
// while the counter serves waits for the rest of that service, on average one.
TEST_CASE("a counter that takes all") {
    const double a = 1.5, busy = (1 + a) / (1 / a + 1 + a);
    const BulkAnswer answer = bulk_mm1(1, 300, a, 1, 300);
    CHECK(answer.busy == doctest::Approx(busy));
    CHECK(answer.wait_mean_s == doctest::Approx(busy));
}

// Served b at once as soon as b are there: E_b/M/1 for groups. Waits: to fill the group (b - 1) / 2 arrivals on average, then in
// line.
TEST_CASE("groups of exactly two are Erlang arrivals of groups") {
    const double a = 1.2, rate = a / 2;  // groups come as every second arrival
    const double root = [&] {            // sigma = (a / (a + 1 - sigma))^2
        double sigma = 0.5;
        for (int k = 0; k < 500; ++k) sigma = (a / (a + 1 - sigma)) * (a / (a + 1 - sigma));
        return sigma;
    }();
    const BulkAnswer answer = bulk_mm1(2, 2, a, 1, 400);
    CHECK(answer.wait_mean_s == doctest::Approx(0.5 / a + root / (1 - root)));
    CHECK(answer.busy == doctest::Approx(rate));
    CHECK(answer.group_mean == doctest::Approx(2));
}

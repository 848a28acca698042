#include "models/breakdown.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

#include "models/erlang.hpp"

using namespace counterless;

TEST_CASE("one exponential counter: completion times and the chain agree, for both clocks") {
    for (const FailureClock clock : {FailureClock::always, FailureClock::while_busy}) {
        const Breakdowns breakdowns{.up_mean_s = 10, .repair_mean_s = 3, .clock = clock};
        const BreakdownAnswer exact = mg1_breakdowns(0.5, 1, 1, breakdowns);
        const BreakdownAnswer chain = mmc_breakdowns(1, 1, 0.5, 1, breakdowns, 400);
        CHECK(chain.inside_mean == doctest::Approx(exact.inside_mean).epsilon(1e-7));
        CHECK(chain.sojourn_mean_s == doctest::Approx(exact.sojourn_mean_s).epsilon(1e-7));
        CHECK(chain.up_mean_counters == doctest::Approx(exact.up_mean_counters).epsilon(1e-7));
    }
}

TEST_CASE("hardly any failures: the plain queues") {
    const Breakdowns rare{.up_mean_s = 1e12, .repair_mean_s = 1};
    CHECK(mg1_breakdowns(0.7, 1, 0.5, rare).sojourn_mean_s == doctest::Approx(wait_mean_mg1(0.7, 1, 0.5) + 1));
    CHECK(mmc_breakdowns(3, 1, 2, 1, rare, 300).sojourn_mean_s == doctest::Approx(wait_mean_mmc(3, 2, 1) + 1));
}

// Counters fail whether used or not: how many are up is a machine repair problem of its own. Two counters, one repairer, rates
// alike: weights of 0, 1, 2 down are 1, 2, 2.
TEST_CASE("two counters share one repairer, by hand") {
    const Breakdowns breakdowns{.up_mean_s = 5, .repair_mean_s = 5};
    CHECK(mmc_breakdowns(2, 1, 0.1, 1, breakdowns, 200).up_mean_counters == doctest::Approx((2 * 1 + 1 * 2) / 5.0));
    CHECK(mmc_breakdowns(2, 2, 0.1, 1, breakdowns, 200).up_mean_counters == doctest::Approx(1));
}

TEST_CASE("a counter that is down too long carries nobody") {
    CHECK(std::isinf(mg1_breakdowns(0.6, 1, 1, {.up_mean_s = 1, .repair_mean_s = 1}).sojourn_mean_s));
}

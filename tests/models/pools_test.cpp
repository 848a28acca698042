#include "models/pools.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "models/constants.hpp"
#include "models/erlang.hpp"
#include "models/priority.hpp"

using namespace counterless;

namespace {}

TEST_CASE("nobody helps anybody: two halls of their own") {
    const auto answers = two_pools({.arrivals_per_s = {0.5, 1.4},
                                    .patience_mean_s = {infinite, 0.8},
                                    .counters = {1, 2},
                                    .service_mean_s = {{{1, 0}, {0, 1}}},
                                    .line_max = 35});
    CHECK(answers[0].wait_mean_s == doctest::Approx(wait_mean_mmc(1, 0.5, 1)).epsilon(1e-6));
    CHECK(answers[0].wait_probability == doctest::Approx(0.5));
    CHECK(answers[1].abandonment == doctest::Approx(erlang_a(2, 1.4, 1, 0.8).abandonment));
    CHECK(answers[1].queue_mean == doctest::Approx(erlang_a(2, 1.4, 1, 0.8).queue_mean));
}

TEST_CASE("both pools serve both alike: priorities at the counters of both") {
    const auto answers = two_pools({.arrivals_per_s = {0.6, 0.6},
                                    .patience_mean_s = {infinite, infinite},
                                    .counters = {1, 1},
                                    .service_mean_s = {{{1, 1}, {1, 1}}},
                                    .line_max = 32});
    const std::vector<double> waits = wait_mean_priority_mmc(2, std::vector<double>{0.6, 0.6}, 1);
    CHECK(answers[0].wait_mean_s == doctest::Approx(waits[0]).epsilon(1e-4));
    CHECK(answers[1].wait_mean_s == doctest::Approx(waits[1]).epsilon(1e-4));
    CHECK(answers[0].wait_probability == doctest::Approx(erlang_c(2, 1.2)).epsilon(1e-4));
}

// Without lines, what the first pool refuses overflows to the second: the first is Erlang B, and the both together too when
// services are alike and the second pool's own class is rare.
TEST_CASE("N without lines: overflow by hand") {
    const auto answers = two_pools({.arrivals_per_s = {2, 1e-9},
                                    .patience_mean_s = {infinite, infinite},
                                    .counters = {2, 1},
                                    .service_mean_s = {{{1, 1}, {0, 1}}},
                                    .pool_first = {0, 1},
                                    .class_first = {0, 1},
                                    .line_max = 0});
    CHECK(answers[0].busy_mean[0] == doctest::Approx(2 * (1 - erlang_b(2, 2))));
    CHECK(answers[0].refused == doctest::Approx(erlang_b(3, 2)));
}

TEST_CASE("help helps: in N the helped class waits less, the helper's own more; all who come are served") {
    PoolsCase pools{.arrivals_per_s = {0.8, 0.5},
                    .patience_mean_s = {infinite, infinite},
                    .counters = {1, 1},
                    .service_mean_s = {{{1, 1.5}, {0, 1}}},
                    .class_first = {0, 1},
                    .line_max = 35};
    const auto helped = two_pools(pools);
    pools.service_mean_s[0][1] = 0;
    const auto alone = two_pools(pools);
    CHECK(helped[0].wait_mean_s < alone[0].wait_mean_s);
    CHECK(helped[1].wait_mean_s > alone[1].wait_mean_s);
    CHECK(helped[0].busy_mean[0] + helped[0].busy_mean[1] / 1.5 == doctest::Approx(0.8).epsilon(1e-4));
}

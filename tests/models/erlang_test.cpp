#include "models/erlang.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

using namespace counterless;

namespace {
// A second method for all of them: the stationary law of the birth-death chain, solved from its cut equations.
struct Chain {
    std::vector<double> share;  // of time with n inside
};
template <typename Up, typename Down>
Chain stationary(int states, Up up, Down down) {
    Chain chain{std::vector<double>(static_cast<std::size_t>(states), 0.0)};
    std::vector<double> logs(static_cast<std::size_t>(states), 0.0);
    double largest = 0;
    for (int n = 1; n < states; ++n) {
        logs[n] = logs[n - 1] + std::log(up(n - 1)) - std::log(down(n));
        largest = std::max(largest, logs[n]);
    }
    double total = 0;
    for (int n = 0; n < states; ++n) total += chain.share[n] = std::exp(logs[n] - largest);
    for (double& share : chain.share) share /= total;
    return chain;
}
}  // namespace

TEST_CASE("one counter at half load: half of the customers wait") { CHECK(erlang_c(1, 0.5) == doctest::Approx(0.5)); }

TEST_CASE("Erlang B by hand: two counters, load 1") { CHECK(erlang_b(2, 1) == doctest::Approx(0.5 / (1 + 1 + 0.5))); }

TEST_CASE("nobody comes, nobody serves") {
    CHECK(erlang_b(3, 0) == 0);
    CHECK(erlang_b(0, 2) == 1);
    CHECK(erlang_c(2, 2) == 1);
    CHECK(std::isinf(wait_mean_mmc(2, 1, 2)));
}

TEST_CASE("Erlang C is the chance that the chain holds c or more") {
    for (const auto& [counters, load] : {std::pair{1, 0.3}, {8, 7.2}, {30, 25.0}, {200, 190.0}}) {
        const Chain chain = stationary(
            20'000, [&](int) { return load; }, [&](int n) { return double(std::min(n, counters)); });
        double busy = 0, waiting = 0;
        for (int n = counters; n < 20'000; ++n) busy += chain.share[n], waiting += chain.share[n] * (n - counters);
        CHECK(erlang_c(counters, load) == doctest::Approx(busy).epsilon(1e-9));
        CHECK(wait_mean_mmc(counters, load, 1) == doctest::Approx(waiting / load).epsilon(1e-9));  // Little
    }
}

TEST_CASE("M/M/8 at 0.9 load waits 0.8769 services") { CHECK(wait_mean_mmc(8, 7.2, 1) == doctest::Approx(0.8769).epsilon(1e-4)); }

TEST_CASE("the finite queue is its chain") {
    for (const auto& [counters, capacity, load] : {std::tuple{1, 5, 0.9}, {3, 3, 2.0}, {4, 10, 6.0}, {50, 700, 49.0}}) {
        const Chain chain = stationary(
            capacity + 1, [&](int) { return load; }, [&](int n) { return double(std::min(n, counters)); });
        double queue = 0;
        for (int n = counters; n <= capacity; ++n) queue += chain.share[n] * (n - counters);
        const FiniteQueue answer = mmck(counters, capacity, load, 1);
        CHECK(answer.blocked == doctest::Approx(chain.share[capacity]).epsilon(1e-9));
        CHECK(answer.queue_mean == doctest::Approx(queue).epsilon(1e-9));
    }
    CHECK(mmck(3, 3, 2, 1).blocked == doctest::Approx(erlang_b(3, 2)));
}

TEST_CASE("Erlang A is its chain, and who gives up waited as long as Little says") {
    for (const auto& [counters, load, patience] : {std::tuple{1, 0.8, 2.0}, {5, 6.0, 1.0}, {20, 18.0, 0.5}, {100, 110.0, 3.0}}) {
        const Chain chain = stationary(
            5'000, [&](int) { return load; },
            [&](int n) { return std::min(n, counters) + std::max(0, n - counters) / patience; });
        double full = 0, queue = 0;
        for (int n = counters; n < 5'000; ++n) full += chain.share[n], queue += chain.share[n] * (n - counters);
        const ImpatientQueue answer = erlang_a(counters, load, 1, patience);
        CHECK(answer.wait_probability == doctest::Approx(full).epsilon(1e-9));
        CHECK(answer.queue_mean == doctest::Approx(queue).epsilon(1e-9));
        CHECK(answer.abandonment == doctest::Approx(queue / patience / load).epsilon(1e-9));
    }
}

// With endless patience Erlang A is Erlang C; with service and patience rates alike and one counter it is M/M/infinity.
TEST_CASE("Erlang A at its ends") {
    CHECK(erlang_a(8, 7.2, 1, 1e9).wait_served_mean_s == doctest::Approx(wait_mean_mmc(8, 7.2, 1)).epsilon(1e-4));
    CHECK(erlang_a(1, 2, 1, 1).wait_probability == doctest::Approx(1 - std::exp(-2.0)));
}

TEST_CASE("one server: Pollaczek-Khinchine and processor sharing") {
    CHECK(wait_mean_mg1(0.9, 1, 1) == doctest::Approx(wait_mean_mmc(1, 0.9, 1)));
    CHECK(wait_mean_mg1(0.9, 1, 0) == doctest::Approx(wait_mean_mmc(1, 0.9, 1) / 2));
    CHECK(sojourn_mean_mg1_ps(0.8, 1) == doctest::Approx(5));
    CHECK(std::isinf(sojourn_mean_mg1_ps(1, 1)));
}

TEST_CASE("a hall far above its capacity: all but the served give up, and the line is the fluid one") {
    // One counter, 100 a minute, patience an hour: 99 of 100 leave; the line is where 60 a minute-hour leave as come, 99 * 60.
    const ImpatientQueue queue = erlang_a(1, 100.0 / 60, 60, 3600);
    CHECK(queue.abandonment == doctest::Approx(0.99).epsilon(1e-9));
    CHECK(queue.queue_mean == doctest::Approx(99 * 60).epsilon(1e-9));
    CHECK(queue.wait_probability == doctest::Approx(1));
    // Little for all who come, and the mean of those who leave is at most that of all: the served waited longest.
    CHECK(queue.wait_served_mean_s > queue.queue_mean / (100.0 / 60));
}

TEST_CASE(
    "served in time where patience hardly ever ends, or services are over at once: Erlang C's share, and never more than all") {
    for (const double patience : {1e4, 1e8, 1e12})
        for (const double within : {0.0, 0.3, 2.0, 1e9}) {
            CAPTURE(patience);
            const double waits = erlang_a(8, 7.2, 1, patience).wait_probability;
            CHECK(served_within_erlang_a(8, 7.2, 1, patience, waits, within) ==
                  doctest::Approx(1 - wait_over_mmc(8, 7.2, 1, within)).epsilon(1e-3));
            CHECK(served_within_erlang_a(8, 7.2, 1, patience, waits, within) <= 1 + 1e-9);
        }
    CHECK(served_within_erlang_a(8, 0.12, 1e-6, 600, erlang_a(8, 0.12, 1e-6, 600).wait_probability, 120) == doctest::Approx(1));
    CHECK(erlang_a(0, 0.12, 60, 600).abandonment == doctest::Approx(1));
    CHECK(erlang_a(0, 0.12, 60, 600).abandonment <= 1);
}

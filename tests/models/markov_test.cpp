#include "models/markov.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "models/erlang.hpp"

using namespace counterless;

TEST_CASE("two states by hand: time is shared by the rates out of the other") {
    const std::vector<Transition> switching = {{0, 1, 3}, {1, 0, 1}};
    const std::vector<double> share = stationary(2, switching);
    CHECK(share[0] == doctest::Approx(0.25));
    CHECK(share[1] == doctest::Approx(0.75));
}

TEST_CASE("M/M/c/K and M/M/c+M as chains are what the recursions say") {
    constexpr int counters = 4, capacity = 60;
    constexpr double arrivals = 5, patience = 2;
    std::vector<Transition> loss, impatient;
    for (std::size_t n = 0; n < capacity; ++n) {
        const double busy = static_cast<double>(std::min<std::size_t>(n + 1, counters));
        const double waiting = n + 1 > counters ? static_cast<double>(n + 1 - counters) : 0;
        loss.push_back({n, n + 1, arrivals});
        loss.push_back({n + 1, n, busy});
        impatient.push_back({n, n + 1, arrivals});
        impatient.push_back({n + 1, n, busy + waiting / patience});
    }
    CHECK(stationary(capacity + 1, loss).back() == doctest::Approx(mmck(counters, capacity, arrivals, 1).blocked));
    double queue = 0;
    const std::vector<double> share = stationary(capacity + 1, impatient);
    for (std::size_t n = counters; n <= capacity; ++n) queue += share[n] * static_cast<double>(n - counters);
    CHECK(queue == doctest::Approx(erlang_a(counters, arrivals, 1, patience).queue_mean));
}

TEST_CASE("a chain in two pieces, and states that there are not, are refused") {
    const std::vector<Transition> pieces = {{0, 1, 1}, {1, 0, 1}, {2, 3, 1}, {3, 2, 1}};
    CHECK_THROWS_AS((void)stationary(4, pieces), std::invalid_argument);
    const std::vector<Transition> outside = {{0, 7, 1}};
    CHECK_THROWS_AS((void)stationary(2, outside), std::invalid_argument);
}

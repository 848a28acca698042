#include "models/birth_death.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "models/constants.hpp"
#include "models/erlang.hpp"

using namespace counterless;

namespace {}

TEST_CASE("rates by number: two states by hand, M/M/1 as the geometric law, overload without overflow") {
    const std::vector<double> two = birth_death(
        1, [](int) { return 3.0; }, [](int) { return 1.0; });
    CHECK(two[0] == doctest::Approx(0.25));
    const std::vector<double> line = birth_death(
        100'000, [](int) { return 0.5; }, [](int) { return 1.0; });
    CHECK(line[0] == doctest::Approx(0.5));
    CHECK(line[10] == doctest::Approx(std::pow(0.5, 11)));
    const std::vector<double> crowd = birth_death(
        500, [](int) { return 1e6; }, [](int) { return 1.0; });
    CHECK(crowd.back() == doctest::Approx(1 - 1e-6));
}

TEST_CASE("limited room with endless patience is M/M/c/K; endless room with patience is Erlang A") {
    const LineAnswer room = erlang_a_limited(3, 10, 4, 1, infinite);
    const FiniteQueue same = mmck(3, 10, 4, 1);
    CHECK(room.refused == doctest::Approx(same.blocked));
    CHECK(room.wait_mean_s == doctest::Approx(same.wait_mean_s));
    CHECK(room.throughput_per_s == doctest::Approx(4 * (1 - same.blocked)));
    const LineAnswer patient = erlang_a_limited(20, 5000, 22, 1, 0.5);
    const ImpatientQueue impatient = erlang_a(20, 22, 1, 0.5);
    CHECK(patient.abandonment == doctest::Approx(impatient.abandonment));
    CHECK(patient.wait_probability == doctest::Approx(impatient.wait_probability));
    CHECK(patient.queue_mean == doctest::Approx(impatient.queue_mean));
}

// Joining with chance 1/(n + 1) before one counter: weights are load^n / n!, so the number inside is Poisson.
TEST_CASE("discouraged arrivals at one counter are Poisson inside") {
    const LineAnswer answer = mmc_balking(1, 200, 2, 1, infinite, [](int n) { return 1.0 / (n + 1); });
    CHECK(answer.inside_mean == doctest::Approx(2));
    CHECK(answer.throughput_per_s == doctest::Approx(1 - std::exp(-2.0)));
    CHECK(answer.refused == doctest::Approx(1 - (1 - std::exp(-2.0)) / 2));
}

TEST_CASE("a finite source by hand, as many counters as customers, and very many customers") {
    // Two customers, one counter, think 1, serve 1: weights 1, 2, 2.
    const LineAnswer two = finite_source(1, 2, 1, 1);
    CHECK(two.inside_mean == doctest::Approx(6.0 / 5));
    CHECK(two.throughput_per_s == doctest::Approx(4.0 / 5));
    CHECK(two.wait_probability == doctest::Approx(0.5));  // weights 1 (think 2), 2 (think 1): 2 / 4
    CHECK(finite_source(5, 5, 3, 1).inside_mean == doctest::Approx(5.0 / 4));
    CHECK(finite_source(3, 1'000'000, 1'000'000 / 2.0, 1).wait_mean_s == doctest::Approx(wait_mean_mmc(3, 2, 1)).epsilon(1e-3));
}

TEST_CASE("Engset: by hand, and Erlang B for very many") {
    CHECK(engset_blocked(1, 2, 1, 1) == doctest::Approx(0.5));  // the other one is in service half of the time
    CHECK(engset_blocked(3, 3, 1, 1) == 0);
    CHECK(engset_blocked(4, 1'000'000, 1'000'000 / 3.0, 1) == doctest::Approx(erlang_b(4, 3)).epsilon(1e-4));
}

TEST_CASE("unlimited counters hold a Poisson number") {
    double sum = 0, mean = 0;
    for (int n = 0; n < 60; ++n) sum += mminf_probability(n, 0.1, 50), mean += n * mminf_probability(n, 0.1, 50);
    CHECK(sum == doctest::Approx(1));
    CHECK(mean == doctest::Approx(5));
    CHECK(mminf_probability(0, 0, 1) == 1);
}

TEST_CASE("batches: the chain and the closed form agree; batches of one are M/M/c") {
    for (const std::vector<double>& batch : {batch_fixed(3), batch_geometric(2.5), std::vector<double>{0.5, 0.2, 0.3}}) {
        CHECK(std::accumulate(batch.begin(), batch.end(), 0.0) == doctest::Approx(1));
        const double exact = wait_mean_batch_mm1(0.25, batch, 1);
        CHECK(batch_mmc(1, 100'000, 0.25, batch, 1).wait_mean_s == doctest::Approx(exact).epsilon(1e-9));
    }
    // Geometric batches of mean 2 at load 1/2: inside load / (1 - load) * E[X] = 2, of whom 1/2 in service; 1/2 a second come.
    CHECK(wait_mean_batch_mm1(0.25, batch_geometric(2), 1) == doctest::Approx(3));
    const LineAnswer single = batch_mmc(4, 100'000, 3, batch_fixed(1), 1);
    CHECK(single.wait_mean_s == doctest::Approx(wait_mean_mmc(4, 3, 1)));
    CHECK(single.wait_probability == doctest::Approx(erlang_c(4, 3)));
    CHECK(single.refused == doctest::Approx(0).epsilon(1e-9));
    CHECK(std::isinf(wait_mean_batch_mm1(1, batch_fixed(1), 1)));
}

TEST_CASE("a batch fills what room there is: two at one counter with room for one") {
    // Inside 0 or 1; batches of two come at rate 1, service 1: busy half of the time, one of four people is served.
    const LineAnswer answer = batch_mmc(1, 1, 1, batch_fixed(2), 1);
    CHECK(answer.throughput_per_s == doctest::Approx(0.5));
    CHECK(answer.refused == doctest::Approx(0.75));
    CHECK(answer.wait_probability == doctest::Approx(0));
}

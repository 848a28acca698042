#include "models/general_queue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/erlang.hpp"
#include "models/markov.hpp"

using namespace counterless;

namespace {
// Erlang arrivals before c counters as a chain of (inside, stages gone): what a customer finds and the mean line.
WaitAnswer erlang_arrivals_chain(int counters, int stages, double rate, int inside_max) {
    const auto at = [&](int n, int stage) { return static_cast<std::size_t>(n * stages + stage); };
    std::vector<Transition> moves;
    for (int n = 0; n <= inside_max; ++n) {
        for (int stage = 0; stage < stages; ++stage) {
            const int next = stage + 1 < stages ? n : std::min(n + 1, inside_max);
            if (at(next, (stage + 1) % stages) != at(n, stage))
                moves.push_back({at(n, stage), at(next, (stage + 1) % stages), rate * stages});
            if (n > 0) moves.push_back({at(n, stage), at(n - 1, stage), double(std::min(n, counters))});
        }
    }
    const std::vector<double> share = stationary(static_cast<std::size_t>((inside_max + 1) * stages), moves);
    double queue = 0, full = 0;
    for (int n = counters; n <= inside_max; ++n) {
        full += share[at(n, stages - 1)] * stages;
        for (int stage = 0; stage < stages; ++stage) queue += (n - counters) * share[at(n, stage)];
    }
    return {full, queue / rate, 0};
}

// M/D/c as Crommelin saw it: one service later, all who were in service are gone and a Poisson number has come.
double mdc_by_chain(int counters, double load, int inside_max) {
    std::vector<double> arrivals(static_cast<std::size_t>(inside_max + 1)), share(arrivals.size(), 0.0), next;
    for (int k = 0; k <= inside_max; ++k) arrivals[k] = std::exp(k * std::log(load) - load - std::lgamma(k + 1.0));
    share[0] = 1;
    for (int step = 0; step < 3000; ++step) {
        next.assign(share.size(), 0.0);
        for (int n = 0; n <= inside_max; ++n) {
            const int left = std::max(0, n - counters);
            for (int k = 0; left + k <= inside_max; ++k) next[left + k] += share[n] * arrivals[k];
        }
        share.swap(next);
    }
    double queue = 0;
    for (int n = counters; n <= inside_max; ++n) queue += (n - counters) * share[n];
    return queue / load;
}
}  // namespace

TEST_CASE("Poisson arrivals in G/M/c are M/M/c") {
    for (const int counters : {1, 2, 8, 60}) {
        const double rate = 0.9 * counters;
        const WaitAnswer answer = gmc(counters, transform_exponential(1 / rate), 1 / rate, 1);
        CHECK(answer.wait_probability == doctest::Approx(erlang_c(counters, rate)).epsilon(1e-6));
        CHECK(answer.wait_mean_s == doctest::Approx(wait_mean_mmc(counters, rate, 1)).epsilon(1e-6));
    }
}

TEST_CASE("Erlang arrivals in G/M/c are their chain") {
    for (const int counters : {1, 2, 5}) {
        const double rate = 0.8 * counters;
        const WaitAnswer chain = erlang_arrivals_chain(counters, 3, rate, 160);
        const WaitAnswer answer = gmc(counters, transform_erlang(3, 1 / rate), 1 / rate, 1);
        CHECK(answer.wait_probability == doctest::Approx(chain.wait_probability).epsilon(1e-8));
        CHECK(answer.wait_mean_s == doctest::Approx(chain.wait_mean_s).epsilon(1e-8));
    }
}

TEST_CASE("roots: D/M/1 at half load is 0.2032 in the books; hyperexponential has its mean and cv") {
    CHECK(arrival_root(1, transform_deterministic(2), 2, 1) == doctest::Approx(0.2032).epsilon(1e-3));
    const Transform phases = transform_hyperexponential(5, 2);
    const double step = 1e-4;
    CHECK((1 - phases(step)) / step == doctest::Approx(5).epsilon(1e-2));
    const double second = (phases(2 * step) - 2 * phases(step) + 1) / (step * step);
    CHECK(second == doctest::Approx(25 * (1 + 4)).epsilon(1e-2));
    // cv 1 is exponential, many stages are nearly fixed.
    CHECK(gmc(3, transform_hyperexponential(0.5, 1), 0.5, 1).wait_mean_s == doctest::Approx(wait_mean_mmc(3, 2, 1)));
    CHECK(gmc(2, transform_erlang(100'000, 1), 1, 1).wait_mean_s ==
          doctest::Approx(gmc(2, transform_deterministic(1), 1, 1).wait_mean_s).epsilon(1e-4));
    CHECK(std::isinf(gmc(2, transform_deterministic(0.5), 0.5, 1).wait_mean_s));
}

TEST_CASE("a transform by quantiles is the closed one") {
    for (const double s : {0.01, 0.3, 4.0}) {
        CHECK(transform_of(exponential(2))(s) == doctest::Approx(transform_exponential(2)(s)).epsilon(1e-7));
        CHECK(transform_of(gamma(2, 0.5))(s) == doctest::Approx(transform_erlang(4, 2)(s)).epsilon(1e-7));
        CHECK(transform_of(hyperexponential(2, 1.7))(s) == doctest::Approx(transform_hyperexponential(2, 1.7)(s)).epsilon(1e-6));
        CHECK(transform_of(uniform(1, 3))(s) == doctest::Approx((std::exp(-s) - std::exp(-3 * s)) / (2 * s)).epsilon(1e-7));
    }
    CHECK(gmc(3, transform_of(gamma(0.4, 0.5)), 0.4, 1).wait_mean_s ==
          doctest::Approx(gmc(3, transform_erlang(4, 0.4), 0.4, 1).wait_mean_s).epsilon(1e-6));
}

TEST_CASE("M/D/1 is Pollaczek-Khinchine: 4.5 services at load 0.9") {
    CHECK(mdc(1, 0.9, 1).wait_mean_s == doctest::Approx(4.5));
    CHECK(mdc(1, 0.9, 1).wait_probability == doctest::Approx(0.9));
    CHECK(mdc(1, 0.099, 10).wait_mean_s == doctest::Approx(495).epsilon(1e-6));
    CHECK(std::isinf(mdc(2, 2, 1).wait_mean_s));
}

TEST_CASE("M/D/c is the chain of one service later") {
    CHECK(mdc(2, 1.6, 1).wait_mean_s == doctest::Approx(mdc_by_chain(2, 1.6, 120)).epsilon(1e-8));
    CHECK(mdc(5, 4, 1).wait_mean_s == doctest::Approx(mdc_by_chain(5, 4, 120)).epsilon(1e-8));
}

TEST_CASE("the approximations are exact where they should be") {
    CHECK(wait_mean_allen_cunneen(1, 0.8, 1, 1, 2) == doctest::Approx(wait_mean_mg1(0.8, 1, 2)));
    CHECK(wait_mean_allen_cunneen(6, 5, 1, 1, 1) == doctest::Approx(wait_mean_mmc(6, 5, 1)));
    CHECK(wait_mean_mgc_interpolated(1, 0.8, 1, 0.5) == doctest::Approx(wait_mean_mg1(0.8, 1, 0.5)));
    CHECK(wait_mean_mgc_interpolated(6, 5, 1, 1) == doctest::Approx(wait_mean_mmc(6, 5, 1)));
}

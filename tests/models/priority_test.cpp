#include "models/priority.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/discipline.hpp"
#include "models/erlang.hpp"
#include "models/markov.hpp"

using namespace counterless;

namespace {
double area(double (*curve)(double, double), double load) {  // trapezoids, for a second opinion
    constexpr int steps = 400'000;
    constexpr double until = 40, width = until / steps;
    double sum = 0;
    for (int i = 0; i < steps; ++i) sum += curve((i + 0.5) * width, load) * width;
    return sum;
}
double load_below(double x, double load) { return load * (1 - std::exp(-x) * (1 + x)); }
}  // namespace

TEST_CASE("two classes by hand, not interrupted: W0 / ((1 - above) (1 - with))") {
    const std::vector<PriorityClass> classes = {{0.2, 1, 1}, {0.3, 2, 0}};
    const double met = 0.2 * 2 / 2 + 0.3 * 4 / 2;
    const std::vector<double> waits = wait_mean_priority_mg1(classes);
    CHECK(waits[0] == doctest::Approx(met / 0.8));
    CHECK(waits[1] == doctest::Approx(met / (0.8 * 0.2)));
}

// Work in line does not depend on the order of service among those that look at classes only (Kleinrock's conservation law).
TEST_CASE("priorities conserve the load-weighted wait") {
    const std::vector<PriorityClass> classes = {{0.1, 1, 0.5}, {0.2, 2, 2}, {0.3, 0.5, 1}};
    const std::vector<double> fixed = wait_mean_priority_mg1(classes);
    const std::vector<double> grown = wait_mean_accumulating_mg1(classes, std::vector<double>{5, 2, 1});
    const std::vector<double> alike = wait_mean_accumulating_mg1(classes, std::vector<double>{1, 1, 1});
    double weighted_fixed = 0, weighted_grown = 0, load = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const double own = classes[k].arrivals_per_s * classes[k].service_mean_s;
        weighted_fixed += own * fixed[k];
        weighted_grown += own * grown[k];
        load += own;
        CHECK(alike[k] == doctest::Approx(alike[0]));
    }
    CHECK(weighted_fixed == doctest::Approx(load * alike[0]));
    CHECK(weighted_grown == doctest::Approx(load * alike[0]));
}

TEST_CASE("points far apart are priority without interruption") {
    const std::vector<PriorityClass> classes = {{0.1, 1, 0.5}, {0.2, 2, 2}, {0.3, 0.5, 1}};
    const std::vector<double> fixed = wait_mean_priority_mg1(classes);
    const std::vector<double> grown = wait_mean_accumulating_mg1(classes, std::vector<double>{1e12, 1e6, 1});
    for (std::size_t k = 0; k < 3; ++k) CHECK(grown[k] == doctest::Approx(fixed[k]).epsilon(1e-4));
}

TEST_CASE("one class is the plain queue, and more counters wait as Erlang C") {
    CHECK(wait_mean_priority_mg1(std::vector<PriorityClass>{{0.5, 1, 2}})[0] == doctest::Approx(wait_mean_mg1(0.5, 1, 2)));
    CHECK(wait_mean_priority_mmc(4, std::vector<double>{3}, 1)[0] == doctest::Approx(wait_mean_mmc(4, 3, 1)));
    CHECK(wait_mean_accumulating_mmc(4, std::vector<double>{3}, 1, std::vector<double>{1})[0] ==
          doctest::Approx(wait_mean_mmc(4, 3, 1)));
    CHECK(sojourn_mean_preemptive_mmc(4, std::vector<double>{3}, 1)[0] == doctest::Approx(wait_mean_mmc(4, 3, 1) + 1));
    CHECK(sojourn_mean_preemptive_mg1(std::vector<PriorityClass>{{0.5, 1, 2}})[0] ==
          doctest::Approx(wait_mean_mg1(0.5, 1, 2) + 1));
}

TEST_CASE("one counter, exponential: interruption by class is the same by both ways") {
    const std::vector<double> rates = {0.2, 0.3, 0.0, 0.1};
    std::vector<PriorityClass> classes;
    for (const double rate : rates) classes.push_back({rate, 1, 1});
    const std::vector<double> one = sojourn_mean_preemptive_mg1(classes), more = sojourn_mean_preemptive_mmc(1, rates, 1);
    for (std::size_t k = 0; k < rates.size(); ++k) CHECK(one[k] == doctest::Approx(more[k]).epsilon(1e-4));
}

// Two classes at two counters as a chain of (first waiting, second waiting) above the full hall.
TEST_CASE("two counters, two classes, not interrupted: the chain says the same") {
    constexpr std::size_t waiting_max = 50;
    constexpr double first = 0.5, second = 0.7, counters = 2;
    const auto full = [](std::size_t i, std::size_t j) {
        return 2 + i * (waiting_max + 1) + j;
    };  // states 0, 1: one or none busy
    std::vector<Transition> moves = {
        {0, 1, first + second}, {1, 0, 1}, {1, full(0, 0), first + second}, {full(0, 0), 1, counters}};
    for (std::size_t i = 0; i <= waiting_max; ++i) {
        for (std::size_t j = 0; j <= waiting_max; ++j) {
            if (i < waiting_max) moves.push_back({full(i, j), full(i + 1, j), first});
            if (j < waiting_max) moves.push_back({full(i, j), full(i, j + 1), second});
            if (i > 0) moves.push_back({full(i, j), full(i - 1, j), counters});
            if (i == 0 && j > 0) moves.push_back({full(i, j), full(i, j - 1), counters});
        }
    }
    const std::vector<double> share = stationary(2 + (waiting_max + 1) * (waiting_max + 1), moves);
    double first_queue = 0, second_queue = 0;
    for (std::size_t i = 0; i <= waiting_max; ++i) {
        for (std::size_t j = 0; j <= waiting_max; ++j) {
            first_queue += static_cast<double>(i) * share[full(i, j)];
            second_queue += static_cast<double>(j) * share[full(i, j)];
        }
    }
    const std::vector<double> waits = wait_mean_priority_mmc(2, std::vector<double>{first, second}, 1);
    CHECK(waits[0] == doctest::Approx(first_queue / first).epsilon(1e-6));
    CHECK(waits[1] == doctest::Approx(second_queue / second).epsilon(1e-6));
}

TEST_CASE("too much of the last class: the first meets a counter that is always busy") {
    const std::vector<PriorityClass> classes = {{0.5, 1, 1}, {9, 1, 1}};
    const std::vector<double> waits = wait_mean_priority_mg1(classes);
    CHECK(waits[0] == doctest::Approx(1 / 0.5));  // the residual of an exponential service is a whole one
    CHECK(std::isinf(waits[1]));
    CHECK(sojourn_mean_preemptive_mg1(classes)[0] == doctest::Approx(2));
    CHECK(wait_mean_priority_mmc(2, std::vector<double>{1, 9}, 1)[0] == doctest::Approx(0.5 / 0.5));
    CHECK(std::isinf(sojourn_mean_preemptive_mmc(2, std::vector<double>{1, 9}, 1)[1]));
    CHECK(std::isinf(wait_mean_accumulating_mg1(classes, std::vector<double>{2, 1})[0]));
}

TEST_CASE("shortest first: Phipps by trapezoids, Pollaczek-Khinchine when all are alike") {
    const double load = 0.8;
    const double sum = area([](double x, double l) { return std::exp(-x) / std::pow(1 - load_below(x, l), 2); }, load);
    CHECK(wait_mean_shortest_first(load, exponential(1)) == doctest::Approx(load * sum).epsilon(1e-6));
    CHECK(wait_mean_shortest_first(0.9, deterministic(1)) == doctest::Approx(4.5));
    CHECK(std::isinf(wait_mean_shortest_first(1, exponential(1))));
}

TEST_CASE("shortest remaining: Schrage and Miller by trapezoids; better than any other order") {
    const double load = 0.8;
    const double wait = area(
        [](double x, double l) {
            const double squares = 2 - std::exp(-x) * (x * x + 2 * x + 2);
            return std::exp(-x) * l * (squares + x * x * std::exp(-x)) / 2 / std::pow(1 - load_below(x, l), 2);
        },
        load);
    const double stretch = area([](double x, double l) { return std::exp(-x) / (1 - load_below(x, l)); }, load);
    const double answer = sojourn_mean_shortest_remaining(load, exponential(1));
    CHECK(answer == doctest::Approx(wait + stretch).epsilon(1e-6));
    CHECK(answer < wait_mean_shortest_first(load, exponential(1)) + 1);
    CHECK(sojourn_mean_shortest_remaining(1e-9, lognormal(3, 1)) == doctest::Approx(3).epsilon(1e-6));
}

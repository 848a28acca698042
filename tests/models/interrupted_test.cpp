#include "models/interrupted.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "models/breakdown.hpp"
#include "models/priority.hpp"

using namespace counterless;

TEST_CASE("resume by a more urgent class is preemptive priority") {
    const std::vector<PriorityClass> classes = {{0.2, 1.5, 0.5}, {0.3, 1, 2}};
    const Interruptions urgent = interruptions_by_class(0.2, 1.5, 0.5);
    CHECK(sojourn_mean_interrupted_mg1(0.3, lognormal(1, 2), Resumption::resume, urgent) ==
          doctest::Approx(sojourn_mean_preemptive_mg1(classes)[1]));
}

TEST_CASE("resume after failures is the counter with breakdowns") {
    const Interruptions failures{0.1, 3, 18};  // exponential repairs
    CHECK(sojourn_mean_interrupted_mg1(0.5, exponential(1), Resumption::resume, failures) ==
          doctest::Approx(mg1_breakdowns(0.5, 1, 1, {.up_mean_s = 10, .repair_mean_s = 3}).sojourn_mean_s));
}

TEST_CASE("exponential services forget: drawn anew is going on") {
    const Interruptions urgent = interruptions_by_class(0.3, 1, 1);
    CHECK(sojourn_mean_interrupted_mg1(0.4, exponential(1), Resumption::resample, urgent) ==
          doctest::Approx(sojourn_mean_interrupted_mg1(0.4, exponential(1), Resumption::resume, urgent)).epsilon(1e-6));
}

TEST_CASE("fixed services: anew is the same again, by hand (exp(rate s) - 1) (1/rate + absence)") {
    const Interruptions urgent{0.4, 2, 9};
    const CompletionMoments again = completion_moments(deterministic(1), Resumption::restart, urgent);
    const CompletionMoments anew = completion_moments(deterministic(1), Resumption::resample, urgent);
    CHECK(again.mean_s == doctest::Approx((std::exp(0.4) - 1) * (1 / 0.4 + 2)));
    CHECK(anew.mean_s == doctest::Approx(again.mean_s));
    CHECK(anew.second_s2 == doctest::Approx(again.second_s2));
}

// With no absence at all and a fixed service s, a completion is the wait for the first gap above s in a Poisson stream, plus s.
TEST_CASE("a gap large enough: variance by hand") {
    const double rate = 0.7, s = 1;
    const CompletionMoments answer = completion_moments(deterministic(s), Resumption::restart, {rate, 0, 0});
    const double growth = std::exp(rate * s), mean = (growth - 1) / rate;
    CHECK(answer.mean_s == doctest::Approx(mean));
    CHECK(answer.second_s2 - mean * mean == doctest::Approx((growth * growth - 2 * rate * s * growth - 1) / (rate * rate)));
}

TEST_CASE("the same again costs more than anew, anew of spread services less than going on") {
    const Interruptions urgent = interruptions_by_class(0.3, 1, 1);
    const Law service = uniform(0.5, 1.5);
    CHECK(completion_moments(service, Resumption::restart, urgent).mean_s >
          completion_moments(service, Resumption::resample, urgent).mean_s);
    CHECK(completion_moments(lognormal(1, 3), Resumption::resample, urgent).mean_s <
          completion_moments(lognormal(1, 3), Resumption::resume, urgent).mean_s);
    CHECK_THROWS_AS((void)completion_moments(exponential(1), Resumption::restart, urgent), std::invalid_argument);
}

TEST_CASE("nobody interrupts, and too many interruptions") {
    CHECK(sojourn_mean_interrupted_mg1(0.5, deterministic(1), Resumption::restart, {0, 1, 1}) == doctest::Approx(1.5));
    CHECK(std::isinf(sojourn_mean_interrupted_mg1(0.5, deterministic(1), Resumption::restart, {5, 1, 1})));
}

#include "models/growth.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "covered.hpp"

using namespace counterless;

namespace {

// M/M/1 from empty, service of mean 1: the time average of the number inside, by intervals of `length`.
std::vector<double> inside_mm1(double load, std::size_t intervals, double length, std::mt19937_64& random) {
    std::exponential_distribution<double> gap(1);
    std::vector<double> answer(intervals);
    double now = 0, inside = 0;
    const double end = static_cast<double>(intervals) * length;
    while (now < end) {
        const double next = std::min(end, now + gap(random) / (load + (inside > 0 ? 1 : 0)));
        while (now < next) {
            const auto interval = std::min(static_cast<std::size_t>(now / length), intervals - 1);
            const double until = interval + 1 == intervals ? next : std::min(next, static_cast<double>(interval + 1) * length);
            answer[interval] += inside * (until - now) / length;
            now = until > now ? until : next;
        }
        const bool arrives = inside == 0 || std::uniform_real_distribution<double>()(random) * (load + 1) < load;
        inside += arrives ? 1 : -1;
    }
    return answer;
}

std::optional<QueueGrowth> watch(double load, std::size_t replications, double length, std::mt19937_64& random) {
    std::vector<std::vector<double>> inside;
    for (std::size_t replication = 0; replication < replications; ++replication)
        inside.push_back(inside_mm1(load, 100, length, random));
    return queue_growth(inside, {});
}
int alarms_of(int studies, double load, std::size_t replications, double length) {
    std::mt19937_64 random(5);
    int alarms = 0;
    for (int study = 0; study < studies; ++study) alarms += watch(load, replications, length, random)->grows;
    return alarms;
}

}  // namespace

// 100 intervals of 30: after the first half, 1,500, a load of 0.8 has settled 16 times over (relaxation 1 / (1 - sqrt(0.8))^2 =
// 90). Nothing grows, so an alarm comes in one of 1,000 or so: of 100 studies three or more with 0.00015.
TEST_CASE("below its limit a queue raises no alarm") {
    for (const std::size_t replications : {1u, 4u, 5u, 10u}) CHECK(alarms_of(100, 0.8, replications, 30) <= 2);
    CHECK(alarms_of(100, 0.8, 1, 100) <= 2);
}

// Slopes of the second half, 10 replications: the chance has nearly the uniform law. Off by the bounds with 0.001 each.
TEST_CASE("where nothing grows, the chance over replications is below 0.05 in 5 of 100 studies") {
    std::mt19937_64 random(7);
    int unlikely = 0, likely = 0;
    for (int study = 0; study < 200; ++study) {
        const double chance = watch(0.8, 10, 20, random)->chance;
        unlikely += chance <= 0.05, likely += chance > 0.5;
    }
    CHECK(believable(200 - unlikely, 200, 0.95, 0.001));
    CHECK(std::abs(likely - 100) < 24);
}

// Cruder: batches of 5, 25 and 150 where the queue remembers for 90. The promise of 0.001 becomes 0.05 at worst.
TEST_CASE("a single run that is watched too short alarms in fewer than 5 of 100") {
    for (const double length : {1.0, 5.0, 30.0}) CHECK(believable(200 - alarms_of(200, 0.8, 1, length), 200, 0.95, 0.001));
}

TEST_CASE("above its limit a queue raises the alarm, and the slope is what cannot be served") {
    CHECK(alarms_of(20, 1.2, 1, 100) >= 18);
    CHECK(alarms_of(20, 1.1, 1, 400) >= 16);
    CHECK(alarms_of(10, 1.1, 5, 200) >= 9);
    CHECK(alarms_of(10, 1.1, 10, 100) == 10);
    std::mt19937_64 random(6);
    double slope = 0, relative = 0;
    for (int study = 0; study < 20; ++study) {
        const auto found = watch(1.1, 10, 100, random);
        slope += found->slope / 20;
        relative += found->relative / 20;
    }
    // In intervals of 100, with 0.1 too many by unit of time: 10, with an sd below 0.2. A line from nothing: (1/2) / (3/4).
    CHECK(slope == doctest::Approx(10).epsilon(0.05));
    CHECK(relative == doctest::Approx(2 / 3.0).epsilon(0.05));
}

TEST_CASE("a straight line, by hand; and rows of which nothing can be said") {
    std::vector<double> line;
    for (int i = 0; i < 40; ++i) line.push_back(i);
    const auto found = queue_growth(std::vector<std::vector<double>>(6, line), {});
    REQUIRE(found);
    CHECK(found->grows);
    CHECK(found->slope == doctest::Approx(1));
    CHECK(found->relative == doctest::Approx(20 / 29.5));
    CHECK_FALSE(queue_growth({}, {}));
    CHECK_FALSE(queue_growth(std::vector<std::vector<double>>{std::vector<double>(19, 1.0)}, {}));
    CHECK_FALSE(queue_growth(std::vector<std::vector<double>>(6, std::vector<double>(40, 0.0)), {})->grows);  // nobody ever comes
    CHECK_FALSE(queue_growth(std::vector<std::vector<double>>{std::vector<double>(40, 3.0)}, {})->grows);
}

TEST_CASE("a growth that is certain but small is let pass") {
    std::vector<double> line;
    for (int i = 0; i < 40; ++i) line.push_back(1000 + i);
    const auto found = queue_growth(std::vector<std::vector<double>>(6, line), {});
    CHECK(found->chance < 1e-6);
    CHECK_FALSE(found->grows);
}

#include "models/selection.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "covered.hpp"

using namespace counterless;

namespace {

// One round of normal values of sd 1; the part `shared` of their variance is common to all.
std::vector<double> round_of(const std::vector<double>& means, double shared, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    const double common = std::sqrt(shared) * normal(random);
    std::vector<double> values;
    for (const double mean : means) values.push_back(mean + common + std::sqrt(1 - shared) * normal(random));
    return values;
}

struct Raced {
    int right = 0;
    double runs = 0;  // mean of all systems together
};
// The best is the last, and better by the indifference zone than the others, who are equal: the hardest case.
Raced races(std::size_t systems, double shared, Best best, std::size_t macro) {
    const double zone = 0.5;
    std::vector<double> means(systems, 0.0);
    means.back() = best == Best::greatest ? zone : -zone;
    std::mt19937_64 random(31);
    Raced raced;
    for (std::size_t study = 0; study < macro; ++study) {
        KimNelson race(systems, {.first_stage = 10, .indifference = zone, .confidence = 0.95, .best = best});
        while (!race.decided()) race.feed(round_of(means, shared, random));
        raced.right += race.leader() == systems - 1;
        raced.runs += static_cast<double>(std::accumulate(race.runs().begin(), race.runs().end(), std::size_t{0})) /
                      static_cast<double>(macro);
    }
    return raced;
}

}  // namespace

TEST_CASE("the constants of a race, by hand") {
    // k = 5, n0 = 10, alpha 0.05: eta = (0.025^(-2/9) - 1) / 2 = 0.63497, h^2 = 18 eta = 11.4295. Outputs alternate between -1
    // and 1 in one system and stay 0 in the others: the variance of the difference is 10/9, so after floor(11.4295 (10/9) / 0.25)
    // + 1 = 51 rounds it must end.
    KimNelson race(5, {.first_stage = 10, .indifference = 0.5, .confidence = 0.95, .best = Best::greatest});
    for (int round = 0; round < 10; ++round) {
        CHECK(race.rounds_most() == 0);
        const double swinging = round % 2 ? 1 : -1;
        race.feed(std::vector<double>{0, 0, swinging, 0, 0});
    }
    // The four that never differ leave no room between them, but are equal: nobody is behind.
    CHECK(race.rounds_most() == 51);
    CHECK(race.alive().size() == 5);
    // In odd rounds r the third is 1 / r behind, and its room is 0.25 (50.797 - r) / r: less from 47 on. Then the equals are
    // left, and the first of them is taken.
    int round = 10;
    for (; !race.decided(); ++round) race.feed(std::vector<double>{0, 0, round % 2 ? 1.0 : -1.0, 0, 0});
    CHECK(round == 47);
    CHECK(race.runs() == std::vector<std::size_t>(5, 47));
    CHECK(race.leader() == 0);
}

TEST_CASE("who falls behind by more than his room leaves at once, and uses no more runs") {
    KimNelson race(3, {.first_stage = 4, .indifference = 1, .confidence = 0.9, .best = Best::least});
    for (int round = 0; round < 4; ++round) {
        const double luck = round % 2 ? 1 : -1;
        CHECK_FALSE(race.decided());
        race.feed(std::vector<double>{10 + luck, 1000 + luck,
                                      10 - luck});  // the first two share their luck, the third has the opposite
    }
    CHECK(race.alive() == std::vector<std::size_t>{0, 2});
    CHECK(race.mean(1) == doctest::Approx(1000));
    race.feed(std::vector<double>{10, std::nan(""), 9});  // nobody looks at the one that left
    CHECK(race.runs() == std::vector<std::size_t>{5, 4, 5});
    CHECK(race.leader() == 2);
}

// The promise is 0.95; 1,000 races each. A procedure that just keeps it raises a false alarm with at most 0.01 in each check.
TEST_CASE("KN finds the best of five and of ten in 95 of 100 races, and sooner when luck is shared" *
          doctest::test_suite("repeats")) {
    for (const std::size_t systems : {5u, 10u}) {
        const Raced apart = races(systems, 0, Best::greatest, 1000), together = races(systems, 0.8, Best::least, 1000);
        INFO(systems, ": ", apart.right, " ", apart.runs, " ", together.right, " ", together.runs);
        CHECK(believable(apart.right, 1000, 0.95, 0.01));
        CHECK(believable(together.right, 1000, 0.95, 0.01));
        CHECK(together.runs < apart.runs / 2);  // the variance of differences is a fifth
    }
}

TEST_CASE("OCBA's shares, by hand") {
    // Distances 1 and 2, all sds 1: the others as 1 to 1/4, the best as sqrt(1 + 1/16) = 1.03078; together 2.28078.
    std::vector<SystemSoFar> systems{{1, 1, 10}, {2, 1, 10}, {3, 1, 10}};
    auto more = ocba_next(systems, 228'078 - 30, Best::least);
    CHECK(std::abs(static_cast<double>(more[0]) + 10 - 103'078) <= 1);
    CHECK(std::abs(static_cast<double>(more[1]) + 10 - 100'000) <= 1);
    CHECK(std::abs(static_cast<double>(more[2]) + 10 - 25'000) <= 1);
    CHECK(std::accumulate(more.begin(), more.end(), std::size_t{0}) == 228'048);
    // For the greatest the third leads: the first is 2 away, the second 1; its sd of 2 counts squared for itself alone.
    systems[0].sd = 2;
    more = ocba_next(systems, 1'000'000, Best::greatest);  // weights 4/4, 1/1, sqrt((1/2)^2 + 1)
    const double all = (1'000'030) / (2 + std::sqrt(1.25));
    CHECK(std::abs(static_cast<double>(more[0]) + 10 - all) <= 1);
    CHECK(std::abs(static_cast<double>(more[1]) + 10 - all) <= 1);
    CHECK(std::abs(static_cast<double>(more[2]) + 10 - all * std::sqrt(1.25)) <= 1);
}

TEST_CASE("OCBA takes no runs back, gives away exactly its budget, and knows systems that never vary") {
    const std::vector<SystemSoFar> uneven{{1, 1, 10}, {2, 1, 10}, {3, 1, 1000}};
    auto more = ocba_next(uneven, 7, Best::least);
    CHECK(more[2] == 0);
    CHECK(more[0] + more[1] == 7);
    CHECK(ocba_next(uneven, 0, Best::least) == std::vector<std::size_t>{0, 0, 0});
    CHECK(ocba_next(std::vector<SystemSoFar>{{1, 0, 5}, {2, 0, 5}, {2, 0, 5}}, 6, Best::least) ==
          std::vector<std::size_t>{2, 2, 2});
    CHECK(ocba_next(std::vector<SystemSoFar>{{1, 1, 5}, {2, 0, 5}}, 6, Best::least) == std::vector<std::size_t>{6, 0});
    CHECK(ocba_next(std::vector<SystemSoFar>{{1, 0, 5}, {2, 1, 5}}, 6, Best::least) == std::vector<std::size_t>{0, 6});
    more = ocba_next(std::vector<SystemSoFar>{{1, 1, 5}, {1, 1, 5}}, 10, Best::least);  // equals: one over the other
    CHECK(more == std::vector<std::size_t>{5, 5});
}

TEST_CASE("the chance that the leader is the best, by hand") {
    // Errors of both differences sqrt(1/4 + 1/4) = 0.7071; distances 1.414 and 2.121: 2 and 3 errors. Like spreads of four runs
    // each have 6 degrees of freedom, and above 2 lies 0.0462132 of Student's t(6); two rivals, each as near as the nearest.
    const std::vector<SystemSoFar> systems{{0, 1, 4}, {std::sqrt(2.0), 1, 4}, {1.5 * std::sqrt(2.0), 1, 4}};
    CHECK(chance_of_best(systems, Best::least) == doctest::Approx(1 - 2 * 0.0462132));
    // One that never varies leaves the other's degrees of freedom: 3; above 2 of its errors of 0.5 lies 0.0696630.
    CHECK(chance_of_best(std::vector<SystemSoFar>{{0, 0, 9}, {1, 1, 4}}, Best::least) == doctest::Approx(1 - 0.0696630));
    // Two runs of each, 2 errors apart: Student's t(2) is above 2 with 0.0917517, four times as often as the normal law.
    CHECK(chance_of_best(std::vector<SystemSoFar>{{0, 1, 2}, {2, 1, 2}}, Best::least) == doctest::Approx(1 - 0.0917517));
    CHECK(chance_of_best(std::vector<SystemSoFar>{{0, 0, 2}, {1, 0, 2}}, Best::least) == 1);
    CHECK(chance_of_best(std::vector<SystemSoFar>{{0, 1, 2}, {0, 1, 2}, {0, 1, 2}}, Best::least) == doctest::Approx(0));
}

TEST_CASE("looks share the error allowed, and all of them together spend no more than it") {
    CHECK(share_of_look(1) == 0.5);
    CHECK(share_of_look(3) == doctest::Approx(1 / 12.0));
    double spent = 0;
    for (std::size_t look = 1; look <= 1000; ++look) spent += share_of_look(look);
    CHECK(spent == doctest::Approx(1 - 1 / 1001.0));
}

namespace {

// Ten systems with means 0 to 9 and sds of 6; a budget of 600 runs, by OCBA in steps of 20 after five of each, or 60 for each.
bool found_by(bool ocba, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> values(10);
    const auto run = [&](std::size_t system, std::size_t times) {
        for (; times > 0; --times) values[system].push_back(static_cast<double>(system) + 6 * normal(random));
    };
    const auto so_far = [&] {
        std::vector<SystemSoFar> systems;
        for (const auto& of_system : values) {
            const Moments all = moments(of_system);
            systems.push_back({all.mean, all.sd, all.n});
        }
        return systems;
    };
    for (std::size_t system = 0; system < 10; ++system) run(system, ocba ? 5 : 60);
    for (int spent = 50; ocba && spent < 600; spent += 20) {
        const auto more = ocba_next(so_far(), std::min<std::size_t>(20, static_cast<std::size_t>(600 - spent)), Best::least);
        for (std::size_t system = 0; system < 10; ++system) run(system, more[system]);
    }
    const auto systems = so_far();
    return std::all_of(systems.begin() + 1, systems.end(), [&](const SystemSoFar& one) { return one.mean > systems[0].mean; });
}

}  // namespace

// 1,000 studies each. Equal shares are right in about 0.82 of them (two means 1 apart, errors 6 sqrt(2 / 60) = 1.1, and a third);
// the sd of a difference of two such shares is at most 0.018: if OCBA were no better, 0.055 more would be seen with 0.001.
TEST_CASE("OCBA finds the best more often than equal shares of the same budget") {
    std::mt19937_64 random(41);
    int ocba = 0, equal = 0;
    for (int study = 0; study < 1000; ++study) ocba += found_by(true, random), equal += found_by(false, random);
    INFO(ocba, " ", equal);
    CHECK(ocba > equal + 55);
}

#include "sim/visit_trace.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "sim/run.hpp"
#include "tests/sim/diary.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
// What happened at the stations, line by line; who is on duty is told otherwise where the numbers come from a plan.
std::vector<std::string> at_stations(const Diary& diary) {
    std::vector<std::string> lines;
    for (const std::string& line : diary.lines)
        for (const char* word : {"arrives at", "begins at", "ends at", "gives up at", "refused at"})
            if (line.find(word) != std::string::npos) lines.push_back(line);
    return lines;
}
Diary alone(const Scenario& scenario, const CentreVisits& visits, std::span<const CrewChange> crew = {}) {
    Diary diary;
    run(scenario, {.only = &visits, .crew = crew}, 0, diary);
    return diary;
}
VisitTrace trace_of(const Scenario& scenario, std::uint32_t replication = 0) {
    VisitTrace trace;
    Deaf deaf;
    run(scenario, {.note = &trace}, replication, deaf);
    return trace;
}
}  // namespace

TEST_CASE("a centre alone lives through what it lived through in the whole, to the last digit") {
    Scenario scenario = town();
    SUBCASE("an ordinary day") {}
    SUBCASE("with signs and guides, who send people to smart channels, and some of them come back") {
        add_initiative(scenario, 0.7);
    }
    Diary whole;
    run(scenario, {}, 0, whole);
    const VisitTrace trace = trace_of(scenario);
    const auto visits = visits_of(scenario, trace, 0, false);
    CHECK(trace.visits.size() == whole.visits.size());
    CHECK(at_stations(alone(scenario, visits[0])) == at_stations(whole));
}

TEST_CASE("the scenario's own numbers of agents, stated as a plan, change nothing; one agent for the rush does") {
    const Scenario scenario = town();
    const VisitTrace trace = trace_of(scenario);
    const auto visits = visits_of(scenario, trace, 0, false);
    const std::vector<CrewChange> same{{0, 0, 10}, {9 * hour_s, 0, 10}, {9 * hour_s, 1, 4}};
    CHECK(at_stations(alone(scenario, visits[0], same)) == at_stations(alone(scenario, visits[0])));
    const std::vector<CrewChange> fewer{{9 * hour_s, 0, 1}, {10 * hour_s, 0, 10}};
    const Diary rush = alone(scenario, visits[0], fewer);
    CHECK(at_stations(rush) != at_stations(alone(scenario, visits[0])));
    CHECK(rush.visits.size() == visits[0].which.size());  // the same people
}

TEST_CASE("what visitors drew in one life they have in the next, whoever works there, to the last digit") {
    const Scenario scenario = town();
    const VisitTrace trace = trace_of(scenario);
    const auto visits = visits_of(scenario, trace, 0, false);
    DrawnTimes drawn(visits[0].which.size(), scenario.centres[0].path.size());
    const auto remembering = [&](std::span<const CrewChange> crew) {
        Diary diary;
        run(scenario, {.only = &visits[0], .crew = crew, .drawn = &drawn}, 0, diary);
        return at_stations(diary);
    };
    const std::vector<CrewChange> fewer{{9 * hour_s, 0, 1}, {10 * hour_s, 0, 10}};
    CHECK(remembering({}) == at_stations(alone(scenario, visits[0])));  // draws them
    const std::vector<std::string> rush = at_stations(alone(scenario, visits[0], fewer));
    CHECK(remembering(fewer) == rush);  // more wait, so more patience is drawn
    CHECK(remembering(fewer) == rush);
    // They are read: with another time at the first desk the first visitor stays longer.
    REQUIRE(drawn.at(0, 0).service_s > 0);
    drawn.at(0, 0).service_s += 3600;
    CHECK(remembering(fewer) != rush);
}

TEST_CASE("needs stay whole where nobody in a hall turns to a smart channel") {
    Scenario scenario = town();
    CHECK(needs_stay_whole(scenario));
    SUBCASE("signs and guides") { add_initiative(scenario, 0.5); }
    SUBCASE("on the way one becomes another class") { scenario.stations[0].routes.push_back({.becomes = 0}); }
    SUBCASE("whoever is not served does it online") { scenario.stations[0].otherwise[0].digital = 0.5; }
    CHECK_FALSE(needs_stay_whole(scenario));
}

TEST_CASE("a centre drawn anew takes its share of the visits, others in every replication") {
    Scenario scenario = town(20000);
    scenario.centres.push_back(scenario.centres[0]);
    scenario.centres[0].weight = 0.75;
    scenario.centres[1].id = "annexe";
    scenario.centres[1].weight = 0.25;
    const VisitTrace trace = trace_of(scenario);
    const auto first = visits_of(scenario, trace, 1, true), second = visits_of(scenario, trace, 2, true);
    const double all = static_cast<double>(trace.visits.size());
    REQUIRE(all > 5000);
    // Binomial: 5 standard deviations, a false alarm in two million.
    CHECK(std::abs(static_cast<double>(first[1].which.size()) - 0.25 * all) < 5 * std::sqrt(all * 0.25 * 0.75));
    CHECK(first[0].which.size() + first[1].which.size() == trace.visits.size());
    std::vector<std::uint32_t> both;
    std::set_intersection(first[1].which.begin(), first[1].which.end(), second[1].which.begin(), second[1].which.end(),
                          std::back_inserter(both));
    // Independent draws: a quarter of a quarter in common.
    CHECK(std::abs(static_cast<double>(both.size()) - all / 16) < 5 * std::sqrt(all / 16));
}

TEST_CASE("who succeeds at the first try is passed over only where luck alone decides") {
    Scenario scenario = town();
    CHECK(decided_by_luck(scenario) == std::vector<char>{1, 1});
    scenario.channels[0].timeout_s = 30;
    CHECK(decided_by_luck(scenario) == std::vector<char>{0, 1});
    scenario.platform.disruptions.push_back({.id = "storm"});
    CHECK(decided_by_luck(scenario) == std::vector<char>{0, 0});
}

TEST_CASE("an initiative for one centre leaves its visits where they are") {
    Scenario scenario = town();
    CHECK(centres_by_weight(scenario));
    add_initiative(scenario, 0.5);
    scenario.knobs.front().centre = 0;
    CHECK_FALSE(centres_by_weight(scenario));
}

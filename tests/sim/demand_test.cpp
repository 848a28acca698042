#include "sim/demand.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <vector>

#include "scenarios/forecast.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
struct Planned {
    std::map<std::uint64_t, double> visits, digital;  // address -> time
    std::size_t joined = 0;
};
Planned plan_day(const Scenario& scenario, std::size_t day, std::uint32_t replication = 0) {
    const Luck luck(scenario.study.seed, replication);
    const Knobs knobs(scenario.knobs);
    Planner planner(scenario, luck, knobs);
    planner.plan(day);
    Planned planned;
    for (Index segment = 0; segment < planner.segments(); ++segment)
        for (double before_s = 0; !planner.visits(segment).over();) {
            const PlannedNeed need = planner.visits(segment).take();
            CHECK(need.time_s >= before_s);
            before_s = need.time_s;
            planned.visits[need.who] = need.time_s;
            planned.joined += need.joins;
        }
    for (Index way = 0; way < planner.ways(); ++way)
        for (double before_s = 0; !planner.digital(way).over();) {
            const PlannedNeed need = planner.digital(way).take();
            CHECK(need.time_s >= before_s);
            before_s = need.time_s;
            planned.digital[need.who] = need.time_s;
        }
    return planned;
}
}  // namespace

// Poisson with mean 2000 x 50 days: 4.5 standard deviations, false alarm 7e-6 a check.
TEST_CASE("as many come as the scenario expects, and as many of them to the counter as the share leaves") {
    Scenario scenario = town();
    scenario.calendar.days.resize(1);
    double visits = 0, digital = 0, joined = 0;
    for (std::uint32_t replication = 0; replication < 50; ++replication) {
        const Planned planned = plan_day(scenario, 0, replication);
        visits += static_cast<double>(planned.visits.size());
        digital += static_cast<double>(planned.digital.size());
        joined += static_cast<double>(planned.joined);
    }
    CHECK(std::abs(visits + digital - 100'000) < 4.5 * std::sqrt(100'000));
    // At a share of 0.6 of the completed, by the closed form of the forecast: counter needs are those completed there at first
    // hand.
    const ChoiceTable table = choices(scenario);
    double counter = 0;
    for (const SegmentChoice& segment : table.segments)
        for (std::size_t s = 0; s < segment.services.size(); ++s) {
            const double presence = presence_at(scenario.services[s], 0);
            counter += segment.share * segment.services[s].weight * (presence + (1 - presence) * segment.counter_chance);
        }
    CHECK(std::abs(visits - 100'000 * counter) < 4.5 * std::sqrt(100'000 * counter));
    CHECK(std::abs(joined / visits - 0.2) < 4.5 * std::sqrt(0.16 / visits));  // 1 - 1 / 1.25
}

TEST_CASE("a dropped holiday moves nobody else: the second day is the same people at the same times") {
    Scenario scenario = town();
    const Planned before = plan_day(scenario, 1);
    scenario.calendar.days[0].working = false;
    CHECK(plan_day(scenario, 1).visits == before.visits);
}

TEST_CASE("a larger digital share only moves people who may go; the rest keep their times") {
    Scenario scenario = town();
    scenario.needs->transactions_per_visit = 1;  // in company one takes the time of the first
    const Planned before = plan_day(scenario, 0);
    scenario.adoption.share = 0.7;
    const Planned after = plan_day(scenario, 0);
    CHECK(after.visits.size() < before.visits.size());
    for (const auto& [who, time_s] : after.visits) CHECK(before.visits.at(who) == time_s);
    for (const auto& [who, time_s] : before.digital) CHECK(after.digital.at(who) == time_s);
    CHECK(after.visits.size() + after.digital.size() == before.visits.size() + before.digital.size());
}

TEST_CASE("an initiative that nobody accepts changes no plan; one that all accept moves them before they travel") {
    Scenario scenario = town();
    const Planned before = plan_day(scenario, 0);
    add_initiative(scenario, 0);
    CHECK(plan_day(scenario, 0).visits == before.visits);
    scenario.knobs.clear();
    add_initiative(scenario, 1);
    for (Knob& knob : scenario.knobs)
        if (knob.kind == KnobKind::message) knob.value = 1;
    const Planned after = plan_day(scenario, 0);
    const double presence = 0.75 * 0.1;  // of all needs
    CHECK(std::abs(static_cast<double>(after.visits.size()) - 2000 * presence) < 4.5 * std::sqrt(2000 * presence));
}

TEST_CASE("moving some of a party before they travel leaves the others their trip: same people, same time, same party") {
    Scenario scenario = town();
    scenario.needs->transactions_per_visit = 4;
    const Planned before = plan_day(scenario, 0);
    add_initiative(scenario, 1);
    const Planned after = plan_day(scenario, 0);
    CHECK(after.visits.size() < before.visits.size());
    for (const auto& [who, time_s] : after.visits) CHECK(before.visits.at(who) == time_s);
    // Trips: as many as parties with somebody left, each at one time. None is lost while a member remains.
    std::map<double, int> trips;
    for (const auto& [who, time_s] : after.visits) ++trips[time_s];
    CHECK(after.visits.size() - after.joined == trips.size());
}

TEST_CASE("on a closed day nobody sets out, and the smart channels see their weekend") {
    Scenario scenario = town();
    scenario.calendar.days[0].working = false;
    CHECK(plan_day(scenario, 0).visits.empty());
    CHECK(plan_day(scenario, 0).digital.empty());
    scenario.needs->weekend_share = 0.5;
    const auto expected = 0.5 * static_cast<double>(plan_day(town(), 0).digital.size());
    const auto found = static_cast<double>(plan_day(scenario, 0).digital.size());
    CHECK(std::abs(found - expected) < 4.5 * std::sqrt(1.5 * expected));
}

TEST_CASE("on a day of shorter hours the same people come, each at his place in the hours") {
    Scenario usual = town();
    usual.calendar.usual_hours = {8 * hour_s, 14 * hour_s};
    Scenario fasting = usual;
    fasting.calendar.hours = {{8 * hour_s, 14 * hour_s}, {10 * hour_s, 13 * hour_s}};  // the second day half as long
    CHECK(plan_day(usual, 0).visits == plan_day(fasting, 0).visits);
    const Planned wide = plan_day(usual, 1), narrow = plan_day(fasting, 1);
    REQUIRE(wide.visits.size() == narrow.visits.size());
    CHECK(wide.digital == narrow.digital);
    for (const auto& [who, time_s] : wide.visits) {
        const double expected_s = day_s + 10 * hour_s + (time_s - day_s - 8 * hour_s) / 2;
        REQUIRE(narrow.visits.contains(who));
        CHECK(narrow.visits.at(who) == doctest::Approx(expected_s));
    }
}

// N given the day's factor is Poisson(m F), F gamma of mean 1 and cv c: Var N = m + (m c)^2. Both segments share the factor, so
// this holds of their sum; two factors would halve the second term.
TEST_CASE("a random day factor makes the day's needs negative binomial, for all segments at once") {
    Scenario scenario = town(500);
    const double cv = 0.3, mean = 500, variance = mean + mean * mean * cv * cv;
    scenario.needs->day_factor = gamma(1, cv);
    const int days = 1000;
    double sum = 0, squares = 0;
    for (std::uint32_t run = 0; run < days; ++run) {
        const Planned planned = plan_day(scenario, 0, run);
        const auto count = static_cast<double>(planned.visits.size() + planned.digital.size());
        sum += count;
        squares += count * count;
    }
    const double found = squares / days - sum / days * (sum / days);
    CHECK(std::abs(sum / days - mean) < 4.5 * std::sqrt(variance / days));  // false alarm 7e-6
    // Excess kurtosis of the negative binomial is about 6 cv^2; 4.5 standard deviations of a sample variance.
    CHECK(std::abs(found / variance - 1) < 4.5 * std::sqrt((2 + 6 * cv * cv) / days));
}

TEST_CASE("two scenarios have the same busy days, whatever else differs") {
    Scenario scenario = town();
    scenario.needs->day_factor = gamma(1, 0.3);
    const Planned before = plan_day(scenario, 0);
    scenario.adoption.share = 0.7;
    const Planned after = plan_day(scenario, 0);
    CHECK(after.visits.size() + after.digital.size() == before.visits.size() + before.digital.size());
}

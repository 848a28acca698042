// What befalls machines, as one list of changes: by hand, and of chance its alternating renewal theory.
#include "sim/conditions.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/constants.hpp"

using namespace counterless;

namespace {

// Two hosts of a tier, and one link (element 2).
Scenario machines() {
    Scenario scenario;
    scenario.study.horizon_s = 10 * hour_s;
    scenario.platform.tiers.push_back({.id = "web", .hosts = 2});
    scenario.platform.links.push_back({.id = "line"});
    return scenario;
}
Disruption dated(std::vector<Index> elements, double from_s, double until_s, double speed = 0) {
    Disruption one;
    one.elements = std::move(elements);
    one.speed = speed;
    one.when = {{from_s, until_s}};
    return one;
}
}  // namespace

TEST_CASE("an outage is down from its first instant and up again at its last; the others do not notice") {
    Scenario scenario = machines();
    scenario.platform.disruptions = {dated({1}, 100, 200)};
    const Conditions conditions(scenario, Luck(1, 0));
    REQUIRE(conditions.changes().size() == 2);
    CHECK(conditions.changes()[0].at_s == 100);
    CHECK(conditions.changes()[0].to.down());
    CHECK(!conditions.changes()[0].to.accepts());
    CHECK(conditions.changes()[1].at_s == 200);
    CHECK(conditions.changes()[1].to.speed == 1);
    CHECK(conditions.at(1, 99.9).speed == 1);
    CHECK(conditions.at(1, 100).down());
    CHECK(conditions.at(1, 199.9).down());
    CHECK(conditions.at(1, 200).speed == 1);
    CHECK(conditions.at(0, 150).speed == 1);
    CHECK(conditions.next_change_s(100) == 200);
    CHECK(conditions.next_change_s(200) == infinite);
}

TEST_CASE("of two at once the lower speed holds, and what comes back is what still holds") {
    // 0.5 from 100 to 400, 0.2 from 200 to 300, and 0.2 again from 300 to 350: no change where nothing changes.
    Scenario scenario = machines();
    scenario.platform.disruptions = {dated({0}, 100, 400, 0.5), dated({0}, 200, 300, 0.2), dated({0}, 300, 350, 0.2)};
    const Conditions conditions(scenario, Luck(1, 0));
    REQUIRE(conditions.changes().size() == 4);
    const double at[] = {100, 200, 350, 400}, speed[] = {0.5, 0.2, 0.5, 1};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(conditions.changes()[i].at_s == at[i]);
        CHECK(conditions.changes()[i].to.speed == speed[i]);
    }
}

TEST_CASE("frozen, drained and broken are three kinds of down") {
    const MachineState frozen{0, InFlight::freeze}, drained{0, InFlight::finish}, broken{0, InFlight::fail}, slow{0.5};
    CHECK(frozen.accepts());
    CHECK(frozen.pace() == 0);
    CHECK(!drained.accepts());
    CHECK(drained.pace() == 1);
    CHECK(!broken.accepts());
    CHECK(slow.accepts());
    CHECK(slow.pace() == 0.5);
}

// Up and down in turn, both exponential: the share of time down is down / (up + down). Of one clock over 10 h with means 540 s
// and 60 s there are about 60 cycles; over 400 replications the standard error of the share is below 0.0009. 4.5 of them: false
// alarm 7e-6.
TEST_CASE("by chance an element is down for its share of time; common clocks fail together, own clocks apart") {
    Scenario scenario = machines();
    Disruption chance;
    chance.elements = {0, 1};
    chance.random = true;
    chance.up = exponential(540);
    chance.repair = exponential(60);
    for (const bool each : {false, true}) {
        CAPTURE(each);
        chance.each = each;
        scenario.platform.disruptions = {chance};
        double down_s[2] = {0, 0}, both_s = 0;
        for (std::uint32_t replication = 0; replication < 400; ++replication) {
            const Conditions conditions(scenario, Luck(7, replication));
            double since_s = 0;
            bool down[2] = {false, false};
            const auto add = [&](double now_s) {
                for (int e : {0, 1}) down_s[e] += down[e] ? now_s - since_s : 0;
                both_s += down[0] && down[1] ? now_s - since_s : 0;
                since_s = now_s;
            };
            for (const ConditionChange& change : conditions.changes()) {
                add(change.at_s);
                down[change.element] = change.to.down();
            }
            add(scenario.study.horizon_s);
        }
        const double all_s = 400 * scenario.study.horizon_s;
        // It begins up: (1 - exp(-(1/540 + 1/60) t)) / ((1/540 + 1/60) t) of the share is missing over the horizon t.
        const double rate = 1.0 / 540 + 1.0 / 60, share = 0.1 * (1 - 1 / (rate * scenario.study.horizon_s));
        for (int e : {0, 1}) CHECK(down_s[e] / all_s == doctest::Approx(share).epsilon(0.04));
        CHECK(both_s / all_s == doctest::Approx(each ? share * share : share).epsilon(each ? 0.15 : 0.04));
    }
}

TEST_CASE("the same luck brings the same failures, whatever else is stated before it is not") {
    Scenario scenario = machines();
    Disruption chance;
    chance.elements = {0};
    chance.random = true;
    chance.up = exponential(540);
    chance.repair = exponential(60);
    scenario.platform.disruptions = {chance};
    const Conditions one(scenario, Luck(3, 1)), same(scenario, Luck(3, 1)), other(scenario, Luck(3, 2));
    REQUIRE(one.changes().size() == same.changes().size());
    for (std::size_t i = 0; i < one.changes().size(); ++i) CHECK(one.changes()[i].at_s == same.changes()[i].at_s);
    CHECK(one.changes()[0].at_s != other.changes()[0].at_s);
}

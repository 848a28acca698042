// Journeys that fail, by hand, on both carriers: each claim must hold in the event queue and in SimGrid, to a millionth of a
// second.
#include "sim/steps.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>

#include "tests/sim/loads.hpp"

using namespace counterless;
using namespace counterless::loads;
using doctest::Approx;

namespace {
constexpr Fidelity both[] = {Fidelity::pool, Fidelity::platform};
std::string name_of(Fidelity fidelity) { return fidelity == Fidelity::pool ? "pool" : "platform"; }

Scenario one_tier(const Tier& machines, double core_seconds) {
    Scenario scenario;
    scenario.study.horizon_s = 1e5;
    scenario.platform.tiers = {machines};
    scenario.channels = {channel("web", {work(0, deterministic(core_seconds))})};
    return scenario;
}
Scenario one_link(double latency_s, double bandwidth_per_s, double bytes) {
    Scenario scenario;
    scenario.study.horizon_s = 1e5;
    scenario.platform.links = {link("line", latency_s, bandwidth_per_s)};
    scenario.channels = {channel("web", {transfer(0, deterministic(bytes))})};
    return scenario;
}
Disruption down(std::vector<Index> elements, double from_s, double until_s, InFlight in_flight = InFlight::fail,
                double speed = 0) {
    Disruption one;
    one.elements = std::move(elements);
    one.speed = speed;
    one.in_flight = in_flight;
    one.when = {{from_s, until_s}};
    return one;
}
void ends(const Carried& outcome, std::size_t who, double at_s, Failure why) {
    CAPTURE(who);
    CHECK(std::abs(outcome.ended_s[who] - at_s) < 1e-6);
    CHECK(static_cast<int>(outcome.why[who]) == static_cast<int>(why));
}
}  // namespace

TEST_CASE(
    "a host that fails at 10 and returns at 30: who is on it fails at 10, who comes meanwhile at once, who comes after is "
    "served") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1), 4);
        scenario.platform.disruptions = {down({0}, 10, 30)};
        // The second and third share the core from 8 and fail at 10; the fourth comes to a dead host.
        const Carried outcome = run_anywhere(scenario, {{0}, {7}, {8}, {20}, {30}}, fidelity);
        ends(outcome, 0, 4, Failure::nothing);
        ends(outcome, 1, 10, Failure::outage);
        ends(outcome, 2, 10, Failure::outage);
        ends(outcome, 3, 20, Failure::outage);
        ends(outcome, 4, 34, Failure::nothing);
        CHECK(outcome.late == 0);
    }
}

TEST_CASE("a host that stands still for 20 s lets everybody wait so long; those who come meanwhile too") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1), 4);
        scenario.platform.disruptions = {down({0}, 10, 30, InFlight::freeze)};
        // The first has done 2 of 4 at 10. At 30 both go on, half each: after 4 s the first has its 2 and goes at 34; the second
        // has 2 left and the core to itself: 36.
        const Carried outcome = run_anywhere(scenario, {{8}, {20}}, fidelity);
        ends(outcome, 0, 34, Failure::nothing);
        ends(outcome, 1, 36, Failure::nothing);
    }
}

TEST_CASE("one work stands still twice, and one transfer without latency begins on a narrow, a frozen and a free link") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1), 50);
        scenario.platform.disruptions = {down({0}, 10, 20, InFlight::freeze), down({0}, 30, 40, InFlight::freeze)};
        ends(run_anywhere(scenario, {{0}}, fidelity), 0, 70, Failure::nothing);
        // 1000 bytes at 100 B/s, from 12 on at a tenth until 20: 80 bytes, then 920 at full width.
        Scenario narrow = one_link(0, 100, 1000);
        narrow.platform.disruptions = {down({0}, 10, 20, InFlight::fail, 0.1)};
        ends(run_anywhere(narrow, {{12}}, fidelity), 0, 29.2, Failure::nothing);
        narrow.platform.disruptions = {down({0}, 10, 20, InFlight::freeze)};
        ends(run_anywhere(narrow, {{12}}, fidelity), 0, 30, Failure::nothing);
        ends(run_anywhere(narrow, {{25}}, fidelity), 0, 35, Failure::nothing);
    }
}

TEST_CASE("a host that is drained finishes what it has, its line too, and takes nobody") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1, 1, 1), 4);
        scenario.platform.disruptions = {down({0}, 10, 30, InFlight::finish)};
        const Carried outcome = run_anywhere(scenario, {{8}, {9}, {11}, {30}}, fidelity);
        ends(outcome, 0, 12, Failure::nothing);
        ends(outcome, 1, 16, Failure::nothing);
        ends(outcome, 2, 11, Failure::outage);
        ends(outcome, 3, 34, Failure::nothing);
    }
}

TEST_CASE("a slow hour: half the speed between 10 and 20") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 2), 8);
        scenario.platform.disruptions = {down({0}, 10, 20, InFlight::fail, 0.5)};
        // From 6: 4 until 10, 4 more at half speed until 18. From 14: 3 until 20, the other 5 until 25.
        const Carried outcome = run_anywhere(scenario, {{6}, {14}}, fidelity);
        ends(outcome, 0, 18, Failure::nothing);
        ends(outcome, 1, 25, Failure::nothing);
    }
}

TEST_CASE("the balancer passes a dead host by, and only when all are dead somebody fails") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        for (const Balance balance : {Balance::round_robin, Balance::least_busy}) {
            Scenario scenario = one_tier(tier("web", 2, 1, 1, 64, balance), 3);
            scenario.platform.disruptions = {down({0}, 5, 20), down({1}, 10, 20)};
            const Carried outcome = run_anywhere(scenario, {{6}, {12}}, fidelity);
            ends(outcome, 0, 9, Failure::nothing);
            ends(outcome, 1, 12, Failure::outage);
        }
    }
}

TEST_CASE("a link that breaks, stands still or has half its width") {
    // 1000 bytes at 100 B/s after 1 s of latency: from 0 it ends at 11.
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_link(1, 100, 1000);
        scenario.platform.disruptions = {down({0}, 6, 8)};
        const Carried broken = run_anywhere(scenario, {{0}, {7}, {8}}, fidelity);
        ends(broken, 0, 6, Failure::outage);
        ends(broken, 1, 7, Failure::outage);
        ends(broken, 2, 19, Failure::nothing);
        scenario.platform.disruptions = {down({0}, 6, 8, InFlight::freeze)};
        ends(run_anywhere(scenario, {{0}}, fidelity), 0, 13, Failure::nothing);
        // At 6 half is through; until 16 at half the width the other half.
        scenario.platform.disruptions = {down({0}, 6, 100, InFlight::fail, 0.5)};
        ends(run_anywhere(scenario, {{0}}, fidelity), 0, 16, Failure::nothing);
    }
}

TEST_CASE("a link that breaks under the latency of a transfer takes it along") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        for (const double width : {100.0, infinite}) {
            Scenario scenario = one_link(2, width, 100);
            scenario.platform.disruptions = {down({0}, 1, 3)};
            const Carried outcome = run_anywhere(scenario, {{0}, {3}}, fidelity);
            ends(outcome, 0, 1, Failure::outage);
            ends(outcome, 1, 3 + 2 + 100 / width, Failure::nothing);
        }
    }
}

TEST_CASE("who waits longer than he will is gone, but the host works on for nobody") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1, 1, 1), 4);
        scenario.channels[0].timeout_s = 5;
        // One at a time. The second is begun at 4 and given up at 5; the host is busy with it until 8; the third waits from 2 on
        // and is given up at 7, before it begins, and is worked on from 8 to 12; the fourth comes at 9, waits until 12 and is
        // given up at 14.
        const Carried outcome = run_anywhere(scenario, {{0}, {0}, {2}, {9}, {16}}, fidelity);
        ends(outcome, 0, 4, Failure::nothing);
        ends(outcome, 1, 5, Failure::timed_out);
        ends(outcome, 2, 7, Failure::timed_out);
        ends(outcome, 3, 14, Failure::timed_out);
        ends(outcome, 4, 20, Failure::nothing);
        CHECK(outcome.core_seconds == Approx(20));  // all five
    }
}

TEST_CASE("a full line says try later, and so does a channel without a session left") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1, 1, 1), 4);
        scenario.platform.tiers[0].queue_max = 1;
        const Carried full = run_anywhere(scenario, {{0}, {1}, {2}, {5}}, fidelity);
        ends(full, 0, 4, Failure::nothing);
        ends(full, 1, 8, Failure::nothing);
        ends(full, 2, 2, Failure::rejected);
        ends(full, 3, 12, Failure::nothing);
        scenario.platform.tiers[0].queue_max = -1;
        scenario.channels[0].sessions_max = 2;
        const Carried crowded = run_anywhere(scenario, {{0}, {1}, {2}, {5}}, fidelity);
        ends(crowded, 2, 2, Failure::rejected);
        ends(crowded, 3, 12, Failure::nothing);
    }
}

TEST_CASE("thinking holds a session and no machine; who thinks too long is logged out") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1, 1, 1), 1);
        scenario.channels = {channel("web", {work(0, deterministic(1)), think(deterministic(60)), work(0, deterministic(1))}),
                             channel("slow", {think(deterministic(60))})};
        scenario.channels[1].session_timeout_s = 20;
        const Carried outcome = run_anywhere(scenario, {{0}, {5}, {7, 1}}, fidelity);
        ends(outcome, 0, 62, Failure::nothing);
        ends(outcome, 1, 67, Failure::nothing);  // nobody is in its way
        ends(outcome, 2, 27, Failure::expired);
        CHECK(outcome.late == 0);
    }
}

TEST_CASE("a tier that says no does so when its work is done, and to its share") {
    Scenario scenario = one_tier(tier("bank", 1, 1), 1);
    scenario.platform.tiers[0].decline = 0.25;
    std::vector<Arrival> load;
    for (int i = 0; i < 4000; ++i) load.push_back({2.0 * i});
    const Carried pool = run_anywhere(scenario, load, Fidelity::pool),
                  machines = run_anywhere(scenario, load, Fidelity::platform);
    int no = 0;
    for (std::size_t i = 0; i < load.size(); ++i) {
        no += static_cast<int>(pool.why[i]) == static_cast<int>(Failure::declined);
        CHECK(pool.why[i] == machines.why[i]);
        CHECK(std::abs(pool.ended_s[i] - (load[i].begins_s + 1)) < 1e-6);
    }
    CHECK(std::abs(no - 1000) < 4.5 * std::sqrt(4000 * 0.25 * 0.75));  // false alarm 7e-6
}

// Everything a journey can meet, and a sender of messages whose energy is metered.
TEST_CASE("under every disruption at once the two carriers are one: every attempt ends at the same time for the same reason") {
    Scenario scenario;
    scenario.study.horizon_s = 4000;
    scenario.study.seed = 11;
    scenario.platform.tiers = {tier("web", 3, 2, 1, 4), tier("bank", 2, 1, 1, 3, Balance::least_busy)};
    scenario.platform.tiers[0].queue_max = 6;
    scenario.platform.tiers[1].decline = 0.05;
    scenario.platform.links = {link("line", 0.02, 4e5), link("access", 0.04, 2e5)};
    scenario.platform.links[0].transfers_max = 5;
    scenario.platform.links[1].shared = false;
    Tier sender = tier("sms", 2, 1, 1, 2);
    sender.queue_max = 4;
    sender.power = Power{.off_w = 1, .idle_w = 10, .least_w = 12, .full_w = 30};
    sender.autoscale = Autoscale{.up_above = 0.6, .down_below = 0.2, .every_s = 20, .delay_s = 10, .cool_down_s = 30};
    scenario.platform.tiers.push_back(sender);  // hosts 5 and 6; the links are 7 and 8
    Channel web = channel(
        "web", {transfer(1, lognormal(1e5, 1)), transfer(0, lognormal(1e5, 1)), work(0, exponential(1.2)), think(exponential(30)),
                work(1, lognormal(0.5, 1)), notify(2, exponential(0.6)), transfer(0, deterministic(2e4))});
    web.timeout_s = 8, web.session_timeout_s = 90, web.sessions_max = 160;
    scenario.channels = {web};
    Disruption chance = down({0, 1, 2, 3, 4, 5}, 0, 0);
    chance.when = {}, chance.random = true, chance.each = true, chance.up = exponential(500), chance.repair = exponential(40);
    Disruption slow = chance;
    slow.elements = {0, 1, 5, 7, 8}, slow.speed = 0.3, slow.up = exponential(300), slow.repair = exponential(100);
    Disruption frozen = chance;
    frozen.elements = {2, 3, 6, 7}, frozen.in_flight = InFlight::freeze, frozen.repair = exponential(15),
    frozen.up = exponential(60);
    Disruption drained = chance;
    drained.elements = {1, 4}, drained.in_flight = InFlight::finish;
    scenario.platform.disruptions = {chance, slow, frozen, drained, down({7}, 2000, 2050)};
    std::mt19937_64 numbers{5};
    std::exponential_distribution<double> gap(2.5);
    std::vector<Arrival> load;
    for (double now_s = gap(numbers); now_s < 3800; now_s += gap(numbers)) load.push_back({now_s});
    const Carried pool = run_anywhere(scenario, load, Fidelity::pool, 4000),
                  machines = run_anywhere(scenario, load, Fidelity::platform, 4000);
    std::vector<int> kinds(failure_kinds + 1, 0);
    int apart = 0;
    for (std::size_t i = 0; i < load.size(); ++i) {
        const bool same_end = pool.ended_s[i] == machines.ended_s[i] || std::abs(pool.ended_s[i] - machines.ended_s[i]) < 1e-6;
        apart += !same_end || pool.why[i] != machines.why[i];
        if (pool.why[i] >= 0) ++kinds[static_cast<std::size_t>(pool.why[i])];
    }
    CHECK(apart == 0);
    CHECK(pool.late == 0);
    CHECK(machines.late == 0);
    CHECK(pool.messages == machines.messages);
    CHECK(pool.lost == machines.lost);
    CHECK(pool.lost > 10);
    CHECK(pool.messages > 1000);
    CHECK(pool.message_wait_s == Approx(machines.message_wait_s).epsilon(1e-9));
    CHECK(pool.switched == machines.switched);
    CHECK(pool.switched.size() > 4);
    CHECK(pool.joules == Approx(machines.joules).epsilon(1e-9));
    for (const Failure kind :
         {Failure::declined, Failure::timed_out, Failure::rejected, Failure::outage, Failure::expired, Failure::nothing}) {
        CAPTURE(static_cast<int>(kind));
        CHECK(kinds[static_cast<std::size_t>(kind)] > 10);  // each happened
    }
}

TEST_CASE("a link lets two transfers in at once; the third waits in line, latency and all") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_link(1, 10, 100);
        scenario.platform.links[0].transfers_max = 2;
        // Two share 10 B/s: 1 s latency and 20 s. Then the third alone: 1 + 10.
        const Carried outcome = run_anywhere(scenario, {{0}, {0}, {0}}, fidelity);
        ends(outcome, 0, 21, Failure::nothing);
        ends(outcome, 1, 21, Failure::nothing);
        ends(outcome, 2, 32, Failure::nothing);
        // A broken link takes its line with it.
        scenario.platform.disruptions = {down({0}, 5, 6)};
        const Carried broken = run_anywhere(scenario, {{0}, {0}, {0}, {7}}, fidelity);
        for (std::size_t who = 0; who < 3; ++who) ends(broken, who, 5, Failure::outage);
        ends(broken, 3, 18, Failure::nothing);
    }
}

TEST_CASE("on a link that is not shared each has the whole width, as customers on their own access; then they share the next") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_link(0.5, 10, 100);
        scenario.platform.links[0].shared = false;
        scenario.platform.links.push_back(link("wan", 0, 50));
        scenario.channels[0].steps.push_back(transfer(1, deterministic(100)));
        // Four are through their own access at 10.5 and share 50 B/s; the fifth joins them at 11.5, when they have 87.5 left
        // each: 10 B/s, so they end at 20.25. He has 12.5 left then, and all the width.
        const Carried outcome = run_anywhere(scenario, {{0}, {0}, {0}, {0}, {1}}, fidelity);
        for (std::size_t who = 0; who < 4; ++who) ends(outcome, who, 20.25, Failure::nothing);
        ends(outcome, 4, 20.5, Failure::nothing);
        scenario.platform.disruptions = {down({0}, 4, 8, InFlight::fail, 0.5)};  // 2 of 4 s are lost
        ends(run_anywhere(scenario, {{0}}, fidelity), 0, 12.5 + 2, Failure::nothing);
    }
}

TEST_CASE(
    "a message is handed over and the customer goes on; it waits before its sender, and is lost where that is down or full") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 4), 2);
        Tier sender = tier("sms", 1, 1, 1, 1);
        sender.queue_max = 1;
        scenario.platform.tiers.push_back(sender);
        scenario.channels[0].steps.push_back(notify(1, deterministic(5)));
        scenario.channels[0].steps.push_back(think(deterministic(1)));
        // Works done at 2: three messages; one is sent at once (5 s), one waits (10 s), one finds the line full.
        Carried outcome = run_anywhere(scenario, {{0}, {0}, {0}}, fidelity, 1e4);
        for (std::size_t who = 0; who < 3; ++who) ends(outcome, who, 3, Failure::nothing);
        CHECK(outcome.messages == 2);
        CHECK(outcome.lost == 1);
        CHECK(std::abs(outcome.message_wait_s - 15) < 1e-6);
        scenario.platform.disruptions = {down({1}, 4, 100)};  // two break off, one comes to a dead sender
        outcome = run_anywhere(scenario, {{0}, {0}, {3}}, fidelity, 1e4);
        ends(outcome, 2, 6, Failure::nothing);
        CHECK(outcome.messages == 0);
        CHECK(outcome.lost == 3);
    }
}

TEST_CASE("without contention a message takes its own time, and the customer none") {
    Scenario scenario = one_tier(tier("web", 1, 4), 2);
    scenario.platform.tiers.push_back(tier("sms", 1, 1, 2));
    scenario.channels[0].steps.push_back(notify(1, deterministic(5)));
    const Carried outcome = run_anywhere(scenario, {{0}, {0}}, Fidelity::delay);
    ends(outcome, 1, 2, Failure::nothing);
    CHECK(outcome.messages == 2);
    CHECK(outcome.message_wait_s == 5);
}

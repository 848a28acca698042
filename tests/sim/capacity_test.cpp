// Hosts switched on and off, by a plan and by an autoscaler: by hand, in the event queue and in SimGrid.
#include "sim/capacity.hpp"

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
Scenario one_tier(const Tier& machines, double core_seconds, double horizon_s = 1e4) {
    Scenario scenario;
    scenario.study.horizon_s = horizon_s;
    scenario.platform.tiers = {machines};
    scenario.channels = {channel("web", {work(0, deterministic(core_seconds))})};
    return scenario;
}
using Switched = std::vector<std::array<double, 2>>;
}  // namespace

TEST_CASE("by a plan: two hosts, one from 10 on, which gets all; the other finishes what it has; two again from 100 on") {
    for (const Fidelity fidelity : both) {
        CAPTURE(static_cast<int>(fidelity));
        Tier web = tier("web", 2, 1);
        web.capacity = {{0, 2}, {10, 1}, {100, 2}};
        // 0 on the first host, 1 on the second (until 24); 2 and 3 share the first; 4 and 5 have one each.
        const Carried outcome = run_anywhere(one_tier(web, 16), {{0}, {8}, {20}, {20}, {100}, {100}}, fidelity, 1e4);
        const double ends_s[] = {16, 24, 52, 52, 116, 116};
        for (std::size_t who = 0; who < 6; ++who) CHECK(std::abs(outcome.ended_s[who] - ends_s[who]) < 1e-6);
        CHECK(outcome.switched == Switched{{10, 1}, {100, 2}});
        CHECK(outcome.late == 0);
    }
}

TEST_CASE("who waits in line before a host that is switched off is served there") {
    for (const Fidelity fidelity : both) {
        Tier web = tier("web", 2, 1, 1, 1);
        web.capacity = {{0, 2}, {5, 1}};
        // One at a time: 0 and 2 on the first host, 1 and 3 on the second, which takes 4 no more.
        const Carried outcome = run_anywhere(one_tier(web, 4), {{0}, {0}, {1}, {1}, {6}}, fidelity, 1e4);
        const double ends_s[] = {4, 4, 8, 8, 12};
        for (std::size_t who = 0; who < 5; ++who) CHECK(std::abs(outcome.ended_s[who] - ends_s[who]) < 1e-6);
    }
}

TEST_CASE(
    "an autoscaler by hand: it looks each 10 s, switches on above 0.7, waits 5 s for the host, rests 20 s, and gives back") {
    for (const Fidelity fidelity : both) {
        CAPTURE(static_cast<int>(fidelity));
        Tier web = tier("web", 3, 1);
        web.autoscale =
            Autoscale{.hosts_min = 1, .up_above = 0.7, .down_below = 0.3, .every_s = 10, .delay_s = 5, .cool_down_s = 20};
        // Three jobs of 30 s at 0 on the one host: busy until 90. At 10 all busy: the second is on, and takes work from 15. At 20
        // it rests; at 30 load is (10 + 0) / 20 = 0.5: nothing. Three more at 41: two on the second host (round robin from the
        // second), one on the first. At 50: (10 + 9) / 20 = 0.95: the third is on, ready at 55. First host: 3 jobs have 60 - 11 =
        // 49 core-seconds left at 41, with the fourth 79: until 120. Second: 60 core-seconds from 41 on: until 101. At 110: (10 +
        // 0 + 0) / 30 = 0.33; at 120 the same; at 130 nothing is busy: one off; rests until 150: one off.
        const Carried outcome = run_anywhere(one_tier(web, 30), {{0}, {0}, {0}, {41}, {41}, {41}}, fidelity, 200);
        CHECK(outcome.switched == Switched{{0, 1}, {10, 2}, {50, 3}, {130, 2}, {150, 1}});
        CHECK(std::abs(*std::max_element(outcome.ended_s.begin(), outcome.ended_s.end()) - 120) < 1e-6);
        CHECK(outcome.late == 0);
    }
}

TEST_CASE("under random load and failures an autoscaler does the same in the event queue and in SimGrid, and loses nobody") {
    Tier web = tier("web", 8, 2);
    web.autoscale =
        Autoscale{.hosts_min = 2, .up_above = 0.6, .down_below = 0.25, .every_s = 30, .delay_s = 45, .cool_down_s = 60};
    Scenario scenario = one_tier(web, 3, 4000);
    scenario.channels[0].steps = {work(0, exponential(3)), work(0, exponential(2))};
    Disruption breaks;
    breaks.elements = {0, 1, 2, 3};
    breaks.random = breaks.each = true;
    breaks.up = exponential(600), breaks.repair = exponential(60);
    Disruption slow = breaks, frozen = breaks;  // some begin or end while a host is switched off
    slow.elements = frozen.elements = {2, 3, 4, 5, 6, 7};
    slow.speed = 0.3, slow.repair = exponential(200);
    frozen.in_flight = InFlight::freeze, frozen.repair = exponential(80);
    scenario.platform.disruptions = {breaks, slow, frozen};
    std::mt19937_64 dice(7);
    std::vector<Arrival> load;
    for (double time_s = 0; time_s < 3000; time_s += std::exponential_distribution<>(time_s < 1500 ? 0.6 : 1.5)(dice))
        load.push_back({time_s});
    const Carried pool = run_anywhere(scenario, load, Fidelity::pool, 4000),
                  machines = run_anywhere(scenario, load, Fidelity::platform, 4000);
    CHECK(pool.switched == machines.switched);
    CHECK(pool.switched.size() > 10);
    for (std::size_t who = 0; who < load.size(); ++who) {
        CHECK(pool.why[who] == machines.why[who]);
        CHECK(std::abs(pool.ended_s[who] - machines.ended_s[who]) < 1e-6);
        CHECK(pool.ended_s[who] < 4000);
    }
}

TEST_CASE("a host switched off in a slow hour is fast when it is on again, and one that was switched off fast is slow in it") {
    for (const Fidelity fidelity : both)
        for (const bool metered : {false, true}) {
            CAPTURE(static_cast<int>(fidelity));
            Tier web = tier("web", 2, 1);
            web.capacity = {{0, 2}, {5, 1}, {40, 2}};
            if (metered) web.power.emplace();
            Scenario scenario = one_tier(web, 10);
            Disruption slow;
            slow.elements = {1}, slow.speed = 0.5, slow.when = {{10, 60}, {80, 200}};
            scenario.platform.disruptions = {slow};
            // The first host is at 40 and 70; the second at 41 (slow until 60: done at 60 with 9.5 s; 60.5) and at 71 (9 s fast,
            // then half).
            const Carried outcome = run_anywhere(scenario, {{40}, {41}, {70}, {71}}, fidelity, 1e4);
            const double ends_s[] = {50, 60.5, 80, 82};
            for (std::size_t who = 0; who < 4; ++who) CHECK(std::abs(outcome.ended_s[who] - ends_s[who]) < 1e-6);
        }
}

TEST_CASE("without contention too, an outage of all hosts that are switched on is one, whoever else is off") {
    Tier web = tier("web", 2, 1);
    web.capacity = {{0, 1}, {100, 2}};
    Scenario scenario = one_tier(web, 10);
    Disruption dark;
    dark.elements = {0}, dark.when = {{50, 200}};
    scenario.platform.disruptions = {dark};
    for (const Fidelity fidelity : {Fidelity::delay, Fidelity::pool, Fidelity::platform}) {
        const Carried outcome = run_anywhere(scenario, {{0}, {60}, {110}}, fidelity, 1e4);
        CHECK(outcome.why[0] == static_cast<double>(Failure::nothing));
        CHECK(outcome.why[1] == static_cast<double>(Failure::outage));
        CHECK(outcome.why[2] == static_cast<double>(Failure::nothing));
    }
}

TEST_CASE("a load that is exactly the bound does nothing, however its time was added up") {
    for (const Fidelity fidelity : both) {
        Tier web = tier("web", 4, 2);
        web.autoscale = Autoscale{.hosts_min = 1, .up_above = 0.5, .down_below = 0.5, .every_s = 7};
        // One of the two cores of the host is busy all the time, in pieces that no binary fraction holds.
        std::vector<Arrival> load;
        for (int i = 0; i < 700; ++i) load.push_back({0.1 * i});
        CHECK(run_anywhere(one_tier(web, 0.1), load, fidelity, 70).switched == Switched{{0, 1}});
    }
}

TEST_CASE("steps of two by hand: it looks while hosts begin, never has more than there are, and switches none off meanwhile") {
    for (const Fidelity fidelity : both) {
        CAPTURE(static_cast<int>(fidelity));
        Tier web = tier("web", 4, 1, 1, 1);
        web.autoscale = Autoscale{.hosts_min = 1, .up_above = 0.6, .down_below = 0.4, .every_s = 10, .delay_s = 25, .step = 2};
        // One at a time on a host; four works of 12 s at 0 keep the first busy until 48. At 10 all is busy: two more, ready
        // at 35. At 20 still all of the one that takes work: the fourth, ready at 45. At 36 and 37 two come: the second and third
        // host take them at once, until 48 and 49. At 46 one comes to the fourth: until 58. At 50, since 45: (3 + 3 + 4 + 4) / 20
        // = 0.7, but there are no more; at 60 (0 + 0 + 0 + 8) / 40: two off; at 70 nothing is busy: one off, no fewer than one.
        const Carried outcome = run_anywhere(one_tier(web, 12), {{0}, {0}, {0}, {0}, {36}, {37}, {46}}, fidelity, 100);
        const double ends_s[] = {12, 24, 36, 48, 48, 49, 58};
        for (std::size_t who = 0; who < 7; ++who) CHECK(std::abs(outcome.ended_s[who] - ends_s[who]) < 1e-6);
        CHECK(outcome.switched == Switched{{0, 1}, {10, 3}, {20, 4}, {60, 2}, {70, 1}});
    }
}

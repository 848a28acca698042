// Energy by hand, and as SimGrid's host_energy plugin has it.
#include "sim/meter.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "models/constants.hpp"
#include "tests/sim/loads.hpp"

using namespace counterless;
using namespace counterless::loads;
using doctest::Approx;

namespace {
Tier metered(int hosts, int cores, Power power) {
    Tier made = tier("web", hosts, cores);
    made.power = power;
    return made;
}
Scenario day_of(const Tier& machines, double core_seconds, double horizon_s = day_s) {
    Scenario scenario;
    scenario.study.horizon_s = horizon_s;
    scenario.platform.tiers = {machines};
    scenario.channels = {channel("web", {work(0, deterministic(core_seconds))})};
    return scenario;
}
Carried metered_run(Scenario scenario, const std::vector<Arrival>& load, Fidelity fidelity) {
    for (Channel& one : scenario.channels) one.fidelity = fidelity;
    return run_anywhere(scenario, load, fidelity, scenario.study.horizon_s);
}
}  // namespace

TEST_CASE("the energy of a day by hand: two hosts of four cores, idle 100 W, 130 W when the first begins, 250 W when all work") {
    // Round robin: the first host has one at work from 0 to 3600 and one from 7200.5; the second one from 7200 and one from 7201.
    const Scenario scenario = day_of(metered(2, 4, {.off_w = 5, .idle_w = 100, .least_w = 130, .full_w = 250}), 3600);
    const double one_w = 130 + 120.0 / 4, two_w = 130 + 2 * 120.0 / 4;
    const double first_j = 100 * (day_s - 2 * 3600) + 2 * 3600 * one_w;
    const double second_j = 100 * (day_s - 3601) + 3599 * two_w + 2 * one_w;
    for (const Fidelity fidelity : {Fidelity::pool, Fidelity::platform}) {
        CAPTURE(static_cast<int>(fidelity));
        const Carried outcome = metered_run(scenario, {{0}, {7200}, {7200.5}, {7201}}, fidelity);
        CHECK(outcome.joules == Approx(first_j + second_j).epsilon(1e-9));
    }
}

TEST_CASE("more at work than cores draw no more than full, and what stands still draws as if it worked") {
    // Three on two cores from 0: each 2/3 of a core, 150 s for 100 core-seconds; frozen from 30 to 40, so until 160.
    Scenario scenario = day_of(metered(1, 2, {.idle_w = 10, .least_w = 20, .full_w = 50}), 100, 1800);
    Disruption frozen;
    frozen.elements = {0};
    frozen.in_flight = InFlight::freeze;
    frozen.when = {{30, 40}};
    scenario.platform.disruptions = {frozen};
    for (const Fidelity fidelity : {Fidelity::pool, Fidelity::platform}) {
        const Carried outcome = metered_run(scenario, {{0}, {0}, {0}}, fidelity);
        CHECK(std::abs(outcome.ended_s[2] - 160) < 1e-6);
        CHECK(outcome.joules == Approx(160 * 50 + 1640 * 10).epsilon(1e-9));
    }
}

TEST_CASE("what fails draws idle from then on; a host switched off draws off once it has finished") {
    Tier web = metered(2, 1, {.off_w = 3, .idle_w = 10, .least_w = 10, .full_w = 40});
    web.capacity = {{0, 2}, {50, 1}, {1000, 2}};
    Scenario scenario = day_of(web, 100, 3600);
    Disruption breaks;
    breaks.elements = {0};
    breaks.when = {{20, 30}};
    scenario.platform.disruptions = {breaks};
    for (const Fidelity fidelity : {Fidelity::pool, Fidelity::platform}) {
        CAPTURE(static_cast<int>(fidelity));
        // 0 is on the first host until it fails at 20; 1 on the second from 10 to 110, off until 1000. In the second run that
        // host fails at 60, switched off but not finished, and is off from then on.
        const Carried outcome = metered_run(scenario, {{0}, {10}}, fidelity);
        CHECK(outcome.ended_s[0] == 20);
        CHECK(outcome.joules == Approx(20 * 40 + 3580 * 10 + 10 * 10 + 100 * 40 + 890 * 3 + 2600 * 10).epsilon(1e-9));
        Scenario both_fail = scenario;
        both_fail.platform.disruptions.push_back(breaks);
        both_fail.platform.disruptions.back().elements = {1};
        both_fail.platform.disruptions.back().when = {{60, 70}};
        CHECK(metered_run(both_fail, {{0}, {10}}, fidelity).joules ==
              Approx(20 * 40 + 3580 * 10 + 10 * 10 + 50 * 40 + 940 * 3 + 2600 * 10).epsilon(1e-9));
    }
}

TEST_CASE("without contention a tier draws idle power, and each core-second its part of what full work adds") {
    const Scenario scenario = day_of(metered(4, 2, {.idle_w = 100, .least_w = 100, .full_w = 200}), 60);
    const Carried outcome = metered_run(scenario, {{0}, {0}, {0}}, Fidelity::delay);
    CHECK(outcome.joules == Approx(4 * 100 * day_s + 3 * 60 * 100.0 / 2).epsilon(1e-12));
}

TEST_CASE("a random day with outages, slow hosts, an autoscaler, timeouts and lines: pool and plugin agree") {
    Tier web = metered(6, 2, {.off_w = 4, .idle_w = 90, .least_w = 110, .full_w = 240});
    web.worker_threads = 5;
    web.autoscale =
        Autoscale{.hosts_min = 2, .up_above = 0.6, .down_below = 0.2, .every_s = 60, .delay_s = 90, .cool_down_s = 120};
    Scenario scenario = day_of(web, 3, 7200);
    scenario.channels[0].steps = {work(0, exponential(4)), work(0, exponential(1))};
    scenario.channels[0].timeout_s = 20;
    Disruption breaks, slow, freeze;
    breaks.elements = {0, 1, 2};
    breaks.random = breaks.each = true;
    breaks.up = exponential(900), breaks.repair = exponential(120);
    slow.elements = {1, 3};
    slow.speed = 0.4;
    slow.when = {{600, 1200}, {3000, 4000}};
    freeze.elements = {2, 4};
    freeze.in_flight = InFlight::freeze;
    freeze.when = {{1500, 1600}};
    scenario.platform.disruptions = {breaks, slow, freeze};
    std::mt19937_64 dice(11);
    std::vector<Arrival> load;
    for (double time_s = 0; time_s < 6000; time_s += std::exponential_distribution<>(time_s < 2500 ? 1.6 : 0.5)(dice))
        load.push_back({time_s});
    const Carried pool = metered_run(scenario, load, Fidelity::pool), machines = metered_run(scenario, load, Fidelity::platform);
    CHECK(pool.switched == machines.switched);
    CHECK(pool.joules == Approx(machines.joules).epsilon(1e-9));
    CHECK(pool.joules > 2 * 90 * 7200);
    CHECK(pool.joules < 6 * 240 * 7200);
}

namespace {
struct Reading {
    double from_s, until_s, joules;
    Index tier, site;
};
class Reader final : public Deaf {
  public:
    void consumed(double from_s, double until_s, Index tier, Index site, double joules) override {
        readings.push_back({from_s, until_s, joules, tier, site});
    }
    std::vector<Reading> readings;
};
}  // namespace

TEST_CASE("readings follow each other, stop at half-hours, at the end of the warm-up and at the edges of batches, site by site") {
    Tier web = metered(3, 1, {.idle_w = 10, .least_w = 20, .full_w = 20});
    web.sites = {0, 1, 0};
    Scenario scenario = day_of(web, 600, 4000);
    scenario.platform.sites.resize(2);
    scenario.study.warmup_s = 700;
    scenario.study.batches = 3;
    const Luck luck{1, 0};
    Reader reader;
    EventQueue events;
    PoolCarrier pool(scenario, luck, reader, events);
    Meter meter(scenario, events, reader, {&pool, &pool, &pool});
    events.push(100, Rank::arrival, EventKind::digital_need, 0);  // on the first host, 600 s
    while (!events.empty()) {
        const Event event = events.pop();
        if (event.kind() == EventKind::meter_read) meter.read(event.time_s);
        if (event.kind() == EventKind::digital_need) pool.begin(event.time_s, 0, {0, 0, 0, false});
        if (event.kind() == EventKind::step_done) pool.handle(event);
    }
    std::vector<double> edges_s[2];
    double joules[2] = {0, 0}, last_s[2] = {0, 0};
    for (const Reading& one : reader.readings) {
        CHECK(one.tier == 0);
        REQUIRE(one.site < 2);
        CHECK(one.from_s == last_s[one.site]);
        last_s[one.site] = one.until_s;
        if (edges_s[one.site].empty() || edges_s[one.site].back() != one.until_s) edges_s[one.site].push_back(one.until_s);
        joules[one.site] += one.joules;
    }
    for (const auto& edges : edges_s) CHECK(edges == std::vector<double>{700, 1800, 2900, 3600, 4000});
    CHECK(joules[0] == Approx(2 * 4000 * 10 + 600 * 10));
    CHECK(joules[1] == Approx(4000 * 10));
}

// The platform on SimGrid: exact by hand, and the same as the pool, which is computed in quite another way.
#include "sim/machines.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <csignal>
#include <random>
#include <string>

#include "tests/sim/loads.hpp"

using namespace counterless;
using namespace counterless::loads;
using doctest::Approx;

namespace {
// Both must satisfy every claim made by hand.
constexpr Fidelity both[] = {Fidelity::pool, Fidelity::platform};
std::string name_of(Fidelity fidelity) { return fidelity == Fidelity::pool ? "pool" : "platform"; }

Scenario one_link(double latency_s, double bandwidth_per_s, double bytes) {
    Scenario scenario;
    scenario.platform.links = {link("line", latency_s, bandwidth_per_s)};
    scenario.channels = {channel("web", {transfer(0, deterministic(bytes))})};
    return scenario;
}
Scenario one_tier(const Tier& machines, double core_seconds) {
    Scenario scenario;
    scenario.platform.tiers = {machines};
    scenario.channels = {channel("web", {work(0, deterministic(core_seconds))})};
    return scenario;
}
}  // namespace

TEST_CASE("1 kB over a 20 ms link takes 20 ms and its size over the bandwidth") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        const Carried outcome = run_anywhere(one_link(0.020, 1e6, 1000), {{0}, {7}}, fidelity);
        CHECK(outcome.ended_s[0] == Approx(0.020 + 1000 / 1e6).epsilon(1e-12));
        CHECK(outcome.ended_s[1] == Approx(7 + 0.020 + 1000 / 1e6).epsilon(1e-12));
        CHECK(outcome.bytes == 2000);
    }
}

TEST_CASE("a fraction of a byte counts, and a link without a bandwidth has only latency") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        CHECK(run_anywhere(one_link(0, 1, 0.3), {{0}}, fidelity).ended_s[0] == Approx(0.3).epsilon(1e-11));
        CHECK(run_anywhere(one_link(0.5, infinite, 1e12), {{1}}, fidelity).ended_s[0] == Approx(1.5).epsilon(1e-12));
        CHECK(run_anywhere(one_link(0, infinite, 1e12), {{1}}, fidelity).ended_s[0] == 1);
        CHECK(run_anywhere(one_link(0.25, 1e6, 0), {{1}}, fidelity).ended_s[0] == Approx(1.25).epsilon(1e-9));
    }
}

TEST_CASE("two transfers share a link, but not while their latency runs") {
    // 1000 bytes at 1000 B/s after 0.1 s. The first is alone from 0.1 to 0.6 (500 bytes); then both have half: it ends at
    // 0.6 + 500 / 500 = 1.6, when the other has 500 left and the link to itself: 2.1.
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        const Carried outcome = run_anywhere(one_link(0.1, 1000, 1000), {{0}, {0.5}}, fidelity);
        CHECK(outcome.ended_s[0] == Approx(1.6).epsilon(1e-11));
        CHECK(outcome.ended_s[1] == Approx(2.1).epsilon(1e-11));
    }
}

TEST_CASE("three works on two cores: full speed for two, two thirds for three") {
    // Speed 2, works of 2 core-seconds. At 0: two, full speed. At 0.5 a third comes; the first two have 1 left, each proceeds at
    // 2 * 2/3 = 4/3, so they end together at 0.5 + 3/4 = 1.25. The third then has 1 left and ends at 1.25 + 1/2 = 1.75.
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        const Carried outcome = run_anywhere(one_tier(tier("web", 1, 2, 2), 2), {{0}, {0}, {0.5}}, fidelity);
        CHECK(outcome.ended_s[0] == Approx(1.25).epsilon(1e-12));
        CHECK(outcome.ended_s[1] == Approx(1.25).epsilon(1e-12));
        CHECK(outcome.ended_s[2] == Approx(1.75).epsilon(1e-12));
        CHECK(outcome.core_seconds == Approx(3));  // 6 of work at speed 2
    }
}

TEST_CASE("worker threads: who finds none free waits in line, first come first served") {
    // One host, 4 cores, 2 threads, works of 1 s at 0, 0.25, 0.5, 0.75: the third waits for the first, the fourth for the second.
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        const Carried outcome = run_anywhere(one_tier(tier("web", 1, 4, 1, 2), 1), {{0}, {0.25}, {0.5}, {0.75}}, fidelity);
        CHECK(outcome.ended_s == std::vector<double>{1, 1.25, 2, 2.25});
    }
}

TEST_CASE("the balancer takes turns, or looks for the least busy") {
    // Two hosts of one core; works of 4 s and 1 s (by channel). Turns: the third goes to the first host, still busy with the long
    // one; least busy: to the second, free again.
    for (const Fidelity fidelity : both)
        for (const Balance balance : {Balance::round_robin, Balance::least_busy}) {
            CAPTURE(name_of(fidelity));
            Scenario scenario = one_tier(tier("web", 2, 1, 1, 64, balance), 4);
            scenario.channels.push_back(channel("app", {work(0, deterministic(1))}));
            const Carried outcome = run_anywhere(scenario, {{0, 0}, {0, 1}, {2, 1}}, fidelity);
            CHECK(outcome.ended_s[1] == 1);
            CHECK(outcome.ended_s[2] == (balance == Balance::least_busy ? 3 : 4));  // shares with the long one: 2 + 2 * 1
            CHECK(outcome.ended_s[0] == (balance == Balance::least_busy ? 4 : 5));
        }
}

TEST_CASE("payment steps are for those with a fee; a channel without steps is done at once") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 4), 1);
        Step payment = work(0, deterministic(2));
        payment.only_with_fee = true;
        scenario.channels[0].steps.push_back(payment);
        scenario.channels.push_back(channel("empty", {}));
        const Carried outcome = run_anywhere(scenario, {{0, 0, true}, {0, 0, false}, {0.5, 1, true}}, fidelity);
        CHECK(outcome.ended_s[0] == Approx(3));
        CHECK(outcome.ended_s[1] == Approx(1));
        CHECK(outcome.ended_s[2] == 0.5);
    }
}

TEST_CASE("works of no length pass through hosts and lines without taking time") {
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        Scenario scenario = one_tier(tier("web", 1, 1, 1, 1), 1);
        scenario.channels.push_back(channel("app", {work(0, deterministic(0)), work(0, deterministic(0))}));
        const Carried outcome = run_anywhere(scenario, {{0, 0}, {0.5, 1}, {0.6, 1}, {0.7, 0}, {9, 1}}, fidelity);
        CHECK(outcome.ended_s == std::vector<double>{1, 1, 1, 2, 9});
    }
}

namespace {
// Six steps over three links and three tiers, every law random, lines long enough to matter.
Scenario busy_platform() {
    Scenario scenario;
    scenario.study.seed = 20181021;
    scenario.platform.links = {link("up", 0.020, 2.5e6), link("bank", 0.005, 1e5), link("down", 0.020, 25e6)};
    scenario.platform.tiers = {tier("web", 3, 2, 1.5, 5, Balance::round_robin),
                               tier("database", 2, 2, 1, 64, Balance::least_busy),
                               tier("gateway", 1, 4, 1, 3, Balance::round_robin)};
    Step bank = transfer(1, lognormal(700, 0.5)), payment = work(2, gamma(0.030, 0.7));
    bank.only_with_fee = payment.only_with_fee = true;
    scenario.channels = {channel("web", {transfer(0, exponential(20e3)), work(0, exponential(0.060)),
                                         work(1, lognormal(0.030, 1.2)), bank, payment, transfer(2, exponential(200e3))}),
                         channel("b2g", {work(0, weibull(0.020, 0.8)), work(1, uniform(0.001, 0.050))})};
    return scenario;
}
std::vector<Arrival> poisson_load(int attempts, double mean_gap_s) {
    std::mt19937_64 numbers{7};
    std::exponential_distribution<double> gap(1 / mean_gap_s);
    std::vector<Arrival> load;
    double now_s = 0;
    for (int i = 0; i < attempts; ++i) load.push_back({now_s += gap(numbers), numbers() % 3 == 0, numbers() % 2 == 0});
    return load;
}
}  // namespace

TEST_CASE("pool and SimGrid agree on every single response under heavy contention") {
    const Scenario scenario = busy_platform();
    const std::vector<Arrival> load = poisson_load(2000, 1 / 130.0);
    const Carried pool = run_anywhere(scenario, load, Fidelity::pool);
    const Carried machines = run_anywhere(scenario, load, Fidelity::platform);
    double worst = 0, sum_s = 0;
    for (std::size_t i = 0; i < load.size(); ++i) {
        const double response_s = pool.ended_s[i] - load[i].begins_s;
        sum_s += response_s;
        worst = std::max(worst, std::abs(machines.ended_s[i] - pool.ended_s[i]) / response_s);
    }
    CHECK(worst < 1e-9);
    CHECK(machines.core_seconds == Approx(pool.core_seconds).epsilon(1e-12));
    CHECK(machines.bytes == Approx(pool.bytes).epsilon(1e-12));
    CHECK(pool.late == 0);
    CHECK(machines.late == 0);
    const Carried alone = run_anywhere(scenario, load, Fidelity::delay);  // and there was contention
    double alone_s = 0;
    for (std::size_t i = 0; i < load.size(); ++i) alone_s += alone.ended_s[i] - load[i].begins_s;
    CHECK(sum_s > 1.5 * alone_s);
}

TEST_CASE("where nobody contends, delay, pool and SimGrid are one") {
    const Scenario scenario = busy_platform();
    const std::vector<Arrival> load = poisson_load(300, 100);  // about a quarter of a second each, 100 s apart
    const Carried delay = run_anywhere(scenario, load, Fidelity::delay);
    for (const Fidelity fidelity : both) {
        CAPTURE(name_of(fidelity));
        const Carried other = run_anywhere(scenario, load, fidelity);
        int met = 0;  // attempts that met another: a few in 300 at most
        for (std::size_t i = 0; i < load.size(); ++i) {
            const bool alone = (i == 0 || delay.ended_s[i - 1] < load[i].begins_s) &&
                               (i + 1 == load.size() || delay.ended_s[i] < load[i + 1].begins_s);
            met += !alone;
            if (alone) CHECK(other.ended_s[i] - load[i].begins_s == Approx(delay.ended_s[i] - load[i].begins_s).epsilon(1e-9));
        }
        CHECK(met < 20);
        CHECK(other.core_seconds == Approx(delay.core_seconds).epsilon(1e-12));
        CHECK(other.bytes == Approx(delay.bytes).epsilon(1e-12));
    }
}

TEST_CASE("a month into the run the digits still suffice") {
    Scenario scenario = busy_platform();
    scenario.study.horizon_s = 40 * 86400.0;
    std::vector<Arrival> load = poisson_load(400, 1 / 80.0);
    for (Arrival& attempt : load) attempt.begins_s += 31 * 86400.0;
    load.insert(load.begin(), {0});
    const Carried pool = run_anywhere(scenario, load, Fidelity::pool);
    const Carried machines = run_anywhere(scenario, load, Fidelity::platform);
    for (std::size_t i = 0; i < load.size(); ++i) CHECK(std::abs(machines.ended_s[i] - pool.ended_s[i]) < 1e-6);
    CHECK(machines.late == 0);
}

TEST_CASE("an error thrown by the loop comes out, and a second engine is refused") {
    const Scenario scenario = one_tier(tier("web", 1, 1), 1);
    const auto failing = [&] {
        Totals totals;
        EventQueue events;
        run_on_machines(scenario, Luck{1, 0}, totals, events, [](Clock&, Carrier&) { throw std::logic_error("balance sheet"); });
        return std::vector<double>{};
    };
    CHECK_THROWS_WITH_AS(in_child(failing), "balance sheet", std::logic_error);
    const auto twice = [&] {
        run(scenario, {{0}}, Fidelity::platform);
        run(scenario, {{0}}, Fidelity::platform);
        return std::vector<double>{};
    };
    CHECK_THROWS_AS(in_child(twice), std::logic_error);
}

TEST_CASE("Ctrl-C and crashes stay the program's own business") {
    const auto handlers = in_child([] {
        const auto mine = [](int) {};
        for (const int number : {SIGINT, SIGSEGV, SIGBUS, SIGTERM}) std::signal(number, mine);
        run(one_tier(tier("web", 1, 1), 1), {{0}}, Fidelity::platform);
        std::vector<double> kept;
        for (const int number : {SIGINT, SIGSEGV, SIGBUS, SIGTERM}) kept.push_back(std::signal(number, SIG_DFL) == +mine);
        return kept;
    });
    CHECK(handlers == std::vector<double>{1, 1, 1, 1});
}

// Nobody contends: an attempt takes the sum of its steps' own times.
#include "sim/delay.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "tests/sim/loads.hpp"

using namespace counterless;
using namespace counterless::loads;
using doctest::Approx;

TEST_CASE("latency, bytes over bandwidth, work over speed; payment only with a fee") {
    Scenario scenario;
    scenario.platform.links = {link("line", 0.020, 1e6)};
    scenario.platform.tiers = {tier("web", 1, 1, 2.0)};
    Step payment = work(0, deterministic(0.8));
    payment.only_with_fee = true;
    scenario.channels = {channel("web", {transfer(0, deterministic(1000)), work(0, deterministic(0.5)), payment})};
    const Carried outcome = run(scenario, {{1, 0, false}, {1, 0, true}, {1, 0, true}}, Fidelity::delay);
    CHECK(outcome.ended_s[0] == Approx(1 + 0.021 + 0.25));
    CHECK(outcome.ended_s[1] == Approx(1 + 0.021 + 0.25 + 0.4));
    CHECK(outcome.ended_s[2] == outcome.ended_s[1]);  // three at once on one core do not wait for each other
    CHECK(outcome.bytes == 3000);
    CHECK(outcome.core_seconds == Approx(3 * 0.25 + 2 * 0.4));
}

TEST_CASE("a channel without steps takes its response time, drawn anew for each attempt and each retry") {
    Scenario scenario;
    scenario.channels = {channel("phone", {})};
    scenario.channels[0].response = exponential(3);
    const Luck luck{9, 0}, same{9, 0};
    Deaf deaf;
    EventQueue events;
    const Conditions conditions(scenario, luck);
    DelayCarrier carrier(scenario, luck, conditions, deaf, events);
    carrier.begin(10, 0, {.who = 77, .which = 0, .channel = 0, .fee = false});
    carrier.begin(10, 1, {.who = 77, .which = 1, .channel = 0, .fee = false});
    const double first_s = quantile(exponential(3), same.at(Purpose::work, 77, 0).u);
    const double second_s = quantile(exponential(3), same.at(Purpose::work, 77, 64).u);
    CHECK(first_s != second_s);
    for (int i = 0; i < 2; ++i) {
        const Event event = events.pop();
        CHECK(event.kind() == EventKind::attempt_done);
        CHECK(event.time_s == 10 + (event.subject == 0 ? first_s : second_s));
    }
    CHECK(carrier.in_flight() == 0);
}

TEST_CASE("a delay has no events of its own") {
    const Scenario scenario;
    const Luck luck{1, 0};
    Deaf deaf;
    EventQueue events;
    const Conditions conditions(scenario, luck);
    DelayCarrier carrier(scenario, luck, conditions, deaf, events);
    CHECK_THROWS_AS(carrier.handle(Event{}), std::logic_error);
}

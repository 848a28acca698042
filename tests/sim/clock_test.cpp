// Who turns time: in order, never late, never ending early.
#include "sim/clock.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/sim/loads.hpp"

using namespace counterless;
using namespace counterless::loads;
using doctest::Approx;

namespace {
constexpr Fidelity both[] = {Fidelity::pool, Fidelity::platform};  // on the free clock, on the platform's

Scenario one_server(double work_s) {
    Scenario scenario;
    scenario.platform.tiers = {tier("web", 1, 64)};
    scenario.channels = {channel("web", {work(0, deterministic(work_s))})};
    return scenario;
}
using Loop = std::function<void(Clock&, Carrier&, EventQueue&, std::vector<double>& told)>;
std::vector<double> told_on_platform(const Scenario& scenario, const Loop& loop) {
    return in_child([&] {
        std::vector<double> told;
        Deaf deaf;
        EventQueue events;
        const Luck luck{1, 0};
        run_on_machines(scenario, luck, deaf, events,
                        [&](Clock& clock, Carrier& carrier) { loop(clock, carrier, events, told); });
        return told;
    });
}
}  // namespace

TEST_CASE("the free clock jumps to the next event, and stops at the horizon") {
    FreeClock clock;
    EventQueue events;
    CHECK_FALSE(clock.wait_until_due(events, 10));
    events.push(3, Rank::arrival, EventKind::stream_arrival, 0);
    events.push(10, Rank::arrival, EventKind::stream_arrival, 0);
    events.push(10.5, Rank::arrival, EventKind::stream_arrival, 0);
    CHECK(clock.wait_until_due(events, 10));
    CHECK(clock.now_s() == 3);
    events.pop();
    CHECK(clock.wait_until_due(events, 10));  // exactly at the horizon: still handled
    events.pop();
    CHECK_FALSE(clock.wait_until_due(events, 10));
    CHECK(clock.now_s() == 10);
    CHECK(clock.idle());
}

TEST_CASE("a completion that lands between two queued events is handled between them, and so is what it brings") {
    // Known events at 0, 0.5 and 2; the attempt begun at 0 ends at 1 and brings another event at 1.25.
    const std::vector<double> times =
        told_on_platform(one_server(1), [](Clock& clock, Carrier& carrier, EventQueue& events, auto& told) {
            for (const double at_s : {0.0, 0.5, 2.0}) events.push(at_s, Rank::arrival, EventKind::stream_arrival, 0);
            while (clock.wait_until_due(events, 100)) {
                const Event event = events.pop();
                told.push_back(clock.now_s());
                if (event.time_s == 0) carrier.begin(0, 0, {1, 0, 0, false});
                if (event.kind() == EventKind::attempt_done) events.push(event.time_s + 0.25, Rank::retry, EventKind::retry, 0);
            }
        });
    CHECK(times == std::vector<double>{0, 0.5, 1, 1.25, 2});
}

TEST_CASE("what a completion begins, begins then: attempts end to end keep their step among other events") {
    // Were a completion handled only at the next known event, the attempt it begins would end late, by SimGrid's own clock.
    const std::vector<double> times =
        told_on_platform(one_server(0.7), [](Clock& clock, Carrier& carrier, EventQueue& events, auto& told) {
            for (int i = 0; i < 100; ++i) events.push(0.3 * i, Rank::arrival, EventKind::stream_arrival, 0);
            carrier.begin(0, 0, {1, 0, 0, false});
            while (clock.wait_until_due(events, 100)) {
                const Event event = events.pop();
                if (event.kind() != EventKind::attempt_done) continue;
                told.push_back(event.time_s);
                if (told.size() < 40) carrier.begin(event.time_s, 0, {1, 0, 0, false});
            }
        });
    REQUIRE(times.size() == 40);
    for (std::size_t i = 0; i < times.size(); ++i) CHECK(times[i] == Approx(0.7 * static_cast<double>(i + 1)).epsilon(1e-12));
}

TEST_CASE("an empty queue with work in flight is not the end; with nothing in flight it is") {
    for (const double horizon_s : {100.0, infinite}) {
        const std::vector<double> told =
            told_on_platform(one_server(7), [&](Clock& clock, Carrier& carrier, EventQueue& events, auto& out) {
                carrier.begin(0, 0, {1, 0, 0, false});
                out.push_back(events.empty());
                out.push_back(clock.idle());
                out.push_back(clock.wait_until_due(events, horizon_s));
                out.push_back(events.pop().time_s);
                out.push_back(clock.idle());
                out.push_back(clock.wait_until_due(events, horizon_s));
            });
        CHECK(told == std::vector<double>{1, 0, 1, 7, 1, 0});
    }
}

TEST_CASE("the horizon ends the wait, whether for an event or for a completion") {
    for (const Fidelity fidelity : both) {
        const Carried outcome = run_anywhere(one_server(10), {{0}, {4}}, fidelity, 6);
        CHECK(outcome.stopped_s == 6);
        CHECK(outcome.ended_s[0] == infinite);
        const Carried edge =
            run_anywhere(one_server(10), {{0}, {11}}, fidelity, 10);  // a completion exactly at the horizon counts
        CHECK(edge.stopped_s == 10);
        CHECK(edge.ended_s[0] == 10);
        CHECK(edge.ended_s[1] == infinite);
    }
}

TEST_CASE("simultaneous events keep their ranks: a completion at the instant of an arrival goes first") {
    const std::vector<double> kinds =
        told_on_platform(one_server(1), [](Clock& clock, Carrier& carrier, EventQueue& events, auto& told) {
            events.push(1, Rank::arrival, EventKind::stream_arrival, 0);
            events.push(1, Rank::knob, EventKind::knob_changes, 0);
            carrier.begin(0, 0, {1, 0, 0, false});
            while (clock.wait_until_due(events, 9)) told.push_back(static_cast<double>(events.pop().kind()));
        });
    CHECK(kinds == std::vector<double>{static_cast<double>(EventKind::knob_changes), static_cast<double>(EventKind::attempt_done),
                                       static_cast<double>(EventKind::stream_arrival)});
}

namespace {
// A branching life of events without any attempt: both clocks must show the very same times, to the last bit.
void branching(Clock& clock, EventQueue& events, std::vector<double>& told) {
    std::mt19937_64 numbers{11};
    std::exponential_distribution<double> gap(3);
    for (int i = 0; i < 20; ++i) events.push(1e4 * gap(numbers), Rank::arrival, EventKind::stream_arrival, 0);
    while (clock.wait_until_due(events, 20000)) {
        const Event event = events.pop();
        told.insert(told.end(), {event.time_s, clock.now_s()});
        const std::size_t children = told.size() < 4000 ? numbers() % 3 : 0;
        for (std::size_t i = 0; i < children; ++i)
            events.push(event.time_s + (numbers() % 4 ? gap(numbers) : 0), Rank::retry, EventKind::retry, 0);
    }
    told.push_back(clock.now_s());
}
}  // namespace

TEST_CASE("both clocks tell the same time where both apply") {
    std::vector<double> free_told;
    FreeClock clock;
    EventQueue free_events;
    branching(clock, free_events, free_told);
    const auto told = told_on_platform(
        one_server(1), [](Clock& platform, Carrier&, EventQueue& events, auto& out) { branching(platform, events, out); });
    CHECK(free_told.size() > 100);
    CHECK(told == free_told);
}

TEST_CASE("ten thousand attempts among as many other events: none is handled late") {
    // 64 cores and about 14 attempts at once, so each takes its 0.7 s exactly; a third of them begin when another ends.
    const auto told = told_on_platform(one_server(0.7), [](Clock& clock, Carrier& carrier, EventQueue& events, auto& out) {
        std::mt19937_64 numbers{5};
        std::exponential_distribution<double> gap(14);
        double before_s = 0, late = 0, done = 0, worst_s = 0;
        std::vector<double> begun_s;
        const auto begin = [&](double now_s) {
            carrier.begin(now_s, static_cast<std::uint32_t>(begun_s.size()), {begun_s.size(), 0, 0, false});
            begun_s.push_back(now_s);
        };
        events.push(gap(numbers), Rank::arrival, EventKind::stream_arrival, 0);
        while (clock.wait_until_due(events, infinite)) {
            const Event event = events.pop();
            late += event.time_s < before_s || event.time_s != clock.now_s();
            before_s = event.time_s;
            if (event.kind() == EventKind::attempt_done) {
                ++done;
                worst_s = std::max(worst_s, std::abs(event.time_s - begun_s[event.subject] - 0.7));
                events.push(event.time_s + (numbers() % 10 ? 30.0 : 1e-4), Rank::retry, EventKind::retry, 0);
                if (numbers() % 3 == 0 && begun_s.size() < 10000) begin(event.time_s);
            } else if (event.kind() == EventKind::stream_arrival && begun_s.size() < 10000) {
                begin(event.time_s);
                events.push(event.time_s + gap(numbers), Rank::arrival, EventKind::stream_arrival, 0);
            }
        }
        out = {late, done, static_cast<double>(carrier.in_flight()), worst_s};
    });
    CHECK(told[0] == 0);
    CHECK(told[1] == 10000);
    CHECK(told[2] == 0);
    CHECK(told[3] < 1e-9);
}

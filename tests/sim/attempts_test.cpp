#include "sim/attempts.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/adoption.hpp"
#include "sim/delay.hpp"
#include "tests/sim/diary.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
struct Tries {
    double completed = 0, visits = 0, given_up = 0, attempts = 0;
    Diary diary;
};
// Many customers, one after the other, each until he is through, comes or gives up.
Tries try_all(const Scenario& scenario, int customers) {
    Tries tries;
    const Luck luck(5, 0);
    EventQueue events;
    const Conditions conditions(scenario, luck);
    DelayCarrier delay(scenario, luck, conditions, tries.diary, events);
    Attempts attempts(scenario, luck, events, tries.diary, {&delay, nullptr, nullptr});
    for (int who = 0; who < customers; ++who) {
        attempts.begin(0, {.who = static_cast<std::uint64_t>(who),
                           .began_s = 0,
                           .service = 0,
                           .segment = 0,
                           .channel = 0,
                           .centre = none,
                           .which = 0});
        while (!events.empty()) {
            const Event event = events.pop();
            if (event.kind() == EventKind::retry) {
                attempts.try_again(event.time_s, event.subject);
            } else if (event.kind() == EventKind::visit_later) {
                attempts.becomes_visit(event.time_s, event.subject);
                ++tries.visits;
            } else {
                ++tries.attempts;
                const Outcome outcome = attempts.end(event.time_s, event.subject, static_cast<Failure>(event.stamp()));
                tries.completed += outcome == Outcome::completed;
                tries.given_up += outcome == Outcome::gives_up;
            }
        }
        CHECK(attempts.present.present() == 0);
        CHECK(attempts.in_flight() == 0);
    }
    return tries;
}
}  // namespace

// 20,000 customers; each share against the geometric series, 4.5 standard errors: false alarm 7e-6 a check.
TEST_CASE("tries, visits and giving up follow the geometric series of failures") {
    const Scenario scenario = town();
    const Tries tries = try_all(scenario, 20'000);
    const DigitalOutcome theory = digital_outcome(0.1, 0.5, 0.5);
    const auto near = [](double found, double share) {
        return std::abs(found - 20'000 * share) < 4.5 * std::sqrt(20'000 * share * (1 - share));
    };
    CHECK(near(tries.completed, theory.digital));
    CHECK(near(tries.visits, theory.visit));
    CHECK(near(tries.given_up, theory.given_up));
    CHECK(std::abs(tries.attempts - 20'000 / 0.95) < 4.5 * std::sqrt(20'000 * 0.05 / 0.95 / 0.95));  // geometric
    CHECK(tries.completed + tries.visits + tries.given_up == 20'000);
}

TEST_CASE("a service that no counter offers never becomes a visit") {
    Scenario scenario = town();
    scenario.services[0].at_counter = false;
    CHECK(try_all(scenario, 2'000).visits == 0);
}

TEST_CASE("a retry has its own luck: a channel that fails half the time lets everyone through in the end") {
    Scenario scenario = town();
    scenario.channels[0].failure = 0.5;
    scenario.channels[0].reactions.fill({.retry = 1, .delay = exponential(600)});
    CHECK(try_all(scenario, 1'000).completed == 1'000);
}

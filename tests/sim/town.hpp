// tests/sim/town.hpp: a small town for tests: two services, two segments, one centre of two stations, two smart channels, one
// working day of a week. Every part may be changed by a test before it runs.
#pragma once

#include "scenarios/scenario.hpp"

#include "models/constants.hpp"

namespace counterless {

inline Scenario town(double needs_a_day = 2000) {
    Scenario town;
    town.calendar.has_dates = true;
    for (int day = 0; day < 2; ++day) town.calendar.days.push_back({day * day_s, day, true, 1, ""});
    town.channels.push_back(
        {.id = "app", .smart = true, .fidelity = Fidelity::delay, .failure = 0.1, .steps = {}, .response = exponential(4)});
    town.channels[0].reactions.fill({.retry = 0.5, .visit = 0.25, .delay = exponential(600)});
    town.channels.push_back(
        {.id = "web", .smart = true, .fidelity = Fidelity::delay, .failure = 0, .steps = {}, .response = deterministic(2)});
    town.services.push_back({.id = "licence",
                             .share = 0.75,
                             .fee = 100,
                             .sheets = 4,
                             .presence = {{-infinite, 0.1}},
                             .channels = {0, 1},
                             .segments = {0, 1}});
    town.services.push_back(
        {.id = "inquiry", .share = 0.25, .fee = 0, .sheets = 1, .presence = {{-infinite, 0}}, .channels = {1}, .segments = {0}});
    town.segments.push_back({.id = "people", .weight = 1, .habit = -1, .channel_share = {0.5, 0.5}});
    town.segments.push_back({.id = "traders", .weight = 2, .habit = 1, .channel_share = {0.2, 0.8}});
    Needs needs;
    needs.per_working_day = needs_a_day;
    needs.transactions_per_visit = 1.25;
    needs.counter_profile = {{8 * hour_s, 14 * hour_s, 1}};
    needs.channel_profile = {{{0, day_s, 1}}, {{0, day_s, 1}}};
    town.needs = needs;
    town.adoption.share = 0.6;
    const Law patience = weibull(3600, 1.5);
    town.stations.push_back({.id = "counter",
                             .centre = 0,
                             .agents = 10,
                             .service = lognormal(240, 0.8),
                             .patience = patience,
                             .unit = ServiceUnit::transaction});
    town.stations.push_back({.id = "cashier",
                             .centre = 0,
                             .agents = 4,
                             .service = exponential(60),
                             .patience = patience,
                             .serves = Serves::fee_payers});
    town.stations.push_back(
        {.id = "guides", .centre = 0, .agents = 0, .service = lognormal(600, 0.6), .patience = patience, .guides = true});
    town.centres.push_back({.id = "hall",
                            .weight = 1,
                            .path = {0, 1},
                            .guides = 2,
                            .always_open = false,
                            .open = {{8 * hour_s, 14 * hour_s}, {day_s + 8 * hour_s, day_s + 14 * hour_s}}});
    town.study.horizon_s = 2 * day_s;
    town.study.seed = 11;
    return town;
}

// What the Week did, over both days, with the given acceptance.
inline void add_initiative(Scenario& town, double acceptance) {
    town.initiatives.push_back({.id = "week", .from_s = 0, .until_s = 2 * day_s});
    const auto knob = [&](KnobKind kind, double value) { town.knobs.push_back({kind, 0, none, 0, 2 * day_s, value}); };
    knob(KnobKind::acceptance, acceptance);
    knob(KnobKind::message, 0.3);
    knob(KnobKind::signs, 1);
    knob(KnobKind::restricted, 1);
    knob(KnobKind::guides, 6);
    knob(KnobKind::lesson_success, 0.7);
}

}  // namespace counterless

// scenarios/forecast.hpp: what a scenario should bring, computed without simulating: expected transactions, digital share and the
// ceiling that presence allows, and what a replication costs in events and memory. `check` prints it; the tests hold the
// simulation to it. Formulas in models/adoption.hpp. Tested in tests/scenarios/forecast_test.cpp.
#pragma once

#include "scenarios/problem.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct Forecast {
    double transactions = 0;         // expected over the horizon, all channels
    double needs = 0;                // expected to arise, completed or not; the mean, exactly, where nobody remembers
    double digital = 0;              // expected completed on smart channels, initiatives included
    double digital_without = 0;      // the same without the initiatives
    double digital_ceiling = 0;      // if every transaction that needs no presence went digital
    double counter = 0;              // expected completed at counters
    double eligible_at_counter = 0;  // counter transactions that need no presence, without initiatives
    double visits = 0;               // expected visits
    double cases = 0;                // expected digital transactions that a person must finish
    double events = 0;               // expected events of one replication
    double platform_activities = 0;  // of them, activities inside SimGrid
    double memory_bytes = 0;         // expected peak of one replication
    // Customers remember, or a measure is at work that only the simulation plays: then what is foretold of the digital share
    // holds as if every day were like the first.
    bool remembers = false;
};

Forecast forecast(const Scenario& scenario);

// Problems that only the whole scenario shows: a share that presence forbids, a replication too large to run.
Problems forecast_problems(const Scenario& scenario, const Forecast& forecast);

}  // namespace counterless

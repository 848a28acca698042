// sim/machines.hpp: the platform simulated by SimGrid, and the door in its wall. No other file of this program includes SimGrid
// than sim/machines*; nothing of SimGrid shows in this header. How activities run, and why so:
// docs/decisions/platform-activities.md. Tested in tests/sim/machines_test.cpp and tests/sim/clock_test.cpp; measured in
// tests/bench/platform_bench.cpp.
#pragma once

#include <functional>

#include "sim/carrier.hpp"
#include "sim/clock.hpp"
#include "sim/record.hpp"

namespace counterless {

// Builds the scenario's platform in SimGrid and calls `turn` once, with the clock to wait on and the carrier of attempts; returns
// when `turn` has returned, or throws what it threw. What is still in flight then is forgotten. `turn` runs on the conductor,
// SimGrid's only actor, and must not be run beside other threads. SimGrid's clock never goes back and its engine cannot be
// rebuilt: at most once a process, else std::logic_error. Signal handlers stay as they were.
void run_on_machines(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events,
                     const std::function<void(Clock&, Carrier&)>& turn);

}  // namespace counterless

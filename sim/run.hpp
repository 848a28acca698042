// sim/run.hpp: one replication, from the first event to the balance sheet.
#pragma once

#include <cstdint>

#include "scenarios/scenario.hpp"
#include "sim/plan.hpp"
#include "sim/record.hpp"

namespace counterless {

// True when some channel has fidelity `platform`: the replication then needs a process of its own (one SimGrid engine per
// process).
bool needs_machines(const Scenario& scenario);

// Runs replication number `replication` (from 0) and tells `recorder` everything. Throws std::logic_error if the balance sheet
// does not add up. With machines: at most once per process, and only in a process without threads.
Ending run(const Scenario& scenario, const Plan& plan, std::uint32_t replication, Recorder& recorder);

}  // namespace counterless

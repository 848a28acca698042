// results/cli/replicate.hpp: one replication of one side of the study, where the simulation and its listener meet.
#pragma once

#include <cstdint>

#include "results/measures.hpp"
#include "results/summary.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct Side {  // the scenario, or what it is measured against
    const Scenario* scenario;
    Layout layout;
};

Summary replicate(const Side& side, std::uint32_t replication);

}  // namespace counterless

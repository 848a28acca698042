// sim/plan.hpp: what a search may vary about a replication. run.hpp takes it, the world lives by it.
#pragma once

#include <vector>

namespace counterless {

// What searches vary without editing a Scenario. Empty: as the scenario says.
struct Plan {
    std::vector<int> agents;  // by station; empty or one per station
};

}  // namespace counterless

// sim/plan.hpp: what a search may ask of a replication beyond its scenario. run.hpp takes it, the world lives by it.
#pragma once

#include "sim/visit_trace.hpp"

namespace counterless {

// Both empty: everything as the scenario says.
struct Plan {
    VisitTrace* note = nullptr;          // who comes through the doors is written here
    const CentreVisits* only = nullptr;  // one centre alone: they come instead of those whom needs and channels would bring
};

}  // namespace counterless

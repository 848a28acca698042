// sim/plan.hpp: what a search may ask of a replication beyond its scenario. run.hpp takes it, the world lives by it.
#pragma once

#include <span>

#include "sim/visit_trace.hpp"

namespace counterless {

// From then on a station with a plain number of agents has so many; whoever is at a desk finishes first.
struct CrewChange {
    double from_s;
    Index station;
    int agents;
};

// All empty: everything as the scenario says.
struct Plan {
    VisitTrace* note = nullptr;             // who comes through the doors is written here
    const CentreVisits* only = nullptr;     // one centre alone: they come instead of those whom needs and channels would bring
    std::span<const CrewChange> crew = {};  // sorted by from_s
    DrawnTimes* drawn = nullptr;            // of those who come, read and added to; precondition: needs_stay_whole
};

}  // namespace counterless

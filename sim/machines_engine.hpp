// sim/machines_engine.hpp: the SimGrid engine and what stands on it: hosts, links, and the few calls whose names changed between
// SimGrid 3.32 and 4. Only sim/machines*.cpp include this.
#pragma once

#include <simgrid/s4u.hpp>

// version.h alone does not compile: it needs what s4u.hpp brings, so it stands in a block of its own.
#include <simgrid/version.h>
#if SIMGRID_VERSION >= 33600
#include <simgrid/simcall.hpp>
#else
#include <simgrid/simix.hpp>
#endif

#include <functional>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COUNTERLESS_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define COUNTERLESS_SANITIZED
#endif

namespace counterless {

#ifdef COUNTERLESS_SANITIZED
inline constexpr bool sanitized = true;  // AddressSanitizer: threads instead of switched stacks, and no bound on addresses
#else
inline constexpr bool sanitized = false;
#endif

// A link of the scenario: one SimGrid link between two hosts that exist only to be its ends. SimGrid counts whole bytes, so bytes
// and bandwidth are given in a finer unit, a power of two chosen by the link's mean transfer: nothing is rounded that could be
// seen.
struct Wire {
    simgrid::s4u::Host* from = nullptr;
    simgrid::s4u::Host* to = nullptr;
    simgrid::s4u::Link* line = nullptr;
    double units_per_byte = 1, bandwidth = 0;  // in units a second
};
struct Machines {
    simgrid::s4u::Engine* engine;
    simgrid::s4u::Host* safe;                // where the conductor lives; nothing ever happens to it
    std::vector<simgrid::s4u::Host*> hosts;  // of all tiers, tier by tier
    std::vector<Wire> wires;                 // by link; ends are null where the bandwidth is infinite
    std::vector<std::vector<double>> paces;  // by host: that of each of its speeds ("pstates" in SimGrid)
    // Of hosts, then links: 1, or one that a disruption states. What stands still (0) creeps, a microsecond in eleven days:
    // SimGrid knows no speed of 0, and what 3.32 suspended twice it lets run on.
    void set_pace(Index element, double pace) const;
    void switch_off(Index host) const;                // of a tier with a power; set_pace switches it on again
    [[nodiscard]] double energy_j(Index host) const;  // consumed from the beginning until now
    static constexpr double creeping = 1e-12;
    static constexpr double flops_per_core_second =
        0x1p40;  // so that creeping is no rounding error; a power of two rounds nothing
};

// The engine with its models and precision, before anything is built. Once a process.
simgrid::s4u::Engine* configure_engine(double horizon_s);
Machines build_machines(simgrid::s4u::Engine* engine, const Scenario& scenario);

// ---- 3.32 or 4 --------------------------------------------------------------------------------------------------------------
void start_actor(simgrid::s4u::Host* host, const std::string& name, const std::function<void()>& code);
void hear_ends(
    const std::function<void(const simgrid::s4u::Activity&)>& heard);  // of executions and transfers started in the kernel

}  // namespace counterless

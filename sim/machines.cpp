// sim/machines.cpp: one engine, one actor, one turn.
#include "sim/machines.hpp"

#include <simgrid/Exception.hpp>

#include <exception>
#include <stdexcept>

#include "sim/machines_carrier.hpp"

namespace counterless {

void run_on_machines(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events,
                     const std::function<void(Clock&, Carrier&)>& turn) {
    if (simgrid::s4u::Engine::has_instance()) throw std::logic_error("machines: one SimGrid engine a process, and it was used");
    const Machines machines = build_machines(configure_engine(scenario.study.horizon_s), scenario);
    PlatformClock clock;
    MachinesCarrier carrier(scenario, luck, recorder, events, machines, clock);
    std::exception_ptr trouble;
    start_actor(machines.safe, "conductor", [&] {
        try {
            turn(clock, carrier);
        } catch (const simgrid::ForcefulKillException&) {
            throw;  // SimGrid ends the actor itself
        } catch (...) { trouble = std::current_exception(); }
        carrier.stop();
        clock.stop();
    });
    machines.engine->run();
    if (trouble) std::rethrow_exception(trouble);
}

}  // namespace counterless

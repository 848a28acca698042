#include "sim/run.hpp"

#include <algorithm>
#include <memory>

#include "sim/clock.hpp"
#include "sim/delay.hpp"
#include "sim/machines.hpp"
#include "sim/pool.hpp"
#include "sim/world.hpp"

namespace counterless {
namespace {

// The main loop. Waiting may bring an earlier event, so the clock looks again before an event is popped.
Ending turn(World& world, EventQueue& events, Clock& clock, double horizon_s) {
    while (clock.wait_until_due(events, horizon_s)) world.handle(events.pop());
    return clock.idle() && events.empty() ? Ending::nothing_left : Ending::horizon_reached;
}

bool uses(const Scenario& scenario, Fidelity fidelity) {
    return std::any_of(scenario.channels.begin(), scenario.channels.end(),
                       [fidelity](const Channel& channel) { return channel.fidelity == fidelity; });
}

// Of an antithetic pair the second has the mirrored luck of the first.
Luck luck_of(const Study& study, std::uint32_t replication) {
    return study.antithetic ? Luck(study.seed, replication / 2, replication % 2 == 1) : Luck(study.seed, replication);
}

}  // namespace

bool needs_machines(const Scenario& scenario) { return uses(scenario, Fidelity::platform); }

Ending run(const Scenario& scenario, const Plan& plan, std::uint32_t replication, Recorder& recorder) {
    const Luck luck = luck_of(scenario.study, replication);
    EventQueue events;
    const Conditions conditions(scenario, luck);
    DelayCarrier delay(scenario, luck, conditions, recorder, events);
    std::unique_ptr<PoolCarrier> pool;
    if (uses(scenario, Fidelity::pool)) pool = std::make_unique<PoolCarrier>(scenario, luck, recorder, events);

    Ending ending{};
    const auto live = [&](Clock& clock, Carrier* machines) {
        World world(scenario, plan, luck, conditions, events, recorder, {&delay, pool.get(), machines});
        ending = turn(world, events, clock, scenario.study.horizon_s);
        recorder.finished(clock.now_s(), ending, world.close_books());
    };
    if (needs_machines(scenario)) {
        run_on_machines(scenario, luck, recorder, events, [&](Clock& clock, Carrier& machines) { live(clock, &machines); });
    } else {
        FreeClock clock;
        live(clock, nullptr);
    }
    return ending;
}

}  // namespace counterless

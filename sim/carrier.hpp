// sim/carrier.hpp: what carries a digital attempt through its steps. The world hands over an attempt and hears of it again as an
// event `attempt_done` in the queue. Three carriers, one answer: DelayCarrier (no contention), PoolCarrier (processor sharing in
// the event queue, sim/pool.hpp) and MachinesCarrier (SimGrid, sim/machines.hpp). All draw the same amounts from the same luck,
// so where nobody contends the three agree to the last microsecond; tests hold them to it.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/luck.hpp"
#include "scenarios/scenario.hpp"
#include "sim/conditions.hpp"
#include "sim/event_queue.hpp"

namespace counterless {

struct Journey {          // of one attempt
    std::uint64_t who;    // address of the need
    std::uint32_t which;  // number of the attempt of that need, 0 for the first
    Index channel;
    bool fee;  // are the payment steps taken
};

// The amounts of one journey's steps, in their order: bytes or core-seconds. A pure function of the address; two neighbouring
// steps share a block of luck, and the block is kept, so a journey of six steps costs three calls of the generator.
class StepAmounts {
  public:
    double of(const Luck& luck, const Step& step, const Journey& journey, std::uint32_t number) {
        if (step.amount.family == LawFamily::deterministic) return step.amount.mean;
        if (block_ != number / 2) {
            block_ = number / 2;
            pair_ = luck.at(Purpose::work, journey.who, journey.which * 64 + block_);
        }
        return quantile(step.amount, number % 2 == 0 ? pair_.u : pair_.v);
    }

  private:
    std::uint32_t block_ = none;
    Uniforms pair_{0, 0};
};

// Does the tier say no to this step of this journey, its work done?
inline bool declines(const Scenario& scenario, const Luck& luck, Index tier, const Journey& journey, std::uint32_t step) {
    const double chance = scenario.platform.tiers[tier].decline;
    return chance > 0 && luck.at(Purpose::decline, journey.who, journey.which * 128 + step).u < chance;
}

// Whose machines a tier's are: of the richest fidelity among the channels that use it.
inline Fidelity fidelity_of_tier(const Scenario& scenario, Index tier) {
    Fidelity richest = Fidelity::delay;
    for (const Channel& channel : scenario.channels)
        for (const Step& step : channel.steps)
            if ((step.kind == StepKind::work || step.kind == StepKind::notify) && step.where == tier)
                richest = std::max(richest, channel.fidelity);
    return richest;
}

class Carrier {
  public:
    virtual ~Carrier() = default;
    // Begins now. When the last step is done, or one failed, pushes {now, Rank::completion, EventKind::attempt_done, attempt,
    // why} into the queue, where `why` is a Failure.
    virtual void begin(double now_s, std::uint32_t attempt, const Journey& journey) = 0;
    // Events of the carrier's own kinds (step_done, transfer_begins, thought, request_over); the world passes them on unseen.
    virtual void handle(const Event& event) = 0;
    // An element fares otherwise from now on.
    virtual void change(double now_s, const ConditionChange& change) = 0;
    // From now on the first `taking` hosts of a tier are sent work and the first `on` are switched on; the others finish theirs.
    virtual void switch_hosts(double now_s, Index tier, int taking, int on) = 0;
    // From the beginning until now: busy cores times seconds of the hosts of a tier that are sent work, and what one host of a
    // tier with a power has consumed.
    virtual double busy_core_s(double now_s, Index tier) = 0;
    virtual double energy_j(double now_s, Index host) = 0;
    [[nodiscard]] virtual std::uint64_t in_flight() const = 0;
};

}  // namespace counterless

// sim/steps.hpp: a journey taken step by step, the part that pool and machines share: which host, who waits in line, what is
// next. How long a step takes among others is physics and belongs to the two carriers below this class: PoolCarrier computes it,
// MachinesCarrier asks SimGrid. So they can differ in nothing else, and each is a check of the other.
// A host lets `worker_threads` executions in; the rest wait in its own line, first come first served, as on a real server.
// Tested in tests/sim/pool_test.cpp and tests/sim/machines_test.cpp.
#pragma once

#include <vector>

#include "sim/carrier.hpp"
#include "sim/record.hpp"
#include "sim/slab.hpp"

namespace counterless {

// An attempt under way.
struct Task {
    Journey journey;
    StepAmounts amounts;
    double amount;  // bytes or core-seconds of the present step
    std::uint32_t attempt;
    std::uint32_t step;  // number of the present step within the channel's steps
    Index host;          // where the present work runs, counted over all tiers
    Index next;          // the one behind in line
};

class StepwiseCarrier : public Carrier {
  public:
    StepwiseCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events);
    void begin(double now_s, std::uint32_t attempt, const Journey& journey) override;
    [[nodiscard]] std::uint64_t in_flight() const override { return tasks_.present(); }

  protected:
    // The physics. Each starts something that ends later, in transfer_done or work_done; a transfer that takes no time at all
    // returns true instead. Works of no length never come here.
    virtual bool start_transfer(double now_s, Index task, Index link, double bytes) = 0;
    virtual void start_work(double now_s, Index task, Index host, double core_seconds) = 0;
    virtual void attempt_ends(double now_s, std::uint32_t attempt);

    void transfer_done(double now_s, Index task);
    void work_done(double now_s, Index task);

    // One machine of a tier, as the balancer sees it.
    struct Host {
        Index tier;
        int inside = 0, waiting = 0;
        Index first = none, last = none;  // its line
    };
    const Scenario& scenario_;
    std::vector<Host> hosts_;  // of all tiers, tier by tier
    Slab<Task> tasks_;
    EventQueue& events_;

  private:
    [[nodiscard]] const Step& step_of(const Task& task) const {
        return scenario_.channels[task.journey.channel].steps[task.step];
    }
    void go_on(double now_s, Index task);
    bool start_step(double now_s, Index task, const Step& step);
    bool enter(double now_s, Index host, Index task);
    void leave(double now_s, Index host);
    Index pick_host(Index tier);

    const Luck& luck_;
    Recorder& recorder_;
    std::vector<Index> first_host_;  // by tier, and one behind the last
    std::vector<Index> turn_;        // by tier: the host whose turn it is (round robin)
};

}  // namespace counterless

// sim/steps.hpp: a journey taken step by step, the part that pool and machines share: which host, who waits in line, what is
// next, and how a journey fails. How long a step takes among others is physics and belongs to the two carriers below this class:
// PoolCarrier computes it, MachinesCarrier asks SimGrid. So they can differ in nothing else, and each is a check of the other.
// A host lets `worker_threads` executions in, a link `transfers` at once; the rest wait in a line of our own, first come first
// served, as on a real server. A message is handed over and forgotten: it is a task of nobody's from the beginning.
// Who waits longer than he will for one step is gone, but the machine does not know and works on: his task stays as nobody's
// until its step is over. What is on a host or link that goes down fails with it, waits, or is finished, as the disruption says.
// Tested in tests/sim/steps_test.cpp, tests/sim/pool_test.cpp and tests/sim/machines_test.cpp.
#pragma once

#include <vector>

#include "sim/carrier.hpp"
#include "sim/record.hpp"
#include "sim/slab.hpp"

namespace counterless {

enum class Stage : std::uint8_t { gone, thinking, sending, waiting, working };

// An attempt under way.
struct Task {
    Journey journey{};
    StepAmounts amounts;
    double amount = 0;          // bytes or core-seconds of the present step, or seconds of thinking
    std::uint32_t attempt = 0;  // none: nobody's, its customer has gone
    std::uint32_t step = 0;     // number of the present step within the channel's steps
    std::uint32_t serial = 0;   // of the present step, over all owners of this place: dates its events
    Index element = none;       // the host of the present work, counted over all tiers, or the link behind them
    Index next = none;          // the one behind in line
    Stage stage = Stage::gone;
    double handed_over_s = -1;  // of a message; negative: it is none
};

// One host or link: those on it, and those in line. Where somebody asks (an autoscaler, a meter), also how long how many of its
// cores were busy.
struct Element {
    Index tier = none;              // of a host
    int limit = 0, queue_max = -1;  // at once; in line, -1: unlimited
    int cores = 1;
    bool counted = false, metered = false;  // is its time kept; is its energy
    bool taking = true;                     // the balancer sends work here
    bool on = true;                         // one that is not is switched off when it has finished
    int inside = 0, waiting = 0;
    Index first = none, last = none;  // its line
    double since_s = 0, on_s = 0, busy_s = 0, busy_core_s = 0;

    [[nodiscard]] bool powered() const { return on || inside + waiting > 0; }
    void settle(double now_s);
    [[nodiscard]] double joules(const Power& power) const;  // until it was last settled
};

class StepwiseCarrier : public Carrier {
  public:
    StepwiseCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events, Fidelity fidelity);
    void begin(double now_s, std::uint32_t attempt, const Journey& journey) override;
    void handle(const Event& event) override;  // thought and request_over
    void change(double now_s, const ConditionChange& change) override;
    void switch_hosts(double now_s, Index tier, int taking, int on) override;
    double busy_core_s(double now_s, Index tier) override;
    double energy_j(double now_s, Index host) override;
    [[nodiscard]] std::uint64_t in_flight() const override { return tasks_.present(); }  // nobody's tasks too

    // Events of tasks tell by a bit of their stamp whose they are.
    static Fidelity carrier_of(const Event& event) { return static_cast<Fidelity>(event.stamp() & 3); }

  protected:
    // The physics. Each starts something that ends later, in transfer_done or work_done; a transfer that takes no time at all
    // returns true instead. Works of no length never come here.
    virtual bool start_transfer(double now_s, Index task, Index link, double bytes) = 0;
    virtual void start_work(double now_s, Index task, Index host, double core_seconds) = 0;
    virtual void abort_all(double now_s, Index element) = 0;              // what is on it will not end
    virtual void set_pace(double now_s, Index element, double pace) = 0;  // 0: what is on it stands still
    virtual void power(double now_s, Index host, bool on);                // of a tier whose energy is metered
    virtual void attempt_ends(double now_s, std::uint32_t attempt, Failure why);
    virtual void announce(double time_s, Rank rank, EventKind kind, Index task);  // an event of a task's present step

    void transfer_done(double now_s, Index task);
    void work_done(double now_s, Index task);

    const Scenario& scenario_;
    std::vector<Element> elements_;         // the hosts of all tiers, tier by tier, then the links
    Index hosts_;                           // how many of these are hosts
    std::vector<MachineState> conditions_;  // of the hosts, then of the links
    Slab<Task> tasks_;
    EventQueue& events_;

  private:
    enum class Progress : std::uint8_t { over, under_way, failed };
    [[nodiscard]] const Step& step_of(const Task& task) const {
        return scenario_.channels[task.journey.channel].steps[task.step];
    }
    void go_on(double now_s, Index task);
    Progress start_step(double now_s, Index task, const Step& step);
    Progress start_sending(double now_s, Index task, Index link);
    Progress start_working(double now_s, Index task, Index tier);
    void start_thinking(double now_s, Index task);
    void hand_over(double now_s, Index task, const Step& step);
    Progress enter(double now_s, Index place, Index task);
    Progress begin_inside(double now_s, Index place, Index task);
    void leave(double now_s, Index place);
    void step_over(double now_s, Index task);
    void move_up(double now_s, Index place);
    void change_inside(double now_s, Element& place, int by);
    void show_power(double now_s, Index place, bool was_on);
    Index add_task(std::uint32_t attempt, const Journey& journey);
    void end(double now_s, Index task, Failure why);
    void fail_all(double now_s, Index element);
    [[nodiscard]] bool is_nobodys(Index task) const { return tasks_[task].attempt == none; }
    [[nodiscard]] bool may_take(Index host) const { return elements_[host].taking && conditions_[host].accepts(); }
    Index pick_host(Index tier);

    const Luck& luck_;
    Recorder& recorder_;
    Fidelity fidelity_;
    Failure failed_ = Failure::nothing;  // why the step that just failed did
    std::vector<Index> first_host_;      // by tier, and one behind the last
    std::vector<Index> turn_;            // by tier: the host whose turn it is (round robin)
    std::vector<int> sessions_;          // by channel
};

}  // namespace counterless

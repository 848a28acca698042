// sim/machines_carrier.hpp: attempts carried by SimGrid activities. An attempt's steps follow each other inside SimGrid's kernel,
// each begun by the end of the one before; the conductor is woken once, when the last is done. Executions and transfers are
// SimGrid objects that are used again and again, since making one costs as much as running it. Only sim/machines*.cpp include
// this. Tested in tests/sim/machines_test.cpp.
#pragma once

#include <deque>

#include "sim/machines_clock.hpp"
#include "sim/machines_engine.hpp"
#include "sim/steps.hpp"

namespace counterless {

class MachinesCarrier final : public StepwiseCarrier {
  public:
    MachinesCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events, const Machines& machines,
                    PlatformClock& clock);
    void begin(double now_s, std::uint32_t attempt, const Journey& journey) override;
    void handle(const Event& event) override;
    void change(double now_s, const ConditionChange& change) override;
    void switch_hosts(double now_s, Index tier, int taking, int on) override;
    double energy_j(double now_s, Index host) override;  // as SimGrid's host_energy plugin has it
    void stop() { over_ = true; }                        // what ends from now on is not heard

  private:
    // One SimGrid object, busy with a task or idle. A transfer keeps its link for life, an execution moves from host to host.
    struct Activity {
        simgrid::s4u::ExecPtr execution;
        simgrid::s4u::CommPtr transfer;
        Index link;
        Index task;
        [[nodiscard]] simgrid::s4u::Activity& any() const {
            if (execution) return *execution;
            return *transfer;
        }
    };
    bool start_transfer(double now_s, Index task, Index link, double bytes) override;
    void start_work(double now_s, Index task, Index host, double core_seconds) override;
    void abort_all(double now_s, Index element) override;
    void set_pace(double now_s, Index element, double pace) override;
    void power(double now_s, Index host, bool on) override;
    void task_begins() override { clock_.task_began(); }
    void task_ends() override { clock_.task_ended(); }
    void attempt_ends(double now_s, std::uint32_t attempt, Failure why) override;
    void announce(double time_s, Rank rank, EventKind kind, Index task) override;

    void carry(Activity& activity, Index task);
    void wait_out_latency(Index task, double latency_s);
    Activity& take_execution();
    Activity& take_transfer(Index link);
    void ended(Activity& activity);

    const Machines& machines_;
    PlatformClock& clock_;
    std::deque<Activity> activities_;  // stays where it is: SimGrid points to it
    std::vector<Activity*> idle_executions_;
    std::vector<std::vector<Activity*>> idle_transfers_;  // by link
    std::vector<Activity*> busy_;                         // by task: what carries it now
    std::vector<double> paces_;                           // by element
    Activity* resting_ = nullptr;                         // the one just ended, which SimGrid has yet to tidy up
    bool over_ = false;
};

}  // namespace counterless

// sim/machines_clock.hpp: the clock when SimGrid turns time. The conductor looks at the next event, sleeps until it is due, and
// looks again, for an attempt that ended in between has put an earlier event into the queue. Pop-then-wait would handle it late.
// Only sim/machines*.cpp include this. Tested in tests/sim/clock_test.cpp.
#pragma once

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include "sim/clock.hpp"

namespace counterless {

class PlatformClock final : public Clock {
  public:
    bool wait_until_due(EventQueue& events, double horizon_s) override;
    [[nodiscard]] double now_s() const override { return now_s_; }
    [[nodiscard]] bool idle() const override { return in_flight_ == 0; }

    void task_began() { ++in_flight_; }
    void task_ended() {  // the last may be all that was waited for
        if (--in_flight_ == 0) wake();
    }
    void event_announced(double time_s);  // from the kernel, after it was pushed
    void stop() { disarm(); }             // no alarm outlives the loop

  private:
    void sleep_until(double date_s);
    void wake();
    void disarm();

    simgrid::s4u::ActorPtr conductor_;
    simgrid::kernel::timer::Timer* alarm_ = nullptr;
    double now_s_ = 0;
    std::uint64_t in_flight_ = 0;
    bool asleep_ = false;
};

}  // namespace counterless

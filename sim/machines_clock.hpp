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
    [[nodiscard]] bool idle() const override { return moving_ == 0; }

    // From the carrier. While nothing moves in SimGrid, time is turned without it, and SimGrid's own clock stays behind; so
    // whoever is about to start, or to read, something there catches up first.
    void catch_up();
    void starts() { ++moving_; }
    void stops() { --moving_; }
    void nothing_may_move();              // after all that a stop brings: the conductor may wait for nothing
    void attempt_ended() { wake(); }      // after its event was pushed
    void event_announced(double time_s);  // from the kernel, after it was pushed
    void stop() { disarm(); }             // no alarm outlives the loop

  private:
    void sleep_until(double date_s);
    void wake();
    void disarm();

    simgrid::s4u::ActorPtr conductor_;
    simgrid::kernel::timer::Timer* alarm_ = nullptr;
    double now_s_ = 0;
    std::uint64_t moving_ = 0;  // executions, transfers and latencies
    bool asleep_ = false;
};

}  // namespace counterless

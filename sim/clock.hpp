// sim/clock.hpp: who turns time. One loop runs for everything; what differs is how one waits for the next event.
//     while (clock.wait_until_due(events, horizon)) world.handle(events.pop());
// FreeClock jumps: nothing moves but the event queue. PlatformClock (sim/machines.hpp) sleeps inside SimGrid, and looks again
// whenever a completion on the platform has put an earlier event into the queue; only then may the event be popped.
#pragma once

#include "sim/event_queue.hpp"

namespace counterless {

class Clock {
  public:
    virtual ~Clock() = default;
    // Returns true when the earliest event is due now; false when the horizon is reached, or when no event is left and nothing
    // is in flight that could make one. An event exactly at the horizon is still handled.
    virtual bool wait_until_due(EventQueue& events, double horizon_s) = 0;
    [[nodiscard]] virtual double now_s() const = 0;
    [[nodiscard]] virtual bool idle() const = 0;  // nothing in flight outside the event queue
};

class FreeClock final : public Clock {
  public:
    bool wait_until_due(EventQueue& events, double horizon_s) override {
        if (events.empty()) return false;
        const double due_s = events.next_s();
        if (due_s > horizon_s) return now_s_ = horizon_s, false;
        return now_s_ = due_s, true;
    }
    [[nodiscard]] double now_s() const override { return now_s_; }
    [[nodiscard]] bool idle() const override { return true; }

  private:
    double now_s_ = 0;
};

}  // namespace counterless

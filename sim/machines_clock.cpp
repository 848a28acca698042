// sim/machines_clock.cpp: one alarm, kept while it is right. Re-arming a kernel timer costs less than waiting on a condition.
#include "sim/machines_clock.hpp"

#include <algorithm>

#include "scenarios/scenario.hpp"

namespace counterless {
namespace sg4 = simgrid::s4u;
using simgrid::kernel::timer::Timer;

bool PlatformClock::wait_until_due(EventQueue& events, double horizon_s) {
    for (;;) {
        const bool none_left = events.empty();
        if (none_left && moving_ == 0) return now_s_ = std::max(now_s_, sg4::Engine::get_clock()), false;
        const double due_s = none_left ? infinite : events.next_s();
        const double reached_s = moving_ == 0 ? infinite : sg4::Engine::get_clock();
        if (due_s <= reached_s && due_s <= horizon_s) return now_s_ = due_s, true;
        if (reached_s >= horizon_s) return now_s_ = horizon_s, false;
        sleep_until(std::min(due_s, horizon_s));
    }
}

// Kernel timers never fire early. With nothing but work in flight ahead of an endless horizon there is no alarm: a completion
// wakes.
void PlatformClock::sleep_until(double date_s) {
    if (!conductor_) conductor_ = sg4::Actor::self();
    if (alarm_ && alarm_->get_date() != date_s) disarm();
    if (!alarm_ && date_s < infinite) alarm_ = Timer::set(date_s, [this] { alarm_ = nullptr, wake(); });
    asleep_ = true;
    sg4::this_actor::suspend();
}

void PlatformClock::catch_up() {
    while (sg4::Engine::get_clock() < now_s_) sleep_until(now_s_);
}

void PlatformClock::nothing_may_move() {
    if (moving_ == 0) wake();
}

void PlatformClock::event_announced(double time_s) {
    if (!alarm_ || time_s < alarm_->get_date()) wake();
}

void PlatformClock::wake() {
    if (!asleep_) return;
    asleep_ = false;
    conductor_->resume();
}

void PlatformClock::disarm() {
    if (alarm_) alarm_->remove();
    alarm_ = nullptr;
}

}  // namespace counterless

// sim/delay.hpp: a digital attempt when nobody contends: the sum of its steps' own times, known at its beginning.
// A channel without steps states its response time as a law instead.
// Tested in tests/sim/delay_test.cpp.
#pragma once

#include "sim/carrier.hpp"
#include "sim/record.hpp"

namespace counterless {

class DelayCarrier final : public Carrier {
  public:
    DelayCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events)
        : scenario_(scenario), luck_(luck), recorder_(recorder), events_(events) {}
    void begin(double now_s, std::uint32_t attempt, const Journey& journey) override;
    void handle(const Event& event) override;
    // Nothing is in flight outside the event queue: the one event of an attempt is there from its beginning.
    [[nodiscard]] std::uint64_t in_flight() const override { return 0; }

  private:
    [[nodiscard]] double duration_s(double now_s, const Journey& journey);

    const Scenario& scenario_;
    const Luck& luck_;
    Recorder& recorder_;
    EventQueue& events_;
};

}  // namespace counterless

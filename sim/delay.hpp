// sim/delay.hpp: a digital attempt when nobody contends: the sum of its steps' own times, known at its beginning. A step meets
// its machines as they will be when it begins; what changes under it, lines and sessions are seen by the other carriers only.
// A channel without steps states its response time as a law instead.
// Tested in tests/sim/delay_test.cpp.
#pragma once

#include "sim/carrier.hpp"
#include "sim/record.hpp"

namespace counterless {

class DelayCarrier final : public Carrier {
  public:
    DelayCarrier(const Scenario& scenario, const Luck& luck, const Conditions& conditions, Recorder& recorder,
                 EventQueue& events);
    void begin(double now_s, std::uint32_t attempt, const Journey& journey) override;
    void handle(const Event& event) override;
    void change(double, const ConditionChange&) override {}  // it asks for the future itself
    // Without contention no machine is busier than another: what a tier works is spread evenly over its hosts.
    void switch_hosts(double now_s, Index tier, int taking, int on) override;
    double busy_core_s(double now_s, Index tier) override;
    double energy_j(double now_s, Index host) override;
    // Nothing is in flight outside the event queue: the one event of an attempt is there from its beginning.
    [[nodiscard]] std::uint64_t in_flight() const override { return 0; }

  private:
    struct Walk {  // how long an attempt took, and how it ended
        double length_s = 0;
        Failure why = Failure::nothing;
    };
    [[nodiscard]] Walk walk(double now_s, const Journey& journey);
    void take(Walk& walk, double now_s, const Channel& channel, const Step& step, double amount);
    void work(double now_s, Index tier, double core_seconds);
    void notify(double now_s, double at_s, const Step& step, double amount);
    // From an instant on: until the machines are done with what takes them `plain_s` undisturbed; infinite: never; negative:
    // down.
    [[nodiscard]] double length_s(const Step& step, double from_s, double plain_s) const;
    [[nodiscard]] double pace_of(const Step& step, double time_s) const;  // negative: all that it needs is down

    const Scenario& scenario_;
    const Luck& luck_;
    const Conditions& conditions_;
    struct Hosts {            // of a tier
        double worked_s = 0;  // core-seconds, from the beginning
        double since_s = 0;
        int taking = 0, on = 0;
        std::vector<double> on_s;  // by host
    };
    void settle(double now_s, Hosts& hosts) const;
    std::vector<Hosts> tiers_;
    std::vector<Index> first_host_;  // by tier, and one behind the last
    Recorder& recorder_;
    EventQueue& events_;
};

}  // namespace counterless

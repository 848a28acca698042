// sim/capacity.hpp: how many hosts of a tier are switched on, by a plan or by an autoscaler. A plan's changes happen on the dot.
// An autoscaler looks every so often at the share of the cores, of those hosts that take work, that were busy since it last
// looked; above one bound it switches hosts on, which take work after a delay, below another it switches the last ones off, which
// finish what they have. After a change it rests. One such unit for all carriers: whose load it looks at is the carrier whose
// channels use the tier. Tested in tests/sim/capacity_test.cpp.
#pragma once

#include <vector>

#include "sim/carrier.hpp"
#include "sim/record.hpp"

namespace counterless {

class Capacity {
  public:
    Capacity(const Scenario& scenario, EventQueue& events, Recorder& recorder, std::vector<Carrier*> carriers);
    void handle(const Event& event);  // capacity_changes

  private:
    enum Stamp : std::uint32_t { by_plan, look, ready };
    struct State {  // of a tier
        int taking = 0, on = 0;
        std::size_t planned = 0;              // steps of the plan that are behind us
        double busy_core_s = 0, since_s = 0;  // when it last looked, or the number that take work changed
        double rests_until_s = 0;
    };
    void announce(double time_s, Index tier, Stamp why);
    void follow_plan(double now_s, Index tier);
    void look_at(double now_s, Index tier);
    [[nodiscard]] double busy_core_s(double now_s, Index tier) const;  // of the hosts that take work
    void begin_to_look(double now_s, Index tier);
    void set(double now_s, Index tier, int taking, int on);

    const Scenario& scenario_;
    EventQueue& events_;
    Recorder& recorder_;
    std::vector<Carrier*> carriers_;
    std::vector<State> tiers_;
};

}  // namespace counterless

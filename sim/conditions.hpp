// sim/conditions.hpp: how hosts and links fare, and when that changes: outages and slowdowns, dated and by chance, made into one
// list of changes before the run begins. Chance is drawn by address (disruption, element, number), so two scenarios meet the same
// failures. Of several disruptions at once the lowest speed holds; of equally low ones the one stated first says what becomes of
// what is on the element. Elements are numbered: hosts tier by tier, then links. Tested in tests/sim/conditions_test.cpp.
#pragma once

#include <vector>

#include "models/luck.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct MachineState {
    double speed = 1;  // left of what the element has otherwise
    InFlight in_flight = InFlight::fail;

    [[nodiscard]] bool down() const { return speed <= 0; }
    [[nodiscard]] bool accepts() const { return !down() || in_flight == InFlight::freeze; }  // somebody new
    // How fast those work who are on it.
    [[nodiscard]] double pace() const { return down() && in_flight == InFlight::finish ? 1 : speed; }
};
struct ConditionChange {
    double at_s;
    Index element;
    MachineState to;
};

class Conditions {
  public:
    Conditions(const Scenario& scenario, const Luck& luck);
    // In order of time; within the horizon.
    [[nodiscard]] const std::vector<ConditionChange>& changes() const { return changes_; }
    // Of an element at any time, past or to come.
    [[nodiscard]] MachineState at(Index element, double time_s) const;
    [[nodiscard]] double next_change_s(double time_s) const;  // of any element, later than this; infinite if none

  private:
    std::vector<ConditionChange> changes_;
    std::vector<std::vector<ConditionChange>> of_;  // by element, in order of time
};

}  // namespace counterless

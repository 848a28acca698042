// sim/knobs.hpp: the dated table of what initiatives change. Each unit of the simulation reads its own knob; none pokes into
// another. A knob nobody set is 0, so an initiative of zero effect changes nothing by construction. Tested in
// tests/sim/knobs_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "scenarios/scenario.hpp"

namespace counterless {

class Knobs {
  public:
    explicit Knobs(const std::vector<Knob>& knobs) {
        for (const Knob& knob : knobs) {
            of_[static_cast<std::size_t>(knob.kind)].push_back(knob);
            edges_s_.push_back(knob.from_s);
            edges_s_.push_back(knob.until_s);
        }
        std::sort(edges_s_.begin(), edges_s_.end());
        edges_s_.erase(std::unique(edges_s_.begin(), edges_s_.end()), edges_s_.end());
    }
    // Chances of several initiatives at once combine as independent ones: 1 - (1 - a)(1 - b); agents add up.
    [[nodiscard]] double at(KnobKind kind, double time_s, Index centre) const {
        double sum = 0, none_of_them = 1;
        for (const Knob& knob : of_[static_cast<std::size_t>(kind)]) {
            if (time_s < knob.from_s || time_s >= knob.until_s) continue;
            if (knob.centre != none && knob.centre != centre) continue;
            sum += knob.value;
            none_of_them *= 1 - knob.value;
        }
        return adds_up(kind) ? sum : 1 - none_of_them;
    }
    [[nodiscard]] const std::vector<double>& edges_s() const { return edges_s_; }

  private:
    std::array<std::vector<Knob>, knob_kinds> of_;
    std::vector<double> edges_s_;
};

}  // namespace counterless

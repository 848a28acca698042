// sim/knobs.hpp: the dated table of what initiatives change. Each unit of the simulation reads its own knob; none pokes into
// another. A knob nobody set is 0, so an initiative of zero effect changes nothing by construction. Tested in
// tests/sim/knobs_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "scenarios/scenario.hpp"

namespace counterless {

// Whom a reader asks for; `none` asks for what holds whoever it is.
struct Whom {
    Index centre = none, service = none, segment = none;
};

class Knobs {
  public:
    // `initiatives` say for which services and segments their knobs hold; of one that is missing there, for all.
    explicit Knobs(const std::vector<Knob>& knobs, std::vector<Initiative> initiatives = {})
        : initiatives_(std::move(initiatives)) {
        for (const Knob& knob : knobs) {
            of_[static_cast<std::size_t>(knob.kind)].push_back(knob);
            edges_s_.push_back(knob.from_s);
            edges_s_.push_back(knob.until_s);
        }
        std::sort(edges_s_.begin(), edges_s_.end());
        edges_s_.erase(std::unique(edges_s_.begin(), edges_s_.end()), edges_s_.end());
    }
    // Chances of several initiatives at once combine as independent ones: 1 - (1 - a)(1 - b); agents and logits add up.
    [[nodiscard]] double at(KnobKind kind, double time_s, const Whom& whom) const {
        double sum = 0, none_of_them = 1;
        for (const Knob& knob : of_[static_cast<std::size_t>(kind)]) {
            if (!holds(knob, time_s, whom)) continue;
            sum += knob.value;
            none_of_them *= 1 - knob.value;
        }
        return adds_up(kind) ? sum : 1 - none_of_them;
    }
    [[nodiscard]] double at(KnobKind kind, double time_s, Index centre) const { return at(kind, time_s, Whom{.centre = centre}); }
    // The first of those that hold, and its initiative; none: no such knob.
    [[nodiscard]] Index whose(KnobKind kind, double time_s, const Whom& whom) const {
        for (const Knob& knob : of_[static_cast<std::size_t>(kind)])
            if (holds(knob, time_s, whom)) return knob.initiative;
        return none;
    }
    // What one initiative sets; 0: it does not, then.
    [[nodiscard]] double set_by(Index initiative, KnobKind kind, double time_s, const Whom& whom) const {
        for (const Knob& knob : of_[static_cast<std::size_t>(kind)])
            if (knob.initiative == initiative && holds(knob, time_s, whom)) return knob.value;
        return 0;
    }
    [[nodiscard]] bool holds(const Knob& knob, double time_s, const Whom& whom) const {
        if (time_s < knob.from_s || time_s >= knob.until_s) return false;
        if (knob.centre != none && knob.centre != whom.centre) return false;
        return knob.initiative >= initiatives_.size() || initiatives_[knob.initiative].covers(whom.service, whom.segment);
    }
    [[nodiscard]] const std::vector<Knob>& of(KnobKind kind) const { return of_[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] bool any(KnobKind kind) const { return !of(kind).empty(); }
    [[nodiscard]] const std::vector<double>& edges_s() const { return edges_s_; }

  private:
    std::array<std::vector<Knob>, knob_kinds> of_;
    std::vector<Initiative> initiatives_;
    std::vector<double> edges_s_;
};

}  // namespace counterless

// scenarios/knob_box.hpp: where the measures of one initiative are laid down as dated knobs.
// A measure at the counters holds in the centres of the initiative's scope, a knob for each, or one for all; one on what
// customers choose knows no centre. What lies outside the horizon is left out. Tested through
// tests/scenarios/build_initiatives_test.cpp.
#pragma once

#include <algorithm>
#include <vector>

#include "scenarios/scenario.hpp"

namespace counterless {

struct KnobSpan {
    double from_s = 0, until_s = 0;  // before the horizon cuts it
};

class KnobBox {
  public:
    KnobBox(Index initiative, KnobSpan span, std::vector<Index> centres, Scenario& scenario)
        : initiative_(initiative), span_(span), centres_(std::move(centres)), scenario_(scenario) {}

    void at_centres(KnobKind kind, double value) {
        if (centres_.empty()) return everywhere(kind, value);
        for (const Index centre : centres_) at(centre, kind, value);
    }
    void everywhere(KnobKind kind, double value) { during(span_, kind, value); }
    void at(Index centre, KnobKind kind, double value) { during(span_, kind, value, centre); }
    void during(KnobSpan span, KnobKind kind, double value, Index centre = none) {
        const double from_s = std::max(span.from_s, 0.0), until_s = std::min(span.until_s, scenario_.study.horizon_s);
        if (from_s < until_s)
            scenario_.knobs.push_back({.kind = kind,
                                       .initiative = initiative_,
                                       .centre = centre,
                                       .from_s = from_s,
                                       .until_s = until_s,
                                       .value = value});
    }
    [[nodiscard]] KnobSpan span() const { return span_; }
    [[nodiscard]] Initiative& initiative() { return scenario_.initiatives[initiative_]; }
    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const std::vector<Index>& centres() const { return centres_; }  // of its scope; empty: all

  private:
    Index initiative_;
    KnobSpan span_;
    std::vector<Index> centres_;
    Scenario& scenario_;
};

}  // namespace counterless

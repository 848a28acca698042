// tests/oracle/oracle.hpp: a scenario as text, some replications, and the question whether theory lies inside the interval.
// Each claim is made at confidence 0.9999 with a fixed seed: a right simulator would fail it with chance 1e-4, and the seed is
// fixed, so a failure is a change. Intervals are the program's own (ratios of totals, jackknife, Student's t).
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "results/estimate.hpp"
#include "results/measures.hpp"
#include "results/tally.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"

namespace counterless {

class Simulated {
  public:
    explicit Simulated(const std::string& text) {
        const ReadResult read = read_scenario_text(text, "oracle.json");
        for (const Problem& problem : read.problems) FAIL(to_text(problem));
        layout_ = layout(read.scenario);
        std::vector<Summary> summaries;
        for (int replication = 0; replication < read.scenario.study.replications; ++replication) {
            Tally tally(read.scenario, layout_, static_cast<std::uint32_t>(replication));
            run(read.scenario, {}, static_cast<std::uint32_t>(replication), tally);
            summaries.push_back(tally.take());
        }
        estimates_ = estimate(layout_.measures, summaries, 0.9999);
    }
    [[nodiscard]] Estimate of(const std::string& measure, const std::string& thing) const {
        for (std::size_t i = 0; i < layout_.measures.size(); ++i)
            if (layout_.measures[i].name == measure && layout_.measures[i].of == thing) return estimates_[i];
        FAIL("no measure " << measure << " of " << thing);
        return {};
    }

  private:
    Layout layout_;
    std::vector<Estimate> estimates_;
};

// Theory inside the interval; and the interval narrow enough (relative to theory) to mean something.
inline void check_holds(const Estimate& estimate, double theory, double relative_width) {
    CAPTURE(estimate.mean);
    CAPTURE(estimate.half_width);
    CAPTURE(theory);
    CHECK(std::abs(estimate.mean - theory) <= estimate.half_width);
    CHECK(estimate.half_width <= relative_width * theory);
}

}  // namespace counterless

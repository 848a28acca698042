// results/cli/read_study.hpp: the scenario and what it is measured against, read and foreseen, or all that is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/forecast.hpp"
#include "scenarios/read.hpp"

namespace counterless {

struct StudyFiles {
    Scenario scenario;
    Forecast forecast;
    std::optional<Scenario> baseline;
    Problems problems;
};

// What is set for the scenario holds for its baseline where it is about how the world is, not about what is tried in it.
std::vector<Override> shared(const std::vector<Override>& overrides);

// What the parent keeps of all replications until the answer is made: their totals, and about a tenth more for distributions.
double kept_bytes(const Scenario& scenario);

StudyFiles read_study(const std::string& file, const std::vector<Override>& overrides, bool with_baseline);

}  // namespace counterless

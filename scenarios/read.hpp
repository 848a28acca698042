// scenarios/read.hpp: the door. A file (and what it extends) becomes one Scenario, or the full list of problems.
// The text is looked at three times: as text (size, depth, duplicate keys, line and column), as fields (the one table in
// fields.cpp: known keys, types, units, ranges, defaults), and as a whole (references, sums, dates). Nothing is checked later.
// Tested in tests/scenarios/; never throws for what a file may hold.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/problem.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/setting.hpp"
#include "scenarios/survey.hpp"

namespace counterless {

struct ReadResult {
    Scenario scenario;  // only meaningful without problems
    Problems problems;
    [[nodiscard]] bool ok() const { return problems.empty(); }
};

// `surveyor` reads a SimGrid platform file; without one, a scenario that names such a file is a problem.
ReadResult read_scenario(const std::filesystem::path& file, const std::vector<Override>& overrides = {},
                         const Surveyor& surveyor = {});

// The same from text already in memory (tests, and worker processes); `extends` is looked up beside `origin`.
ReadResult read_scenario_text(const std::string& text, const std::filesystem::path& origin,
                              const std::vector<Override>& overrides = {}, const Surveyor& surveyor = {});

// JSON Schema (draft 2020-12) of a scenario file, generated from the field table; pretty-printed.
std::string scenario_schema();

}  // namespace counterless

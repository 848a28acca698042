// results/point_text.hpp: what the letters and the JSON of sweep and sensitivity have in common.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "results/point_study.hpp"

namespace counterless {

std::string study_title(const PointStudy& study);         // "Ordinary week (2018-10-14 to 2018-10-18)"
std::string interruption_text(const PointStudy& study);   // a line, or nothing
std::string point_balance_text(const PointStudy& study);  // a line; a warning where it does not add up
std::string points_made(const PointStudy& study);         // HOW THIS WAS MADE
const char* verdict_key(Verdict verdict);                 // "met", "missed", "undecided", "unknown"

// The whole document; `own` are fields of one command, JSON already, before the points.
using OwnFields = std::vector<std::pair<std::string, std::string>>;
std::string point_study_json(const PointStudy& study, const OwnFields& own);
// A row for each point: inputs, measures with their half-widths, targets.
std::string point_study_csv(const PointStudy& study);

}  // namespace counterless

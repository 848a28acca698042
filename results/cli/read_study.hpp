// results/cli/read_study.hpp: the scenario and what it is measured against, read and foreseen, or all that is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/forecast.hpp"
#include "scenarios/read.hpp"

namespace counterless {

// The scenario with one draw of its uncertain values in their places, and what it is measured against with the same.
struct DrawnStudy {
    Scenario scenario;
    std::optional<Scenario> baseline;
};

struct StudyFiles {
    Scenario scenario;
    Forecast forecast;
    std::optional<Scenario> baseline;
    std::vector<std::vector<double>> drawn;  // by draw, in the order of study.uncertain; empty: as stated
    std::vector<DrawnStudy> draws;
    Problems problems;
};

// Reads one file and looks ahead; nothing is foreseen for a file with problems.
Scenario read_foreseen(const std::string& file, const std::vector<Override>& overrides, Forecast& ahead, Problems& problems);

// A target that no scenario could measure is a slip of the pen; one that this scenario has no data for is told with the answer.
void check_targets(const Scenario& scenario, const std::string& file, Problems& problems);

// What is set for the scenario holds for its baseline where it is about how the world is, not about what is tried in it.
std::vector<Override> shared(const std::vector<Override>& overrides);

// What the parent keeps of all replications until the answer is made: their totals, and about a tenth more for distributions.
double kept_bytes(const Scenario& scenario);
inline constexpr double kept_bytes_most = 16e9;  // more than this machine class can hold is refused beforehand

// Reads the scenario anew for each draw of its uncertain values; what the reader refuses is told with the draw and its values.
// Precondition: no problems, and study.draws of them are wanted.
void read_draws(StudyFiles& files, const std::string& file, const std::vector<Override>& overrides);

// Antithetic replications come in pairs.
void check_pairs(const Study& study, Problems& problems);

// What of /study a command does not use, though the scenario asks for it: told once, beside the answer.
void tell_unused(const Study& study, const std::string& command);

// A difference is paired replication by replication, day by day and need by need: it means something only between like and like.
// `otherwise`: what else the visitor may do, after a comma; may be empty.
void check_likeness(const Scenario& scenario, const Scenario& baseline, const std::string& file, const std::string& otherwise,
                    Problems& problems);

StudyFiles read_study(const std::string& file, const std::vector<Override>& overrides, bool with_baseline);

}  // namespace counterless

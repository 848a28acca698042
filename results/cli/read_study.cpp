#include "results/cli/read_study.hpp"

#include <algorithm>
#include <filesystem>

namespace counterless {
namespace {

// Reads one file and looks ahead; nothing is foreseen for a file with problems.
Scenario read_one(const std::string& file, const std::vector<Override>& overrides, Forecast& ahead, Problems& problems) {
    ReadResult read = read_scenario(file, overrides);
    if (read.ok()) {
        ahead = forecast(read.scenario);
        for (Problem& problem : forecast_problems(read.scenario, ahead))
            problems.push_back({file + ": " + problem.place, problem.found, problem.expected});
    } else {
        problems.insert(problems.end(), read.problems.begin(), read.problems.end());
    }
    return std::move(read.scenario);
}

}  // namespace

std::vector<Override> shared(const std::vector<Override>& overrides) {
    std::vector<Override> both;
    for (const Override& one : overrides)
        for (const char* part : {"/channels", "/platform", "/study"})
            if (one.pointer.starts_with(part) && !one.pointer.starts_with("/study/baseline")) both.push_back(one);
    return both;
}

StudyFiles read_study(const std::string& file, const std::vector<Override>& overrides, bool with_baseline) {
    StudyFiles files;
    files.scenario = read_one(file, overrides, files.forecast, files.problems);
    if (!files.problems.empty() || !with_baseline || files.scenario.baseline_file.empty()) return files;
    const std::string& baseline = files.scenario.baseline_file;
    std::error_code error;
    if (std::filesystem::equivalent(baseline, file, error)) return files;  // the baseline itself, as it is
    Forecast ahead;
    files.baseline = read_one(baseline, shared(overrides), ahead, files.problems);
    return files;
}

}  // namespace counterless

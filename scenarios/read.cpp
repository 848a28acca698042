#include "scenarios/read.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/build.hpp"
#include "scenarios/chain.hpp"
#include "scenarios/check.hpp"
#include "scenarios/override.hpp"
#include "scenarios/platform_file.hpp"
#include "scenarios/sha256.hpp"
#include "scenarios/trace.hpp"

namespace counterless {
namespace {
namespace fs = std::filesystem;

// Relative to the file that states it; a --set states it beside the outermost file.
std::string baseline_of(const Chain& chain, const fs::path& outermost, Report& report) {
    const auto study = chain.merged->find("study");
    if (study == chain.merged->end() || !study->is_object() || !study->contains("baseline")) return "";
    const Json& stated = (*study)["baseline"];
    if (!stated.is_string()) return "";
    const std::size_t index = chain.origins.index_of("/study/baseline");
    const fs::path folder = outermost.has_parent_path() ? outermost.parent_path() : fs::path(".");
    std::string why;
    const auto path =
        path_inside(folder, index < chain.files.size() ? chain.files[index] : outermost, stated.get<std::string>(), why);
    if (!path) report.add("/study/baseline", shown(stated) + ", " + why, "a scenario file in the folder of the first file");
    return path ? path->string() : "";
}

// Keys may hold line breaks, and two centres may share one faulty default: a problem is one line, once.
void tidy(Problems& problems) {
    Problems once;
    for (Problem& problem : problems) {
        for (std::string* text : {&problem.place, &problem.found, &problem.expected})
            for (char& c : *text)
                if (static_cast<unsigned char>(c) < 0x20) c = '?';
        const bool known = std::any_of(once.begin(), once.end(), [&](const Problem& other) {
            return other.place == problem.place && other.found == problem.found && other.expected == problem.expected;
        });
        if (!known) once.push_back(std::move(problem));
    }
    problems = std::move(once);
}

ReadResult read(const fs::path& file, const std::string* text, const std::vector<Override>& overrides, const Surveyor& surveyor) {
    ReadResult result;
    auto chain = read_chain(file, text, result.problems);
    if (chain) {
        for (const Override& override_ : overrides)
            apply_override(*chain->merged, override_.pointer, override_.value, chain->origins, result.problems);
        Report report(chain->origins, result.problems);
        const TraceFiles traces = find_traces(*chain, file, report);
        const auto platform = find_platform(*chain, file, surveyor, report);
        check_fields(*chain->merged, report);
        const PlatformSurvey* survey = platform && platform->survey ? &*platform->survey : nullptr;
        result.scenario = build_scenario(*chain->merged, traces, survey, report);
        for (const fs::path& one : chain->files) result.scenario.files.push_back(one.string());
        for (const auto& [id, trace] : traces) result.scenario.files.push_back(trace.string());
        if (platform) result.scenario.files.push_back(platform->path.string());
        result.scenario.baseline_file = baseline_of(*chain, file, report);
        result.scenario.text = chain->merged->dump(-1, ' ', false, Json::error_handler_t::replace);
        result.scenario.sha256 = sha256_hex(result.scenario.text);
    }
    if (result.problems.size() >= problems_max)
        result.problems.push_back(
            {file.empty() ? "scenario" : file.string(), "more problems than are listed", "these mended first"});
    tidy(result.problems);
    if (!result.ok()) result.scenario = {};
    return result;
}
}  // namespace

ReadResult read_scenario(const fs::path& file, const std::vector<Override>& overrides, const Surveyor& surveyor) {
    return read(file, nullptr, overrides, surveyor);
}

ReadResult read_scenario_text(const std::string& text, const fs::path& origin, const std::vector<Override>& overrides,
                              const Surveyor& surveyor) {
    return read(origin, &text, overrides, surveyor);
}

}  // namespace counterless

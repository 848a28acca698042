#include "results/cli/point_outputs.hpp"

#include <algorithm>
#include <exception>
#include <string>

#include "results/cli/pilots.hpp"
#include "results/cli/read_study.hpp"
#include "results/cli/say.hpp"
#include "results/output_file.hpp"

namespace counterless {
namespace {

void tell_unsteady(const PointStudy& study) {
    constexpr std::size_t told_most = 20;
    const std::vector<std::size_t> numbers = unsteady_points(study);
    for (std::size_t at = 0; at < std::min(numbers.size(), told_most); ++at) {
        const PointAnswer& point = study.points[numbers[at] - 1];
        tell("point " + std::to_string(numbers[at]) + " with " + shown(study.inputs, point.values) + ": the queue at " +
             point.unsteady->at + " " + unsteady_words);
    }
    if (numbers.size() > told_most) tell("and at " + std::to_string(numbers.size() - told_most) + " more points");
}

}  // namespace

void add_output_problems(const CampaignOptions& options, const std::string& csv, const std::vector<std::string>& read,
                         PointFiles& files) {
    const std::string json = options.json == "-" ? "" : options.json;
    std::vector<std::string> inputs = files.study.scenario.files;
    inputs.push_back(files.study.file);
    for (const std::string& file : read)
        if (!file.empty()) inputs.push_back(file);
    if (!files.study.scenario.baseline_file.empty()) inputs.push_back(files.study.scenario.baseline_file);
    for (Problem& problem : clashes({{"--report", options.report}, {"--json", json}, {"--db", options.db}, {"--csv", csv}},
                                    inputs, "those of the scenario, its bases and its points"))
        files.problems.push_back(std::move(problem));
    for (const std::string& file : {json, options.report, csv})
        if (!file.empty())
            if (const auto problem = unwritable(file)) files.problems.push_back(*problem);
}

void write_point_files(const CampaignOptions& options, const std::string& csv, const PointForms& forms, const PointStudy& study) {
    if (!options.json.empty() && options.json != "-") write_whole(options.json, forms.json(study));
    if (!csv.empty()) write_whole(csv, forms.csv(study));
    if (!options.report.empty()) write_whole(options.report, forms.page(study));
}

int point_exit_code(const CampaignOptions& options, const PointStudy& study, bool said, bool missed) {
    if (!said) return exit_code::failed;
    tell_unsteady(study);
    if (!study.balance.holds()) {
        tell("the balance sheet does not add up: do not use these results");
        return exit_code::failed;
    }
    if (study.ending == RunEnding::interrupted) {
        tell("interrupted after " + std::to_string(study.replications_done) + " of " + std::to_string(study.replications_asked) +
             " replications of each point" +
             (!options.db.empty() ? "; the same command goes on from there" : "; with --db FILE it could go on from there"));
        return exit_code::interrupted;
    }
    return missed ? exit_code::target_missed : exit_code::done;
}

int finish_points(const char* command, PointFiles& files, const PointsAsked& asked, const CampaignOptions& options,
                  const std::function<void()>& more_problems, const std::function<int()>& answer) {
    more_problems();
    if (!files.problems.empty()) return tell_problems(files.problems);
    tell_unused(files.study.scenario.study, command);
    try {
        if (const auto code = live_through(files, asked, options)) return *code;
        return answer();
    } catch (const StoreUnusable& unusable) { return tell_problems({unusable.problem}); } catch (const std::exception& failure) {
        tell(std::string("counterless ") + command + ": " + failure.what());
        return exit_code::failed;
    }
}

}  // namespace counterless

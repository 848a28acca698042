// results/cli/sensitivity.cpp: `counterless sensitivity`: which inputs an outcome hangs on, and whether the answer would flip.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "results/cli/commands.hpp"
#include "results/cli/point_campaign.hpp"
#include "results/cli/point_outputs.hpp"
#include "results/cli/say.hpp"
#include "results/sensitivity.hpp"

namespace counterless {
namespace {

constexpr double sensitivity_points_max = 100'000;

std::vector<std::string> own_words_of(const SensitivityOptions& options) {
    constexpr const char* methods[] = {"tornado", "morris", "sobol"};
    const SensitivityQuestion& question = options.question;
    std::vector<std::string> words;
    for (const std::string& one : options.varied) words.insert(words.end(), {"--vary", one});
    words.insert(words.end(), {"--method", methods[static_cast<std::size_t>(question.method)]});
    if (question.method == SensitivityMethod::morris)
        words.insert(words.end(), {"--trajectories", std::to_string(question.trajectories)});
    if (question.method == SensitivityMethod::sobol) words.insert(words.end(), {"--rows", std::to_string(question.rows)});
    if (options.against_baseline) words.emplace_back("--against-baseline");
    return words;
}

// What the scenario calls uncertain, by its laws, where nothing is varied by hand.
void take_uncertain(PointFiles& files) {
    PointStudy& study = files.study;
    if (!study.inputs.empty()) return;
    for (const Uncertain& one : study.scenario.study.uncertain)
        study.inputs.push_back({.places = {one.place}, .law = one.law, .stated = stated_number(study.scenario, one.place)});
    if (study.inputs.empty())
        files.problems.push_back({study.file, "nothing that is varied, and no /study/uncertain", "--vary PTR=LOW:HIGH"});
}

// Of the usual measures, the outcomes that targets ask for; without targets, the wait.
void leave_outcomes(PointStudy& study) {
    std::erase_if(study.measures, [&](const Measure& one) {
        return std::none_of(study.scenario.targets.begin(), study.scenario.targets.end(),
                            [&](const Target& target) { return target.measure == one.name && target.of == one.of; }) &&
               (!study.scenario.targets.empty() || one.name != "wait_mean");
    });
}

void check_baseline(const SensitivityOptions& options, PointFiles& files) {
    if (!options.against_baseline || files.study.baseline) return;
    files.problems.push_back({"--against-baseline", files.study.scenario.name + ", which is measured against nothing",
                              "a scenario with /study/baseline"});
}

bool check_points(const SensitivityOptions& options, PointFiles& files) {
    const double count = sensitivity_point_count(options.question, files.study.inputs.size());
    const bool few = count <= sensitivity_points_max;
    if (!few)
        files.problems.push_back({"--rows or --trajectories", fmt::format("{:.0f} points", count),
                                  fmt::format("at most {:.0f}", sensitivity_points_max)});
    return few;
}

int answer_sensitivity(const SensitivityOptions& options, SensitivityStudy& study) {
    conclude_sensitivity(study);
    const auto with = [&](std::string (*form)(const SensitivityStudy&)) {
        return [form, &study](const PointStudy&) { return form(study); };
    };
    write_point_files(options, options.csv,
                      {.json = with(sensitivity_json), .csv = with(sensitivity_csv), .page = with(sensitivity_page)},
                      study.points);
    const bool said = options.json == "-" ? say(sensitivity_json(study))
                                          : say(options.quiet ? sensitivity_headline(study) : sensitivity_text(study));
    return point_exit_code(options, study.points, said, false);
}

}  // namespace

int sensitivity_command(const SensitivityOptions& options, Problems problems) {
    const bool well_typed = problems.empty();
    const PointsAsked asked{.command_name = "sensitivity",
                            .file = options.file,
                            .inputs = options.inputs,
                            .measures = options.measures,
                            .against_baseline = options.against_baseline};
    PointFiles files = begin_points(asked, options, std::move(problems));
    SensitivityQuestion question = options.question;
    if (files.readable) {
        if (well_typed) take_uncertain(files);
        check_baseline(options, files);
        const bool few = check_points(options, files);
        if (options.measures.empty()) leave_outcomes(files.study);
        if (files.study.measures.empty() && options.measures.empty())
            files.problems.push_back({"--measure", "none, and no target and no wait in this scenario", "--measure MEASURE[@OF]"});
        question.seed = files.study.scenario.study.seed;
        if (!well_typed)
            read_alone(files, asked, options);
        else if (few && !files.study.inputs.empty())
            read_points(files, asked, options, sensitivity_points(question, files.study.inputs));
    }
    files.study.command = point_command(asked, options, files.study.scenario, own_words_of(options));
    const auto more = [&] { add_output_problems(options, options.csv, {}, files); };
    return finish_points("sensitivity", files, asked, options, more, [&] {
        SensitivityStudy study{.points = files.study, .question = question};
        return answer_sensitivity(options, study);
    });
}

}  // namespace counterless

// results/cli/sweep.cpp: `counterless sweep`: what comes of a scenario at each of many points of its inputs.
#include <fmt/format.h>

#include "results/cli/commands.hpp"
#include "results/cli/point_campaign.hpp"
#include "results/cli/point_outputs.hpp"
#include "results/cli/say.hpp"
#include "results/sweep.hpp"

namespace counterless {
namespace {

std::vector<std::string> own_words(const SweepOptions& options) {
    constexpr const char* plans[] = {"grid", "list", "lhs", "sobol"};
    std::vector<std::string> words;
    for (const std::string& one : options.varied) words.insert(words.end(), {"--vary", one});
    if (!options.points_from.empty()) return {"--points-from", options.points_from};
    if (options.question.plan != PointPlan::grid)
        words.insert(words.end(), {"--design", plans[static_cast<std::size_t>(options.question.plan)]});
    if (options.question.points > 0) words.insert(words.end(), {"--points", std::to_string(options.question.points)});
    return words;
}

// A bare number of a list takes the unit that stands in the scenario.
void complete(std::vector<Input>& inputs) {
    for (Input& input : inputs)
        for (std::string& value : input.values) value = list_value(input, value);
}

bool missed_everywhere(const PointStudy& study) {
    for (const TargetCount& count : count_targets(study))
        if (count.missed == study.points.size()) return true;
    return false;
}

int answer(const SweepOptions& options, const PointStudy& study) {
    write_point_files(options, options.csv, {.json = sweep_json, .csv = sweep_csv, .page = sweep_page}, study);
    const bool said =
        options.json == "-" ? say(sweep_json(study)) : say(options.quiet ? sweep_headline(study) : sweep_text(study));
    return point_exit_code(options, study, said, missed_everywhere(study));
}

}  // namespace

int sweep_command(const SweepOptions& options, Problems problems) {
    const bool well_typed = problems.empty();
    const PointsAsked asked{
        .command_name = "sweep", .file = options.file, .inputs = options.inputs, .measures = options.measures};
    PointFiles files = begin_points(asked, options, std::move(problems));
    if (files.readable) {
        complete(files.study.inputs);
        PointQuestion question = options.question;
        question.seed = files.study.scenario.study.seed;
        files.study.question = question;
        const bool table = !options.points_from.empty() && options.varied.empty() && !options.inputs.empty();
        if (well_typed || table)  // of a table each row is a point, whatever is wrong besides; an empty cell is as stated
            read_points(files, asked, options, points_of(question, files.study.inputs));
        else
            read_alone(files, asked, options);
    }
    files.study.command = point_command(asked, options, files.study.scenario, own_words(options));
    const auto with_problems = [&] { add_output_problems(options, options.csv, {options.points_from}, files); };
    return finish_points("sweep", files, asked, options, with_problems, [&] { return answer(options, files.study); });
}

}  // namespace counterless

#include "results/cli/analyse_options.hpp"

#include <CLI/CLI.hpp>

#include "results/cli/typed.hpp"

namespace counterless {
namespace {

constexpr std::size_t quantiles_most = 20;

void take_quantiles(const std::string& text, Question& question, Problems& problems) {
    question.quantiles.clear();
    for (const std::string& part : parts_of(text, ',')) {
        const auto q = typed_number(part);
        if (q && *q > 0 && *q < 1)
            question.quantiles.push_back(*q);
        else
            problems.push_back({"--quantiles", "\"" + part + "\"", "numbers between 0 and 1, as in 0.5,0.9,0.99"});
    }
    if (question.quantiles.size() > quantiles_most)
        problems.push_back({"--quantiles", std::to_string(question.quantiles.size()) + " numbers", "at most 20"});
}

void take_warm_up(const std::string& text, Question& question, Problems& problems) {
    if (text == "none") return;
    if (text == "auto") {
        question.warm_up = WarmUpRule::by_mser5;
        return;
    }
    const auto rows = typed_whole(text, 0, UINT32_MAX);
    question.warm_up = WarmUpRule::fixed;
    question.left_out = rows.value_or(0);
    if (!rows) problems.push_back({"--warmup", "\"" + text + "\"", "none, auto, or a number of rows"});
}

}  // namespace

void AnalyseWords::add_to(CLI::App& command) {
    command.add_option("FILE", file_, "CSV file with a line of column names; - for standard input")->type_name("");
    command
        .add_option("--column", columns_,
                    "Name or number (the first is 1) of a column. Repeatable (default: all that hold numbers)")
        ->type_name("NAME|N")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    command.add_option("--confidence", confidence_, "Of the intervals (default: 0.95)")->type_name("SHARE");
    command.add_option("--quantiles", quantiles_, "Which (default: 0.5,0.9,0.99)")->type_name("LIST");
    command.add_option("--warmup", warm_up_, "Rows left out at the start: none (default), auto (MSER-5), or how many")
        ->type_name("none|auto|N");
    command.add_option("--batches", batches_, "Number of batches (default: by Law and Carson's test)")->type_name("N");
    command.add_flag("--independent", independent_, "The rows do not know of each other: textbook intervals, order statistics");
    command.add_option("--unit", unit_, "What the numbers are counted in, to be shown beside them")->type_name("TEXT");
    command.add_flag("--skip-empty", skip_empty_, "Passes over empty cells, which are a problem otherwise");
    command.add_option("--separator", separator_, "Between cells: , (default) ; | or tab")->type_name("C");
    command.add_flag("--no-header", no_header_, "The first line holds numbers already");
    command.add_option("--json", json_, "Writes the answer as JSON; - for standard output, instead of the text")
        ->type_name("FILE");
    command.footer(
        "Examples:\n"
        "  counterless analyse waits.csv --column wait --unit s\n"
        "  counterless analyse run.csv --warmup auto --quantiles 0.5,0.95 --json answer.json\n"
        "Rows are taken as a series in the order of the file. Exit code: 0 done, 1 failed, 2 bad usage or input.");
}

AnalyseOptions AnalyseWords::take(const CLI::App& command, Problems& problems) const {
    AnalyseOptions options{.file = file_, .columns = columns_, .unit = unit_, .json = json_, .skip_empty = skip_empty_};
    const auto said = [&](const char* name) { return command.count(name) > 0; };
    if (file_.empty()) problems.push_back({"command line", "no FILE", "a CSV file, as in counterless analyse waits.csv"});
    if (said("--confidence")) {
        const auto share = typed_number(confidence_);
        if (share && *share >= 0.5 && *share <= 0.9999)
            options.question.confidence = *share;
        else
            problems.push_back({"--confidence", "\"" + confidence_ + "\"", "a number from 0.5 to 0.9999"});
    }
    if (said("--quantiles")) take_quantiles(quantiles_, options.question, problems);
    if (said("--warmup")) take_warm_up(warm_up_, options.question, problems);
    if (said("--batches")) {
        options.question.batches = typed_whole(batches_, 2, 10'000);
        if (!options.question.batches)
            problems.push_back({"--batches", "\"" + batches_ + "\"", "a whole number from 2 to 10000"});
    }
    if (said("--batches") && independent_)
        problems.push_back({"--batches", "--independent beside it", "one of the two: independent rows need no batches"});
    if (said("--separator")) take_separator(separator_, options.shape, options.file, problems);
    if (said("--json") && json_.empty()) problems.push_back({"--json", "an empty name", "the name of a file"});
    options.shape.header = !no_header_;
    options.question.independent = independent_;
    return options;
}

}  // namespace counterless

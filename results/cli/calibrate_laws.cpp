// results/cli/calibrate_laws.cpp: calibrate times, patience and arrivals: read, fit, and hand the answer to whom it was meant
// for.
#include <fmt/format.h>

#include <filesystem>

#include "results/cli/calibrate_laws_read.hpp"
#include "results/cli/say.hpp"
#include "results/cli/version.hpp"
#include "results/output_file.hpp"

namespace counterless {
namespace {

constexpr std::size_t ended_min = 10;  // fewer tell no law from another

void check_files(const CalibrateLawsOptions& options, Problems& problems) {
    for (const auto& [name, file] : {std::pair<const char*, std::string>{"--json", options.json},
                                     {"--scenario", options.scenario},
                                     {"--plot", options.plot}}) {
        if (file.empty() || file == "-") continue;
        if (const auto problem = unwritable(file)) problems.push_back(*problem);
        if (std::error_code error; std::filesystem::equivalent(file, options.file, error))
            problems.push_back({name, "\"" + file + "\"", "another file than the one that is read"});
    }
}

// What only the values can tell.
void check_fitted(const Durations& seen, const char* what, const std::string& place, Problems& problems) {
    if (seen.ended < static_cast<double>(ended_min))
        problems.push_back({place, fmt::format("{} {}", seen.ended, what), fmt::format("at least {}", ended_min)});
    else if (seen.rows.size() < 2)
        problems.push_back({place, "values that are all alike", "values that differ"});
}

template <typename Tuning>
int hand_out(const CalibrateLawsOptions& options, const Tuning& tuning) {
    if (!options.json.empty() && options.json != "-") write_whole(options.json, tuning_json(tuning));
    if (!options.plot.empty()) write_whole(options.plot, tuning_page(tuning));
    if (!options.scenario.empty() && options.scenario != "-")
        write_whole(options.scenario, tuning_fragment(tuning, options.place));
    const std::string text = options.json == "-"       ? tuning_json(tuning)
                             : options.scenario == "-" ? tuning_fragment(tuning, options.place)
                                                       : tuning_text(tuning);
    return say(text) ? exit_code::done : exit_code::failed;
}

int times_command(const CalibrateLawsOptions& options, const LawsRead& read, const std::string& place) {
    TimesTuning tuning = tune_times(read.values, options.bounds, options.question);
    Problems problems;
    check_fitted(tuning.seen, "times above 0 and within bounds", place, problems);
    if (!problems.empty()) return tell_problems(problems);
    tuning.file = place;
    tuning.column = read.column;
    tuning.version = version;
    return hand_out(options, tuning);
}

int patience_command(const CalibrateLawsOptions& options, const LawsRead& read, const std::string& place) {
    PatienceTuning tuning = tune_patience(read.values, read.gave_up, options.question);
    Problems problems;
    check_fitted(tuning.seen, "customers who gave up after waiting", place, problems);
    if (problems.empty() && tuning.fits.empty())
        problems.push_back({place, "customers who all gave up after the same wait", "waits that differ"});
    if (!problems.empty()) return tell_problems(problems);
    tuning.file = place;
    tuning.column = read.column;
    tuning.version = version;
    return hand_out(options, tuning);
}

int arrivals_command(const CalibrateLawsOptions& options, LawsRead read, const std::string& place) {
    ArrivalsQuestion question = options.arrivals;
    question.dated = read.dated;
    ArrivalsTuning tuning = tune_arrivals(std::move(read.days), question);
    if (tuning.rows < ended_min)
        return tell_problems({{place, fmt::format("{} arrivals", tuning.rows), fmt::format("at least {}", ended_min)}});
    tuning.file = place;
    tuning.version = version;
    return hand_out(options, tuning);
}

}  // namespace

int calibrate_laws(CalibrateLawsOptions options, Problems typed_wrong) {
    if (nothing_to_read(options.file, typed_wrong)) return tell_problems(typed_wrong);
    Problems problems;
    options.place.there = there_in_base(options.place, options.scenario, problems);
    const std::string place = options.file == "-" ? "standard input" : options.file;
    check_files(options, problems);
    LawsRead read = read_for_laws(options, place, problems);
    append(typed_wrong, problems);
    if (!typed_wrong.empty()) return tell_problems(typed_wrong);
    switch (options.of) {
        case LawsOf::times:
            return times_command(options, read, place);
        case LawsOf::patience:
            return patience_command(options, read, place);
        case LawsOf::arrivals:
            break;
    }
    return arrivals_command(options, std::move(read), place);
}

}  // namespace counterless

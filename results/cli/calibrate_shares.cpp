// results/cli/calibrate_shares.cpp: `counterless calibrate shares`: the words, what is wrong with them, and the doing.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "results/cli/calibrate.hpp"
#include "results/cli/say.hpp"
#include "results/cli/typed.hpp"
#include "results/cli/version.hpp"
#include "results/output_file.hpp"
#include "results/share_calibration.hpp"
#include "scenarios/suggest.hpp"

namespace counterless {
namespace {

constexpr int draws_most = 100'000;

struct Typed {
    std::string file, time, share, digital, total, unit, models, hold_out, needs, failing, confidence, intervals, draws, seed,
        json, scenario, use, from, extends, plot, separator;
    std::vector<std::string> where, fix, free;
    bool percent = false, skip_empty = false;
    CLI::App* command = nullptr;
};

struct Asked {
    ShareTableQuestion table;
    ShareQuestion fits;
    std::optional<std::pair<std::uint64_t, std::uint64_t>> held_out;  // rows, or above and below of a part of them
    std::string series, hold_out, json, scenario, plot, use, from, extends;
};

// ---- what was typed

void take_unit(const Typed& typed, Asked& asked, Problems& problems) {
    const std::pair<const char*, double> units[] = {
        {"year", 1}, {"quarter", 0.25}, {"month", 1.0 / 12}, {"week", 7 / 365.25}, {"day", 1 / 365.25}};
    if (typed.unit.empty()) return;
    for (const auto& [name, years] : units)
        if (typed.unit == name) return asked.table.number_years = years, void();
    problems.push_back({"--unit", "\"" + typed.unit + "\"", "one of year, quarter, month, week, day"});
}

void take_columns(const Typed& typed, Asked& asked, Problems& problems) {
    asked.table.time = typed.time;
    asked.table.share = typed.share;
    asked.table.digital = typed.digital;
    asked.table.total = typed.total;
    asked.table.percent = typed.percent;
    asked.table.skip_empty = typed.skip_empty;
    if (!typed.share.empty() && !typed.digital.empty())
        problems.push_back({"--share", "--digital beside it", "one of the two: a share, or a count of --total"});
    if (typed.digital.empty() != typed.total.empty() && typed.share.empty())
        problems.push_back(
            {typed.digital.empty() ? "--total" : "--digital", "the one without the other", "both: --digital and --total"});
    take_where(typed.where, asked.table.where, problems);
    for (const std::string& text : typed.where) asked.series += (asked.series.empty() ? "" : ", ") + text;
    if (typed.command->count("--separator") > 0) take_separator(typed.separator, asked.table.shape, asked.table.file, problems);
}

std::vector<std::string> form_names() {
    std::vector<std::string> names;
    for (const ShareForm form : share_forms) names.emplace_back(share_form_name(form));
    return names;
}

void take_models(const Typed& typed, Asked& asked, Problems& problems) {
    if (typed.models.empty()) return;
    asked.fits.forms.clear();
    check_once("--models", parts_of(typed.models, ','), "each model once", problems);
    for (const std::string& name : parts_of(typed.models, ',')) {
        const auto* form = std::find_if(std::begin(share_forms), std::end(share_forms),
                                        [&](ShareForm one) { return share_form_name(one) == name; });
        if (form == std::end(share_forms))
            problems.push_back({"--models", "\"" + name + "\"", suggestion(name, form_names())});
        else
            asked.fits.forms.push_back(*form);
    }
}

void take_stated(const Typed& typed, Asked& asked, Problems& problems) {
    const auto known = [&](const char* option, const std::string& name) {
        const auto names = share_parameter_names();
        if (std::find(names.begin(), names.end(), name) != names.end()) return true;
        problems.push_back({option, "\"" + name + "\"", suggestion(name, names)});
        return false;
    };
    for (const std::string& name : typed.free)
        if (known("--free", name)) asked.fits.stated.push_back({name, {}});
    for (const std::string& text : typed.fix) {
        const auto equals = text.find('=');
        const std::string name = text.substr(0, equals);
        if (equals == std::string::npos) {
            problems.push_back({"--fix", "\"" + text + "\"", "NAME=VALUE, as in --fix ceiling=0.98"});
        } else if (known("--fix", name)) {
            const FitParameter& parameter = share_parameter(name);
            const double low = parameter.scale == Scale::logit && name != "offline" ? parameter.low : 0;
            const double high = name == "ceiling" ? 1 : parameter.high;
            const auto value = typed_number(text.substr(equals + 1));
            if (value && *value >= low && *value <= high)
                asked.fits.stated.push_back({name, *value});
            else
                problems.push_back({"--fix", "\"" + text + "\"", fmt::format("{} from {:g} to {:g}", name, low, high)});
        }
    }
}

void take_number(const Typed& typed, const char* option, const std::string& text, double low, double high, double& into,
                 Problems& problems) {
    if (typed.command->count(option) == 0) return;
    const auto value = typed_number(text);
    if (value && *value >= low && *value <= high)
        into = *value;
    else
        problems.push_back({option, "\"" + text + "\"", fmt::format("a number from {:g} to {:g}", low, high)});
}

void take_intervals(const Typed& typed, Asked& asked, Problems& problems) {
    take_number(typed, "--confidence", typed.confidence, 0.5, 0.9999, asked.fits.confidence, problems);
    const std::pair<const char*, IntervalRule> rules[] = {
        {"none", IntervalRule::nothing}, {"profile", IntervalRule::profile}, {"bootstrap", IntervalRule::bootstrap}};
    const auto* rule =
        std::find_if(std::begin(rules), std::end(rules), [&](const auto& one) { return typed.intervals == one.first; });
    if (rule != std::end(rules))
        asked.fits.intervals = rule->second;
    else if (!typed.intervals.empty())
        problems.push_back({"--intervals", "\"" + typed.intervals + "\"", "one of profile, bootstrap, none"});
    if (typed.command->count("--draws") > 0) {
        const auto draws = typed_whole(typed.draws, 20, draws_most);
        asked.fits.draws = static_cast<int>(draws.value_or(20));
        if (!draws) problems.push_back({"--draws", "\"" + typed.draws + "\"", "a whole number from 20 to 100000"});
    }
    if (typed.command->count("--seed") > 0) {
        const auto seed = typed_whole(typed.seed, 0, UINT64_MAX);
        asked.fits.seed = seed.value_or(0);
        if (!seed) problems.push_back({"--seed", "\"" + typed.seed + "\"", "a whole number from 0 to 18446744073709551615"});
    }
    for (const char* option : {"--draws", "--seed"})
        if (typed.command->count(option) > 0 && asked.fits.intervals != IntervalRule::bootstrap)
            problems.push_back({option, "no bootstrap", "--intervals bootstrap beside it"});
}

void take_outputs(const Typed& typed, Asked& asked, Problems& problems) {
    asked.json = typed.json;
    asked.scenario = typed.scenario;
    asked.plot = typed.plot;
    asked.use = typed.use;
    asked.from = typed.from;
    asked.extends = typed.extends;
    const std::pair<const char*, const std::string&> files[] = {
        {"--json", typed.json}, {"--scenario", typed.scenario}, {"--plot", typed.plot}};
    for (const auto& [option, file] : files) {
        if (typed.command->count(option) == 0) continue;
        std::error_code error;
        if (file.empty())
            problems.push_back({option, "an empty name", "the name of a file"});
        else if (file != "-" && std::filesystem::equivalent(file, typed.file, error))
            problems.push_back({option, "\"" + file + "\"", "another file than the one that is read"});
        else if (const auto problem = file == "-" ? std::nullopt : unwritable(file))
            problems.push_back(*problem);
        for (const auto& [other, name] : files)
            if (std::string(other) < option && !file.empty() && file != "-" && name == file)
                problems.push_back({option, "\"" + file + "\"", std::string("another file than that of ") + other});
    }
    if (typed.plot == "-") problems.push_back({"--plot", "\"-\"", "a file"});
    if (typed.json == "-" && typed.scenario == "-")
        problems.push_back({"--scenario", "\"-\"", "a file, since --json goes to standard output"});
    for (const auto& [option, text] :
         {std::pair<const char*, std::string>{"--use", typed.use}, {"--from", typed.from}, {"--extends", typed.extends}})
        if (!text.empty() && typed.scenario.empty()) problems.push_back({option, "no --scenario", "--scenario FILE beside it"});
    if (!typed.use.empty()) {
        const std::vector<std::string> usable{"bass", "bass-ceiling", "habit"};
        if (std::find(usable.begin(), usable.end(), typed.use) == usable.end())
            problems.push_back({"--use", "\"" + typed.use + "\"", "one of bass, bass-ceiling, habit"});
    }
    if (!typed.from.empty() && !time_in_years(typed.from, asked.table.number_years))
        problems.push_back({"--from", "\"" + typed.from + "\"", "a time as in the file: 2014, 2014-Q2, 2014-05, 2014-05-28"});
}

// "5", "1/3"
void take_held_out(const Typed& typed, Asked& asked, Problems& problems) {
    if (typed.hold_out.empty()) return;
    asked.hold_out = typed.hold_out;
    const auto parts = parts_of(typed.hold_out, '/');
    std::optional<std::uint64_t> above = typed_whole(parts.front(), 0, UINT32_MAX), below = 1;
    if (parts.size() > 1) below = typed_whole(parts[1], 1, UINT32_MAX);
    if (parts.size() > 2 || !above || !below || (parts.size() == 2 && *above >= *below))
        problems.push_back({"--hold-out", "\"" + typed.hold_out + "\"", "a number of rows, or a part of them as in 1/3"});
    else
        asked.held_out = {*above, *below};
}

Asked asked_for(const Typed& typed, Problems& problems) {
    Asked asked;
    asked.table.file = typed.file;
    asked.table.place = typed.file == "-" ? "standard input" : typed.file;
    if (typed.file.empty())
        problems.push_back({"command line", "no FILE", "a CSV file, as in counterless calibrate shares filings.csv"});
    take_unit(typed, asked, problems);
    take_columns(typed, asked, problems);
    take_models(typed, asked, problems);
    take_stated(typed, asked, problems);
    take_number(typed, "--needs-per-year", typed.needs, 0.01, 1e5, asked.fits.habit.needs_per_year, problems);
    take_number(typed, "--attempts-fail", typed.failing, 0, 0.99, asked.fits.habit.failing, problems);
    take_intervals(typed, asked, problems);
    take_outputs(typed, asked, problems);
    take_held_out(typed, asked, problems);
    return asked;
}

// ---- what only the rows can tell

void take_hold_out(Asked& asked, std::size_t rows, Problems& problems) {
    if (!asked.held_out) return;
    const auto [above, below] = *asked.held_out;
    asked.fits.held_out = below > 1 ? rows * above / below : above;
    if (asked.fits.held_out >= rows)
        problems.push_back({"--hold-out", "\"" + asked.hold_out + "\"", fmt::format("fewer than the {} rows", rows)});
}

// Which fit becomes the scenario: the one named, or of those the simulation knows the one the criterion prefers.
std::optional<std::size_t> fit_to_use(const Asked& asked, const ShareFits& fits) {
    std::optional<std::size_t> best;
    for (std::size_t index = 0; index < fits.fits.size(); ++index) {
        const ShareFit& fit = fits.fits[index];
        if (asked.use == share_form_name(fit.model.form())) return index;
        if (!asked.use.empty() || !share_usable(fit)) continue;
        const bool better = best && fit.aicc && (!fits.fits[*best].aicc || *fit.aicc < *fits.fits[*best].aicc);
        if (!best || better) best = index;
    }
    return best;
}

bool usable_asked(const Asked& asked) {
    return std::any_of(asked.fits.forms.begin(), asked.fits.forms.end(), [&](ShareForm form) {
        const bool known = form == ShareForm::bass || form == ShareForm::bass_ceiling || form == ShareForm::habit;
        return asked.use.empty() ? known : asked.use == share_form_name(form);
    });
}

int calibrate_shares(Asked asked, Problems typed_wrong) {
    if (nothing_to_read(asked.table.file, typed_wrong)) return tell_problems(typed_wrong);
    Problems problems;
    ShareCalibration calibration{.file = asked.table.place, .version = version, .series = asked.series};
    calibration.table = read_shares(asked.table, problems);
    if (problems.empty()) take_hold_out(asked, calibration.table.rows.size(), problems);
    if (!asked.scenario.empty() && !usable_asked(asked))
        problems.push_back({"--scenario", "no model that the simulation knows among --models", "bass, bass-ceiling or habit"});
    const double last = calibration.table.rows.empty() ? 0 : calibration.table.rows.back().time;
    const double from = asked.from.empty() ? last : time_in_years(asked.from, asked.table.number_years).value_or(last);
    if (problems.empty() && from < calibration.table.rows.front().time)
        problems.push_back(
            {"--from", "\"" + asked.from + "\"", "no time before the first row, " + calibration.table.labels.front()});
    append(typed_wrong, problems);
    if (!typed_wrong.empty()) return tell_problems(typed_wrong);

    calibration.fits = fit_shares(calibration.table.rows, asked.fits);
    std::string said;
    if (!asked.scenario.empty()) {
        const ShareFragment fragment{.fit = fit_to_use(asked, calibration.fits).value_or(0),
                                     .time = from,
                                     .time_label = asked.from.empty() ? calibration.table.labels.back() : asked.from,
                                     .extends = asked.extends};
        said = share_fragment(calibration, fragment);
        if (asked.scenario != "-") write_whole(asked.scenario, said);
    }
    if (!asked.plot.empty()) write_whole(asked.plot, share_calibration_page(calibration));
    if (!asked.json.empty() && asked.json != "-") write_whole(asked.json, share_calibration_json(calibration));
    if (asked.json == "-")
        said = share_calibration_json(calibration);
    else if (asked.scenario != "-")
        said = share_calibration_text(calibration);
    return say(said) ? exit_code::done : exit_code::failed;
}

// ---- the words

void add_rows(CLI::App& command, Typed& typed) {
    command.add_option("FILE", typed.file, "CSV file with a line of column names; - for standard input")->type_name("");
    command.add_option("--time", typed.time, "Column of years, quarters (2014-Q2), months or dates (default: the first)")
        ->type_name("COLUMN");
    command.add_option("--share", typed.share, "Column of shares, 0 to 1")->type_name("COLUMN");
    command.add_option("--digital", typed.digital, "Column of digital transactions, instead of --share")->type_name("COLUMN");
    command.add_option("--total", typed.total, "Column of all transactions")->type_name("COLUMN");
    command.add_flag("--percent", typed.percent, "Shares go from 0 to 100");
    command.add_option("--where", typed.where, "Only rows whose cell is that, or one of those (COLUMN=A,B). Repeatable")
        ->type_name("COLUMN=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    command
        .add_option("--unit", typed.unit,
                    "What plain numbers in the time column count: year (default), quarter, month, week, day")
        ->type_name("UNIT");
    command.add_flag("--skip-empty", typed.skip_empty, "Passes over rows whose cell is empty, which is a problem otherwise");
    command.add_option("--separator", typed.separator, "Between cells: , (default) ; | or tab")->type_name("C");
}

void add_fits(CLI::App& command, Typed& typed) {
    command
        .add_option("--models", typed.models, "bass, bass-ceiling, logistic, logistic-ceiling, gompertz, habit (default: all)")
        ->type_name("LIST");
    command.add_option("--hold-out", typed.hold_out, "Last rows that no fit sees, to judge it by: a number, or a part as in 1/3")
        ->type_name("N|PART");
    const auto several = [&](const char* name, std::vector<std::string>& into, const char* meaning, const char* type) {
        command.add_option(name, into, meaning)->type_name(type)->expected(1)->take_all()->allow_extra_args(false);
    };
    several("--fix", typed.fix, "States a parameter instead of fitting it, as in ceiling=0.98. Repeatable", "NAME=VALUE");
    several("--free", typed.free, "Fits one that is stated otherwise: spread, failure, offline. Repeatable", "NAME");
    command.add_option("--needs-per-year", typed.needs, "Of one customer, for the habit model (default: 12)")->type_name("N");
    command.add_option("--attempts-fail", typed.failing, "Share of digital attempts, for the habit model (default: 0.08)")
        ->type_name("SHARE");
    command.add_option("--intervals", typed.intervals, "profile (default), bootstrap or none")->type_name("RULE");
    command.add_option("--confidence", typed.confidence, "Of the intervals (default: 0.95)")->type_name("SHARE");
    command.add_option("--draws", typed.draws, "Of the bootstrap (default: 200)")->type_name("N");
    command.add_option("--seed", typed.seed, "Where the bootstrap's luck begins (default: 1)")->type_name("N");
}

void add_outputs(CLI::App& command, Typed& typed) {
    command.add_option("--json", typed.json, "Writes the answer as JSON; - for standard output, instead of the text")
        ->type_name("FILE");
    command.add_option("--plot", typed.plot, "Writes rows and curves as one HTML page")->type_name("FILE");
    command
        .add_option("--scenario", typed.scenario,
                    "Writes a fragment that a scenario can extend; - for standard output, instead of the text")
        ->type_name("FILE");
    command.add_option("--use", typed.use, "Model of the fragment: bass, bass-ceiling or habit (default: by AICc)")
        ->type_name("MODEL");
    command.add_option("--from", typed.from, "First day of the scenario: its share is the curve's then (default: the last row)")
        ->type_name("TIME");
    command.add_option("--extends", typed.extends, "Scenario that the fragment extends (default: none)")->type_name("FILE");
    command.footer(
        "Examples:\n"
        "  counterless calibrate shares filings.csv --time year --share online --hold-out 1/3 --plot filings.html\n"
        "  counterless calibrate shares quarters.csv --time quarter --digital online --total all --where service=12\n"
        "  counterless calibrate shares filings.csv --use bass --scenario adoption.json --extends base.json\n"
        "Rates are per year. Exit code: 0 done, 1 failed, 2 bad usage or input.");
}

}  // namespace

Calibrating add_calibrate_shares(CLI::App& calibrate) {
    const auto typed = std::make_shared<Typed>();
    typed->command = calibrate.add_subcommand("shares", "Fits curves of adoption to shares by time: Bass, habit and others");
    add_rows(*typed->command, *typed);
    add_fits(*typed->command, *typed);
    add_outputs(*typed->command, *typed);
    typed->command->allow_extras();
    return {"shares", [typed](Problems& problems) -> Calibration {
                Asked asked = asked_for(*typed, problems);
                return
                    [asked = std::move(asked)](Problems typed_wrong) { return calibrate_shares(asked, std::move(typed_wrong)); };
            }};
}

}  // namespace counterless

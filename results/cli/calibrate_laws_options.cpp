#include "results/cli/calibrate_laws_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>

#include "results/cli/calibrate.hpp"
#include "results/cli/typed.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

constexpr std::string_view times = "times", patience = "patience", arrivals = "arrivals";
constexpr std::uint64_t bootstrap_max = 100'000;

LawsOf kind_of(const std::string& name) {
    if (name == patience) return LawsOf::patience;
    return name == arrivals ? LawsOf::arrivals : LawsOf::times;
}

// What was typed for one option of the command, and what to say of it.
class Typed {
  public:
    Typed(const CLI::App& command, const std::map<std::string, std::string, std::less<>>& typed, Problems& problems)
        : command_(command), typed_(typed), problems_(problems) {}
    [[nodiscard]] bool said(const std::string& name) const {
        const CLI::Option* option = command_.get_option_no_throw("--" + name);
        return option != nullptr && option->count() > 0;
    }
    [[nodiscard]] std::string text(const std::string& name) const { return said(name) ? typed_.find(name)->second : ""; }
    void problem(const std::string& name, const std::string& expected) const {
        problems_.push_back({"--" + name, "\"" + text(name) + "\"", expected});
    }
    void once(const std::string& list, const std::string& expected) const {
        check_once("--" + list, parts_of(text(list), ','), expected, problems_);
    }
    // A file's name, or a column's.
    [[nodiscard]] std::string name(const std::string& option, const char* what) const {
        if (said(option) && text(option).empty()) problems_.push_back({"--" + option, "an empty name", what});
        return text(option);
    }
    template <typename Parse>
    void take(const std::string& name, double& into, const Parse& parse, const std::string& expected) const {
        if (!said(name)) return;
        const auto value = parse(text(name));
        if (value)
            into = *value;
        else
            problem(name, expected);
    }
    void take_whole(const std::string& name, std::uint64_t& into, std::uint64_t high) const {
        if (!said(name)) return;
        const auto value = typed_whole(text(name), 0, high);
        if (!value) problem(name, "a whole number from 0 to " + std::to_string(high));
        into = value.value_or(into);
    }

  private:
    const CLI::App& command_;
    const std::map<std::string, std::string, std::less<>>& typed_;
    Problems& problems_;
};

std::vector<std::string> family_names() {
    std::vector<std::string> names;
    for (const FitFamily family : fit_families) names.emplace_back(fit_family_name(family));
    return names;
}

void take_families(const Typed& typed, LawsOf of, TuningQuestion& question) {
    if (of == LawsOf::times)
        question.families.assign(std::begin(fit_families), std::end(fit_families));
    else
        question.families = {FitFamily::exponential, FitFamily::weibull, FitFamily::lognormal, FitFamily::hyperexponential};
    if (typed.said("laws")) {
        question.families.clear();
        typed.once("laws", "each law once");
        for (const std::string& name : parts_of(typed.text("laws"), ',')) {
            if (const auto family = fit_family_named(name))
                question.families.push_back(*family);
            else
                typed.problem("laws", suggestion(name, family_names()));
        }
    }
    if (!typed.said("law")) return;
    question.chosen = fit_family_named(typed.text("law"));
    if (!question.chosen) typed.problem("law", suggestion(typed.text("law"), family_names()));
    if (question.chosen &&
        std::find(question.families.begin(), question.families.end(), *question.chosen) == question.families.end())
        question.families.push_back(*question.chosen);
}

void take_bounds(const Typed& typed, Bounded& bounds) {
    const auto duration = [](const std::string& text) { return parse_duration(text); };
    typed.take("low", bounds.low, duration, "a duration such as \"10 s\"");
    typed.take("high", bounds.high, duration, "a duration such as \"1 h\"");
    if (typed.said("low") && typed.said("high") && bounds.low >= bounds.high) typed.problem("high", "more than --low");
    const std::string trim = typed.text("trim");
    bounds.dropped = trim == "drop";
    if (typed.said("trim") && trim != "drop" && trim != "truncate") typed.problem("trim", "truncate or drop");
    if (typed.said("trim") && !typed.said("low") && !typed.said("high")) typed.problem("trim", "--low or --high beside it");
}

void take_unit(const Typed& typed, double& unit_s) {
    const auto unit = [](const std::string& text) -> std::optional<double> {
        for (const auto& [name, seconds] : {std::pair{"ms", 1e-3}, {"s", 1.0}, {"min", 60.0}, {"h", 3600.0}})
            if (text == name) return seconds;
        return {};
    };
    typed.take("unit", unit_s, unit, "one of ms, s, min, h");
}

// A log of the program says by itself what these tell of other tables.
void check_station(const Typed& typed) {
    if (!typed.said("station")) return;
    for (const char* name : {"time", "outcome", "gave-up", "unit", "date", "count"})
        if (typed.said(name)) typed.problem(name, "no --station beside it: a log has its own columns and seconds");
}

void take_shape(const Typed& typed, bool no_header, CalibrateLawsOptions& options, Problems& problems) {
    options.shape.header = !no_header;
    options.shape.without_header = "; or --no-header if there are none";
    if (typed.said("separator")) take_separator(typed.text("separator"), options.shape, options.file, problems);
}

bool is_pointer(const std::string& text) {
    if (text.size() < 2 || text.front() != '/' || text.back() == '/' || text.find("//") != std::string::npos) return false;
    return text.find_first_of("*~\"\\ ") == std::string::npos;
}

void take_place(const Typed& typed, CalibrateLawsOptions& options) {
    options.place = {typed.text("at"), typed.name("extends", "the name of a scenario file")};
    const char* example = options.of == LawsOf::times      ? "/centres/bank/stations/agents/service"
                          : options.of == LawsOf::patience ? "/centres/bank/stations/agents/patience"
                                                           : "/demand/streams/calls";
    if (typed.said("at") && !is_pointer(options.place.at))
        typed.problem("at", std::string("the place in a scenario, as ") + example);
    if (!options.scenario.empty() && !typed.said("at"))
        typed.problem("scenario", std::string("--at PLACE beside it, as --at ") + example);
    for (const char* name : {"at", "extends"})
        if (typed.said(name) && !typed.said("scenario")) typed.problem(name, "--scenario FILE beside it");
}

void take_files(const Typed& typed, CalibrateLawsOptions& options, Problems& problems) {
    options.json = typed.name("json", "the name of a file");
    options.scenario = typed.name("scenario", "the name of a file");
    options.plot = typed.name("plot", "the name of a file");
    const std::pair<const char*, std::string> files[] = {
        {"--json", options.json}, {"--scenario", options.scenario}, {"--plot", options.plot}, {"FILE", options.file}};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = i + 1; k < 4; ++k)
            if (!files[i].second.empty() && files[i].second == files[k].second && files[k].second != "-")
                problems.push_back(
                    {files[i].first, "\"" + files[i].second + "\"", std::string("another file than that of ") + files[k].first});
    if (options.json == "-" && options.scenario == "-")
        problems.push_back({"--scenario", "\"-\"", "a file, since --json goes to standard output"});
    if (options.plot == "-") problems.push_back({"--plot", "\"-\"", "a file"});
}

class CalibrateLawsWords {
  public:
    std::vector<const CLI::App*> add_to(CLI::App& calibrate);  // the three commands, each of which `take` reads
    CalibrateLawsOptions take(const CLI::App& command, Problems& problems) const;

  private:
    void add_common(CLI::App& command);
    void add_families(CLI::App& command);
    std::map<std::string, std::string, std::less<>> typed_;  // by the option's name
    std::string file_;
    std::vector<std::string> where_;
    bool no_header_ = false;
};

void CalibrateLawsWords::add_common(CLI::App& command) {
    const auto option = [&](const char* name, const char* type, const char* text) {
        command.add_option(std::string("--") + name, typed_[name], text)->type_name(type);
    };
    command.add_option("FILE", file_, "CSV file with a line of column names; - for standard input")->type_name("");
    command.add_option("--where", where_, "Only rows whose cell is that, or one of those (COLUMN=A,B). Repeatable")
        ->type_name("COLUMN=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    option("station", "ACTIVITY", "FILE is a log of `run --log`: the station to look at, as hall/counter");
    option("unit", "ms|s|min|h", "Of plain numbers in the column of times (default: s)");
    option("confidence", "SHARE", "Of the intervals (default: 0.95)");
    option("seed", "N",
           kind_of(command.get_name()) == LawsOf::arrivals
               ? "Where the luck begins that spreads rounded instants over their step (default: 1)"
               : "Where the bootstrap's luck begins (default: 1)");
    option("separator", "C", "Between cells: , (default) ; | or tab");
    command.add_flag("--no-header", no_header_, "The first line holds values already; columns are called 1, 2, ..");
    option("json", "FILE", "Writes the answer as JSON; - for standard output, instead of the text");
    option("scenario", "FILE", "Writes what was found as a part of a scenario; - for standard output, instead of the text");
    option("at", "PLACE", "Where in the scenario it belongs, as /centres/bank/stations/agents/service");
    option("extends", "FILE", "The scenario that the part is laid on, written into it");
    option("plot", "FILE", "Writes a page with what was seen and what was fitted");
}

void CalibrateLawsWords::add_families(CLI::App& command) {
    const auto option = [&](const char* name, const char* type, const char* text) {
        command.add_option(std::string("--") + name, typed_[name], text)->type_name(type);
    };
    option("laws", "LIST", "Which to fit: exponential,erlang,gamma,weibull,lognormal,hyperexponential");
    option("law", "NAME", "Which to take into the scenario (default: the best by AICc)");
    option("bootstrap", "N", "Repeats for the p of each law's distance (default: 199; 0: none)");
}

std::vector<const CLI::App*> CalibrateLawsWords::add_to(CLI::App& calibrate) {
    CLI::App* of_times = calibrate.add_subcommand(std::string(times), "Fits laws to times of service, work, travel");
    of_times
        ->add_option("--time", typed_["time"],
                     "Column of times (default: service_s, service, duration_s, duration, or the only one)")
        ->type_name("COLUMN");
    of_times->add_option("--low", typed_["low"], "Only times from here, as \"10 s\"")->type_name("DURATION");
    of_times->add_option("--high", typed_["high"], "Only times up to here, as \"1 h\"")->type_name("DURATION");
    of_times
        ->add_option("--trim", typed_["trim"],
                     "With bounds: truncate (default), the likelihood given them; drop, as if there were none")
        ->type_name("truncate|drop");
    CLI::App* of_patience =
        calibrate.add_subcommand(std::string(patience), "Fits laws to waits that ended by service or by giving up");
    of_patience->add_option("--time", typed_["time"], "Column of waits (default: queue_s, wait_s, wait)")->type_name("COLUMN");
    of_patience->add_option("--outcome", typed_["outcome"], "Column that says who gave up (default: outcome, gave_up, abandoned)")
        ->type_name("COLUMN");
    of_patience->add_option("--gave-up", typed_["gave-up"], "What it says then (default: 1, true, yes, gave_up, abandoned, HANG)")
        ->type_name("A,B");
    CLI::App* of_arrivals =
        calibrate.add_subcommand(std::string(arrivals), "Finds the mean day, the spread of days and what is left within them");
    of_arrivals->add_option("--date", typed_["date"], "Column of days, 2018-10-21 or whole numbers (default: date, day)")
        ->type_name("COLUMN");
    of_arrivals
        ->add_option("--time", typed_["time"], "Column of times of day, 08:30:15 or numbers (default: arrival_s, arrived, time)")
        ->type_name("COLUMN");
    of_arrivals->add_option("--count", typed_["count"], "Column of counts; --time is then when the interval begins")
        ->type_name("COLUMN");
    of_arrivals->add_option("--block", typed_["block"], "Blocks within which the rate is taken as constant (default: 30 min)")
        ->type_name("DURATION");
    of_arrivals
        ->add_option("--shape", typed_["shape"],
                     "In the scenario: weekday (default), each has its own day; common, one day for all")
        ->type_name("weekday|common");
    for (CLI::App* command : {of_times, of_patience}) add_families(*command);
    for (CLI::App* command : {of_times, of_patience, of_arrivals}) {
        add_common(*command);
        command->allow_extras();
    }
    of_times->footer("Example:\n  counterless calibrate times calls.csv --time service_s --high \"1 h\" --plot service.html");
    of_patience->footer("Example:\n  counterless calibrate patience calls.csv --time queue_s --outcome outcome --gave-up HANG");
    of_arrivals->footer(
        "Example:\n  counterless calibrate arrivals calls.csv --date date --time arrival_s --scenario rate.json --at "
        "/demand/streams/calls");
    return {of_times, of_patience, of_arrivals};
}

CalibrateLawsOptions CalibrateLawsWords::take(const CLI::App& command, Problems& problems) const {
    const Typed typed(command, typed_, problems);
    CalibrateLawsOptions options{.of = kind_of(command.get_name()), .file = file_};
    if (file_.empty())
        problems.push_back(
            {"command line", "no FILE", "a CSV file, as in counterless calibrate " + command.get_name() + " calls.csv"});
    for (auto [name, into] : {std::pair{"time", &options.time},
                              {"outcome", &options.outcome},
                              {"date", &options.date},
                              {"count", &options.count},
                              {"station", &options.station}})
        *into = typed.name(name, "a name");
    if (typed.said("gave-up")) options.gave_up = parts_of(typed.text("gave-up"), ',');
    const auto share = [](const std::string& text) {
        const auto value = typed_number(text);
        return value && *value >= 0.5 && *value <= 0.9999 ? value : std::nullopt;
    };
    typed.take("confidence", options.question.confidence, share, "a number from 0.5 to 0.9999");
    std::uint64_t bootstrap = options.question.bootstrap;
    typed.take_whole("bootstrap", bootstrap, bootstrap_max);
    options.question.bootstrap = bootstrap;
    typed.take_whole("seed", options.question.seed, UINT64_MAX);
    take_families(typed, options.of, options.question);
    take_bounds(typed, options.bounds);
    take_unit(typed, options.unit_s);
    check_station(typed);
    options.arrivals.confidence = options.question.confidence;
    options.arrivals.seed = options.question.seed;
    const auto block = [](const std::string& text) {
        const auto value = parse_duration(text);
        return value && *value >= 1 && *value <= 86400 ? value : std::nullopt;
    };
    typed.take("block", options.arrivals.block_s, block, "a duration from 1 s to 1 d, as \"30 min\"");
    options.arrivals.common_shape = typed.text("shape") == "common";
    if (typed.said("shape") && typed.text("shape") != "common" && typed.text("shape") != "weekday")
        typed.problem("shape", "weekday or common");
    take_shape(typed, no_header_, options, problems);
    take_files(typed, options, problems);
    take_place(typed, options);
    take_where(where_, options.where, problems);
    return options;
}

}  // namespace

std::vector<Calibrating> add_calibrate_laws(CLI::App& calibrate) {
    const auto words = std::make_shared<CalibrateLawsWords>();
    std::vector<Calibrating> kinds;
    for (const CLI::App* command : words->add_to(calibrate))
        kinds.push_back({command->get_name(), [words, command](Problems& problems) -> Calibration {
                             return [options = words->take(*command, problems)](Problems typed_wrong) {
                                 return calibrate_laws(options, std::move(typed_wrong));
                             };
                         }});
    return kinds;
}

}  // namespace counterless

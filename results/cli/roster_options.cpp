#include "results/cli/roster_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "results/cli/typed.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t weeks_max = 13, people_max = 1000;

void take_whole(std::optional<int>& into, const CLI::App& command, const char* name, const std::string& text, std::uint64_t high,
                Problems& problems) {
    if (command.count(name) == 0) return;
    if (const auto value = whole_or_problem(name, text, 1, high, problems)) into = static_cast<int>(*value);
}

void take_share(double& into, const CLI::App& command, const char* name, const std::string& text, double low, double high,
                Problems& problems) {
    if (command.count(name) == 0) return;
    const auto value = typed_share(text);
    if (value && *value >= low && *value <= high)
        into = *value;
    else
        problems.push_back({name, "\"" + text + "\"", fmt::format("a share from {:g} to {:g}, such as 5% or 0.05", low, high)});
}

}  // namespace

void RosterWords::add_to(CLI::App& command) {
    const auto add = [&](const char* name, std::string& into, const char* meaning, const char* type) {
        command.add_option(name, into, meaning)->type_name(type);
    };
    add("FILE", scenario_, "The scenario whose /roster states the rules; without one they are the defaults", "");
    add("--need", need_, "CSV file: how many are needed from when until when, at which station; - for standard input", "FILE");
    add("--centre", centre_, "Whose need, where the file names several", "ID");
    add("--start", start_, "First day (default: the scenario's)", "DATE");
    add("--weeks", weeks_, "How many weeks (default: the scenario's days; 4 without one)", "N");
    add("--people", people_, "People of one full-time contract (default: the scenario's; as many as it takes without)", "N");
    add("--shrinkage", shrinkage_, "Share of paid time away; says how many to employ, and changes no shift (default: 0)",
        "SHARE");
    add("--gap", gap_, "Stop when the cost is proven to be within this share of the least (default: 0.01)", "SHARE");
    add("--time-limit", time_limit_, "For the solver, about (default: 60 s)", "TIME");
    add("--csv", csv_, "Writes a line for each shift", "FILE");
    add("--json", json_, "Writes the answer as JSON; - for standard output, instead of the text", "FILE");
    add("--sheets", sheets_, "Writes a page to print, a sheet for each person, English and Arabic", "FILE");
    command.add_option("--set", sets_, "Sets one value of the scenario: /POINTER=VALUE. Repeatable")
        ->type_name("PTR=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    command.add_flag("--simulate", simulate_, "Simulates the scenario with the roster's duties: what is promised, what is held");
    add("--absence", absence_, "With --simulate: chance that a person misses a duty (default: 0)", "SHARE");
    add("--replications", replications_, "With --simulate: how often (default: as the scenario says)", "N");
    command.add_flag("--quiet", quiet_, "No progress");
    command.footer(
        "Examples:\n"
        "  counterless roster --need need.csv --start 2018-10-07 --weeks 4 --people 40 --csv roster.csv\n"
        "  counterless roster week.json --need need.csv --centre deira --sheets sheets.html --shrinkage 0.12\n"
        "Needs the solver CBC (Debian: coinor-cbc). The need's columns: docs/reference/need.md.\n"
        "Exit code: 0 all is covered, 1 failed, 2 bad usage or input, 3 not all can be covered or a target is missed, 130 "
        "interrupted.");
}

RosterOptions RosterWords::take(const CLI::App& command, std::vector<Override> overrides, Problems& problems) const {
    RosterOptions options{.scenario = scenario_,
                          .overrides = std::move(overrides),
                          .need = need_,
                          .centre = centre_,
                          .csv = csv_,
                          .json = json_,
                          .sheets = sheets_,
                          .quiet = quiet_};
    if (need_.empty()) problems.push_back({"command line", "no --need", "--need FILE.csv: docs/reference/need.md"});
    for (const char* name : {"--csv", "--json", "--sheets", "--centre"})
        if (command.count(name) > 0 && command.get_option(name)->as<std::string>().empty())
            problems.push_back({name, "an empty name", "a name"});
    if (command.count("--start") > 0) {
        options.start = parse_date(start_);
        if (!options.start) problems.push_back({"--start", "\"" + start_ + "\"", "a date such as 2018-10-07"});
    }
    if (scenario_.empty() && command.count("--start") == 0)
        problems.push_back({"command line", "no --start", "--start DATE, or a scenario"});
    if (scenario_.empty() && !sets_.empty()) problems.push_back({"--set", "no scenario", "a scenario to set it in"});
    take_whole(options.weeks, command, "--weeks", weeks_, weeks_max, problems);
    take_whole(options.people, command, "--people", people_, people_max, problems);
    take_share(options.shrinkage, command, "--shrinkage", shrinkage_, 0, 0.9, problems);
    take_share(options.gap, command, "--gap", gap_, 0, 0.5, problems);
    options.simulate = simulate_;
    take_share(options.absence, command, "--absence", absence_, 0, 0.9, problems);
    take_whole(options.replications, command, "--replications", replications_, 100'000, problems);
    if (simulate_ && scenario_.empty()) problems.push_back({"--simulate", "no scenario", "a scenario to simulate it in"});
    if (simulate_ && json_ == "-") problems.push_back({"--simulate", "together with --json -", "--json FILE"});
    for (const char* name : {"--absence", "--replications"})
        if (!simulate_ && command.count(name) > 0) problems.push_back({name, "no --simulate", "--simulate beside it"});
    if (command.count("--time-limit") > 0) {
        const auto time_s = parse_duration(time_limit_);
        options.time_limit_s = time_s.value_or(60);
        if (!time_s || *time_s < 1 || *time_s > 86400)
            problems.push_back({"--time-limit", "\"" + time_limit_ + "\"", "a time from 1 s to 24 h, as in \"60 s\""});
    }
    return options;
}

}  // namespace counterless

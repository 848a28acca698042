#include "results/cli/campaign_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "results/cli/typed.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t workers_max = 256, replications_max = 1'000'000;

}  // namespace

void CampaignWords::add_to(CLI::App& command) {
    add_repeatable(command, "--set", sets_, "PTR=VALUE", "Sets one value: /POINTER=VALUE; * stands for every member. Repeatable");
    command.add_option("--replications", replications_, "How often the period is lived through (default: as the scenario says)")
        ->type_name("N");
    command.add_option("--seed", seed_, "Where luck begins (default: as the scenario says)")->type_name("N");
    command.add_option("--workers", workers_, "Processes at once (default: the cores of this machine)")->type_name("N");
    command.add_option("--db", db_, "SQLite file that keeps every replication; a stopped run goes on from there")
        ->type_name("FILE");
    command.add_option("--json", json_, "Writes the answer as JSON; - for standard output, instead of the tables")
        ->type_name("FILE");
    command.add_option("--report", report_, "Writes the answer as one HTML page, English and Arabic")->type_name("FILE");
    command.add_flag("--quiet", quiet_, "Prints the headline only, and no progress");
}

CampaignOptions CampaignWords::take(const CLI::App& command, Problems& problems) const {
    CampaignOptions options{.db = db_, .json = json_, .report = report_, .quiet = quiet_};
    options.overrides = take_overrides(sets_, problems);
    if (command.count("--seed") > 0) options.seed = whole_or_problem("--seed", seed_, 0, UINT64_MAX, problems);
    if (command.count("--replications") > 0)
        if (const auto value = whole_or_problem("--replications", replications_, 1, replications_max, problems))
            options.replications = static_cast<int>(*value);
    options.workers = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, workers_max);
    if (command.count("--workers") > 0)
        options.workers = whole_or_problem("--workers", workers_, 1, workers_max, problems).value_or(1);
    refuse_empty_names(command, {"--db", "--json", "--report"}, problems);
    return options;
}

std::vector<Override> take_overrides(const std::vector<std::string>& sets, Problems& problems) {
    std::vector<Override> overrides;
    for (const std::string& set : sets) {
        const auto equals = set.find('=');
        if (set.empty() || set.front() != '/' || equals == std::string::npos)
            problems.push_back(
                {"--set", "\"" + set + "\"", "/POINTER=VALUE, as in --set /centres/deira/stations/counter/agents=5"});
        else
            overrides.push_back({set.substr(0, equals), set.substr(equals + 1)});
    }
    return overrides;
}

void add_repeatable(CLI::App& command, const char* name, std::vector<std::string>& into, const char* type, const char* what) {
    command.add_option(name, into, what)->type_name(type)->expected(1)->take_all()->allow_extra_args(false);
}

void refuse_empty_names(const CLI::App& command, const std::vector<const char*>& options, Problems& problems) {
    for (const char* name : options)
        if (command.count(name) > 0 && command.get_option(name)->as<std::string>().empty())
            problems.push_back({name, "an empty name", "the name of a file"});
}

}  // namespace counterless

#include "results/cli/campaign_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <string_view>
#include <thread>

#include "results/cli/typed.hpp"
#include "results/ranks.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t workers_max = 256, replications_max = 1'000'000, shards_max = 1'000'000;

std::optional<Shard> shard_or_problem(const std::string& text, Problems& problems) {
    const auto slash = text.find('/');
    const auto count =
        slash == std::string::npos ? std::nullopt : typed_whole(std::string_view(text).substr(slash + 1), 1, shards_max);
    const auto number = count ? typed_whole(std::string_view(text).substr(0, slash), 1, *count) : std::nullopt;
    if (number) return Shard{*number, *count};
    problems.push_back({"--shard", "\"" + text + "\"", "K/N, as in --shard 3/16: K from 1 to N, N at most 1000000"});
    return {};
}

// A shard draws no answer, and no rule can judge by what it sees.
void refuse_beside_shard(const CLI::App& command, Problems& problems) {
    if (command.count("--db") == 0)
        problems.push_back({"--shard", "no --db", "--db FILE beside it, which keeps what the shard has done"});
    for (const char* answer : {"--json", "--report", "--csv", "--log", "--replay", "--precision", "--best"})
        if (command.get_option_no_throw(answer) && command.count(answer) > 0)
            problems.push_back(
                {answer, "together with --shard", "the one or the other: answers are drawn when all shards are merged"});
}

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
    command.add_option("--shard", shard_, "Does part K of N of the work and keeps it in --db, for `counterless merge`")
        ->type_name("K/N");
    command.add_flag("--quiet", quiet_, "Prints the headline only, and no progress");
}

CampaignOptions CampaignWords::take(const CLI::App& command, Problems& problems) const {
    CampaignOptions options{.db = db_, .json = json_, .report = report_, .quiet = quiet_};
    options.overrides = take_overrides(sets_, problems);
    if (command.count("--seed") > 0) options.seed = whole_or_problem("--seed", seed_, 0, UINT64_MAX, problems);
    if (command.count("--replications") > 0)
        if (const auto value = whole_or_problem("--replications", replications_, 1, replications_max, problems))
            options.replications = static_cast<int>(*value);
    // Under mpirun each rank is one process unless more are asked for; a rank that only serves keeps and answers nothing.
    const RankRole role = rank_place().role;
    options.workers = role == RankRole::alone ? std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, workers_max) : 1;
    if (command.count("--workers") > 0)
        options.workers = whole_or_problem("--workers", workers_, 1, workers_max, problems).value_or(1);
    if (command.count("--shard") > 0) {
        options.shard = shard_or_problem(shard_, problems);
        refuse_beside_shard(command, problems);
    }
    options.keeps_replications = !options.db.empty() || options.shard.has_value();
    if (only_serves()) options.db = options.json = options.report = "";
    refuse_empty_names(command, {"--db", "--json", "--report"}, problems);
    return options;
}

bool only_serves() { return rank_place().role == RankRole::server; }

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

#include "results/cli/run_options.hpp"

#include <CLI/CLI.hpp>

#include "results/cli/typed.hpp"
#include "results/log.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t replication_last = 1'000'000, draws_max = 10'000;

void take_log(RunOptions& options, bool numbered, Problems& problems) {
    if (!options.log.empty() && !is_log_name(options.log))
        problems.push_back({"--log", "\"" + options.log + "\"", "a name that ends in .csv, .xes, .sqlite or .db"});
    if (!options.log.empty() && options.only)
        problems.push_back({"--log", "together with --replay", "--log with --log-replication N"});
    if (options.log.empty() && numbered) problems.push_back({"--log-replication", "no --log", "--log FILE beside it"});
}

}  // namespace

void RunWords::add_to(CLI::App& run) {
    run.add_option("FILE", file_, "The scenario")->type_name("");
    campaign_.add_to(run);
    run.add_option("--draws", draws_,
                   "How often what is uncertain is drawn; 0: everything as stated (default: as the scenario says)")
        ->type_name("N");
    run.add_option("--log", log_, "Writes what each customer went through, event by event: .csv, .sqlite or .xes")
        ->type_name("FILE");
    run.add_option("--log-replication", log_replication_, "Which one the log is of (the first is 0, the default)")
        ->type_name("N");
    run.add_flag("--no-baseline", no_baseline_, "Does not run the scenario that this one is measured against");
    run.add_option("--replay", only_, "Runs replication N alone (the first is 0), in this process: to look for a fault")
        ->type_name("N");
    run.footer(
        "Examples:\n"
        "  counterless run scenarios/library/week-without-centres-2018.json --report week.html\n"
        "  counterless run week.json --replications 40 --seed 7 --db week.db --json week-answer.json\n"
        "  counterless run week.json --set /centres/deira/stations/counter/agents=5 --set '/channels/*/fidelity=pool'\n"
        "Exit code: 0 done, 1 failed while running, 2 bad usage or input, 3 a stated target is missed, 130 interrupted.");
}

RunOptions RunWords::take(const CLI::App& run, Problems& problems) const {
    RunOptions options;
    static_cast<CampaignOptions&>(options) = campaign_.take(run, problems);
    options.file = file_;
    options.log = log_;
    options.baseline = !no_baseline_;
    if (run.count("--draws") > 0)
        if (const auto draws = whole_or_problem("--draws", draws_, 0, draws_max, problems))
            options.draws = static_cast<int>(*draws);
    if (options.draws == 1)
        problems.push_back({"--draws", "1", "0 (as stated), or at least 2: the spread between draws is what is asked for"});
    if (run.count("--replay") > 0)
        if (const auto only = whole_or_problem("--replay", only_, 0, replication_last, problems))
            options.only = static_cast<std::uint32_t>(*only);
    const bool numbered = run.count("--log-replication") > 0;
    if (numbered)
        options.log_replication = static_cast<std::uint32_t>(
            whole_or_problem("--log-replication", log_replication_, 0, replication_last, problems).value_or(0));
    if (file_.empty())
        problems.push_back({"command line", "no FILE", "the scenario, as in counterless run scenarios/library/mm8.json"});
    refuse_empty_names(run, {"--log"}, problems);
    take_log(options, numbered, problems);
    if (only_serves()) options.log.clear();
    return options;
}

}  // namespace counterless

#include "results/cli/run_options.hpp"

#include <CLI/CLI.hpp>

#include "results/cli/typed.hpp"
#include "results/log.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t replication_last = 1'000'000, draws_max = 10'000, most_min = 25, most_max = 1'000'000;

void take_precision(const std::vector<std::string>& texts, RunOptions& options, Problems& problems) {
    for (const std::string& text : texts) {
        auto asked = asked_half_width(text);
        if (!asked) {
            problems.push_back({"--precision", "\"" + text + "\"",
                                "MEASURE[@OF]=HALF-WIDTH, as in wait_mean@centre/*=2%, wait_mean=10s or digital_share=0.001"});
            options.most.reset();  // a precision was asked for: its bound is not to be told as one without any
            continue;
        }
        asked->place = "--precision";
        options.precision.push_back(std::move(*asked));
    }
    if (!options.precision.empty() && options.replications)
        problems.push_back({"--replications", std::to_string(*options.replications) + ", beside --precision",
                            "one of the two; --most N bounds the replications of a precision"});
    if (!options.precision.empty() && options.only)
        problems.push_back({"--precision", "together with --replay", "one of the two"});
}

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
    run.add_option("--precision", precision_,
                   "Replicates until the interval's half-width is that: 2% of the mean, 10s, or in its unit. Repeatable")
        ->type_name("MEASURE[@OF]=W")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    run.add_option("--most", most_, "With a precision: no more replications than these (default: 10000)")->type_name("N");
    run.add_flag("--antithetic", antithetic_, "Mirrors the luck of every second replication: pairs vary less");
    run.add_flag("--controls", controls_, "Corrects means for arrivals and service times beyond what is expected");
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
        "  counterless run week.json --precision wait_mean@centre/*=2% --precision digital_share=0.001 --most 500\n"
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
    if (options.draws == 1) {
        problems.push_back({"--draws", "1", "0 (as stated), or at least 2: the spread between draws is what is asked for"});
        options.draws = 0;
    }
    if (run.count("--most") > 0)
        if (const auto most = whole_or_problem("--most", most_, most_min, most_max, problems))
            options.most = static_cast<int>(*most);
    if (antithetic_) options.overrides.push_back({"/study/antithetic", "true"});
    if (controls_) options.overrides.push_back({"/study/controls", "true"});
    if (run.count("--replay") > 0)
        if (const auto only = whole_or_problem("--replay", only_, 0, replication_last, problems))
            options.only = static_cast<std::uint32_t>(*only);
    const bool numbered = run.count("--log-replication") > 0;
    if (numbered)
        options.log_replication = static_cast<std::uint32_t>(
            whole_or_problem("--log-replication", log_replication_, 0, replication_last, problems).value_or(0));
    take_precision(precision_, options, problems);
    if (file_.empty())
        problems.push_back({"command line", "no FILE", "the scenario, as in counterless run scenarios/library/mm8.json"});
    refuse_empty_names(run, {"--log"}, problems);
    take_log(options, numbered, problems);
    if (only_serves()) options.log.clear();
    return options;
}

}  // namespace counterless

// results/cli/options.cpp: CLI11 knows the shape of the command line; the values are checked here, so that all that is wrong with
// them is said at once and in the same words as what is wrong with a scenario.
#include "results/cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "results/cli/typed.hpp"
#include "results/cli/version.hpp"
#include "results/log.hpp"

namespace counterless {
namespace {

constexpr std::uint64_t workers_max = 256, replications_max = 1'000'000, draws_max = 10'000;

struct Raw {  // as typed
    std::string file, seed, replications, draws, workers, only, db, json, report, log, log_replication;
    std::vector<std::string> sets;
    bool quiet = false, no_baseline = false;
};

template <typename Number>
void take_number(std::optional<Number>& into, const CLI::App& command, const std::string& name, const std::string& text,
                 std::uint64_t low, std::uint64_t high, Problems& problems) {
    if (command.count(name) == 0) return;
    if (const auto value = whole_or_problem(name, text, low, high, problems)) into = static_cast<Number>(*value);
}

Problem no_file() { return {"command line", "no FILE", "the scenario, as in counterless run scenarios/library/mm8.json"}; }

RunOptions take_run(const CLI::App& command, const Raw& raw, Problems& problems) {
    RunOptions options{.file = raw.file, .db = raw.db, .json = raw.json, .report = raw.report};
    options.overrides = take_overrides(raw.sets, problems);
    std::optional<std::size_t> workers;
    take_number(options.seed, command, "--seed", raw.seed, 0, UINT64_MAX, problems);
    take_number(options.replications, command, "--replications", raw.replications, 1, replications_max, problems);
    take_number(options.draws, command, "--draws", raw.draws, 0, draws_max, problems);
    if (options.draws == 1)
        problems.push_back({"--draws", "1", "0 (as stated), or at least 2: the spread between draws is what is asked for"});
    take_number(options.only, command, "--replay", raw.only, 0, replications_max, problems);
    take_number(workers, command, "--workers", raw.workers, 1, workers_max, problems);
    options.workers = workers.value_or(std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, workers_max));
    std::optional<std::uint32_t> logged;
    take_number(logged, command, "--log-replication", raw.log_replication, 0, replications_max, problems);
    options.log_replication = logged.value_or(0);
    options.log = raw.log;
    options.quiet = raw.quiet;
    options.baseline = !raw.no_baseline;
    if (raw.file.empty()) problems.push_back(no_file());
    for (const char* name : {"--db", "--json", "--report", "--log"})
        if (command.count(name) > 0 && command.get_option(name)->as<std::string>().empty())
            problems.push_back({name, "an empty name", "the name of a file"});
    if (!raw.log.empty() && !is_log_name(raw.log))
        problems.push_back({"--log", "\"" + raw.log + "\"", "a name that ends in .csv, .xes, .sqlite or .db"});
    if (!raw.log.empty() && options.only)
        problems.push_back({"--log", "together with --replay", "--log with --log-replication N"});
    if (raw.log.empty() && logged) problems.push_back({"--log-replication", "no --log", "--log FILE beside it"});
    const auto same = [&](const char* a, const std::string& file_a, const char* b, const std::string& file_b) {
        if (!file_a.empty() && file_a == file_b)
            problems.push_back({a, "\"" + file_a + "\"", std::string("another file than that of ") + b});
    };
    same("--report", raw.report, "--json", raw.json);
    same("--report", raw.report, "--db", raw.db);
    same("--json", raw.json, "--db", raw.db);
    same("--log", raw.log, "--report", raw.report);
    same("--log", raw.log, "--json", raw.json);
    same("--log", raw.log, "--db", raw.db);
    for (const auto& [name, file] : {std::pair<const char*, std::string>{"--report", raw.report},
                                     {"--json", raw.json},
                                     {"--db", raw.db},
                                     {"--log", raw.log}})
        same(name, file, "the scenario", raw.file);
    return options;
}

void add_run(CLI::App& command, Raw& raw) {
    command.add_option("FILE", raw.file, "The scenario")->type_name("");
    command.add_option("--set", raw.sets, "Sets one value: /POINTER=VALUE; * stands for every member. Repeatable")
        ->type_name("PTR=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    command
        .add_option("--replications", raw.replications, "How often the period is lived through (default: as the scenario says)")
        ->type_name("N");
    command
        .add_option("--draws", raw.draws,
                    "How often what is uncertain is drawn; 0: everything as stated (default: as the scenario says)")
        ->type_name("N");
    command.add_option("--seed", raw.seed, "Where luck begins (default: as the scenario says)")->type_name("N");
    command.add_option("--workers", raw.workers, "Processes at once (default: the cores of this machine)")->type_name("N");
    command.add_option("--db", raw.db, "SQLite file that keeps every replication; a stopped run goes on from there")
        ->type_name("FILE");
    command.add_option("--json", raw.json, "Writes the answer as JSON; - for standard output, instead of the tables")
        ->type_name("FILE");
    command.add_option("--report", raw.report, "Writes the answer as one HTML page, English and Arabic")->type_name("FILE");
    command.add_option("--log", raw.log, "Writes what each customer went through, event by event: .csv, .sqlite or .xes")
        ->type_name("FILE");
    command.add_option("--log-replication", raw.log_replication, "Which one the log is of (the first is 0, the default)")
        ->type_name("N");
    command.add_flag("--no-baseline", raw.no_baseline, "Does not run the scenario that this one is measured against");
    command.add_flag("--quiet", raw.quiet, "Prints the headline only, and no progress");
    command.add_option("--replay", raw.only, "Runs replication N alone (the first is 0), in this process: to look for a fault")
        ->type_name("N");
    command.footer(
        "Examples:\n"
        "  counterless run scenarios/library/week-without-centres-2018.json --report week.html\n"
        "  counterless run week.json --replications 40 --seed 7 --db week.db --json week-answer.json\n"
        "  counterless run week.json --set /centres/deira/stations/counter/agents=5 --set '/channels/*/fidelity=pool'\n"
        "Exit code: 0 done, 1 failed while running, 2 bad usage or input, 3 a stated target is missed, 130 interrupted.");
}

void add_check(CLI::App& command, Raw& raw) {
    command.add_option("FILE", raw.file, "The scenario")->type_name("");
    command.add_option("--set", raw.sets, "Sets one value first: /POINTER=VALUE. Repeatable")
        ->type_name("PTR=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    command.footer(
        "Example:\n  counterless check scenarios/library/week-without-centres-2018.json\nExit code: 0 good, 2 with problems.");
}

std::string option_names(const CLI::App& command) {
    std::string names;
    for (const CLI::Option* option : command.get_options())
        if (!option->get_lnames().empty()) names += (names.empty() ? "--" : ", --") + option->get_lnames().front();
    return names;
}

// The command and, within theory, the formula; within calibrate, the kind of data.
std::vector<const CLI::App*> chosen_commands(const CLI::App& app) {
    std::vector<const CLI::App*> chosen;
    for (auto within = app.get_subcommands(); !within.empty(); within = chosen.back()->get_subcommands())
        chosen.push_back(within.front());
    return chosen;
}

// What CLI11 could not place, each as a problem of its own.
Problems left_over(const CLI::App& app, std::vector<const CLI::App*> chosen) {
    Problems problems;
    const CLI::App& command = *chosen.back();
    const char* nothing_more = command.get_option_no_throw("FILE") ? "nothing more: one FILE is enough" : "nothing more";
    chosen.insert(chosen.begin(), &app);
    for (const CLI::App* one : chosen)
        for (const std::string& word : one->remaining(false))
            problems.push_back(
                {"command line", "\"" + word + "\"", word.starts_with("-") ? "one of " + option_names(command) : nothing_more});
    return problems;
}

Problem mismatch(const std::string& text) {
    if (const auto at = text.find(": At Most 1 required"); at != std::string::npos)
        return {text.substr(0, at), "given twice", "once"};
    return {"command line", text, "a command as in counterless --help"};
}

Problems no_command(const CLI::App& app) {
    Problems problems;
    for (const std::string& word : app.remaining(false)) {
        problems.push_back({"command line", "\"" + word + "\"",
                            "one of run, staff, roster, check, schema, analyse, theory, calibrate, --help, --version"});
        break;  // what follows belongs to a command we do not know
    }
    if (problems.empty())
        problems.push_back(
            {"command line", "no command", "one of run, staff, roster, check, schema, analyse, theory, calibrate"});
    return problems;
}

}  // namespace

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

Options read_command_line(int count, const char* const* words) {
    CLI::App app("Counterless simulates service centres while their customers move to smart channels.", "counterless");
    Raw raw;
    CLI::App* run = app.add_subcommand("run", "Lives through a scenario many times and tells what came of it");
    CLI::App* staff = app.add_subcommand("staff", "Finds the least agents by half-hour for which every target holds");
    StaffWords staff_words;
    staff_words.add_to(*staff);
    CLI::App* check = app.add_subcommand("check", "Lists what is wrong with a scenario, or foretells what it should bring");
    CLI::App* schema = app.add_subcommand("schema", "Prints the JSON Schema of scenario files, for editors");
    CLI::App* analyse = app.add_subcommand("analyse", "Tells what may be said of a column of numbers, and how surely");
    AnalyseWords analyse_words;
    analyse_words.add_to(*analyse);
    CLI::App* theory = app.add_subcommand("theory", "Answers a textbook queue by its formula, without simulating");
    TheoryWords theory_words;
    theory_words.add_to(*theory);
    CLI::App* roster = app.add_subcommand("roster", "Puts people on shifts so that a need is covered at the least cost");
    RosterWords roster_words;
    roster_words.add_to(*roster);
    CLI::App* calibrate =
        app.add_subcommand("calibrate", "Fits the models of a scenario to data, and tells what the data leave open");
    CalibrateWords calibrate_words;
    calibrate_words.add_to(*calibrate);
    add_run(*run, raw);
    add_check(*check, raw);
    schema->footer("Example:\n  counterless schema > scenario.schema.json");
    for (CLI::App* command : {&app, run, staff, check, schema, analyse, theory, roster, calibrate}) command->allow_extras();
    app.set_version_flag("--version", std::string("counterless ") + version, "Prints the version");
    app.footer("Each command has its own --help. The manual is in docs/.");
    if (count < 2) return Said{app.help()};
    try {
        app.parse(count, words);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = chosen_commands(app);
        std::string before = "counterless";
        for (std::size_t at = 0; at + 1 < chosen.size(); ++at) before += " " + chosen[at]->get_name();
        return Said{chosen.empty() ? app.help() : chosen.back()->help(before)};
    } catch (const CLI::CallForVersion&) {
        return Said{std::string("counterless ") + version + "\n"};
    } catch (const CLI::ArgumentMismatch& error) {
        return Problems{mismatch(error.what())};
    } catch (const CLI::ParseError& error) {
        return Problems{{"command line", error.what(), "a command as in counterless --help"}};
    }
    const auto chosen = chosen_commands(app);
    if (chosen.empty()) return no_command(app);
    Problems problems;
    const bool unknown_kind = (theory->parsed() || calibrate->parsed()) && chosen.size() == 1;
    if (!unknown_kind) problems = left_over(app, chosen);  // else the formula, or the kind of data, is what is not known
    Options options = SchemaOptions{};
    if (run->parsed()) options = take_run(*run, raw, problems);
    if (check->parsed()) options = CheckOptions{raw.file, take_overrides(raw.sets, problems)};
    if (check->parsed() && raw.file.empty()) problems.push_back(no_file());
    if (staff->parsed()) options = staff_words.take(*staff, problems);
    if (theory->parsed()) options = theory_words.take(*theory, problems);
    if (roster->parsed()) options = roster_words.take(*roster, take_overrides(roster_words.sets(), problems), problems);
    if (calibrate->parsed()) options = calibrate_words.take(*calibrate, problems);
    if (analyse->parsed()) options = analyse_words.take(*analyse, problems);
    if (!problems.empty()) return problems;
    return options;
}

}  // namespace counterless

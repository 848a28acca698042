// results/cli/options.cpp: CLI11 knows the shape of the command line; the values are checked here, so that all that is wrong with
// them is said at once and in the same words as what is wrong with a scenario.
#include "results/cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "results/cli/typed.hpp"
#include "results/cli/version.hpp"

namespace counterless {
namespace {

constexpr const char* commands =
    "run, compare, sweep, sensitivity, staff, roster, check, schema, analyse, theory, calibrate, merge, export";

struct CheckWords {
    std::string file;
    std::vector<std::string> sets;
};

void add_check(CLI::App& command, CheckWords& words) {
    command.add_option("FILE", words.file, "The scenario")->type_name("");
    command.add_option("--set", words.sets, "Sets one value first: /POINTER=VALUE. Repeatable")
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
        problems.push_back({"command line", "\"" + word + "\"", "one of " + std::string(commands) + ", --help, --version"});
        break;  // what follows belongs to a command we do not know
    }
    if (problems.empty()) problems.push_back({"command line", "no command", "one of " + std::string(commands)});
    return problems;
}

}  // namespace

Options read_command_line(int count, const char* const* words) {
    CLI::App app("Counterless simulates service centres while their customers move to smart channels.", "counterless");
    CheckWords check_words;
    RunWords run_words;
    CLI::App* run = app.add_subcommand("run", "Lives through a scenario many times and tells what came of it");
    CLI::App* compare = app.add_subcommand("compare", "Sets scenarios side by side and tells which differences are real");
    CompareWords compare_words;
    compare_words.add_to(*compare);
    CLI::App* sweep =
        app.add_subcommand("sweep", "Lives through a scenario at many points of its inputs, all with the same luck");
    SweepWords sweep_words;
    sweep_words.add_to(*sweep);
    CLI::App* sensitivity =
        app.add_subcommand("sensitivity", "Tells which inputs an outcome hangs on, and whether it would flip");
    SensitivityWords sensitivity_words;
    sensitivity_words.add_to(*sensitivity);
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
    CLI::App* merge = app.add_subcommand("merge", "Puts the replications of several databases into one");
    MergeWords merge_words;
    merge_words.add_to(*merge);
    CLI::App* exported = app.add_subcommand("export", "Tells what each replication of a database came to, for other programs");
    ExportWords export_words;
    export_words.add_to(*exported);
    run_words.add_to(*run);
    add_check(*check, check_words);
    schema->footer("Example:\n  counterless schema > scenario.schema.json");
    for (CLI::App* command :
         {&app, run, compare, sweep, sensitivity, staff, check, schema, analyse, theory, roster, calibrate, merge, exported})
        command->allow_extras();
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
    if (run->parsed()) options = run_words.take(*run, problems);
    if (compare->parsed()) options = compare_words.take(*compare, problems);
    if (check->parsed()) options = CheckOptions{check_words.file, take_overrides(check_words.sets, problems)};
    if (check->parsed() && check_words.file.empty())
        problems.push_back({"command line", "no FILE", "the scenario, as in counterless check scenarios/library/mm8.json"});
    if (sweep->parsed()) options = sweep_words.take(*sweep, problems);
    if (sensitivity->parsed()) options = sensitivity_words.take(*sensitivity, problems);
    if (staff->parsed()) options = staff_words.take(*staff, problems);
    if (theory->parsed()) options = theory_words.take(*theory, problems);
    if (roster->parsed()) options = roster_words.take(*roster, take_overrides(roster_words.sets(), problems), problems);
    if (calibrate->parsed()) options = calibrate_words.take(*calibrate, problems);
    if (analyse->parsed()) options = analyse_words.take(*analyse, problems);
    if (merge->parsed()) options = merge_words.take(*merge, problems);
    if (exported->parsed()) options = export_words.take(*exported, problems);
    if (!problems.empty()) return problems;
    return options;
}

}  // namespace counterless

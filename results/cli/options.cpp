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

// All commands with their words: one line each where it is named, where its words are added, and where they are taken.
struct Commands {
    explicit Commands(CLI::App& app);
    [[nodiscard]] Options take(Problems& problems) const;
    [[nodiscard]] bool has_kinds() const { return theory->parsed() || calibrate->parsed(); }

    CLI::App *run, *compare, *sweep, *sensitivity, *staff, *roster, *calibrate, *analyse, *theory, *check, *schema, *merge,
        *exported;
    RunWords run_words;
    CompareWords compare_words;
    SweepWords sweep_words;
    SensitivityWords sensitivity_words;
    StaffWords staff_words;
    RosterWords roster_words;
    CalibrateWords calibrate_words;
    AnalyseWords analyse_words;
    TheoryWords theory_words;
    CheckWords check_words;
    MergeWords merge_words;
    ExportWords export_words;
};

Commands::Commands(CLI::App& app) {
    run = app.add_subcommand("run", "Lives through a scenario many times and tells what came of it");
    compare = app.add_subcommand("compare", "Sets scenarios side by side and tells which differences are real");
    sweep = app.add_subcommand("sweep", "Lives through a scenario at many points of its inputs, all with the same luck");
    sensitivity = app.add_subcommand("sensitivity", "Tells which inputs an outcome hangs on, and whether it would flip");
    staff = app.add_subcommand("staff", "Finds the least agents by half-hour for which every target holds");
    check = app.add_subcommand("check", "Lists what is wrong with a scenario, or foretells what it should bring");
    schema = app.add_subcommand("schema", "Prints the JSON Schema of scenario files, for editors");
    analyse = app.add_subcommand("analyse", "Tells what may be said of a column of numbers, and how surely");
    theory = app.add_subcommand("theory", "Answers a textbook queue by its formula, without simulating");
    roster = app.add_subcommand("roster", "Puts people on shifts so that a need is covered at the least cost");
    calibrate = app.add_subcommand("calibrate", "Fits the models of a scenario to data, and tells what the data leave open");
    merge = app.add_subcommand("merge", "Puts the replications of several databases into one");
    exported = app.add_subcommand("export", "Tells what each replication of a database came to, for other programs");
    run_words.add_to(*run);
    compare_words.add_to(*compare);
    sweep_words.add_to(*sweep);
    sensitivity_words.add_to(*sensitivity);
    staff_words.add_to(*staff);
    roster_words.add_to(*roster);
    calibrate_words.add_to(*calibrate);
    analyse_words.add_to(*analyse);
    theory_words.add_to(*theory);
    add_check(*check, check_words);
    schema->footer("Example:\n  counterless schema > scenario.schema.json");
    merge_words.add_to(*merge);
    export_words.add_to(*exported);
    app.allow_extras();
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) command->allow_extras();
}

Options Commands::take(Problems& problems) const {
    if (run->parsed()) return run_words.take(*run, problems);
    if (compare->parsed()) return compare_words.take(*compare, problems);
    if (sweep->parsed()) return sweep_words.take(*sweep, problems);
    if (sensitivity->parsed()) return sensitivity_words.take(*sensitivity, problems);
    if (staff->parsed()) return staff_words.take(*staff, problems);
    if (roster->parsed()) return roster_words.take(*roster, take_overrides(roster_words.sets(), problems), problems);
    if (calibrate->parsed()) return calibrate_words.take(*calibrate, problems);
    if (analyse->parsed()) return analyse_words.take(*analyse, problems);
    if (theory->parsed()) return theory_words.take(*theory, problems);
    if (merge->parsed()) return merge_words.take(*merge, problems);
    if (exported->parsed()) return export_words.take(*exported, problems);
    if (!check->parsed()) return SchemaOptions{};
    if (check_words.file.empty())
        problems.push_back({"command line", "no FILE", "the scenario, as in counterless check scenarios/library/mm8.json"});
    return CheckOptions{check_words.file, take_overrides(check_words.sets, problems)};
}

}  // namespace

CommandLine read_command_line(int count, const char* const* words) {
    CLI::App app("Counterless simulates service centres while their customers move to smart channels.", "counterless");
    const Commands commands_known(app);
    app.set_version_flag("--version", std::string("counterless ") + version, "Prints the version");
    app.footer("Each command has its own --help. The manual is in docs/.");
    const auto said = [](std::string text) { return CommandLine{Said{std::move(text)}, {}}; };
    if (count < 2) return said(app.help());
    try {
        app.parse(count, words);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = chosen_commands(app);
        std::string before = "counterless";
        for (std::size_t at = 0; at + 1 < chosen.size(); ++at) before += " " + chosen[at]->get_name();
        return said(chosen.empty() ? app.help() : chosen.back()->help(before));
    } catch (const CLI::CallForVersion&) {
        return said(std::string("counterless ") + version + "\n");
    } catch (const CLI::ArgumentMismatch& error) { return {{}, {mismatch(error.what())}}; } catch (const CLI::ParseError& error) {
        return {{}, {{"command line", error.what(), "a command as in counterless --help"}}};
    }
    const auto chosen = chosen_commands(app);
    if (chosen.empty()) return {{}, no_command(app)};
    CommandLine line;
    const bool unknown_kind = commands_known.has_kinds() && chosen.size() == 1;
    if (!unknown_kind) line.problems = left_over(app, chosen);  // else the formula, or the kind of data, is what is not known
    line.options = commands_known.take(line.problems);
    return line;
}

}  // namespace counterless

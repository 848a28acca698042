#include "results/cli/theory_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "results/cli/parameter_typed.hpp"
#include "results/cli/typed.hpp"
#include "results/numbers.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

constexpr std::size_t rows_max = 1000;

struct Several {
    std::vector<double> values;
    std::vector<std::string> labels;
};

// "8", "5:12", "10:50:5" and lists of these, behind each the unit if there is one; empty when one of them is none of it.
Several several_of(const std::string& text, const Parameter& parameter) {
    const std::size_t slash = parameter.kind == ParameterKind::rate ? text.find('/') : std::string::npos;
    const std::string unit = slash == std::string::npos ? "" : text.substr(slash);
    std::string numbers = text.substr(0, slash);
    while (numbers.ends_with(' ')) numbers.pop_back();
    Several all;
    for (const std::string& part : parts_of(numbers, ',')) {
        const std::vector<std::string> ends = parts_of(part, ':');
        std::vector<double> typed;
        for (const std::string& end : ends)
            if (const auto value = typed_number(end); value && parameter_value(parameter, end + (unit.empty() ? "" : " " + unit)))
                typed.push_back(*value);
        if (typed.size() != ends.size() || typed.size() > 3) return {};
        const double last = typed.size() > 1 ? typed[1] : typed[0], step = typed.size() > 2 ? typed[2] : 1;
        if (last < typed[0] || !(step > 0) || (parameter.kind == ParameterKind::whole && step < 1)) return {};
        for (int k = 0; typed[0] + k * step <= last * (1 + 1e-12) && all.values.size() <= rows_max; ++k) {
            // The first as it was typed; of a sum all digits but those that the addition made up.
            const std::string number = k == 0 ? fmt::format("{}", typed[0]) : fmt::format("{:.15g}", typed[0] + k * step);
            const std::string label = number + (unit.empty() ? "" : " " + unit);
            all.values.push_back(parameter_value(parameter, label).value_or(0));
            all.labels.push_back(parameter.kind == ParameterKind::whole ? thousands(typed[0] + k * step) : label);
        }
    }
    return all;
}

bool may_be_several(std::string_view name) { return name == "agents" || name == "arrivals"; }

// What a problem with it says besides what one value is.
std::string_view or_several(std::string_view name) {
    if (name == "agents") return ", or several as in 5:12 or 4,6,10:20:2";
    if (name == "arrivals") return ", or several as in \"2:20:2 / min\"";
    return "";
}

// One row for each value and each row that there was. Of a single rate there is no column: it is stated above.
void vary(std::string_view name, const Several& several, TheoryOptions& options) {
    const bool shown = several.values.size() > 1 || name == "agents";
    std::vector<TheoryRow> rows;
    for (const TheoryRow& row : options.rows)
        for (std::size_t k = 0; k < several.values.size() && rows.size() <= rows_max; ++k) {
            rows.push_back(row);
            rows.back().given.set(name, several.values[k]);
            if (shown) rows.back().labels.push_back(several.labels[k]);
        }
    if (shown) options.heads.emplace_back(name);
    options.rows = std::move(rows);
}

void check_targets(const CLI::App& command, const Formula& formula, Problems& problems) {
    if (formula.targets.empty()) return;
    std::string names;
    bool any = false;
    for (const std::string_view name : formula.targets) {
        names += (names.empty() ? "" : ", ") + option_name(name);
        any = any || command.count(option_name(name)) > 0;
    }
    if (!any) problems.push_back({"command line", "no target", "at least one of " + names});
    const CLI::Option* within = command.get_option_no_throw("--within");
    const CLI::Option* level = command.get_option_no_throw("--level");
    if (level != nullptr && level->count() > 0 && within->count() == 0)
        problems.push_back({"command line", "--level without --within", "the time within which, as in --within \"10 min\""});
}

void add_formula(CLI::App& theory, const Formula& formula, std::map<std::string, std::string, std::less<>>& typed,
                 std::string& json) {
    CLI::App* command = theory.add_subcommand(std::string(formula.name), std::string(formula.title));
    const auto add = [&](std::string_view name, bool needed) {
        const Parameter& parameter = theory_parameter(name);
        command
            ->add_option(option_name(name), typed[std::string(name)],
                         std::string(parameter.meaning) + (needed ? "" : " (may be left out)"))
            ->type_name(parameter_type(parameter));
    };
    for (const std::string_view name : formula.needs) add(name, true);
    for (const std::string_view name : formula.targets) add(name, false);
    for (const std::string_view name : formula.may) add(name, false);
    command->add_option("--json", json, "Writes the answer as JSON; - for standard output, instead of the text")
        ->type_name("FILE");
    command->allow_extras();
    command->footer(fmt::format("Assumes: {}.\nSource: {}.\nExample:\n  counterless theory {} {}", formula.assumes,
                                formula.source, formula.name, formula.example));
}

}  // namespace

void TheoryWords::add_to(CLI::App& theory) {
    for (const Formula& formula : theory_formulas()) add_formula(theory, formula, typed_, json_);
    day_.add_to(theory);
    theory.require_subcommand(0, 1);
    theory.footer(
        "Examples:\n"
        "  counterless theory erlang-c --agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --within \"2 min\"\n"
        "  counterless theory erlang-a --agents 5:12 --arrivals \"7.2 / min\" --service \"1 min\" --patience \"10 min\"\n"
        "  counterless theory staff-erlang-c --arrivals \"2:20:2 / min\" --service \"3 min\" --level 90% --within \"10 min\"\n"
        "Each formula has its own --help, with what it assumes and its source.");
}

void TheoryWords::take_formula(const CLI::App& command, TheoryOptions& options, Problems& problems) const {
    Given given;
    std::map<std::string_view, Several> varied;
    const auto take = [&](std::string_view name, bool needed) {
        Parameter parameter = theory_parameter(name);
        const auto& zeros = options.formula->zeros;
        if (std::find(zeros.begin(), zeros.end(), name) != zeros.end()) parameter.low = 0;
        const std::string& text = typed_.find(name)->second;
        const bool said = command.count(option_name(name)) > 0;
        if (!said && needed) problems.push_back({"command line", "no " + option_name(name), parameter_expected(parameter)});
        if (!said) return;
        options.stated.emplace_back(name, text);
        bool good = true;
        if (may_be_several(name)) {
            varied[name] = several_of(text, parameter);
            good = !varied[name].values.empty();
        } else {
            const auto value = parameter_value(parameter, text);
            good = value.has_value();
            if (good) given.set(name, *value);
        }
        if (!good)
            problems.push_back(
                {option_name(name), "\"" + text + "\"", parameter_expected(parameter, text) + std::string(or_several(name))});
    };
    const Formula& formula = *options.formula;
    for (const std::string_view name : formula.needs) take(name, true);
    for (const std::string_view name : formula.targets) take(name, false);
    for (const std::string_view name : formula.may) take(name, false);
    check_targets(command, formula, problems);
    if (command.count("--json") > 0) check_output("--json", json_, problems);
    options.rows = {{given}};
    for (const std::string_view name : {"arrivals", "agents"}) {
        const auto several = varied.find(name);
        if (several != varied.end()) vary(name, several->second, options);
    }
    if (options.rows.size() > rows_max)
        problems.push_back({"command line", fmt::format("more than {} answers", rows_max), fmt::format("at most {}", rows_max)});
}

TheoryOptions TheoryWords::take(const CLI::App& theory, Problems& problems) const {
    TheoryOptions options{.json = json_};
    const auto chosen = theory.get_subcommands();
    std::vector<std::string> names{"day"};
    if (!chosen.empty() && chosen.front()->get_name() == "day") {
        options.day = day_.take(*chosen.front(), problems);
        return options;
    }
    for (const Formula& formula : theory_formulas()) {
        names.emplace_back(formula.name);
        if (!chosen.empty() && chosen.front()->get_name() == formula.name) options.formula = &formula;
    }
    if (!options.formula) {
        const auto words = theory.remaining(false);
        problems.push_back({"command line", words.empty() ? "no formula" : "\"" + words.front() + "\"",
                            suggestion(words.empty() ? "" : words.front(), names)});
        return options;
    }
    take_formula(*chosen.front(), options, problems);
    return options;
}

}  // namespace counterless

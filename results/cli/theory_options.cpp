#include "results/cli/theory_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "results/cli/typed.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

constexpr std::size_t rows_max = 1000;

std::string option_name(std::string_view parameter) { return "--" + std::string(parameter); }

const char* type_name(const Parameter& parameter) {
    if (parameter.name == "agents") return "N|LIST";
    constexpr const char* names[] = {"N", "X", "RATE", "TIME"};
    return names[static_cast<std::size_t>(parameter.kind)];
}

std::string expected(const Parameter& parameter) {
    switch (parameter.kind) {
        case ParameterKind::whole:
            return fmt::format("a whole number from {:.0f} to {:.0f}", parameter.low, parameter.high);
        case ParameterKind::number:
            return fmt::format("a number from {:g} to {:g}", parameter.low, parameter.high);
        case ParameterKind::rate:
            return "customers per time and not none, as in \"7.2 / min\" (s, min, h, d, week, year)";
        case ParameterKind::duration:
            return "a time with its unit, as in \"3 min\" (ms, s, min, h, d, week)";
    }
    return "";
}

std::optional<double> value_typed(const Parameter& parameter, const std::string& text) {
    std::optional<double> value;
    if (parameter.kind == ParameterKind::whole) value = typed_whole(text, 0, 1'000'000'000);
    if (parameter.kind == ParameterKind::number) value = typed_number(text);
    if (parameter.kind == ParameterKind::duration) value = parse_duration(text);
    if (parameter.kind == ParameterKind::rate) value = parse_rate(text);
    return value;
}

bool in_range(const Parameter& parameter, double value) {
    return value >= parameter.low && value <= parameter.high && (parameter.kind != ParameterKind::rate || value > 0);
}

std::optional<double> value_of(const Parameter& parameter, const std::string& text) {
    const auto value = value_typed(parameter, text);
    return value && in_range(parameter, *value) ? value : std::nullopt;
}

// What was expected instead of `text`, which is no value or lies out of range.
std::string expected(const Parameter& parameter, const std::string& text) {
    const auto value = value_typed(parameter, text);
    if (!value || *value == 0) return expected(parameter);
    if (parameter.kind == ParameterKind::duration)
        return fmt::format("a time from {:g} s to {:g} s", parameter.low, parameter.high);
    if (parameter.kind == ParameterKind::rate) return fmt::format("a rate up to {:g} / s", parameter.high);
    return expected(parameter);
}

// "8", "5:12", "10:50:5" and lists of these; empty when one of them is none of it.
std::vector<double> agents_of(const std::string& text, const Parameter& parameter) {
    std::vector<double> agents;
    for (const std::string& part : parts_of(text, ',')) {
        const std::vector<std::string> ends = parts_of(part, ':');
        std::vector<double> numbers;
        for (const std::string& end : ends)
            if (const auto value = value_of(parameter, end)) numbers.push_back(*value);
        if (numbers.size() != ends.size() || numbers.size() > 3) return {};
        const double last = numbers.size() > 1 ? numbers[1] : numbers[0], step = numbers.size() > 2 ? numbers[2] : 1;
        if (step < 1 || last < numbers[0]) return {};
        for (double count = numbers[0]; count <= last && agents.size() <= rows_max; count += step) agents.push_back(count);
    }
    return agents;
}

void add_formula(CLI::App& theory, const Formula& formula, std::map<std::string, std::string, std::less<>>& typed,
                 std::string& json) {
    CLI::App* command = theory.add_subcommand(std::string(formula.name), std::string(formula.title));
    const auto add = [&](std::string_view name, bool needed) {
        const Parameter& parameter = theory_parameter(name);
        command
            ->add_option(option_name(name), typed[std::string(name)],
                         std::string(parameter.meaning) + (needed ? "" : " (may be left out)"))
            ->type_name(type_name(parameter));
    };
    for (const std::string_view name : formula.needs) add(name, true);
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
    theory.require_subcommand(0, 1);
    theory.footer(
        "Examples:\n"
        "  counterless theory erlang-c --agents 8 --arrivals \"7.2 / min\" --service \"1 min\" --within \"2 min\"\n"
        "  counterless theory erlang-a --agents 5:12 --arrivals \"7.2 / min\" --service \"1 min\" --patience \"10 min\"\n"
        "Each formula has its own --help, with what it assumes and its source.");
}

TheoryOptions TheoryWords::take(const CLI::App& theory, Problems& problems) const {
    TheoryOptions options{.json = json_};
    const auto chosen = theory.get_subcommands();
    std::vector<std::string> names;
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
    const CLI::App& command = *chosen.front();
    Given given;
    std::vector<double> agents;
    const auto take = [&](std::string_view name, bool needed) {
        const Parameter& parameter = theory_parameter(name);
        const std::string& text = typed_.find(name)->second;
        const bool said = command.count(option_name(name)) > 0;
        if (!said && needed) problems.push_back({"command line", "no " + option_name(name), expected(parameter)});
        if (!said) return;
        options.stated.emplace_back(name, text);
        const auto value = value_of(parameter, text);
        if (name == "agents") agents = agents_of(text, parameter);
        if (value && name != "agents") given.set(name, *value);
        if (name == "agents" ? agents.empty() : !value)
            problems.push_back({option_name(name), "\"" + text + "\"",
                                expected(parameter, text) + (name == "agents" ? ", or several as in 5:12 or 4,6,10:20:2" : "")});
    };
    for (const std::string_view name : options.formula->needs) take(name, true);
    for (const std::string_view name : options.formula->may) take(name, false);
    if (command.count("--json") > 0 && json_.empty()) problems.push_back({"--json", "an empty name", "the name of a file"});
    if (agents.size() > rows_max)
        problems.push_back({"--agents", fmt::format("more than {} numbers", rows_max), fmt::format("at most {}", rows_max)});
    for (const double count : agents) {
        options.given.push_back(given);
        options.given.back().set("agents", count);
    }
    if (agents.empty()) options.given.push_back(given);
    return options;
}

}  // namespace counterless

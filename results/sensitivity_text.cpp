// results/sensitivity_text.cpp: the strongest input first, one table for each outcome.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "results/numbers.hpp"
#include "results/point_text.hpp"
#include "results/sensitivity.hpp"
#include "results/text_table.hpp"

namespace counterless {
namespace {

constexpr const char* method_names[] = {"tornado", "Morris", "Sobol"};

struct Column {
    std::string name;
    double scale;
};
Column column_of(const SensitivityStudy& study, const OutcomeEffects& outcome) {
    const InLetters shown = in_letters(outcome.measure, study.points.scenario.costs.currency);
    return {(study.points.baseline ? "change of " : "") + shown.name, shown.scale};
}

// Without an interval where there is none.
std::string around(double value, std::optional<double> half_width, double scale) {
    const int decimals = decimals_for(value * scale, half_width.value_or(0) * scale);
    return thousands(value * scale, decimals) + (half_width ? " ± " + thousands(*half_width * scale, decimals) : "");
}

// "A or B", "A, B or C", "A, B, C and 2 more".
std::string any_of(const SensitivityStudy& study, const std::vector<std::size_t>& inputs) {
    const std::size_t shown = std::min(inputs.size(), named_together_most), more = inputs.size() - shown;
    std::string text;
    for (std::size_t at = 0; at < shown; ++at)
        text += (at == 0 ? "" : at + 1 < shown || more > 0 ? ", " : " or ") + study.points.inputs[inputs[at]].name();
    return more > 0 ? text + fmt::format(" and {} more", more) : text;
}

bool may_flip(const OutcomeEffects& outcome) {
    const std::vector<std::size_t>& inputs = outcome.not_told_apart;
    return std::any_of(outcome.drivers.begin(), outcome.drivers.end(), [&](const Driver& one) {
        return one.flips && std::find(inputs.begin(), inputs.end(), one.input) != inputs.end();
    });
}

std::string strongest_text(const SensitivityStudy& study, const OutcomeEffects& outcome) {
    const Column column = column_of(study, outcome);
    if (!outcome.known || outcome.drivers.empty()) return column.name + ": nothing can be told\n";
    if (!outcome.not_told_apart.empty())
        return fmt::format("{}: hangs most on {}: not told apart by the points lived through{}\n", column.name,
                           any_of(study, outcome.not_told_apart), may_flip(outcome) ? "; the answer FLIPS" : "");
    const Driver& driver = outcome.drivers.front();
    const std::string input = study.points.inputs[driver.input].name();
    const std::string begin = fmt::format("{}: hangs most on {}", column.name, input);
    switch (study.question.method) {
        case SensitivityMethod::tornado:
            return fmt::format("{}: {} at {}, {} at {}{}\n", begin, with_half_width(driver.low, column.scale),
                               low_end(study.points.inputs[driver.input]), with_half_width(driver.high, column.scale),
                               high_end(study.points.inputs[driver.input]), driver.flips ? "; the answer FLIPS" : "");
        case SensitivityMethod::morris:
            return fmt::format("{}: mu* {} over its whole range\n", begin,
                               around(driver.morris.mu_star, driver.morris.mu_star_half_width, column.scale));
        case SensitivityMethod::sobol:
            return fmt::format("{}: {:.0f} % of its variance alone, {:.0f} % with all it does together with others\n", begin,
                               100 * driver.first.value, 100 * driver.total.value);
    }
    return "";
}

std::string index_text(const SensitivityIndex& one) {
    return fmt::format("{:.3f} ({:.3f} to {:.3f})", one.value, one.low, one.high);
}

std::vector<std::string> header_of(SensitivityMethod method) {
    if (method == SensitivityMethod::tornado) return {"Input", "from", "outcome", "to", "outcome", "change", ""};
    if (method == SensitivityMethod::morris) return {"Input", "from", "to", "mu*", "mu", "sigma"};
    return {"Input", "from", "to", "first order S", "total ST"};
}

std::vector<std::string> row_of(const SensitivityStudy& study, const Driver& driver, const std::string& name, double scale) {
    const Input& input = study.points.inputs[driver.input];
    const std::string low = low_end(input), high = high_end(input);
    if (study.question.method == SensitivityMethod::tornado)
        return {name,
                low,
                with_half_width(driver.low, scale),
                high,
                with_half_width(driver.high, scale),
                with_half_width(driver.swing, scale),
                driver.flips ? "FLIPS" : ""};
    if (study.question.method == SensitivityMethod::morris)
        return {name,
                low,
                high,
                around(driver.morris.mu_star, driver.morris.mu_star_half_width, scale),
                around(driver.morris.mu, driver.morris.mu_half_width, scale),
                driver.morris.sigma ? around(*driver.morris.sigma, {}, scale) : "–"};
    return {name, low, high, index_text(driver.first), index_text(driver.total)};
}

std::string luck_line(const OutcomeEffects& outcome, double scale) {
    const auto figure = [&](double sd) { return thousands(sd * scale, decimals_for(sd * scale, 0, 4)); };
    if (outcome.luck_sd <= 0) return "";
    return fmt::format("luck: standard error {} of one point, {} of the difference of two, which share it\n",
                       figure(outcome.luck_sd), figure(outcome.left_sd));
}

std::string outcome_text(const SensitivityStudy& study, const OutcomeEffects& outcome) {
    const Column column = column_of(study, outcome);
    std::string text = "\n" + column.name;
    if (!outcome.known) return text + ": nothing can be told: no data at some points, or nothing varies\n";
    if (study.question.method == SensitivityMethod::tornado)
        text += fmt::format(": {} with everything as stated", with_half_width(outcome.stated, column.scale));
    if (study.question.method == SensitivityMethod::sobol)
        text += fmt::format(": mean {}, standard deviation {} over the inputs' ranges",
                            thousands(outcome.mean * column.scale, decimals_for(outcome.mean * column.scale, 0)),
                            thousands(std::sqrt(std::max(0.0, outcome.variance)) * column.scale,
                                      decimals_for(std::sqrt(std::max(0.0, outcome.variance)) * column.scale, 0)));
    const std::vector<std::string> names = short_names(study.points.inputs);
    TextTable table(header_of(study.question.method));
    for (const Driver& driver : outcome.drivers) table.row(row_of(study, driver, names[driver.input], column.scale));
    return text + "\n" + table.text() + luck_line(outcome, column.scale);
}

std::string morris_legend(const SensitivityStudy& study) {
    std::string text =
        "mu*: mean size of the effect of going from one end of the range to the other; sigma: its spread, by curves and "
        "company\n";
    const std::size_t walked = study.points.points.size() / (study.points.inputs.size() + 1);
    if (walked < study.question.trajectories)
        text += fmt::format("no more trajectories than {} are there to be walked\n", walked);
    return text;
}

}  // namespace

std::string sensitivity_headline(const SensitivityStudy& study) {
    std::string text = study_title(study.points) + "\n" + interruption_text(study.points);
    text +=
        fmt::format("{}: {} {}, {} points\n", method_names[static_cast<std::size_t>(study.question.method)],
                    study.points.inputs.size(), study.points.inputs.size() == 1 ? "input" : "inputs", study.points.points.size());
    for (const OutcomeEffects& outcome : study.outcomes) text += strongest_text(study, outcome);
    return text;
}

std::string sensitivity_text(const SensitivityStudy& study) {
    std::string text = sensitivity_headline(study);
    for (const OutcomeEffects& outcome : study.outcomes) text += outcome_text(study, outcome);
    if (study.question.method == SensitivityMethod::morris) text += morris_legend(study);
    return text + point_balance_text(study.points) + points_made(study.points);
}

std::string sensitivity_csv(const SensitivityStudy& study) { return point_study_csv(study.points); }

}  // namespace counterless

#include "results/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace counterless {
namespace {

double lowest(const Input& input) { return input.law ? law_low : 0; }
double highest(const Input& input) { return input.law ? law_high : 1; }

std::vector<Settings> one_at_a_time(const std::vector<Input>& inputs) {
    std::vector<Settings> points{Settings(inputs.size())};
    for (std::size_t at = 0; at < inputs.size(); ++at)
        for (const std::string& end : {low_end(inputs[at]), high_end(inputs[at])}) {
            points.emplace_back(inputs.size());
            points.back()[at] = end;
        }
    return points;
}

// The ends of an input that knows whole numbers only.
struct WholeEnds {
    double low = 0, high = 0;
};
WholeEnds whole_ends(const Input& input) {
    return {number_of(low_end(input)).value_or(input.low), number_of(high_end(input)).value_or(input.high)};
}

// Levels on whole numbers: the nearest to where they would lie. Where those of a step are one number, it goes to the next.
MorrisLevels whole_levels(const Input& input) {
    const auto [low, high] = whole_ends(input);
    if (!(low < high)) return even_levels(morris_levels);
    const double span = high - low;
    MorrisLevels levels;
    for (const double even : even_levels(morris_levels)) {
        const double at = lowest(input) + even * (highest(input) - lowest(input));
        levels.push_back(number_of(value_at(input, at)).value_or(low) - low);
    }
    for (std::size_t at = 0, step = levels.size() / 2; at < step; ++at) {
        if (levels[at] < levels[at + step]) continue;
        if (levels[at] > 0)
            levels[at] -= 1;
        else
            levels[at + step] += 1;
    }
    for (double& level : levels) level /= span;
    return levels;
}

MorrisDesign morris_of(const SensitivityQuestion& question, const std::vector<Input>& inputs) {
    std::vector<MorrisLevels> levels;
    for (const Input& input : inputs) levels.push_back(input.stated.whole ? whole_levels(input) : even_levels(morris_levels));
    return morris_design(question.trajectories, levels, question.seed);
}

// Morris reaches the ends of the cube; a law without ends is cut where a tornado cuts it.
std::vector<Settings> on_the_grid(const MorrisDesign& design, const std::vector<Input>& inputs) {
    std::vector<Settings> points;
    for (const std::vector<double>& place : design.points) {
        points.emplace_back();
        for (std::size_t at = 0; at < inputs.size(); ++at) {
            const Input& input = inputs[at];
            const double low = lowest(input), high = highest(input);
            if (input.stated.whole) {
                const WholeEnds ends = whole_ends(input);
                points.back().push_back(value_of(input, ends.low + place[at] * (ends.high - ends.low)));
            } else {
                points.back().push_back(value_at(input, low + place[at] * (high - low)));
            }
        }
    }
    return points;
}

std::vector<Settings> in_the_cube(const std::vector<std::vector<double>>& design, const std::vector<Input>& inputs) {
    std::vector<Settings> points;
    for (const std::vector<double>& place : design) {
        points.emplace_back();
        for (std::size_t at = 0; at < inputs.size(); ++at) points.back().push_back(value_in_slices(inputs[at], place[at]));
    }
    return points;
}

// ---- from outcomes to drivers

const Estimate& outcome_at(const PointStudy& study, std::size_t point, std::size_t measure) {
    const PointAnswer& one = study.points[point];
    return study.baseline ? one.differences[measure] : one.estimates[measure];
}

std::vector<std::optional<double>> outputs_of(const PointStudy& study, std::size_t measure) {
    std::vector<std::optional<double>> outputs;
    for (const PointAnswer& point : study.points) outputs.push_back(point.replicated[measure].whole);
    return outputs;
}

// Of the mean of these values: its variance.
std::optional<double> variance_of_mean(const std::vector<double>& values) {
    if (values.size() < 2) return {};
    const auto count = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    for (const double value : values) squares += (value - sum / count) * (value - sum / count);
    return squares / (count - 1) / count;
}

std::vector<double> between(const Replicated& from, const Replicated& to) {
    std::vector<double> values;
    if (from.values.size() != to.values.size()) return values;
    for (std::size_t at = 0; at < to.values.size(); ++at) values.push_back(to.values[at] - from.values[at]);
    return values;
}

Estimate paired(const Replicated& from, const Replicated& to, double confidence) {
    Estimate way{.confidence = confidence};
    if (!from.whole || !to.whole) return way;
    const std::vector<double> values = between(from, to);
    const auto variance = variance_of_mean(values);
    way.known = true, way.mean = *to.whole - *from.whole, way.n = variance ? static_cast<int>(values.size()) : 1;
    if (!variance) return way;
    way.sd = std::sqrt(*variance * static_cast<double>(values.size()));
    way.half_width = student_t(way.n, confidence) * std::sqrt(*variance);
    return way;
}

// The luck of one point, and what is left of it between two neighbours of the design, which share it.
void find_luck(const PointStudy& study, std::size_t measure, OutcomeEffects& outcome) {
    double alone = 0, left = 0, points = 0, pairs = 0;
    for (std::size_t at = 0; at < study.points.size(); ++at) {
        const Replicated& here = study.points[at].replicated[measure];
        if (const auto variance = variance_of_mean(here.values)) alone += *variance, ++points;
        if (at == 0) continue;
        if (const auto variance = variance_of_mean(between(study.points[at - 1].replicated[measure], here)))
            left += *variance, ++pairs;
    }
    outcome.luck_sd = points > 0 ? std::sqrt(alone / points) : 0;
    outcome.left_sd = pairs > 0 ? std::sqrt(left / pairs) : 0;
}

int clear_sign(const Estimate& estimate) {
    if (!estimate.known || estimate.n < 2 || std::abs(estimate.mean) <= estimate.half_width) return 0;
    return estimate.mean > 0 ? 1 : -1;
}

// Met at one end and missed at the other; or, against a baseline, clearly more at one end and clearly less at the other.
bool does_flip(const PointStudy& study, std::size_t low, std::size_t high, std::size_t measure) {
    if (study.baseline) return clear_sign(outcome_at(study, low, measure)) * clear_sign(outcome_at(study, high, measure)) < 0;
    const auto& at_low = study.points[low].targets;
    const auto& at_high = study.points[high].targets;
    for (std::size_t at = 0; at < std::min(at_low.size(), at_high.size()); ++at) {
        if (at_low[at].target.measure != study.measures[measure].name || at_low[at].target.of != study.measures[measure].of)
            continue;
        const Verdict a = at_low[at].verdict, b = at_high[at].verdict;
        if ((a == Verdict::met && b == Verdict::missed) || (a == Verdict::missed && b == Verdict::met)) return true;
    }
    return false;
}

void conclude_tornado(const PointStudy& study, std::size_t measure, OutcomeEffects& outcome) {
    outcome.stated = outcome_at(study, 0, measure);
    outcome.known = outcome.stated.known;
    for (std::size_t input = 0; input < study.inputs.size(); ++input) {
        const std::size_t low = 1 + 2 * input, high = low + 1;
        Driver driver{.input = input};
        driver.low = outcome_at(study, low, measure);
        driver.high = outcome_at(study, high, measure);
        driver.swing = paired(study.points[low].replicated[measure], study.points[high].replicated[measure],
                              study.scenario.study.confidence);
        driver.flips = does_flip(study, low, high, measure);
        outcome.drivers.push_back(driver);
    }
    std::stable_sort(outcome.drivers.begin(), outcome.drivers.end(),
                     [](const Driver& a, const Driver& b) { return std::abs(a.swing.mean) > std::abs(b.swing.mean); });
}

void conclude_morris(const SensitivityStudy& study, std::size_t measure, OutcomeEffects& outcome) {
    const MorrisDesign design = morris_of(study.question, study.points.inputs);
    const auto effects = elementary_effects(design, outputs_of(study.points, measure), study.points.scenario.study.confidence);
    for (std::size_t input = 0; input < effects.size(); ++input) {
        outcome.drivers.push_back({.input = input, .morris = effects[input]});
        outcome.known = outcome.known && effects[input].effects > 0;
    }
    std::stable_sort(outcome.drivers.begin(), outcome.drivers.end(),
                     [](const Driver& a, const Driver& b) { return a.morris.mu_star > b.morris.mu_star; });
}

void conclude_sobol(const SensitivityStudy& study, std::size_t measure, OutcomeEffects& outcome) {
    const auto indices = sobol_indices(outputs_of(study.points, measure), study.points.inputs.size(),
                                       {.confidence = study.points.scenario.study.confidence, .seed = study.question.seed});
    outcome.known = indices.has_value();
    if (!indices) return;
    outcome.mean = indices->mean, outcome.variance = indices->variance;
    for (std::size_t input = 0; input < study.points.inputs.size(); ++input)
        outcome.drivers.push_back({.input = input, .first = indices->first[input], .total = indices->total[input]});
    std::stable_sort(outcome.drivers.begin(), outcome.drivers.end(),
                     [](const Driver& a, const Driver& b) { return a.total.value > b.total.value; });
}

// The interval by which inputs are told apart; the value alone where there is none.
struct Strength {
    double low = 0, high = 0;
    bool has_interval = false;
};
Strength strength_of(SensitivityMethod method, const Driver& driver) {
    const auto around = [](double size, std::optional<double> half_width) {  // a size is not below 0
        const double half = half_width.value_or(0);
        return Strength{std::max(0.0, size - half), size + half, half_width.has_value()};
    };
    const Estimate& swing = driver.swing;
    const bool has_interval = swing.known && swing.n >= 2;
    if (method == SensitivityMethod::tornado)
        return around(std::abs(swing.mean), has_interval ? std::optional(swing.half_width) : std::nullopt);
    if (method == SensitivityMethod::morris) return around(driver.morris.mu_star, driver.morris.mu_star_half_width);
    return {driver.total.low, driver.total.high, true};
}

}  // namespace

std::string low_end(const Input& input) { return value_at(input, lowest(input)); }
std::string high_end(const Input& input) { return value_at(input, highest(input)); }

double sensitivity_point_count(const SensitivityQuestion& question, std::size_t inputs) {
    const auto count = static_cast<double>(inputs);
    if (question.method == SensitivityMethod::tornado) return 1 + 2 * count;
    if (question.method == SensitivityMethod::morris) return static_cast<double>(question.trajectories) * (count + 1);
    return static_cast<double>(question.rows) * (count + 2);
}

std::vector<Settings> sensitivity_points(const SensitivityQuestion& question, const std::vector<Input>& inputs) {
    if (question.method == SensitivityMethod::tornado) return one_at_a_time(inputs);
    if (question.method == SensitivityMethod::morris) return on_the_grid(morris_of(question, inputs), inputs);
    return in_the_cube(saltelli_design(question.rows, inputs.size(), question.seed), inputs);
}

std::vector<std::size_t> not_told_apart(SensitivityMethod method, const std::vector<Driver>& drivers) {
    std::vector<Strength> strengths;
    for (const Driver& driver : drivers) strengths.push_back(strength_of(method, driver));
    const auto has_interval = [](const Strength& one) { return one.has_interval; };
    if (std::none_of(strengths.begin(), strengths.end(), has_interval)) return {};
    std::vector<std::size_t> together;
    for (std::size_t at = 0; at < drivers.size(); ++at)
        if (at == 0 || strengths[at].high >= strengths.front().low) together.push_back(drivers[at].input);
    return together.size() > 1 ? together : std::vector<std::size_t>{};
}

void conclude_sensitivity(SensitivityStudy& study) {
    for (std::size_t measure = 0; measure < study.points.measures.size(); ++measure) {
        OutcomeEffects outcome{.measure = study.points.measures[measure]};
        find_luck(study.points, measure, outcome);
        if (study.question.method == SensitivityMethod::tornado) conclude_tornado(study.points, measure, outcome);
        if (study.question.method == SensitivityMethod::morris) conclude_morris(study, measure, outcome);
        if (study.question.method == SensitivityMethod::sobol) conclude_sobol(study, measure, outcome);
        if (outcome.known) outcome.not_told_apart = not_told_apart(study.question.method, outcome.drivers);
        study.outcomes.push_back(std::move(outcome));
    }
}

bool flips_anywhere(const SensitivityStudy& study) {
    return std::any_of(study.outcomes.begin(), study.outcomes.end(), [](const OutcomeEffects& outcome) {
        return std::any_of(outcome.drivers.begin(), outcome.drivers.end(), [](const Driver& one) { return one.flips; });
    });
}

}  // namespace counterless

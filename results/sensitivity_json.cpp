#include <nlohmann/json.hpp>
#include <optional>

#include "results/point_text.hpp"
#include "results/sensitivity.hpp"

namespace counterless {
namespace {

using OutcomeJson = nlohmann::ordered_json;

OutcomeJson or_null(std::optional<double> value) { return value ? OutcomeJson(*value) : OutcomeJson(); }
OutcomeJson mean_json(const Estimate& one) {
    return {{"mean", one.known ? OutcomeJson(one.mean) : OutcomeJson()},
            {"half_width", one.known && one.n >= 2 ? OutcomeJson(one.half_width) : OutcomeJson()}};
}
OutcomeJson index_json(const SensitivityIndex& one) { return {{"value", one.value}, {"low", one.low}, {"high", one.high}}; }

OutcomeJson driver_json(const SensitivityStudy& study, const Driver& driver) {
    const Input& input = study.points.inputs[driver.input];
    OutcomeJson all = {{"input", input.name()}, {"low", low_end(input)}, {"high", high_end(input)}};
    switch (study.question.method) {
        case SensitivityMethod::tornado:
            all["at_low"] = mean_json(driver.low), all["at_high"] = mean_json(driver.high);
            all["change"] = mean_json(driver.swing), all["flips"] = driver.flips;
            break;
        case SensitivityMethod::morris:
            all["effects"] = driver.morris.effects;
            all["mu_star"] = driver.morris.mu_star, all["mu_star_half_width"] = or_null(driver.morris.mu_star_half_width);
            all["mu"] = driver.morris.mu, all["mu_half_width"] = or_null(driver.morris.mu_half_width);
            all["sigma"] = or_null(driver.morris.sigma);
            break;
        case SensitivityMethod::sobol:
            all["first"] = index_json(driver.first), all["total"] = index_json(driver.total);
            break;
    }
    return all;
}

std::string outcome_json(const SensitivityStudy& study, const OutcomeEffects& outcome) {
    OutcomeJson drivers = OutcomeJson::array(), together = OutcomeJson::array();
    for (const std::size_t input : outcome.not_told_apart) together.push_back(study.points.inputs[input].name());
    for (const Driver& driver : outcome.drivers) drivers.push_back(driver_json(study, driver));
    OutcomeJson all = {{"measure", outcome.measure.name}, {"of", outcome.measure.of},
                       {"unit", outcome.measure.unit},    {"difference_from_baseline", study.points.baseline.has_value()},
                       {"known", outcome.known},          {"luck_sd", outcome.luck_sd},
                       {"luck_left_sd", outcome.left_sd}};
    if (study.question.method == SensitivityMethod::tornado) all["stated"] = mean_json(outcome.stated);
    if (study.question.method == SensitivityMethod::sobol) all["mean"] = outcome.mean, all["variance"] = outcome.variance;
    all["not_told_apart"] = together, all["drivers"] = drivers;
    return all.dump(-1, ' ', false, OutcomeJson::error_handler_t::replace);
}

}  // namespace

std::string sensitivity_json(const SensitivityStudy& study) {
    constexpr const char* methods[] = {"\"tornado\"", "\"morris\"", "\"sobol\""};
    std::string outcomes;
    for (const OutcomeEffects& outcome : study.outcomes)
        outcomes += (outcomes.empty() ? "\n    " : ",\n    ") + outcome_json(study, outcome);
    return point_study_json(study.points, {{"method", methods[static_cast<std::size_t>(study.question.method)]},
                                           {"outcomes", "[" + outcomes + "\n  ]"}});
}

}  // namespace counterless

// models/fit.cpp: climbing. Every start gets a rough climb, the best two a fine one.
#include "models/fit.hpp"

#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "models/fit_scale.hpp"

namespace counterless {
namespace {

constexpr int rough_evaluations = 100, fine_evaluations = 1000, polish_evaluations = 1000, near_evaluations = 200;

struct Climb {
    const FitScale& scale;
    const LogLikelihood& likelihood;
    int evaluations = 0;
};

// NLopt looks for the least value. What is impossible is very unlikely: a number that it can still compare.
double unlikeliness(unsigned count, const double* at, double*, void* data) {
    Climb& climb = *static_cast<Climb*>(data);
    ++climb.evaluations;
    const Values values = climb.scale.values({at, count});
    const double likelihood = climb.likelihood(values);
    return std::isfinite(likelihood) ? -likelihood : 1e30;
}

struct Reached {
    std::vector<double> at;
    double unlikeliness;
};

Reached climbed(nlopt_algorithm algorithm, Climb& climb, std::vector<double> at, int evaluations_most, double precision,
                double step) {
    const auto count = static_cast<unsigned>(at.size());
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> climber(nlopt_create(algorithm, count), nlopt_destroy);
    double value = unlikeliness(count, at.data(), nullptr, &climb);
    const std::vector<double> before = at;
    nlopt_set_lower_bounds(climber.get(), climb.scale.low().data());
    nlopt_set_upper_bounds(climber.get(), climb.scale.high().data());
    nlopt_set_min_objective(climber.get(), unlikeliness, &climb);
    nlopt_set_maxeval(climber.get(), evaluations_most);
    nlopt_set_xtol_abs1(climber.get(), precision);
    nlopt_set_ftol_abs(climber.get(), precision * precision);
    nlopt_set_initial_step1(climber.get(), step);
    double reached = value;
    // Its code says why it stopped; being stopped by rounding is no fault, and no stop is better than what was reached.
    nlopt_optimize(climber.get(), at.data(), &reached);
    if (!(reached <= value)) return {before, value};
    return {at, reached};
}

nlopt_algorithm rough_algorithm(std::size_t parameters) { return parameters > 1 ? NLOPT_LN_BOBYQA : NLOPT_LN_NELDERMEAD; }

}  // namespace

Fit fit(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, std::span<const Values> starts) {
    if (parameters.empty()) return {{}, likelihood({}), 1};
    const FitScale scale(parameters);
    Climb climb{scale, likelihood};
    std::vector<Reached> rough;
    for (const Values& start : starts)
        rough.push_back(climbed(rough_algorithm(parameters.size()), climb, scale.inside(start), rough_evaluations, 1e-2, 0.5));
    std::stable_sort(rough.begin(), rough.end(),
                     [](const Reached& a, const Reached& b) { return a.unlikeliness < b.unlikeliness; });
    std::optional<Reached> best;
    for (std::size_t index = 0; index < std::min<std::size_t>(rough.size(), 2); ++index) {
        const Reached fine = climbed(rough_algorithm(parameters.size()), climb, rough[index].at, fine_evaluations, 1e-6, 0.1);
        if (!best || fine.unlikeliness < best->unlikeliness) best = fine;
    }
    *best = climbed(NLOPT_LN_NELDERMEAD, climb, best->at, polish_evaluations, 1e-6, 0.02);
    return {scale.values(best->at), -best->unlikeliness, climb.evaluations};
}

Fit fit_near(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, const Values& start) {
    if (parameters.empty()) return {{}, likelihood({}), 1};
    const FitScale scale(parameters);
    Climb climb{scale, likelihood};
    const Reached near = climbed(rough_algorithm(parameters.size()), climb, scale.inside(start), near_evaluations, 1e-5, 0.1);
    return {scale.values(near.at), -near.unlikeliness, climb.evaluations};
}

}  // namespace counterless

// models/fit.cpp: climbing. Every start gets a rough climb, the best two a fine one.
#include "models/fit.hpp"

#include <algorithm>
#include <optional>

#include "models/fit_scale.hpp"
#include "models/maximise.hpp"

namespace counterless {
namespace {

constexpr int rough_evaluations = 100, fine_evaluations = 1000, polish_evaluations = 1000, near_evaluations = 200;

// A likelihood on the climber's own scales.
struct Slope {
    const FitScale& scale;
    const LogLikelihood& likelihood;
};

Peak climbed(Climb::By by, const Slope& slope, std::vector<double> at, int evaluations_most, double precision, double step) {
    const auto surface = [&](const std::vector<double>& asked) { return slope.likelihood(slope.scale.values(asked)); };
    return climb(surface, std::move(at),
                 {.by = by,
                  .low = slope.scale.low(),
                  .high = slope.scale.high(),
                  .step = step,
                  .near = precision,
                  .flat = precision * precision,
                  .evaluations_max = evaluations_most});
}

Climb::By rough(std::size_t parameters) { return parameters > 1 ? Climb::By::parabola : Climb::By::simplex; }

}  // namespace

Fit fit(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, std::span<const Values> starts) {
    if (parameters.empty()) return {{}, likelihood({})};
    const FitScale scale(parameters);
    const Slope slope{scale, likelihood};
    std::vector<Peak> reached;
    for (const Values& start : starts)
        reached.push_back(climbed(rough(parameters.size()), slope, scale.inside(start), rough_evaluations, 1e-2, 0.5));
    std::stable_sort(reached.begin(), reached.end(), [](const Peak& a, const Peak& b) { return a.value > b.value; });
    std::optional<Peak> best;
    for (std::size_t index = 0; index < std::min<std::size_t>(reached.size(), 2); ++index) {
        const Peak fine = climbed(rough(parameters.size()), slope, reached[index].at, fine_evaluations, 1e-6, 0.1);
        if (!best || fine.value > best->value) best = fine;
    }
    *best = climbed(Climb::By::simplex, slope, best->at, polish_evaluations, 1e-6, 0.02);
    return {scale.values(best->at), best->value};
}

Fit fit_near(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, const Values& start) {
    if (parameters.empty()) return {{}, likelihood({})};
    const FitScale scale(parameters);
    const Slope slope{scale, likelihood};
    const Peak near = climbed(rough(parameters.size()), slope, scale.inside(start), near_evaluations, 1e-5, 0.1);
    return {scale.values(near.at), near.value};
}

}  // namespace counterless

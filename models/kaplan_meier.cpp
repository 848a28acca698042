#include "models/kaplan_meier.hpp"

#include <algorithm>
#include <cmath>

#include "models/tables.hpp"

namespace counterless {
namespace {

void set_band(SurvivalStep& step, double greenwood, double z) {
    step.low = step.high = step.survival;
    if (step.survival <= 0 || step.survival >= 1) return;
    const double log_survival = std::log(step.survival), spread = z * std::sqrt(greenwood) / std::abs(log_survival);
    step.low = std::exp(log_survival * std::exp(spread));
    step.high = std::exp(log_survival * std::exp(-spread));
}

}  // namespace

std::vector<SurvivalStep> kaplan_meier(const Durations& seen, double confidence) {
    const double z = normal_quantile((1 + confidence) / 2);
    std::vector<SurvivalStep> steps;
    double at_risk = seen.ended + seen.lasted, survival = 1, greenwood = 0;
    for (const Durations::Row& row : seen.rows) {
        if (row.ended > 0) {
            survival *= (at_risk - row.ended) / at_risk;
            if (at_risk > row.ended) greenwood += row.ended / (at_risk * (at_risk - row.ended));
            SurvivalStep step{row.value, at_risk, row.ended, survival, survival * std::sqrt(greenwood), 0, 0};
            set_band(step, greenwood, z);
            steps.push_back(step);
        }
        at_risk -= row.ended + row.lasted;
    }
    return steps;
}

double survival_at(const std::vector<SurvivalStep>& steps, double value) {
    const auto after = std::upper_bound(steps.begin(), steps.end(), value,
                                        [](double wanted, const SurvivalStep& step) { return wanted < step.value; });
    return after == steps.begin() ? 1 : (after - 1)->survival;
}

SurvivalQuantile survival_quantile(const std::vector<SurvivalStep>& steps, double share) {
    SurvivalQuantile answer;
    for (const SurvivalStep& step : steps) {
        if (!answer.low && step.low <= share) answer.low = step.value;
        if (!answer.value && step.survival <= share) answer.value = step.value;
        if (!answer.high && step.high <= share) answer.high = step.value;
    }
    return answer;
}

std::vector<HazardCell> hazards(const Durations& seen, const std::vector<double>& edges, double confidence) {
    std::vector<HazardCell> cells;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        HazardCell cell{edges[i], edges[i + 1]};
        for (const Durations::Row& row : seen.rows) {
            cell.watched += (row.ended + row.lasted) * std::clamp(row.value - cell.from, 0.0, cell.until - cell.from);
            // Who ends at the edge was watched up to it, so he belongs to the cell before.
            if (row.value > cell.from && row.value <= cell.until) cell.ended += row.ended;
        }
        if (cell.watched > 0) {
            const MeanBounds bounds = poisson_mean_bounds(cell.ended, confidence);
            cell.hazard = cell.ended / cell.watched;
            cell.low = bounds.low / cell.watched;
            cell.high = bounds.high / cell.watched;
        }
        cells.push_back(cell);
    }
    return cells;
}

}  // namespace counterless

#include "results/variance.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "models/intervals.hpp"

namespace counterless {
namespace {

Summary mean_of_two(const Summary& one, const Summary& other) {
    Summary pair = one;
    for (std::size_t slot = 0; slot < pair.totals.size(); ++slot)
        pair.totals[slot] = 0.5 * (one.totals[slot] + other.totals[slot]);
    for (std::size_t kind = 0; kind < pair.distributions.size(); ++kind) pair.distributions[kind].add(other.distributions[kind]);
    pair.replication = one.replication / 2;
    pair.cpu_s += other.cpu_s;
    pair.memory_peak_bytes = std::max(one.memory_peak_bytes, other.memory_peak_bytes);
    return pair;
}

double squared(double value) { return value * value; }

// A measure without a value for each unit, since one holds all data, stays as it is.
void correct(Estimate& estimate, const Replicated& parts, std::span<const Control> controls, double confidence) {
    const std::size_t n = controls.front().values.size();
    if (!estimate.known || parts.values.size() != n || n < controls.size() + 4) return;
    const ControlledMean answer = controlled_mean(parts.values, controls, confidence);
    if (answer.used.empty() || answer.plain.half_width <= 0) return;
    estimate.mean += answer.controlled.mean - answer.plain.mean;
    estimate.half_width = answer.controlled.half_width * parts.stretch;
    estimate.sd = answer.controlled.half_width / student_factor(n, confidence) * std::sqrt(static_cast<double>(n));
    estimate.runs_saved = (estimate.runs_saved > 0 ? estimate.runs_saved : 1) * answer.runs_ratio;
}

}  // namespace

std::vector<Summary> in_pairs(std::span<const Summary> replications) {
    std::vector<Summary> pairs;
    for (std::size_t first = 0; first + 1 < replications.size(); first += 2)
        pairs.push_back(mean_of_two(replications[first], replications[first + 1]));
    return pairs;
}

std::vector<Summary> independent(const Study& study, std::span<const Summary> replications) {
    return study.antithetic ? in_pairs(replications) : std::vector<Summary>(replications.begin(), replications.end());
}

std::string only_for_run(const Study& study) {
    std::string places = study.controls ? "/study/controls" : "";
    if (!study.precision.empty()) places += places.empty() ? "/study/precision" : ", /study/precision";
    return places;
}

std::vector<KnownTotal> known_totals(const Scenario& scenario, const Layout& layout, const Forecast& forecast) {
    std::vector<KnownTotal> known;
    if (!scenario.study.controls) return known;
    if (scenario.study.scale < 1) return {{layout.service_excess(), 0}};
    const bool poisson = std::all_of(scenario.streams.begin(), scenario.streams.end(), [](const Stream& stream) {
        return stream.process == Process::poisson && stream.channel == none && stream.present_at_start == 0;
    });
    if (scenario.needs && scenario.streams.empty() && !forecast.remembers)
        known.push_back({layout.whole(Whole::needs), forecast.needs});
    else if (!scenario.needs && !scenario.streams.empty() && poisson)
        known.push_back({layout.whole(Whole::visits), forecast.visits});
    known.push_back({layout.service_excess(), 0});
    return known;
}

std::vector<Control> controls_of(std::span<const KnownTotal> known, std::span<const Summary> units) {
    std::vector<Control> controls;
    for (const KnownTotal& total : known) {
        Control control{.mean = total.mean};
        for (const Summary& unit : units) control.values.push_back(unit.totals.at(total.slot));
        controls.push_back(std::move(control));
    }
    return controls;
}

std::vector<Estimate> estimate_as_stated(const Study& study, std::span<const KnownTotal> known, std::span<const Measure> measures,
                                         std::span<const Summary> replications) {
    if (!study.antithetic && known.empty()) return estimate(measures, replications, study.confidence);
    const std::vector<Summary> units = independent(study, replications);
    std::vector<Estimate> estimates = estimate(measures, units, study.confidence);
    if (study.antithetic) {  // a pair costs two runs: independent ones would have half the variance of one
        const std::vector<Estimate> alone = estimate(measures, replications.first(2 * units.size()), study.confidence);
        for (std::size_t index = 0; index < estimates.size(); ++index)
            if (estimates[index].known && estimates[index].sd > 0)
                estimates[index].runs_saved = squared(alone[index].sd) / (2 * squared(estimates[index].sd));
    }
    if (known.empty() || units.size() < 2) return estimates;
    const std::vector<Control> controls = controls_of(known, units);
    const std::vector<Replicated> parts = replicated(measures, units);
    for (std::size_t index = 0; index < estimates.size(); ++index)
        correct(estimates[index], parts[index], controls, study.confidence);
    return estimates;
}

}  // namespace counterless

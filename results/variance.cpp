#include "results/variance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

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

// The rule of the header, in its order.
constexpr auto measures_of_load = std::to_array<std::string_view>(
    {"wait_mean", "wait_p50", "wait_p90", "queue_length_mean", "in_system_mean", "sojourn_mean", "occupancy", "utilisation"});
constexpr std::size_t units_least = 20;
constexpr double half_width_most = 0.5;      // of the mean
constexpr double chance_most = 0.05;         // of the F test
constexpr double explained_most = 1 - 1e-6;  // R^2: beyond, a measure is a control itself

bool is_of_load(const Measure& measure) {
    const bool of_an_interval = measure.end_s > 0;
    return !of_an_interval && std::find(measures_of_load.begin(), measures_of_load.end(), measure.name) != measures_of_load.end();
}

bool is_possible(const Measure& measure, double value) { return value >= 0 && (measure.unit != "1" || value <= 1); }

// A measure without a value for each unit, since one holds all data, stays as it is.
void correct(Estimate& estimate, const Measure& measure, const Replicated& parts, std::span<const Control> controls,
             double confidence) {
    const std::size_t n = controls.front().values.size();
    if (!estimate.known || parts.values.size() != n || estimate.half_width > half_width_most * estimate.mean) return;
    const ControlledMean answer = controlled_mean(parts.values, controls, confidence);
    if (answer.used.empty() || answer.chance > chance_most || answer.explained > explained_most) return;
    const double mean = estimate.mean + answer.controlled.mean - answer.plain.mean;
    if (!is_possible(measure, mean)) return;
    estimate.mean = mean;
    estimate.half_width = answer.controlled.half_width * parts.stretch;
    estimate.sd = answer.controlled.half_width / student_factor(n, confidence) * std::sqrt(static_cast<double>(n));
    estimate.runs_saved = (estimate.runs_saved > 0 ? estimate.runs_saved : 1) * answer.runs_ratio;
}

bool comes_again(const Station& station) {
    return std::any_of(station.otherwise.begin(), station.otherwise.end(),
                       [](const Otherwise& one) { return one.retry + one.tomorrow + one.elsewhere + one.digital > 0; });
}

// The mean of these is that of the plan, whatever the lines do.
bool arrives_as_planned(const Scenario& scenario) {
    return !scenario.streams.empty() && std::none_of(scenario.stations.begin(), scenario.stations.end(), comes_again) &&
           std::all_of(scenario.streams.begin(), scenario.streams.end(), [](const Stream& stream) {
               return stream.process == Process::poisson && stream.channel == none && stream.present_at_start == 0;
           });
}

std::string place_of(const Scenario& scenario, const Station& station) {
    return "centre/" + scenario.centres[station.centre].id + "/" + station.id;
}

// Where there is one centre, what comes to all comes to it.
void add_arrivals(std::vector<KnownTotal>& known, const Scenario& scenario, const KnownTotal& arrivals) {
    known.push_back(arrivals);
    if (scenario.centres.size() != 1) return;
    known.push_back({arrivals.slots, arrivals.mean, "centre/" + scenario.centres.front().id});
    for (const Station& station : scenario.stations)
        known.push_back({arrivals.slots, arrivals.mean, place_of(scenario, station)});
}

void add_services(std::vector<KnownTotal>& known, const Scenario& scenario, const Layout& layout) {
    std::vector<KnownTotal> centres;
    for (const Centre& centre : scenario.centres) centres.push_back({{}, 0, "centre/" + centre.id});
    KnownTotal all;
    for (std::size_t place = 0; place < scenario.stations.size(); ++place) {
        const Station& station = scenario.stations[place];
        const std::size_t slot = layout.service_excess(place);
        known.push_back({{slot}, 0, place_of(scenario, station)});
        centres[station.centre].slots.push_back(slot);
        if (!scenario.centres[station.centre].remote) all.slots.push_back(slot);
    }
    known.insert(known.end(), centres.begin(), centres.end());
    known.push_back(std::move(all));
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
    if (!scenario.study.controls || scenario.study.scale < 1) return known;  // a sample has no measure of load
    if (scenario.needs && scenario.streams.empty() && !forecast.remembers)
        add_arrivals(known, scenario, {{layout.whole(Whole::needs)}, forecast.needs});
    else if (!scenario.needs && arrives_as_planned(scenario))
        add_arrivals(known, scenario, {{layout.whole(Whole::visits)}, forecast.visits});
    add_services(known, scenario, layout);
    return known;
}

std::vector<Control> controls_of(std::span<const KnownTotal> known, const std::string& of, std::span<const Summary> units) {
    std::vector<Control> controls;
    for (const KnownTotal& total : known) {
        if (total.of != of) continue;
        Control control{.mean = total.mean};
        for (const Summary& unit : units) {
            double sum = 0;
            for (const std::size_t slot : total.slots) sum += unit.totals.at(slot);
            control.values.push_back(sum);
        }
        controls.push_back(std::move(control));
    }
    return controls;
}

std::size_t controls_from(const Study& study) { return study.antithetic ? 2 * units_least : units_least; }

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
    if (units.size() < units_least) return estimates;
    for (std::size_t index = 0; index < estimates.size(); ++index) {
        const Measure& measure = measures[index];
        if (!is_of_load(measure)) continue;
        const std::vector<Control> controls = controls_of(known, measure.of, units);
        if (controls.empty()) continue;
        const Replicated parts = replicated(measures.subspan(index, 1), units).front();
        correct(estimates[index], measure, parts, controls, study.confidence);
    }
    return estimates;
}

}  // namespace counterless

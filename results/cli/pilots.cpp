#include "results/cli/pilots.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "results/cli/interruption.hpp"
#include "results/pilot.hpp"
#include "results/workers.hpp"
#include "sim/run.hpp"

namespace counterless {
namespace {

constexpr double busy_from = 0.95;               // below this share a line comes to an end; our choice
constexpr std::size_t growth_runs = 10;          // at most, and no more than the study has; five may miss a load of 1.1
constexpr std::size_t looked_at_intervals = 40;  // of the horizon, for growth

// In processes of their own, because machines are built once in each. By side, then run.
std::vector<Summary> pilots_of(const std::vector<Side>& sides, std::size_t runs, std::size_t workers) {
    Nursery nursery([&sides, runs](std::size_t job) {
        const Scenario& scenario = *sides[job / runs].scenario;
        Pilot pilot(scenario.study.horizon_s);
        counterless::run(scenario, Plan{}, static_cast<std::uint32_t>(job % runs), pilot);
        return pilot.take();
    });
    std::vector<std::size_t> jobs(sides.size() * runs);
    std::iota(jobs.begin(), jobs.end(), 0u);
    std::vector<Summary> pilots(jobs.size());
    const bool done = nursery.run(
        jobs, {workers, 1}, [&](std::size_t job, Summary summary) { pilots[job] = std::move(summary); },
        [] { return !interrupted(); });
    return done ? pilots : std::vector<Summary>{};
}

bool never_closes(const Scenario& scenario, const std::string& of) {
    return std::any_of(scenario.centres.begin(), scenario.centres.end(),
                       [&](const Centre& centre) { return centre.always_open && of.starts_with("centre/" + centre.id + "/"); });
}

std::size_t growth_runs_of(int replications) {
    return std::min(growth_runs, static_cast<std::size_t>(std::max(replications, 1)));
}

std::optional<QueueGrowth> growth_of(std::span<const Summary> pilots, double horizon_s) {
    std::vector<std::vector<double>> inside;
    for (const Summary& pilot : pilots) {
        std::vector<double> merged(looked_at_intervals, 0.0);
        for (std::size_t interval = 0; interval < pilot_intervals; ++interval)
            merged[interval * looked_at_intervals / pilot_intervals] += pilot.totals[interval];
        const double length_s = horizon_s / static_cast<double>(looked_at_intervals);
        for (double& seconds : merged) seconds /= length_s;
        inside.push_back(std::move(merged));
    }
    return queue_growth(inside, GrowthTest{});
}

}  // namespace

Problems find_warm_up(const std::vector<Side>& sides, std::size_t workers, double& warmup_s) {
    for (const Side& side : sides) {
        const auto& centres = side.scenario->centres;
        if (centres.empty() || std::any_of(centres.begin(), centres.end(), [](const Centre& one) { return !one.always_open; }))
            return {{side.scenario->name + ": /study/warmup", "\"auto\", where centres close or there are none",
                     "a warm-up in time; what empties every night needs none"}};
    }
    const std::vector<Summary> pilots = pilots_of(sides, pilot_runs, workers);
    if (pilots.empty()) return {{sides.front().scenario->name + ": /study/warmup", "interrupted pilots", "five whole ones"}};
    warmup_s = 0;
    for (std::size_t side = 0; side < sides.size(); ++side) {
        const auto found_s =
            warm_up_s(std::span(pilots).subspan(side * pilot_runs, pilot_runs), sides[side].scenario->study.horizon_s);
        if (!found_s)
            return {{sides.front().scenario->name + ": /study/warmup",
                     "\"auto\", but the number of visits inside does not settle within half the horizon",
                     "a longer horizon, or a warm-up in time"}};
        warmup_s = std::max(warmup_s, *found_s);
    }
    return {};
}

bool is_watched(const Scenario& scenario, const Measure& measure) {
    return measure.name == "occupancy" && never_closes(scenario, measure.of);
}

bool may_grow(const Scenario& scenario, const Value& value) {
    return value.estimate.known && value.estimate.mean >= busy_from && is_watched(scenario, value.measure);
}

std::optional<QueueGrowth> find_growth(const Side& side, const StudyResult& result, std::size_t workers) {
    const bool suspicious = std::any_of(result.measures.begin(), result.measures.end(),
                                        [&](const Value& value) { return may_grow(*side.scenario, value); });
    if (!suspicious) return {};
    const std::vector<Summary> pilots = pilots_of({side}, growth_runs_of(result.replications_done), workers);
    return growth_of(pilots, side.scenario->study.horizon_s);
}

std::vector<std::optional<Unsteady>> find_unsteady(const std::vector<Side>& sides, const std::vector<std::string>& suspicious,
                                                   std::size_t replications, std::size_t workers) {
    std::vector<std::optional<Unsteady>> found(sides.size());
    std::vector<Side> looked_at;
    std::vector<std::size_t> numbers;
    for (std::size_t side = 0; side < sides.size(); ++side)
        if (!suspicious[side].empty()) looked_at.push_back(sides[side]), numbers.push_back(side);
    if (looked_at.empty()) return found;
    const std::size_t runs = growth_runs_of(static_cast<int>(replications));
    const std::vector<Summary> pilots = pilots_of(looked_at, runs, workers);
    if (pilots.empty()) return found;
    for (std::size_t at = 0; at < looked_at.size(); ++at) {
        const auto growth = growth_of(std::span(pilots).subspan(at * runs, runs), looked_at[at].scenario->study.horizon_s);
        const std::string& of = suspicious[numbers[at]];
        if (growth && growth->grows) found[numbers[at]] = Unsteady{of.substr(of.find('/') + 1), *growth};
    }
    return found;
}

}  // namespace counterless

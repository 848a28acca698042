#include "results/precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "scenarios/suggest.hpp"

namespace counterless {
namespace {

AskedPrecision precision_of(const AskedHalfWidth& asked) { return {asked.half_width, asked.relative}; }

std::vector<std::string> things_of(const Layout& layout) {
    std::vector<std::string> things;
    for (const Measure& measure : layout.measures)
        if (things.empty() || things.back() != measure.of) things.push_back(measure.of);
    return things;
}

Problem not_meant(const AskedHalfWidth& asked, const Scenario& scenario, const Layout& layout) {
    const std::vector<std::string> names = measure_names(scenario);
    if (!is_measure_name(asked.measure, names))
        return {asked.place, "\"" + asked.measure + "\"", suggestion(asked.measure, names)};
    const std::vector<std::string> things = things_of(layout);
    const bool any = std::any_of(things.begin(), things.end(), [&](const std::string& of) { return falls_under(of, asked.of); });
    if (!any) return {asked.place, "\"" + asked.of + "\"", suggestion(asked.of, things)};
    return {asked.place, fmt::format("\"{}\" of \"{}\"", asked.measure, asked.of), "a measure that this scenario has of it"};
}

// Asked of the same measure twice in one way, the narrower holds for both.
void add_asked(const Measure& measure, const AskedHalfWidth& asked, std::vector<PreciseMeasure>& meant) {
    const auto same = std::find_if(meant.begin(), meant.end(), [&](const PreciseMeasure& one) {
        return one.measure.name == measure.name && one.measure.of == measure.of && one.asked.relative == asked.relative;
    });
    if (same == meant.end())
        meant.push_back({measure, asked});
    else if (asked.half_width < same->asked.half_width)
        same->asked = asked;
}

}  // namespace

bool Precision::unconfirmed() const {
    return state == Enough::cap_reached &&
           std::all_of(measures.begin(), measures.end(), [](const PreciseMeasure& one) { return one.held; });
}

std::size_t precision_least(bool antithetic) {
    const RunRounds rounds;
    return next_round(rounds.first, rounds) * (antithetic ? 2 : 1);
}

std::vector<PreciseMeasure> precise_measures(const std::vector<AskedHalfWidth>& asked, const Scenario& scenario,
                                             const Layout& layout, Problems& problems) {
    std::vector<PreciseMeasure> meant;
    for (const AskedHalfWidth& one : asked) {
        const Measure* last = nullptr;
        for (const Measure& measure : layout.measures)
            if (measure.name == one.measure && falls_under(measure.of, one.of)) add_asked(measure, one, meant), last = &measure;
        if (!last)
            problems.push_back(not_meant(one, scenario, layout));
        else if (one.is_time && last->unit != "s")
            problems.push_back({one.place, "\"" + one.text + "\", of " + one.measure + ", which is no time",
                                "a share of its mean such as 2%, or a number in its unit (" + last->unit + ")"});
    }
    return meant;
}

PrecisionRule::PrecisionRule(const Study& study, std::vector<KnownTotal> known, std::vector<PreciseMeasure> measures,
                             std::size_t cap)
    : study_(study), known_(std::move(known)), each_(study.antithetic ? 2 : 1) {
    rounds_.cap = std::max<std::size_t>(cap / each_, 2);  // never more replications than that, even in the first round
    end_ = next_round(0, rounds_);
    precision_.measures = std::move(measures);
}

std::size_t PrecisionRule::wanted(std::span<const Summary> there) {
    while (!over_ && there.size() >= end_ * each_) look(there.first(end_ * each_));
    return end_ * each_;
}

void PrecisionRule::look(std::span<const Summary> round) {
    std::vector<Measure> measures;
    for (const PreciseMeasure& one : precision_.measures) measures.push_back(one.measure);
    const std::vector<Estimate> estimates = estimate_as_stated(study_, known_, measures, round);
    bool all = true;
    std::size_t most = end_;
    for (std::size_t index = 0; index < estimates.size(); ++index) {
        PreciseMeasure& one = precision_.measures[index];
        const MeanInterval interval{estimates[index].mean, estimates[index].half_width};
        one.estimate = estimates[index];
        one.held = one.estimate.known && one.estimate.n >= 2 && is_precise(interval, precision_of(one.asked));
        one.replications.reset();
        if (one.estimate.known && one.estimate.n >= 2)
            one.replications = runs_forecast(end_, interval, precision_of(one.asked), study_.confidence);
        most = std::max(most, one.replications.value_or(rounds_.cap));
        if (one.replications) *one.replications *= each_;
        all = all && one.held;
    }
    ++precision_.rounds;
    precision_.state = judge(end_, all, held_before_, rounds_);
    precision_.next_round = each_ * next_round(end_, {.first = rounds_.first, .cap = std::numeric_limits<std::size_t>::max()});
    held_before_ = all;
    over_ = precision_.state == Enough::reached || precision_.state == Enough::cap_reached;
    foreseen_ = each_ * (over_ ? end_ : std::min(std::max(most, next_round(end_, rounds_)), rounds_.cap));
    if (!over_) end_ = next_round(end_, rounds_);
}

}  // namespace counterless

#include "results/uncertainty.hpp"

#include <algorithm>
#include <cmath>

#include "models/latin_hypercube.hpp"
#include "models/series.hpp"
#include "results/conclude.hpp"

namespace counterless {
namespace {

using Outcomes = std::vector<std::vector<Replicated>>;  // by draw, then measure

Outcomes outcomes(const std::vector<Measure>& measures, const Draws& draws) {
    Outcomes all;
    for (const std::vector<Summary>& draw : draws) all.push_back(replicated(measures, draw));
    return all;
}

// The values of the draws hold luck too, by a share that is known: they are drawn together until only what is due to the
// parameters is left of their variance.
void find_band(Spread& spread, std::vector<double> values, double replications) {
    if (spread.components) {
        const double luck = spread.luck.variance / replications, all = spread.parameters.variance + luck;
        const double kept = all > 0 ? std::sqrt(spread.parameters.variance / all) : 0;
        const double centre = moments(values).mean;
        for (double& value : values) value = centre + kept * (value - centre);
    }
    std::sort(values.begin(), values.end());
    spread.low = quantile_of_sorted(values, 0.05);
    spread.high = quantile_of_sorted(values, 0.95);
}

// `mean`: over the draws; `whole`: the outcome of each draw; `groups`: the same, replication by replication.
Spread spread_of(const Measure& measure, const Estimate& mean, const std::vector<std::optional<double>>& whole,
                 const std::vector<std::vector<double>>& groups, double replications, double confidence) {
    Spread spread{.measure = measure, .mean = {.confidence = confidence}, .luck = {}, .parameters = {}};
    std::vector<double> values;
    for (const auto& value : whole) {
        if (!value) return spread;
        values.push_back(*value);
    }
    if (values.size() < 2) return spread;
    spread.mean = mean;
    const std::size_t size = groups.front().size();
    spread.components =
        size >= 2 && std::all_of(groups.begin(), groups.end(), [size](const auto& group) { return group.size() == size; });
    if (spread.components) {
        const Anova anova = one_way_anova(groups, confidence);
        spread.luck = anova.within;
        spread.parameters = anova.between;
    }
    find_band(spread, values, replications);
    return spread;
}

std::vector<Spread> spreads(const std::vector<Measure>& measures, const Draws& draws, double confidence) {
    const Outcomes all = outcomes(measures, draws);
    const std::vector<Estimate> means = estimate(measures, by_draw(draws), confidence);
    std::vector<Spread> found;
    for (std::size_t index = 0; index < measures.size(); ++index) {
        std::vector<std::optional<double>> whole;
        std::vector<std::vector<double>> groups;
        for (const auto& draw : all) whole.push_back(draw[index].whole), groups.push_back(draw[index].values);
        found.push_back(
            spread_of(measures[index], means[index], whole, groups, static_cast<double>(draws.front().size()), confidence));
    }
    return found;
}

std::vector<Spread> spreads_of_differences(const Pairs& pairs, const Draws& ours, const Draws& theirs, double confidence) {
    const Outcomes here = outcomes(pairs.ours, ours), there = outcomes(pairs.theirs, theirs);
    const std::vector<Estimate> means = estimate_difference(pairs.ours, by_draw(ours), pairs.theirs, by_draw(theirs), confidence);
    std::vector<Spread> found;
    for (std::size_t index = 0; index < pairs.ours.size(); ++index) {
        std::vector<std::optional<double>> whole;
        std::vector<std::vector<double>> groups;
        for (std::size_t draw = 0; draw < here.size(); ++draw) {
            const Replicated &a = here[draw][index], &b = there[draw][index];
            whole.push_back(a.whole && b.whole ? std::optional(*a.whole - *b.whole) : std::nullopt);
            groups.emplace_back();
            for (std::size_t pair = 0; pair < std::min(a.values.size(), b.values.size()); ++pair)
                groups.back().push_back(a.values[pair] - b.values[pair]);
        }
        found.push_back(
            spread_of(pairs.ours[index], means[index], whole, groups, static_cast<double>(ours.front().size()), confidence));
    }
    return found;
}

std::vector<Measure> of_all(const std::vector<Measure>& measures) {
    std::vector<Measure> list;
    for (const Measure& measure : measures)
        if (measure.of == "all") list.push_back(measure);
    return list;
}

}  // namespace

std::vector<std::vector<double>> drawn_values(const Study& study) {
    std::vector<std::vector<double>> values =
        latin_hypercube(static_cast<std::size_t>(study.draws), study.uncertain.size(), study.seed);
    for (std::vector<double>& draw : values)
        for (std::size_t unknown = 0; unknown < draw.size(); ++unknown)
            draw[unknown] = quantile(study.uncertain[unknown].law, draw[unknown]);
    return values;
}

// SplitMix64 (Steele, Lea and Flood 2014): neighbours become strangers.
std::uint64_t seed_of_draw(std::uint64_t seed, std::size_t draw) {
    std::uint64_t mixed = seed + (static_cast<std::uint64_t>(draw) + 1) * 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

std::vector<Summary> by_draw(const Draws& draws) {
    std::vector<Summary> means;
    for (const std::vector<Summary>& draw : draws) {
        Summary mean = draw.front();
        mean.replication = static_cast<std::uint32_t>(means.size());
        for (std::size_t next = 1; next < draw.size(); ++next) {
            for (std::size_t slot = 0; slot < mean.totals.size(); ++slot) mean.totals[slot] += draw[next].totals[slot];
            for (std::size_t kind = 0; kind < mean.distributions.size(); ++kind)
                mean.distributions[kind].add(draw[next].distributions[kind]);
            mean.memory_peak_bytes = std::max(mean.memory_peak_bytes, draw[next].memory_peak_bytes);
        }
        for (double& total : mean.totals) total /= static_cast<double>(draw.size());
        means.push_back(std::move(mean));
    }
    return means;
}

Uncertainty uncertainty(const Layout& layout, const Draws& draws, const OtherSide* baseline, double confidence) {
    Uncertainty found{.draws = static_cast<int>(draws.size()), .replications = static_cast<int>(draws.front().size())};
    found.measures = spreads(of_all(layout.measures), draws, confidence);
    if (layout.by_calendar()) found.series = spreads(of_all(layout.parts), draws, confidence);
    if (baseline)
        found.differences = spreads_of_differences(compared(layout, baseline->layout), draws, baseline->draws, confidence);
    return found;
}

}  // namespace counterless

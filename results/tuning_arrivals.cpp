// results/tuning_arrivals.cpp: arrivals: the mean day of each weekday, how days differ, and what is left within the half-hour.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/constants.hpp"
#include "models/tables.hpp"
#include "results/tuning.hpp"

namespace counterless {
namespace {

constexpr double cell_s = day_s / half_hours_a_day, refused_p = 0.01;

double total(const ArrivalDay& day) { return std::accumulate(day.counts.begin(), day.counts.end(), 0.0); }

void set_means(ArrivalsTuning& tuning) {
    for (const ArrivalDay& day : tuning.days) {
        ArrivalsTuning::Kind& kind = tuning.kinds.at(day.kind);
        ++kind.days;
        for (int i = 0; i < half_hours_a_day; ++i) kind.means[i] += day.counts[i];
    }
    for (ArrivalsTuning::Kind& kind : tuning.kinds)
        for (double& mean : kind.means) {
            mean /= std::max(1.0, static_cast<double>(kind.days));
            kind.mean += mean;
        }
}

// Given how many come in a day, are they spread over its half-hours as the weekday's mean says?
void set_within_day(ArrivalsTuning& tuning) {
    double chi_square = 0, free = 0;
    for (const ArrivalDay& day : tuning.days) {
        const ArrivalsTuning::Kind& kind = tuning.kinds.at(day.kind);
        if (kind.mean == 0 || kind.days < 2) continue;
        const double factor = total(day) / kind.mean;
        for (int i = 0; i < half_hours_a_day; ++i)
            if (const double expected = kind.means[i] * factor; expected > 0)
                chi_square += (day.counts[i] - expected) * (day.counts[i] - expected) / expected;
    }
    for (const ArrivalsTuning::Kind& kind : tuning.kinds) {
        if (kind.days < 2 || kind.mean == 0) continue;
        const auto open = std::count_if(kind.means.begin(), kind.means.end(), [](double mean) { return mean > 0; });
        free += static_cast<double>(kind.days - 1) * static_cast<double>(open - 1);
    }
    tuning.within_day_free = free;
    tuning.within_day = free > 0 ? chi_square / free : 0;
}

// The day's count over its weekday's mean, on a straight line over the weeks.
void set_trend(ArrivalsTuning& tuning) {
    std::vector<double> weeks, levels;
    for (const ArrivalDay& day : tuning.days)
        if (const auto& kind = tuning.kinds.at(day.kind); kind.days > 1 && kind.mean > 0) {
            weeks.push_back(static_cast<double>(day.number) / 7);
            levels.push_back(total(day) / kind.mean);
        }
    if (weeks.size() < 8) return;
    const double n = static_cast<double>(weeks.size()), week = moments(weeks).mean, level = moments(levels).mean;
    double squares = 0, products = 0, left = 0;
    for (std::size_t i = 0; i < weeks.size(); ++i) {
        squares += (weeks[i] - week) * (weeks[i] - week);
        products += (weeks[i] - week) * (levels[i] - level);
    }
    const double slope = products / squares;
    for (std::size_t i = 0; i < weeks.size(); ++i) left += std::pow(levels[i] - level - slope * (weeks[i] - week), 2);
    tuning.trend_per_week = slope;
    tuning.trend_se = std::sqrt(left / (n - 2) / squares);
}

void set_shape_of_gaps(ArrivalsTuning& tuning) {
    std::vector<double> all, gaps;
    for (const ArrivalDay& day : tuning.days) all.insert(all.end(), day.instants.begin(), day.instants.end());
    if (all.empty()) return;
    tuning.grid_s = grid_of(all);
    all.clear();
    std::uint64_t seed = tuning.question.seed;
    double from = 0;
    for (const ArrivalDay& day : tuning.days) {
        const ArrivalsTuning::Kind& kind = tuning.kinds.at(day.kind);
        const auto instants = spread_over_step(day.instants, tuning.grid_s, seed++);
        for (const double instant : instants) all.push_back(from + instant);
        from += day_s;
        std::vector<double> expected(kind.means.begin(), kind.means.end());
        for (double& cell : expected) cell *= kind.mean > 0 ? total(day) / kind.mean : 0;
        const auto of_day = gaps_by_rate(instants, expected, cell_s);
        std::copy_if(of_day.begin(), of_day.end(), std::back_inserter(gaps), [](double gap) { return gap > 0; });
    }
    std::sort(all.begin(), all.end());
    tuning.blocks = block_test(all, tuning.question.block_s);
    if (gaps.size() < 10) return;
    const Moments of_gaps = moments(gaps);
    tuning.gap_cv = of_gaps.sd / of_gaps.mean;
    const Durations seen = durations(gaps);
    tuning.gaps = fit_law(FitFamily::gamma, seen);
    tuning.gap_numbers = parameters(*tuning.gaps, seen, tuning.question.confidence);
}

void remark(ArrivalsTuning& tuning) {
    auto& remarks = tuning.remarks;
    if (tuning.days_vary && tuning.days_vary->poisson_p < refused_p)
        remarks.push_back(
            fmt::format("Days vary {:.1f} times as much as Poisson days of the same weekday: day_factor, cv {:.3g}.",
                        tuning.days_vary->variance_over_mean, tuning.days_vary->cv));
    else if (tuning.days_vary)
        remarks.emplace_back("Days of a weekday vary no more than Poisson days do: no day_factor is needed.");
    else
        remarks.emplace_back("No weekday was seen twice: how days vary cannot be told.");
    if (tuning.trend_se > 0 && std::abs(tuning.trend_per_week) > 3 * tuning.trend_se)
        remarks.push_back(fmt::format(
            "Numbers {} by {:.1f} % of the mean a week (± {:.1f}); a part of the day factor is this, not chance.",
            tuning.trend_per_week > 0 ? "rise" : "fall", 100 * std::abs(tuning.trend_per_week), 100 * trend_half_width(tuning)));
    if (tuning.within_day_free > 0 && tuning.within_day > 1 + 4 * std::sqrt(2 / tuning.within_day_free))
        remarks.push_back(
            fmt::format("Given the day's number, half-hours still vary {:.1f} times as much as Poisson: the day's shape is "
                        "not the same every time. A scenario does not have this.",
                        tuning.within_day));
    if (tuning.grid_s > 0)
        remarks.push_back(
            fmt::format("Instants come in steps of {:g} s and were spread over their step by chance.", tuning.grid_s));
    if (!tuning.blocks || tuning.blocks->customers == 0) return;
    // The cv of n exponential numbers has sd 1 / sqrt(n) about 1; it hears a few large numbers that the two distances do not.
    const double cv_se = 1 / std::sqrt(static_cast<double>(tuning.blocks->customers));
    const bool by_distance = std::min(tuning.blocks->ks_p, tuning.blocks->ad_p) > refused_p;
    const bool by_cv = std::abs(tuning.blocks->cv - 1) < 4 * cv_se;
    if (by_distance && by_cv) remarks.emplace_back("Within blocks nothing speaks against Poisson arrivals.");
    if (by_distance && !by_cv)
        remarks.push_back(
            fmt::format("Within blocks the distances see nothing against Poisson arrivals, but the cv of {:.3f} does: some gaps "
                        "are too long, as where the rate is not constant within a block.",
                        tuning.blocks->cv));
    if (!by_distance)
        remarks.push_back(
            fmt::format("Within blocks arrivals are not quite Poisson: their numbers have cv {:.3f}, where Poisson has 1.",
                        tuning.blocks->cv));
}

}  // namespace

double trend_half_width(const ArrivalsTuning& tuning) {
    return normal_quantile((1 + tuning.question.confidence) / 2) * tuning.trend_se;
}

ArrivalsTuning tune_arrivals(std::vector<ArrivalDay> days, const ArrivalsQuestion& question) {
    ArrivalsTuning tuning{.question = question, .days = std::move(days)};
    std::vector<DayCount> counts;
    for (const ArrivalDay& day : tuning.days) {
        counts.push_back({day.kind, total(day)});
        tuning.rows += static_cast<std::size_t>(counts.back().count);
    }
    if (!tuning.days.empty())
        tuning.days_silent =
            static_cast<std::size_t>(tuning.days.back().number - tuning.days.front().number + 1) - tuning.days.size();
    set_means(tuning);
    tuning.days_vary = overdispersion(counts, question.confidence);
    set_within_day(tuning);
    set_trend(tuning);
    set_shape_of_gaps(tuning);
    remark(tuning);
    return tuning;
}

}  // namespace counterless

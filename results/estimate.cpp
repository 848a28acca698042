// results/estimate.cpp: every estimator ends as one value for each replication, so that one function makes the interval.
// For a mean these are the replications' own values. For a ratio or a deviation they are the jackknife's pseudo-values
// n T - (n - 1) T(without i): their spread over sqrt(n) is the standard error of T, and T itself stays the estimate over all
// data. A paired difference is the difference of two such lists.
//
// A quantile T has no jackknife of its own: that of a step function does not converge, and its error is small just where T fell
// too low, so that intervals of 95 % held 92. The share above T is a ratio like others, and is jackknifed; T moves with it by the
// slope of the distribution, read over two standard errors of the share to either side. Beyond T waits are thinner than before
// it: a half-width takes the steeper side, which `stretch` tells, and so reaches about as far as Woodruff's interval does on its
// longer side. In a difference the two sides make up for each other, and nothing is stretched.
//
// Tested in tests/results/estimate_test.cpp, and by counting in tests/coverage.
#include "results/estimate.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace counterless {
namespace {

using Parts = Replicated;  // of one measure, before the interval
using Value = std::optional<double>;
struct Sums {
    double numerator = 0, denominator = 0, square = 0;
};

double total(const Summary& summary, std::size_t slot) { return slot == no_slot ? 0 : summary.totals.at(slot); }

Sums sums_of(const Measure& measure, const Summary& summary) {
    return {total(summary, measure.numerator), total(summary, measure.denominator), total(summary, measure.square)};
}
Sums minus(const Sums& a, const Sums& b) {
    return {a.numerator - b.numerator, a.denominator - b.denominator, a.square - b.square};
}
Value ratio(const Measure& measure, const Sums& sums) {
    if (!(sums.denominator > 0)) return {};
    return sums.numerator / sums.denominator * measure.scale;
}
Value deviation(const Measure& measure, const Sums& sums) {
    if (!(sums.denominator > 0)) return {};
    const double mean = sums.numerator / sums.denominator;
    return std::sqrt(std::max(0.0, sums.square / sums.denominator - mean * mean)) * measure.scale;
}

// Pseudo-values from T and the T's without one part. A part without which nothing is left tells nothing of the spread: none at
// all then.
std::vector<double> pseudo_values(double whole, const std::vector<Value>& without) {
    const auto parts = static_cast<double>(without.size());
    std::vector<double> values;
    for (const Value& one : without) {
        if (!one) return {};
        values.push_back(parts * whole - (parts - 1) * *one);
    }
    return values;
}

Parts of_replications(const Measure& measure, std::span<const Summary> summaries) {
    Parts parts;
    double sum = 0;
    for (const Summary& summary : summaries) {
        parts.values.push_back(total(summary, measure.numerator) * measure.scale);
        sum += parts.values.back();
    }
    parts.whole = sum / static_cast<double>(summaries.size());
    return parts;
}

template <typename Function>
Parts of_sums(const Measure& measure, const std::vector<Sums>& sums, Function function) {
    Sums all;
    for (const Sums& one : sums)
        all = {all.numerator + one.numerator, all.denominator + one.denominator, all.square + one.square};
    Parts parts{function(measure, all), {}};
    if (!parts.whole) return parts;
    std::vector<Value> without;
    for (const Sums& one : sums) without.push_back(function(measure, minus(all, one)));
    parts.values = pseudo_values(*parts.whole, without);
    return parts;
}

std::vector<Sums> sums_of(const Measure& measure, std::span<const Summary> summaries) {
    std::vector<Sums> sums;
    for (const Summary& summary : summaries) sums.push_back(sums_of(measure, summary));
    return sums;
}

double standard_error(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    for (const double value : values) squares += (value - sum / count) * (value - sum / count);
    return std::sqrt(squares / (count - 1) / count);
}

// How far the quantile moves for each unit of share, around the share q: on the whole, and on the steeper side. Beyond the
// longest wait nobody knows: on the whole as far as there is as much on both sides, and a side that ends there is no longer than
// that.
struct Slopes {
    double middle = 0, steeper = 0;
};
Slopes slopes(const Buckets& all, double q, double band) {
    const double even = std::min({band, q, 1 - q}), here = all.quantile(q);
    if (!(even > 0)) return {};
    const double middle = (all.quantile(q + even) - all.quantile(q - even)) / (2 * even);
    return {middle, std::max({middle, (here - all.quantile(q - band)) / band, (all.quantile(q + band) - here) / band})};
}

Parts of_distribution(const Measure& measure, std::span<const Summary> summaries) {
    Buckets all;
    for (const Summary& summary : summaries) all.add(summary.distributions.at(measure.distribution));
    if (!(all.count() > 0)) return {};
    const double whole = all.quantile(measure.q);
    std::vector<Sums> longer;  // those who waited longer, of all
    for (const Summary& summary : summaries) {
        const Buckets& own = summary.distributions.at(measure.distribution);
        longer.push_back({own.count() > 0 ? own.count() * own.share_above(whole) : 0, own.count()});
    }
    Parts parts = of_sums({}, longer, ratio);
    if (parts.values.size() >= 2) {
        const Slopes slope = slopes(all, measure.q, 2 * standard_error(parts.values));
        for (double& value : parts.values) value = (whole + slope.middle * (value - *parts.whole)) * measure.scale;
        if (slope.middle > 0) parts.stretch = slope.steeper / slope.middle;
    }
    parts.whole = whole * measure.scale;
    return parts;
}

Parts parts_of(const Measure& measure, std::span<const Summary> summaries) {
    if (summaries.empty()) return {};
    switch (measure.estimator) {
        case Estimator::per_replication:
            return of_replications(measure, summaries);
        case Estimator::ratio:
            return of_sums(measure, sums_of(measure, summaries), ratio);
        case Estimator::deviation:
            return of_sums(measure, sums_of(measure, summaries), deviation);
        case Estimator::quantile:
            return of_distribution(measure, summaries);
    }
    return {};
}

Estimate interval(double whole, const std::vector<double>& values, std::size_t n, double confidence) {
    Estimate estimate{.known = true, .mean = whole, .confidence = confidence, .n = values.size() < 2 ? 1 : static_cast<int>(n)};
    if (values.size() < 2) return estimate;
    const double error = standard_error(values);
    estimate.sd = error * std::sqrt(static_cast<double>(n));
    estimate.half_width = student_t(static_cast<int>(values.size()), confidence) * error;
    return estimate;
}

}  // namespace

double student_t(int n, double confidence) {
    const boost::math::students_t law(n - 1);
    return boost::math::quantile(law, 0.5 + 0.5 * confidence);
}

std::vector<Replicated> replicated(std::span<const Measure> measures, std::span<const Summary> summaries) {
    std::vector<Replicated> all;
    for (const Measure& measure : measures) all.push_back(parts_of(measure, summaries));
    return all;
}

Estimate estimate_of(const Replicated& parts, std::size_t n, double confidence) {
    if (!parts.whole) return {.confidence = confidence};
    Estimate estimate = interval(*parts.whole, parts.values, n, confidence);
    estimate.half_width *= parts.stretch;
    return estimate;
}

std::vector<Estimate> estimate(std::span<const Measure> measures, std::span<const Summary> summaries, double confidence) {
    std::vector<Estimate> estimates;
    for (const Measure& measure : measures)
        estimates.push_back(estimate_of(parts_of(measure, summaries), summaries.size(), confidence));
    return estimates;
}

std::vector<Estimate> estimate_difference(std::span<const Measure> measures_a, std::span<const Summary> a,
                                          std::span<const Measure> measures_b, std::span<const Summary> b, double confidence) {
    if (measures_a.size() != measures_b.size() || a.size() != b.size())
        throw std::logic_error("a paired difference needs the same measures and replications on both sides");
    std::vector<Estimate> estimates;
    for (std::size_t index = 0; index < measures_a.size(); ++index) {
        const Parts ours = parts_of(measures_a[index], a), theirs = parts_of(measures_b[index], b);
        if (!ours.whole || !theirs.whole) {
            estimates.push_back({.confidence = confidence});
            continue;
        }
        std::vector<double> values;
        for (std::size_t pair = 0; pair < std::min(ours.values.size(), theirs.values.size()); ++pair)
            values.push_back(ours.values[pair] - theirs.values[pair]);
        estimates.push_back(interval(*ours.whole - *theirs.whole, values, a.size(), confidence));
    }
    return estimates;
}

Estimate estimate_ratio_of_differences(const Quotient& measures_a, std::span<const Summary> a, const Quotient& measures_b,
                                       std::span<const Summary> b, double confidence) {
    const auto change = [&](const Measure& ours, const Measure& theirs, std::size_t pair) {
        return total(a[pair], ours.numerator) * ours.scale - total(b[pair], theirs.numerator) * theirs.scale;
    };
    double above = 0, below = 0;
    std::vector<double> belows;
    for (std::size_t pair = 0; pair < a.size(); ++pair) {
        above += change(measures_a.above, measures_b.above, pair);
        belows.push_back(change(measures_a.below, measures_b.below, pair));
        below += belows.back();
    }
    const auto pairs = static_cast<double>(a.size());
    const Estimate shift = interval(below / pairs, belows, a.size(), confidence);
    if (a.size() < 2 || std::abs(shift.mean) <= shift.half_width) return {.confidence = confidence};
    std::vector<Value> without;
    for (std::size_t pair = 0; pair < a.size(); ++pair) {
        const double rest = below - belows[pair];
        if (rest == 0) return {.confidence = confidence};
        without.emplace_back((above - change(measures_a.above, measures_b.above, pair)) / rest);
    }
    return interval(above / below, pseudo_values(above / below, without), a.size(), confidence);
}

}  // namespace counterless

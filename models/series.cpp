// models/series.cpp: every answer in one or two passes, so that a million observations cost milliseconds.
#include "models/series.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace counterless {
namespace {

double mean_of(Observations values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> averaged_by(Observations values, std::size_t size) {
    std::vector<double> means;
    for (std::size_t at = 0; at + size <= values.size(); at += size) means.push_back(mean_of(values.subspan(at, size)));
    return means;
}

// The smallest of 1, 2, 5 times a power of ten that is not below `width`, so that round edges come out.
double round_width(double width) {
    const double power = std::pow(10.0, std::floor(std::log10(width) + 1e-12));
    for (const double step : {1.0, 2.0, 5.0})
        if (step * power >= width * (1 - 1e-12)) return step * power;
    return 10 * power;
}

}  // namespace

Moments moments(Observations values) {
    if (values.empty()) return {};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    Moments all{.n = values.size(), .mean = mean_of(values), .low = *low, .high = *high};
    double squares = 0;
    for (const double value : values) squares += (value - all.mean) * (value - all.mean);
    if (all.n > 1 && all.low < all.high) all.sd = std::sqrt(squares / static_cast<double>(all.n - 1));
    return all;
}

double autocorrelation(Observations values, std::size_t lag) {
    const double mean = mean_of(values);
    double together = 0, alone = 0;
    for (const double value : values) alone += (value - mean) * (value - mean);
    for (std::size_t at = lag; at < values.size(); ++at) together += (values[at] - mean) * (values[at - lag] - mean);
    return alone > 0 ? together / alone : 0;
}

// From the back to the front, so that mean and squares of what is left grow by one value at a time (Welford 1962).
WarmUp warm_up_mser5(Observations values) {
    constexpr std::size_t five = 5, calm_fives = 5;
    if (values.size() < warm_up_observations_min) return {};
    const std::vector<double> fives = averaged_by(values, five);
    double mean = 0, squares = 0, least = 0;
    std::size_t best = fives.size();
    for (std::size_t cut = fives.size(); cut-- > 0;) {
        const std::size_t left = fives.size() - cut;
        const double step = fives[cut] - mean;
        mean += step / static_cast<double>(left);
        squares += step * (fives[cut] - mean);
        if (left < calm_fives) continue;
        const double error = squares / static_cast<double>(left) / static_cast<double>(left);
        if (best == fives.size() || error <= least) least = error, best = cut;
    }
    return {.found = 2 * best <= fives.size(), .cut = best * five};
}

double quantile_of_sorted(Observations sorted, double q) {
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double quantile_of_unsorted(std::vector<double>& values, double q) {
    const double place = q * static_cast<double>(values.size() - 1);
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), below, values.end());
    const double rest = place - std::floor(place);
    if (rest <= 0 || below + 1 == values.end()) return *below;
    return *below + rest * (*std::min_element(below + 1, values.end()) - *below);
}

Histogram histogram(Observations sorted, int bins) {
    Histogram all;
    if (sorted.empty()) return all;
    const double low = sorted.front(), high = quantile_of_sorted(sorted, 0.99);
    // Too near for their size to be told apart: one bin holds them all.
    if (!(high - low > 1e-9 * std::max(std::abs(low), std::abs(high))) || !std::isfinite(high - low)) {
        all.start = low, all.width = 0, all.counts = {sorted.size()};
        return all;
    }
    all.width = round_width((high - low) / bins);
    all.start = std::floor(low / all.width) * all.width;
    all.counts.assign(static_cast<std::size_t>(std::floor((high - all.start) / all.width)) + 1, 0);
    for (const double value : sorted) {
        const double bin = std::floor((value - all.start) / all.width);
        if (bin < static_cast<double>(all.counts.size()))
            ++all.counts[static_cast<std::size_t>(std::max(bin, 0.0))];
        else
            ++all.above;
    }
    return all;
}

}  // namespace counterless

#include "models/durations.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace counterless {
namespace {

constexpr double alike_min = 0.1;  // share of values that repeat another

double distinct(std::span<const double> values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return static_cast<double>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

// The greatest common divisor in steps of 1 / `per_unit`; 0 if some value is no multiple of such a step.
double common_step(std::span<const double> values, double per_unit) {
    std::uint64_t common = 0;
    for (const double value : values) {
        const double steps = value * per_unit, whole = std::round(steps);
        if (std::abs(steps - whole) > 1e-6 || whole > 1e15) return 0;
        common = std::gcd(common, static_cast<std::uint64_t>(whole));
    }
    return static_cast<double>(common) / per_unit;
}

void add(Durations& all, double value, bool ended) {
    if (all.rows.empty() || all.rows.back().value < value) all.rows.push_back({value, std::log(value)});
    Durations::Row& row = all.rows.back();
    (ended ? row.ended : row.lasted) += 1;
    (ended ? all.ended : all.lasted) += 1;
    (ended ? all.sum : all.sum_lasted) += value;
    if (!ended) return;
    all.sum_log += row.log;
    all.sum_log_squares += row.log * row.log;
}

}  // namespace

double grid_of(std::span<const double> values) {
    if (values.empty() || distinct(values) > (1 - alike_min) * static_cast<double>(values.size())) return 0;
    for (const double per_unit : {1.0, 10.0, 100.0, 1000.0})
        if (const double step = common_step(values, per_unit); step > 0) return step;
    return 0;
}

Durations durations(std::span<const double> values, std::span<const unsigned char> ended) {
    std::vector<std::pair<double, bool>> sorted;
    sorted.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) sorted.emplace_back(values[i], ended.empty() || ended[i] != 0);
    std::sort(sorted.begin(), sorted.end());
    Durations all;
    for (const auto& [value, whole] : sorted) add(all, value, whole);
    all.grid = grid_of(values);
    return all;
}

Durations durations_within(std::span<const double> values, double low, double high) {
    Durations all = durations(values);
    all.low = low;
    all.high = high;
    return all;
}

}  // namespace counterless

#include "models/precision.hpp"

#include <algorithm>
#include <cmath>

namespace counterless {
namespace {

double wanted(const MeanInterval& interval, const AskedPrecision& asked) {
    return asked.relative ? asked.half_width * std::abs(interval.mean) : asked.half_width;
}

}  // namespace

bool is_precise(const MeanInterval& interval, const AskedPrecision& asked) {
    return interval.half_width <= wanted(interval, asked);
}

std::optional<std::size_t> runs_forecast(std::size_t n, const MeanInterval& interval, const AskedPrecision& asked,
                                         double confidence) {
    const double sd = interval.half_width * std::sqrt(static_cast<double>(n)) / student_factor(n, confidence);
    const double half_width = wanted(interval, asked);
    const auto enough = [&](std::size_t runs) {
        return student_factor(runs, confidence) * sd / std::sqrt(static_cast<double>(runs)) <= half_width;
    };
    if (sd <= 0) return 2;
    if (half_width <= 0) return {};
    std::size_t low = 1, high = 2;  // the answer is above low and at most high
    while (high < runs_forecast_max && !enough(high)) {
        low = high;
        high = std::min(2 * high, runs_forecast_max);
    }
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (enough(middle) ? high : low) = middle;
    }
    return high;
}

// Counted from the first round, so a study that is taken up again between two rounds meets the same ones.
std::size_t next_round(std::size_t n, const RunRounds& rounds) {
    std::size_t end = rounds.first;
    while (end <= n) end += (end + 3) / 4;
    return std::min(end, rounds.cap);
}

Enough judge(std::size_t n, bool hold_now, bool held_before, const RunRounds& rounds) {
    if (hold_now && held_before) return Enough::reached;
    if (n >= rounds.cap) return Enough::cap_reached;
    return hold_now ? Enough::to_confirm : Enough::not_yet;
}

}  // namespace counterless

#include "models/fluid.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace counterless {
namespace {

struct Basin {
    double arrivals, service, patience;  // per second and person
    double counters;
};
struct Level {
    double inside, variance;
};

Level slope(const Basin& basin, const Level& level) {
    const double busy = std::min(level.inside, basin.counters), line = std::max(0.0, level.inside - basin.counters);
    const double out = basin.service * busy + basin.patience * line;
    const double pull = level.inside < basin.counters ? basin.service : basin.patience;
    return {basin.arrivals - out, basin.arrivals + out - 2 * pull * level.variance};
}
Level moved(const Level& level, double factor, const Level& by) {
    return {level.inside + factor * by.inside, level.variance + factor * by.variance};
}
Level classical_step(const Basin& basin, const Level& level, double width) {  // Runge and Kutta's, order 4
    const Level first = slope(basin, level), second = slope(basin, moved(level, width / 2, first)),
                third = slope(basin, moved(level, width / 2, second)), last = slope(basin, moved(level, width, third));
    const Level next = {level.inside + width / 6 * (first.inside + 2 * second.inside + 2 * third.inside + last.inside),
                        level.variance + width / 6 * (first.variance + 2 * second.variance + 2 * third.variance + last.variance)};
    return {std::max(0.0, next.inside), std::max(0.0, next.variance)};
}

// Of a normal law: chance to be at or above s, and how far above on average.
struct Above {
    double chance, amount;
};
Above above(const Level& level, double s) {
    const double sd = std::sqrt(level.variance), far = level.inside - s;
    if (sd < 1e-12) return {far >= 0 ? 1.0 : 0.0, std::max(0.0, far)};
    const double z = far / sd, chance = std::erfc(-z / std::numbers::sqrt2) / 2;
    return {chance, std::max(0.0, far * chance + sd * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi))};
}

// The line leaves at s mu, and at theta a head.
double time_to_clear(const Basin& basin, double line) {
    const double speed = basin.counters * basin.service;
    if (basin.patience > 0) return std::log1p(basin.patience * line / speed) / basin.patience;
    return line / speed;
}

}  // namespace

std::vector<FluidPiece> follow_fluid(std::span<const DayPiece> pieces, double service_mean_s, double patience_mean_s,
                                     double inside_start) {
    std::vector<FluidPiece> answers;
    Level level{inside_start, 0};
    for (const DayPiece& piece : pieces) {
        const Basin basin{piece.arrivals_per_s, 1 / service_mean_s, 1 / patience_mean_s, static_cast<double>(piece.counters)};
        const double quickest = std::max(basin.service, basin.patience);
        const int steps = std::max(4, static_cast<int>(std::ceil(50 * quickest * piece.length_s)));
        FluidPiece answer{};
        for (int k = 0; k < steps; ++k) {
            // At a half step's level the means are those of the step (the midpoint rule).
            const Level middle = classical_step(basin, level, piece.length_s / steps / 2);
            const Above busy = above(middle, basin.counters);
            answer.inside_mean += middle.inside / steps;
            answer.line_mean += busy.amount / steps;
            answer.wait_probability += busy.chance / steps;
            answer.wait_mean_s += time_to_clear(basin, busy.amount) / steps;
            level = classical_step(basin, level, piece.length_s / steps);
        }
        answer.inside_end = level.inside;
        answer.variance_end = level.variance;
        answers.push_back(answer);
    }
    return answers;
}

}  // namespace counterless

#include "models/adoption.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "models/constants.hpp"

namespace counterless {

double logistic(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }

double logit(double share) { return std::log(share) - std::log1p(-share); }

double mean_logistic(double x, double sd) {
    if (sd <= 0 || std::isinf(x)) return logistic(x);
    constexpr double pi = std::numbers::pi, reach = 8.5;  // beyond lies 2e-17 of the normal law
    // The pole adds exp(-2 pi (pi / sd) / step) = exp(-36), times up to 140 where the step begins to be cut, near sd 1.1.
    const double step = std::min(0.5, 2 * pi * pi / (36 * sd));
    const int nodes = static_cast<int>(std::ceil(reach / step));  // on either side
    double sum = logistic(x), weights = 1;
    for (int i = 1; i <= nodes; ++i) {
        const double z = i * step, weight = std::exp(-z * z / 2);
        sum += weight * (logistic(x + sd * z) + logistic(x - sd * z));
        weights += 2 * weight;
    }
    return sum / weights;
}

DigitalOutcome digital_outcome(double failure, double retry, double visit) {
    const double again = failure * retry;
    if (again >= 1) return {0, 0, 1};  // fails for ever: nobody gets through
    const double lost = failure * (1 - retry) / (1 - again);
    return {(1 - failure) / (1 - again), lost * visit, lost * (1 - visit)};
}

double share_at(std::span<const NeedGroup> groups, double base) {
    double smart = 0, completed = 0;
    for (const NeedGroup& group : groups) {
        const double digital = mean_logistic(base + group.habit, group.habit_sd);
        smart += group.bound_smart + group.free * digital * group.free_smart;
        completed += group.bound_completed + group.free * (digital * group.free_completed + 1 - digital);
    }
    return completed > 0 ? smart / completed : 0;
}

ShareRange share_range(std::span<const NeedGroup> groups) { return {share_at(groups, -infinite), share_at(groups, infinite)}; }

// The share rises with the base, so halving an interval finds it, until nothing lies between its ends.
double base_for(std::span<const NeedGroup> groups, double share) {
    const ShareRange range = share_range(groups);
    if (share <= range.lowest) return -std::numeric_limits<double>::infinity();
    if (share >= range.highest) return std::numeric_limits<double>::infinity();
    double reach = 60;  // beyond, the logistic of no group moves any more
    for (const NeedGroup& group : groups) reach = std::max(reach, 40 + std::abs(group.habit) + 8 * group.habit_sd);
    double low = -reach, high = reach;
    for (int step = 0; step < 200 && low < high; ++step) {
        const double middle = low + (high - low) / 2;
        if (middle == low || middle == high) break;
        (share_at(groups, middle) < share ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

}  // namespace counterless

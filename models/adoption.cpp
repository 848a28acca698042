#include "models/adoption.hpp"

#include <cmath>
#include <limits>

namespace counterless {

double logistic(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }

DigitalOutcome digital_outcome(double failure, double retry, double visit) {
    const double again = failure * retry;
    if (again >= 1) return {0, 0, 1};  // fails for ever: nobody gets through
    const double lost = failure * (1 - retry) / (1 - again);
    return {(1 - failure) / (1 - again), lost * visit, lost * (1 - visit)};
}

double share_at(std::span<const NeedGroup> groups, double base) {
    double smart = 0, completed = 0;
    for (const NeedGroup& group : groups) {
        const double digital = logistic(base + group.habit);
        smart += group.bound_smart + group.free * digital * group.free_smart;
        completed += group.bound_completed + group.free * (digital * group.free_completed + 1 - digital);
    }
    return completed > 0 ? smart / completed : 0;
}

ShareRange share_range(std::span<const NeedGroup> groups) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return {share_at(groups, -infinity), share_at(groups, infinity)};
}

// The share rises with the base, so halving an interval finds it; 200 halvings leave nothing to find.
double base_for(std::span<const NeedGroup> groups, double share) {
    const ShareRange range = share_range(groups);
    if (share <= range.lowest) return -std::numeric_limits<double>::infinity();
    if (share >= range.highest) return std::numeric_limits<double>::infinity();
    double low = -60, high = 60;
    for (int step = 0; step < 200 && low < high; ++step) {
        const double middle = low + (high - low) / 2;
        (share_at(groups, middle) < share ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

}  // namespace counterless

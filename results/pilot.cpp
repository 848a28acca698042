#include "results/pilot.hpp"

#include <algorithm>
#include <vector>

#include "models/series.hpp"

namespace counterless {

void Pilot::integrate(double until_s) {
    while (interval_ < pilot_intervals && until_s > since_s_) {
        const double edge_s = interval_s_ * static_cast<double>(interval_ + 1);
        const double end_s = std::min(edge_s, until_s);
        summary_.totals[interval_] += inside_ * (end_s - since_s_);
        since_s_ = end_s;
        if (end_s == edge_s) ++interval_;
    }
}

std::optional<double> warm_up_s(std::span<const Summary> pilots, double horizon_s) {
    std::vector<double> inside(pilot_intervals, 0.0);
    for (const Summary& pilot : pilots)
        for (std::size_t interval = 0; interval < pilot_intervals; ++interval) inside[interval] += pilot.totals.at(interval);
    const WarmUp answer = warm_up_mser5(inside);
    if (!answer.found) return {};
    return horizon_s * static_cast<double>(answer.cut) / static_cast<double>(pilot_intervals);
}

}  // namespace counterless

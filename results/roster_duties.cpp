#include "results/roster_duties.hpp"

#include <algorithm>
#include <optional>

namespace counterless {

std::vector<Duty> duties_of(const Roster& roster, Index post, double start_s, double horizon_s) {
    std::vector<Duty> duties;
    for (const Work& work : roster.works) {
        std::optional<Duty> duty;
        const auto close = [&] {
            if (duty) duties.push_back(*duty);
            duty.reset();
        };
        for (const AtPost& stay : work.posts) {
            const double from_s = std::clamp(start_s + stay.from_s, 0.0, horizon_s);
            const double until_s = std::clamp(start_s + stay.until_s, 0.0, horizon_s);
            if (stay.post != post || from_s >= until_s) {
                close();
                continue;
            }
            // Back at the same post: what lies between is his break.
            if (duty && from_s > duty->until_s) duty->breaks.push_back({duty->until_s, duty->until_s, from_s - duty->until_s});
            if (!duty) duty = Duty{from_s, until_s, 1, {}};
            duty->until_s = until_s;
        }
        close();
    }
    std::stable_sort(duties.begin(), duties.end(), [](const Duty& one, const Duty& other) { return one.from_s < other.from_s; });
    return duties;
}

}  // namespace counterless

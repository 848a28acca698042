// scenarios/build_capacity.cpp: how many hosts of a tier are switched on: by a plan, as dated steps, or by an autoscaler's rule.
#include <fmt/format.h>

#include <algorithm>

#include "models/constants.hpp"
#include "scenarios/build.hpp"

namespace counterless {
namespace {
constexpr double steps_most = 1e6, looks_most = 1e7;

int hosts_of(const View& view, std::string_view key, const Tier& tier) {
    const int hosts = view.whole(key);
    if (hosts > tier.hosts)
        view.problem(key, fmt::format("{} hosts", hosts), fmt::format("at most the {} of the tier", tier.hosts));
    return std::min(hosts, tier.hosts);
}

// Of two steps at the same time the one stated later holds.
void build_plan(const View& view, const Dates& dates, double horizon_s, Tier& built) {
    for (const View& stated : view.elements("capacity")) {
        const int hosts = hosts_of(stated, "hosts", built);
        const bool daily = stated.flag("every_day");
        const auto begin_s = begin_of(stated, dates);
        if (!begin_s) continue;
        if (*begin_s >= horizon_s || *begin_s < 0) stated.problem("a change outside the horizon", "a time within it");
        if ((horizon_s / day_s) * static_cast<double>(view.elements("capacity").size()) > steps_most)
            return view.problem("capacity", "more than a million changes in the horizon", "fewer");
        const bool evening_before = daily && !stated.has("date");
        for (double from_s = *begin_s - (evening_before ? day_s : 0); from_s < horizon_s; from_s += day_s) {
            built.capacity.push_back({from_s, hosts});
            if (!daily) break;
        }
    }
    if (built.capacity.empty()) return;
    std::stable_sort(built.capacity.begin(), built.capacity.end(),
                     [](const CapacityStep& a, const CapacityStep& b) { return a.from_s < b.from_s; });
    // At the start holds what was last said the evening before; if nothing was, all are on.
    const auto after =
        std::find_if(built.capacity.begin(), built.capacity.end(), [](const CapacityStep& step) { return step.from_s > 0; });
    const int at_start = after == built.capacity.begin() ? built.hosts : std::prev(after)->hosts;
    built.capacity.erase(built.capacity.begin(), after);
    built.capacity.insert(built.capacity.begin(), {0, at_start});
}

void build_rule(const View& tier, double horizon_s, Tier& built) {
    const View view = tier.at("autoscale");
    built.autoscale = {.hosts_min = hosts_of(view, "min", built),
                       .up_above = view.number("up_above"),
                       .down_below = view.number("down_below"),
                       .every_s = view.number("every"),
                       .delay_s = view.number("delay"),
                       .cool_down_s = view.number("cool_down"),
                       .step = view.whole("step")};
    if (built.autoscale->down_below >= built.autoscale->up_above)
        view.problem("down_below", "a bound not below up_above", "a share below it");
    if (horizon_s / built.autoscale->every_s > looks_most)
        view.problem("every", fmt::format("{:.3g} looks in the horizon", horizon_s / built.autoscale->every_s),
                     "at most ten million");
    if (tier.has("capacity")) tier.problem("autoscale and capacity", "only one of them");
}
}  // namespace

void build_capacity(const View& platform, const Dates& dates, double horizon_s, Platform& built) {
    Index index = 0;
    for (const View& tier : platform.at("tiers").members()) {
        Tier& one = built.tiers[index++];
        build_plan(tier, dates, horizon_s, one);
        if (tier.has("autoscale")) build_rule(tier, horizon_s, one);
    }
}

}  // namespace counterless

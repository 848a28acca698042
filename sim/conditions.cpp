#include "sim/conditions.hpp"

#include <algorithm>
#include <map>

namespace counterless {
namespace {

using Span = Disruption::Span;

// Up for a while, then down for a while, until the horizon.
std::vector<Span> draw_spans(const Disruption& one, Index number, Index clock, double horizon_s, const Luck& luck) {
    std::vector<Span> spans;
    const std::uint64_t who = (std::uint64_t{number} << 44) | (std::uint64_t{clock} << 24);
    double time_s = 0;
    for (std::uint64_t k = 0; time_s < horizon_s; ++k) {
        const double down_s = time_s + quantile(one.up, luck.at(Purpose::disruption, who + 2 * k).u);
        time_s = down_s + quantile(one.repair, luck.at(Purpose::disruption, who + 2 * k + 1).u);
        if (down_s < horizon_s && time_s > down_s) spans.push_back({down_s, time_s});
    }
    return spans;
}

struct Cause {
    Span span;
    const Disruption* disruption;
};

// The lowest speed of those that hold at an instant; spans are closed at the left.
MachineState condition_at(const std::vector<Cause>& causes, double time_s) {
    MachineState lowest;
    for (const Cause& cause : causes)
        if (time_s >= cause.span.from_s && time_s < cause.span.until_s && cause.disruption->speed < lowest.speed)
            lowest = {cause.disruption->speed, cause.disruption->in_flight};
    return lowest;
}

bool same(const MachineState& a, const MachineState& b) {
    return a.speed == b.speed && (!a.down() || a.in_flight == b.in_flight);
}

// One pass over the edges; those in force are few.
std::vector<ConditionChange> changes_of(Index element, std::vector<Cause> causes, double horizon_s) {
    std::map<double, std::vector<std::size_t>> edges;  // where causes begin and end
    for (std::size_t c = 0; c < causes.size(); ++c) {
        edges[causes[c].span.from_s].push_back(c);
        edges[causes[c].span.until_s].push_back(c);
    }
    std::vector<ConditionChange> changes;
    std::vector<std::size_t> open;  // numbers of causes, in the order in which they are stated
    MachineState now;
    for (const auto& [time_s, those] : edges) {
        if (time_s >= horizon_s) break;
        for (const std::size_t c : those) {
            const auto place = std::lower_bound(open.begin(), open.end(), c);
            if (place != open.end() && *place == c)
                open.erase(place);
            else
                open.insert(place, c);
        }
        std::vector<Cause> in_force;
        for (const std::size_t c : open) in_force.push_back(causes[c]);
        const MachineState next = condition_at(in_force, time_s);
        if (!same(next, now)) changes.push_back({time_s, element, next});
        now = next;
    }
    return changes;
}

}  // namespace

Conditions::Conditions(const Scenario& scenario, const Luck& luck)
    : of_(scenario.platform.hosts() + scenario.platform.links.size()) {
    std::vector<std::vector<Cause>> causes(of_.size());
    for (Index number = 0; number < scenario.platform.disruptions.size(); ++number) {
        const Disruption& one = scenario.platform.disruptions[number];
        std::vector<Span> common = one.when;
        if (one.random && !one.each) common = draw_spans(one, number, 0, scenario.study.horizon_s, luck);
        for (const Index element : one.elements) {
            if (one.each) common = draw_spans(one, number, element + 1, scenario.study.horizon_s, luck);
            for (const Span& span : common) causes[element].push_back({span, &one});
        }
    }
    for (Index element = 0; element < of_.size(); ++element) {
        of_[element] = changes_of(element, std::move(causes[element]), scenario.study.horizon_s);
        changes_.insert(changes_.end(), of_[element].begin(), of_[element].end());
    }
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const ConditionChange& a, const ConditionChange& b) { return a.at_s < b.at_s; });
}

MachineState Conditions::at(Index element, double time_s) const {
    const auto& changes = of_[element];
    const auto after = std::upper_bound(changes.begin(), changes.end(), time_s,
                                        [](double time, const ConditionChange& change) { return time < change.at_s; });
    return after == changes.begin() ? MachineState{} : std::prev(after)->to;
}

double Conditions::next_change_s(double time_s) const {
    const auto next = std::upper_bound(changes_.begin(), changes_.end(), time_s,
                                       [](double time, const ConditionChange& change) { return time < change.at_s; });
    return next == changes_.end() ? infinite : next->at_s;
}

}  // namespace counterless

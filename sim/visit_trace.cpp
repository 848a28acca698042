#include "sim/visit_trace.hpp"

#include <algorithm>

#include "models/luck.hpp"

namespace counterless {

bool centres_by_weight(const Scenario& scenario) {
    return std::all_of(scenario.knobs.begin(), scenario.knobs.end(), [](const Knob& knob) { return knob.centre == none; });
}

bool needs_stay_whole(const Scenario& scenario) {
    const bool moved = std::any_of(scenario.knobs.begin(), scenario.knobs.end(), [](const Knob& knob) {
        return knob.kind == KnobKind::signs || knob.kind == KnobKind::restricted || knob.kind == KnobKind::guides;
    });
    return !moved && std::none_of(scenario.stations.begin(), scenario.stations.end(), [](const Station& station) {
        return std::any_of(station.otherwise.begin(), station.otherwise.end(),
                           [](const Otherwise& rule) { return rule.digital > 0; }) ||
               std::any_of(station.routes.begin(), station.routes.end(),
                           [](const Route& route) { return route.becomes != none; });
    });
}

std::vector<char> decided_by_luck(const Scenario& scenario) {
    const bool undisturbed =
        scenario.platform.disruptions.empty() && scenario.back_offices.empty() && !scenario.adoption.remembers();
    std::vector<char> decided;
    for (const Channel& channel : scenario.channels) {
        const bool plain = channel.fidelity == Fidelity::delay && channel.centre == none && channel.timeout_s == infinite &&
                           channel.session_timeout_s == infinite && channel.sessions_max < 0;
        const bool accepted = std::none_of(channel.steps.begin(), channel.steps.end(), [&](const Step& step) {
            return (step.kind == StepKind::work || step.kind == StepKind::notify) &&
                   scenario.platform.tiers[step.where].decline > 0;
        });
        decided.push_back(undisturbed && plain && accepted);
    }
    return decided;
}

std::vector<CentreVisits> visits_of(const Scenario& scenario, const VisitTrace& trace, std::uint32_t replication, bool redraw) {
    std::vector<CentreVisits> centres(scenario.centres.size());
    for (Index centre = 0; centre < centres.size(); ++centre) centres[centre] = {&trace, {}, centre};
    std::vector<double> weights;
    for (const Centre& centre : scenario.centres) weights.push_back(centre.weight);
    const Alias by_weight = redraw && !weights.empty() ? Alias(weights) : Alias();
    const auto anew = [redraw](const TracedVisit& visit) { return redraw && visit.own_choice; };
    std::vector<Luck::Address> doors;
    for (const TracedVisit& visit : trace.visits)
        if (anew(visit)) doors.push_back({visit.who, visit.tries});
    const std::vector<double> drawn = Luck(scenario.study.seed, replication).us_of(Purpose::door, doors);
    auto next = drawn.begin();
    for (std::uint32_t place = 0; place < trace.visits.size(); ++place) {
        const TracedVisit& visit = trace.visits[place];
        centres[anew(visit) ? by_weight.pick(*next++) : visit.centre].which.push_back(place);
    }
    return centres;
}

}  // namespace counterless

#include "results/cli/staff_days.hpp"

#include <bit>

#include "results/staffing_tally.hpp"
#include "sim/run.hpp"

namespace counterless {

Scenario for_staffing(Scenario scenario) {
    for (Channel& channel : scenario.channels) {
        if (channel.centre != none) continue;  // people answer
        channel.fidelity = Fidelity::delay;
    }
    scenario.study.batches = 0;
    scenario.provenance.clear();  // it is copied for every stretch of days
    scenario.text.clear();
    scenario.description.clear();
    scenario.reported.clear();
    return scenario;
}

StaffDays::StaffDays(const Scenario& scenario, std::uint32_t first, std::uint32_t numbers)
    : scenario_(scenario), first_(first), redraw_(centres_by_weight(scenario)), traces_(numbers) {}

void StaffDays::record(std::uint32_t number) {
    if (!scenario_.needs && scenario_.channels.empty()) return;  // streams bring everybody, and each centre its own
    Deaf deaf;
    run(scenario_, {.note = &traces_[number]}, first_ + number, deaf);
}

std::uint64_t StaffDays::mark() const {
    std::uint64_t mark = 0;
    const auto mix = [&mark](std::uint64_t value) {
        mark ^= value + 0x9e3779b97f4a7c15u + (mark << 6) + (mark >> 2);
        mark = (mark ^ (mark >> 30)) * 0xbf58476d1ce4e5b9u;
    };
    for (const VisitTrace& trace : traces_) {
        for (const TracedVisit& visit : trace.visits) {
            mix(std::bit_cast<std::uint64_t>(visit.time_s));
            mix(visit.who);
            mix((std::uint64_t{visit.centre} << 40) ^ (std::uint64_t{visit.klass} << 20) ^ (visit.tries << 8) ^ visit.needs);
        }
        for (const TracedNeed& need : trace.needs) mix(need.who ^ (std::uint64_t{need.service} << 48) ^ (need.accepts ? 1u : 0u));
    }
    return mark;
}

std::shared_ptr<const std::vector<CentreVisits>> StaffDays::visits(std::uint32_t number) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = kept_.find(number); found != kept_.end()) return found->second;
    }
    const auto made = std::make_shared<const std::vector<CentreVisits>>(
        visits_of(scenario_, traces_[number % traces_.size()], first_ + number, redraw_));
    const std::lock_guard lock(mutex_);
    return kept_.emplace(number, made).first->second;
}

Lived StaffDays::live(const StaffingTask& task, const Agents& agents, std::uint32_t number) {
    const Crew crew = put_on_duty(scenario_, task, agents);
    const Scenario& alone = crew.scenario ? *crew.scenario : scenario_;
    std::vector<CrewChange> changes;
    for (const auto& [from_s, station, number_on] : crew.changes) changes.push_back({from_s, station, number_on});
    StaffingTally tally(alone, task, agents);
    const auto people = visits(number);
    run(alone, {.only = &(*people)[task.centre], .crew = changes}, first_ + number, tally);
    return tally.take();
}

}  // namespace counterless

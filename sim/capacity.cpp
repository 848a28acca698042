#include "sim/capacity.hpp"

#include <algorithm>

namespace counterless {

Capacity::Capacity(const Scenario& scenario, EventQueue& events, Recorder& recorder, std::vector<Carrier*> carriers)
    : scenario_(scenario),
      events_(events),
      recorder_(recorder),
      carriers_(std::move(carriers)),
      tiers_(scenario.platform.tiers.size()) {
    for (Index tier = 0; tier < tiers_.size(); ++tier) {
        const Tier& one = scenario.platform.tiers[tier];
        tiers_[tier].taking = tiers_[tier].on = one.hosts;
        if (!one.capacity.empty()) follow_plan(0, tier);
        if (!one.autoscale) continue;
        set(0, tier, one.autoscale->hosts_min, one.autoscale->hosts_min);
        announce(one.autoscale->every_s, tier, look);
    }
}

void Capacity::announce(double time_s, Index tier, Stamp why) {
    if (time_s <= scenario_.study.horizon_s)
        events_.push(time_s, Rank::departure, EventKind::capacity_changes, tier, static_cast<std::uint32_t>(why));
}

void Capacity::handle(const Event& event) {
    const Index tier = event.subject;
    if (event.stamp() == by_plan) return follow_plan(event.time_s, tier);
    if (event.stamp() == look) return look_at(event.time_s, tier);
    const State& state = tiers_[tier];
    const int ready_ones = std::min(scenario_.platform.tiers[tier].autoscale->step, state.on - state.taking);
    set(event.time_s, tier, state.taking + ready_ones, state.on);
}

void Capacity::follow_plan(double now_s, Index tier) {
    const std::vector<CapacityStep>& plan = scenario_.platform.tiers[tier].capacity;
    State& state = tiers_[tier];
    int hosts = state.on;
    while (state.planned < plan.size() && plan[state.planned].from_s <= now_s) hosts = plan[state.planned++].hosts;
    set(now_s, tier, hosts, hosts);
    if (state.planned < plan.size()) announce(plan[state.planned].from_s, tier, by_plan);
}

void Capacity::look_at(double now_s, Index tier) {
    const Tier& one = scenario_.platform.tiers[tier];
    const Autoscale& rule = *one.autoscale;
    State& state = tiers_[tier];
    announce(now_s + rule.every_s, tier, look);
    const double load = (busy_core_s(now_s, tier) - state.busy_core_s) / ((now_s - state.since_s) * state.taking * one.cores);
    begin_to_look(now_s, tier);
    if (now_s < state.rests_until_s) return;
    constexpr double tie = 1e-9;  // k busy cores of n are k / n however their time was added up
    if (load > rule.up_above + tie && state.on < one.hosts) {
        set(now_s, tier, state.taking, std::min(state.on + rule.step, one.hosts));
        announce(now_s + rule.delay_s, tier, ready);
    } else if (load < rule.down_below - tie && state.on > rule.hosts_min && state.taking == state.on) {
        const int hosts = std::max(state.on - rule.step, rule.hosts_min);
        set(now_s, tier, hosts, hosts);
    } else {
        return;
    }
    state.rests_until_s = now_s + rule.cool_down_s;
}

double Capacity::busy_core_s(double now_s, Index tier) const {
    return carriers_[static_cast<std::size_t>(fidelity_of_tier(scenario_, tier))]->busy_core_s(now_s, tier);
}

void Capacity::begin_to_look(double now_s, Index tier) {
    tiers_[tier].busy_core_s = busy_core_s(now_s, tier);
    tiers_[tier].since_s = now_s;
}

void Capacity::set(double now_s, Index tier, int taking, int on) {
    State& state = tiers_[tier];
    if (taking == state.taking && on == state.on) return;
    const bool seen = on != state.on;
    state.taking = taking;
    state.on = on;
    for (Carrier* carrier : carriers_)
        if (carrier != nullptr) carrier->switch_hosts(now_s, tier, taking, on);
    if (scenario_.platform.tiers[tier].autoscale) begin_to_look(now_s, tier);
    if (seen) recorder_.hosts_on(now_s, tier, on);
}

}  // namespace counterless

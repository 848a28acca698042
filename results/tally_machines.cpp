// results/tally_machines.cpp: what the machines did and consumed, and who waits to try again.
#include "results/tally.hpp"

namespace counterless {

void Tally::integrate_hosts(double now_s, std::size_t tier) {
    integrate(hosts_[tier], now_s, [&](double area, std::size_t bin) {
        total(layout_.machine(tier, Machine::hosts_s)) += area;
        if (layout_.bins > 0) total(layout_.machine_part(tier, bin, MachinePart::hosts_s)) += area;
    });
}

void Tally::integrate_backlog(double now_s) {
    integrate(backlog_, now_s, [&](double area, std::size_t bin) {
        whole(Whole::backlog_area) += area;
        if (layout_.bins > 0) total(layout_.backlog_part(bin)) += area;
    });
}

void Tally::hosts_on(double now_s, Index tier, int hosts) {
    integrate_hosts(now_s, tier);
    hosts_[tier].number = hosts;
}

void Tally::pausing(double now_s, int customers) {
    integrate_backlog(now_s);
    if (!recoveries_.empty()) follow_recoveries(now_s, customers);
    backlog_.number = customers;
}

// Called whenever the number changes, with the new one; the old one has held since it changed last.
void Tally::follow_recoveries(double now_s, double waiting) {
    for (std::size_t i = recoveries_.size(); i-- > 0 && recoveries_[i].from_s <= now_s;) {
        Recovery& one = recoveries_[i];
        if (one.before < 0) one.before = backlog_.number;
        if (now_s < one.until_s) continue;
        const bool at_once = backlog_.number <= one.before;  // it held when the disruption ended
        if (!at_once && waiting > one.before) continue;
        total(layout_.recovery(one.disruption)) += at_once ? 0 : now_s - one.until_s;
        ++total(layout_.recovery(one.disruption) + 1);
        recoveries_.erase(recoveries_.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

// Meters are read at the end of the warm-up and of every interval, so a reading lies in one of them.
void Tally::consumed(double from_s, double until_s, Index tier, Index site, double joules) {
    if (from_s < from_s_) return;
    total(layout_.machine(tier, Machine::energy_j)) += joules;
    if (layout_.bins > 0)
        total(layout_.machine_part(tier, layout_.bin_of((from_s + until_s) / 2), MachinePart::energy_j)) += joules;
    const Platform& platform = scenario_.platform;
    const double pue = site == none ? platform.pue : platform.sites[site].pue;
    const double grid_kg_per_kwh = site == none ? platform.grid_kg_per_kwh : platform.sites[site].grid_kg_per_kwh;
    whole(Whole::energy_j) += joules * pue;
    outcome(Whole::co2_machines, (from_s + until_s) / 2) += joules * pue / joules_per_kwh * grid_kg_per_kwh;
}

void Tally::messaged(double now_s, Index tier, double waited_s) {
    if (!measured(now_s)) return;
    ++total(layout_.machine(tier, Machine::messages));
    total(layout_.machine(tier, Machine::message_wait_sum)) += waited_s;
}

void Tally::message_lost(double now_s, Index tier) {
    if (measured(now_s)) ++total(layout_.machine(tier, Machine::messages_lost));
}

}  // namespace counterless

#include "sim/meter.hpp"

#include <algorithm>
#include <cmath>

namespace counterless {
namespace {
constexpr double period_s = 1800;
}

Meter::Meter(const Scenario& scenario, EventQueue& events, Recorder& recorder, const std::vector<Carrier*>& carriers)
    : scenario_(scenario), events_(events), recorder_(recorder) {
    Index host = 0;
    for (Index tier = 0; tier < scenario.platform.tiers.size(); ++tier) {
        const Tier& one = scenario.platform.tiers[tier];
        const std::size_t first = dials_.size();
        for (int number = 0; number < one.hosts; ++number, ++host) {
            if (!one.power) continue;
            const Index site = one.sites.empty() ? none : one.sites[static_cast<std::size_t>(number)];
            auto dial = std::find_if(dials_.begin() + static_cast<std::ptrdiff_t>(first), dials_.end(),
                                     [site](const Dial& known) { return known.site == site; });
            if (dial == dials_.end())
                dial = dials_.insert(dials_.end(),
                                     {tier, site, carriers[static_cast<std::size_t>(fidelity_of_tier(scenario, tier))], {}});
            dial->hosts.push_back(host);
        }
    }
    const Study& study = scenario.study;
    edges_s_ = {study.warmup_s, study.horizon_s};
    for (int batch = 1; batch < study.batches; ++batch)
        edges_s_.push_back(study.warmup_s + (study.horizon_s - study.warmup_s) / study.batches * batch);
    std::sort(edges_s_.begin(), edges_s_.end());
    if (!dials_.empty()) announce(0);
}

void Meter::announce(double now_s) {
    double next_s = (std::floor(now_s / period_s) + 1) * period_s;
    const auto edge = std::upper_bound(edges_s_.begin(), edges_s_.end(), now_s);
    if (edge != edges_s_.end()) next_s = std::min(next_s, *edge);
    if (next_s <= scenario_.study.horizon_s) events_.push(next_s, Rank::interval_edge, EventKind::meter_read, 0);
}

void Meter::read(double now_s) {
    for (Dial& dial : dials_) {
        double joules = 0;
        for (const Index host : dial.hosts) joules += dial.carrier->energy_j(now_s, host);
        recorder_.consumed(read_s_, now_s, dial.tier, dial.site, joules - dial.joules);
        dial.joules = joules;
    }
    read_s_ = now_s;
    announce(now_s);
}

}  // namespace counterless

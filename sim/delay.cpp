// sim/delay.cpp: one event an attempt. Work and bytes are recorded at its beginning, since the future cannot be recorded.
#include "sim/delay.hpp"

#include <algorithm>
#include <stdexcept>

namespace counterless {

DelayCarrier::DelayCarrier(const Scenario& scenario, const Luck& luck, const Conditions& conditions, Recorder& recorder,
                           EventQueue& events)
    : scenario_(scenario), luck_(luck), conditions_(conditions), first_host_{0}, recorder_(recorder), events_(events) {
    for (const Tier& tier : scenario.platform.tiers) {
        first_host_.push_back(first_host_.back() + static_cast<Index>(tier.hosts));
        tiers_.push_back(
            {.taking = tier.hosts, .on = tier.hosts, .on_s = std::vector<double>(static_cast<std::size_t>(tier.hosts), 0.0)});
    }
}

void DelayCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    const Walk walked = walk(now_s, journey);
    events_.push(now_s + walked.length_s, Rank::completion, EventKind::attempt_done, attempt,
                 static_cast<std::uint32_t>(walked.why));
}

void DelayCarrier::handle(const Event&) { throw std::logic_error("delay: a carrier without events of its own was given one"); }

DelayCarrier::Walk DelayCarrier::walk(double now_s, const Journey& journey) {
    const Channel& channel = scenario_.channels[journey.channel];
    if (channel.steps.empty())
        return {quantile(channel.response, luck_.at(Purpose::work, journey.who, journey.which * 64).u), Failure::nothing};
    Walk walk;
    StepAmounts amounts;
    for (std::uint32_t number = 0; number < channel.steps.size() && walk.why == Failure::nothing; ++number) {
        const Step& step = channel.steps[number];
        if (step.only_with_fee && !journey.fee) continue;
        take(walk, now_s, channel, step, amounts.of(luck_, step, journey, number));
        if (walk.why == Failure::nothing && step.kind == StepKind::work &&
            declines(scenario_, luck_, step.where, journey, number))
            walk.why = Failure::declined;
    }
    return walk;
}

void DelayCarrier::take(Walk& walk, double now_s, const Channel& channel, const Step& step, double amount) {
    const Platform& platform = scenario_.platform;
    double longest_s = channel.session_timeout_s, takes_s = amount;
    if (step.kind == StepKind::notify) return notify(now_s, now_s + walk.length_s, step, amount);
    if (step.kind != StepKind::think) {
        const bool transfer = step.kind == StepKind::transfer;
        const double plain_s =
            transfer ? amount / platform.links[step.where].bandwidth_per_s : amount / platform.tiers[step.where].speed;
        takes_s = length_s(step, now_s + walk.length_s, plain_s);
        if (takes_s < 0) return void(walk.why = Failure::outage);
        if (transfer) {
            takes_s = platform.links[step.where].latency_s + takes_s;
            recorder_.transferred(now_s, step.where, amount);
        } else {
            work(now_s, step.where, plain_s);
        }
        longest_s = channel.timeout_s;
    }
    if (takes_s > longest_s) walk.why = step.kind == StepKind::think ? Failure::expired : Failure::timed_out;
    walk.length_s += std::min(takes_s, longest_s);
}

void DelayCarrier::work(double now_s, Index tier, double core_seconds) {
    tiers_[tier].worked_s += core_seconds;
    recorder_.worked(now_s, tier, core_seconds);
}

// The customer does not wait for it. Told when it is handed over, like all else here.
void DelayCarrier::notify(double now_s, double at_s, const Step& step, double amount) {
    const double plain_s = amount / scenario_.platform.tiers[step.where].speed, takes_s = length_s(step, at_s, plain_s);
    if (takes_s < 0) return recorder_.message_lost(now_s, step.where);
    work(now_s, step.where, plain_s);
    recorder_.messaged(now_s, step.where, takes_s);
}

void DelayCarrier::settle(double now_s, Hosts& hosts) const {
    for (int host = 0; host < hosts.on; ++host) hosts.on_s[static_cast<std::size_t>(host)] += now_s - hosts.since_s;
    hosts.since_s = now_s;
}

void DelayCarrier::switch_hosts(double now_s, Index tier, int taking, int on) {
    settle(now_s, tiers_[tier]);
    tiers_[tier].taking = taking;
    tiers_[tier].on = on;
}

double DelayCarrier::busy_core_s(double, Index tier) { return tiers_[tier].worked_s; }

double DelayCarrier::energy_j(double now_s, Index host) {
    const auto above = std::upper_bound(first_host_.begin(), first_host_.end(), host);
    const auto number = static_cast<std::size_t>(above - first_host_.begin()) - 1;
    const Tier& tier = scenario_.platform.tiers[number];
    Hosts& hosts = tiers_[number];
    settle(now_s, hosts);
    const double on_s = hosts.on_s[host - first_host_[number]];
    return tier.power->off_w * (now_s - on_s) + tier.power->idle_w * on_s +
           (tier.power->full_w - tier.power->idle_w) / tier.cores * hosts.worked_s / tier.hosts;
}

double DelayCarrier::length_s(const Step& step, double from_s, double plain_s) const {
    if (scenario_.platform.disruptions.empty() || from_s == infinite) return plain_s;
    double time_s = from_s, pace = pace_of(step, time_s);
    if (plain_s <= 0) return std::min(pace, 0.0);  // what takes no time does not notice that all stands still
    while (pace == 0 && time_s < infinite) {       // frozen
        time_s = conditions_.next_change_s(time_s);
        pace = time_s < infinite ? pace_of(step, time_s) : 1;
    }
    return pace < 0 ? pace : time_s - from_s + plain_s / pace;
}

double DelayCarrier::pace_of(const Step& step, double time_s) const {
    const bool link = step.kind == StepKind::transfer;
    const Index first = link ? first_host_.back() + step.where : first_host_[step.where];
    const Index last = first + (link ? 1u : static_cast<Index>(tiers_[step.where].taking));
    double best = -1;
    for (Index element = first; element < last; ++element) {
        const MachineState condition = conditions_.at(element, time_s);
        if (condition.accepts()) best = std::max(best, condition.pace());
    }
    return best;
}

}  // namespace counterless

// sim/steps.cpp: from step to step, without recursion over steps that take no time.
#include "sim/steps.hpp"

namespace counterless {

StepwiseCarrier::StepwiseCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events)
    : scenario_(scenario), events_(events), luck_(luck), recorder_(recorder), turn_(scenario.platform.tiers.size(), 0) {
    for (Index tier = 0; tier < scenario.platform.tiers.size(); ++tier) {
        first_host_.push_back(static_cast<Index>(hosts_.size()));
        for (int i = 0; i < scenario.platform.tiers[tier].hosts; ++i) hosts_.push_back({.tier = tier});
    }
    first_host_.push_back(static_cast<Index>(hosts_.size()));
}

void StepwiseCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    go_on(
        now_s,
        tasks_.add({.journey = journey, .amounts = {}, .amount = 0, .attempt = attempt, .step = 0, .host = none, .next = none}));
}

// Starts the present step, and the following ones as long as they take no time.
void StepwiseCarrier::go_on(double now_s, Index task) {
    const std::vector<Step>& steps = scenario_.channels[tasks_[task].journey.channel].steps;
    for (;; ++tasks_[task].step) {
        const std::uint32_t number = tasks_[task].step;
        if (number == steps.size()) break;
        if (steps[number].only_with_fee && !tasks_[task].journey.fee) continue;
        if (!start_step(now_s, task, steps[number])) return;
    }
    const std::uint32_t attempt = tasks_[task].attempt;
    tasks_.remove(task);
    attempt_ends(now_s, attempt);
}

void StepwiseCarrier::attempt_ends(double now_s, std::uint32_t attempt) {
    events_.push(now_s, Rank::completion, EventKind::attempt_done, attempt);
}

// True when the step is over already.
bool StepwiseCarrier::start_step(double now_s, Index task, const Step& step) {
    Task& it = tasks_[task];
    it.amount = it.amounts.of(luck_, step, it.journey, it.step);
    if (step.kind == StepKind::transfer) {
        if (!start_transfer(now_s, task, step.where, it.amount)) return false;
        recorder_.transferred(now_s, step.where, it.amount);
        return true;
    }
    it.host = pick_host(step.where);
    return enter(now_s, it.host, task);
}

void StepwiseCarrier::transfer_done(double now_s, Index task) {
    Task& it = tasks_[task];
    recorder_.transferred(now_s, step_of(it).where, it.amount);
    ++it.step;
    go_on(now_s, task);
}

void StepwiseCarrier::work_done(double now_s, Index task) {
    Task& it = tasks_[task];
    const Index host = it.host, tier = hosts_[host].tier;
    recorder_.worked(now_s, tier, it.amount / scenario_.platform.tiers[tier].speed);
    leave(now_s, host);  // the line moves up before this customer goes on, who might come back to the same host
    ++tasks_[task].step;
    go_on(now_s, task);
}

// True when the work is over already.
bool StepwiseCarrier::enter(double now_s, Index host, Index task) {
    Host& here = hosts_[host];
    const Tier& tier = scenario_.platform.tiers[here.tier];
    if (here.inside >= tier.worker_threads) {
        tasks_[task].next = none;
        (here.waiting++ > 0 ? tasks_[here.last].next : here.first) = task;
        here.last = task;
        return false;
    }
    if (tasks_[task].amount <= 0) {
        recorder_.worked(now_s, here.tier, 0);
        return true;
    }
    ++here.inside;
    start_work(now_s, task, host, tasks_[task].amount);
    return false;
}

// One place is free: the first in line goes in. A work of no length leaves again at once, and goes on from there.
void StepwiseCarrier::leave(double now_s, Index host) {
    --hosts_[host].inside;
    while (hosts_[host].waiting > 0 && hosts_[host].inside < scenario_.platform.tiers[hosts_[host].tier].worker_threads) {
        Host& here = hosts_[host];
        const Index task = here.first;
        here.first = tasks_[task].next;
        --here.waiting;
        if (!enter(now_s, host, task)) continue;
        ++tasks_[task].step;
        go_on(now_s, task);
    }
}

Index StepwiseCarrier::pick_host(Index tier) {
    const Index first = first_host_[tier], count = first_host_[tier + 1] - first;
    if (count == 1) return first;
    if (scenario_.platform.tiers[tier].balance == Balance::round_robin) {
        const Index chosen = turn_[tier];
        turn_[tier] = chosen + 1 == count ? 0 : chosen + 1;
        return first + chosen;
    }
    const auto load = [this](Index host) { return hosts_[host].inside + hosts_[host].waiting; };
    Index best = first;
    for (Index host = first + 1; host < first + count; ++host)
        if (load(host) < load(best)) best = host;
    return best;
}

}  // namespace counterless

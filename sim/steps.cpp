// sim/steps.cpp: from step to step, without recursion over steps that take no time.
#include "sim/steps.hpp"

#include <algorithm>

namespace counterless {
namespace {
constexpr std::uint32_t serials = 1u << 22;  // what a stamp has room for beside the carrier
}

StepwiseCarrier::StepwiseCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events,
                                 Fidelity fidelity)
    : scenario_(scenario),
      conditions_(scenario.platform.hosts() + scenario.platform.links.size()),
      events_(events),
      luck_(luck),
      recorder_(recorder),
      fidelity_(fidelity),
      turn_(scenario.platform.tiers.size(), 0),
      sessions_(scenario.channels.size(), 0) {
    for (Index tier = 0; tier < scenario.platform.tiers.size(); ++tier) {
        first_host_.push_back(static_cast<Index>(hosts_.size()));
        for (int i = 0; i < scenario.platform.tiers[tier].hosts; ++i) hosts_.push_back({.tier = tier});
    }
    first_host_.push_back(static_cast<Index>(hosts_.size()));
}

void StepwiseCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    const int most = scenario_.channels[journey.channel].sessions_max;
    if (most >= 0 && sessions_[journey.channel] >= most) return attempt_ends(now_s, attempt, Failure::rejected);
    ++sessions_[journey.channel];
    const Index task = tasks_.claim();
    const std::uint32_t serial = tasks_[task].serial;
    tasks_[task] = {.journey = journey, .attempt = attempt, .serial = serial};
    go_on(now_s, task);
}

// Starts the present step, and the following ones as long as they take no time.
void StepwiseCarrier::go_on(double now_s, Index task) {
    const std::vector<Step>& steps = scenario_.channels[tasks_[task].journey.channel].steps;
    for (;; ++tasks_[task].step) {
        const std::uint32_t number = tasks_[task].step;
        if (number == steps.size()) return end(now_s, task, Failure::nothing);
        if (steps[number].only_with_fee && !tasks_[task].journey.fee) continue;
        const Progress progress = start_step(now_s, task, steps[number]);
        if (progress == Progress::under_way) return;
        if (progress == Progress::failed) return end(now_s, task, failed_);
    }
}

// The customer hears; a task without one was given up before.
void StepwiseCarrier::end(double now_s, Index task, Failure why) {
    Task& it = tasks_[task];
    const std::uint32_t attempt = it.attempt;
    it.stage = Stage::gone;
    ++it.serial;
    if (attempt != none) --sessions_[it.journey.channel];
    tasks_.remove(task);
    if (attempt != none) attempt_ends(now_s, attempt, why);
}

void StepwiseCarrier::attempt_ends(double now_s, std::uint32_t attempt, Failure why) {
    events_.push(now_s, Rank::completion, EventKind::attempt_done, attempt, static_cast<std::uint32_t>(why));
}

void StepwiseCarrier::announce(double time_s, Rank rank, EventKind kind, Index task) {
    const std::uint32_t stamp = (tasks_[task].serial % serials) << 2 | static_cast<std::uint32_t>(fidelity_);
    events_.push(time_s, rank, kind, task, stamp);
}

void StepwiseCarrier::handle(const Event& event) {
    const Index task = event.subject;
    if (tasks_[task].serial % serials != event.stamp() >> 2) return;  // it has gone on
    if (event.kind() == EventKind::request_over) {
        Task& it = tasks_[task];
        const std::uint32_t attempt = it.attempt;
        it.attempt = none;
        --sessions_[it.journey.channel];
        return attempt_ends(event.time_s, attempt, Failure::timed_out);
    }
    const Task& it = tasks_[task];
    if (it.amount > scenario_.channels[it.journey.channel].session_timeout_s) return end(event.time_s, task, Failure::expired);
    ++tasks_[task].step;
    go_on(event.time_s, task);
}

// ---- steps
// ---------------------------------------------------------------------------------------------------------------------

StepwiseCarrier::Progress StepwiseCarrier::start_step(double now_s, Index task, const Step& step) {
    Task& it = tasks_[task];
    it.amount = it.amounts.of(luck_, step, it.journey, it.step);
    ++it.serial;
    if (step.kind == StepKind::think) return start_thinking(now_s, task), Progress::under_way;
    const Progress progress =
        step.kind == StepKind::transfer ? start_sending(now_s, task, step.where) : start_working(now_s, task, step.where);
    const double patience_s = scenario_.channels[it.journey.channel].timeout_s;
    if (progress == Progress::under_way && patience_s < infinite)
        announce(now_s + patience_s, Rank::patience_ends, EventKind::request_over, task);
    return progress;
}

void StepwiseCarrier::start_thinking(double now_s, Index task) {
    Task& it = tasks_[task];
    it.stage = Stage::thinking;
    const double longest_s = scenario_.channels[it.journey.channel].session_timeout_s;
    announce(now_s + std::min(it.amount, longest_s), Rank::completion, EventKind::thought, task);
}

StepwiseCarrier::Progress StepwiseCarrier::start_sending(double now_s, Index task, Index link) {
    Task& it = tasks_[task];
    it.element = static_cast<Index>(hosts_.size()) + link;
    it.stage = Stage::sending;
    if (!conditions_[it.element].accepts()) return failed_ = Failure::outage, Progress::failed;
    if (!start_transfer(now_s, task, link, it.amount)) return Progress::under_way;
    recorder_.transferred(now_s, link, it.amount);
    return Progress::over;
}

StepwiseCarrier::Progress StepwiseCarrier::start_working(double now_s, Index task, Index tier) {
    const Index host = pick_host(tier);
    if (host == none) return failed_ = Failure::outage, Progress::failed;
    tasks_[task].element = host;
    const Progress progress = enter(now_s, host, task);
    if (progress != Progress::over || !declines(scenario_, luck_, tier, tasks_[task].journey, tasks_[task].step)) return progress;
    return failed_ = Failure::declined, Progress::failed;
}

void StepwiseCarrier::transfer_done(double now_s, Index task) {
    Task& it = tasks_[task];
    recorder_.transferred(now_s, step_of(it).where, it.amount);
    if (is_nobodys(task)) return end(now_s, task, Failure::nothing);
    ++it.step;
    go_on(now_s, task);
}

void StepwiseCarrier::work_done(double now_s, Index task) {
    const Task& it = tasks_[task];
    const Index host = it.element, tier = hosts_[host].tier;
    recorder_.worked(now_s, tier, it.amount / scenario_.platform.tiers[tier].speed);
    leave(now_s, host);  // the line moves up before this customer goes on, who might come back to the same host
    if (is_nobodys(task)) return end(now_s, task, Failure::nothing);
    if (declines(scenario_, luck_, tier, tasks_[task].journey, tasks_[task].step)) return end(now_s, task, Failure::declined);
    ++tasks_[task].step;
    go_on(now_s, task);
}

// ---- hosts and their lines
// -----------------------------------------------------------------------------------------------------

StepwiseCarrier::Progress StepwiseCarrier::enter(double now_s, Index host, Index task) {
    Host& here = hosts_[host];
    const Tier& tier = scenario_.platform.tiers[here.tier];
    if (here.inside >= tier.worker_threads) {
        if (tier.queue_max >= 0 && here.waiting >= tier.queue_max) return failed_ = Failure::rejected, Progress::failed;
        tasks_[task].next = none;
        tasks_[task].stage = Stage::waiting;
        (here.waiting++ > 0 ? tasks_[here.last].next : here.first) = task;
        here.last = task;
        return Progress::under_way;
    }
    if (tasks_[task].amount <= 0) {
        recorder_.worked(now_s, here.tier, 0);
        return Progress::over;
    }
    ++here.inside;
    tasks_[task].stage = Stage::working;
    start_work(now_s, task, host, tasks_[task].amount);
    return Progress::under_way;
}

void StepwiseCarrier::leave(double now_s, Index host) {
    --hosts_[host].inside;
    move_up(now_s, host);
}

// One place is free: the first in line goes in. A work of no length leaves again at once, and goes on from there.
void StepwiseCarrier::move_up(double now_s, Index host) {
    while (hosts_[host].waiting > 0 && hosts_[host].inside < scenario_.platform.tiers[hosts_[host].tier].worker_threads) {
        Host& here = hosts_[host];
        const Index task = here.first;
        here.first = tasks_[task].next;
        --here.waiting;
        if (enter(now_s, host, task) != Progress::over) continue;
        if (is_nobodys(task)) {
            end(now_s, task, Failure::nothing);
            continue;
        }
        if (declines(scenario_, luck_, here.tier, tasks_[task].journey, tasks_[task].step)) {
            end(now_s, task, Failure::declined);
            continue;
        }
        ++tasks_[task].step;
        go_on(now_s, task);
    }
}

// None if all are down.
Index StepwiseCarrier::pick_host(Index tier) {
    const Index first = first_host_[tier], count = first_host_[tier + 1] - first;
    if (scenario_.platform.tiers[tier].balance == Balance::round_robin) {
        for (Index tried = 0; tried < count; ++tried) {
            const Index chosen = turn_[tier];
            turn_[tier] = chosen + 1 == count ? 0 : chosen + 1;
            if (conditions_[first + chosen].accepts()) return first + chosen;
        }
        return none;
    }
    const auto load = [this](Index host) { return hosts_[host].inside + hosts_[host].waiting; };
    Index best = none;
    for (Index host = first; host < first + count; ++host)
        if (conditions_[host].accepts() && (best == none || load(host) < load(best))) best = host;
    return best;
}

// ---- disruptions
// ---------------------------------------------------------------------------------------------------------------

void StepwiseCarrier::change(double now_s, const ConditionChange& change) {
    const MachineState before = conditions_[change.element];
    conditions_[change.element] = change.to;
    const bool breaks = change.to.down() && change.to.in_flight == InFlight::fail;
    if (breaks) fail_all(now_s, change.element);
    // Where everything failed nothing is left to stand still.
    const double pace = breaks ? 1 : change.to.pace(),
                 was = before.down() && before.in_flight == InFlight::fail ? 1 : before.pace();
    if (pace != was) set_pace(now_s, change.element, pace);
}

// Everything on a host and in its line, or on a link, in the order of their places.
void StepwiseCarrier::fail_all(double now_s, Index element) {
    if (element < hosts_.size()) {
        Host& host = hosts_[element];
        host.inside = host.waiting = 0;
        host.first = host.last = none;
    }
    abort_all(now_s, element);
    for (Index task = 0; task < tasks_.places(); ++task) {
        const Stage stage = tasks_[task].stage;
        if (tasks_[task].element != element || stage == Stage::gone || stage == Stage::thinking) continue;
        end(now_s, task, Failure::outage);
    }
}

}  // namespace counterless

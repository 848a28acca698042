// sim/steps.cpp: from step to step, without recursion over steps that take no time.
#include "sim/steps.hpp"

#include <algorithm>
#include <limits>

namespace counterless {
namespace {
constexpr std::uint32_t serials = 1u << 22;  // what a stamp has room for beside the carrier
}

void Element::settle(double now_s) {
    const double length_s = now_s - since_s;
    since_s = now_s;
    if (powered()) on_s += length_s;
    if (inside > 0) busy_s += length_s;
    busy_core_s += std::min(inside, cores) * length_s;
}

double Element::joules(const Power& power) const {
    return power.off_w * (since_s - on_s) + power.idle_w * (on_s - busy_s) + power.least_w * busy_s +
           (power.full_w - power.least_w) / cores * busy_core_s;
}

StepwiseCarrier::StepwiseCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events,
                                 Fidelity fidelity)
    : scenario_(scenario),
      hosts_(scenario.platform.hosts()),
      conditions_(hosts_ + scenario.platform.links.size()),
      events_(events),
      luck_(luck),
      recorder_(recorder),
      fidelity_(fidelity),
      turn_(scenario.platform.tiers.size(), 0),
      sessions_(scenario.channels.size(), 0) {
    for (Index number = 0; number < scenario.platform.tiers.size(); ++number) {
        const Tier& tier = scenario.platform.tiers[number];
        first_host_.push_back(static_cast<Index>(elements_.size()));
        for (int i = 0; i < tier.hosts; ++i)
            elements_.push_back({.tier = number,
                                 .limit = tier.worker_threads,
                                 .queue_max = tier.queue_max,
                                 .cores = tier.cores,
                                 .counted = tier.power || tier.autoscale,
                                 .metered = tier.power.has_value()});
    }
    first_host_.push_back(static_cast<Index>(elements_.size()));
    for (const Link& link : scenario.platform.links)
        elements_.push_back({.limit = link.transfers_max < 0 ? std::numeric_limits<int>::max() : link.transfers_max});
}

void StepwiseCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    const int most = scenario_.channels[journey.channel].sessions_max;
    if (most >= 0 && sessions_[journey.channel] >= most) return attempt_ends(now_s, attempt, Failure::rejected);
    ++sessions_[journey.channel];
    go_on(now_s, add_task(attempt, journey));
}

// Written where it will live.
Index StepwiseCarrier::add_task(std::uint32_t attempt, const Journey& journey) {
    const Index place = tasks_.claim();
    Task& task = tasks_[place];
    task.journey = journey;
    task.amounts = {};
    task.attempt = attempt;
    task.step = 0;
    task.element = task.next = none;
    task.handed_over_s = -1;
    return place;
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
    if (it.handed_over_s >= 0) {
        const Index tier = step_of(it).where;
        why == Failure::nothing ? recorder_.messaged(now_s, tier, now_s - it.handed_over_s) : recorder_.message_lost(now_s, tier);
    }
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
    if (step.kind == StepKind::notify) return hand_over(now_s, task, step), Progress::over;
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

// The customer goes on at once; nobody hears whether his message was sent.
void StepwiseCarrier::hand_over(double now_s, Index task, const Step& step) {
    const Journey journey = tasks_[task].journey;
    const Index message = add_task(none, journey);
    const Task& from = tasks_[task];
    tasks_[message].amount = from.amount;
    tasks_[message].step = from.step;
    tasks_[message].handed_over_s = now_s;
    const Progress progress = start_working(now_s, message, step.where);
    if (progress == Progress::under_way) return;
    end(now_s, message, progress == Progress::over ? Failure::nothing : failed_);
}

StepwiseCarrier::Progress StepwiseCarrier::start_sending(double now_s, Index task, Index link) {
    Task& it = tasks_[task];
    it.element = hosts_ + link;
    if (!conditions_[it.element].accepts()) return failed_ = Failure::outage, Progress::failed;
    return enter(now_s, it.element, task);
}

StepwiseCarrier::Progress StepwiseCarrier::start_working(double now_s, Index task, Index tier) {
    const Index host = pick_host(tier);
    if (host == none) return failed_ = Failure::outage, Progress::failed;
    tasks_[task].element = host;
    const Progress progress = enter(now_s, host, task);
    if (progress != Progress::over || is_nobodys(task) ||
        !declines(scenario_, luck_, tier, tasks_[task].journey, tasks_[task].step))
        return progress;
    return failed_ = Failure::declined, Progress::failed;
}

void StepwiseCarrier::transfer_done(double now_s, Index task) {
    const Task& it = tasks_[task];
    recorder_.transferred(now_s, it.element - hosts_, it.amount);
    leave(now_s, it.element);
    if (is_nobodys(task)) return end(now_s, task, Failure::nothing);
    ++tasks_[task].step;
    go_on(now_s, task);
}

void StepwiseCarrier::work_done(double now_s, Index task) {
    const Task& it = tasks_[task];
    const Index host = it.element, tier = elements_[host].tier;
    recorder_.worked(now_s, tier, it.amount / scenario_.platform.tiers[tier].speed);
    leave(now_s, host);  // the line moves up before this customer goes on, who might come back to the same host
    step_over(now_s, task);
}

// A work is done, in time or in no time.
void StepwiseCarrier::step_over(double now_s, Index task) {
    if (is_nobodys(task)) return end(now_s, task, Failure::nothing);
    const Task& it = tasks_[task];
    if (it.element < hosts_ && declines(scenario_, luck_, elements_[it.element].tier, it.journey, it.step))
        return end(now_s, task, Failure::declined);
    ++tasks_[task].step;
    go_on(now_s, task);
}

// ---- hosts, links and their lines
// ----------------------------------------------------------------------------------------------

StepwiseCarrier::Progress StepwiseCarrier::enter(double now_s, Index place, Index task) {
    Element& here = elements_[place];
    if (here.inside < here.limit) return begin_inside(now_s, place, task);
    if (here.queue_max >= 0 && here.waiting >= here.queue_max) return failed_ = Failure::rejected, Progress::failed;
    tasks_[task].next = none;
    tasks_[task].stage = Stage::waiting;
    (here.waiting++ > 0 ? tasks_[here.last].next : here.first) = task;
    here.last = task;
    return Progress::under_way;
}

StepwiseCarrier::Progress StepwiseCarrier::begin_inside(double now_s, Index place, Index task) {
    const double amount = tasks_[task].amount;
    const bool works = place < hosts_;
    if (works && amount <= 0) return recorder_.worked(now_s, elements_[place].tier, 0), Progress::over;
    change_inside(now_s, elements_[place], 1);
    tasks_[task].stage = works ? Stage::working : Stage::sending;
    if (works) return start_work(now_s, task, place, amount), Progress::under_way;
    if (!start_transfer(now_s, task, place - hosts_, amount)) return Progress::under_way;
    change_inside(now_s, elements_[place], -1);
    recorder_.transferred(now_s, place - hosts_, amount);
    return Progress::over;
}

void StepwiseCarrier::change_inside(double now_s, Element& place, int by) {
    if (place.counted) place.settle(now_s);
    place.inside += by;
}

void StepwiseCarrier::leave(double now_s, Index place) {
    Element& here = elements_[place];
    const bool was_on = here.powered();
    change_inside(now_s, here, -1);
    if (here.waiting > 0) move_up(now_s, place);
    if (here.metered) show_power(now_s, place, was_on);
}

// One place is free: the first in line goes in. What takes no time leaves again at once, and goes on from there.
void StepwiseCarrier::move_up(double now_s, Index place) {
    while (elements_[place].waiting > 0 && elements_[place].inside < elements_[place].limit) {
        Element& here = elements_[place];
        const Index task = here.first;
        here.first = tasks_[task].next;
        --here.waiting;
        if (begin_inside(now_s, place, task) == Progress::over) step_over(now_s, task);
    }
}

// None if all are down.
Index StepwiseCarrier::pick_host(Index tier) {
    const Index first = first_host_[tier], count = first_host_[tier + 1] - first;
    if (scenario_.platform.tiers[tier].balance == Balance::round_robin) {
        for (Index tried = 0; tried < count; ++tried) {
            const Index chosen = turn_[tier];
            turn_[tier] = chosen + 1 == count ? 0 : chosen + 1;
            if (may_take(first + chosen)) return first + chosen;
        }
        return none;
    }
    const auto load = [this](Index host) { return elements_[host].inside + elements_[host].waiting; };
    Index best = none;
    for (Index host = first; host < first + count; ++host)
        if (may_take(host) && (best == none || load(host) < load(best))) best = host;
    return best;
}

// ---- switched on and off
// -------------------------------------------------------------------------------------------------------

void StepwiseCarrier::switch_hosts(double now_s, Index tier, int taking, int on) {
    for (Index host = first_host_[tier]; host < first_host_[tier + 1]; ++host) {
        Element& here = elements_[host];
        const auto number = static_cast<int>(host - first_host_[tier]);
        const bool was_on = here.powered();
        if (here.counted) here.settle(now_s);
        here.taking = number < taking;
        here.on = number < on;
        show_power(now_s, host, was_on);
    }
}

void StepwiseCarrier::show_power(double now_s, Index place, bool was_on) {
    const Element& here = elements_[place];
    if (here.metered && here.powered() != was_on) power(now_s, place, !was_on);
}

void StepwiseCarrier::power(double, Index, bool) {}

double StepwiseCarrier::busy_core_s(double now_s, Index tier) {
    double sum = 0;
    for (Index host = first_host_[tier]; host < first_host_[tier + 1]; ++host) {
        elements_[host].settle(now_s);
        if (elements_[host].taking) sum += elements_[host].busy_core_s;
    }
    return sum;
}

double StepwiseCarrier::energy_j(double now_s, Index host) {
    Element& here = elements_[host];
    here.settle(now_s);
    return here.joules(*scenario_.platform.tiers[here.tier].power);
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
    Element& place = elements_[element];
    const bool was_on = place.powered();
    change_inside(now_s, place, -place.inside);
    place.waiting = 0;
    place.first = place.last = none;
    show_power(now_s, element, was_on);
    abort_all(now_s, element);
    for (Index task = 0; task < tasks_.places(); ++task) {
        const Stage stage = tasks_[task].stage;
        if (tasks_[task].element != element || stage == Stage::gone || stage == Stage::thinking) continue;
        end(now_s, task, Failure::outage);
    }
}

}  // namespace counterless

// sim/machines_carrier.cpp: everything here but `begin` runs in SimGrid's kernel: in a simcall, a timer or the end of an
// activity.
#include "sim/machines_carrier.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace counterless {
namespace sg4 = simgrid::s4u;

MachinesCarrier::MachinesCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events,
                                 const Machines& machines, PlatformClock& clock)
    : StepwiseCarrier(scenario, luck, recorder, events, Fidelity::platform),
      machines_(machines),
      clock_(clock),
      idle_transfers_(scenario.platform.links.size()),
      paces_(conditions_.size(), 1.0) {
    hear_ends([this](const sg4::Activity& activity) {
        auto* mine = static_cast<Activity*>(activity.get_data<void>());
        if (mine && !over_) ended(*mine);
    });
}

void MachinesCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    clock_.catch_up();
    simgrid::kernel::actor::simcall_answered([&] { StepwiseCarrier::begin(now_s, attempt, journey); });
}

void MachinesCarrier::handle(const Event& event) {
    clock_.catch_up();
    simgrid::kernel::actor::simcall_answered([&] { StepwiseCarrier::handle(event); });
}

void MachinesCarrier::change(double now_s, const ConditionChange& change) {
    clock_.catch_up();
    simgrid::kernel::actor::simcall_answered([&] { StepwiseCarrier::change(now_s, change); });
}

void MachinesCarrier::attempt_ends(double now_s, std::uint32_t attempt, Failure why) {
    StepwiseCarrier::attempt_ends(now_s, attempt, why);
    clock_.attempt_ended();
}

// The conductor may sleep towards a later one.
void MachinesCarrier::announce(double time_s, Rank rank, EventKind kind, Index task) {
    StepwiseCarrier::announce(time_s, rank, kind, task);
    clock_.event_announced(time_s);
}

void MachinesCarrier::carry(Activity& activity, Index task) {
    activity.task = task;
    if (busy_.size() <= task) busy_.resize(task + 1, nullptr);
    busy_[task] = &activity;
    clock_.starts();
    activity.any().start();
}

void MachinesCarrier::set_pace(double, Index element, double pace) {
    paces_[element] = pace;
    const bool off = element < hosts_ && elements_[element].metered && !elements_[element].powered();
    if (!off) machines_.set_pace(element, pace);  // else when it is switched on
}

void MachinesCarrier::switch_hosts(double now_s, Index tier, int taking, int on) {
    clock_.catch_up();
    simgrid::kernel::actor::simcall_answered([&] { StepwiseCarrier::switch_hosts(now_s, tier, taking, on); });
}

void MachinesCarrier::power(double, Index host, bool on) {
    if (on)
        machines_.set_pace(host, paces_[host]);
    else
        machines_.switch_off(host);
}

double MachinesCarrier::energy_j(double, Index host) {
    clock_.catch_up();
    return machines_.energy_j(host);
}

void MachinesCarrier::abort_all(double, Index element) {
    for (Activity*& activity : busy_) {
        if (activity == nullptr || tasks_[activity->task].element != element) continue;
        Activity& broken = *std::exchange(activity, nullptr);
        broken.broken = true;
        clock_.stops();
        cancelling_ = &broken;
        broken.any().cancel();
        cancelling_ = nullptr;
    }
}

bool MachinesCarrier::start_transfer(double, Index task, Index link, double bytes) {
    const Wire& wire = machines_.wires[link];
    if (!wire.from || bytes <= 0) {  // no bandwidth to share: only latency
        const double latency_s = scenario_.platform.links[link].latency_s;
        if (latency_s > 0) wait_out_latency(task, latency_s);
        return latency_s <= 0;
    }
    Activity& activity = take_transfer(link);
    const double units = std::clamp(std::round(bytes * wire.units_per_byte), 1.0, 0x1p62);  // SimGrid starts no empty transfer
    activity.transfer->set_payload_size(static_cast<std::uint64_t>(units));
    // A transfer without latency is bound for life to the width that its link has when it starts.
    const Index element = tasks_[task].element;
    const bool narrow = paces_[element] != 1;
    if (narrow) machines_.set_pace(element, 1);
    carry(activity, task);
    if (narrow) machines_.set_pace(element, paces_[element]);
    return false;
}

void MachinesCarrier::start_work(double, Index task, Index host, double core_seconds) {
    Activity& activity = take_execution();
    activity.execution->set_flops_amount(core_seconds * machines_.flops_per_core_second);
    activity.execution->set_host(machines_.hosts[host]);
    carry(activity, task);
}

void MachinesCarrier::wait_out_latency(Index task, double latency_s) {
    clock_.starts();
    simgrid::kernel::timer::Timer::set(sg4::Engine::get_clock() + latency_s, [this, task, serial = tasks_[task].serial] {
        if (over_) return;
        clock_.stops();
        if (tasks_[task].serial == serial) transfer_done(sg4::Engine::get_clock(), task);
        clock_.nothing_may_move();
    });
}

MachinesCarrier::Activity& MachinesCarrier::take_execution() {
    if (idle_executions_.empty()) {
        Activity& fresh = make({sg4::Exec::init(), nullptr, none, none});
        fresh.execution->set_data(&fresh);
        return fresh;
    }
    Activity& known = *idle_executions_.back();
    idle_executions_.pop_back();
    known.execution->set_state(sg4::Activity::State::INITED);
    return known;
}

MachinesCarrier::Activity& MachinesCarrier::take_transfer(Index link) {
    auto& idle = idle_transfers_[link];
    Activity* activity = nullptr;
    if (idle.empty()) {
        activity = &make({nullptr, sg4::Comm::sendto_init(), link, none});
        activity->transfer->set_data(activity);
        activity->transfer->set_source(machines_.wires[link].from);
        activity->transfer->set_destination(machines_.wires[link].to);  // does not start: it has no size yet
    } else {
        activity = idle.back();
        idle.pop_back();
    }
    activity->transfer->set_state(sg4::Activity::State::INITED);
    return *activity;
}

MachinesCarrier::Activity& MachinesCarrier::make(Activity fresh) {
    if (empty_.empty()) return activities_.emplace_back(std::move(fresh));
    Activity& place = *empty_.back();
    empty_.pop_back();
    return place = std::move(fresh);
}

// What was broken off is not used again; its place is.
void MachinesCarrier::put_away(Activity& activity) {
    if (!activity.broken) return (activity.execution ? idle_executions_ : idle_transfers_[activity.link]).push_back(&activity);
    activity = {nullptr, nullptr, none, none};
    empty_.push_back(&activity);
}

// What is cancelled is heard twice: at once, and when the kernel has done with it.
void MachinesCarrier::ended(Activity& activity) {
    if (&activity == cancelling_) return;
    if (resting_) put_away(*resting_);
    resting_ = &activity;
    if (activity.broken) return;
    clock_.stops();
    busy_[activity.task] = nullptr;
    const double now_s = sg4::Engine::get_clock();
    if (activity.execution)
        work_done(now_s, activity.task);
    else
        transfer_done(now_s, activity.task);
    clock_.nothing_may_move();
}

}  // namespace counterless

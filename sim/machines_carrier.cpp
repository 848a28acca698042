// sim/machines_carrier.cpp: everything here but `begin` runs in SimGrid's kernel: in a simcall, a timer or the end of an
// activity.
#include "sim/machines_carrier.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace counterless {
namespace sg4 = simgrid::s4u;

MachinesCarrier::MachinesCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events,
                                 const Machines& machines, PlatformClock& clock)
    : StepwiseCarrier(scenario, luck, recorder, events),
      machines_(machines),
      clock_(clock),
      idle_transfers_(scenario.platform.links.size()) {
    hear_ends([this](const sg4::Activity& activity) {
        auto* mine = static_cast<Activity*>(activity.get_data<void>());
        if (mine && !over_) ended(*mine);
    });
}

void MachinesCarrier::begin(double now_s, std::uint32_t attempt, const Journey& journey) {
    clock_.attempt_began();
    simgrid::kernel::actor::simcall_answered([&] { StepwiseCarrier::begin(now_s, attempt, journey); });
}

void MachinesCarrier::handle(const Event&) {
    throw std::logic_error("machines: a carrier without events of its own was given one");
}

void MachinesCarrier::attempt_ends(double now_s, std::uint32_t attempt) {
    StepwiseCarrier::attempt_ends(now_s, attempt);
    clock_.attempt_ended();
}

bool MachinesCarrier::start_transfer(double, Index task, Index link, double bytes) {
    const Wire& wire = machines_.wires[link];
    if (!wire.from || bytes <= 0) {  // no bandwidth to share: only latency
        const double latency_s = scenario_.platform.links[link].latency_s;
        if (latency_s > 0) wait_out_latency(task, latency_s);
        return latency_s <= 0;
    }
    Activity& activity = take_transfer(link);
    activity.task = task;
    const double units = std::clamp(std::round(bytes * wire.units_per_byte), 1.0, 0x1p62);  // SimGrid starts no empty transfer
    activity.transfer->set_payload_size(static_cast<std::uint64_t>(units));
    activity.transfer->start();
    return false;
}

void MachinesCarrier::start_work(double, Index task, Index host, double core_seconds) {
    Activity& activity = take_execution();
    activity.task = task;
    activity.execution->set_flops_amount(core_seconds);
    activity.execution->set_host(machines_.hosts[host]);
    activity.execution->start();
}

void MachinesCarrier::wait_out_latency(Index task, double latency_s) {
    simgrid::kernel::timer::Timer::set(sg4::Engine::get_clock() + latency_s, [this, task] {
        if (!over_) transfer_done(sg4::Engine::get_clock(), task);
    });
}

MachinesCarrier::Activity& MachinesCarrier::take_execution() {
    if (idle_executions_.empty()) {
        Activity& fresh = activities_.emplace_back(Activity{sg4::Exec::init(), nullptr, none, none});
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
        activity = &activities_.emplace_back(Activity{nullptr, sg4::Comm::sendto_init(), link, none});
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

void MachinesCarrier::ended(Activity& activity) {
    if (resting_) (resting_->execution ? idle_executions_ : idle_transfers_[resting_->link]).push_back(resting_);
    resting_ = &activity;
    const double now_s = sg4::Engine::get_clock();
    if (activity.execution)
        work_done(now_s, activity.task);
    else
        transfer_done(now_s, activity.task);
}

}  // namespace counterless

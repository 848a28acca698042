// sim/pool.cpp: virtual time in, events out.
#include "sim/pool.hpp"

#include <algorithm>

namespace counterless {

double SharedServer::rate() const {
    const auto inside = static_cast<double>(inside_.size());
    const double speed = speed_ * pace_;
    return inside <= cores_ ? speed : speed * cores_ / inside;
}

void SharedServer::look_ahead(double now_s) {
    const bool moves = !inside_.empty() && pace_ > 0;
    due_s_ = moves ? std::max(now_s, now_s + (inside_.front().finish - attained_) / rate()) : infinite;
}

void SharedServer::advance(double now_s) {
    attained_ += (now_s - since_s_) * rate();
    since_s_ = now_s;
}

void SharedServer::set_pace(double now_s, double pace) {
    if (!inside_.empty()) advance(now_s);
    pace_ = pace;
    look_ahead(now_s);
}

void SharedServer::clear() {
    inside_.clear();
    due_s_ = infinite;
}

void SharedServer::enter(double now_s, double amount, Index task) {
    if (!inside_.empty())
        advance(now_s);
    else
        attained_ = 0;  // begins anew, so virtual time keeps its last digits however long the run
    since_s_ = now_s;
    inside_.push_back({attained_ + amount, serial_++, task});
    std::push_heap(inside_.begin(), inside_.end(), later);
    look_ahead(now_s);
}

Index SharedServer::leave(double now_s) {
    std::pop_heap(inside_.begin(), inside_.end(), later);
    const Inside gone = inside_.back();
    inside_.pop_back();
    attained_ = gone.finish;  // exactly, rather than by adding up: no drift
    since_s_ = now_s;
    look_ahead(now_s);
    return gone.task;
}

PoolCarrier::PoolCarrier(const Scenario& scenario, const Luck& luck, Recorder& recorder, EventQueue& events)
    : StepwiseCarrier(scenario, luck, recorder, events, Fidelity::pool) {
    for (Index host = 0; host < hosts_; ++host) {
        const Tier& tier = scenario.platform.tiers[elements_[host].tier];
        servers_.emplace_back(tier.speed, tier.cores);
    }
    for (const Link& link : scenario.platform.links) servers_.emplace_back(link.bandwidth_per_s, link.shared ? 1 : infinite);
}

bool PoolCarrier::start_transfer(double now_s, Index task, Index link, double bytes) {
    const Link& wire = scenario_.platform.links[link];
    if (wire.latency_s > 0) {
        events_.push(now_s + wire.latency_s, Rank::completion, EventKind::transfer_begins, task, tasks_[task].serial);
        return false;
    }
    if (wire.bandwidth_per_s == infinite) return true;
    share(now_s, hosts_ + link, bytes, task);
    return false;
}

void PoolCarrier::start_work(double now_s, Index task, Index host, double core_seconds) {
    share(now_s, host, core_seconds, task);
}

void PoolCarrier::share(double now_s, Index server, double amount, Index task) {
    servers_[server].enter(now_s, amount, task);
    announce(server);
}

void PoolCarrier::announce(Index server) {
    SharedServer& here = servers_[server];
    if (here.due_s() >= here.announced_s) return;
    here.announced_s = here.due_s();
    here.stamp = (here.stamp + 1) & 0xffffffu;
    events_.push(here.announced_s, Rank::completion, EventKind::step_done, server, here.stamp);
}

void PoolCarrier::transfer_begins(const Event& event) {
    const Task& task = tasks_[event.subject];
    if ((task.serial & 0xffffffu) != event.stamp()) return;  // its link broke meanwhile
    const Index link = scenario_.channels[task.journey.channel].steps[task.step].where;
    if (scenario_.platform.links[link].bandwidth_per_s == infinite) return transfer_done(event.time_s, event.subject);
    share(event.time_s, hosts_ + link, task.amount, event.subject);
}

void PoolCarrier::abort_all(double, Index element) { servers_[element].clear(); }

void PoolCarrier::set_pace(double now_s, Index element, double pace) {
    servers_[element].set_pace(now_s, pace);
    announce(element);
}

void PoolCarrier::handle(const Event& event) {
    if (event.kind() == EventKind::transfer_begins) return transfer_begins(event);
    if (event.kind() != EventKind::step_done) return StepwiseCarrier::handle(event);
    const Index server = event.subject;
    if (event.stamp() != servers_[server].stamp) return;
    servers_[server].announced_s = infinite;
    if (servers_[server].due_s() <= event.time_s) {
        const Index task = servers_[server].leave(event.time_s);
        if (server < hosts_)
            work_done(event.time_s, task);
        else
            transfer_done(event.time_s, task);
    }
    announce(server);
}

}  // namespace counterless

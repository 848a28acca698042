// tests/bench/bare_platform.hpp: the activities of digital transactions in bare SimGrid, four ways. The fastest honest program we
// could write stands beside ours; draws, arrivals and the lines before the hosts are the same, so the mean response must come out
// the same too. Only the worker actors know no lines.
#pragma once

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <simgrid/simix.hpp>

#include <algorithm>
#include <deque>
#include <limits>
#include <string>
#include <vector>

#include "sim/carrier.hpp"
#include "tests/bench/platform_load.hpp"

namespace counterless::bare {
namespace sg4 = simgrid::s4u;
using simgrid::kernel::timer::Timer;

enum class Way {
    workers,   // pooled worker actors on a safe host, blocking calls
    fresh,     // no workers: a new Exec or Comm for every activity, the next begun when one completes
    timers,    // as fresh, but a transfer is a timer for its latency and an Exec on a one-core host
    restarted  // as fresh, but Exec and Comm objects are used again
};

class Platform {
  public:
    // Without `lines` everybody is let into SimGrid at once.
    Platform(const bench::Load& load, Way way, bool lines = true)
        : load_(load), scenario_(load.scenario), luck_(load.luck), way_(way), lines_(lines) {
        build();
    }
    bench::Told run() {
        watch_ = bench::Watch(load_.count);
        if (way_ == Way::workers)
            sg4::Actor::create("conductor", safe_, [this] { conduct(); });
        else {
            sg4::Activity::on_completion_cb([this](const sg4::Activity& activity) { completed(activity); });
            keeper_ = sg4::Actor::create("keeper", safe_, [this] {
                simgrid::kernel::actor::simcall_answered([this] {
                    for (long i = 0; i < std::max(1L, load_.customers); ++i) announce(load_.first_s * static_cast<double>(i));
                });
                sg4::this_actor::suspend();
            });
        }
        engine_->run();
        return watch_.told();
    }

  private:
    struct Machine;
    struct Customer {
        std::uint32_t who, step;
        double came_s;
        StepAmounts amounts;
        Machine* machine = nullptr;  // that he is on
    };
    struct Machine {
        sg4::Host* host;
        int inside_max, inside;
        std::deque<Customer*> line;
    };
    struct Unit {  // of Way::restarted
        sg4::ExecPtr exec;
        sg4::CommPtr comm;
        Index link;
        Customer* customer;
    };
    struct Wire {
        sg4::Host *from, *to, *pipe;
        double latency_s;
    };

    void build() {
        std::vector<std::string> words = {"bare",
                                          "--log=root.thres:critical",
                                          "--cfg=network/model:CM02",
                                          "--cfg=network/TCP-gamma:0",
                                          "--cfg=network/crosstraffic:0",
                                          "--cfg=surf/precision:1e-9",
                                          "--cfg=contexts/stack-size:64"};
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        int number = static_cast<int>(arguments.size());
        arguments.push_back(nullptr);
        engine_ = new sg4::Engine(&number, arguments.data());
        auto* zone = sg4::create_full_zone("platform");
        safe_ = zone->create_host("safe", 1.0)->seal();
        for (const Tier& tier : scenario_.platform.tiers) {
            auto& machines = tiers_.emplace_back();
            for (int i = 0; i < tier.hosts; ++i) {
                auto* host = zone->create_host(tier.id + std::to_string(i), tier.speed)->set_core_count(tier.cores)->seal();
                machines.push_back({host, lines_ ? tier.worker_threads : std::numeric_limits<int>::max(), 0, {}});
            }
        }
        for (const Link& link : scenario_.platform.links) {
            Wire wire{zone->create_host("from " + link.id, 1.0)->seal(), zone->create_host("to " + link.id, 1.0)->seal(),
                      zone->create_host("pipe " + link.id, link.bandwidth_per_s)->seal(), link.latency_s};
            auto* line = zone->create_link(link.id, link.bandwidth_per_s)->set_latency(link.latency_s)->seal();
            zone->add_route(wire.from->get_netpoint(), wire.to->get_netpoint(), nullptr, nullptr, {sg4::LinkInRoute(line)},
                            false);
            wires_.push_back(wire);
        }
        zone->seal();
        turn_.resize(tiers_.size());
        idle_comms_.resize(wires_.size());
    }

    const std::vector<Step>& steps() const { return scenario_.channels[0].steps; }
    double amount(Customer& customer) const {
        return customer.amounts.of(luck_, steps()[customer.step], {customer.who, 0, 0, true}, customer.step);
    }
    static std::uint64_t whole(double bytes) { return static_cast<std::uint64_t>(bytes + 1); }
    Machine& pick(Index tier) { return tiers_[tier][turn_[tier]++ % tiers_[tier].size()]; }
    Customer* customer(std::uint32_t who) {
        Customer* fresh = free_.empty() ? &customers_.emplace_back() : free_.back();
        if (!free_.empty()) free_.pop_back();
        *fresh = {who, 0, sg4::Engine::get_clock(), {}};
        return fresh;
    }
    void leave(Customer* customer) {
        free_.push_back(customer);
        if (over_) return;
        over_ = watch_.done(sg4::Engine::get_clock() - customer->came_s);
        if (over_) return keeper_->resume();
        if (load_.customers > 0) announce();
    }

    void announce(double from_now_s = 0) {
        const double gap_s = load_.gap_s(announced_);
        Timer::set(sg4::Engine::get_clock() + from_now_s + gap_s, [this, who = announced_] {
            if (over_) return;
            if (way_ == Way::workers) return arrived_.push_back(who), keeper_->resume();
            Customer* fresh = customer(who);
            if (load_.customers == 0) announce();
            begin(fresh);
        });
        ++announced_;
    }
    void begin(Customer* customer) {
        const Step& step = steps()[customer->step];
        if (step.kind == StepKind::work) return enter(customer, pick(step.where));
        if (way_ == Way::restarted) return transfer_again(customer, step.where);
        const Wire& wire = wires_[step.where];
        if (way_ == Way::timers) {
            Timer::set(sg4::Engine::get_clock() + wire.latency_s,
                       [this, customer, pipe = wire.pipe] { execute(customer, pipe); });
            return;
        }
        auto comm = sg4::Comm::sendto_init();
        comm->set_payload_size(whole(amount(*customer)));
        comm->set_data(customer);
        comm->set_source(wire.from);
        comm->set_destination(wire.to);
        comm.detach();
    }
    void execute(Customer* customer, sg4::Host* host) {
        auto exec = sg4::Exec::init();
        exec->set_data(customer);
        exec->set_flops_amount(amount(*customer));
        exec->set_host(host);
        exec->start();
        exec.detach();
    }
    void enter(Customer* customer, Machine& machine) {
        if (machine.inside == machine.inside_max) return machine.line.push_back(customer);
        ++machine.inside;
        start_work(customer, machine);
    }
    void start_work(Customer* customer, Machine& machine) {
        customer->machine = &machine;
        if (way_ == Way::restarted)
            execute_again(customer, machine.host);
        else
            execute(customer, machine.host);
    }
    void leave_machine(Customer* customer) {
        Machine& machine = *customer->machine;
        customer->machine = nullptr;
        if (machine.line.empty()) return void(--machine.inside);
        Customer* next = machine.line.front();
        machine.line.pop_front();
        start_work(next, machine);
    }
    static Unit* take(std::vector<Unit*>& idle) {
        if (idle.empty()) return nullptr;
        Unit* unit = idle.back();
        idle.pop_back();
        return unit;
    }
    void execute_again(Customer* customer, sg4::Host* host) {
        Unit* unit = take(idle_execs_);
        if (!unit) {
            unit = &units_.emplace_back(Unit{sg4::Exec::init(), nullptr, none, nullptr});
            unit->exec->set_data(unit);
        }
        unit->customer = customer;
        unit->exec->set_state(sg4::Activity::State::INITED);
        unit->exec->set_flops_amount(amount(*customer));
        unit->exec->set_host(host);
        unit->exec->start();
    }
    void transfer_again(Customer* customer, Index link) {
        Unit* unit = take(idle_comms_[link]);
        if (!unit) {
            unit = &units_.emplace_back(Unit{nullptr, sg4::Comm::sendto_init(), link, nullptr});
            unit->comm->set_data(unit);
            unit->comm->set_source(wires_[link].from);
            unit->comm->set_destination(wires_[link].to);
        }
        unit->customer = customer;
        unit->comm->set_state(sg4::Activity::State::INITED);
        unit->comm->set_payload_size(whole(amount(*customer)));
        unit->comm->start();
    }
    void completed(const sg4::Activity& activity) {
        Customer* customer = nullptr;
        if (way_ == Way::restarted) {
            if (resting_) (resting_->exec ? idle_execs_ : idle_comms_[resting_->link]).push_back(resting_);
            resting_ = static_cast<Unit*>(activity.get_data<void>());
            customer = resting_->customer;
        } else {
            customer = static_cast<Customer*>(activity.get_data<void>());
            ended_ = {const_cast<sg4::Activity*>(&activity), false};  // lives until the next one ends: the kernel still needs it
        }
        if (over_) return;
        if (customer->machine) leave_machine(customer);  // the line moves up first
        if (++customer->step == steps().size())
            leave(customer);
        else
            begin(customer);
    }

    void conduct() {  // open arrivals only
        keeper_ = sg4::Actor::self();
        while (!over_) {
            if (arrived_.empty()) {
                announce();
                sg4::this_actor::suspend();
                continue;
            }
            inbox_.push_back(customer(arrived_.back()));
            arrived_.pop_back();
            if (idle_workers_.empty())
                sg4::Actor::create("worker", safe_, [this] { work(); });
            else {
                idle_workers_.back()->resume();
                idle_workers_.pop_back();
            }
        }
        for (auto& worker : idle_workers_) worker->resume();
    }
    void work() {
        for (;;) {
            if (inbox_.empty()) {
                if (over_) return;
                idle_workers_.push_back(sg4::Actor::self());
                sg4::this_actor::suspend();
                continue;
            }
            Customer* mine = inbox_.front();
            inbox_.pop_front();
            for (; mine->step < steps().size(); ++mine->step) {
                const Step& step = steps()[mine->step];
                if (step.kind == StepKind::transfer) {
                    sg4::Comm::sendto(wires_[step.where].from, wires_[step.where].to, whole(amount(*mine)));
                } else {
                    auto exec = sg4::this_actor::exec_init(amount(*mine));
                    exec->set_host(pick(step.where).host);
                    exec->start();
                    exec->wait();
                }
            }
            leave(mine);
        }
    }

    const bench::Load& load_;
    const Scenario& scenario_;
    const Luck& luck_;
    Way way_;
    bool lines_;
    sg4::Engine* engine_ = nullptr;
    sg4::Host* safe_ = nullptr;
    std::vector<std::vector<Machine>> tiers_;
    std::vector<std::size_t> turn_;
    std::vector<Wire> wires_;
    sg4::ActorPtr keeper_;
    std::deque<Customer> customers_;
    std::vector<Customer*> free_;
    std::deque<Unit> units_;
    std::vector<Unit*> idle_execs_;
    std::vector<std::vector<Unit*>> idle_comms_;
    Unit* resting_ = nullptr;
    sg4::ActivityPtr ended_;
    std::deque<Customer*> inbox_;
    std::vector<sg4::ActorPtr> idle_workers_;
    std::vector<std::uint32_t> arrived_;  // at most one, not yet handed to a worker
    std::uint32_t announced_ = 0;
    bool over_ = false;
    bench::Watch watch_{0};
};

}  // namespace counterless::bare

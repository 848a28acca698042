// tests/bench/bare_platform.hpp: the six activities of a digital transaction in bare SimGrid, four ways. The fastest honest
// program we could write stands beside ours; the draws and arrivals are the same, so the mean response must come out the same
// too.
#pragma once

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <simgrid/simix.hpp>

#include <deque>
#include <string>
#include <vector>

#include "sim/carrier.hpp"

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
    Platform(const Scenario& scenario, const Luck& luck, long count, double rate, Way way)
        : scenario_(scenario), luck_(luck), count_(count), rate_(rate), way_(way) {
        build();
    }
    double mean_response_s() {
        if (way_ == Way::workers)
            sg4::Actor::create("conductor", safe_, [this] { conduct(); });
        else {
            sg4::Activity::on_completion_cb([this](const sg4::Activity& activity) { completed(activity); });
            keeper_ = sg4::Actor::create("keeper", safe_, [this] {
                simgrid::kernel::actor::simcall_answered([this] { arrive(); });
                sg4::this_actor::suspend();
            });
        }
        engine_->run();
        return response_s_ / static_cast<double>(done_);
    }

  private:
    struct Customer {
        std::uint32_t who, step;
        double came_s;
        StepAmounts amounts;
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
            auto& hosts = tiers_.emplace_back();
            for (int i = 0; i < tier.hosts; ++i)
                hosts.push_back(zone->create_host(tier.id + std::to_string(i), tier.speed)->set_core_count(tier.cores)->seal());
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

    double gap_s() { return quantile(exponential(1 / rate_), luck_.at(Purpose::gap, static_cast<std::uint64_t>(came_)).u); }
    const std::vector<Step>& steps() const { return scenario_.channels[0].steps; }
    double amount(Customer& customer) const {
        return customer.amounts.of(luck_, steps()[customer.step], {customer.who, 0, 0, true}, customer.step);
    }
    static std::uint64_t whole(double bytes) { return static_cast<std::uint64_t>(bytes + 1); }
    sg4::Host* pick(Index tier) { return tiers_[tier][turn_[tier]++ % tiers_[tier].size()]; }
    Customer* customer() {
        Customer* fresh = free_.empty() ? &customers_.emplace_back() : free_.back();
        if (!free_.empty()) free_.pop_back();
        *fresh = {static_cast<std::uint32_t>(came_++), 0, sg4::Engine::get_clock(), {}};
        return fresh;
    }
    void leave(Customer* customer) {
        response_s_ += sg4::Engine::get_clock() - customer->came_s;
        free_.push_back(customer);
        if (++done_ == count_) keeper_->resume();
    }

    void arrive() {
        if (came_ == count_) return;
        Timer::set(sg4::Engine::get_clock() + gap_s(), [this] {
            Customer* fresh = customer();
            arrive();
            begin(fresh);
        });
    }
    void begin(Customer* customer) {
        const Step& step = steps()[customer->step];
        if (way_ == Way::restarted) return restart(customer, step);
        if (step.kind == StepKind::work) return execute(customer, pick(step.where));
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
    void restart(Customer* customer, const Step& step) {
        const bool work = step.kind == StepKind::work;
        auto& idle = work ? idle_execs_ : idle_comms_[step.where];
        Unit* unit = nullptr;
        if (!idle.empty()) {
            unit = idle.back();
            idle.pop_back();
        } else {
            unit = &units_.emplace_back(Unit{nullptr, nullptr, step.where, nullptr});
            if (work)
                (unit->exec = sg4::Exec::init())->set_data(unit);
            else {
                (unit->comm = sg4::Comm::sendto_init())->set_data(unit);
                unit->comm->set_source(wires_[step.where].from);
                unit->comm->set_destination(wires_[step.where].to);
            }
        }
        unit->customer = customer;
        if (work) {
            unit->exec->set_state(sg4::Activity::State::INITED);
            unit->exec->set_flops_amount(amount(*customer));
            unit->exec->set_host(pick(step.where));
            unit->exec->start();
        } else {
            unit->comm->set_state(sg4::Activity::State::INITED);
            unit->comm->set_payload_size(whole(amount(*customer)));
            unit->comm->start();
        }
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
        if (++customer->step == steps().size())
            leave(customer);
        else
            begin(customer);
    }

    void conduct() {
        keeper_ = sg4::Actor::self();
        while (came_ < count_) {
            Timer::set(sg4::Engine::get_clock() + gap_s(), [this] { keeper_->resume(); });
            sg4::this_actor::suspend();
            inbox_.push_back(customer());
            if (idle_workers_.empty())
                sg4::Actor::create("worker", safe_, [this] { work(); });
            else {
                idle_workers_.back()->resume();
                idle_workers_.pop_back();
            }
        }
        if (done_ < count_) sg4::this_actor::suspend();
        for (auto& worker : idle_workers_) worker->resume();
    }
    void work() {
        for (;;) {
            if (inbox_.empty()) {
                if (done_ == count_) return;
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
                    exec->set_host(pick(step.where));
                    exec->start();
                    exec->wait();
                }
            }
            leave(mine);
        }
    }

    const Scenario& scenario_;
    const Luck& luck_;
    long count_;
    double rate_;
    Way way_;
    sg4::Engine* engine_ = nullptr;
    sg4::Host* safe_ = nullptr;
    std::vector<std::vector<sg4::Host*>> tiers_;
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
    long came_ = 0, done_ = 0;
    double response_s_ = 0;
};

}  // namespace counterless::bare

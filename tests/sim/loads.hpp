// tests/sim/loads.hpp: a stated load on a stated platform, carried by any carrier: who ended when, and what was recorded.
// SimGrid allows one engine a process, so whatever runs on machines runs in a forked child and sends its numbers home.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/capacity.hpp"
#include "sim/clock.hpp"
#include "sim/delay.hpp"
#include "sim/machines.hpp"
#include "sim/meter.hpp"
#include "sim/pool.hpp"
#include "sim/record.hpp"

namespace counterless::loads {

class Totals final : public Deaf {  // hears work and bytes
  public:
    void worked(double now_s, Index, double core_seconds) override { ++works, core_seconds_ += core_seconds, note(now_s); }
    void transferred(double now_s, Index, double bytes) override { ++transfers, bytes_ += bytes, note(now_s); }

    void messaged(double now_s, Index, double waited_s) override { ++messages, message_wait_s += waited_s, note(now_s); }
    void message_lost(double now_s, Index) override { ++lost, note(now_s); }
    void hosts_on(double now_s, Index, int hosts) override { switched.push_back({now_s, static_cast<double>(hosts)}); }
    void consumed(double, double until_s, Index, Index, double joules) override { joules_ += joules, note(until_s); }

    double core_seconds_ = 0, bytes_ = 0, last_s = 0;
    double messages = 0, lost = 0, message_wait_s = 0, joules_ = 0;
    std::vector<std::array<double, 2>> switched;  // when, and how many are on from then on
    int works = 0, transfers = 0, out_of_order = 0;

  private:
    void note(double now_s) { out_of_order += now_s < last_s, last_s = now_s; }
};

struct Arrival {
    double begins_s;
    Index channel = 0;
    bool fee = false;
};
struct Carried {
    std::vector<double> ended_s;                  // by attempt; infinite: not within the horizon
    std::vector<double> why;                      // by attempt: its Failure, as a number
    std::vector<std::array<double, 2>> switched;  // when, and how many hosts are on from then on
    double core_seconds = 0, bytes = 0, stopped_s = 0;
    double messages = 0, lost = 0, message_wait_s = 0, joules = 0;
    int late = 0;  // events handled after their time, or records out of order
};

inline void turn(Clock& clock, Carrier& carrier, EventQueue& events, double horizon_s, const std::vector<Arrival>& load,
                 const Conditions& conditions, Capacity& capacity, Meter& meter, Carried& outcome) {
    double before_s = 0;
    while (clock.wait_until_due(events, horizon_s)) {
        const Event event = events.pop();
        outcome.late += event.time_s < before_s || event.time_s != clock.now_s();
        before_s = event.time_s;
        const std::uint32_t who = event.subject;
        if (event.kind() == EventKind::digital_need)
            carrier.begin(event.time_s, who, {who, 0, load[who].channel, load[who].fee});
        else if (event.kind() == EventKind::attempt_done)
            outcome.ended_s[who] = event.time_s, outcome.why[who] = event.stamp();
        else if (event.kind() == EventKind::machines_change)
            carrier.change(event.time_s, conditions.changes()[who]);
        else if (event.kind() == EventKind::capacity_changes)
            capacity.handle(event);
        else if (event.kind() == EventKind::meter_read)
            meter.read(event.time_s);
        else
            carrier.handle(event);
    }
    outcome.stopped_s = clock.now_s();
}

inline Carried run(const Scenario& scenario, const std::vector<Arrival>& load, Fidelity fidelity, double horizon_s = infinite) {
    Carried outcome{.ended_s = std::vector<double>(load.size(), infinite), .why = std::vector<double>(load.size(), -1)};
    EventQueue events;
    for (std::uint32_t i = 0; i < load.size(); ++i) events.push(load[i].begins_s, Rank::arrival, EventKind::digital_need, i);
    Totals totals;
    const Luck luck{scenario.study.seed, 0};
    const Conditions conditions(scenario, luck);
    for (Index change = 0; change < conditions.changes().size(); ++change)
        events.push(conditions.changes()[change].at_s, Rank::departure, EventKind::machines_change, change);
    const auto go = [&](Clock& clock, Carrier& carrier) {
        const std::vector<Carrier*> carriers(3, &carrier);
        Capacity capacity(scenario, events, totals, carriers);
        Meter meter(scenario, events, totals, carriers);
        turn(clock, carrier, events, horizon_s, load, conditions, capacity, meter, outcome);
    };
    FreeClock clock;
    if (fidelity == Fidelity::platform) {
        run_on_machines(scenario, luck, totals, events, go);
    } else if (fidelity == Fidelity::pool) {
        PoolCarrier carrier(scenario, luck, totals, events);
        go(clock, carrier);
    } else {
        DelayCarrier carrier(scenario, luck, conditions, totals, events);
        go(clock, carrier);
    }
    outcome.core_seconds = totals.core_seconds_;
    outcome.bytes = totals.bytes_;
    outcome.late += totals.out_of_order;
    outcome.switched = totals.switched;
    outcome.messages = totals.messages, outcome.lost = totals.lost;
    outcome.message_wait_s = totals.message_wait_s, outcome.joules = totals.joules_;
    return outcome;
}

// Runs `work` in a child and returns the numbers it returned; what it threw is thrown here, a crash too.
inline std::vector<double> in_child(const std::function<std::vector<double>()>& work) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    std::cout.flush();  // or the child may say it again
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no child");
    if (child == 0) {
        FILE* home = fdopen(ends[1], "wb");
        int code = 0;
        try {
            for (const double number : work()) std::fwrite(&number, sizeof number, 1, home);
        } catch (const std::exception& trouble) {
            std::fputs(trouble.what(), home);
            code = 9;
        }
        std::fclose(home);
        _exit(code);
    }
    close(ends[1]);
    std::string bytes;
    char piece[4096];
    for (ssize_t got; (got = read(ends[0], piece, sizeof piece)) > 0;) bytes.append(piece, static_cast<std::size_t>(got));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 9) throw std::logic_error(bytes);
    if (status != 0) throw std::runtime_error("the child ended with status " + std::to_string(status));
    std::vector<double> numbers(bytes.size() / sizeof(double));
    bytes.copy(reinterpret_cast<char*>(numbers.data()), numbers.size() * sizeof(double));
    return numbers;
}

inline Carried run_anywhere(const Scenario& scenario, const std::vector<Arrival>& load, Fidelity fidelity,
                            double horizon_s = infinite) {
    if (fidelity != Fidelity::platform) return run(scenario, load, fidelity, horizon_s);
    std::vector<double> numbers = in_child([&] {
        const Carried outcome = run(scenario, load, fidelity, horizon_s);
        std::vector<double> sent = outcome.ended_s;
        sent.insert(sent.end(), outcome.why.begin(), outcome.why.end());
        sent.insert(sent.end(), {outcome.core_seconds, outcome.bytes, outcome.stopped_s, static_cast<double>(outcome.late),
                                 outcome.messages, outcome.lost, outcome.message_wait_s, outcome.joules});
        for (const auto& [when_s, hosts] : outcome.switched) sent.insert(sent.end(), {when_s, hosts});
        return sent;
    });
    Carried outcome;
    const auto size = static_cast<std::ptrdiff_t>(load.size());
    const auto rest = numbers.begin() + 2 * size;
    outcome.ended_s.assign(numbers.begin(), numbers.begin() + size);
    outcome.why.assign(numbers.begin() + size, rest);
    outcome.core_seconds = rest[0];
    outcome.bytes = rest[1];
    outcome.stopped_s = rest[2];
    outcome.late = static_cast<int>(rest[3]);
    outcome.messages = rest[4], outcome.lost = rest[5], outcome.message_wait_s = rest[6], outcome.joules = rest[7];
    for (auto pair = rest + 8; pair != numbers.end(); pair += 2) outcome.switched.push_back({pair[0], pair[1]});
    return outcome;
}

inline Link link(const char* id, double latency_s, double bandwidth_per_s) {
    Link made;
    made.id = id, made.latency_s = latency_s, made.bandwidth_per_s = bandwidth_per_s;
    return made;
}
inline Tier tier(const char* id, int hosts, int cores, double speed = 1, int worker_threads = 64,
                 Balance balance = Balance::round_robin) {
    Tier made;
    made.id = id, made.hosts = hosts, made.cores = cores, made.speed = speed;
    made.worker_threads = worker_threads, made.balance = balance;
    return made;
}
inline Channel channel(const char* id, std::vector<Step> steps) {
    Channel made;
    made.id = id, made.steps = std::move(steps);
    return made;
}
inline Step think(Law seconds) { return {.kind = StepKind::think, .amount = seconds}; }
inline Step transfer(Index link, Law bytes) { return {.kind = StepKind::transfer, .where = link, .amount = bytes}; }
inline Step notify(Index tier, Law core_seconds) { return {.kind = StepKind::notify, .where = tier, .amount = core_seconds}; }
inline Step work(Index tier, Law core_seconds) { return {.kind = StepKind::work, .where = tier, .amount = core_seconds}; }

}  // namespace counterless::loads

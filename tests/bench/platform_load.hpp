// tests/bench/platform_load.hpp: what the benches of the platform share: who comes, our loop that carries them, and a case
// measured in a process of its own (SimGrid allows one engine a process). CPU time is read at the first arrival, after a fifth,
// after four fifths and at the end, so that building the platform is in no figure and one sees whether the last cost more than
// the first.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "sim/clock.hpp"
#include "sim/delay.hpp"
#include "sim/machines.hpp"
#include "sim/pool.hpp"
#include "sim/record.hpp"
#include "tests/bench/measure.hpp"

namespace counterless::bench {

// Arrivals: one by one with exponential gaps, `rate` a second; or, with `customers`, so many who come again and again, each after
// a pause of mean 1 / rate. They come for the first time one after another, or their first uploads would share a link by the
// thousand.
struct Load {
    const Scenario& scenario;
    const Luck& luck;
    long count;  // transactions, then all is over
    double rate;
    long customers = 0;
    double first_s = 0;  // between the first coming of one customer and of the next

    [[nodiscard]] double gap_s(std::uint32_t who) const { return quantile(exponential(1 / rate), luck.at(Purpose::gap, who).u); }
};

struct Told {                                                                            // ns of CPU time a transaction; seconds
    double ns = 0, first_fifth_ns = 0, last_fifth_ns = 0, later_ns = 0, response_s = 0;  // later: all but the first fifth
};

class Watch {
  public:
    explicit Watch(long count) : count_(count) { laps_s_[0] = cpu_s(); }
    // One more is done: true when it was the last.
    bool done(double response_s) {
        response_s_ += response_s;
        if (++done_ == count_ / 5) laps_s_[1] = cpu_s();
        if (done_ == count_ - count_ / 5) laps_s_[2] = cpu_s();
        if (done_ == count_) laps_s_[3] = cpu_s();
        return done_ == count_;
    }
    [[nodiscard]] Told told() const {
        const auto fifth = static_cast<double>(count_ / 5), all = static_cast<double>(count_);
        return {1e9 * (laps_s_[3] - laps_s_[0]) / all, 1e9 * (laps_s_[1] - laps_s_[0]) / fifth,
                1e9 * (laps_s_[3] - laps_s_[2]) / fifth, 1e9 * (laps_s_[3] - laps_s_[1]) / (all - fifth), response_s_ / all};
    }

  private:
    static double cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
    long count_, done_ = 0;
    double response_s_ = 0;
    double laps_s_[4] = {0, 0, 0, 0};
};

// Our loop, the world's without its rooms. `look` sees each end: how many are done, and when.
inline Told carry(const Load& load, Clock& clock, Carrier& carrier, EventQueue& events,
                  const std::function<void(long, double)>& look = {}) {
    std::vector<double> came_s;  // by place, used again
    std::vector<std::uint32_t> free;
    std::uint32_t announced = 0;
    long done = 0;
    const Conditions conditions(load.scenario, load.luck);
    for (Index change = 0; change < conditions.changes().size(); ++change)
        events.push(conditions.changes()[change].at_s, Rank::departure, EventKind::machines_change, change);
    Watch watch(load.count);
    const auto announce = [&](double now_s) {
        events.push(now_s + load.gap_s(announced), Rank::arrival, EventKind::digital_need, announced);
        ++announced;
    };
    for (long i = 0; i < std::max(1L, load.customers); ++i) announce(load.first_s * static_cast<double>(i));
    while (clock.wait_until_due(events, infinite)) {
        const Event event = events.pop();
        if (event.kind() == EventKind::digital_need) {
            if (free.empty()) free.push_back(static_cast<std::uint32_t>(came_s.size())), came_s.push_back(0);
            const std::uint32_t place = free.back();
            free.pop_back();
            came_s[place] = event.time_s;
            if (load.customers == 0) announce(event.time_s);
            carrier.begin(event.time_s, place, {event.subject, 0, 0, true});
        } else if (event.kind() == EventKind::attempt_done) {
            free.push_back(event.subject);
            if (look) look(++done, event.time_s);
            if (watch.done(event.time_s - came_s[event.subject])) break;
            if (load.customers > 0) announce(event.time_s);
        } else if (event.kind() == EventKind::machines_change) {
            carrier.change(event.time_s, conditions.changes()[event.subject]);
        } else {
            carrier.handle(event);
        }
    }
    return watch.told();
}

inline Told on_machines(const Load& load) {
    Deaf deaf;
    EventQueue events;
    Told told;
    run_on_machines(load.scenario, load.luck, deaf, events,
                    [&](Clock& clock, Carrier& carrier) { told = carry(load, clock, carrier, events); });
    return told;
}
inline Told on_pool(const Load& load) {
    Deaf deaf;
    EventQueue events;
    FreeClock clock;
    PoolCarrier carrier(load.scenario, load.luck, deaf, events);
    return carry(load, clock, carrier, events);
}
inline Told on_delay(const Load& load) {
    Deaf deaf;
    EventQueue events;
    FreeClock clock;
    const Conditions conditions(load.scenario, load.luck);
    DelayCarrier carrier(load.scenario, load.luck, conditions, deaf, events);
    return carry(load, clock, carrier, events);
}

// What `work` tells, from a child. Numbers only.
template <typename Numbers>
Numbers alone(const std::function<Numbers()>& work) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const Numbers numbers = work();
        _exit(write(ends[1], &numbers, sizeof numbers) == sizeof numbers ? 0 : 1);
    }
    close(ends[1]);
    Numbers numbers{};
    if (read(ends[0], &numbers, sizeof numbers) != sizeof numbers) std::printf("the child died\n");
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return numbers;
}

// Several ways of carrying one load. They take turns in every round, each time in a child of its own.
struct Case {
    const char* name;
    std::function<Told(const Load&)> run;
    std::vector<Told> rounds{};

    [[nodiscard]] double median_of(double Told::*figure) const {
        std::vector<double> values;
        for (const Told& one : rounds) values.push_back(one.*figure);
        return median(values);
    }
};

inline void take_turns(std::vector<Case>& cases, const Load& load, int rounds) {
    for (int round = 0; round < rounds; ++round)
        for (Case& one : cases) one.rounds.push_back(alone<Told>([&] { return one.run(load); }));
}

// ---- platforms --------------------------------------------------------------------------------------------------------------

inline Tier tier(const char* id, int hosts) {
    Tier made;
    made.id = id, made.hosts = hosts, made.cores = 4;
    return made;
}
inline Link link(const char* id, double latency_s, double bandwidth_per_s) {
    Link made;
    made.id = id, made.latency_s = latency_s, made.bandwidth_per_s = bandwidth_per_s;
    return made;
}
inline Step step(StepKind kind, Index where, double mean) { return {.kind = kind, .where = where, .amount = exponential(mean)}; }

// Upload, web tier, database, transfer to the gateway, gateway, download; half of the hosts are the web's. All links together are
// as wide as the hosts are many.
inline Scenario six_steps(int hosts = 8) {
    Scenario scenario;
    const double wide = hosts / 8.0;
    scenario.platform.tiers = {tier("web", hosts / 2), tier("database", hosts / 4), tier("gateway", hosts / 4)};
    scenario.platform.links = {link("up", 0.020, 12.5e6 * wide), link("bank", 0.005, 12.5e6 * wide),
                               link("down", 0.020, 125e6 * wide)};
    Channel web;
    web.steps = {step(StepKind::transfer, 0, 20e3), step(StepKind::work, 0, 0.040), step(StepKind::work, 1, 0.020),
                 step(StepKind::transfer, 1, 2e3),  step(StepKind::work, 2, 0.050), step(StepKind::transfer, 2, 200e3)};
    scenario.channels = {web};
    return scenario;
}

}  // namespace counterless::bench

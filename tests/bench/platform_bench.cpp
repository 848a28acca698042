// us of CPU time per digital transaction of six activities, bare SimGrid four ways, through our carrier, event queue and clock,
// and on the pool. Every case runs in a child of its own, the cases take turns, and the median of the rounds is printed. All
// carry the same transactions, so the mean response of each column must agree (the bare ones round up to whole bytes). Usage:
// platform_bench [transactions] [rounds]
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/clock.hpp"
#include "sim/delay.hpp"
#include "sim/machines.hpp"
#include "sim/pool.hpp"
#include "tests/bench/bare_platform.hpp"
#include "tests/sim/deaf.hpp"

using namespace counterless;

namespace {
Tier tier(const char* id, int hosts) {
    Tier made;
    made.id = id, made.hosts = hosts, made.cores = 4;
    return made;
}
Link link(const char* id, double latency_s, double bandwidth_per_s) {
    Link made;
    made.id = id, made.latency_s = latency_s, made.bandwidth_per_s = bandwidth_per_s;
    return made;
}
Step step(StepKind kind, Index where, double mean) { return {.kind = kind, .where = where, .amount = exponential(mean)}; }

Scenario platform() {
    Scenario scenario;
    scenario.platform.tiers = {tier("web", 4), tier("database", 2), tier("gateway", 2)};
    scenario.platform.links = {link("up", 0.020, 12.5e6), link("bank", 0.005, 12.5e6), link("down", 0.020, 125e6)};
    Channel web;
    web.steps = {step(StepKind::transfer, 0, 20e3), step(StepKind::work, 0, 0.040), step(StepKind::work, 1, 0.020),
                 step(StepKind::transfer, 1, 2e3),  step(StepKind::work, 2, 0.050), step(StepKind::transfer, 2, 200e3)};
    scenario.channels = {web};
    return scenario;
}

struct Load {
    const Scenario& scenario;
    const Luck& luck;
    long count;
    double rate;
};

// Our loop: one pending arrival, as a world has it. Returns the mean response.
double carry(const Load& load, Clock& clock, Carrier& carrier, EventQueue& events) {
    std::vector<double> came_s;  // by place, used again
    std::vector<std::uint32_t> free;
    long came = 0, done = 0;
    double response_s = 0;
    const auto next = [&](double now_s) {
        const double gap_s = quantile(exponential(1 / load.rate), load.luck.at(Purpose::gap, static_cast<std::uint64_t>(came)).u);
        events.push(now_s + gap_s, Rank::arrival, EventKind::digital_need, static_cast<std::uint32_t>(came));
    };
    next(0);
    while (clock.wait_until_due(events, infinite)) {
        const Event event = events.pop();
        if (event.kind() == EventKind::digital_need) {
            if (free.empty()) free.push_back(static_cast<std::uint32_t>(came_s.size())), came_s.push_back(0);
            const std::uint32_t place = free.back();
            free.pop_back();
            came_s[place] = event.time_s;
            if (++came < load.count) next(event.time_s);
            carrier.begin(event.time_s, place, {event.subject, 0, 0, true});
        } else if (event.kind() == EventKind::attempt_done) {
            response_s += event.time_s - came_s[event.subject];
            free.push_back(event.subject);
            ++done;
        } else {
            carrier.handle(event);
        }
    }
    return response_s / static_cast<double>(done);
}

template <typename CarrierKind>
double in_queue(const Load& load) {
    Deaf deaf;
    EventQueue events;
    FreeClock clock;
    if constexpr (std::is_same_v<CarrierKind, DelayCarrier>) {
        const Conditions conditions(load.scenario, load.luck);
        DelayCarrier carrier(load.scenario, load.luck, conditions, deaf, events);
        return carry(load, clock, carrier, events);
    } else {
        CarrierKind carrier(load.scenario, load.luck, deaf, events);
        return carry(load, clock, carrier, events);
    }
}
double on_machines(const Load& load) {
    Deaf deaf;
    EventQueue events;
    double response_s = 0;
    run_on_machines(load.scenario, load.luck, deaf, events,
                    [&](Clock& clock, Carrier& carrier) { response_s = carry(load, clock, carrier, events); });
    return response_s;
}
double bare_way(const Load& load, bare::Way way) {
    return bare::Platform(load.scenario, load.luck, load.count, load.rate, way).mean_response_s();
}

struct Case {
    const char* name;
    std::function<double(const Load&)> run;
    std::vector<double> ns{};
    double response_s = 0;
};

void measure(Case& one, const Load& load) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const std::clock_t begin = std::clock();
        double told[2] = {0, one.run(load)};
        told[0] = 1e9 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / static_cast<double>(load.count);
        _exit(write(ends[1], told, sizeof told) == sizeof told ? 0 : 1);
    }
    close(ends[1]);
    double told[2] = {0, 0};
    if (read(ends[0], told, sizeof told) != sizeof told) std::printf("%s: the child died\n", one.name);
    close(ends[0]);
    waitpid(child, nullptr, 0);
    one.ns.push_back(told[0]);
    one.response_s = told[1];
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void compare(const Load& load, int rounds) {
    using bare::Way;
    std::vector<Case> cases = {{"bare SimGrid, worker actors", [](const Load& l) { return bare_way(l, Way::workers); }},
                               {"bare SimGrid, new activities", [](const Load& l) { return bare_way(l, Way::fresh); }},
                               {"bare SimGrid, transfers as timers", [](const Load& l) { return bare_way(l, Way::timers); }},
                               {"bare SimGrid, restarted activities", [](const Load& l) { return bare_way(l, Way::restarted); }},
                               {"ours, platform", on_machines},
                               {"ours, pool", in_queue<PoolCarrier>},
                               {"ours, delay", in_queue<DelayCarrier>}};
    for (int round = 0; round < rounds; ++round)
        for (Case& one : cases) measure(one, load);
    const double best = std::min(median(cases[1].ns), median(cases[3].ns));
    std::printf("\n%ld transactions of 6 activities, %.0f a second, %d rounds, CPU time\n", load.count, load.rate, rounds);
    for (const Case& one : cases)
        std::printf("%-36s %8.0f ns [%.0f..%.0f]   %.2f of the best bare one   response %.6f s\n", one.name, median(one.ns),
                    *std::min_element(one.ns.begin(), one.ns.end()), *std::max_element(one.ns.begin(), one.ns.end()),
                    median(one.ns) / best, one.response_s);
}
}  // namespace

int main(int argc, char** argv) {
    const long count = argc > 1 ? std::atol(argv[1]) : 100'000;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    const Scenario scenario = platform();
    const Luck luck{1, 0};
    for (const double rate : {60.0, 150.0}) compare({scenario, luck, count, rate}, rounds);
}

// tests/bench/scaling_bench.cpp: how the cost of a customer grows with the number of counters, of centres, and of people in line,
// and what a customer who is inside takes in memory. Wanted: no faster than the logarithm of the events that are announced, and
// with the people in line not at all. Each case is lived through by the whole engine in a process of its own, so that memory is
// the case's; user time is the least of the rounds, since a strange process can only add to it.
//     build/release/tests/bench/scaling_bench [rounds]
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/bench/measure.hpp"

using namespace counterless;
using bench::Cost;

namespace {

struct Usage {
    double ns, memory_mb;  // per customer; at its peak
    double user_ns, customers;
};

// `centres` halls, each with its own stream, counters and line, and `waiting` people in it at the start.
std::string halls(int centres, double arrivals_per_min, int agents, long waiting, double horizon_min) {
    std::string streams, places;
    for (int i = 0; i < centres; ++i) {
        const char* comma = i == 0 ? "" : ", ";
        streams += fmt::format(R"({}"s{}": {{"to": "c{}", "rate": "{} / min", "present_at_start": {}}})", comma, i, i,
                               arrivals_per_min, waiting);
        places += fmt::format(
            R"({}"c{}": {{"stations": {{"counter": {{"agents": {}, "service": {{"law": "exponential", "mean": "1 min"}}}}}}}})",
            comma, i, agents);
    }
    return fmt::format(R"({{"name": "bench", "demand": {{"streams": {{{}}}}}, "centres": {{{}}},
        "study": {{"seed": 1, "series": "typical_day", "horizon": "{} min"}}}})",
                       streams, places, horizon_min);
}

Usage alone(const std::string& scenario) {
    int ends[2];
    if (pipe(ends) < 0) std::abort();
    const pid_t process = fork();
    if (process == 0) {
        Cost cost{-1, 0};
        try {
            cost = bench::through_engine(scenario, 0, 1);
        } catch (const std::exception& exception) { fmt::print(stderr, "{}\n", exception.what()); }
        _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
    }
    close(ends[1]);
    Cost cost{-1, 0};
    const bool heard = read(ends[0], &cost, sizeof cost) == sizeof cost;
    close(ends[0]);
    rusage usage{};
    int status = 0;
    wait4(process, &status, 0, &usage);
    if (!heard || cost.ns < 0) std::exit(1);
    return {cost.ns, static_cast<double>(usage.ru_maxrss) / 1024, cost.ns * cost.customers, cost.customers};
}

Usage best(const std::string& scenario, int rounds) {
    Usage least = alone(scenario);
    for (int round = 1; round < rounds; ++round) {
        const Usage one = alone(scenario);
        if (one.ns < least.ns) least = one;
    }
    return least;
}

// What is paid once, reading and laying out a centre or letting those in who are there at the start, falls out.
Usage longer_less_shorter(const std::string& shorter, const std::string& longer, int rounds) {
    const Usage less = best(shorter, rounds), more = best(longer, rounds);
    return {(more.user_ns - less.user_ns) / (more.customers - less.customers), more.memory_mb, more.user_ns, more.customers};
}

void print(const std::string& what, const Usage& one, const Usage& first) {
    fmt::print("{:<44} {:6.1f} ns a customer, {:5.2f} of the first, {:7.1f} MB\n", what, one.ns, one.ns / first.ns,
               one.memory_mb);
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    constexpr double customers = 500'000;
    Usage first{};
    for (const int agents : {8, 50, 200, 1000, 5000}) {
        const double rate = 0.95 * agents;
        const Usage one = best(halls(1, rate, agents, 0, customers / rate), rounds);
        if (agents == 8) first = one;
        print(fmt::format("{} counters, 95 % busy", agents), one, first);
    }
    for (const int centres : {1, 10, 100, 1000}) {
        const double horizon_min = customers / 7.2 / centres;
        const Usage one =
            longer_less_shorter(halls(centres, 7.2, 8, 0, horizon_min), halls(centres, 7.2, 8, 0, 3 * horizon_min), rounds);
        if (centres == 1) first = one;
        print(fmt::format("{} centres of 8 counters", centres), one, first);
    }
    for (const long waiting : {0L, 1'000L, 100'000L, 1'000'000L}) {  // as many come as are served: the line keeps its length
        const Usage one =
            longer_less_shorter(halls(1, 8, 8, waiting, customers / 8), halls(1, 8, 8, waiting, 3 * customers / 8), rounds);
        if (waiting == 0) first = one;
        print(fmt::format("{} in line all the time", waiting), one, first);
        if (waiting == 1'000'000)
            fmt::print("{:<44} {:6.1f} bytes\n", "a customer inside takes", (one.memory_mb - first.memory_mb) * 1048576 / 1e6);
    }
}

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

namespace {

struct Usage {
    double ns, memory_mb;
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
        double ns = -1;
        try {
            ns = bench::through_engine(scenario, 0, 1).ns;
        } catch (const std::exception& exception) { fmt::print(stderr, "{}\n", exception.what()); }
        _exit(write(ends[1], &ns, sizeof ns) == sizeof ns ? 0 : 1);
    }
    close(ends[1]);
    double ns = -1;
    const bool heard = read(ends[0], &ns, sizeof ns) == sizeof ns;
    close(ends[0]);
    rusage usage{};
    int status = 0;
    wait4(process, &status, 0, &usage);
    if (!heard || ns < 0) std::exit(1);
    return {ns, static_cast<double>(usage.ru_maxrss) / 1024};
}

Usage best(const std::string& scenario, int rounds) {
    Usage least{infinite, infinite};
    for (int round = 0; round < rounds; ++round) {
        const Usage one = alone(scenario);
        least = {std::min(least.ns, one.ns), std::min(least.memory_mb, one.memory_mb)};
    }
    return least;
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
    for (const int centres : {1, 10, 100, 1000}) {  // a longer run less a shorter: reading and laying out a centre is paid once
        const double horizon_min = customers / 7.2 / centres;
        const Usage shorter = best(halls(centres, 7.2, 8, 0, horizon_min), rounds);
        Usage one = best(halls(centres, 7.2, 8, 0, 3 * horizon_min), rounds);
        one.ns = (3 * one.ns - shorter.ns) / 2;
        if (centres == 1) first = one;
        print(fmt::format("{} centres of 8 counters", centres), one, first);
    }
    for (const long waiting : {0L, 1'000L, 100'000L, 1'000'000L}) {  // as many come as are served: the line keeps its length
        const Usage one = best(halls(1, 8, 8, waiting, (customers + static_cast<double>(waiting)) / 8), rounds);
        if (waiting == 0) first = one;
        print(fmt::format("{} in line all the time", waiting), one, first);
        if (waiting == 1'000'000)
            fmt::print("{:<44} {:6.1f} bytes\n", "a customer inside takes", (one.memory_mb - first.memory_mb) * 1048576 / 1e6);
    }
}

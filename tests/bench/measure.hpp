// tests/bench/measure.hpp: what a benchmark of queues needs: CPU seconds, medians, and a scenario lived through by the engine as
// the program does it: text in, half-hour statistics and quantiles on, balance checked.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "results/measures.hpp"
#include "results/tally.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"

namespace counterless::bench {

inline double user_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec) + 1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

inline double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

struct Cost {
    double ns;                         // of user time, per customer
    double customers;                  // who came
    double wait_min = 0, gave_up = 0;  // mean wait at the first station and share who gave up: both loops must agree
};

inline Cost through_engine(const std::string& scenario, std::uint32_t first, std::uint32_t replications) {
    const double begin_s = user_s();
    const ReadResult read = read_scenario_text(scenario, "bench.json");
    if (!read.problems.empty())
        throw std::runtime_error(read.problems.front().place + ": " + read.problems.front().found + ", expected " +
                                 read.problems.front().expected);
    const Layout plan = layout(read.scenario);
    double customers = 0, waited_s = 0, began = 0, gave_up = 0;
    for (std::uint32_t replication = first; replication < first + replications; ++replication) {
        Tally tally(read.scenario, plan, replication);
        run(read.scenario, {}, replication, tally);
        const Summary summary = tally.take();
        customers += summary.totals[plan.whole(Whole::visits)];
        gave_up += summary.totals[plan.whole(Whole::visits_gave_up)];
        waited_s += summary.totals[plan.place(0, Place::wait_sum)];
        began += summary.totals[plan.place(0, Place::began)];
    }
    return {1e9 * (user_s() - begin_s) / customers, customers, waited_s / began / 60, gave_up / customers};
}

// An M/M/c that is always open; one service lasts a minute in the mean.
inline std::string one_queue(double arrivals_per_min, int agents, double horizon_min) {
    return R"({"name": "bench", "demand": {"streams": {"all": {"to": "hall", "rate": ")" + std::to_string(arrivals_per_min) +
           R"( / min"}}}, "centres": {"hall": {"stations": {"counter": {"agents": )" + std::to_string(agents) +
           R"(, "service": {"law": "exponential", "mean": "1 min"}}}}}, "study": {"seed": 1, "series": "typical_day", "horizon": ")" +
           std::to_string(horizon_min) + R"( min"}})";
}

}  // namespace counterless::bench

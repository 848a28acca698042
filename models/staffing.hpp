// models/staffing.hpp: the least whole number of agents with which a queue keeps its promises.
// A queue is a function from agents to what customers meet; every such function here gets better with each agent, so the answer
// is found by doubling and halving, whatever the law behind it: exact for M/M/c, M/M/c/K, M/M/c+M and M/M/c+G, approximate for
// M/G/c. For M/G/c+G use M/M/c+G: where many leave, the law of service beyond its mean matters little (Whitt 2005). Loads from
// 0.001 to 10,000 erlang. What no number of agents brings about (that nobody waits, nobody gives up or everybody is in time), no
// such function shows, where doubles end either. Tested in tests/models/staffing_test.cpp.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "models/patience.hpp"

namespace counterless {

struct StaffedQueue {
    double wait_probability;  // of all who come
    double level;             // served within the stated time of waiting, of all who come
    double wait_mean_s;       // in line, over all who come in
    double lost;              // give up or turned away, of all who come
    double occupancy;         // busy share of the agents
};
using QueueOf = std::function<StaffedQueue(int agents)>;

struct StaffingTarget {  // all that are stated must hold
    std::optional<double> level_min, wait_probability_max, wait_mean_max_s, lost_max, occupancy_max;
};
bool holds(const StaffedQueue& queue, const StaffingTarget& target);
std::vector<StaffingTarget> one_by_one(const StaffingTarget& target);  // each by itself, in this order

inline constexpr int agents_limit = 1'000'000;
// Nothing if even `agents_max` do not keep the target. Where a queue cannot be computed its figures are no numbers, which keep
// none.
std::optional<int> least_agents(const QueueOf& queue, const StaffingTarget& target, double load_erlang,
                                int agents_max = agents_limit);

QueueOf queue_erlang_c(double arrivals_per_s, double service_mean_s, double within_s = 0);
QueueOf queue_erlang_a(double arrivals_per_s, double service_mean_s, double patience_mean_s, double within_s = 0);
// `capacity` places in line and in service together; agents beyond it have nobody to serve.
QueueOf queue_mmck(double arrivals_per_s, double service_mean_s, int capacity, double within_s = 0);
QueueOf queue_mmc_patience(double arrivals_per_s, double service_mean_s, const Survival& survival, double within_s = 0);
// APPROXIMATION. Who waits: Erlang C; how long: Allen and Cunneen's mean, exponential among those who wait (Whitt 1993; Tijms
// 2003, 9.6).
QueueOf queue_mgc(double arrivals_per_s, double service_mean_s, double service_cv, double within_s = 0);

}  // namespace counterless

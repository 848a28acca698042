// models/priority.hpp: who goes first, and what it costs the others.
// Classes are listed the most urgent first. With one counter any service law will do; with several, all classes must share one
// exponential law, for then the counters behave as one that is c times as fast while anybody waits.
// Sources stand at each function. Tested in tests/models/priority_test.cpp; against the simulation in tests/oracle/.
#pragma once

#include <span>
#include <vector>

#include "models/law.hpp"

namespace counterless {

struct PriorityClass {
    double arrivals_per_s, service_mean_s;
    double service_cv = 1;
};

// Mean wait of each class in M/G/1 where a service once begun is finished (Cobham 1954; Kleinrock 1976, 3.31). Infinity from the
// first class on that the counter cannot carry; the classes above it then find a counter that is always busy.
std::vector<double> wait_mean_priority_mg1(std::span<const PriorityClass> classes);

// Mean sojourn of each class in M/G/1 where the more urgent interrupt and the interrupted later go on where they stopped
// (preemptive resume; Kleinrock 1976, 3.42: Takacs 1964).
std::vector<double> sojourn_mean_preemptive_mg1(std::span<const PriorityClass> classes);

// M/M/c, one service mean for all, a service once begun is finished (Cobham 1954; Kella and Yechiali 1985).
std::vector<double> wait_mean_priority_mmc(int counters, std::span<const double> arrivals_per_s, double service_mean_s);

// M/M/c, one service mean for all, the more urgent interrupt (Buzen and Bondi 1983): classes 1 to k together are an M/M/c.
std::vector<double> sojourn_mean_preemptive_mmc(int counters, std::span<const double> arrivals_per_s, double service_mean_s);

// Priority that grows with waiting: class k gains `points_per_s[k]` each second, the counter takes the highest (Kleinrock 1964,
// "delay dependent", M/G/1 without interruption). Points must not rise along the classes; all alike is first come first served.
// Precondition: stable (else all infinity).
std::vector<double> wait_mean_accumulating_mg1(std::span<const PriorityClass> classes, std::span<const double> points_per_s);
// The same before c counters with one exponential service law (Li, Stanford and others 2017: as M/M/1 while all are busy).
std::vector<double> wait_mean_accumulating_mmc(int counters, std::span<const double> arrivals_per_s, double service_mean_s,
                                               std::span<const double> points_per_s);

// The shortest service first, not interrupted, M/G/1 (Phipps 1956). Ties by chance.
double wait_mean_shortest_first(double arrivals_per_s, const Law& service_s);
// Mean sojourn when whoever needs the least more is served at once (shortest remaining time; Schrage and Miller 1966). For laws
// without atoms.
double sojourn_mean_shortest_remaining(double arrivals_per_s, const Law& service_s);

}  // namespace counterless

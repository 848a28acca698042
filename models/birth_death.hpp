// models/birth_death.hpp: queues whose only state is how many are inside: arrivals and departures at rates by number.
// The stationary law follows from the cuts between n and n + 1 (Kleinrock 1975, 3.11); products are rescaled as they grow, so a
// hall of 500 does not overflow. Finite sources, balking by length, limited rooms with impatience, batches are such chains.
// Tested in tests/models/birth_death_test.cpp; against the simulation in tests/oracle/.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace counterless {

// Share of time with 0, 1, ... inside. up(n) >= 0 from n to n + 1, down(n) > 0 from n to n - 1. Ends at `inside_max`, where up is
// 0, or the terms are below 1e-18 of the whole and falling.
std::vector<double> birth_death(int inside_max, const std::function<double(int)>& up, const std::function<double(int)>& down);

struct LineAnswer {
    double inside_mean, queue_mean;
    double wait_probability;  // of those who come in: do not start at once
    double refused;           // share of arrivals (or would-be arrivals) that do not come in
    double abandonment;       // share of those who come in that leave unserved
    double wait_mean_s;       // in line, over all who come in, whether served or not
    double throughput_per_s;  // served
};

// M/M/c, an arrival who sees n inside comes in with chance joins(n); room for `capacity` inside; patience infinite or
// exponential. Covers balking by length, M/M/c/K, Erlang A with limited room (Gross and Harris 1998, 2.5 and 2.10).
LineAnswer mmc_balking(int counters, int capacity, double arrivals_per_s, double service_mean_s, double patience_mean_s,
                       const std::function<double(int)>& joins);
// Erlang A in a limited room, M/M/c/K+M.
LineAnswer erlang_a_limited(int counters, int capacity, double arrivals_per_s, double service_mean_s, double patience_mean_s);

// M/M/c//N: N customers, each thinks an exponential time, then comes (machine repair; Gross and Harris 1998, 2.7). Waits are as
// arrivals see them, so with N - 1 others. `refused` is 0.
LineAnswer finite_source(int counters, int customers, double think_mean_s, double service_mean_s);
// Chance of refusal as arrivals see it, M/M/c/c//N (Engset 1918).
double engset_blocked(int counters, int customers, double think_mean_s, double service_mean_s);

// M/M/infinity (and M/G/infinity): chance of n inside, Poisson.
double mminf_probability(int inside, double arrivals_per_s, double service_mean_s);

// Batches: chances of 1, 2, ... customers in one batch.
std::vector<double> batch_fixed(int size);
std::vector<double> batch_geometric(double mean);  // 1, 2, ...; cut where the rest is below 1e-16
// M^X/M/c/K, an arriving batch fills what room there is (partial admission); a large capacity is endless room. Waits per
// customer.
LineAnswer batch_mmc(int counters, int capacity, double batches_per_s, std::span<const double> batch, double service_mean_s);
// Mean wait in M^X/M/1 in closed form (Chaudhry and Templeton 1983; Burke 1975).
double wait_mean_batch_mm1(double batches_per_s, std::span<const double> batch, double service_mean_s);

}  // namespace counterless

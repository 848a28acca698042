// models/erlang.hpp: one queue, c counters, answered without simulating.
// Three questions: how many are turned away (B), how many wait (C), how many give up (A). Plus the two formulas for one server:
// Pollaczek-Khinchine for a line, and the insensitive mean of processor sharing.
// Erlang 1917; Palm 1957; Garnett, Mandelbaum and Reiman 2002. Tested in tests/models/erlang_test.cpp; against the simulation in
// tests/oracle/.
#pragma once

namespace counterless {

// Erlang B: chance that all c counters are busy in M/G/c/c with offered load a (erlang). c >= 0, a >= 0.
double erlang_b(int counters, double load_erlang);
// Erlang C: chance to wait in M/M/c. 1 when the load is not below c.
double erlang_c(int counters, double load_erlang);
// Mean wait in M/M/c, seconds; infinity when unstable.
double wait_mean_mmc(int counters, double arrivals_per_s, double service_mean_s);
// Chance that the wait in M/M/c exceeds t seconds.
double wait_over_mmc(int counters, double arrivals_per_s, double service_mean_s, double t_s);

struct FiniteQueue {                          // M/M/c/K, K places in line and service together
    double blocked, queue_mean, wait_mean_s;  // chance of being refused; mean number in line; mean wait of the admitted
};
FiniteQueue mmck(int counters, int capacity, double arrivals_per_s, double service_mean_s);

struct ImpatientQueue {  // M/M/c+M (Erlang A)
    double wait_probability, abandonment, queue_mean, wait_served_mean_s;
};
ImpatientQueue erlang_a(int counters, double arrivals_per_s, double service_mean_s, double patience_mean_s);
// Share of all who come that is served within t seconds of waiting, given the chance to wait (erlang_a's).
double served_within_erlang_a(int counters, double arrivals_per_s, double service_mean_s, double patience_mean_s,
                              double wait_probability, double t_s);

// Mean wait in M/G/1 FIFO (Pollaczek-Khinchine); infinity when unstable.
double wait_mean_mg1(double arrivals_per_s, double service_mean_s, double service_cv);
// Mean sojourn in M/G/1 processor sharing: depends on the mean only.
double sojourn_mean_mg1_ps(double arrivals_per_s, double service_mean_s);

}  // namespace counterless

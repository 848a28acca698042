// models/patience.hpp: M/M/c+G, c counters and customers who leave by any law of patience, answered exactly.
// The wait offered to an arrival has density proportional to exp(integral over [0, x] of (arrivals x survival - c mu)); all
// measures are integrals of it (Baccelli and Hebuterne 1981; Zeltyn and Mandelbaum 2005, section 9). They are followed together
// as one differential equation, so a patience with jumps costs smaller steps and nothing else. Tested in
// tests/models/patience_test.cpp; against the simulation in tests/oracle/.
#pragma once

#include <functional>

#include "models/law.hpp"

namespace counterless {

using Survival = std::function<double(double)>;  // P(patience > t), t in seconds

struct PatienceAnswer {
    double wait_probability;     // the wait offered is above 0
    double abandonment;          // share of all
    double offered_wait_mean_s;  // what an arrival with endless patience would wait
    double wait_mean_s;          // in line, over all
    double wait_served_mean_s, wait_abandoned_mean_s;
    double queue_mean;
    double served_within = 0;  // within the time asked for, share of all
};
// All infinity (abandonment 0, wait_probability 1) when there is no stationary regime, or too many steps lead to it.
PatienceAnswer mmc_patience(int counters, double arrivals_per_s, double service_mean_s, const Survival& survival,
                            double within_s = 0);

Survival survival_of(const Law& patience_s);
Survival survival_lognormal(double mean_s, double cv);

}  // namespace counterless

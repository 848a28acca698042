// models/retrial.hpp: no line at all: who finds no counter free goes away and tries again later (an orbit).
// One counter has a closed form; for more the chain of (busy, in orbit) is cut where the orbit no longer matters (Falin and
// Templeton 1997, 1 and 2). Tested in tests/models/retrial_test.cpp; against the simulation in tests/oracle/.
#pragma once

namespace counterless {

struct RetrialAnswer {
    double refused_first;         // share of first attempts that find no counter free
    double orbit_mean;            // number of people away who will come back
    double lost;                  // share of customers who give up after some refusal
    double attempts_mean;         // per customer, the first one included
    double time_in_orbit_mean_s;  // per customer, over all
    double busy_mean;             // counters
};

// M/M/1/1 whose refused customers each return after an exponential time, nobody gives up (Falin and Templeton 1997, 1.2).
// Infinity when load >= 1.
RetrialAnswer retrial_mm1(double arrivals_per_s, double service_mean_s, double return_mean_s);

// M/M/c/c; after each refusal a customer gives up with chance `loss`, else is in orbit for an exponential time. The orbit holds
// up to `orbit_max`, who then comes is lost: choose it so large that it does not matter. Precondition: loss > 0 or load < c.
RetrialAnswer retrial_mmc(int counters, double arrivals_per_s, double service_mean_s, double return_mean_s, double loss,
                          int orbit_max);

}  // namespace counterless

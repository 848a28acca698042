// models/interrupted.hpp: one counter whose service is interrupted, and then goes on, starts anew, or is drawn anew.
// Interruptions come as a Poisson stream while the counter is not away: a more urgent class (away for its busy period) or a
// failure whose clock always runs. A service with its interruptions is a completion time; the wait is that of M/G/1 with these,
// and for the share of time away while nobody is under completion, the rest of that absence (Gaver 1962; Avi-Itzhak and Naor
// 1963; Conway, Maxwell and Miller 1967, 8.6). Tested in tests/models/interrupted_test.cpp; against the simulation in
// tests/oracle/.
#pragma once

#include "models/law.hpp"

namespace counterless {

enum class Resumption : unsigned char {
    resume,   // goes on where it stopped
    restart,  // the same service from its beginning (preemptive repeat identical)
    resample  // from the beginning, with a new draw (preemptive repeat different)
};
struct Interruptions {
    double rate_per_s, absence_mean_s, absence_second_s2;  // second moment about zero
};
// By a more urgent class, itself M/G/1: its busy periods. Precondition: its load is below 1.
Interruptions interruptions_by_class(double arrivals_per_s, double service_mean_s, double service_cv);

struct CompletionMoments {
    double mean_s, second_s2;
};
// From the first start to the end. Restart: for bounded laws (deterministic, uniform, triangular) only, for long services then
// never end on average; throws std::invalid_argument for others.
CompletionMoments completion_moments(const Law& service_s, Resumption rule, const Interruptions& interruptions);

// Mean sojourn of customers who come at `arrivals_per_s`; infinity when unstable.
double sojourn_mean_interrupted_mg1(double arrivals_per_s, const Law& service_s, Resumption rule,
                                    const Interruptions& interruptions);

}  // namespace counterless

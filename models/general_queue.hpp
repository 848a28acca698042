// models/general_queue.hpp: one line, c counters, where arrivals or services are not exponential.
// G/M/c is exact for any interarrival law given as its transform; M/D/c is exact; M/G/c is not known and comes as the usual
// approximation, so labelled. Sources stand at each function.
// Tested in tests/models/general_queue_test.cpp; against the simulation in tests/oracle/.
#pragma once

#include <functional>

#include "models/law.hpp"

namespace counterless {

// The Laplace transform E[exp(-s T)] of the time between arrivals, s per second.
using Transform = std::function<double(double)>;
Transform transform_exponential(double mean_s);
Transform transform_deterministic(double value_s);
Transform transform_erlang(int stages, double mean_s);
Transform transform_of(const Law& interarrival_s);               // any law, numerically, to about 1e-9
Transform transform_hyperexponential(double mean_s, double cv);  // two phases with balanced means, cv >= 1

struct WaitAnswer {
    double wait_probability, wait_mean_s;
    double wait_rate_per_s = 0;  // G/M/c: those who wait, wait exponentially at this rate
};

// The one root in (0, 1) of sigma = transform(c mu (1 - sigma)): what an arrival finds decays by it. 1 when unstable.
double arrival_root(int counters, const Transform& interarrival, double interarrival_mean_s, double service_mean_s);
// G/M/1 and G/M/c as arrivals see them (Takacs 1962, 2.2; Gross and Harris 1998, 5.3). For up to some 100 counters.
WaitAnswer gmc(int counters, const Transform& interarrival, double interarrival_mean_s, double service_mean_s);

// M/D/c exactly (Crommelin 1932, in the form of Pollaczek: Spitzer's sums over the walk of c arrivals against one service).
WaitAnswer mdc(int counters, double arrivals_per_s, double service_s);

// APPROXIMATION. G/G/c: M/M/c times the mean of the two squared cvs (Allen and Cunneen; Allen 1990). Exact for M/M/c and M/G/1.
double wait_mean_allen_cunneen(int counters, double arrivals_per_s, double arrivals_cv, double service_mean_s, double service_cv);
// APPROXIMATION. M/G/c with the exact M/D/c as the second support: (1 - cv^2) M/D/c + cv^2 M/M/c (Tijms 2003, 9.6). Exact at cv 0
// and 1; good for cv^2 up to 2.
double wait_mean_mgc_interpolated(int counters, double arrivals_per_s, double service_mean_s, double service_cv);

}  // namespace counterless

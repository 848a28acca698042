#include "models/erlang.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace counterless {
namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
}

// The recursion over counters never forms a factorial, so a hall of 500 does not overflow.
double erlang_b(int counters, double load_erlang) {
    if (load_erlang <= 0) return counters == 0 ? 1 : 0;
    double inverse = 1;
    for (int c = 1; c <= counters; ++c) inverse = 1 + inverse * c / load_erlang;
    return 1 / inverse;
}

double erlang_c(int counters, double load_erlang) {
    if (load_erlang >= counters) return 1;
    const double blocked = erlang_b(counters, load_erlang), load = load_erlang / counters;
    return blocked / (1 - load * (1 - blocked));
}

double wait_mean_mmc(int counters, double arrivals_per_s, double service_mean_s) {
    const double load = arrivals_per_s * service_mean_s;
    if (load >= counters) return infinity;
    return erlang_c(counters, load) * service_mean_s / (counters - load);
}

double wait_over_mmc(int counters, double arrivals_per_s, double service_mean_s, double t_s) {
    const double load = arrivals_per_s * service_mean_s;
    if (load >= counters) return 1;
    return erlang_c(counters, load) * std::exp(-(counters - load) / service_mean_s * t_s);
}

FiniteQueue mmck(int counters, int capacity, double arrivals_per_s, double service_mean_s) {
    const double load = arrivals_per_s * service_mean_s;
    double weight = 1, total = 0, queue = 0, last = 1;  // weights of n customers, rescaled as they grow
    for (int n = 0; n <= capacity; ++n) {
        if (n > 0) weight *= load / std::min(n, counters);
        if (weight > 1e200) weight /= 1e200, total /= 1e200, queue /= 1e200;
        total += weight;
        queue += weight * std::max(0, n - counters);
        last = weight;
    }
    const double blocked = last / total, queue_mean = queue / total;
    return {blocked, queue_mean, queue_mean / (arrivals_per_s * (1 - blocked))};
}

ImpatientQueue erlang_a(int counters, double arrivals_per_s, double service_mean_s, double patience_mean_s) {
    const double mu = 1 / service_mean_s, theta = 1 / patience_mean_s;
    // Start at the full hall (weight 1) and walk both ways: below by the recursion of Erlang B, above until the terms are
    // nothing.
    double below = 1, term = 1;
    for (int n = counters; n > 0; --n) below += term *= n * mu / arrivals_per_s;
    double waiting = 0, queue = 0;
    term = 1;
    for (int n = 1; term > 1e-18 * (below + waiting) || n < 100; ++n) {
        term *= arrivals_per_s / (counters * mu + n * theta);
        waiting += term;
        queue += n * term;
    }
    const double total = below + waiting;
    const double queue_mean = queue / total, abandonment = theta * queue_mean / arrivals_per_s;
    // Of all who wait W on average, those who give up waited on average E[W; give up] / P(give up); by the exponential patience
    // the served's mean wait follows from the state seen on arrival: each place ahead of one takes 1/(c mu + k theta) while one
    // stays.
    const double p_full = 1 / total;
    double served_wait = 0, served = (below - 1) / total;
    double state = p_full;  // chance that an arrival finds c + n inside
    double stay = 1, time = 0;
    for (int n = 0; state > 1e-16 * p_full || n < 100; ++n) {
        // From place n + 1: the next n + 1 departures ahead; one's own clock theta runs too.
        const double rate = counters * mu + n * theta;
        stay *= rate / (rate + theta);  // still there after all n + 1 departures
        time += 1 / (rate + theta);     // conditional mean of each stage, given one stays, is 1 / (rate + theta)
        served += state * stay;
        served_wait += state * stay * time;
        state *= arrivals_per_s / (counters * mu + (n + 1) * theta);
    }
    return {(waiting + 1) / total, abandonment, queue_mean, served_wait / served};
}

double wait_mean_mg1(double arrivals_per_s, double service_mean_s, double service_cv) {
    const double load = arrivals_per_s * service_mean_s;
    if (load >= 1) return infinity;
    return load * service_mean_s * (1 + service_cv * service_cv) / (2 * (1 - load));
}

double sojourn_mean_mg1_ps(double arrivals_per_s, double service_mean_s) {
    const double load = arrivals_per_s * service_mean_s;
    return load >= 1 ? infinity : service_mean_s / (1 - load);
}

}  // namespace counterless

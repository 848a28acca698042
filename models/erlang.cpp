#include "models/erlang.hpp"

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "models/integral.hpp"

namespace counterless {
namespace {}

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
    if (load >= counters) return infinite;
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
    double at_once = 0, term = 1;
    for (int n = counters; n > 0; --n) at_once += term *= n * mu / arrivals_per_s;
    double waiting = 0, queue = 0, served = 0, served_wait = 0;
    double stay = 1, time = 0;  // of one who finds n waiting: the chance that he is served, and his mean wait if he is
    term = 1;
    for (int n = 0; n < 100 || term > 1e-18 * (at_once + waiting); ++n) {
        // Far above its capacity the hall's likeliest state outweighs the full hall by more than a double can hold.
        if (term > 1e200)
            for (double* weight : {&term, &at_once, &waiting, &queue, &served, &served_wait}) *weight /= 1e200;
        // From place n + 1: the next n + 1 departures ahead; one's own clock theta runs too.
        const double rate = counters * mu + n * theta;
        stay *= rate / (rate + theta);  // still there after all n + 1 departures
        time += 1 / (rate + theta);     // conditional mean of each stage, given one stays, is 1 / (rate + theta)
        waiting += term;
        queue += n * term;
        served += term * stay;
        served_wait += term * stay * time;
        term *= arrivals_per_s / (rate + theta);
    }
    const double total = at_once + waiting, queue_mean = queue / total;
    return {waiting / total, std::min(1.0, theta * queue_mean / arrivals_per_s), queue_mean, served_wait / (at_once + served)};
}

// The wait w offered to who comes has density proportional to exp(exponent(w)) above 0 (Baccelli and Hebuterne 1981); he is
// served if his patience outlasts it. The curve is integrated up to where it has fallen by exp(-50), in pieces around its peak.
double served_within_erlang_a(int counters, double arrivals_per_s, double service_mean_s, double patience_mean_s,
                              double wait_probability, double t_s) {
    const double speed = counters / service_mean_s, theta = 1 / patience_mean_s;
    if (counters == 0) return 0;
    const auto exponent = [&](double wait) { return -arrivals_per_s * std::expm1(-theta * wait) / theta - speed * wait; };
    const double peak = arrivals_per_s > speed ? std::log(arrivals_per_s / speed) / theta : 0, highest = exponent(peak);
    const double bend = 1 / std::sqrt(theta * std::max(arrivals_per_s, speed)), steepest = 50 / speed;
    const double fall =
        arrivals_per_s < speed ? std::min(15 * bend + steepest, 50 / (speed - arrivals_per_s)) : 15 * bend + steepest;
    const double end = peak + fall;
    const auto area = [&](double until, bool patient) {
        const auto curve = [&](double wait) { return std::exp(exponent(wait) - highest - (patient ? theta * wait : 0)); };
        double sum = 0, from = 0;
        for (const double edge : {peak - 15 * bend, peak - 3 * bend, peak, peak + std::min(3 * bend, fall), end}) {
            const double to = std::min(edge, until);
            if (to > from) sum += integral(curve, from, to), from = to;
        }
        return sum;
    };
    return 1 - wait_probability + wait_probability * area(std::min(t_s, end), true) / area(end, false);
}

double wait_mean_mg1(double arrivals_per_s, double service_mean_s, double service_cv) {
    const double load = arrivals_per_s * service_mean_s;
    if (load >= 1) return infinite;
    return load * service_mean_s * (1 + service_cv * service_cv) / (2 * (1 - load));
}

double sojourn_mean_mg1_ps(double arrivals_per_s, double service_mean_s) {
    const double load = arrivals_per_s * service_mean_s;
    return load >= 1 ? infinite : service_mean_s / (1 - load);
}

}  // namespace counterless

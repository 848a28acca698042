#include "models/general_queue.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "models/constants.hpp"
#include "models/erlang.hpp"
#include "models/integral.hpp"

namespace counterless {
namespace {
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

// (c (1 - phi(j mu)) - j) / (c (1 - sigma) - j): at j = c (1 - sigma) phi is sigma, so both vanish and the slope takes over.
double shape(int counters, const Transform& interarrival, double service_mean_s, double sigma, int j) {
    const auto above = [&](double y) { return counters * (1 - interarrival(y / service_mean_s)) - y; };
    const double zero = counters * (1 - sigma), middle = (zero + j) / 2, step = 1e-4;
    if (std::abs(zero - j) > step) return above(j) / (zero - j);
    return -(above(middle + step) - above(middle - step)) / (2 * step);
}

// Share of arrivals that find c or more: 1 / ((1 - sigma) sum), Takacs. Products grow, so by logs.
double share_waiting(int counters, const Transform& interarrival, double service_mean_s, double sigma) {
    double sum = 1 / (1 - sigma), log_product = 0, log_choose = 0;
    for (int j = 1; j <= counters; ++j) {
        const double phi = interarrival(j / service_mean_s);
        log_product += std::log(phi) - std::log1p(-phi);
        log_choose += std::log(counters - j + 1.0) - std::log(static_cast<double>(j));
        const double weight = std::exp(log_choose - log_product) / (1 - phi);
        sum += weight * shape(counters, interarrival, service_mean_s, sigma, j);
    }
    return 1 / (sum * (1 - sigma));
}
}  // namespace

Transform transform_exponential(double mean_s) {
    return [mean_s](double s) { return 1 / (1 + mean_s * s); };
}
Transform transform_deterministic(double value_s) {
    return [value_s](double s) { return std::exp(-value_s * s); };
}
Transform transform_erlang(int stages, double mean_s) {
    return [stages, mean_s](double s) { return std::pow(1 + mean_s / stages * s, -stages); };
}
Transform transform_hyperexponential(double mean_s, double cv) {
    const double squared = cv * cv, first = (1 + std::sqrt((squared - 1) / (squared + 1))) / 2;
    return [=](double s) {  // each phase has half of the mean
        const double second = 1 - first;
        return first / (1 + mean_s / (2 * first) * s) + second / (1 + mean_s / (2 * second) * s);
    };
}

Transform transform_of(const Law& interarrival_s) {
    if (interarrival_s.family == LawFamily::deterministic) return transform_deterministic(interarrival_s.mean);
    return [interarrival_s](double s) {
        const auto at = [&](double u) { return std::exp(-s * quantile(interarrival_s, u)); };
        // The lower end by itself: there a law that is steep at 0 decides what large s sees.
        return integral(at, 0, 1e-6) + integral(at, 1e-6, 1e-2) + integral(at, 1e-2, 0.5) + integral(at, 0.5, 1);
    };
}

double arrival_root(int counters, const Transform& interarrival, double interarrival_mean_s, double service_mean_s) {
    const double rate = counters / service_mean_s;
    if (rate * interarrival_mean_s <= 1) return 1;
    // transform(rate (1 - x)) - x is convex, positive at 0 and 0 at 1: below the root it is positive, between root and 1
    // negative.
    double low = 0, high = 1;
    for (int halving = 0; halving < 200 && high - low > 1e-17; ++halving) {
        const double middle = (low + high) / 2;
        (interarrival(rate * (1 - middle)) > middle ? low : high) = middle;
    }
    return (low + high) / 2;
}

WaitAnswer gmc(int counters, const Transform& interarrival, double interarrival_mean_s, double service_mean_s) {
    const double sigma = arrival_root(counters, interarrival, interarrival_mean_s, service_mean_s);
    if (sigma >= 1) return {1, infinite, 0};
    const double rate = counters / service_mean_s * (1 - sigma);
    const double waits = counters == 1 ? sigma : share_waiting(counters, interarrival, service_mean_s, sigma);
    return {waits, waits / rate, rate};
}

// The wait is the maximum of a walk with steps service - (time of c arrivals). After i steps it is above 0 when fewer than i c
// arrivals take longer than i services: n = i c, Poisson of mean i a, P(N >= n) = gamma_p(n, i a).
WaitAnswer mdc(int counters, double arrivals_per_s, double service_s) {
    const double load = arrivals_per_s * service_s;
    if (load >= counters) return {1, infinite, 0};
    if (counters == 1) return {load, wait_mean_mg1(arrivals_per_s, service_s, 0), 0};
    double wait = 0, hazard = 0;
    for (int i = 1;; ++i) {
        const double n = static_cast<double>(i) * counters, mean = i * load;
        const double over = boost::math::gamma_p(n, mean, InDouble());
        const double exactly = std::exp(n * std::log(mean) - mean - std::lgamma(n + 1));
        // E[(i D - time of n arrivals)+] / i in services: over - (c / a) P(N > n).
        const double term = over - counters / load * (over - exactly);
        wait += term;
        hazard += over / i;
        // What is left falls at least as fast as exp(-(c - a)^2 i / 2c).
        const double fall = 1 - std::exp(-std::pow(counters - load, 2) / (2.0 * counters));
        if (over < 1e-11 * fall * wait || over == 0) break;
    }
    return {1 - std::exp(-hazard), wait * service_s, 0};
}

double wait_mean_allen_cunneen(int counters, double arrivals_per_s, double arrivals_cv, double service_mean_s,
                               double service_cv) {
    return wait_mean_mmc(counters, arrivals_per_s, service_mean_s) * (arrivals_cv * arrivals_cv + service_cv * service_cv) / 2;
}

double wait_mean_mgc_interpolated(int counters, double arrivals_per_s, double service_mean_s, double service_cv) {
    if (arrivals_per_s * service_mean_s >= counters) return infinite;
    const double squared = service_cv * service_cv;
    return (1 - squared) * mdc(counters, arrivals_per_s, service_mean_s).wait_mean_s +
           squared * wait_mean_mmc(counters, arrivals_per_s, service_mean_s);
}

}  // namespace counterless

#include "models/discipline.hpp"

#include "models/constants.hpp"
#include "models/erlang.hpp"

namespace counterless {
namespace {

// Second moment of the wait over that of the first-come line.
double spread_ratio(Discipline discipline, double load) {
    switch (discipline) {
        case Discipline::first_come:
            return 1;
        case Discipline::last_come:
            return 1 / (1 - load);
        case Discipline::random:
            return 2 / (2 - load);
    }
    return 1;
}
}  // namespace

WaitMoments wait_moments_mg1(Discipline discipline, double arrivals_per_s, double service_mean_s, double service_second_s2,
                             double service_third_s3) {
    const double load = arrivals_per_s * service_mean_s;
    if (load >= 1) return {infinite, infinite};
    const double mean = arrivals_per_s * service_second_s2 / (2 * (1 - load));
    const double second = 2 * mean * mean + arrivals_per_s * service_third_s3 / (3 * (1 - load));
    return {mean, second * spread_ratio(discipline, load) - mean * mean};
}

WaitMoments wait_moments_mmc(Discipline discipline, int counters, double arrivals_per_s, double service_mean_s) {
    const double load = arrivals_per_s * service_mean_s / counters;
    if (load >= 1) return {infinite, infinite};
    const double waits = erlang_c(counters, load * counters);
    const double rate = counters / service_mean_s * (1 - load);  // of the exponential wait of those who wait, first come
    const double mean = waits / rate, second = 2 * waits / (rate * rate);
    return {mean, second * spread_ratio(discipline, load) - mean * mean};
}

}  // namespace counterless

#include "models/interrupted.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

#include "models/integral.hpp"

namespace counterless {
namespace {
// Moments of a completion in attempts: chance that one succeeds, and the moments of its length on the event that it does, and on
// the event that it fails.
struct Attempts {
    double success, success_time, success_square, failure_time, failure_square;
};

// An attempt ends at the service or at the next interruption, exponential at `rate`. From E[exp(-rate S)] and E[S exp(-rate S)],
// E[S^2 exp(-rate S)], where S is what the attempt needs.
Attempts attempts_from(double rate, double zeroth, double first, double second) {
    return {zeroth, first, second, (1 - zeroth) / rate - first, 2 * (1 - zeroth - rate * first) / (rate * rate) - second};
}

CompletionMoments repeated(const Attempts& attempts, const Interruptions& absence) {
    const double failure = 1 - attempts.success, tries = failure / attempts.success;  // failures, on average
    if (failure <= 0) return {attempts.success_time, attempts.success_square};
    const double lost = attempts.failure_time / failure + absence.absence_mean_s;
    const double lost_square = attempts.failure_square / failure + 2 * attempts.failure_time / failure * absence.absence_mean_s +
                               absence.absence_second_s2;
    const double last = attempts.success_time / attempts.success;
    const double all_lost_square = tries * lost_square + 2 * tries * tries * lost * lost;
    return {tries * lost + last, all_lost_square + 2 * tries * lost * last + attempts.success_square / attempts.success};
}

double over_services(const Law& service_s, const std::function<double(double)>& quantity) {
    if (service_s.family == LawFamily::deterministic) return quantity(service_s.mean);
    const auto at = [&](double u) { return quantity(quantile(service_s, u)); };
    // Both ends by themselves, where quantiles bend.
    return integral(at, 0, 1e-3) + integral(at, 1e-3, 0.5) + integral(at, 0.5, 0.999) + integral(at, 0.999, 1);
}

bool is_bounded(const Law& service_s) {
    return service_s.family == LawFamily::deterministic || service_s.family == LawFamily::uniform ||
           service_s.family == LawFamily::triangular;
}
}  // namespace

Interruptions interruptions_by_class(double arrivals_per_s, double service_mean_s, double service_cv) {
    const double idle = 1 - arrivals_per_s * service_mean_s;
    const double second = service_mean_s * service_mean_s * (1 + service_cv * service_cv);
    return {arrivals_per_s, service_mean_s / idle, second / (idle * idle * idle)};
}

CompletionMoments completion_moments(const Law& service_s, Resumption rule, const Interruptions& interruptions) {
    const double rate = interruptions.rate_per_s, second = service_s.mean * service_s.mean + service_s.sd * service_s.sd;
    if (rate <= 0) return {service_s.mean, second};
    if (rule == Resumption::resume) {
        const double stretch = 1 + rate * interruptions.absence_mean_s;
        return {service_s.mean * stretch, second * stretch * stretch + service_s.mean * rate * interruptions.absence_second_s2};
    }
    if (rule == Resumption::resample) {
        const double zeroth = over_services(service_s, [&](double s) { return std::exp(-rate * s); });
        const double first = over_services(service_s, [&](double s) { return s * std::exp(-rate * s); });
        const double square = over_services(service_s, [&](double s) { return s * s * std::exp(-rate * s); });
        return repeated(attempts_from(rate, zeroth, first, square), interruptions);
    }
    if (!is_bounded(service_s)) throw std::invalid_argument("interrupted: restart needs a bounded law of service");
    const auto given = [&](double s) {
        const double succeeds = std::exp(-rate * s);
        return repeated(attempts_from(rate, succeeds, s * succeeds, s * s * succeeds), interruptions);
    };
    return {over_services(service_s, [&](double s) { return given(s).mean_s; }),
            over_services(service_s, [&](double s) { return given(s).second_s2; })};
}

double sojourn_mean_interrupted_mg1(double arrivals_per_s, const Law& service_s, Resumption rule,
                                    const Interruptions& interruptions) {
    const CompletionMoments completion = completion_moments(service_s, rule, interruptions);
    const double load = arrivals_per_s * completion.mean_s;
    if (!(load < 1)) return std::numeric_limits<double>::infinity();
    const double sojourn = completion.mean_s + arrivals_per_s * completion.second_s2 / (2 * (1 - load));
    if (interruptions.rate_per_s <= 0 || interruptions.absence_mean_s <= 0) return sojourn;
    const double away = interruptions.rate_per_s * interruptions.absence_mean_s;
    return sojourn + away / (1 + away) * interruptions.absence_second_s2 / (2 * interruptions.absence_mean_s);
}

}  // namespace counterless

#include "models/fitted_law.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "models/adoption.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
constexpr double shape_low = 1e-3, shape_high = 1e6;  // beyond: a law that no data can tell from its neighbour

double held(double log_shape) { return std::clamp(std::exp(log_shape), shape_low, shape_high); }

double normal_above(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }

// The logarithm of a sum of two exponentials, of which one may be far below what a double holds.
double log_sum(double a, double b) {
    const double most = std::max(a, b);
    return most + std::log1p(std::exp(std::min(a, b) - most));
}

// Bisection on the survival of both phases, from bounds that hold: no phase is slower than the long one alone.
double two_phase_quantile(const FittedLaw& law, double u) {
    double low = 0, high = -law.mean_b * std::log1p(-u);
    for (int i = 0; i < 80 && high - low > 1e-13 * high; ++i) {
        const double middle = (low + high) / 2;
        (law.below(middle) < u ? low : high) = middle;
    }
    return (low + high) / 2;
}

void set_two_phases(FittedLaw& law, double logit, double log_ratio_less_1) {
    law.share = logistic(logit);
    const double ratio = 1 + std::exp(std::min(log_ratio_less_1, 30.0));
    law.mean_a = law.mean / (law.share + (1 - law.share) * ratio);
    law.mean_b = law.mean_a * ratio;
}

}  // namespace

std::string_view fit_family_name(FitFamily family) {
    switch (family) {
        case FitFamily::exponential:
            return "exponential";
        case FitFamily::erlang:
            return "erlang";
        case FitFamily::gamma:
            return "gamma";
        case FitFamily::weibull:
            return "weibull";
        case FitFamily::lognormal:
            return "lognormal";
        case FitFamily::hyperexponential:
            return "hyperexponential";
    }
    throw std::logic_error("fit: a family without a name");
}

std::optional<FitFamily> fit_family_named(std::string_view name) {
    for (const FitFamily family : fit_families)
        if (fit_family_name(family) == name) return family;
    return {};
}

int numbers_of(FitFamily family) {
    if (family == FitFamily::exponential) return 1;
    return family == FitFamily::hyperexponential ? 3 : 2;
}

FittedLaw fitted_law(FitFamily family, const Free& free, int phases) {
    FittedLaw law{.family = family, .mean = std::exp(free.at(0))};
    switch (family) {
        case FitFamily::exponential:
            law.scale = law.mean;
            break;
        case FitFamily::erlang:
        case FitFamily::gamma:
            law.shape = family == FitFamily::erlang ? phases : held(free.at(1));
            law.scale = law.mean / law.shape;
            law.constant = -std::lgamma(law.shape) - law.shape * std::log(law.scale);
            break;
        case FitFamily::weibull:
            law.shape = held(free.at(1));
            law.log_scale = free.at(0) - std::lgamma(1 + 1 / law.shape);
            law.scale = std::exp(law.log_scale);
            law.constant = std::log(law.shape) - law.shape * law.log_scale;
            break;
        case FitFamily::lognormal:
            law.shape = held(free.at(1));
            law.scale = free.at(0) - law.shape * law.shape / 2;
            law.constant = -std::log(law.shape) - std::log(2 * std::numbers::pi) / 2;
            break;
        case FitFamily::hyperexponential:
            set_two_phases(law, free.at(1), free.at(2));
            break;
    }
    return law;
}

double FittedLaw::log_density(double value, double log_value) const {
    switch (family) {
        case FitFamily::exponential:
            return -value / scale - std::log(scale);
        case FitFamily::erlang:
        case FitFamily::gamma:
            return constant + (shape - 1) * log_value - value / scale;
        case FitFamily::weibull:
            return constant + (shape - 1) * log_value - std::exp(shape * (log_value - log_scale));
        case FitFamily::lognormal: {
            const double z = (log_value - scale) / shape;
            return constant - log_value - z * z / 2;
        }
        case FitFamily::hyperexponential:
            return log_sum(std::log(share / mean_a) - value / mean_a, std::log((1 - share) / mean_b) - value / mean_b);
    }
    throw std::logic_error("fit: a family without a density");
}

double FittedLaw::survival(double value) const {
    if (value <= 0) return 1;
    if (std::isinf(value)) return 0;
    switch (family) {
        case FitFamily::exponential:
            return std::exp(-value / scale);
        case FitFamily::erlang:
        case FitFamily::gamma:
            return boost::math::gamma_q(shape, value / scale, InDouble());
        case FitFamily::weibull:
            return std::exp(-std::pow(value / scale, shape));
        case FitFamily::lognormal:
            return normal_above((std::log(value) - scale) / shape);
        case FitFamily::hyperexponential:
            return share * std::exp(-value / mean_a) + (1 - share) * std::exp(-value / mean_b);
    }
    throw std::logic_error("fit: a family without a survival");
}

double FittedLaw::below(double value) const {
    if (value <= 0) return 0;
    if (std::isinf(value)) return 1;
    switch (family) {
        case FitFamily::exponential:
            return -std::expm1(-value / scale);
        case FitFamily::erlang:
        case FitFamily::gamma:
            return boost::math::gamma_p(shape, value / scale, InDouble());
        case FitFamily::weibull:
            return -std::expm1(-std::pow(value / scale, shape));
        case FitFamily::lognormal:
            return normal_above((scale - std::log(value)) / shape);
        case FitFamily::hyperexponential:
            return -share * std::expm1(-value / mean_a) - (1 - share) * std::expm1(-value / mean_b);
    }
    throw std::logic_error("fit: a family without a distribution");
}

double FittedLaw::log_survival(double value) const {
    if (value <= 0) return 0;
    if (family == FitFamily::exponential) return -value / scale;
    if (family == FitFamily::weibull) return -std::pow(value / scale, shape);
    if (family == FitFamily::hyperexponential)
        return log_sum(std::log(share) - value / mean_a, std::log1p(-share) - value / mean_b);
    return std::log(survival(value));
}

double FittedLaw::quantile(double u) const {
    switch (family) {
        case FitFamily::exponential:
            return -scale * std::log1p(-u);
        case FitFamily::erlang:
        case FitFamily::gamma:
            return scale * boost::math::gamma_p_inv(shape, u, InDouble());
        case FitFamily::weibull:
            return scale * std::pow(-std::log1p(-u), 1 / shape);
        case FitFamily::lognormal:
            return std::exp(scale + shape * normal_quantile(u));
        case FitFamily::hyperexponential:
            return two_phase_quantile(*this, u);
    }
    throw std::logic_error("fit: a family without a quantile");
}

double FittedLaw::cv() const {
    switch (family) {
        case FitFamily::exponential:
            return 1;
        case FitFamily::erlang:
        case FitFamily::gamma:
            return 1 / std::sqrt(shape);
        case FitFamily::weibull:
            return std::sqrt(std::expm1(std::lgamma(1 + 2 / shape) - 2 * std::lgamma(1 + 1 / shape)));
        case FitFamily::lognormal:
            return std::sqrt(std::expm1(shape * shape));
        case FitFamily::hyperexponential:
            return std::sqrt(2 * (share * mean_a * mean_a + (1 - share) * mean_b * mean_b) / (mean * mean) - 1);
    }
    throw std::logic_error("fit: a family without a spread");
}

Law law_of(const FittedLaw& fitted) {
    switch (fitted.family) {
        case FitFamily::exponential:
            return exponential(fitted.mean);
        case FitFamily::erlang:
        case FitFamily::gamma:
            return gamma(fitted.mean, fitted.cv());
        case FitFamily::weibull:
            return weibull(fitted.mean, fitted.shape);
        case FitFamily::lognormal:
            return lognormal(fitted.mean, fitted.cv());
        case FitFamily::hyperexponential:
            return hyperexponential({fitted.share, 1 - fitted.share}, {fitted.mean_a, fitted.mean_b});
    }
    throw std::logic_error("fit: a family without a law");
}

}  // namespace counterless

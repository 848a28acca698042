#include "models/law.hpp"

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace counterless {
namespace {
// Boost would compute in long double by default: the last digit of a service time for three times the price.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
double normal_quantile(double u) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u, InDouble()); }
double triangular_quantile(const Law& law, double u) {
    const double low = law.a, mode = law.b, high = law.c;
    const double rising = (mode - low) / (high - low);
    return u < rising ? low + std::sqrt(u * (high - low) * (mode - low))
                      : high - std::sqrt((1 - u) * (high - low) * (high - mode));
}
}  // namespace

Law never() { return {.family = LawFamily::never, .mean = std::numeric_limits<double>::infinity()}; }
Law deterministic(double value) { return {.family = LawFamily::deterministic, .a = value, .mean = value}; }
Law exponential(double mean) { return {.family = LawFamily::exponential, .a = mean, .mean = mean, .sd = mean}; }

Law lognormal(double mean, double cv) {
    const double sigma_square = std::log1p(cv * cv);
    return {.family = LawFamily::lognormal,
            .a = std::log(mean) - sigma_square / 2,
            .b = std::sqrt(sigma_square),
            .mean = mean,
            .sd = mean * cv};
}
Law gamma(double mean, double cv) {
    const double shape = 1 / (cv * cv);
    return {.family = LawFamily::gamma, .a = shape, .b = mean / shape, .mean = mean, .sd = mean * cv};
}
Law weibull(double mean, double shape) {
    const double first = std::tgamma(1 + 1 / shape), second = std::tgamma(1 + 2 / shape);
    const double scale = mean / first;
    return {
        .family = LawFamily::weibull, .a = 1 / shape, .b = scale, .mean = mean, .sd = scale * std::sqrt(second - first * first)};
}
Law uniform(double low, double high) {
    return {.family = LawFamily::uniform, .a = low, .b = high, .mean = (low + high) / 2, .sd = (high - low) / std::sqrt(12.0)};
}
Law triangular(double low, double mode, double high) {
    if (high == low) return deterministic(low);
    const double variance = (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18;
    return {.family = LawFamily::triangular,
            .a = low,
            .b = mode,
            .c = high,
            .mean = (low + mode + high) / 3,
            .sd = std::sqrt(variance)};
}

double unit_exponential(double u) { return -std::log(1 - u); }

double quantile(const Law& law, double u) {
    switch (law.family) {
        case LawFamily::never:
            return std::numeric_limits<double>::infinity();
        case LawFamily::deterministic:
            return law.a;
        case LawFamily::exponential:
            return law.a * unit_exponential(u);
        case LawFamily::lognormal:
            return std::exp(law.a + law.b * normal_quantile(u));
        case LawFamily::gamma:
            return law.b * boost::math::gamma_p_inv(law.a, u, InDouble());
        case LawFamily::weibull:
            return law.b * std::pow(unit_exponential(u), law.a);
        case LawFamily::uniform:
            return law.a + u * (law.b - law.a);
        case LawFamily::triangular:
            return triangular_quantile(law, u);
    }
    throw std::logic_error("law: a family without a quantile");
}

std::string_view family_name(LawFamily family) {
    switch (family) {
        case LawFamily::never:
            return "never";
        case LawFamily::deterministic:
            return "deterministic";
        case LawFamily::exponential:
            return "exponential";
        case LawFamily::lognormal:
            return "lognormal";
        case LawFamily::gamma:
            return "gamma";
        case LawFamily::weibull:
            return "weibull";
        case LawFamily::uniform:
            return "uniform";
        case LawFamily::triangular:
            return "triangular";
    }
    throw std::logic_error("law: a family without a name");
}

}  // namespace counterless

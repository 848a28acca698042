#include "models/law.hpp"

#include <cmath>
#include <stdexcept>

#include "models/constants.hpp"

namespace counterless {
namespace {

// Squared cv of a Weibull law, by logarithms: a small shape overflows the gamma function itself.
double weibull_scv(double shape) { return std::expm1(std::lgamma(1 + 2 / shape) - 2 * std::lgamma(1 + 1 / shape)); }
}  // namespace

SharedParts::SharedParts(std::shared_ptr<const LawParts> parts) : parts_(std::move(parts)) {}
SharedParts::SharedParts(const SharedParts& other) = default;
SharedParts::SharedParts(SharedParts&& other) noexcept = default;
SharedParts& SharedParts::operator=(const SharedParts& other) = default;
SharedParts& SharedParts::operator=(SharedParts&& other) noexcept = default;
SharedParts::~SharedParts() = default;

Law never() { return {.family = LawFamily::never, .mean = infinite}; }
Law deterministic(double value) { return {.family = LawFamily::deterministic, .a = value, .mean = value}; }
Law exponential(double mean) { return {.family = LawFamily::exponential, .a = mean, .mean = mean, .sd = mean}; }

Law weibull(double mean, double shape) {
    const double scale = mean / std::tgamma(1 + 1 / shape);
    return {.family = LawFamily::weibull, .a = 1 / shape, .b = scale, .mean = mean, .sd = mean * std::sqrt(weibull_scv(shape))};
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

double weibull_shape(double cv) {
    double low = 0.05, high = 1000;  // the cv falls as the shape rises
    for (int i = 0; i < 200 && low < high; ++i) {
        const double middle = std::sqrt(low * high);
        (weibull_scv(middle) > cv * cv ? low : high) = middle;
    }
    return std::sqrt(low * high);
}
double lognormal_mean(double median, double sigma) { return median * std::exp(sigma * sigma / 2); }
double lognormal_cv(double sigma) { return std::sqrt(std::expm1(sigma * sigma)); }
BetaShapes beta_shapes(double low, double high, double mean, double cv) {
    const double middle = (mean - low) / (high - low), sd = cv * mean / (high - low);
    const double both = middle * (1 - middle) / (sd * sd) - 1;
    return {middle * both, (1 - middle) * both};
}

double scv(const Law& law) {
    if (std::isinf(law.mean)) return infinite;
    return law.mean > 0 ? law.sd * law.sd / (law.mean * law.mean) : 0;
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
        case LawFamily::beta:
            return "beta";
        case LawFamily::hyperexponential:
            return "hyperexponential";
        case LawFamily::phase_type:
            return "phase_type";
        case LawFamily::empirical:
            return "empirical";
        case LawFamily::histogram:
            return "histogram";
        case LawFamily::mixture:
            return "mixture";
        case LawFamily::cut:
            return "cut";
        case LawFamily::shifted:
            return "shifted";
    }
    throw std::logic_error("law: a family without a name");
}

}  // namespace counterless

// models/law_tables.cpp: the laws whose inverse is a table: lognormal, gamma, beta, hyperexponential, phase-type.
// A table is of the standard law (scale 1, or 0 to 1). Gamma below shape 1 and beta are tabled as logarithm and logit, whose
// densities are bounded and log-concave for every shape; that is also what keeps the deep lower tail exact.
// Tested in tests/models/law_test.cpp.
#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>
#include <numeric>

#include "models/constants.hpp"
#include "models/law_parts.hpp"

namespace counterless {
namespace {
using Function = Inverse::Function;
// Boost would compute in long double by default: the last digit of a service time for three times the price.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

Law with(Law law, LawParts parts) {
    law.parts = std::make_shared<const LawParts>(std::move(parts));
    return law;
}

// One for all lognormal laws.
std::shared_ptr<const LawParts> standard_normal() {
    static const auto parts = std::make_shared<const LawParts>(LawParts{
        .inverse = Inverse::smooth([](double x) { return -x * x / 2; }, -infinite, infinite, 0,
                                   [](double u) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u, InDouble()); },
                                   [](double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; })});
    return parts;
}

// ---- gamma --------------------------------------------------------------------------------------------------------------------
double gamma_exact(double shape, double u) {
    return u <= 0.5 ? boost::math::gamma_p_inv(shape, u, InDouble()) : boost::math::gamma_q_inv(shape, 1 - u, InDouble());
}
Inverse gamma_inverse(double shape) {
    const double mode = shape - 1, height = mode > 0 ? mode * std::log(mode) - mode : 0;
    return Inverse::smooth(
        [=](double x) { return x <= 0 && mode > 0 ? -infinite : (mode > 0 ? mode * std::log(x) : 0) - x - height; }, 0, infinite,
        std::max(mode, 0.5), [=](double u) { return gamma_exact(shape, u); },
        [=](double x) { return x <= 0 ? 0 : boost::math::gamma_p(shape, x, InDouble()); });
}
// Far below, the share up to x is x^shape / gamma(shape + 1): right to the last digit below exp(-40), and free of underflow.
Inverse log_gamma_inverse(double shape) {
    const double log_factor = std::lgamma(shape + 1), centre = std::log(shape), height = shape * centre - shape;
    const auto exact = [=](double u) {
        const double far = (std::log(u) + log_factor) / shape;
        return far < -40 ? far : std::log(gamma_exact(shape, u));
    };
    const auto shares = [=](double y) {
        return y < -40 ? std::exp(shape * y - log_factor) : boost::math::gamma_p(shape, std::exp(y), InDouble());
    };
    return Inverse::smooth([=](double y) { return shape * y - std::exp(y) - height; }, -infinite, infinite, centre, exact,
                           shares);
}

// ---- beta ---------------------------------------------------------------------------------------------------------------------
double log_beta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }
// The logit of the lower quantile; far below as for gamma.
double logit_exact(double a, double b, double share) {
    const double far = (std::log(share) + std::log(a) + log_beta(a, b)) / a;
    if (far < -40 - std::log1p(b)) return far;
    double rest = 0;
    const double x = boost::math::ibeta_inv(a, b, share, &rest, InDouble());
    return std::log(x / rest);
}
Inverse logit_beta_inverse(double a, double b) {
    const double centre = std::log(a / b);
    const auto log_density = [=](double y) {
        return y > 0 ? -b * y - (a + b) * std::log1p(std::exp(-y)) : a * y - (a + b) * std::log1p(std::exp(y));
    };
    const auto exact = [=](double u) { return u <= 0.5 ? logit_exact(a, b, u) : -logit_exact(b, a, 1 - u); };
    const auto shares = [=](double y) {
        return y < 0 ? boost::math::ibeta(a, b, 1 / (1 + std::exp(-y)), InDouble())
                     : boost::math::ibetac(b, a, 1 / (1 + std::exp(y)), InDouble());
    };
    return Inverse::smooth([=, height = log_density(centre)](double y) { return log_density(y) - height; }, -infinite, infinite,
                           centre, exact, shares);
}

// ---- phases -------------------------------------------------------------------------------------------------------------------
Inverse hyperexponential_inverse(const std::vector<double>& shares, const std::vector<double>& means) {
    const auto sum = [=](auto&& term) {
        double total = 0;
        for (std::size_t i = 0; i < shares.size(); ++i) total += shares[i] * term(means[i]);
        return total;
    };
    const Function above = [=](double x) { return x <= 0 ? 1 : sum([=](double mean) { return std::exp(-x / mean); }); };
    const Function below = [=](double x) { return x <= 0 ? 0 : sum([=](double mean) { return -std::expm1(-x / mean); }); };
    const auto [shortest, longest] = std::minmax_element(means.begin(), means.end());
    const auto exact = [=, low = *shortest, high = *longest](double u) {
        return solve(below, above, u, low * unit_exponential(u), high * unit_exponential(u));
    };
    const double height = sum([](double mean) { return 1 / mean; });
    const auto log_density = [=](double x) {
        return std::log(sum([=](double mean) { return std::exp(-x / mean) / mean; }) / height);
    };
    return Inverse::smooth(log_density, 0, infinite, *shortest / 2, exact, below);
}

Inverse phase_type_inverse(const PhaseType& phases, double mean) {
    const Function above = [=](double t) { return phases.survival(t); };
    const Function below = [=](double t) { return phases.below(t); };
    const auto exact = [=](double u) {
        double high = mean;
        while (phases.survival(high) > 1 - u) high *= 2;
        return solve(below, above, u, 0, high);
    };
    return Inverse::smooth([=](double t) { return std::log(mean * phases.density(t)); }, 0, infinite, mean, exact, below);
}
}  // namespace

Law lognormal(double mean, double cv) {
    const double sigma_square = std::log1p(cv * cv);
    return {.family = LawFamily::lognormal,
            .a = std::log(mean) - sigma_square / 2,
            .b = std::sqrt(sigma_square),
            .mean = mean,
            .sd = mean * cv,
            .parts = standard_normal()};
}

// c: the table is of the logarithm.
Law gamma(double mean, double cv) {
    const double shape = 1 / (cv * cv);
    const bool log = shape < 1;
    return with({.family = LawFamily::gamma, .a = shape, .b = mean / shape, .c = log ? 1.0 : 0.0, .mean = mean, .sd = mean * cv},
                {.inverse = log ? log_gamma_inverse(shape) : gamma_inverse(shape)});
}

Law beta(double low, double high, double alpha, double beta) {
    const double both = alpha + beta, width = high - low;
    return with({.family = LawFamily::beta,
                 .a = low,
                 .b = high,
                 .mean = low + width * alpha / both,
                 .sd = width * std::sqrt(alpha * beta / (both + 1)) / both},
                {.inverse = logit_beta_inverse(alpha, beta), .values = {alpha, beta}});
}

Law hyperexponential(double mean, double cv) {
    const double often = (1 + std::sqrt((cv * cv - 1) / (cv * cv + 1))) / 2;
    return hyperexponential({often, 1 - often}, {mean / (2 * often), mean / (2 * (1 - often))});
}
Law hyperexponential(const std::vector<double>& shares, const std::vector<double>& means) {
    const double mean = std::inner_product(shares.begin(), shares.end(), means.begin(), 0.0);
    double variance = 0;
    for (std::size_t i = 0; i < means.size(); ++i)
        variance += shares[i] * (means[i] * means[i] + (means[i] - mean) * (means[i] - mean));
    return with({.family = LawFamily::hyperexponential, .mean = mean, .sd = std::sqrt(variance)},
                {.inverse = hyperexponential_inverse(shares, means), .shares = shares, .values = means});
}

Law phase_type(const std::vector<double>& start, const Rates& generator) {
    const PhaseType phases(start, generator);
    const double mean = phases.first_below(infinite), second = phases.second_below(infinite);
    return with({.family = LawFamily::phase_type, .mean = mean, .sd = std::sqrt(std::max(0.0, second - mean * mean))},
                {.inverse = phase_type_inverse(phases, mean), .phases = phases});
}

// The phases from which the end can be reached grow until no more do.
int never_absorbed(const Rates& generator) {
    const std::size_t size = generator.size();
    std::vector<bool> ends(size, false);
    for (bool grown = true; grown;) {
        grown = false;
        for (std::size_t i = 0; i < size; ++i) {
            if (ends[i]) continue;
            double out = 0;
            bool leads = false;
            for (std::size_t j = 0; j < size; ++j) {
                out -= generator[i][j];
                leads |= j != i && generator[i][j] > 0 && ends[j];
            }
            if (leads || out > -1e-12 * generator[i][i]) ends[i] = grown = true;
        }
    }
    const auto stuck = std::find(ends.begin(), ends.end(), false);
    return stuck == ends.end() ? -1 : static_cast<int>(stuck - ends.begin());
}

}  // namespace counterless

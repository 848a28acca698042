// models/law_shares.cpp: the share of outcomes up to a value, and the share above it, each from its own formula, so that neither
// loses digits in its small tail. Tested in tests/models/law_test.cpp.
#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "models/constants.hpp"
#include "models/law_parts.hpp"

namespace counterless {
namespace {
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
struct Shares {
    double below, above;
};
Shares shares_of(const Law& law, double x);

Shares decay(double x) { return {-std::expm1(-x), std::exp(-x)}; }
Shares normal(double z) { return {std::erfc(-z / std::numbers::sqrt2) / 2, std::erfc(z / std::numbers::sqrt2) / 2}; }
Shares gamma_shares(double shape, double x) {
    return {boost::math::gamma_p(shape, x, InDouble()), boost::math::gamma_q(shape, x, InDouble())};
}
Shares beta_shares(const Law& law, double x) {
    const double part = (x - law.a) / (law.b - law.a), alpha = law.parts->values[0], beta = law.parts->values[1];
    if (part <= 0.5)
        return {boost::math::ibeta(alpha, beta, part, InDouble()), boost::math::ibetac(alpha, beta, part, InDouble())};
    const double rest = (law.b - x) / (law.b - law.a);
    return {boost::math::ibetac(beta, alpha, rest, InDouble()), boost::math::ibeta(beta, alpha, rest, InDouble())};
}
Shares even(double x, double low, double high) { return {(x - low) / (high - low), (high - x) / (high - low)}; }
Shares triangular_shares(const Law& law, double x) {
    const double low = law.a, mode = law.b, high = law.c;
    const double rising = x < mode ? (x - low) * (x - low) / ((high - low) * (mode - low)) : 0;
    const double falling = x >= mode ? (high - x) * (high - x) / ((high - low) * (high - mode)) : 0;
    return x < mode ? Shares{rising, 1 - rising} : Shares{1 - falling, falling};
}
Shares data_shares(const LawParts& parts, double x) {
    const auto after = std::upper_bound(parts.values.begin(), parts.values.end(), x);
    const double below = after == parts.values.begin() ? 0 : parts.up_to[after - parts.values.begin() - 1];
    return {below, 1 - below};
}
Shares histogram_shares(const LawParts& parts, double x) {
    const std::size_t cell = std::upper_bound(parts.values.begin(), parts.values.end(), x) - parts.values.begin() - 1;
    const double before = cell > 0 ? parts.up_to[cell - 1] : 0;
    const double below = before + (parts.up_to[cell] - before) * even(x, parts.values[cell], parts.values[cell + 1]).below;
    return {below, 1 - below};
}
Shares sum(const LawParts& parts, const auto& share_of) {
    Shares total{0, 0};
    for (std::size_t i = 0; i < parts.shares.size(); ++i) {
        const auto [below, above] = share_of(i);
        total.below += parts.shares[i] * below;
        total.above += parts.shares[i] * above;
    }
    return total;
}
// What of the mixture's laws never ends stays above every x.
Shares mixture_shares(const Law& law, double x) {
    const auto [below, above] = sum(*law.parts, [&](std::size_t i) { return shares_of(law.parts->laws[i], x); });
    return {law.a * below, law.a * above + (1 - law.a)};
}
Shares cut_shares(const Law& law, double x) {
    const Law& whole = law.parts->laws.front();
    const double kept = law.parts->shares.front(), beyond = std::isinf(law.b) ? 0 : survival(whole, law.b);
    const auto [below, above] = shares_of(whole, x);
    return {std::clamp((below - law.c) / kept, 0.0, 1.0), std::clamp((above - beyond) / kept, 0.0, 1.0)};
}

// Where nothing of the law lies below, and nothing above.
std::pair<double, double> ends_of(const Law& law) {
    switch (law.family) {
        case LawFamily::uniform:
        case LawFamily::beta:
        case LawFamily::cut:
            return {law.a, law.b};
        case LawFamily::triangular:
            return {law.a, law.c};
        case LawFamily::empirical:
        case LawFamily::histogram:
            return {law.parts->values.front(), law.parts->values.back()};
        default:
            return {law.family == LawFamily::shifted ? -infinite : 0, infinite};
    }
}

Shares inner_shares(const Law& law, double x) {
    switch (law.family) {
        case LawFamily::exponential:
            return decay(x / law.a);
        case LawFamily::lognormal:
            return normal((std::log(x) - law.a) / law.b);
        case LawFamily::gamma:
            return gamma_shares(law.a, x / law.b);
        case LawFamily::weibull:
            return decay(std::pow(x / law.b, 1 / law.a));
        case LawFamily::uniform:
            return even(x, law.a, law.b);
        case LawFamily::triangular:
            return triangular_shares(law, x);
        case LawFamily::beta:
            return beta_shares(law, x);
        case LawFamily::hyperexponential:
            return sum(*law.parts, [&](std::size_t i) { return decay(x / law.parts->values[i]); });
        case LawFamily::phase_type:
            return {law.parts->phases->below(x), law.parts->phases->survival(x)};
        case LawFamily::empirical:
            return data_shares(*law.parts, x);
        case LawFamily::histogram:
            return histogram_shares(*law.parts, x);
        case LawFamily::mixture:
            return mixture_shares(law, x);
        case LawFamily::cut:
            return cut_shares(law, x);
        case LawFamily::shifted:
            return shares_of(law.parts->laws.front(), x - law.a);
        case LawFamily::never:
        case LawFamily::deterministic:
            break;
    }
    throw std::logic_error("law: a family without shares");
}

Shares shares_of(const Law& law, double x) {
    if (law.family == LawFamily::never) return {0, 1};
    if (law.family == LawFamily::deterministic) return x < law.a ? Shares{0, 1} : Shares{1, 0};
    const bool unending = std::isinf(law.mean) && (law.family != LawFamily::cut || std::isinf(law.b));
    const auto [low, high] = ends_of(law);
    if (x < low) return {0, 1};
    if (x >= high && !unending) return {1, 0};
    return inner_shares(law, unending ? std::min(x, std::numeric_limits<double>::max()) : x);
}
}  // namespace

double cdf(const Law& law, double x) { return shares_of(law, x).below; }
double survival(const Law& law, double x) { return shares_of(law, x).above; }

}  // namespace counterless

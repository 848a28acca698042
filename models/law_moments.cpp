// models/law_moments.cpp: what the outcomes up to x contribute to the moments, in closed form for every family; so the mean and
// spread of any cut law are exact, whatever law is cut. Tested in tests/models/law_test.cpp.
#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "models/law_parts.hpp"

namespace counterless {
namespace {
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

PartialMoments weighed(double share, const PartialMoments& one) {
    return {share * one.chance, share * one.first, share * one.second};
}
PartialMoments operator+(const PartialMoments& one, const PartialMoments& other) {
    return {one.chance + other.chance, one.first + other.first, one.second + other.second};
}
// Of X + shift, from those of X.
PartialMoments moved(const PartialMoments& one, double shift) {
    return {one.chance, one.first + shift * one.chance, one.second + 2 * shift * one.first + shift * shift * one.chance};
}
PartialMoments scaled(const PartialMoments& one, double scale) {
    return {one.chance, scale * one.first, scale * scale * one.second};
}
PartialMoments point(double value, double chance) { return {chance, value * chance, value * value * chance}; }

double gamma_p(double shape, double x) { return std::isinf(x) ? 1 : boost::math::gamma_p(shape, x, InDouble()); }
PartialMoments gamma_below(double shape, double scale, double x) {
    return scaled(
        {gamma_p(shape, x / scale), shape * gamma_p(shape + 1, x / scale), shape * (shape + 1) * gamma_p(shape + 2, x / scale)},
        scale);
}
// The k-th power of a Weibull variable is a power of an exponential one.
PartialMoments weibull_below(double power, double scale, double x) {
    const double y = std::pow(x / scale, 1 / power);
    const auto part = [&](int k) { return std::tgamma(1 + k * power) * gamma_p(1 + k * power, y); };
    return scaled({part(0), part(1), part(2)}, scale);
}
PartialMoments lognormal_below(const Law& law, double x) {
    const double z = (std::log(x) - law.a) / law.b;
    const auto part = [&](int k) {
        return std::exp(k * law.a + k * k * law.b * law.b / 2) * std::erfc((k * law.b - z) / std::numbers::sqrt2) / 2;
    };
    return {part(0), part(1), part(2)};
}
// Even from low to high, with the given chance in all.
PartialMoments even_below(double low, double high, double chance, double x) {
    const double width = std::clamp(x, low, high) - low;
    return moved(weighed(chance * width / (high - low), {1, width / 2, width * width / 3}), low);
}
// A density that rises from 0 at low: proportional to the distance.
PartialMoments ramp(double width, double chance) { return weighed(chance, {1, width * 2 / 3, width * width / 2}); }
PartialMoments triangular_below(const Law& law, double x) {
    const double low = law.a, mode = law.b, high = law.c, rising = (mode - low) / (high - low);
    if (x <= mode) {
        const double part = (x - low) / (mode - low);
        return x <= low ? PartialMoments{} : moved(ramp(x - low, rising * part * part), low);
    }
    const PartialMoments left = mode > low ? moved(ramp(mode - low, rising), low) : PartialMoments{};
    // Seen from the high end, the falling side is a ramp too; what lies beyond x is its tip.
    const double width = high - mode, tip = std::max(0.0, high - x), part = tip / width;
    const PartialMoments whole = moved(scaled(ramp(width, 1 - rising), -1), high);
    const PartialMoments beyond = moved(scaled(ramp(tip, (1 - rising) * part * part), -1), high);
    return left + whole + weighed(-1, beyond);
}
PartialMoments beta_below(const Law& law, double x) {
    const double alpha = law.parts->values[0], beta = law.parts->values[1], both = alpha + beta;
    const double part = std::clamp((x - law.a) / (law.b - law.a), 0.0, 1.0);
    const auto share = [&](int k) { return boost::math::ibeta(alpha + k, beta, part, InDouble()); };
    const PartialMoments unit = {share(0), alpha / both * share(1), alpha * (alpha + 1) / (both * (both + 1)) * share(2)};
    return moved(scaled(unit, law.b - law.a), law.a);
}
PartialMoments data_below(const LawParts& parts, double x) {
    PartialMoments total;
    for (std::size_t i = 0; i < parts.values.size() && parts.values[i] <= x; ++i)
        total = total + point(parts.values[i], parts.up_to[i] - (i > 0 ? parts.up_to[i - 1] : 0));
    return total;
}
PartialMoments histogram_below(const LawParts& parts, double x) {
    PartialMoments total;
    for (std::size_t i = 0; i < parts.up_to.size(); ++i)
        total = total + even_below(parts.values[i], parts.values[i + 1], parts.up_to[i] - (i > 0 ? parts.up_to[i - 1] : 0), x);
    return total;
}
PartialMoments cut_below(const Law& law, double x) {
    if (x < law.a) return {};
    const Law& whole = law.parts->laws.front();
    const double before = std::nextafter(law.a, -std::numeric_limits<double>::infinity());
    return weighed(1 / law.parts->shares.front(),
                   moments_below(whole, std::min(x, law.b)) + weighed(-1, moments_below(whole, before)));
}
PartialMoments positive_below(const Law& law, double x) {
    PartialMoments total;
    const LawParts* parts = law.parts.get();
    switch (law.family) {
        case LawFamily::exponential:
            return gamma_below(1, law.a, x);
        case LawFamily::gamma:
            return gamma_below(law.a, law.b, x);
        case LawFamily::weibull:
            return weibull_below(law.a, law.b, x);
        case LawFamily::lognormal:
            return lognormal_below(law, x);
        case LawFamily::hyperexponential:
            for (std::size_t i = 0; i < parts->values.size(); ++i)
                total = total + weighed(parts->shares[i], gamma_below(1, parts->values[i], x));
            return total;
        case LawFamily::phase_type:
            return {parts->phases->below(x), parts->phases->first_below(x), parts->phases->second_below(x)};
        default:
            throw std::logic_error("law: a family without moments");
    }
}
}  // namespace

PartialMoments moments_below(const Law& law, double x) {
    PartialMoments total;
    switch (law.family) {
        case LawFamily::never:
            return {};
        case LawFamily::deterministic:
            return x < law.a ? PartialMoments{} : point(law.a, 1);
        case LawFamily::uniform:
            return even_below(law.a, law.b, 1, x);
        case LawFamily::triangular:
            return triangular_below(law, x);
        case LawFamily::beta:
            return beta_below(law, x);
        case LawFamily::empirical:
            return data_below(*law.parts, x);
        case LawFamily::histogram:
            return histogram_below(*law.parts, x);
        case LawFamily::mixture:
            for (std::size_t i = 0; i < law.parts->laws.size(); ++i)
                total = total + weighed(law.a * law.parts->shares[i], moments_below(law.parts->laws[i], x));
            return total;
        case LawFamily::cut:
            return cut_below(law, x);
        case LawFamily::shifted:
            return moved(moments_below(law.parts->laws.front(), x - law.a), law.a);
        default:
            return x <= 0 ? PartialMoments{} : positive_below(law, x);
    }
}

}  // namespace counterless

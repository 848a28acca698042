// models/law_quantile.cpp: one uniform to one value, by family. The simulation's inner loop comes through here.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/constants.hpp"
#include "models/law_parts.hpp"

namespace counterless {
namespace {
constexpr double below_one = 1 - 0x1.0p-53;

double triangular_quantile(const Law& law, double u) {
    const double low = law.a, mode = law.b, high = law.c;
    const double rising = (mode - low) / (high - low);
    return u < rising ? low + std::sqrt(u * (high - low) * (mode - low))
                      : high - std::sqrt((1 - u) * (high - low) * (high - mode));
}
double gamma_quantile(const Law& law, double u) {
    const double tabled = (*law.parts->inverse)(u);
    return law.b * (law.c != 0 ? std::exp(tabled) : tabled);
}
double beta_quantile(const Law& law, double u) {
    const double logit = (*law.parts->inverse)(u);
    return logit < 0 ? law.a + (law.b - law.a) / (1 + std::exp(-logit)) : law.b - (law.b - law.a) / (1 + std::exp(logit));
}
std::size_t place_of(const LawParts& parts, double u) {
    const auto found = std::lower_bound(parts.up_to.begin(), parts.up_to.end(), u);
    return std::min(static_cast<std::size_t>(found - parts.up_to.begin()), parts.up_to.size() - 1);
}
double histogram_quantile(const LawParts& parts, double u) {
    const std::size_t cell = place_of(parts, u);
    const double before = cell > 0 ? parts.up_to[cell - 1] : 0;
    const double from = parts.values[cell], until = parts.values[cell + 1];
    return std::min(until, from + (u - before) / (parts.up_to[cell] - before) * (until - from));
}
// a: the share that ends at all.
double mixture_quantile(const Law& law, double u) {
    return u >= law.a ? infinite : (*law.parts->inverse)(std::min(u / law.a, below_one));
}
// a and b: from, until; c: the share below a; the kept share stands in the parts.
double cut_quantile(const Law& law, double u) {
    const double whole = std::min(law.c + u * law.parts->shares.front(), below_one);
    return std::clamp(quantile(law.parts->laws.front(), whole), law.a, law.b);
}
}  // namespace

double unit_exponential(double u) { return -std::log(1 - u); }

double quantile(const Law& law, double u) {
    switch (law.family) {
        case LawFamily::never:
            return infinite;
        case LawFamily::deterministic:
            return law.a;
        case LawFamily::exponential:
            return law.a * unit_exponential(u);
        case LawFamily::lognormal:
            return std::exp(law.a + law.b * (*law.parts->inverse)(u));
        case LawFamily::gamma:
            return gamma_quantile(law, u);
        case LawFamily::weibull:
            return law.b * std::pow(unit_exponential(u), law.a);
        case LawFamily::uniform:
            return law.a + u * (law.b - law.a);
        case LawFamily::triangular:
            return triangular_quantile(law, u);
        case LawFamily::beta:
            return beta_quantile(law, u);
        case LawFamily::hyperexponential:
        case LawFamily::phase_type:
            return (*law.parts->inverse)(u);
        case LawFamily::empirical:
            return law.parts->values[place_of(*law.parts, u)];
        case LawFamily::histogram:
            return histogram_quantile(*law.parts, u);
        case LawFamily::mixture:
            return mixture_quantile(law, u);
        case LawFamily::cut:
            return cut_quantile(law, u);
        case LawFamily::shifted:
            return law.a + quantile(law.parts->laws.front(), u);
    }
    throw std::logic_error("law: a family without a quantile");
}

}  // namespace counterless

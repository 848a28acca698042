// models/law_composite.cpp: laws made of data or of other laws: empirical, histogram, mixture, cut, shifted.
// A mixture is inverted piece by piece between the values where one of its laws jumps, begins, ends or kinks; there its
// distribution function is smooth, and at a jump the answer is the value itself. Tested in tests/models/law_test.cpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/constants.hpp"
#include "models/law_parts.hpp"

namespace counterless {
namespace {
// A table per piece pays for laws, not for long lists of data: there a draw searches.
constexpr std::size_t breaks_max = 200;

Law with(Law law, LawParts parts) {
    law.parts = std::make_shared<const LawParts>(std::move(parts));
    return law;
}
double before(double x) { return std::nextafter(x, -infinite); }

// Running shares of weights; the last is 1 whatever rounding says.
std::vector<double> running(const std::vector<double>& weights) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> up_to;
    double sum = 0;
    for (const double weight : weights) up_to.push_back(std::min(1.0, (sum += weight) / total));
    up_to.back() = 1;
    for (std::size_t i = weights.size() - 1; weights[i] == 0 && i > 0; --i) up_to[i - 1] = 1;
    return up_to;
}
double share_at(const std::vector<double>& up_to, std::size_t i) { return up_to[i] - (i > 0 ? up_to[i - 1] : 0); }

// ---- mixture ------------------------------------------------------------------------------------------------------------------
struct Blend {
    std::vector<Law> laws;
    std::vector<double> shares;
    std::vector<LawBreak> breaks = {};

    void add(const Law& law, double share) {
        if (law.family == LawFamily::never || share == 0) return;
        if (law.family == LawFamily::mixture) {
            for (std::size_t i = 0; i < law.parts->laws.size(); ++i)
                add(law.parts->laws[i], share * law.a * law.parts->shares[i]);
        } else if (std::isinf(law.mean)) {
            constexpr double end = std::numeric_limits<double>::max();
            laws.push_back(cut(law, 0, end));
            shares.push_back(share * cdf(law, end));
        } else {
            laws.push_back(law);
            shares.push_back(share);
        }
    }
    [[nodiscard]] double below(double x) const {
        return sum([x](const Law& law) { return cdf(law, x); });
    }
    [[nodiscard]] double above(double x) const {
        return sum([x](const Law& law) { return survival(law, x); });
    }
    [[nodiscard]] double sum(const auto& share_of) const {
        double total = 0;
        for (std::size_t i = 0; i < laws.size(); ++i) total += shares[i] * share_of(laws[i]);
        return total;
    }
    // The value lies between those of the laws at u, and between the breaks around u.
    [[nodiscard]] double exact(double u) const {
        const auto next = std::lower_bound(breaks.begin(), breaks.end(), u,
                                           [](const LawBreak& one, double share) { return one.up_to < share; });
        if (next != breaks.end() && u > next->below) return next->x;
        double low = infinite, high = -infinite;
        for (const Law& law : laws) {
            const double value = quantile(law, u);
            low = std::min(low, value);
            high = std::max(high, value);
        }
        if (next != breaks.begin()) low = std::max(low, std::prev(next)->x);
        if (next != breaks.end()) high = std::min(high, before(next->x));
        return solve([this](double x) { return below(x); }, [this](double x) { return above(x); }, u, low, high);
    }
};

std::vector<LawBreak> breaks_of(const Blend& blend) {
    std::vector<double> places;
    for (const Law& law : blend.laws) {
        const auto own = break_values(law);
        places.insert(places.end(), own.begin(), own.end());
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<LawBreak> breaks;
    for (const double x : places) breaks.push_back({x, blend.below(before(x)), blend.below(x)});
    return breaks;
}

std::vector<double> cuts_of(const std::vector<LawBreak>& breaks) {
    if (breaks.size() > breaks_max) return {};
    std::vector<double> cuts = {0, 1};
    for (const LawBreak& one : breaks) {
        cuts.push_back(one.below);
        cuts.push_back(one.up_to);
    }
    std::sort(cuts.begin(), cuts.end());
    // Nearer neighbours than this are one place and rounding.
    cuts.erase(std::unique(cuts.begin(), cuts.end(), [](double one, double next) { return next - one < 1e-14; }), cuts.end());
    return cuts;
}
}  // namespace

Law empirical(std::vector<double> values, std::vector<double> weights) {
    if (weights.empty()) weights.assign(values.size(), 1);
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) { return values[one] < values[other]; });
    LawParts parts;
    std::vector<double> together;
    for (const std::size_t i : order) {
        if (weights[i] == 0) continue;
        if (!parts.values.empty() && parts.values.back() == values[i])
            together.back() += weights[i];
        else {
            parts.values.push_back(values[i]);
            together.push_back(weights[i]);
        }
    }
    parts.up_to = running(together);
    double mean = 0, variance = 0;
    for (std::size_t i = 0; i < parts.values.size(); ++i) mean += share_at(parts.up_to, i) * parts.values[i];
    for (std::size_t i = 0; i < parts.values.size(); ++i)
        variance += share_at(parts.up_to, i) * (parts.values[i] - mean) * (parts.values[i] - mean);
    return with({.family = LawFamily::empirical, .mean = mean, .sd = std::sqrt(variance)}, std::move(parts));
}

Law histogram(const std::vector<double>& edges, const std::vector<double>& weights) {
    LawParts parts{.values = edges, .up_to = running(weights)};
    double mean = 0, variance = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) mean += share_at(parts.up_to, i) * (edges[i] + edges[i + 1]) / 2;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double width = edges[i + 1] - edges[i], off = (edges[i] + edges[i + 1]) / 2 - mean;
        variance += share_at(parts.up_to, i) * (width * width / 12 + off * off);
    }
    return with({.family = LawFamily::histogram, .mean = mean, .sd = std::sqrt(variance)}, std::move(parts));
}

// a: the share that ends. What of a law in it never ends is taken out first, and mixtures in it are dissolved.
Law mixture(const std::vector<Law>& laws, const std::vector<double>& shares) {
    Blend blend;
    for (std::size_t i = 0; i < laws.size(); ++i) blend.add(laws[i], shares[i]);
    if (blend.laws.empty()) return never();
    const double sum = std::accumulate(blend.shares.begin(), blend.shares.end(), 0.0);
    const double ends = std::abs(sum - 1) < 1e-9 ? 1 : sum;
    for (double& share : blend.shares) share /= sum;
    double mean = 0, variance = 0;
    for (std::size_t i = 0; i < blend.laws.size(); ++i) mean += blend.shares[i] * blend.laws[i].mean;
    for (std::size_t i = 0; i < blend.laws.size(); ++i) {
        const Law& law = blend.laws[i];
        variance += blend.shares[i] * (law.sd * law.sd + (law.mean - mean) * (law.mean - mean));
    }
    blend.breaks = breaks_of(blend);
    const auto whole = std::make_shared<const Blend>(blend);
    const auto exact = [whole](double u) { return whole->exact(u); };
    const auto below = [whole](double x) { return whole->below(x); };
    return with({.family = LawFamily::mixture,
                 .a = ends,
                 .mean = ends < 1 ? infinite : mean,
                 .sd = ends < 1 ? infinite : std::sqrt(variance)},
                {.inverse = Inverse::pieces(cuts_of(blend.breaks), exact, below),
                 .laws = blend.laws,
                 .shares = blend.shares,
                 .breaks = blend.breaks});
}

double kept_share(const Law& law, double low, double high) {
    const double begin = before(low);
    const double beyond = std::isinf(high) ? 0 : survival(law, high);
    return cdf(law, begin) < 0.5 ? 1 - cdf(law, begin) - beyond : survival(law, begin) - beyond;
}

Law cut(const Law& law, double low, double high) {
    const double kept = kept_share(law, low, high);
    Law built = with({.family = LawFamily::cut, .a = low, .b = high, .c = cdf(law, before(low)), .mean = law.mean, .sd = law.sd},
                     {.laws = {law}, .shares = {kept}});
    if (std::isinf(law.mean) && std::isinf(high)) return built;
    const PartialMoments all = moments_below(built, high);
    built.mean = all.first / all.chance;
    built.sd = std::sqrt(std::max(0.0, all.second / all.chance - built.mean * built.mean));
    return built;
}

Law shifted(const Law& law, double shift) {
    return with({.family = LawFamily::shifted, .a = shift, .mean = law.mean + shift, .sd = law.sd}, {.laws = {law}});
}

std::vector<double> break_values(const Law& law) {
    const auto inner = [&] { return break_values(law.parts->laws.front()); };
    std::vector<double> places;
    switch (law.family) {
        case LawFamily::deterministic:
            return {law.a};
        case LawFamily::uniform:
        case LawFamily::beta:
            return {law.a, law.b};
        case LawFamily::triangular:
            return {law.a, law.b, law.c};
        case LawFamily::empirical:
        case LawFamily::histogram:
            return law.parts->values;
        case LawFamily::mixture:
            for (const LawBreak& one : law.parts->breaks) places.push_back(one.x);
            return places;
        case LawFamily::cut:
            for (const double x : inner())
                if (x > law.a && x < law.b) places.push_back(x);
            places.insert(places.begin(), law.a);
            if (!std::isinf(law.b)) places.push_back(law.b);
            return places;
        case LawFamily::shifted:
            for (const double x : inner()) places.push_back(x + law.a);
            return places;
        default:
            return {};
    }
}

}  // namespace counterless

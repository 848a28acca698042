#include "models/gof.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "models/constants.hpp"
#include "models/integral.hpp"
#include "models/kaplan_meier.hpp"

namespace counterless {
namespace {

// Sums the two distances over stretches on which the observed share stands still while the law's goes from one share to another.
class Gaps {
  public:
    // The observed share is `seen` while the law goes from `from` to `to`.
    void stretch(double seen, double from, double to) {
        far_ = std::max({far_, std::abs(seen - from), std::abs(seen - to)});
        area_ += primitive(seen, to) - primitive(seen, from);
    }
    // Rounded values tell the observed share at the ends of their cells only.
    void cell(double seen, double from, double to) {
        far_ = std::max(far_, std::abs(seen - to));
        if (to > 0 && to < 1) area_ += (seen - to) * (seen - to) / (to * (1 - to)) * (to - from);
    }
    [[nodiscard]] Distance of(double n) const { return {far_, n * area_}; }

  private:
    // Of (c - F)^2 / (F (1 - F)) by F.
    static double primitive(double c, double share) {
        const double first = c > 0 ? c * c * std::log(std::max(share, 1e-300)) : 0;
        const double second = c < 1 ? (1 - c) * (1 - c) * std::log(std::max(1 - share, 1e-300)) : 0;
        return first - second - share;
    }
    double far_ = 0, area_ = 0;
};

// The law given the bounds within which values were kept.
struct Kept {
    const FittedLaw& law;
    double low, share;
    Kept(const FittedLaw& whole, const Durations& seen)
        : law(whole), low(whole.below(seen.low)), share(whole.below(seen.high) - low) {}
    [[nodiscard]] double below(double value) const { return std::clamp((law.below(value) - low) / share, 0.0, 1.0); }
    [[nodiscard]] double quantile(double u) const { return law.quantile(std::min(low + u * share, 1 - 0x1.0p-53)); }
};

Distance distance_of_cells(const Kept& kept, const std::vector<SurvivalStep>& steps, const Durations& seen, double end) {
    Gaps gaps;
    double before = 0;
    for (const SurvivalStep& step : steps) {
        if (step.value > end) break;
        const double here = kept.below(step.value + seen.grid / 2);
        gaps.cell(1 - step.survival, before, here);
        before = here;
    }
    return gaps.of(seen.ended + seen.lasted);
}

Distance distance_of_steps(const Kept& kept, const std::vector<SurvivalStep>& steps, const Durations& seen, double end) {
    Gaps gaps;
    double before = 0, observed = 0;
    for (const SurvivalStep& step : steps) {
        if (step.value > end) break;
        const double here = kept.below(step.value);
        gaps.stretch(observed, before, here);
        before = here;
        observed = 1 - step.survival;
    }
    gaps.stretch(observed, before, std::isinf(end) ? 1 : std::max(before, kept.below(end)));
    return gaps.of(seen.ended + seen.lasted);
}

// How long each would have been watched, drawn from Kaplan and Meier's curve of being watched: there, giving up ends the
// watching.
class Watching {
  public:
    explicit Watching(const Durations& seen) : always_(seen.lasted == 0) {
        if (always_) return;
        Durations turned = seen;
        for (Durations::Row& row : turned.rows) std::swap(row.ended, row.lasted);
        steps_ = kaplan_meier(turned, 0.95);
    }
    [[nodiscard]] double drawn(double u) const {
        if (always_) return infinite;
        const auto reached = std::lower_bound(steps_.begin(), steps_.end(), u,
                                              [](const SurvivalStep& step, double share) { return 1 - step.survival < share; });
        return reached == steps_.end() ? infinite : reached->value;
    }
    [[nodiscard]] bool always() const { return always_; }

  private:
    bool always_;
    std::vector<SurvivalStep> steps_;
};

class Draws {
  public:
    explicit Draws(std::uint64_t seed) : bits_(seed) {}
    double uniform() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1.0p-53; }

  private:
    std::mt19937_64 bits_;
};

Durations drawn_like(const Durations& seen, const Kept& kept, const Watching& watching, Draws& draws) {
    const auto n = static_cast<std::size_t>(seen.ended + seen.lasted);
    std::vector<double> values(n);
    std::vector<unsigned char> ended(n, 1);
    for (std::size_t i = 0; i < n; ++i) {
        double value = kept.quantile(draws.uniform());
        if (seen.grid > 0) value = std::max(seen.grid, std::round(value / seen.grid) * seen.grid);
        if (!watching.always()) {
            const double watched = watching.drawn(draws.uniform());
            ended[i] = value <= watched;
            value = std::min(value, watched);
        }
        values[i] = value;
    }
    Durations like = durations(values, ended);
    like.grid = seen.grid;
    like.low = seen.low;
    like.high = seen.high;
    return like;
}

}  // namespace

double curve_end(const Durations& seen) {
    if (seen.lasted == 0) return infinite;
    constexpr double share_min = 0.01, people_min = 10;
    double at_risk = seen.ended + seen.lasted, end = 0;
    const double wanted = std::max(people_min, share_min * at_risk);
    for (const Durations::Row& row : seen.rows) {
        if (at_risk < wanted) break;
        end = row.value;
        at_risk -= row.ended + row.lasted;
    }
    return end;
}

Distance distance(const FittedLaw& law, const Durations& seen, double end) {
    const std::vector<SurvivalStep> steps = kaplan_meier(seen, 0.95);
    const Kept kept(law, seen);
    return seen.grid > 0 ? distance_of_cells(kept, steps, seen, end) : distance_of_steps(kept, steps, seen, end);
}

Distance distance_uniform(std::span<const double> sorted) {
    Gaps gaps;
    const double n = static_cast<double>(sorted.size());
    double before = 0, observed = 0;
    for (const double value : sorted) {
        gaps.stretch(observed / n, before, value);
        before = value;
        observed += 1;
    }
    gaps.stretch(1, before, 1);
    return gaps.of(n);
}

Chance chance_of(const LawFit& fit, const Durations& seen, const Distance& found, std::size_t repeats, std::uint64_t seed) {
    const double n = seen.ended + seen.lasted;
    // The limit laws know no censoring: where most are watched for no time at all, n says far too much of what was seen.
    if (seen.lasted == 0 && ks_above(found.ks, n) < beyond_p && ad_above(found.ad) < beyond_p) return {0, 0, 0, true};
    if (repeats == 0) return {};
    const Kept kept(fit.law, seen);
    const Watching watching(seen);
    const double end = curve_end(seen);
    Draws draws(seed);
    std::size_t ks_more = 0, ad_more = 0;
    for (std::size_t i = 0; i < repeats; ++i) {
        const Durations like = drawn_like(seen, kept, watching, draws);
        const Distance there = distance(fit_law_near(fit, like).law, like, end);
        ks_more += there.ks >= found.ks;
        ad_more += there.ad >= found.ad;
    }
    // The data are one of the possible samples too: p is never 0 (Davison and Hinkley 1997, section 4.2).
    const auto p = [&](std::size_t more) { return static_cast<double>(more + 1) / static_cast<double>(repeats + 1); };
    return {p(ks_more), p(ad_more), repeats, false};
}

double ks_above(double ks, double n) {
    const double root = std::sqrt(n), z = (root + 0.12 + 0.11 / root) * ks;
    if (z < 0.2) return 1;
    double sum = 0;
    for (int k = 1; k <= 100; ++k) {
        const double term = std::exp(-2.0 * k * k * z * z);
        sum += k % 2 ? term : -term;
        if (term < 1e-18) break;
    }
    return std::clamp(2 * sum, 0.0, 1.0);
}

double ad_above(double ad) {
    constexpr double pi2 = std::numbers::pi * std::numbers::pi;
    if (ad <= 0.02) return 1;
    if (ad > 30) return 0;
    double sum = 0, binomial = 1;  // (-1)^j Gamma(j + 1/2) / (Gamma(1/2) j!)
    for (int j = 0; j < 30; ++j) {
        const double odd = 4 * j + 1, rate = odd * odd * pi2 / (8 * ad);
        const auto inside = [&](double w) { return std::exp(ad / (8 * (w * w + 1)) - rate * (1 + w * w)); };
        const double term = binomial * odd * integral(inside, 0, infinite);
        sum += term;
        if (std::abs(term) < 1e-16) break;
        binomial *= -(j + 0.5) / (j + 1);
    }
    return std::clamp(1 - std::sqrt(2 * std::numbers::pi) / ad * sum, 0.0, 1.0);
}

}  // namespace counterless

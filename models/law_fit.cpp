#include "models/law_fit.hpp"

#include <algorithm>
#include <cmath>

#include "models/adoption.hpp"
#include "models/constants.hpp"
#include "models/law.hpp"
#include "models/maximise.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

constexpr int phases_max = 200;
constexpr double first_step = 0.2;

// These families ask only for sums of the values that ended, however many there are.
double ended_by_sums(const FittedLaw& law, const Durations& seen) {
    switch (law.family) {
        case FitFamily::exponential:
            return -seen.sum / law.scale - seen.ended * std::log(law.scale);
        case FitFamily::lognormal: {
            const double squares = seen.sum_log_squares - 2 * law.scale * seen.sum_log + seen.ended * law.scale * law.scale;
            return seen.ended * law.constant - seen.sum_log - squares / (2 * law.shape * law.shape);
        }
        default:
            return seen.ended * law.constant + (law.shape - 1) * seen.sum_log - seen.sum / law.scale;
    }
}

double ended_part(const FittedLaw& law, const Durations& seen) {
    if (law.family != FitFamily::weibull && law.family != FitFamily::hyperexponential) return ended_by_sums(law, seen);
    double sum = 0;
    for (const Durations::Row& row : seen.rows)
        if (row.ended > 0) sum += row.ended * law.log_density(row.value, row.log);
    return sum;
}

double lasted_part(const FittedLaw& law, const Durations& seen) {
    if (seen.lasted == 0) return 0;
    if (law.family == FitFamily::exponential) return -seen.sum_lasted / law.scale;
    double sum = 0;
    for (const Durations::Row& row : seen.rows)
        if (row.lasted > 0) sum += row.lasted * law.log_survival(row.value);
    return sum;
}

double mean_seen(const Durations& seen) { return (seen.sum + seen.sum_lasted) / seen.ended; }

double cv_seen(const Durations& seen) {
    const double mean = seen.sum / seen.ended;
    double squares = 0;
    for (const Durations::Row& row : seen.rows) squares += row.ended * (row.value - mean) * (row.value - mean);
    return std::clamp(std::sqrt(squares / seen.ended) / mean, 0.01, 20.0);
}

struct TwoPhases {
    double share, short_mean, long_mean;
};

// One step of EM: to which phase each time belongs, by chance; then the phases' shares and means. A time that was only seen to
// last goes on for the phase's mean.
TwoPhases em_step(const TwoPhases& old, const Durations& seen) {
    double first = 0, all = 0, first_time = 0, second_time = 0;
    for (const Durations::Row& row : seen.rows) {
        const double a = old.share * std::exp(-row.value / old.short_mean);
        const double b = (1 - old.share) * std::exp(-row.value / old.long_mean);
        if (a + b <= 0) {
            all += row.ended + row.lasted;
            second_time += row.ended * row.value + row.lasted * (row.value + old.long_mean);
            continue;
        }
        const double by_density = a / old.short_mean / (a / old.short_mean + b / old.long_mean), by_survival = a / (a + b);
        first += row.ended * by_density + row.lasted * by_survival;
        all += row.ended + row.lasted;
        first_time += row.ended * by_density * row.value + row.lasted * by_survival * (row.value + old.short_mean);
        second_time += row.ended * (1 - by_density) * row.value + row.lasted * (1 - by_survival) * (row.value + old.long_mean);
    }
    const double share = std::clamp(first / all, 1e-9, 1 - 1e-9);
    return {share, std::max(first_time / (share * all), 1e-300), std::max(second_time / ((1 - share) * all), 1e-300)};
}

Free free_of(const TwoPhases& phases) {
    const bool ordered = phases.short_mean <= phases.long_mean;
    const double share = ordered ? phases.share : 1 - phases.share;
    const double a = ordered ? phases.short_mean : phases.long_mean, b = ordered ? phases.long_mean : phases.short_mean;
    return {std::log(share * a + (1 - share) * b), logit(share), std::log(std::max(b / a - 1, 1e-6))};
}

Free start_by_em(const Durations& seen) {
    constexpr int steps = 200;
    Free best;
    double best_likelihood = -infinite;
    const double mean = mean_seen(seen);
    for (const double share : {0.1, 0.3, 0.6, 0.9}) {
        TwoPhases phases{share, mean / 4, mean * (1 - share / 4) / (1 - share)};
        for (int i = 0; i < steps; ++i) phases = em_step(phases, seen);
        const Free free = free_of(phases);
        const double likelihood = log_likelihood(fitted_law(FitFamily::hyperexponential, free), seen);
        if (best.empty() || likelihood > best_likelihood) best = free, best_likelihood = likelihood;
    }
    return best;
}

Free start_of(FitFamily family, const Durations& seen) {
    const double log_mean = std::log(mean_seen(seen)), cv = cv_seen(seen);
    switch (family) {
        case FitFamily::gamma:
            return {log_mean, -2 * std::log(cv)};
        case FitFamily::weibull:
            return {log_mean, std::log(weibull_shape(cv))};
        case FitFamily::lognormal: {
            const double middle = seen.sum_log / seen.ended;
            const double variance = std::max(seen.sum_log_squares / seen.ended - middle * middle, 1e-4);
            return {middle + variance / 2, std::log(variance) / 2};
        }
        case FitFamily::hyperexponential:
            return start_by_em(seen);
        default:
            return {log_mean};
    }
}

LawFit told(FitFamily family, Free free, int phases, double likelihood, const Durations& seen) {
    LawFit fit{fitted_law(family, free, phases), std::move(free), phases, likelihood};
    const double k = numbers_of(family), n = seen.ended;
    fit.aicc = n > k + 1 ? 2 * k - 2 * likelihood + 2 * k * (k + 1) / (n - k - 1) : infinite;
    return fit;
}

// Of all values seen whole, these two families have their likeliest member in closed form: that is where the search would start.
bool starts_at_its_peak(FitFamily family, const Durations& seen) {
    return !seen.bounded() && seen.lasted == 0 && (family == FitFamily::exponential || family == FitFamily::lognormal);
}

LawFit searched(FitFamily family, const Free& start, int phases, const Durations& seen, double step) {
    if (starts_at_its_peak(family, seen)) {
        const Free free = start_of(family, seen);
        return told(family, free, phases, log_likelihood(fitted_law(family, free, phases), seen), seen);
    }
    const auto surface = [&](const Free& free) { return log_likelihood(fitted_law(family, free, phases), seen); };
    Peak peak = maximise(surface, start, step);
    return told(family, std::move(peak.at), phases, peak.value, seen);
}

// The number of phases that is likeliest, up or down from a first guess: the likelihood has one hill.
LawFit searched_phases(int first, const Free& start, const Durations& seen, double step) {
    const auto with = [&](int phases) { return searched(FitFamily::erlang, start, phases, seen, step); };
    LawFit best = with(first);
    for (const int towards : {1, -1})
        for (int phases = first + towards; phases >= 1 && phases <= phases_max; phases += towards) {
            LawFit next = with(phases);
            if (next.log_likelihood <= best.log_likelihood) break;
            best = std::move(next);
        }
    return best;
}

// ---- profiles

// The likelihood's best when number `place` is held at `value`; the others begin where they were.
class HeldProfile {
  public:
    HeldProfile(const LawFit& fit, const Durations& seen, std::size_t place)
        : fit_(fit), seen_(seen), place_(place), others_(fit.free) {
        others_.erase(others_.begin() + static_cast<std::ptrdiff_t>(place));
    }
    // How far below the peak, as a distance: about linear in `value`.
    double fall(double value) {
        const auto surface = [&](const Free& others) {
            Free free = others;
            free.insert(free.begin() + static_cast<std::ptrdiff_t>(place_), value);
            return log_likelihood(fitted_law(fit_.law.family, free, fit_.phases), seen_);
        };
        Peak peak = maximise(surface, others_, first_step / 4);
        others_ = peak.at;
        return std::sqrt(std::max(0.0, 2 * (fit_.log_likelihood - peak.value)));
    }
    void back() {
        others_ = fit_.free;
        others_.erase(others_.begin() + static_cast<std::ptrdiff_t>(place_));
    }

  private:
    const LawFit& fit_;
    const Durations& seen_;
    std::size_t place_;
    Free others_;
};

// Where the fall reaches `wanted` on one side: steps that double until it is passed, then false position on a nearly straight
// line.
std::optional<double> side(HeldProfile& profile, double peak, double wanted, double towards) {
    constexpr double far = 12;  // a factor of e^12
    double near = 0, near_fall = 0, step = 0.02;
    double fall = profile.fall(peak + towards * step);
    while (fall < wanted) {
        near = step, near_fall = fall;
        step *= fall > 0.01 ? std::clamp(1.15 * wanted / fall, 1.2, 4.0) : 4.0;
        if (step > far) return {};
        fall = profile.fall(peak + towards * step);
    }
    for (int i = 0; i < 40 && fall - near_fall > 1e-5 && step - near > 1e-7; ++i) {
        double middle = near + (wanted - near_fall) / (fall - near_fall) * (step - near);
        middle = std::clamp(middle, near + 0.02 * (step - near), step - 0.02 * (step - near));
        const double there = profile.fall(peak + towards * middle);
        if (std::abs(there - wanted) < 1e-4) return peak + towards * middle;
        (there < wanted ? near : step) = middle;
        (there < wanted ? near_fall : fall) = there;
    }
    return peak + towards * (near + step) / 2;
}

struct Side {
    std::optional<double> low, high;
};
Side interval(const LawFit& fit, const Durations& seen, std::size_t place, double confidence) {
    const double wanted = std::sqrt(chi_square_quantile(1, confidence));
    HeldProfile profile(fit, seen, place);
    const auto low = side(profile, fit.free[place], wanted, -1);
    profile.back();
    return {low, side(profile, fit.free[place], wanted, 1)};
}

template <typename Function>
std::optional<double> through(const Function& function, const std::optional<double>& value) {
    return value ? std::optional(function(*value)) : std::nullopt;
}

double exp_of(double value) { return std::exp(value); }

void add_two_phases(std::vector<FittedNumber>& list, const LawFit& fit, const Durations& seen, double confidence) {
    const auto ratio = [](double free) { return 1 + std::exp(free); };
    const Side shares = interval(fit, seen, 1, confidence), ratios = interval(fit, seen, 2, confidence);
    list.push_back({"share", fit.law.share, through(logistic, shares.low), through(logistic, shares.high)});
    list.push_back({"ratio", fit.law.mean_b / fit.law.mean_a, through(ratio, ratios.low), through(ratio, ratios.high)});
    list.push_back({"cv", fit.law.cv(), {}, {}});
}

// Shape and cv tell the same; a rising shape is a falling cv, except for the lognormal.
void add_shape(std::vector<FittedNumber>& list, const LawFit& fit, const Durations& seen, double confidence) {
    const bool lognormal = fit.law.family == FitFamily::lognormal;
    const Side shapes = interval(fit, seen, 1, confidence);
    const auto cv = [&](double free) { return fitted_law(fit.law.family, {0, free}).cv(); };
    list.push_back({"cv", fit.law.cv(), through(cv, lognormal ? shapes.low : shapes.high),
                    through(cv, lognormal ? shapes.high : shapes.low)});
    list.push_back({lognormal ? "sigma" : "shape", fit.law.shape, through(exp_of, shapes.low), through(exp_of, shapes.high)});
}

}  // namespace

double log_likelihood(const FittedLaw& law, const Durations& seen) {
    double sum = ended_part(law, seen) + lasted_part(law, seen);
    if (seen.bounded()) sum -= (seen.ended + seen.lasted) * std::log(law.survival(seen.low) - law.survival(seen.high));
    return sum;
}

LawFit fit_law(FitFamily family, const Durations& seen) {
    const Free start = start_of(family, seen);
    if (family != FitFamily::erlang) return searched(family, start, 1, seen, first_step);
    const double cv = cv_seen(seen);
    return searched_phases(static_cast<int>(std::clamp(std::round(1 / (cv * cv)), 1.0, double{phases_max})), start, seen,
                           first_step);
}

LawFit fit_law_near(const LawFit& start, const Durations& seen) {
    if (start.law.family == FitFamily::erlang) return searched_phases(start.phases, start.free, seen, first_step / 4);
    return searched(start.law.family, start.free, 1, seen, first_step / 4);
}

std::vector<FittedNumber> parameters(const LawFit& fit, const Durations& seen, double confidence) {
    const Side means = interval(fit, seen, 0, confidence);
    std::vector<FittedNumber> list{{"mean", fit.law.mean, through(exp_of, means.low), through(exp_of, means.high)}};
    if (fit.law.family == FitFamily::erlang)
        list.push_back({"k", static_cast<double>(fit.phases), {}, {}});
    else if (fit.law.family == FitFamily::hyperexponential)
        add_two_phases(list, fit, seen, confidence);
    else if (fit.law.family != FitFamily::exponential)
        add_shape(list, fit, seen, confidence);
    return list;
}

}  // namespace counterless

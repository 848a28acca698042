// results/tuning_laws.cpp: times and patience: every family fitted, measured and put in order.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"
#include "results/tuning.hpp"

namespace counterless {
namespace {

constexpr double refused_p = 0.01;

std::vector<FamilyFit> all_fits(const Durations& seen, double end, const TuningQuestion& question) {
    std::vector<FamilyFit> fits;
    for (const FitFamily family : question.families) {
        if (seen.ended <= numbers_of(family) + 1) continue;
        FamilyFit one{fit_law(family, seen), {}, {}, {}};
        one.numbers = parameters(one.fit, seen, question.confidence);
        one.distance = distance(one.fit.law, seen, end);
        one.chance = chance_of(one.fit, seen, one.distance, question.bootstrap, question.seed);
        fits.push_back(std::move(one));
    }
    std::stable_sort(fits.begin(), fits.end(),
                     [](const FamilyFit& one, const FamilyFit& other) { return one.fit.aicc < other.fit.aicc; });
    for (FamilyFit& one : fits) one.aicc_behind = one.fit.aicc - fits.front().fit.aicc;
    return fits;
}

std::string name_of(const FamilyFit& one) { return std::string(fit_family_name(one.fit.law.family)); }

void remark_order(const std::vector<FamilyFit>& fits, std::vector<std::string>& remarks) {
    if (fits.empty()) return;
    std::string near;
    for (std::size_t i = 1; i < fits.size(); ++i)
        if (fits[i].aicc_behind < 2) near += (near.empty() ? "" : ", ") + name_of(fits[i]);
    remarks.push_back("Likeliest for its number of parameters (AICc): " + name_of(fits.front()) +
                      (near.empty() ? "." : "; not to be told apart from it: " + near + "."));
}

void remark_fit(const FamilyFit& best, double n, std::vector<std::string>& remarks) {
    const Chance& chance = best.chance;
    if (!chance.beyond && chance.repeats == 0) return;
    const double p = std::min(chance.ks_p, chance.ad_p);
    if (!chance.beyond && p > refused_p) return;
    remarks.push_back(
        fmt::format("With {} values chance alone does not explain its distance from them ({}). What counts is how "
                    "large it is: the widest gap is {:.1f} customers in 100.",
                    thousands(n), chance.beyond ? "p below 0.000001" : fmt::format("p = {:.3f}", p), 100 * best.distance.ks));
}

void remark_grid(const Durations& seen, std::vector<std::string>& remarks) {
    if (seen.grid > 0)
        remarks.push_back(
            fmt::format("All values are multiples of {:g} s and many are alike: taken as rounded to it.", seen.grid));
}

// Edges of the hazard's cells: round times up to where few are left.
std::vector<double> hazard_edges(double end) {
    std::vector<double> edges{0};
    for (const double edge : {10.0, 20.0, 30.0, 60.0, 120.0, 180.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0, 7200.0, 14400.0})
        if (edge < end) edges.push_back(edge);
    if (end > edges.back()) edges.push_back(end);
    return edges;
}

}  // namespace

const FamilyFit& chosen_fit(const std::vector<FamilyFit>& fits, const TuningQuestion& question) {
    const auto found =
        std::find_if(fits.begin(), fits.end(), [&](const FamilyFit& one) { return question.chosen == one.fit.law.family; });
    return found != fits.end() ? *found : fits.front();
}

TimesTuning tune_times(const std::vector<double>& values, const Bounded& bounds, const TuningQuestion& question) {
    TimesTuning tuning{.question = question, .bounds = bounds, .rows = values.size()};
    std::vector<double> kept;
    for (const double value : values) {
        if (value == 0)
            ++tuning.zero;
        else if (value < bounds.low)
            ++tuning.below;
        else if (value > bounds.high)
            ++tuning.above;
        else
            kept.push_back(value);
    }
    if (kept.empty()) return tuning;
    tuning.all = moments(kept);
    tuning.seen = bounds.dropped ? durations(kept) : durations_within(kept, bounds.low, bounds.high);
    std::sort(kept.begin(), kept.end());
    for (const double q : tuning_quantiles) tuning.quantiles.push_back(quantile_of_sorted(kept, q));
    if (tuning.seen.rows.size() < 2) return tuning;
    tuning.fits = all_fits(tuning.seen, curve_end(tuning.seen), question);
    remark_order(tuning.fits, tuning.remarks);
    if (!tuning.fits.empty()) remark_fit(tuning.fits.front(), tuning.seen.ended, tuning.remarks);
    remark_grid(tuning.seen, tuning.remarks);
    return tuning;
}

PatienceTuning tune_patience(const std::vector<double>& waits, const std::vector<unsigned char>& gave_up,
                             const TuningQuestion& question) {
    PatienceTuning tuning{.question = question, .rows = waits.size()};
    std::vector<double> kept;
    std::vector<unsigned char> ended;
    for (std::size_t i = 0; i < waits.size(); ++i) {
        if (waits[i] == 0 && gave_up[i]) {
            ++tuning.at_once;
            continue;
        }
        kept.push_back(waits[i]);
        ended.push_back(gave_up[i]);
    }
    tuning.seen = durations(kept, ended);
    tuning.end = tuning.seen.lasted > 0 ? curve_end(tuning.seen) : (kept.empty() ? 0 : tuning.seen.rows.back().value);
    tuning.curve = kaplan_meier(tuning.seen, question.confidence);
    tuning.hazards = hazards(tuning.seen, hazard_edges(tuning.end), question.confidence);
    tuning.median = survival_quantile(tuning.curve, 0.5);
    if (tuning.curve.size() < 2) return tuning;
    tuning.fits = all_fits(tuning.seen, curve_end(tuning.seen), question);
    remark_order(tuning.fits, tuning.remarks);
    if (!tuning.fits.empty()) remark_fit(tuning.fits.front(), tuning.seen.ended + tuning.seen.lasted, tuning.remarks);
    remark_grid(tuning.seen, tuning.remarks);
    const double still = survival_at(tuning.curve, tuning.end);
    if (still > 0.05)
        tuning.remarks.push_back(
            fmt::format("After {} too few are watched to go on; {:.0f} of 100 would wait longer. The means of the laws reach "
                        "beyond what was seen.",
                        duration(tuning.end), 100 * still));
    return tuning;
}

}  // namespace counterless

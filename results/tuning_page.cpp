// results/tuning_page.cpp: the same as a page: the curve that was seen beside those of the laws.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"
#include "results/report/fit_page.hpp"
#include "results/report/markup.hpp"
#include "results/report/text.hpp"
#include "results/tuning.hpp"

namespace counterless {
namespace {

using report::FitChart;
using report::FitCurve;
using report::FitPage;

constexpr int points = 160;
constexpr std::size_t laws_most = 4;  // more curves than that hide one another
constexpr report::FitLook seen_look{"ink", "solid", 2};

std::string shown(double value) { return std::abs(value) >= 1000 ? thousands(value) : fmt::format("{:.3g}", value); }
std::string shown(const FittedNumber& number) {
    if (!number.low || !number.high) return shown(number.value);
    return fmt::format("{} ({}–{})", shown(number.value), shown(*number.low), shown(*number.high));
}
std::string chance(double p, const Chance& chance) {
    if (chance.beyond) return "<1e-6";
    return chance.repeats > 0 ? fmt::format("{:.3f}", p) : "not asked for";
}

struct WordTable {
    std::string title, note;
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;  // text
};
std::string set(const WordTable& one) {
    report::Table all{.caption = one.title};
    for (const std::string& head : one.heads) all.columns.push_back({head, all.columns.empty()});
    for (const auto& row : one.rows) {
        std::vector<std::string> cells;
        for (const std::string& cell : row) cells.push_back(report::html(cell));
        all.rows.push_back(std::move(cells));
    }
    return report::card(one.title, one.note, report::table(all));
}

// To two figures: where an axis may end.
double rounded_up(double value) {
    const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
    return std::ceil(value / unit - 1e-9) * unit;
}

std::vector<const FamilyFit*> first_laws(const std::vector<FamilyFit>& fits, const TuningQuestion& question) {
    if (fits.empty()) return {};
    std::vector<const FamilyFit*> list{&chosen_fit(fits, question)};
    for (const FamilyFit& one : fits)
        if (&one != list.front() && list.size() < laws_most) list.push_back(&one);
    return list;
}

// The share still going by each law, or its density, up to x_max.
template <typename Function>
void add_laws(FitChart& chart, const std::vector<const FamilyFit*>& laws, double x_max, const Function& height) {
    for (std::size_t i = 0; i < laws.size(); ++i) {
        FitCurve curve{std::string(fit_family_name(laws[i]->fit.law.family)), report::fit_look(i)};
        for (int k = 0; k <= points; ++k) {
            const double x = x_max * k / points, y = height(laws[i]->fit.law, x);
            if (std::isfinite(y)) curve.points.emplace_back(x, y);
        }
        chart.curves.push_back(std::move(curve));
    }
}

// Steps as drawn: no more than a screen can show.
FitCurve seen_curve(const std::vector<SurvivalStep>& steps, double x_max, bool with_band) {
    constexpr double drawn_max = 600;
    FitCurve curve{"seen", seen_look, true, {{0, 1}}};
    double last = 0;
    for (const SurvivalStep& step : steps) {
        if (step.value > x_max) break;
        if (step.value - last < x_max / drawn_max && &step != &steps.back()) continue;
        last = step.value;
        curve.points.emplace_back(step.value, step.survival);
        if (with_band) curve.band.push_back({step.value, step.low, step.high});
    }
    return curve;
}

WordTable laws_table(const std::vector<FamilyFit>& fits, const TuningQuestion& question) {
    WordTable table{"The laws",
                    fmt::format("Intervals {:g} % by profile likelihood. Distances: Kolmogorov-Smirnov, Anderson-Darling.",
                                100 * question.confidence),
                    {"Law", "Mean, s", "Other parameters", "AICc above the best", "KS", "its p", "AD", "its p"},
                    {}};
    for (const FamilyFit& one : fits) {
        std::string mean, others;
        for (const FittedNumber& number : one.numbers) {
            if (number.name == "mean")
                mean = shown(number);
            else
                others += (others.empty() ? "" : "; ") + number.name + " " + shown(number);
        }
        table.rows.push_back({std::string(fit_family_name(one.fit.law.family)), mean, others,
                              fmt::format("{:.1f}", one.aicc_behind), fmt::format("{:.4f}", one.distance.ks),
                              chance(one.chance.ks_p, one.chance), shown(one.distance.ad), chance(one.chance.ad_p, one.chance)});
    }
    return table;
}

std::string made(const std::string& version, std::uint64_t seed) {
    return fmt::format("Made by Counterless {}, seed {}. Methods: docs/reference/calibrate-laws.md.", version, seed);
}

WordTable spread_table(const ArrivalsTuning& tuning) {
    WordTable table{"How days differ, and what is left within them",
                    "Poisson arrivals have 1 in each of the first rows.",
                    {"Figure", "Value", "Interval"},
                    {}};
    if (const auto& days = tuning.days_vary) {
        table.rows.push_back({"Days of a weekday: variance over mean", fmt::format("{:.2f}", days->variance_over_mean), ""});
        if (tuning.within_day_free > 0)
            table.rows.push_back({"Half-hours given the day: variance over mean", fmt::format("{:.2f}", tuning.within_day), ""});
        if (tuning.blocks) table.rows.push_back({"Numbers of the log test: cv", fmt::format("{:.3f}", tuning.blocks->cv), ""});
        table.rows.push_back(
            {"Factor of the day: cv", fmt::format("{:.3f}", days->cv),
             fmt::format("{:.3f}–{}", days->cv_low, days->cv_high ? fmt::format("{:.3f}", *days->cv_high) : "?")});
    }
    return table;
}

FitChart density_chart(const TimesTuning& tuning, const std::vector<const FamilyFit*>& laws, double x_max) {
    FitChart chart{"How often each time was seen",
                   "Density a minute: the area under each curve is 1. What was seen, in forty equal cells.",
                   {"seconds", 0, x_max},
                   {"per minute", 0, {}}};
    constexpr int cells = 40;
    std::vector<double> counts(cells, 0);
    for (const Durations::Row& row : tuning.seen.rows)
        if (row.value <= x_max)
            counts[std::min<std::size_t>(cells - 1, static_cast<std::size_t>(row.value / x_max * cells))] += row.ended;
    FitCurve seen{"seen", seen_look, true};
    double most = 0;
    for (int i = 0; i < cells; ++i) {
        const double height = counts[static_cast<std::size_t>(i)] / (tuning.seen.ended * x_max / cells) * 60;
        seen.points.emplace_back(x_max * i / cells, height);
        most = std::max(most, height);
    }
    chart.y.high = rounded_up(most * 1.25);
    chart.curves.push_back(std::move(seen));
    add_laws(chart, laws, x_max, [&](const FittedLaw& law, double x) {
        if (x <= 0) return std::numeric_limits<double>::quiet_NaN();
        const double kept = tuning.seen.bounded() ? law.below(tuning.bounds.high) - law.below(tuning.bounds.low) : 1;
        return 60 * std::exp(law.log_density(x, std::log(x))) / kept;
    });
    return chart;
}

}  // namespace

std::string tuning_page(const TimesTuning& tuning) {
    const auto laws = first_laws(tuning.fits, tuning.question);
    const double x_max = rounded_up(tuning.quantiles.at(3));
    FitPage page{.title = "Times of column “" + tuning.column + "”", .kicker = "Calibration of times · " + tuning.file};
    page.lead =
        fmt::format("{} values, mean {} s, coefficient of variation {:.3g}.", thousands(static_cast<double>(tuning.all.n)),
                    shown(tuning.all.mean), tuning.all.sd / tuning.all.mean);
    if (!laws.empty()) page.lead += " Law taken: " + std::string(fit_family_name(laws.front()->fit.law.family)) + ".";
    FitChart chart{"How many take longer",
                   "The share that takes longer than so many seconds; drawn up to where 1 in 100 is left.",
                   {"seconds", 0, x_max},
                   {"share", 0, 1}};
    chart.curves.push_back(seen_curve(kaplan_meier(tuning.seen, tuning.question.confidence), x_max, false));
    add_laws(chart, laws, x_max, [&](const FittedLaw& law, double x) {
        const double under = law.below(tuning.seen.low), over = law.survival(tuning.seen.high);
        return std::clamp((law.survival(x) - over) / (1 - under - over), 0.0, 1.0);
    });
    page.charts = {std::move(chart), density_chart(tuning, laws, x_max)};
    page.cards = set(laws_table(tuning.fits, tuning.question));
    page.remarks = tuning.remarks;
    page.made = made(tuning.version, tuning.question.seed);
    return report::fit_page(page);
}

std::string tuning_page(const PatienceTuning& tuning) {
    const auto laws = first_laws(tuning.fits, tuning.question);
    FitPage page{.title = "Patience, from column “" + tuning.column + "”", .kicker = "Calibration of patience · " + tuning.file};
    page.lead = fmt::format("{} gave up, {} were served before they had to show how long they would wait.",
                            thousands(tuning.seen.ended), thousands(tuning.seen.lasted));
    FitChart chart{"How many would still wait",
                   "Kaplan and Meier's curve with its band, and the laws.",
                   {"seconds", 0, rounded_up(tuning.end)},
                   {"share", 0, 1}};
    chart.curves.push_back(seen_curve(tuning.curve, tuning.end, true));
    add_laws(chart, laws, tuning.end, [](const FittedLaw& law, double x) { return law.survival(x); });
    page.charts.push_back(std::move(chart));
    WordTable hazard{"When they leave",
                     "Of those still waiting, how many leave in a minute.",
                     {"From, s", "Until, s", "Gave up", "Leave in a minute", "Interval"},
                     {}};
    for (const HazardCell& cell : tuning.hazards)
        hazard.rows.push_back({shown(cell.from), shown(cell.until), thousands(cell.ended),
                               fmt::format("{:.3f}", 60 * cell.hazard),
                               fmt::format("{:.3f} to {:.3f}", 60 * cell.low, 60 * cell.high)});
    page.cards = set(laws_table(tuning.fits, tuning.question)) + set(hazard);
    page.remarks = tuning.remarks;
    page.made = made(tuning.version, tuning.question.seed);
    return report::fit_page(page);
}

std::string tuning_page(const ArrivalsTuning& tuning) {
    FitPage page{.title = "Arrivals", .kicker = "Calibration of arrivals · " + tuning.file};
    page.lead = fmt::format("{} arrivals on {} days.", thousands(static_cast<double>(tuning.rows)), tuning.days.size());
    FitChart chart{"The mean day", "Customers in each half-hour, by weekday.", {"hour of the day", 0, 24}, {"customers", 0, {}}};
    constexpr report::FitLook looks[] = {{"good", "solid"},  {"ink", "solid"}, {"plum", "solid"}, {"same", "solid"},
                                         {"good", "dashed"}, {"bad", "solid"}, {"bad", "dashed"}};
    WordTable days{"Weekdays", "", {"Weekday", "Days", "Customers a day"}, {}};
    for (std::size_t i = 0; i < tuning.kinds.size(); ++i) {
        const ArrivalsTuning::Kind& kind = tuning.kinds[i];
        if (kind.days == 0) continue;
        const std::string name = tuning.question.dated ? weekday_ids[i] : "all days";
        FitCurve curve{name, looks[i], true};
        for (int half = 0; half <= half_hours_a_day; ++half)
            curve.points.emplace_back(half / 2.0, kind.means[static_cast<std::size_t>(std::min(half, half_hours_a_day - 1))]);
        chart.curves.push_back(std::move(curve));
        days.rows.push_back({name, std::to_string(kind.days), thousands(kind.mean, 1)});
    }
    page.charts.push_back(std::move(chart));
    page.cards = set(days) + set(spread_table(tuning));
    page.remarks = tuning.remarks;
    page.made = made(tuning.version, tuning.question.seed);
    return report::fit_page(page);
}

}  // namespace counterless

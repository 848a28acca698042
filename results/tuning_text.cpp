// results/tuning_text.cpp: what was found as a person reads it, no line wider than a terminal of 100.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"
#include "results/text_table.hpp"
#include "results/tuning.hpp"

namespace counterless {
namespace {

std::string count(double number) { return thousands(number); }

// Three figures: what an interval of a few per cent carries.
std::string figures(double value) { return std::abs(value) >= 1000 ? thousands(value) : fmt::format("{:.3g}", value); }

std::string interval(const FittedNumber& number) {
    if (number.name == "k") return fmt::format("{:g}", number.value);
    std::string text = figures(number.value);
    if (!number.low && !number.high) return text;
    return text + fmt::format(" ({}–{})", number.low ? figures(*number.low) : "?", number.high ? figures(*number.high) : "?");
}

std::string p_text(double p, const Chance& chance) {
    if (chance.beyond) return "<1e-6";
    return chance.repeats == 0 ? "" : fmt::format("{:.3f}", p);
}

std::string p_shown(double p) { return p < beyond_p ? "<1e-6" : fmt::format("{:.3g}", p); }

std::string distance_text(double value, double p, const Chance& chance) {
    const std::string text = value < 1 ? fmt::format("{:.4f}", value) : figures(value), says = p_text(p, chance);
    return says.empty() ? text : text + " (p " + says + ")";
}

std::string other_numbers(const FamilyFit& one) {
    std::string text;
    for (const FittedNumber& number : one.numbers)
        if (number.name != "mean" && number.name != "cv")
            text += (text.empty() ? "" : ", ") + number.name + " " + interval(number);
    return text;
}

std::string number_named(const FamilyFit& one, std::string_view name) {
    for (const FittedNumber& number : one.numbers)
        if (number.name == name) return interval(number);
    return figures(name == "cv" ? one.fit.law.cv() : one.fit.law.mean);
}

std::string fits_text(const std::vector<FamilyFit>& fits, double confidence) {
    if (fits.empty()) return "  too few different values to fit a law\n";
    TextTable laws({"law", "mean, s", "cv", "dAICc", "KS", "AD"});
    for (const FamilyFit& one : fits)
        laws.row({std::string(fit_family_name(one.fit.law.family)), number_named(one, "mean"), number_named(one, "cv"),
                  fmt::format("{:.1f}", one.aicc_behind), distance_text(one.distance.ks, one.chance.ks_p, one.chance),
                  distance_text(one.distance.ad, one.chance.ad_p, one.chance)});
    std::string text = laws.text();
    for (const FamilyFit& one : fits)
        if (const std::string others = other_numbers(one); !others.empty())
            text += fmt::format("  {}: {}\n", fit_family_name(one.fit.law.family), others);
    const std::size_t repeats = fits.front().chance.repeats;
    text += fmt::format("  intervals {:g} %, profile likelihood; dAICc: above the best", 100 * confidence);
    for (const FamilyFit& one : fits)
        if (one.chance.repeats > repeats) return text + fmt::format("; p by {} bootstrap repeats\n", one.chance.repeats);
    return text + (repeats > 0 ? fmt::format("; p by {} bootstrap repeats\n", repeats) : "\n");
}

std::string listed(const std::vector<std::string>& remarks) {
    std::string text;
    for (const std::string& remark : remarks) text += wrapped(remark, "-");
    return text;
}

std::string left_out(const TimesTuning& tuning) {
    std::string text;
    const auto add = [&](std::size_t number, const std::string& why) {
        if (number > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count(static_cast<double>(number)), why);
    };
    add(tuning.zero, "at 0");
    add(tuning.below, fmt::format("under {:g} s", tuning.bounds.low));
    add(tuning.above, fmt::format("over {:g} s", tuning.bounds.high));
    return text.empty() ? "none left out" : "left out: " + text;
}

std::string curve_text(const PatienceTuning& tuning) {
    TextTable table({"after, s", "watched", "still willing", "interval", "hazard until then, / min"});
    for (const HazardCell& cell : tuning.hazards) {
        const double still = survival_at(tuning.curve, cell.until);
        const auto after = std::upper_bound(tuning.curve.begin(), tuning.curve.end(), cell.until,
                                            [](double wanted, const SurvivalStep& step) { return wanted < step.value; });
        const bool known = after != tuning.curve.begin();
        double watched = 0;
        for (const Durations::Row& row : tuning.seen.rows)
            if (row.value > cell.until) watched += row.ended + row.lasted;
        table.row({figures(cell.until), count(watched), fmt::format("{:.3f}", still),
                   known ? fmt::format("{:.3f} to {:.3f}", (after - 1)->low, (after - 1)->high) : "",
                   fmt::format("{:.3f} ({:.3f} to {:.3f})", 60 * cell.hazard, 60 * cell.low, 60 * cell.high)});
    }
    return table.text();
}

std::string median_text(const SurvivalQuantile& median) {
    if (!median.value) return "  half of them would wait longer than anybody was watched\n";
    return fmt::format("  half give up within {} s (from {}, to {})\n", figures(*median.value),
                       median.low ? figures(*median.low) : "?", median.high ? figures(*median.high) : "?");
}

std::string weekdays_text(const ArrivalsTuning& tuning) {
    TextTable table(
        {tuning.question.dated ? "weekday" : "days", "days", "customers a day", "busiest half-hour", "customers in it"});
    for (std::size_t i = 0; i < tuning.kinds.size(); ++i) {
        const ArrivalsTuning::Kind& kind = tuning.kinds[i];
        if (kind.days == 0) continue;
        const auto most = std::max_element(kind.means.begin(), kind.means.end());
        const auto half = most - kind.means.begin();
        table.row({tuning.question.dated ? weekday_ids[i] : "all", std::to_string(kind.days), thousands(kind.mean, 1),
                   fmt::format("{:02}:{:02}", half / 2, half % 2 * 30), thousands(*most, 1)});
    }
    return table.text();
}

std::string line(const std::string& name, const std::string& value) { return fmt::format("  {:<34}{}\n", name, value); }

std::string days_text(const ArrivalsTuning& tuning) {
    std::string text;
    if (const auto& days = tuning.days_vary) {
        text += line("days: variance over mean",
                     fmt::format("{:.2f}   (1 if Poisson: p {})", days->variance_over_mean, p_shown(days->poisson_p)));
        text += line("day factor, cv by likelihood", fmt::format("{:.3f} ({:.3f} to {})", days->cv, days->cv_low,
                                                                 days->cv_high ? fmt::format("{:.3f}", *days->cv_high) : "?"));
        text += line("day factor, cv by moments", fmt::format("{:.3f}", days->cv_moments));
    }
    if (tuning.within_day_free > 0)
        text += line("half-hours given the day", fmt::format("{:.2f} times Poisson", tuning.within_day));
    if (tuning.trend_se > 0)
        text +=
            line("trend a week", fmt::format("{:+.2f} % ± {:.2f}", 100 * tuning.trend_per_week, 100 * trend_half_width(tuning)));
    if (const auto& blocks = tuning.blocks; blocks && blocks->customers > 0) {
        text += line(fmt::format("Poisson in blocks of {:g} min?", tuning.question.block_s / 60),
                     fmt::format("KS {:.4f} (p {}), AD {:.3g} (p {}), cv {:.3f}", blocks->distance.ks, p_shown(blocks->ks_p),
                                 blocks->distance.ad, p_shown(blocks->ad_p), blocks->cv));
        text += line("", fmt::format("of {} in {} blocks", count(static_cast<double>(blocks->customers)),
                                     count(static_cast<double>(blocks->blocks))));
    }
    if (tuning.gaps)
        text += line("gaps on the clock of the rate", fmt::format("cv {:.3f}, gamma shape {}   (1 and 1 if Poisson)",
                                                                  tuning.gap_cv, interval(tuning.gap_numbers.back())));
    return text;
}

}  // namespace

std::string tuning_text(const TimesTuning& tuning) {
    std::string text = fmt::format("{}, column \"{}\": {} rows, {}\n", tuning.file, tuning.column,
                                   count(static_cast<double>(tuning.rows)), left_out(tuning));
    text += fmt::format("  n {}   mean {} s   sd {} s   cv {:.3g}   median {} s   90 % {} s   99 % {} s\n",
                        count(static_cast<double>(tuning.all.n)), figures(tuning.all.mean), figures(tuning.all.sd),
                        tuning.all.sd / tuning.all.mean, figures(tuning.quantiles[1]), figures(tuning.quantiles[2]),
                        figures(tuning.quantiles[3]));
    if (tuning.seen.bounded()) text += "  laws are those of all times; the likelihood is that of times between the bounds\n";
    return text + "\n" + fits_text(tuning.fits, tuning.question.confidence) + listed(tuning.remarks);
}

std::string tuning_text(const PatienceTuning& tuning) {
    std::string text = fmt::format("{}, column \"{}\": {} rows, {} gave up, {} were served", tuning.file, tuning.column,
                                   count(static_cast<double>(tuning.rows)), count(tuning.seen.ended), count(tuning.seen.lasted));
    if (tuning.at_once > 0)
        text += fmt::format(", {} left without waiting: left out", count(static_cast<double>(tuning.at_once)));
    text += "\n\nStill willing to wait (Kaplan-Meier, bands by Greenwood):\n" + curve_text(tuning) + median_text(tuning.median);
    return text + "\n" + fits_text(tuning.fits, tuning.question.confidence) +
           (tuning.seen.lasted > 0 ? fmt::format("  laws held against the curve up to {} s\n", figures(tuning.end)) : "") +
           listed(tuning.remarks);
}

std::string tuning_text(const ArrivalsTuning& tuning) {
    std::string text =
        fmt::format("{}: {} arrivals on {} days", tuning.file, count(static_cast<double>(tuning.rows)), tuning.days.size());
    if (tuning.days_silent > 0) text += fmt::format("; {} days without any between them are taken as closed", tuning.days_silent);
    return text + "\n\n" + weekdays_text(tuning) + "\n" + days_text(tuning) +
           fmt::format("  intervals {:g} %, profile likelihood\n", 100 * tuning.question.confidence) + listed(tuning.remarks);
}

}  // namespace counterless

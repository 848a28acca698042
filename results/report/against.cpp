// results/report/against.cpp: two comparisons. What the scenario's formulas expect against what was simulated: the check that the
// run does what its description says. And this scenario against its baseline, paired, with a verdict only where the interval
// allows one.
#include <algorithm>
#include <cmath>
#include <string_view>

#include "results/conclude.hpp"
#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/report/verdict.hpp"

namespace counterless::report {
namespace {

// The verdict only where the expectation is one of the whole run.
std::string simulated_sentence(const Estimate& simulated, double expectation, bool of_first_day, Lang lang) {
    const std::string mean = counted(lang, std::round(simulated.mean), Noun::transaction);
    const std::string low = ltr(number(simulated.mean - simulated.half_width)),
                      high = ltr(number(simulated.mean + simulated.half_width));
    const std::string interval = has_interval(simulated) ? say(lang, "interval_words", {low, high}) : say(lang, "no_verdict");
    if (of_first_day) return say(lang, "forecast_simulated_course", {mean, interval});
    const double off = simulated.mean / expectation - 1;
    const std::string distance = ltr(percent(lang, std::abs(off), 2));
    std::string text =
        say(lang, "forecast_simulated", {mean, interval, distance, off < 0 ? say(lang, "below_it") : say(lang, "above_it")});
    if (!has_interval(simulated)) return text;
    const bool inside = std::abs(simulated.mean - expectation) <= simulated.half_width;
    return text + " " + say(lang, inside ? Word("forecast_inside") : Word("forecast_outside"));
}

struct Tone {
    std::string_view tone;
    std::string word;
};
Tone tone_of(Reading reading, Lang lang) {
    switch (reading) {
        case Reading::better:
            return {"good", say(lang, "better")};
        case Reading::worse:
            return {"bad", say(lang, "worse")};
        case Reading::changed:
            return {"changed", say(lang, "changed")};
        default:
            return {"same", say(lang, "same")};
    }
}

std::string difference_cell(const Difference& line, Show show, Lang lang) {
    if (!line.difference.known) return "–";
    const double factor = show == Show::share ? 100 : scale_of(show);
    const int digits = digits_for(line.difference, factor);
    const auto text = [&](double value) { return ltr(signed_number(value * factor, digits)); };
    std::string cell = "<div>" + html(text(line.difference.mean));
    if (show == Show::share) cell += "\u00A0" + html(say(lang, "points"));
    if (!has_interval(line.difference)) return cell + "</div>";
    const Tone tone = tone_of(read_difference(line.difference, line.measure.direction), lang);
    const double low = line.difference.mean - line.difference.half_width,
                 high = line.difference.mean + line.difference.half_width;
    return cell + "<small>" + verdict(tone.tone, tone.word) + " " +
           element("span class=nb", html(say(lang, "from_to", {text(low), text(high)}))) + "</small></div>";
}

// What a decision looks at first, in this order; the other differences stand in a closed list below.
std::size_t rank(const Measure& measure) {
    constexpr std::string_view first[] = {"visits", "customer_hours", "sheets", "cost", "co2", "digital_share", "wait_mean"};
    const auto at = std::find(std::begin(first), std::end(first), measure.name);
    return is_service_level(measure.name) ? std::size(first)
           : at == std::end(first)        ? std::size(first) + 1
                                          : static_cast<std::size_t>(at - std::begin(first));
}

std::vector<std::string> difference_row(const StudyResult& result, const Difference& line, Lang lang) {
    const Show show = show_of(line.measure);
    const std::string unit = show == Show::share ? "" : unit_text(lang, line.measure, result.scenario.costs.currency);
    std::string head = html(measure_text(lang, line.measure));
    if (!unit.empty()) head += " " + element("small", html(unit));
    return {head, html(plus_minus(lang, line.baseline, show)), difference_cell(line, show, lang)};
}

// A figure in the unit that people read.
std::string figure(double value, const std::string& unit, Lang lang) {
    if (unit == "1") return percent(lang, value, digits_for(0, 100 * value));
    return unit == "s" ? duration(lang, value) : number(value);
}

// What was observed in life, beside what was simulated.
std::string reported_sentences(const StudyResult& result, Lang lang) {
    std::string text;
    for (const ReportedBeside& one : beside_reported(result)) {
        const Value* value = result.find(one.reported.measure, one.reported.of);
        const std::string observed = figure(one.reported.value, value ? value->measure.unit : "", lang);
        const std::string name = name_text(lang, one.reported.name, one.reported.id) + ": " + ltr(observed);
        if (!one.estimate.known) {
            text += " " + say(lang, "reported_unmeasured", {name});
            continue;
        }
        const auto signed_percent = [&](double share) {
            return ltr((share < 0 ? "\u2212" : "+") + percent(lang, std::abs(share), 2));
        };
        const std::string interval =
            has_interval(one.estimate)
                ? say(lang, "interval_words",
                      {signed_percent(one.off - one.off_half_width), signed_percent(one.off + one.off_half_width)})
                : say(lang, "no_verdict");
        text += " " + say(lang, "reported_beside",
                          {name, ltr(percent(lang, std::abs(one.off), 2)),
                           say(lang, one.off < 0 ? Word("below_it") : Word("above_it")), interval});
    }
    return text;
}

}  // namespace

std::string expected(const StudyResult& result, Lang lang) {
    const Value* simulated = result.find("digital_transactions", "all");
    const Forecast& forecast = result.forecast;
    if (!result.scenario.needs || forecast.digital <= 0 || !simulated || !simulated->estimate.known) return {};
    const auto transactions = [&](double count) { return counted(lang, std::round(count), Noun::transaction); };
    std::string text = say(lang, forecast.remembers ? Word("forecast_first_day") : Word("forecast_expected"),
                           {ltr(number(std::round(forecast.digital))), transactions(forecast.transactions)});
    if (std::abs(forecast.digital - forecast.digital_without) >= 0.5)
        text += " " + say(lang, "forecast_without", {ltr(number(std::round(forecast.digital_without)))});
    if (forecast.digital_ceiling > 0 && forecast.digital_ceiling < forecast.transactions)
        text += " " + say(lang, "forecast_ceiling", {ltr(number(std::round(forecast.digital_ceiling)))});
    text += " " + simulated_sentence(simulated->estimate, forecast.digital, forecast.remembers, lang) +
            reported_sentences(result, lang);
    return card(say(lang, "forecast"), "", element("p class=prose", html(text)));
}

std::string against_baseline(const StudyResult& result, Lang lang) {
    if (!result.baseline || result.baseline->differences.empty()) return {};
    const Baseline& baseline = *result.baseline;
    const std::string name = name_text(lang, baseline.title, baseline.name.empty() ? baseline.file : baseline.name);
    const std::string title = say(lang, "baseline", {name});
    const std::vector<Column> columns{
        {say(lang, "col_measure"), true}, {say(lang, "col_baseline")}, {say(lang, "col_difference")}};
    Table first{title, columns, {}, "wide slim stack"}, others{say(lang, "other_differences"), columns, {}, "slim stack"};
    std::vector<Difference> lines = baseline.differences;
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return rank(a.measure) < rank(b.measure); });
    const std::size_t last = rank({.name = ""});
    for (const Difference& line : lines)
        (rank(line.measure) < last ? first : others).rows.push_back(difference_row(result, line, lang));
    const std::string more = others.rows.empty() ? "" : closed(say(lang, "other_differences"), table(others));
    return card(title, say(lang, "baseline_note", {confidence_text(result, lang)}), table(first) + more);
}

}  // namespace counterless::report

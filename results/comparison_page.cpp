// results/comparison_page.cpp: the page of `counterless compare`: which scenario is best, in one sentence chosen by its interval,
// what speaks against it, then the measures that decide, the differences, the course, the outcomes, and how it was made. In
// English and in Arabic.
#include "results/comparison_page.hpp"

#include <algorithm>
#include <cmath>

#include "results/report/document.hpp"
#include "results/report/format.hpp"
#include "results/report/frame.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless {
namespace report {
namespace {

constexpr std::size_t named_most = 4;  // in one sentence

const Scenario& base(const Comparison& comparison) { return comparison.contenders[comparison.baseline].scenario; }

std::string list_of(const Comparison& comparison, const std::vector<std::size_t>& who, Lang lang) {
    std::vector<std::string> names;
    for (const std::size_t side : who) names.push_back(contender_text(comparison, side, lang));
    return list_text(lang, names, named_most);
}

std::string value_of(const Comparison& comparison, std::size_t side, Lang lang) {
    const MeasureRow& row = ranking_row(comparison);
    const Show show = show_of(row.measure);
    const std::string unit = show == Show::share ? "" : row_unit_text(comparison, row, lang);
    return plus_minus(lang, row.estimates[side], show) + (unit.empty() ? "" : "\u00A0" + unit);
}

std::string race_open(const Comparison& comparison, const std::string& who, const std::string& measure, Lang lang) {
    if (comparison.race->end == RaceEnd::no_zone)
        return say(lang, "cmp_race_no_zone", {measure, ltr(percent(lang, comparison.terms->difference, 1)), ltr("--difference")});
    if (who.empty()) return say(lang, "cmp_race_unknown", {measure});
    return say(lang, comparison.terms->independent ? Word("cmp_race_leads") : Word("cmp_race_open"), {measure, who});
}

std::string headline(const Comparison& comparison, const Saying& saying, Lang lang) {
    const std::string who = list_of(comparison, saying.who, lang), measure = row_text(comparison, ranking_row(comparison), lang);
    const std::string all = ltr(number(static_cast<double>(comparison.contenders.size())));
    const std::string baseline = contender_text(comparison, comparison.baseline, lang);
    switch (saying.what) {
        case Says::race_decided:
            return say(lang, "cmp_race_decided", {who, all, measure, value_of(comparison, saying.who.front(), lang)});
        case Says::race_open:
            return race_open(comparison, who, measure, lang);
        case Says::one_best:
            return say(lang, "cmp_one_best", {who, measure, value_of(comparison, saying.who.front(), lang)});
        case Says::told_apart_not:
            return say(lang, "cmp_tie", {who, measure});
        case Says::no_difference:
            return say(lang, "cmp_none", {all, measure});
        default:
            return who.empty() ? say(lang, "cmp_nobody", {baseline, measure}) : say(lang, "cmp_better", {baseline, who, measure});
    }
}

// The deciding measures in which one of these is shown to be worse than the baseline.
std::string harms(const Comparison& comparison, const std::vector<std::size_t>& who, Lang lang) {
    std::vector<std::string> found;
    for (const std::size_t at : comparison.deciding)
        for (const std::size_t side : who) {
            const MeasureRow& row = comparison.rows[at];
            const Against& against = row.against[side];
            if (side == comparison.baseline || against.finding != Finding::worse) continue;
            const std::string unit = show_of(row.measure) == Show::share ? "" : row_unit_text(comparison, row, lang);
            found.push_back(say(lang, "cmp_harm_one",
                                {contender_text(comparison, side, lang),
                                 change_text(row, against.difference.mean, against.half_width_together, lang) +
                                     (unit.empty() ? "" : "\u00A0" + unit),
                                 row_text(comparison, row, lang)}));
        }
    const std::string baseline = contender_text(comparison, comparison.baseline, lang);
    if (found.empty()) return say(lang, "cmp_no_harm", {baseline});
    return say(lang, who.size() == 1 ? Word("cmp_harm") : Word("cmp_harm_them"), {baseline, list_text(lang, found, named_most)});
}

// KN keeps its promise; OCBA can only estimate.
std::string race_sure(const Comparison& comparison, Lang lang) {
    const MeasureRow& row = ranking_row(comparison);
    const RaceResult& race = *comparison.race;
    const std::string runs = ltr(number(static_cast<double>(race.runs())));
    const double factor = show_of(row.measure) == Show::share ? 100 : scale_of(show_of(row.measure));
    const std::string zone =
        with_unit(lang, race.zone, row.measure, base(comparison).costs.currency, digits_for(0, race.zone * factor));
    if (!comparison.terms->independent) return say(lang, "cmp_race_sure", {confidence_text(comparison, lang), zone, runs});
    const std::string chance = ltr(percent(lang, std::min(race.chance, 0.999), 1));  // rounded, it would be certain
    return race.zone > 0 ? say(lang, "cmp_race_chance", {chance, zone, runs}) : say(lang, "cmp_race_chance_all", {chance, runs});
}

// How sure it is, and what speaks against those whom the headline names; nothing where it names nobody as good.
std::string lead(const Comparison& comparison, const Saying& saying, Lang lang) {
    std::string text;
    const MeasureRow& row = ranking_row(comparison);
    if (saying.what == Says::one_best) {
        const AgainstBest& best = comparison.ranking->against_best[saying.who.front()];
        const double middle = (best.low + best.high) / 2, half = (best.high - best.low) / 2;
        text =
            say(lang, "cmp_lead", {change_text(row, best.difference, half, lang), change_interval_text(row, middle, half, lang)});
    }
    if (saying.what == Says::race_decided) text = race_sure(comparison, lang);
    const auto add = [&](const std::string& sentence) { text += (text.empty() ? "" : " ") + sentence; };
    if (saying.what != Says::race_open && !saying.who.empty()) add(harms(comparison, saying.who, lang));
    if (comparison.ending == RunEnding::interrupted) add(say(lang, "cmp_stopped"));
    return text.empty() ? "" : element("p class=lead", html(text));
}

// "30 replications of each scenario"; a race gives them different numbers.
std::string runs_text(const Comparison& comparison, Lang lang) {
    int fewest = comparison.contenders.front().replications, most = fewest;
    for (const Contender& one : comparison.contenders)
        fewest = std::min(fewest, one.replications), most = std::max(most, one.replications);
    const std::string runs = counted(lang, most, Noun::replication);
    return fewest == most ? say(lang, "cmp_runs_each", {runs}) : say(lang, "cmp_runs_between", {ltr(number(fewest)), runs});
}

std::string sure(const Comparison& comparison, Lang lang) {
    const std::string confidence = confidence_text(comparison, lang), runs = runs_text(comparison, lang);
    const std::string verdicts =
        comparison.family() == 1 ? say(lang, "cmp_verdict_alone", {confidence})
                                 : say(lang, "cmp_verdicts", {ltr(number(static_cast<double>(comparison.family()))), confidence});
    const std::string text =
        say(lang, comparison.independent ? Word("cmp_sure_independent") : Word("cmp_sure"), {runs, verdicts});
    return comparison.race ? say(lang, "cmp_after_race") + " " + text : text;
}

std::string kicker(const Comparison& comparison, Lang lang) {
    const Calendar& calendar = base(comparison).calendar;
    std::string text = html(say(lang, "cmp_report")) + " · " +
                       html(say(lang, "cmp_count", {ltr(number(static_cast<double>(comparison.contenders.size())))})) + " · " +
                       html(say(lang, "cmp_against", {contender_text(comparison, comparison.baseline, lang)}));
    if (calendar.has_dates) text += " · " + html(dates(lang, calendar.start, calendar.end));
    return element("p class=kicker", text);
}

std::string entry(const std::string& term, const std::string& description) {
    return element("dt", html(term)) + element("dd", description) + "\n";
}
std::string code(const std::string& text) { return element("code", html(named(text))); }

std::string made(const Comparison& comparison, Lang lang) {
    std::string list = entry(say(lang, "how_command"), code(comparison.command));
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        const Contender& one = comparison.contenders[side];
        std::string what = code(one.file);
        for (const Override& change : one.changes) what += " " + code(change.pointer + "=" + change.value);
        what += " · " + html(counted(lang, one.replications, Noun::replication)) + " · " + html(say(lang, "how_seed")) + " " +
                html(ltr(std::to_string(one.scenario.study.seed))) + " · sha256 " + code(one.scenario.sha256);
        list += entry(contender_text(comparison, side, lang), what);
    }
    list += entry(say(lang, "how_version"), html(named("Counterless " + comparison.version)));
    if (!comparison.cpu_class.empty()) list += entry(say(lang, "how_cpu"), html(named(comparison.cpu_class)));
    list += entry(say(lang, "cmp_balance_all"),
                  html(say(lang, comparison.balanced() ? Word("how_balance_holds") : Word("how_balance_broken"))));
    return element("section class=card", element("h2 class=t", html(say(lang, "how"))) + element("dl class=how", list)) + "\n";
}

std::string unsteady(const Comparison& comparison, Lang lang) {
    std::vector<std::string> names;
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side)
        if (comparison.contenders[side].unsteady) names.push_back(contender_text(comparison, side, lang));
    if (names.empty()) return "";
    return element("p class=notice", html(say(lang, "cmp_unsteady", {list_text(lang, names, named_most)})));
}

std::string in_language(const Comparison& comparison, Lang lang) {
    const Saying saying = saying_of(comparison);
    const std::string broken = comparison.balanced() ? "" : say(lang, "head_broken");
    const std::string inside =
        kicker(comparison, lang) + element("h1", html(broken.empty() ? headline(comparison, saying, lang) : broken)) +
        lead(comparison, saying, lang) + unsteady(comparison, lang) + element("p class=sure", html(sure(comparison, lang))) +
        "<noscript><p class=notice>" + html(say(lang, "no_script")) + "</p></noscript>\n" + compared_decision(comparison, lang) +
        compared_differences(comparison, lang) + compared_best(comparison, lang) + compared_race(comparison, lang) +
        compared_course(comparison, lang) + compared_outcomes(comparison, lang) + compared_pairing(comparison, lang) +
        compared_all(comparison, lang) + element("p class=sure", html(say(lang, "cmp_rests"))) +
        assumptions(base(comparison), lang) + made(comparison, lang);
    return framed(lang, say(lang, "title", {contender_text(comparison, comparison.baseline, lang)}), inside);
}

}  // namespace

std::string contender_text(const Comparison& comparison, std::size_t side, Lang lang) {
    const Name& title = comparison.contenders[side].title;
    return name_text(lang, title, title.en);
}

std::string row_text(const Comparison& comparison, const MeasureRow& row, Lang lang) {
    const std::string text = measure_text(lang, row.measure);
    return row.measure.of == "all" ? text : text + " (" + thing_text(lang, base(comparison), row.measure.of) + ")";
}

std::string row_unit_text(const Comparison& comparison, const MeasureRow& row, Lang lang) {
    return unit_text(lang, row.measure, base(comparison).costs.currency);
}

std::string direction_text(Direction direction, Lang lang) {
    if (direction == Direction::neutral) return {};
    return say(lang, direction == Direction::lower_is_better ? Word("cmp_lower") : Word("cmp_higher"));
}

std::string confidence_text(const Comparison& comparison, Lang lang) {
    const double share = 100 * comparison.confidence;
    return ltr(percent(lang, comparison.confidence, std::abs(share - std::round(share)) > 1e-9 ? 1 : 0));
}

std::string finding_text(Finding finding, Lang lang) {
    switch (finding) {
        case Finding::better:
            return say(lang, "better");
        case Finding::worse:
            return say(lang, "worse");
        case Finding::changed:
            return say(lang, "changed");
        default:
            return say(lang, "same");
    }
}

std::string_view tone_of(Finding finding) {
    switch (finding) {
        case Finding::better:
            return "good";
        case Finding::worse:
            return "bad";
        case Finding::changed:
            return "changed";
        default:
            return "same";
    }
}

namespace {
struct Scaled {
    double factor;
    int digits;
};
Scaled scaled(const MeasureRow& row, double half_width, double value) {
    const Show show = show_of(row.measure);
    const double factor = show == Show::share ? 100 : scale_of(show);
    return {factor, std::min(3, digits_for(half_width * factor, value * factor))};
}
}  // namespace

std::string change_text(const MeasureRow& row, double value, double half_width, Lang lang) {
    const auto [factor, digits] = scaled(row, half_width, value);
    const std::string text = ltr(signed_number(value * factor, digits));
    return show_of(row.measure) == Show::share ? text + "\u00A0" + say(lang, "points") : text;
}

std::string change_interval_text(const MeasureRow& row, double middle, double half_width, Lang lang) {
    const auto [factor, digits] = scaled(row, half_width, middle);
    return say(
        lang, "from_to",
        {ltr(signed_number((middle - half_width) * factor, digits)), ltr(signed_number((middle + half_width) * factor, digits))});
}

const MeasureRow& ranking_row(const Comparison& comparison) { return comparison.rows[comparison.ranking->row]; }

}  // namespace report

std::string comparison_page(const Comparison& comparison) {
    using namespace report;
    std::string body;
    for (const Lang lang : langs) body += in_language(comparison, lang);
    return document(say(Lang::en, "title", {contender_text(comparison, comparison.baseline, Lang::en)}), body);
}

}  // namespace counterless

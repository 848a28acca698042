// results/sensitivity_page.cpp: the page of `counterless sensitivity`: what the result hangs on, and whether it would flip; a
// picture of the strongest inputs for each outcome, and all figures in tables.
#include <algorithm>
#include <cmath>
#include <optional>

#include "results/point_page.hpp"
#include "results/report/document.hpp"
#include "results/report/format.hpp"
#include "results/report/frame.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/tracks.hpp"
#include "results/sensitivity.hpp"

namespace counterless {
namespace report {
namespace {

constexpr std::size_t drivers_most = 10;

std::string figure_of(const SensitivityStudy& study, const OutcomeEffects& outcome, double value, double half_width, Lang lang) {
    return figure_text(lang, study.points, outcome.measure, value, half_width);
}
std::string end_figure(const SensitivityStudy& study, const OutcomeEffects& outcome, const Estimate& one, Lang lang) {
    return one.known ? figure_of(study, outcome, one.mean, one.n < 2 ? 0 : one.half_width, lang) : std::string("–");
}
std::string share_of(double share, Lang lang) { return ltr(percent(lang, share, 0)); }

// The strongest input of an outcome, or those of which any may be it, in a sentence.
std::string finding(const SensitivityStudy& study, const OutcomeEffects& outcome, Lang lang) {
    const std::string name = outcome_text(lang, study.points, outcome.measure);
    if (!outcome.known || outcome.drivers.empty()) return say(lang, "sens_nothing", {name});
    if (!outcome.not_told_apart.empty()) {
        std::vector<std::string> inputs;
        for (const std::size_t one : outcome.not_told_apart) inputs.push_back(input_text(study.points, one));
        return say(lang, "sens_head_together", {name, either_text(lang, inputs, named_together_most)});
    }
    const Driver& first = outcome.drivers.front();
    const Input& input = study.points.inputs[first.input];
    const std::string driver = input_text(study.points, first.input);
    if (study.question.method == SensitivityMethod::morris)
        return say(
            lang, "sens_head_morris",
            {name, driver, figure_of(study, outcome, first.morris.mu_star, first.morris.mu_star_half_width.value_or(0), lang)});
    if (study.question.method == SensitivityMethod::sobol)
        return say(lang, "sens_head_sobol", {name, driver, share_of(first.first.value, lang), share_of(first.total.value, lang)});
    return say(lang, first.flips ? Word("sens_head_flips") : Word("sens_head"),
               {name, driver, end_figure(study, outcome, first.low, lang), ltr(low_end(input)),
                end_figure(study, outcome, first.high, lang), ltr(high_end(input))});
}

std::string flips_text(const SensitivityStudy& study, Lang lang) {
    if (study.question.method != SensitivityMethod::tornado) return "";
    std::vector<std::string> names;
    for (const OutcomeEffects& outcome : study.outcomes)
        for (const Driver& driver : outcome.drivers) {
            const std::string name = input_text(study.points, driver.input);
            if (driver.flips && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    return names.empty() ? say(lang, "sens_no_flip") : say(lang, "sens_flip", {list_text(lang, names, drivers_most)});
}

// ---- the picture

void widen(Tracks& tracks, double low, double high) {
    tracks.low = std::min(tracks.low, low);
    tracks.high = std::max(tracks.high, high);
}

TrackRow tornado_row(const SensitivityStudy& study, const OutcomeEffects& outcome, const Driver& driver, Lang lang) {
    const Input& input = study.points.inputs[driver.input];
    TrackRow row{.name = input_text(study.points, driver.input)};
    if (driver.flips) row.tag = verdict("bad", say(lang, "sens_flips_word"));
    const bool rises = driver.low.mean <= driver.high.mean;  // the lower outcome stands at the start
    const Estimate &start = rises ? driver.low : driver.high, &end = rises ? driver.high : driver.low;
    row.start = say(lang, "pair", {ltr(rises ? low_end(input) : high_end(input)), end_figure(study, outcome, start, lang)});
    row.end = say(lang, "pair", {ltr(rises ? high_end(input) : low_end(input)), end_figure(study, outcome, end, lang)});
    row.marks = {{MarkKind::bar, start.mean, end.mean, driver.flips},
                 {MarkKind::whisker, start.mean - start.half_width, start.mean + start.half_width},
                 {MarkKind::whisker, end.mean - end.half_width, end.mean + end.half_width},
                 {MarkKind::line, outcome.stated.mean, outcome.stated.mean}};
    if (study.points.baseline) row.marks.push_back({MarkKind::line, 0, 0});
    return row;
}

Tracks tornado_tracks(const SensitivityStudy& study, const OutcomeEffects& outcome, Lang lang) {
    Tracks all{.low = outcome.stated.mean, .high = outcome.stated.mean};
    if (study.points.baseline) widen(all, 0, 0);
    for (std::size_t at = 0; at < std::min(outcome.drivers.size(), drivers_most); ++at) {
        all.rows.push_back(tornado_row(study, outcome, outcome.drivers[at], lang));
        for (const Estimate& one : {outcome.drivers[at].low, outcome.drivers[at].high})
            widen(all, one.mean - one.half_width, one.mean + one.half_width);
    }
    return all;
}

Tracks morris_tracks(const SensitivityStudy& study, const OutcomeEffects& outcome, Lang lang) {
    Tracks all{.low = 0, .high = 0};
    for (std::size_t at = 0; at < std::min(outcome.drivers.size(), drivers_most); ++at) {
        const ElementaryEffects& effects = outcome.drivers[at].morris;
        const double half_width = effects.mu_star_half_width.value_or(0);
        const double low = std::max(0.0, effects.mu_star - half_width), high = effects.mu_star + half_width;
        TrackRow row{.name = input_text(study.points, outcome.drivers[at].input)};
        row.start = say(lang, "pair", {"mu*", figure_of(study, outcome, effects.mu_star, 0, lang)});
        if (effects.mu_star_half_width) row.marks.push_back({MarkKind::whisker, low, high});
        row.marks.push_back({MarkKind::dot, effects.mu_star, effects.mu_star});
        if (effects.sigma) {
            row.end = say(lang, "pair", {"sigma", figure_of(study, outcome, *effects.sigma, 0, lang)});
            row.marks.push_back({MarkKind::hollow, *effects.sigma, *effects.sigma, true});
        }
        all.rows.push_back(std::move(row));
        widen(all, 0, std::max(high, effects.sigma.value_or(0)));
    }
    return all;
}

Tracks sobol_tracks(const SensitivityStudy& study, const OutcomeEffects& outcome, Lang lang) {
    Tracks all{.low = 0, .high = 1};
    for (std::size_t at = 0; at < std::min(outcome.drivers.size(), drivers_most); ++at) {
        const Driver& driver = outcome.drivers[at];
        all.rows.push_back({.name = input_text(study.points, driver.input),
                            .start = say(lang, "pair", {say(lang, "sens_first"), share_of(driver.first.value, lang)}),
                            .end = say(lang, "pair", {say(lang, "sens_total"), share_of(driver.total.value, lang)}),
                            .marks = {{MarkKind::whisker, driver.first.low, driver.first.high, true},
                                      {MarkKind::whisker, driver.total.low, driver.total.high},
                                      {MarkKind::hollow, driver.first.value, driver.first.value, true},
                                      {MarkKind::dot, driver.total.value, driver.total.value}}});
        widen(all, driver.first.low, driver.total.high);
    }
    return all;
}

std::string picture(const SensitivityStudy& study, const OutcomeEffects& outcome, Lang lang) {
    const bool sobol = study.question.method == SensitivityMethod::sobol;
    Tracks all = study.question.method == SensitivityMethod::tornado  ? tornado_tracks(study, outcome, lang)
                 : study.question.method == SensitivityMethod::morris ? morris_tracks(study, outcome, lang)
                                                                      : sobol_tracks(study, outcome, lang);
    all.label = finding(study, outcome, lang);
    all.low_text = sobol ? share_of(all.low, lang) : figure_of(study, outcome, all.low, 0, lang);
    all.high_text = sobol ? share_of(all.high, lang) : figure_of(study, outcome, all.high, 0, lang);
    return tracks(all);
}

// ---- the table

std::vector<Column> columns_of(SensitivityMethod method, Lang lang) {
    std::vector<Column> columns{
        {say(lang, "sens_input"), true}, {say(lang, "sens_stated")}, {say(lang, "sens_from")}, {say(lang, "sens_to")}};
    if (method == SensitivityMethod::tornado)
        columns.insert(columns.end(), {{say(lang, "sens_at_low")},
                                       {say(lang, "sens_at_high")},
                                       {say(lang, "sens_change")},
                                       {say(lang, "sens_verdict"), true}});
    if (method == SensitivityMethod::morris) columns.insert(columns.end(), {{"mu*"}, {"mu"}, {"sigma"}});
    if (method == SensitivityMethod::sobol) columns.insert(columns.end(), {{say(lang, "sens_first")}, {say(lang, "sens_total")}});
    return columns;
}

std::string index_cell(const SensitivityIndex& one, Lang lang) {
    const auto figure = [](double value) { return ltr(number(value, 3)); };
    return element("span", html(figure(one.value)) + "<small>" + html(say(lang, "from_to", {figure(one.low), figure(one.high)})) +
                               "</small>");
}

std::string around_cell(const OutcomeEffects& outcome, double value, std::optional<double> half_width, Lang lang) {
    Estimate one{.known = true, .mean = value, .half_width = half_width.value_or(0)};
    one.n = one.half_width > 0 ? 2 : 1;
    return element("span", html(plus_minus(lang, one, show_of(outcome.measure))));
}

std::vector<std::string> row_of_driver(const SensitivityStudy& study, const OutcomeEffects& outcome, const Driver& driver,
                                       Lang lang) {
    const Input& input = study.points.inputs[driver.input];
    const auto own = [&](const Estimate& one) {
        return one.known ? element("span", html(plus_minus(lang, one, show_of(outcome.measure)))) : std::string("–");
    };
    std::vector<std::string> row{html(input_text(study.points, driver.input)),
                                 input.stated.value ? html(ltr(input.stated.with(*input.stated.value))) : "–",
                                 html(ltr(low_end(input))), html(ltr(high_end(input)))};
    const ElementaryEffects& effects = driver.morris;
    switch (study.question.method) {
        case SensitivityMethod::tornado:
            row.insert(row.end(),
                       {own(driver.low), own(driver.high), own(driver.swing),
                        driver.flips ? verdict("bad", say(lang, "sens_flips_word")) : html(say(lang, "sens_stays_word"))});
            break;
        case SensitivityMethod::morris:
            row.insert(row.end(), {around_cell(outcome, effects.mu_star, effects.mu_star_half_width, lang),
                                   around_cell(outcome, effects.mu, effects.mu_half_width, lang),
                                   effects.sigma ? around_cell(outcome, *effects.sigma, {}, lang) : "–"});
            break;
        case SensitivityMethod::sobol:
            row.insert(row.end(), {index_cell(driver.first, lang), index_cell(driver.total, lang)});
            break;
    }
    return row;
}

std::string outcome_card(const SensitivityStudy& study, const OutcomeEffects& outcome, Lang lang) {
    const std::string title = finding(study, outcome, lang);
    if (!outcome.known) return card(title, say(lang, "sens_nothing_note"), "");
    Table all{title, columns_of(study.question.method, lang), {}, "wide"};
    for (const Driver& driver : outcome.drivers) all.rows.push_back(row_of_driver(study, outcome, driver, lang));
    const Word notes[] = {"sens_note", "sens_note_morris", "sens_note_sobol"};
    std::string note = outcome_text(lang, study.points, outcome.measure) + ". " +
                       say(lang, notes[static_cast<std::size_t>(study.question.method)]);
    if (outcome.luck_sd > 0)
        note +=
            " " + say(lang, "sens_luck",
                      {figure_of(study, outcome, outcome.luck_sd, 0, lang), figure_of(study, outcome, outcome.left_sd, 0, lang)});
    return card(title, note, picture(study, outcome, lang) + closed(say(lang, "as_table"), table(all)));
}

std::string sensitivity_in(const SensitivityStudy& study, Lang lang) {
    const PointStudy& points = study.points;
    const std::string title = name_text(lang, points.scenario.title, points.scenario.name), lead = flips_text(study, lang);
    std::string inside =
        point_kicker(points, say(lang, "sens"), lang) + element("h1", html(finding(study, study.outcomes.front(), lang)));
    if (!lead.empty()) inside += element("p class=lead", html(lead));
    inside += point_sure(points, lang);
    for (const OutcomeEffects& outcome : study.outcomes) inside += outcome_card(study, outcome, lang);
    return framed(lang, say(lang, "title", {title}), inside + point_table(points, lang) + point_made(points, lang));
}

}  // namespace
}  // namespace report

std::string sensitivity_page(const SensitivityStudy& study) {
    using namespace report;
    std::string body;
    for (const Lang lang : langs) body += sensitivity_in(study, lang);
    const Scenario& scenario = study.points.scenario;
    return document(say(Lang::en, "title", {name_text(Lang::en, scenario.title, scenario.name)}), body);
}

}  // namespace counterless

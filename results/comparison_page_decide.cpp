// results/comparison_page_decide.cpp: what decides: the table, the differences with their simultaneous intervals as small
// multiples, who may be the best, what pairing was worth, and all measures of all.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/comparison_page.hpp"
#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;

constexpr std::size_t panels_most = 6;

std::string head_text(const Comparison& comparison, const MeasureRow& row, Lang lang) {
    std::string text = row_text(comparison, row, lang);
    for (const std::string& part : {row_unit_text(comparison, row, lang), direction_text(row.measure.direction, lang)})
        if (!part.empty()) text += say(lang, "comma_sign") + part;
    return text;
}

std::string decision_cell(const Comparison& comparison, const MeasureRow& row, std::size_t side, Lang lang) {
    const std::string value = html(plus_minus(lang, row.estimates[side], show_of(row.measure)));
    const Against& against = row.against[side];
    if (side == comparison.baseline || !against.difference.known) return "<div>" + value + "</div>";
    const double half = against.half_width_together, mean = against.difference.mean;
    std::string below = html(change_text(row, mean, half, lang)), interval;
    if (against.finding != Finding::unknown) {
        below += " " + verdict(tone_of(against.finding), finding_text(against.finding, lang));
        interval = element("small", html(change_interval_text(row, mean, half, lang)));
    }
    return "<div>" + value + element("small", below) + interval + "</div>";
}

// The rows of one panel: the table's words, and the numbers of the chart in the unit that is shown.
json panel_figures(const Comparison& comparison, const MeasureRow& row, Lang lang) {
    const Show show = show_of(row.measure);
    const double factor = show == Show::share ? 100 : scale_of(show);
    json rows = json::array(), dots = json::array();
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        const Against& against = row.against[side];
        if (side == comparison.baseline || against.finding == Finding::unknown) continue;
        const double mean = against.difference.mean, half = against.half_width_together;
        const std::string figure = change_text(row, mean, half, lang);
        rows.push_back({contender_text(comparison, side, lang), figure, change_interval_text(row, mean, half, lang),
                        finding_text(against.finding, lang)});
        dots.push_back({{"mean", mean * factor},
                        {"low", (mean - half) * factor},
                        {"high", (mean + half) * factor},
                        {"tone", tone_of(against.finding)},
                        {"said", ltr(signed_number(mean * factor, std::min(3, digits_for(half * factor, mean * factor))))}});
    }
    return {
        {"heads", {say(lang, "cmp_scenario"), say(lang, "cmp_difference"), say(lang, "cmp_interval"), say(lang, "cmp_verdict")}},
        {"rows", rows},
        {"dots", dots},
        {"text", json::object()}};
}

std::string panel(const Comparison& comparison, const MeasureRow& row, const std::string& title, Lang lang) {
    const json figures = panel_figures(comparison, row, lang);
    if (figures["rows"].empty()) return {};
    std::string below = row_unit_text(comparison, row, lang);
    if (show_of(row.measure) == Show::share) below = say(lang, "points");
    if (const std::string better = direction_text(row.measure.direction, lang); !better.empty())
        below += (below.empty() ? "" : say(lang, "comma_sign")) + better;
    Table rows{title + say(lang, "comma_sign") + row_text(comparison, row, lang), {}, {}, "slim"};
    for (const auto& head : figures["heads"]) rows.columns.push_back({head.get<std::string>(), rows.columns.empty()});
    for (const auto& line : figures["rows"]) {
        rows.rows.emplace_back();
        for (const auto& cell : line) rows.rows.back().push_back(html(cell.get<std::string>()));
    }
    const std::string text = figures.dump(-1, ' ', false, json::error_handler_t::replace);
    return element("div", element("h3 class=sub", html(row_text(comparison, row, lang))) + element("p class=note", html(below)) +
                              chart("difference", title + say(lang, "comma_sign") + row_text(comparison, row, lang), text) +
                              closed(say(lang, "as_table"), table(rows)));
}

}  // namespace

std::string compared_decision(const Comparison& comparison, Lang lang) {
    const std::string title = say(lang, "cmp_decide");
    Table all{title, {{say(lang, "cmp_scenario"), true}}, {}, "wide stack"};
    for (const std::size_t at : comparison.deciding) all.columns.push_back({head_text(comparison, comparison.rows[at], lang)});
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        std::string name = html(contender_text(comparison, side, lang));
        if (side == comparison.baseline) name += " " + element("small", html(say(lang, "cmp_baseline")));
        all.rows.push_back({name});
        for (const std::size_t at : comparison.deciding)
            all.rows.back().push_back(decision_cell(comparison, comparison.rows[at], side, lang));
    }
    const Word note = comparison.chosen == Chosen::asked ? Word("cmp_decide_asked") : Word("cmp_decide_targets");
    return card(title, say(lang, note), table(all));
}

std::string compared_differences(const Comparison& comparison, Lang lang) {
    const std::string title = say(lang, "cmp_differences", {contender_text(comparison, comparison.baseline, lang)});
    std::string panels;
    for (std::size_t at = 0; at < std::min(panels_most, comparison.deciding.size()); ++at)
        panels += panel(comparison, comparison.rows[comparison.deciding[at]], title, lang);
    if (panels.empty()) return {};
    return figure(title, say(lang, "cmp_differences_note", {confidence_text(comparison, lang)}),
                  element("div class=multiples", panels));
}

std::string compared_best(const Comparison& comparison, Lang lang) {
    const std::vector<AgainstBest>& found = comparison.ranking->against_best;
    if (found.empty()) return {};
    const MeasureRow& row = ranking_row(comparison);
    const std::string title = say(lang, "cmp_best");
    Table all{title,
              {{say(lang, "cmp_scenario"), true},
               {say(lang, "cmp_difference")},
               {say(lang, "cmp_interval")},
               {say(lang, "cmp_verdict"), true}},
              {},
              "slim stack"};
    for (std::size_t side = 0; side < found.size(); ++side) {
        const AgainstBest& one = found[side];
        const double middle = (one.low + one.high) / 2, half = (one.high - one.low) / 2;
        const std::string word = say(lang, one.is_best       ? Word("cmp_is_best")
                                           : one.may_be_best ? Word("cmp_may_be_best")
                                                             : Word("cmp_not_best"));
        all.rows.push_back({html(contender_text(comparison, side, lang)),
                            element("span", html(change_text(row, one.difference, half, lang))),
                            element("span", html(change_interval_text(row, middle, half, lang))),
                            verdict(one.is_best       ? "good"
                                    : one.may_be_best ? "same"
                                                      : "bad",
                                    word)});
    }
    return card(title, say(lang, "cmp_best_note", {head_text(comparison, row, lang), confidence_text(comparison, lang)}),
                table(all));
}

std::string compared_pairing(const Comparison& comparison, Lang lang) {
    if (comparison.independent) return {};
    const std::string title = say(lang, "cmp_pairing");
    Table all{title, {{say(lang, "cmp_scenario"), true}}, {}, "slim stack"};
    for (const std::size_t at : comparison.deciding) all.columns.push_back({row_text(comparison, comparison.rows[at], lang)});
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        if (side == comparison.baseline) continue;
        all.rows.push_back({html(contender_text(comparison, side, lang))});
        for (const std::size_t at : comparison.deciding) {
            const auto& pairing = comparison.rows[at].against[side].pairing;
            all.rows.back().push_back(pairing ? element("span", html(ltr(number(*pairing, *pairing < 9.95 ? 1 : 0) + "×")))
                                              : "–");
        }
    }
    return card(title, say(lang, "cmp_pairing_note"), table(all));
}

std::string compared_all(const Comparison& comparison, Lang lang) {
    const std::string title = say(lang, "all_measures");
    Table all{title, {{say(lang, "col_measure"), true}, {say(lang, "col_unit"), true}}, {}, "plain"};
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side)
        all.columns.push_back({contender_text(comparison, side, lang)});
    for (const MeasureRow& row : comparison.rows) {
        if (row.measure.of != "all") continue;
        all.rows.push_back({html(measure_text(lang, row.measure)), html(row_unit_text(comparison, row, lang))});
        for (const Estimate& estimate : row.estimates)
            all.rows.back().push_back(html(plus_minus(lang, estimate, show_of(row.measure))));
    }
    return list_card(title, say(lang, "cmp_all_note", {confidence_text(comparison, lang)}),
                     closed(say(lang, "open_list"), table(all)));
}

}  // namespace counterless::report

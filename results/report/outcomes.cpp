// results/report/outcomes.cpp: the parts of a long study: by month or year, by segment, what is not known of the inputs, and what
// a sample of the customers may be asked.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;

constexpr std::string_view by_interval[] = {
    "transactions", "digital_share", "counter_transactions", "visits", "given_up", "customer_hours",
    "sheets",       "cost",          "initiative_cost",      "co2",    "staff",    "agent_hours",
    "happiness"};
constexpr std::string_view uncertain_outcomes[] = {
    "digital_transactions", "digital_share", "visits", "wait_mean", "customer_hours", "sheets", "cost", "co2", "happiness"};

std::vector<std::size_t> all_of(const DayClock& clock) {
    std::vector<std::size_t> list(clock.intervals());
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = i;
    return list;
}

Table interval_table(const StudyResult& result, const DayClock& clock, const std::string& caption, Lang lang) {
    Table rows{caption, {{say(lang, "col_period"), true}}, {}, "wide"};
    std::vector<const Row*> found;
    for (const std::string_view name : by_interval) {
        const Row* row = clock.row(std::string(name), "all");
        const auto known = row ? std::find_if(row->begin(), row->end(), [](const Value* value) { return value != nullptr; })
                               : std::vector<const Value*>::const_iterator{};
        if (!row || known == row->end()) continue;
        const Measure& measure = (*known)->measure;
        const std::string unit = show_of(measure) == Show::share ? "" : unit_text(lang, measure, result.scenario.costs.currency);
        rows.columns.push_back({measure_text(lang, measure) + (unit.empty() ? "" : say(lang, "comma_sign") + unit)});
        found.push_back(row);
    }
    for (std::size_t i = 0; i < clock.intervals(); ++i) {
        rows.rows.push_back({html(clock.label(lang, i))});
        for (const Row* row : found) {
            const Value* value = (*row)[i];
            rows.rows.back().push_back(value ? html(plus_minus(lang, value->estimate, show_of(value->measure))) : "–");
        }
    }
    return rows;
}

std::string share_and_visits(const DayClock& clock, Lang lang) {
    const std::vector<std::size_t> at = all_of(clock);
    const Row *share = clock.row("digital_share", "all"), *visits = clock.row("visits", "all");
    const auto list = [](const std::vector<double>& values, double scale) {
        json numbers = json::array();
        for (const double value : values) numbers.push_back(std::isfinite(value) ? json(value * scale) : json());
        return numbers;
    };
    json rows = json::array();
    for (const std::size_t i : at) {
        std::vector<std::string> cells{clock.label(lang, i)};
        for (const Row* row : {share, visits})
            cells.push_back(row && (*row)[i] ? plus_minus(lang, (*row)[i]->estimate, show_of((*row)[i]->measure)) : "–");
        rows.push_back(cells);
    }
    const json data{
        {"heads", {say(lang, "col_period"), say(lang, "col_digital"), say(lang, "panel_visits")}},
        {"rows", rows},
        {"share", list(values_at(share, at, 100), 1)},
        {"half", list(half_widths_at(share, at), 100)},
        {"visits", list(values_at(visits, at), 1)},
        {"text", {{"panels", {say(lang, "panel_share"), say(lang, "panel_visits")}}, {"shareShort", say(lang, "col_digital")}}}};
    return data.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string cell(const StudyResult& result, const char* measure, const std::string& of, Lang lang) {
    const Value* value = result.find(measure, of);
    return value && value->estimate.known ? html(plus_minus(lang, value->estimate, show_of(value->measure))) : "–";
}

std::vector<std::string> spread_row(const StudyResult& result, const Spread& spread, Lang lang) {
    const Show show = show_of(spread.measure);
    const int digits = digits_of(spread.mean, show);
    const auto text = [&](double value) { return html(ltr(value_text(lang, value, show, digits))); };
    const auto deviation = [&](const VarianceComponent& part) {
        return spread.components ? text(std::sqrt(part.variance)) : "–";
    };
    const std::string unit = show == Show::share ? "" : unit_text(lang, spread.measure, result.scenario.costs.currency);
    std::string head = html(measure_text(lang, spread.measure));
    if (!unit.empty()) head += " " + element("small", html(unit));
    const bool all_luck =
        spread.components && spread.parameters.variance <= 0;  // the same number twice would look like certainty
    const std::string band =
        say(lang, "from_to", {ltr(value_text(lang, spread.low, show, digits)), ltr(value_text(lang, spread.high, show, digits))});
    return {head, html(plus_minus(lang, spread.mean, show)), all_luck ? "–" : html(band), deviation(spread.parameters),
            deviation(spread.luck)};
}

}  // namespace

std::string sample(const StudyResult& result, Lang lang) {
    const double share = result.scenario.study.scale;
    if (share >= 1) return {};
    return card(say(lang, "sample", {ltr(percent(lang, share, digits_for(0, 100 * share)))}),
                say(lang, "sample_note", {ltr(number(1 / std::sqrt(share), 1))}), "");
}

std::string the_years(const StudyResult& result, const DayClock& clock, Lang lang) {
    const Series series = result.scenario.study.series;
    if ((series != Series::month && series != Series::year) || clock.intervals() == 0) return {};
    const std::string by = clock_words(lang, series), title = say(lang, "years_title");
    const std::string caption = say(lang, "years_table", {by});
    const Table rows = interval_table(result, clock, caption, lang);
    if (rows.columns.size() < 2) return {};
    const bool drawn = clock.row("digital_share", "all") && clock.row("visits", "all") && clock.intervals() > 1;
    return (drawn ? figure(title, say(lang, "years_note", {by, confidence_text(result, lang)}),
                           chart("years", title, share_and_visits(clock, lang)))
                  : "") +
           card(caption, "", table(rows));
}

std::string left_behind(const StudyResult& result, Lang lang) {
    if (result.scenario.segments.size() < 2 || result.scenario.centres.empty()) return {};
    Table rows{say(lang, "segments"), {{say(lang, "col_segment"), true}}, {}, "wide"};
    constexpr const char* measures[] = {"visits",         "wait_mean",     "wait_p90",      "digital_share",
                                        "given_up_share", "trip_per_need", "wait_per_need", "happiness"};
    std::vector<const char*> told;
    for (const char* measure : measures) {
        const Value* value = result.find(measure, "segment/" + result.scenario.segments.front().id);
        if (!value) continue;
        const std::string unit =
            show_of(value->measure) == Show::share ? "" : unit_text(lang, value->measure, result.scenario.costs.currency);
        rows.columns.push_back({measure_text(lang, value->measure) + (unit.empty() ? "" : say(lang, "comma_sign") + unit)});
        told.push_back(measure);
    }
    for (const Segment& segment : result.scenario.segments) {
        const std::string name = name_text(lang, segment.name, segment.id);
        rows.rows.push_back({html(segment.exempt ? say(lang, "exempt", {name}) : name)});
        for (const char* measure : told) rows.rows.back().push_back(cell(result, measure, "segment/" + segment.id, lang));
    }
    return card(say(lang, "segments"), say(lang, "segments_note", {confidence_text(result, lang)}), table(rows));
}

std::string uncertainty(const StudyResult& result, Lang lang) {
    if (!result.uncertainty) return {};
    const Uncertainty& found = *result.uncertainty;
    Table rows{say(lang, "uncertainty"),
               {{say(lang, "col_measure"), true},
                {say(lang, "col_mean")},
                {say(lang, "col_range")},
                {say(lang, "col_inputs")},
                {say(lang, "col_luck")}},
               {},
               "wide"};
    for (const Spread& spread : found.measures)
        if (spread.mean.known && std::find(std::begin(uncertain_outcomes), std::end(uncertain_outcomes), spread.measure.name) !=
                                     std::end(uncertain_outcomes))
            rows.rows.push_back(spread_row(result, spread, lang));
    const std::string note =
        say(lang, "uncertainty_note",
            {ltr(number(found.draws)), counted(lang, static_cast<double>(result.scenario.study.uncertain.size()), Noun::value),
             counted(lang, found.replications, Noun::replication)});
    return card(say(lang, "uncertainty"), note, table(rows));
}

}  // namespace counterless::report

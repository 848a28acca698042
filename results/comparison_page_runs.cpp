// results/comparison_page_runs.cpp: what the runs brought one by one: the race for the best, the course in time, and how single
// runs come out against the same run of the baseline.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/comparison_page.hpp"
#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/series.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;

constexpr std::size_t dots = 20, lines_most = 6;

std::string text_of(const json& data) { return data.dump(-1, ' ', false, json::error_handler_t::replace); }
double shown(const Measure& measure, double value) {
    const Show show = show_of(measure);
    return std::round(value * (show == Show::share ? 100 : scale_of(show)) * 1e4) / 1e4;
}

// ---- the course

// The clock of the series, labelled as everywhere else.
StudyResult clock_result(const Comparison& comparison) {
    StudyResult result{.scenario = comparison.contenders[comparison.baseline].scenario, .file = {}, .command = {}};
    result.series = comparison.course->clock;
    return result;
}

// The scenario of the headline; else the first that is not the baseline.
std::size_t subject_of(const Comparison& comparison) {
    for (const std::size_t side : saying_of(comparison).who)
        if (side != comparison.baseline) return side;
    return comparison.baseline == 0 ? 1 : 0;
}

std::vector<std::size_t> drawn(const Comparison& comparison, std::size_t subject) {
    std::vector<std::size_t> sides{subject, comparison.baseline};
    for (std::size_t side = 0; side < comparison.contenders.size() && comparison.contenders.size() <= lines_most; ++side)
        if (side != subject && side != comparison.baseline) sides.push_back(side);
    return sides;
}

struct CourseRows {
    std::vector<std::string> heads;              // text
    std::vector<std::vector<std::string>> rows;  // text
    std::vector<std::size_t> at;                 // intervals in which anything is known
};
CourseRows course_rows(const Comparison& comparison, const StudyResult& result, Lang lang) {
    const Course& course = *comparison.course;
    const DayClock clock(result);
    CourseRows found;
    found.heads.push_back(say(lang, "cmp_when"));
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side)
        found.heads.push_back(contender_text(comparison, side, lang));
    for (std::size_t at = 0; at < course.clock.size(); ++at) {
        const auto known = [&](const auto& side) { return side[at].known && side[at].mean != 0; };
        if (std::none_of(course.by_side.begin(), course.by_side.end(), known)) continue;  // closed
        found.at.push_back(at);
        found.rows.push_back({clock.label(lang, at)});
        for (const auto& side : course.by_side) found.rows.back().push_back(plus_minus(lang, side[at], show_of(course.measure)));
    }
    return found;
}

json course_figures(const Comparison& comparison, const CourseRows& rows, std::size_t subject, Lang lang) {
    const Course& course = *comparison.course;
    json lines = json::array();
    for (const std::size_t side : drawn(comparison, subject)) {
        json values = json::array(), half = json::array();
        for (const std::size_t at : rows.at) {
            const Estimate& one = course.by_side[side][at];
            values.push_back(one.known ? json(shown(course.measure, one.mean)) : json());
            half.push_back(has_interval(one) ? json(shown(course.measure, one.half_width)) : json());
        }
        lines.push_back({{"name", contender_text(comparison, side, lang)}, {"values", values}, {"half", half}});
    }
    const std::string unit = unit_text(lang, course.measure, comparison.contenders[comparison.baseline].scenario.costs.currency);
    const std::string panel = measure_text(lang, course.measure) + (unit.empty() ? "" : say(lang, "comma_sign") + unit);
    const json most =
        show_of(course.measure) == Show::share ? json(100) : json();  // of few runs the band would go beyond all there is
    return {{"heads", rows.heads}, {"rows", rows.rows}, {"lines", lines}, {"most", most}, {"text", {{"panels", {panel}}}}};
}

// ---- the outcomes

// Twenty quantiles of what the runs brought: each stands for one in twenty.
std::vector<double> twenty_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    std::vector<double> found;
    for (std::size_t dot = 0; dot < dots; ++dot) {
        const double place = (static_cast<double>(dot) + 0.5) / dots * static_cast<double>(values.size()) - 0.5;
        const double low = std::floor(std::max(place, 0.0));
        const auto at = static_cast<std::size_t>(low);
        const std::size_t next = std::min(at + 1, values.size() - 1);
        found.push_back(values[at] + (std::max(place, 0.0) - low) * (values[next] - values[at]));
    }
    return found;
}

std::size_t better_of(const MeasureRow& row, const std::vector<double>& values) {
    const bool higher = row.measure.direction == Direction::higher_is_better;
    return static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [&](double value) { return higher ? value > 0 : value < 0; }));
}

}  // namespace

std::string compared_course(const Comparison& comparison, Lang lang) {
    if (!comparison.course) return {};
    const StudyResult result = clock_result(comparison);
    const CourseRows rows = course_rows(comparison, result, lang);
    if (rows.at.size() < 2) return {};
    const Course& course = *comparison.course;
    const std::size_t subject = subject_of(comparison);
    const std::string title = say(lang, "cmp_course", {measure_text(lang, course.measure)});
    std::string note = say(lang, "cmp_course_note",
                           {clock_words(lang, result.scenario.study.series), confidence_text(comparison, lang),
                            contender_text(comparison, subject, lang), ltr("0")});
    if (comparison.contenders.size() > lines_most)
        note += " " + say(lang, "cmp_course_some", {contender_text(comparison, subject, lang)});
    Table all{title, {}, {}, "plain"};
    for (const std::string& head : rows.heads) all.columns.push_back({head, all.columns.empty()});
    for (const auto& line : rows.rows) {
        all.rows.emplace_back();
        for (const std::string& cell : line) all.rows.back().push_back(html(cell));
    }
    std::string keys;
    constexpr const char* looks[] = {"l-good", "l-ink", "l-plum", "l-same", "l-plum", "l-same"};
    const auto sides = drawn(comparison, subject);
    for (std::size_t at = 0; at < sides.size(); ++at) keys += swatch(looks[at], contender_text(comparison, sides[at], lang));
    return figure(title, note,
                  chart("course", title, text_of(course_figures(comparison, rows, subject, lang))) +
                      element("ul class=\"keys lines\"", keys) + closed(say(lang, "as_table"), table(all)));
}

std::string compared_outcomes(const Comparison& comparison, Lang lang) {
    if (comparison.independent) return {};
    const MeasureRow& row = ranking_row(comparison);
    const std::string title =
        say(lang, "cmp_outcomes", {contender_text(comparison, comparison.baseline, lang), row_text(comparison, row, lang)});
    json lanes = json::array(), lines = json::array();
    std::size_t fewest = dots;
    Table all{title,
              {{say(lang, "cmp_scenario"), true},
               {say(lang, "cmp_low")},
               {say(lang, "cmp_middle")},
               {say(lang, "cmp_high")},
               {say(lang, "cmp_count_better")}},
              {},
              "slim stack"};
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        const std::vector<double>& outcomes = comparison.contenders[side].outcomes;
        if (side == comparison.baseline) continue;
        fewest = std::min(fewest, outcomes.size());
        if (outcomes.size() < dots) continue;
        const std::vector<double> found = twenty_of(outcomes);
        const double spread = (found[17] - found[2]) / 4;
        const auto figure_of = [&](double value) { return change_text(row, value, spread, lang); };
        const std::string name = contender_text(comparison, side, lang),
                          better = ltr(number(static_cast<double>(better_of(row, found))));
        std::vector<std::string> line{name, figure_of((found[1] + found[2]) / 2), figure_of((found[9] + found[10]) / 2),
                                      figure_of((found[17] + found[18]) / 2), better};
        json values = json::array();
        for (const double value : found) values.push_back(shown(row.measure, value));
        lanes.push_back({{"name", name}, {"values", values}, {"said", say(lang, "cmp_better_of", {better})}});
        lines.push_back(line);
        all.rows.emplace_back();
        for (const std::string& cell : line) all.rows.back().push_back(element("span", html(cell)));
    }
    if (fewest < dots)
        return card(title,
                    say(lang, "cmp_outcomes_few",
                        {counted(lang, static_cast<double>(fewest), Noun::replication), ltr("--replications 20")}),
                    "");
    std::vector<std::string> heads;
    for (const Column& column : all.columns) heads.push_back(column.head);
    const json data{{"heads", heads},
                    {"rows", lines},
                    {"lanes", lanes},
                    {"higher", row.measure.direction == Direction::higher_is_better},
                    {"text", json::object()}};
    return figure(title, say(lang, "cmp_outcomes_note"),
                  chart("outcomes", title, text_of(data)) + closed(say(lang, "as_table"), table(all)));
}

namespace {

std::string race_end(const Comparison& comparison, Lang lang) {
    const RaceResult& race = *comparison.race;
    const auto count = [](double runs) { return ltr(number(runs)); };
    if (race.end == RaceEnd::most_reached)
        return say(lang, "cmp_race_most", {counted(lang, static_cast<double>(comparison.terms->most), Noun::replication)});
    if (race.end == RaceEnd::no_zone) return say(lang, "cmp_race_no_difference", {ltr("--difference")});
    if (race.end != RaceEnd::decided) return say(lang, "cmp_race_stopped");
    std::string text = say(lang, "cmp_saved", {count(static_cast<double>(race.runs())), count(race.equal)});
    if (race.rinott > 0) text += " " + say(lang, "cmp_saved_rinott", {count(race.rinott)});
    return text;
}

}  // namespace

std::string compared_race(const Comparison& comparison, Lang lang) {
    if (!comparison.race) return {};
    const RaceResult& race = *comparison.race;
    const MeasureRow& row = ranking_row(comparison);
    const Show show = show_of(row.measure);
    const std::string title = say(lang, "cmp_race");
    Table all{title,
              {{say(lang, "cmp_scenario"), true},
               {say(lang, "cmp_runs")},
               {say(lang, "cmp_run_mean")},
               {say(lang, "cmp_outcome"), true}},
              {},
              "slim stack"};
    for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
        const bool best = race.end == RaceEnd::decided && side == race.leader;
        const double factor = show == Show::share ? 100 : scale_of(show);
        std::string state = best ? verdict("good", say(lang, "cmp_is_best")) : "";
        if (!best && !comparison.terms->independent)
            state = race.alive[side] ? verdict("same", say(lang, "cmp_in_race"))
                                     : element("span", html(say(lang, "cmp_left", {ltr(std::to_string(race.used[side]))})));
        const bool judged = std::isfinite(race.means[side]);
        const auto runs = static_cast<double>(race.asked[side]);
        const std::string mean =
            judged ? value_text(lang, race.means[side], show, digits_for(0, race.means[side] * factor)) : std::string("–");
        all.rows.push_back({html(contender_text(comparison, side, lang)), element("span", html(ltr(number(runs)))),
                            element("span", html(ltr(mean))), state});
    }
    std::string note = comparison.terms->independent ? say(lang, "cmp_race_ocba") : say(lang, "cmp_race_kn");
    if (comparison.terms->independent && race.end == RaceEnd::decided)
        note += " " + say(lang, "cmp_race_ocba_chance", {ltr(percent(lang, std::min(race.chance, 0.999), 1))});
    if (comparison.terms->first_asked > 0)
        note += " " + say(lang, "cmp_race_first",
                          {ltr(std::to_string(comparison.terms->first_asked)), ltr(std::to_string(comparison.terms->first))});
    return card(title, note, table(all) + element("p class=\"prose after\"", html(race_end(comparison, lang))));
}

}  // namespace counterless::report

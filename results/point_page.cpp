#include "results/point_page.hpp"

#include <array>
#include <cmath>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/variance.hpp"

namespace counterless::report {
namespace {

constexpr std::size_t open_rows = 40;   // more of them stand in a closed list
constexpr std::size_t named_most = 10;  // points in one sentence

std::string verdict_marks(const PointAnswer& point, Lang lang) {
    std::string marks;
    for (const Judgement& one : point.targets) {
        const bool met = one.verdict == Verdict::met, missed = one.verdict == Verdict::missed;
        marks += element("div", verdict(met      ? "good"
                                        : missed ? "bad"
                                                 : "same",
                                        say(lang, met      ? Word("met")
                                                  : missed ? Word("missed")
                                                           : Word("undecided"))));
    }
    return element("div", marks);
}

std::string cell_of(const PointStudy& study, const PointAnswer& point, std::size_t measure, Lang lang) {
    const Estimate& one = shown_estimate(study, point, measure);
    if (!one.known) return "–";
    return element("span", html(plus_minus(lang, one, show_of(study.measures[measure]))));
}

// Which points they are stands in the table, too.
std::string unsteady_notice(const PointStudy& study, Lang lang) {
    std::vector<std::string> numbers;
    for (const std::size_t one : unsteady_points(study)) numbers.push_back(ltr(std::to_string(one)));
    if (numbers.empty()) return "";
    return element("p class=notice", html(say(lang, "point_unsteady", {list_text(lang, numbers, named_most)})));
}

}  // namespace

std::string outcome_text(Lang lang, const PointStudy& study, const Measure& measure) {
    std::string text = measure_text(lang, measure);
    if (measure.of != "all") text = say(lang, "pair", {thing_text(lang, study.scenario, measure.of), text});
    const Show show = show_of(measure);
    const std::string unit = unit_text(lang, measure, study.scenario.costs.currency);
    if (show != Show::share && show != Show::count && !unit.empty()) text += " (" + unit + ")";
    return study.baseline ? say(lang, "point_change", {text}) : text;
}

std::string figure_text(Lang lang, const PointStudy& study, const Measure& measure, double value, double half_width) {
    const Show show = show_of(measure);
    Estimate one{.known = true, .mean = value, .half_width = half_width};
    one.n = half_width > 0 ? 2 : 1;
    return with_unit(lang, value, measure, study.scenario.costs.currency, digits_of(one, show));
}

std::string input_text(const PointStudy& study, std::size_t input) { return named(short_names(study.inputs)[input]); }

const Estimate& shown_estimate(const PointStudy& study, const PointAnswer& point, std::size_t measure) {
    return study.baseline ? point.differences[measure] : point.estimates[measure];
}

std::string point_kicker(const PointStudy& study, const std::string& kind, Lang lang) {
    const Calendar& calendar = study.scenario.calendar;
    std::string text =
        html(kind) + " · " + html(say(lang, "scenario", {name_text(lang, study.scenario.title, study.scenario.name)}));
    if (calendar.has_dates) text += " · " + html(dates(lang, calendar.start, calendar.end));
    if (study.baseline)
        text += " · " + html(say(lang, "point_against", {name_text(lang, study.baseline->title, study.baseline->name)}));
    return element("p class=kicker", text);
}

std::string point_sure(const PointStudy& study, Lang lang) {
    const double confidence = study.scenario.study.confidence;
    std::string text =
        say(lang, "point_sure",
            {ltr(number(static_cast<double>(study.points.size()))), counted(lang, study.replications_done, Noun::replication),
             ltr(percent(lang, confidence, digits_for(0, 100 * confidence)))});
    if (study.ending == RunEnding::interrupted)
        text +=
            " " + say(lang, "point_interrupted", {ltr(number(study.replications_done)), ltr(number(study.replications_asked))});
    return unsteady_notice(study, lang) + element("p class=sure", html(text));
}

std::string point_table(const PointStudy& study, Lang lang) {
    const bool judged = !study.scenario.targets.empty() && !study.baseline;
    Table all{say(lang, "point_all"), {{"#", true}}, {}, "wide"};
    for (std::size_t input = 0; input < study.inputs.size(); ++input) all.columns.push_back({input_text(study, input), false});
    for (const Measure& measure : study.measures) all.columns.push_back({outcome_text(lang, study, measure)});
    if (judged) all.columns.push_back({say(lang, "point_targets"), true});
    for (std::size_t number_of_point = 0; number_of_point < study.points.size(); ++number_of_point) {
        const PointAnswer& point = study.points[number_of_point];
        std::vector<std::string> row{html(ltr(std::to_string(number_of_point + 1)))};
        if (point.unsteady) row.front() += " " + element("small", html(say(lang, "point_unsteady_mark")));
        for (const std::string& value : point.values)
            row.push_back(value.empty() ? html(say(lang, "point_stated")) : html(ltr(value)));
        for (std::size_t measure = 0; measure < study.measures.size(); ++measure)
            row.push_back(cell_of(study, point, measure, lang));
        if (judged) row.push_back(verdict_marks(point, lang));
        all.rows.push_back(std::move(row));
    }
    const bool is_long = study.points.size() > open_rows;
    return card(say(lang, "point_all"), say(lang, "point_all_note"),
                is_long ? closed(say(lang, "as_table"), table(all)) : table(all));
}

std::string point_made(const PointStudy& study, Lang lang) {
    StudyResult result{.scenario = study.scenario, .file = study.file, .command = study.command};
    result.version = study.version, result.cpu_class = study.cpu_class;
    result.replications_asked = study.replications_asked, result.replications_done = study.replications_done;
    result.balance = study.balance;
    result.baseline = study.baseline;
    result.scenario.study.controls = false;  // of `run` only
    return how_made(result, lang, only_for_run(study.scenario.study));
}

}  // namespace counterless::report

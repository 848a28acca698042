// results/sweep_page.cpp: the page of `counterless sweep`: where the target holds, in one sentence; then the picture: lines with
// bands where one number is varied, a table of coloured cells where two are, and every point in a table.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/point_page.hpp"
#include "results/report/document.hpp"
#include "results/report/format.hpp"
#include "results/report/frame.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/sweep.hpp"

namespace counterless {
namespace report {
namespace {

using SweepJson = nlohmann::json;

constexpr std::size_t charts_most = 4, heats_most = 3, cells_most = 40;  // a side of a heat table

// ---- the answer

// "Mean wait, at most 5 min"
std::string target_text(const PointStudy& study, const Target& target, Lang lang) {
    Measure its;
    its.name = target.measure, its.of = target.of;
    for (const Measure& measure : study.measures)
        if (measure.name == target.measure && measure.of == target.of) its = measure;
    return say(lang, target.at_least ? Word("sweep_at_least") : Word("sweep_at_most"),
               {measure_text(lang, its), figure_text(lang, study, its, target.value, 0)});
}

bool met_at(const PointAnswer& point) { return !point.targets.empty() && point.targets.front().verdict == Verdict::met; }

// Where one input is varied and the first target holds from some value on, or up to it.
std::string bound_of(const PointStudy& study, const std::string& target, Lang lang) {
    if (study.inputs.size() != 1) return "";
    const auto& points = study.points;
    std::size_t changes = 0, at = 0;
    for (std::size_t next = 1; next < points.size(); ++next)
        if (met_at(points[next]) != met_at(points[next - 1])) ++changes, at = next;
    if (changes != 1) return "";
    const bool from = met_at(points[at]);
    return say(lang, from ? Word("sweep_met_from") : Word("sweep_met_until"),
               {target, input_text(study, 0), ltr(points[from ? at : at - 1].values.front())});
}

std::string range_text(const PointStudy& study, Lang lang) {
    const Measure& measure = study.measures.front();
    const Estimate *least = nullptr, *most = nullptr;
    for (const PointAnswer& point : study.points) {
        const Estimate& one = point.estimates.front();
        if (!one.known) continue;
        if (!least || one.mean < least->mean) least = &one;
        if (!most || one.mean > most->mean) most = &one;
    }
    if (!least) return say(lang, "sweep_nothing");
    const std::string name = measure_text(lang, measure), low = figure_text(lang, study, measure, least->mean, least->half_width),
                      high = figure_text(lang, study, measure, most->mean, most->half_width);
    return low == high ? say(lang, "sweep_level", {name, low}) : say(lang, "sweep_range", {name, low, high});
}

std::string headline_of(const PointStudy& study, Lang lang) {
    if (study.scenario.targets.empty()) return range_text(study, lang);
    const std::string target = target_text(study, study.scenario.targets.front(), lang);
    const TargetCount count = count_targets(study).front();
    if (count.met == study.points.size()) return say(lang, "sweep_met_all", {target});
    if (count.met == 0) return say(lang, "sweep_met_none", {target});
    std::string bound = bound_of(study, target, lang);
    if (!bound.empty()) return bound;
    return say(lang, "sweep_met_some",
               {target, ltr(number(static_cast<double>(count.met))), ltr(number(static_cast<double>(study.points.size())))});
}

std::string lead_of(const PointStudy& study, Lang lang) {
    if (study.scenario.targets.empty()) return "";
    const TargetCount count = count_targets(study).front();
    const auto figure = [](std::size_t value) { return ltr(number(static_cast<double>(value))); };
    return say(lang, "sweep_counts", {figure(count.met), figure(count.missed), figure(count.open)}) + " " +
           range_text(study, lang) + ".";
}

// ---- one input: lines

const Target* target_of(const PointStudy& study, const Measure& measure) {
    for (const Target& target : study.scenario.targets)
        if (target.measure == measure.name && target.of == measure.of) return &target;
    return nullptr;
}

// 1 met, -1 missed, 0 neither; of a measure without a target all points look alike.
int mark_of(const PointAnswer& point, const Measure& measure) {
    for (const Judgement& one : point.targets)
        if (one.target.measure == measure.name && one.target.of == measure.of)
            return one.verdict == Verdict::met ? 1 : one.verdict == Verdict::missed ? -1 : 0;
    return 1;
}

double rounded_to(double value, double scale) { return std::round(value * scale * 1e4) / 1e4; }

std::string line_json(const PointStudy& study, std::size_t measure, Lang lang) {
    const Measure& its = study.measures[measure];
    const Show show = show_of(its);
    const double scale = show == Show::share ? 100 : scale_of(show);
    SweepJson labels = SweepJson::array(), numbers = SweepJson::array(), mean = SweepJson::array(), half = SweepJson::array(),
              marks = SweepJson::array(), rows = SweepJson::array();
    bool numeric = true;
    for (const PointAnswer& point : study.points) {
        const Estimate& one = point.estimates[measure];
        const auto number = number_of(point.values.front());
        numeric = numeric && number;
        labels.push_back(ltr(point.values.front()));
        numbers.push_back(number ? SweepJson(*number) : SweepJson());
        mean.push_back(one.known ? SweepJson(rounded_to(one.mean, scale)) : SweepJson());
        half.push_back(has_interval(one) ? SweepJson(rounded_to(one.half_width, scale)) : SweepJson());
        marks.push_back(mark_of(point, its));
        rows.push_back({ltr(point.values.front()), one.known ? plus_minus(lang, one, show) : std::string("–")});
    }
    const Target* target = target_of(study, its);
    const SweepJson data{
        {"labels", labels},
        {"numbers", numeric ? numbers : SweepJson()},
        {"mean", mean},
        {"half", half},
        {"marks", marks},
        {"target", target ? SweepJson(rounded_to(target->value, scale)) : SweepJson()},
        {"heads", {input_text(study, 0), outcome_text(lang, study, its)}},
        {"rows", rows},
        {"text", {{"y", outcome_text(lang, study, its)}, {"x", input_text(study, 0)}, {"target", say(lang, "sweep_target")}}}};
    return data.dump(-1, ' ', false, SweepJson::error_handler_t::replace);
}

std::string line_title(const PointStudy& study, std::size_t measure, Lang lang) {
    const Estimate &first = study.points.front().estimates[measure], &last = study.points.back().estimates[measure];
    const Measure& its = study.measures[measure];
    if (!first.known || !last.known) return outcome_text(lang, study, its);
    return say(lang, "sweep_line",
               {measure_text(lang, its), figure_text(lang, study, its, first.mean, first.half_width),
                ltr(study.points.front().values.front()), figure_text(lang, study, its, last.mean, last.half_width),
                ltr(study.points.back().values.front())});
}

std::string lines_of(const PointStudy& study, Lang lang) {
    std::string parts;
    for (std::size_t measure = 0; measure < std::min(study.measures.size(), charts_most); ++measure) {
        const bool judged = target_of(study, study.measures[measure]) != nullptr;
        const std::string title = line_title(study, measure, lang);
        std::string note =
            outcome_text(lang, study, study.measures[measure]) + ". " + say(lang, "sweep_line_note", {input_text(study, 0)});
        if (judged) note += " " + say(lang, "sweep_line_marks");
        parts += figure(title, note, chart("sweep", title, line_json(study, measure, lang)));
    }
    return parts;
}

// ---- two inputs on a grid: coloured cells

std::vector<std::string> values_met(const PointStudy& study, std::size_t input) {
    std::vector<std::string> values;
    for (const PointAnswer& point : study.points)
        if (std::find(values.begin(), values.end(), point.values[input]) == values.end()) values.push_back(point.values[input]);
    return values;
}

struct Grid {
    std::vector<std::string> down, across;
    std::vector<const PointAnswer*> cells;  // row by row; null where there is no point
    [[nodiscard]] const PointAnswer* at(std::size_t row, std::size_t column) const {
        return row < down.size() && column < across.size() ? cells[row * across.size() + column] : nullptr;
    }
};
Grid grid_of(const PointStudy& study) {
    Grid grid{values_met(study, 0), values_met(study, 1), {}};
    grid.cells.assign(grid.down.size() * grid.across.size(), nullptr);
    for (const PointAnswer& point : study.points) {
        const auto row = std::find(grid.down.begin(), grid.down.end(), point.values[0]) - grid.down.begin();
        const auto column = std::find(grid.across.begin(), grid.across.end(), point.values[1]) - grid.across.begin();
        grid.cells[static_cast<std::size_t>(row) * grid.across.size() + static_cast<std::size_t>(column)] = &point;
    }
    return grid;
}

struct Shades {
    double least = 0, most = 0;
};
Shades shades_of(const PointStudy& study, std::size_t measure) {
    Shades shades{1e300, -1e300};
    for (const PointAnswer& point : study.points) {
        const Estimate& one = point.estimates[measure];
        if (one.known) shades = {std::min(shades.least, one.mean), std::max(shades.most, one.mean)};
    }
    return shades;
}

// Round a target: orange, pale, blue. Without one: blue, the darker the more.
std::string class_of(const PointAnswer& point, const Measure& measure, std::size_t number, bool judged, const Shades& shades) {
    const Estimate& one = point.estimates[number];
    if (!one.known) return "x";
    if (judged) {
        const int mark = mark_of(point, measure);
        return mark > 0 ? "e" : mark < 0 ? "b" : "x";
    }
    const double share = shades.most > shades.least ? (one.mean - shades.least) / (shades.most - shades.least) : 0;
    return share > 2.0 / 3 ? "e" : share > 1.0 / 3 ? "d" : "x";
}

// A thick edge where the target stops being met.
std::string edges_of(const Grid& grid, std::size_t row, std::size_t column, const Measure& measure) {
    const auto met = [&](const PointAnswer* point) { return point != nullptr && mark_of(*point, measure) > 0; };
    const PointAnswer *here = grid.at(row, column), *below = grid.at(row + 1, column), *beside = grid.at(row, column + 1);
    std::string classes;
    if (below && met(here) != met(below)) classes += " ed";
    if (beside && met(here) != met(beside)) classes += " es";
    return classes;
}

std::string heat_cell(const PointStudy& study, const Grid& grid, std::size_t row, std::size_t column, std::size_t number,
                      const Shades& shades, Lang lang) {
    const Measure& measure = study.measures[number];
    const PointAnswer* point = grid.at(row, column);
    if (!point || !point->estimates[number].known) return "<td class=x>";
    const bool judged = target_of(study, measure) != nullptr;
    const Estimate& one = point->estimates[number];
    const Show show = show_of(measure);
    const std::string classes =
        class_of(*point, measure, number, judged, shades) + (judged ? edges_of(grid, row, column, measure) : "");
    const std::string full = input_text(study, 0) + " " + grid.down[row] + ", " + input_text(study, 1) + " " +
                             grid.across[column] + ": " + plus_minus(lang, one, show);
    return "<td class=\"" + classes + "\" title=\"" + attribute(full) + "\">" +
           html(ltr(value_text(lang, one.mean, show, digits_of(one, show))));
}

std::string heat_of(const PointStudy& study, const Grid& grid, std::size_t number, Lang lang) {
    const Measure& measure = study.measures[number];
    const bool judged = target_of(study, measure) != nullptr;
    const Shades shades = shades_of(study, number);
    const std::string title = outcome_text(lang, study, measure);
    Table heat{title,
               {{input_text(study, 0) + " ↓ " + input_text(study, 1) + (lang == Lang::ar ? " ←" : " →"), true}},
               {},
               "heat points"};
    for (const std::string& value : grid.across) heat.columns.push_back({ltr(value)});
    for (std::size_t row = 0; row < grid.down.size(); ++row) {
        std::vector<std::string> cells{html(ltr(grid.down[row]))};
        for (std::size_t column = 0; column < grid.across.size(); ++column)
            cells.push_back(heat_cell(study, grid, row, column, number, shades, lang));
        heat.rows.push_back(std::move(cells));
    }
    const std::string note =
        say(lang, judged ? Word("sweep_heat_note") : Word("sweep_heat_plain"), {input_text(study, 0), input_text(study, 1)});
    return card(title, note, table(heat));
}

std::string picture_of(const PointStudy& study, Lang lang) {
    if (study.inputs.size() == 1 && study.points.size() > 1) return lines_of(study, lang);
    if (study.inputs.size() != 2 || study.question.plan != PointPlan::grid) return "";
    const Grid grid = grid_of(study);
    if (grid.down.size() > cells_most || grid.across.size() > cells_most) return "";
    std::string parts;
    for (std::size_t number = 0; number < std::min(study.measures.size(), heats_most); ++number)
        parts += heat_of(study, grid, number, lang);
    return parts;
}

std::string sweep_in(const PointStudy& study, Lang lang) {
    const std::string title = name_text(lang, study.scenario.title, study.scenario.name), lead = lead_of(study, lang);
    std::string inside = point_kicker(study, say(lang, "sweep"), lang) + element("h1", html(headline_of(study, lang)));
    if (!lead.empty()) inside += element("p class=lead", html(lead));
    inside += point_sure(study, lang) + "<noscript><p class=notice>" + html(say(lang, "no_script")) + "</p></noscript>\n" +
              picture_of(study, lang) + point_table(study, lang) + point_made(study, lang);
    return framed(lang, say(lang, "title", {title}), inside);
}

}  // namespace
}  // namespace report

std::string sweep_page(const PointStudy& study) {
    using namespace report;
    std::string body;
    for (const Lang lang : langs) body += sweep_in(study, lang);
    return document(say(Lang::en, "title", {name_text(Lang::en, study.scenario.title, study.scenario.name)}), body);
}

}  // namespace counterless

// results/report/heat.cpp: where and when the target is missed: centres down, half-hours across, five fixed classes round the
// target. A plain table with coloured cells: it reads without the script, on paper and aloud; on a phone dots take the place of
// numbers.
#include <algorithm>
#include <array>
#include <cmath>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/report/verdict.hpp"

namespace counterless::report {
namespace {

constexpr double customers_min = 30;  // of all replications; fewer and the cell says "few"
constexpr std::size_t intervals_max = 60;

std::array<double, 4> edges(double target) {
    return {std::max(0.0, target - 0.2), std::max(0.0, target - 0.1), target, target + (1 - target) / 2};
}

struct Cell {
    const Value* value;  // null: nothing known
    bool few;
    int grade;  // 0 worst .. 4 best
};

Cell cell_of(const Row* shares, const Row* arrivals, std::size_t interval, double days, const std::array<double, 4>& edge) {
    const Value* value = shares ? (*shares)[interval] : nullptr;
    if (!value) return {nullptr, false, 0};
    const bool few = arrivals && mean_at(arrivals, interval) * days < customers_min;
    const auto grade = std::count_if(edge.begin(), edge.end(),
                                     [&](double e) { return std::round(100 * value->estimate.mean) >= std::round(100 * e); });
    return {value, few, static_cast<int>(grade)};
}

std::string cell_html(const Cell& cell, const std::string& where, Lang lang) {
    static constexpr std::string_view grades[] = {"a", "b", "c", "d", "e"};
    if (!cell.value) return "<td class=x>";
    if (cell.few) return "<td class=x title=\"" + attribute(where + " " + say(lang, "few")) + "\"><span>·</span>";
    return "<td class=" + std::string(grades[cell.grade]) + " title=\"" +
           attribute(where + " " + plus_minus(lang, cell.value->estimate, Show::share)) + "\"><span>" +
           number(100 * cell.value->estimate.mean) + "</span>";
}

std::string key(const std::array<double, 4>& edge, Lang lang) {
    const auto whole = [](double share) { return ltr(number(100 * share, digits_for(0, 100 * share))); };
    const auto range = [&](int low, int high) {
        return say(lang, "from_to", {whole(edge[low]), ltr(number(100 * edge[high] - 1))});
    };
    std::string list = swatch("h-a", say(lang, "heat_low", {whole(edge[0])})) + swatch("h-b", range(0, 1)) +
                       swatch("h-c", range(1, 2)) + swatch("h-d", range(2, 3)) +
                       swatch("h-e", say(lang, "heat_high", {whole(edge[3])}));
    return element("ul class=keys", list + swatch("h-x", say(lang, "heat_few")));
}

struct Count {
    std::size_t below = 0, all = 0;
    std::vector<std::pair<std::size_t, std::string>> by_centre;  // below, name
};

std::string title(Count& count, Lang lang) {
    if (count.all == 0) return say(lang, "heat_plain");
    if (count.below == 0) return say(lang, "heat_none");
    std::stable_sort(count.by_centre.begin(), count.by_centre.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> names;
    std::size_t covered = 0;
    for (const auto& [below, name] : count.by_centre) {
        if (2 * covered > count.below) break;
        covered += below;
        names.push_back(name);
    }
    const auto figure = [](std::size_t n) { return ltr(number(static_cast<double>(n))); };
    return say(lang, "heat_title", {figure(count.below), figure(count.all), list_text(lang, names, 3)});
}

}  // namespace

std::string heat(const StudyResult& result, const DayClock& clock, Lang lang) {
    const auto at = clock.open_intervals();
    const auto order = centres_worst_first(result);
    if (result.scenario.study.series != Series::typical_day || order.size() < 2 || at.empty() || at.size() > intervals_max)
        return {};
    // A series of the typical day is a mean over the days measured, of one replication.
    const Study& study = result.scenario.study;
    const double days = result.replications_done * std::max(1.0, (study.horizon_s - study.warmup_s) / 86400);
    const auto edge = edges(reference_share(result));
    Table coloured{"", {{say(lang, "col_centre"), true}}, {}, "heat"}, plain{"", {{say(lang, "col_centre"), true}}, {}, ""};
    for (const std::size_t i : at) coloured.columns.push_back({clock.label(lang, i)});
    Count count;
    for (const std::size_t c : order) {
        const Centre& centre = result.scenario.centres[c];
        const Row *shares = clock.service_level_row("centre/" + centre.id),
                  *arrivals = clock.row("arrivals", "centre/" + centre.id);
        const std::string name = name_text(lang, centre.name, centre.id);
        std::vector<std::string> cells{html(name)}, numbers{html(name)};
        std::size_t below = 0;
        for (const std::size_t i : at) {
            const Cell cell = cell_of(shares, arrivals, i, days, edge);
            cells.push_back(cell_html(cell, name + " " + clock.label(lang, i), lang));
            numbers.push_back(cell.value && !cell.few ? html(plus_minus(lang, cell.value->estimate, Show::share)) : "–");
            if (!cell.value || cell.few || !has_interval(cell.value->estimate)) continue;
            ++count.all;
            below += judge_share(cell.value->estimate, edge[2]) == Verdict::missed ? 1 : 0;
        }
        count.below += below;
        count.by_centre.emplace_back(below, name);
        coloured.rows.push_back(std::move(cells));
        plain.rows.push_back(std::move(numbers));
    }
    plain.columns = coloured.columns;
    coloured.caption = title(count, lang);
    plain.caption = say(lang, "pair", {say(lang, "as_table"), coloured.caption});
    const std::string note = say(
        lang, "heat_note",
        {minutes(lang, result.scenario.study.within_s),
         ltr(percent(lang, reference_share(result), digits_for(0, 100 * reference_share(result)))), ltr(number(customers_min))});
    return figure(coloured.caption, note, key(edge, lang) + table(coloured) + closed(say(lang, "as_table"), table(plain)));
}

}  // namespace counterless::report

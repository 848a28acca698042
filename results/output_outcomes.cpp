// results/output_outcomes.cpp: the tables of a long study: by month or year, by segment, by initiative.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "results/numbers.hpp"
#include "results/output_sections.hpp"

namespace counterless::sections {
namespace {

struct Interval {
    std::string name;
    std::map<std::string, Estimate> values;  // of all, by measure
};

std::vector<Interval> intervals_of_all(const StudyResult& result) {
    std::vector<std::pair<double, Interval>> list;
    for (const Value& value : result.series) {
        if (value.measure.of != "all") continue;
        if (list.empty() || list.back().first != value.measure.start_s)
            list.push_back({value.measure.start_s, {clock_text(value.measure, result.scenario), {}}});
        list.back().second.values[value.measure.name] = value.estimate;
    }
    std::vector<Interval> intervals;
    for (auto& [start_s, interval] : list) intervals.push_back(std::move(interval));
    return intervals;
}

// A column of numbers that may be large: in thousands or millions where they need it.
struct Column {
    std::string head, measure;
    double scale = 1;
    int decimals = 0;
    bool large = true;
};

Column fitted(Column column, const std::vector<Interval>& intervals) {
    double most = 0;
    for (const Interval& interval : intervals)
        if (const auto found = interval.values.find(column.measure); found != interval.values.end())
            most = std::max(most, std::abs(found->second.mean * column.scale));
    if (!column.large || most < 1e6) return column;
    const bool millions = most >= 1e8;
    column.head += millions ? ", million" : ", thousand";
    column.scale /= millions ? 1e6 : 1e3;
    column.decimals = 1;
    return column;
}

std::string table_of(const StudyResult& result, const std::string& title, const std::vector<Interval>& intervals,
                     const std::vector<Column>& wanted) {
    std::vector<Column> columns;
    for (const Column& column : wanted)  // no column of a measure that the scenario does not have
        if (std::any_of(intervals.begin(), intervals.end(),
                        [&](const Interval& one) { return one.values.find(column.measure) != one.values.end(); }))
            columns.push_back(fitted(column, intervals));
    if (columns.empty()) return "";
    std::vector<std::string> heads{result.scenario.study.series == Series::year ? "Year" : "Month"};
    for (const Column& column : columns) heads.push_back(column.head);
    TextTable table(heads);
    for (const Interval& interval : intervals) {
        std::vector<std::string> cells{interval.name};
        for (const Column& column : columns) {
            const auto found = interval.values.find(column.measure);
            cells.push_back(found == interval.values.end() ? "–" : with_decimals(found->second, column.scale, column.decimals));
        }
        table.row(std::move(cells));
    }
    return section(result, title, table);
}

}  // namespace

std::string intervals(const StudyResult& result) {
    const Series series = result.scenario.study.series;
    if (series != Series::month && series != Series::year) return "";
    const std::vector<Interval> list = intervals_of_all(result);
    const std::string by = series == Series::year ? "BY YEAR" : "BY MONTH";
    const std::string money = result.scenario.costs.currency;
    return table_of(result, by + "  what customers do", list,
                    {{"transactions", "transactions"},
                     {"smart, %", "digital_share", 100, 2, false},
                     {"at counters", "counter_transactions"},
                     {"visits", "visits"},
                     {"given up", "given_up"}}) +
           table_of(result, by + "  what it comes to", list,
                    {{"their hours", "customer_hours"},
                     {"sheets", "sheets"},
                     {"cost, " + money, "cost"},
                     {"of which initiatives", "initiative_cost"},
                     {"CO2, t", "co2", 1e-3, 1}}) +
           table_of(result, by + (result.scenario.happiness.stated ? "  agents, and happiness of 100" : "  agents"), list,
                    {{"agents on duty", "staff", 1, 1, false},
                     {"their hours", "agent_hours"},
                     {"happiness", "happiness", 1, 2, false}});
}

std::string initiatives(const StudyResult& result) {
    const Finder find(result);
    bool any = false;
    TextTable table({"Initiative", "from", "to", "cost, " + result.scenario.costs.currency, "messages", "read"});
    for (const Initiative& one : result.scenario.initiatives) {
        const std::string of = "initiative/" + one.id;
        const Estimate &cost = find("initiative_cost", of), &sent = find("messages_sent", of);
        any = any || cost.mean != 0 || sent.mean != 0;
        table.row({one.name.en.empty() ? one.id : one.name.en, one.from, one.until.empty() ? "no end" : one.until,
                   with_half_width(cost, 1, 0), with_half_width(sent, 1, 0), with_half_width(find("messages_read", of), 1, 0)});
    }
    return any ? section(result, "INITIATIVES  what they cost in one run of the period", table) : "";
}

std::string left_behind(const StudyResult& result) {
    const Finder find(result);
    if (result.scenario.segments.size() < 2 || result.scenario.centres.empty()) return "";
    const bool happy = result.scenario.happiness.stated;
    std::vector<std::string> heads{"Segment", "visits", "wait, min", "9 in 10", "given up, %", "way", "line"};
    if (happy) heads.emplace_back("happiness");
    TextTable table(heads);
    constexpr double minute = 1.0 / 60;
    for (const Segment& segment : result.scenario.segments) {
        const std::string of = "segment/" + segment.id;
        std::vector<std::string> cells{
            (segment.name.en.empty() ? segment.id : segment.name.en) + (segment.exempt ? " (exempt)" : ""),
            with_half_width(find("visits", of), 1, 0),
            with_decimals(find("wait_mean", of), minute, 1),
            alone(find("wait_p90", of), minute, 1),
            alone(find("given_up_share", of), 100, 2),
            alone(find("trip_per_need", of), minute, 1),
            alone(find("wait_per_need", of), minute, 2)};
        if (happy) cells.push_back(with_decimals(find("happiness", of), 1, 1));
        table.row(std::move(cells));
    }
    return section(result, "BY SEGMENT  what befalls them; on the way and in line: minutes for each need", table);
}

}  // namespace counterless::sections

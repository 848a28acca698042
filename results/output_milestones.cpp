// results/output_milestones.cpp: when the digital share reaches 90, 95, 99 and 99.9 %, as a table.
#include <fmt/format.h>

#include <algorithm>

#include "results/output_sections.hpp"

namespace counterless::sections {
namespace {

std::string date_at(double at_s, const Scenario& scenario) {
    const auto day = static_cast<std::size_t>(std::max(at_s, 0.0) / 86400);
    const auto& days = scenario.calendar.days;
    return !scenario.calendar.has_dates ? fmt::format("day {}", day + 1) : days[std::min(day, days.size() - 1)].date;
}

std::string when_text(const Milestone& one, const Scenario& scenario) {
    if (one.before) return "from the first interval on";
    if (one.reached == 0) return "not by " + date_at(scenario.study.horizon_s - 1, scenario);
    if (one.at_s.known && one.at_s.n < 2) return date_at(one.at_s.mean, scenario);
    if (one.at_s.known)
        return fmt::format("{} \u00B1 {:.1f} days", date_at(one.at_s.mean, scenario), one.at_s.half_width / 86400);
    return date_at(one.early_s, scenario) + " to " + date_at(one.late_s, scenario);
}

}  // namespace

std::string milestones(const StudyResult& result) {
    const bool drawn = result.uncertainty.has_value();
    TextTable table({"Digital share", "reached", drawn ? "in so many draws" : "in so many runs"});
    bool ranges = false;
    for (const Milestone& one : result.milestones) {
        table.row({fmt::format("{:g} %", 100 * one.level), when_text(one, result.scenario),
                   fmt::format("{} of {}", one.reached, one.runs)});
        ranges = ranges || (one.reached > 0 && !one.before && !one.at_s.known);
    }
    return section(result, "WHEN the digital share reaches a level, on the course of the months or years", table,
                   ranges ? "from and to: nine in ten of those that reach it lie between" : "");
}

}  // namespace counterless::sections

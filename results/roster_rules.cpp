#include "results/roster_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "results/roster_frame.hpp"
#include "results/roster_output.hpp"

namespace counterless {
namespace {

constexpr double half_hour_s = 1800;

struct Span {
    double from_s = day_s, until_s = 0;
};
// The hours of the day in which anybody is needed.
Span span_of(const StaffNeed& need) {
    Span span;
    for (const NeedSpan& one : need.spans) {
        span.from_s = std::min(span.from_s, one.from_s - day_s * one.day);
        span.until_s = std::max(span.until_s, one.until_s - day_s * one.day);
    }
    return span;
}

ShiftKind kind_of(const std::string& id, const Name& name, const Span& span, double length_s) {
    ShiftKind kind{.id = id, .name = name};
    const double length = std::min(length_s, span.until_s - span.from_s);
    kind.first_s = span.from_s;
    kind.last_s = std::max(span.from_s, span.until_s - length);
    kind.step_s = half_hour_s;
    kind.lengths_s = {length};
    // Round the clock shifts begin at any half-hour, and end on the next morning.
    if (span.until_s - span.from_s >= day_s) kind.last_s = span.from_s + day_s - half_hour_s;
    return kind;
}

// Full-time shifts of 9 h and 8 h, as long as the hours of the need are; part-time ones of 6, 5 and 4 h if those are shorter.
void add_shifts(RosterRules& rules, const Span& span) {
    const double whole_s = span.until_s - span.from_s;
    rules.shifts.push_back(kind_of("full", {"Full", "دوام كامل"}, span, 9 * hour_s));
    if (whole_s > 8 * hour_s) rules.shifts.push_back(kind_of("full_8h", {"Full, 8 h", "دوام كامل، 8 ساعات"}, span, 8 * hour_s));
    for (const int hours : {6, 5, 4}) {
        if (whole_s <= hours * hour_s) continue;
        rules.shifts.push_back(kind_of(fmt::format("part_{}h", hours),
                                       {fmt::format("Part, {} h", hours), fmt::format("دوام جزئي، {} ساعات", hours)}, span,
                                       hours * hour_s));
    }
}

void add_breaks(RosterRules& rules) {
    rules.breaks = {{.id = "meal",
                     .name = {"Meal", "استراحة طعام"},
                     .from_s = 3 * hour_s,
                     .until_s = 4.5 * hour_s,
                     .length_s = 0.75 * hour_s,
                     .longer_than_s = 5 * hour_s,
                     .at_once = 0.5},
                    {.id = "prayer",
                     .name = {"Prayer", "صلاة"},
                     .clock = true,
                     .from_s = 12 * hour_s,
                     .until_s = 13 * hour_s,
                     .length_s = 0.25 * hour_s,
                     .longer_than_s = 5 * hour_s,
                     .at_once = 0.5}};
}

void name_people(RosterRules& rules) {
    for (Index contract = 0; contract < rules.contracts.size(); ++contract) {
        const Contract& one = rules.contracts[contract];
        for (int number = 1; number <= one.people; ++number)
            rules.people.push_back({.id = fmt::format("{}-{:02}", one.id, number),
                                    .name = {fmt::format("{} {}", one.name.en, number),
                                             one.name.ar.empty() ? "" : fmt::format("{} {}", one.name.ar, number)},
                                    .contract = contract,
                                    .skills = one.skills});
    }
}

bool can_do(const std::vector<std::string>& skills, const std::string& post) {
    if (skills.empty() || post.empty()) return true;
    const std::string station = post.substr(0, post.find('/'));
    return std::find_if(skills.begin(), skills.end(),
                        [&](const std::string& skill) { return skill == post || skill == station; }) != skills.end();
}

void check_skills(const RosterTask& task, const std::string& file, Problems& problems) {
    for (Index post = 0; post < task.need.posts.size(); ++post) {
        const std::string& name = task.need.posts[post];
        const bool needed =
            std::any_of(task.need.spans.begin(), task.need.spans.end(), [&](const NeedSpan& span) { return span.post == post; });
        const bool known = std::any_of(task.rules.people.begin(), task.rules.people.end(),
                                       [&](const Employee& person) { return can_do(person.skills, name); });
        if (needed && !known)
            problems.push_back(
                {file, "a need of \"" + name + "\"", "somebody who can do it: a skill in /roster/people or /roster/contracts"});
    }
    const auto meant = [&](const std::string& skill) {
        return std::any_of(task.need.posts.begin(), task.need.posts.end(), [&](const std::string& post) {
            return post.empty() || post == skill || post.substr(0, post.find('/')) == skill;
        });
    };
    for (const auto& [station, counters] : task.rules.counters)
        if (!meant(station))
            problems.push_back(
                {"/roster/stations/" + station, "counters of a station that the need does not name", "a station of " + file});
}

// A grid too fine is a slip of the hand (12:01), and a program sixty times as large.
void check_grid(const RosterTask& task, const std::string& file, Problems& problems) {
    if (slot_of(task) < 300)
        problems.push_back({file + " and /roster", fmt::format("times that share no step but {:g} s", slot_of(task)),
                            "times of need, shifts and breaks on a common step of 5 min or more"});
}

// Where breaks last as long as their window, one after the other goes so many times; that share must let everybody go.
void check_stagger(const RosterTask& task, const RosterFrame& frame, Problems& problems) {
    for (std::size_t rule = 0; rule < task.rules.breaks.size(); ++rule) {
        int rounds = 0;  // on the day with most room
        for (const auto& forms : frame.forms) {
            int first = frame.slots, last = -1, length = 1;
            for (const ShiftForm& form : forms)
                for (const BreakWindow& window : form.breaks)
                    if (window.rule == rule)
                        first = std::min(first, window.first), last = std::max(last, window.last), length = window.length;
            if (last >= first) rounds = std::max(rounds, 1 + (last - first) / length);
        }
        const bool one_at_a_time = 2 * task.rules.breaks[rule].at_once <= 1 + 1e-9;  // of two
        if (rounds == 1 && one_at_a_time)
            problems.push_back({"/roster/breaks/" + task.rules.breaks[rule].id,
                                fmt::format("a window in which no break can follow another, {:g} of those on duty at a time",
                                            task.rules.breaks[rule].at_once),
                                "a wider window, a shorter break or a larger \"at_once\", so that two can go"});
    }
}

// As many people as it takes, but no more than the solver can place one by one in its minute.
void check_size(const RosterTask& task, const std::string& file, Problems& problems) {
    constexpr int at_once_max = 1000;
    int most = 0;
    double at_s = 0;
    for (const NeedSpan& begin : task.need.spans) {
        int now = 0;
        for (const NeedSpan& one : task.need.spans)
            if (one.from_s <= begin.from_s && begin.from_s < one.until_s) now += one.agents;
        if (now > most) most = now, at_s = begin.from_s;
    }
    if (most > at_once_max)
        problems.push_back({file, fmt::format("{} agents at once, on {} at {}", most, date_of(task, at_s), clock_text(at_s)),
                            fmt::format("at most {} in one roster: a need for each station or building", at_once_max)});
}

void check_shifts(const RosterTask& task, Problems& problems) {
    std::size_t all = 0;
    const RosterFrame frame = frame_of(task);
    check_stagger(task, frame, problems);
    for (const auto& forms : frame.forms) all += forms.size();
    for (const std::string& trouble : frame.troubles)
        problems.push_back({"/roster/breaks", trouble, "windows that leave room for one after the other"});
    if (all == 0 && frame.troubles.empty())
        problems.push_back(
            {"/roster/shifts", "no shift that is legal and meets any need",
             fmt::format("a shift with at most {:g} h of work in the hours of the need", task.rules.limits.day_max_s / hour_s)});
}

}  // namespace

void complete_rules(RosterTask& task) {
    RosterRules& rules = task.rules;
    const bool own_shifts = rules.shifts.empty();
    if (own_shifts && !task.need.nothing()) add_shifts(rules, span_of(task.need));
    if (!rules.breaks_stated) add_breaks(rules);
    if (rules.contracts.empty()) rules.contracts.push_back({.id = "full", .name = {"Full time", "دوام كامل"}});
    for (Contract& contract : rules.contracts) {
        if (!own_shifts || !contract.shifts.empty()) continue;
        const bool part = contract.hours_s <= 30 * hour_s;  // who works half the hours works the short shifts
        for (Index kind = 0; kind < rules.shifts.size(); ++kind)
            if (rules.shifts[kind].id.starts_with(part ? "part" : "full")) contract.shifts.push_back(kind);
    }
    name_people(rules);
}

void check_roster(const RosterTask& task, const std::string& file, bool people_known, Problems& problems) {
    const std::size_t before = problems.size();
    if (task.need.posts.size() > posts_max)
        problems.push_back({file, fmt::format("{} stations and skills", task.need.posts.size()),
                            fmt::format("at most {} in one roster", posts_max)});
    if (people_known && task.as_many_as_needed) check_size(task, file, problems);
    if (!task.as_many_as_needed) check_skills(task, file, problems);
    if (problems.size() > before || task.need.nothing()) return;
    check_grid(task, file, problems);
    if (problems.size() == before) check_shifts(task, problems);
}

}  // namespace counterless

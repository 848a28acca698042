// results/roster.hpp: shifts for people so that a need is covered at the least cost.
// Two stages, so that the large case stays small. First how many of each team work which shift on which day, with breaks as
// numbers by time rather than by person (Bechtold and Jacobs 1990; Aykin 1996): its bound holds for every roster, because each
// roster gives such numbers. Then, team by team and week by week, who works them, by wishes and fairness; then who goes on break
// when and who stands where, which needs no solver. What the stages leave uncovered is said, never hidden.
// A *team* is people alike in contract and skills, a *guild* people alike in skills. A *post* is a station, or station/skill.
// Why this way, and what was refused: docs/decisions/roster.md.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "results/need.hpp"
#include "scenarios/roster.hpp"

namespace counterless {

struct RosterTask {
    RosterRules rules;  // complete: results/roster_rules.hpp
    RosterDates dates;
    StaffNeed need;
    bool as_many_as_needed = false;  // of the only contract; it states no people
    double time_limit_s = 60, gap = 0.01;
};

struct Away {
    Index rule;
    double from_s, until_s;
};
struct AtPost {
    Index post;  // none: on duty, but not needed at a post, or no desk left
    double from_s, until_s;
};
struct Work {  // one shift of one person; seconds from the first midnight of the dates
    Index person;
    int day;
    Index kind;
    double from_s, until_s, work_s;
    std::vector<Away> breaks;  // by time
    std::vector<AtPost> posts;
};
struct OpenShift {  // that would cover what is short, but nobody may take it
    int day;
    Index kind, contract;
    double from_s, until_s;
};
// time: the search was cut short; unfound: none was found, but that these people could cover it is not excluded.
enum class Shortage : unsigned char { no_shift, desks, people, seats, time, unfound };
struct Uncovered {
    Index post;
    double from_s, until_s;
    int missing;
    Shortage why;
};
struct Covered {  // a stretch of one post in which neither number changes
    Index post;
    double from_s, until_s;
    int needed, there;
};
struct WorkSum {                                      // of one person
    double hours = 0, overtime = 0, hours_short = 0;  // hours_short: of the least that his contract promises
    int shifts = 0, late = 0, weekend = 0, wishes = 0, granted = 0;
};
// So many more people would do.
struct Remedy {
    Index contract;
    std::vector<std::string> skills;
    int people;
};

struct Roster {
    std::vector<Employee> people;
    std::vector<Work> works;  // by person, then day
    std::vector<OpenShift> open;
    std::vector<Uncovered> uncovered;
    std::vector<Covered> covered;
    std::vector<WorkSum> sums;   // by person
    double cost = 0, bound = 0;  // money; no roster costs less than the bound, what it lacks priced in
    double priced = 0;           // what this one lacks: uncovered time, hours promised and not given
    double hours_needed = 0, hours_worked = 0;
    std::vector<Remedy> remedies;  // enough for all that people can cover: a roster with them was made
    int remedy_least = 0;          // with fewer people more than these there is none; 0: nothing proven
    bool fewer_untried = false;    // time ended before all numbers between were tried
    std::size_t added = 0;         // shifts put in by hand after the solver, for what its roster left short
    bool cut_short = false;        // by time: another machine may find another roster
    // Where the solver's time ended first: which shifts there are, who works them. The bound, if there is any, is the solver's.
    bool shifts_by_hand = false, people_by_hand = false;
    bool parted = false;  // breaks whose windows overlap were tried at a few times each: the bound holds for those
    std::size_t programs = 0;
    double took_s = 0;

    [[nodiscard]] bool proven() const { return bound > 0 || cost + priced <= 0; }  // else nothing is known of the gap
    [[nodiscard]] double gap() const { return cost + priced > 0 ? std::max(0.0, (cost + priced - bound) / (cost + priced)) : 0; }
    [[nodiscard]] bool complete() const { return uncovered.empty() && open.empty(); }
    // Of all that contracts promise (hours_min), and do not give.
    [[nodiscard]] double hours_short() const {
        double sum = 0;
        for (const WorkSum& one : sums) sum += one.hours_short;
        return sum < 1e-6 ? 0 : sum;
    }
};

}  // namespace counterless

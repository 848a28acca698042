// scenarios/roster.hpp: the rules by which people are put on shifts: what shifts there are, what the law allows, who there is.
// As stated; what is not stated is completed from the need by results/roster_rules.hpp, because the default shifts follow the
// hours in which somebody is needed. Clock times are seconds of the day; dates are days, for a roster has dates even where no
// simulation is asked for. Built by scenarios/build_roster.cpp; tested in tests/scenarios/build_roster_test.cpp.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scenarios/station.hpp"

namespace counterless {

// Shifts that differ in begin and length only: from `first_s` to `last_s` by `step_s`, in each of the lengths.
struct ShiftKind {
    std::string id;
    Name name;
    double first_s = 0, last_s = 0, step_s = 1800;
    std::vector<double> lengths_s;  // from coming to going, breaks included
    std::array<bool, 7> days{true, true, true, true, true, true, true};
    double cost = 0;  // of working one, beside the hours
};
// Everybody whose shift is longer than `longer_than_s` and reaches the window takes it once.
struct BreakRule {
    std::string id;
    Name name;
    bool clock = false;              // the window is in clock times; otherwise from the begin of the shift
    double from_s = 0, until_s = 0;  // it begins not before, not after
    double length_s = 0;
    double longer_than_s = 0;
    double at_once = 1;  // at most this share of those on duty, rounded up to whole people
    bool paid = false;   // does it count as work
};
struct Contract {
    std::string id;
    Name name;
    std::vector<Index> shifts;                          // kinds; empty: all
    double hours_s = 40 * 3600.0;                       // a week; beyond them an hour is overtime
    double hours_min_s = 0, hours_max_s = 48 * 3600.0;  // a week
    double hour = 1, overtime = 1.25;                   // what an hour costs; money
    int people = 0;                                     // without names
    std::vector<std::string> skills;                    // of those; stations, or station/skill; empty: everything
};
enum class WishFor : std::uint8_t { off, early, late };
struct Wish {
    WishFor what = WishFor::off;
    std::vector<std::chrono::sys_days> dates;
    std::array<bool, 7> days{};  // weekdays
    double weight = 1;
};
struct Employee {
    std::string id;
    Name name;
    Index contract = 0;
    std::vector<std::string> skills;  // empty: everything
    std::vector<std::chrono::sys_days> unavailable;
    std::vector<Wish> wishes;
};
struct ShortDays {  // Ramadan: shifts and the day's limit are shorter by so much
    std::string name;
    std::chrono::sys_days from, until;  // included
    double less_s = 0;
};
struct RosterLimits {
    double day_max_s = 8 * 3600.0, week_max_s = 48 * 3600.0;  // of work
    double rest_min_s = 11 * 3600.0;                          // between two shifts of one person
    int days_row_max = 6;                                     // working days in a row
    int days_off_min = 1;                                     // in seven days, in a row
};
// What a unit of unevenness weighs, beside one wish of weight 1.
struct Fairness {
    double hour = 0.2, late = 1, weekend = 1;
    double late_from_s = 10 * 3600.0;  // shifts that begin at this time or later
    std::array<bool, 7> weekend_days{false, false, false, false, false, true, true};
};

struct RosterRules {
    std::vector<ShiftKind> shifts;  // empty, like the next three: those that follow from the need
    std::vector<BreakRule> breaks;
    bool breaks_stated = false;
    std::vector<Contract> contracts;
    std::vector<Employee> people;
    std::vector<ShortDays> seasons;
    RosterLimits limits;
    Fairness fairness;
    std::map<std::string, int> counters;  // at most so many at once, by station
    int seats = -1;                       // in the whole centre; -1: no limit
    std::string centre;                   // whose need it covers, of a need that names several; empty: whichever is there
};

}  // namespace counterless

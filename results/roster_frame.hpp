// results/roster_frame.hpp: a roster's task on one grid of time: which shifts can be worked on each day, with which windows for
// breaks, by which team; and how many are needed in each slot. Everything after this counts slots.
// Where the windows of one shift meet, it stands there several times, each time with windows that are cut apart at another time:
// then its breaks follow each other whatever times are chosen, breaks are numbers by time, and any such numbers can be given to
// people. Tested in tests/results/roster_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "results/roster.hpp"

namespace counterless {

inline constexpr std::size_t posts_max = 12;  // the rows that say who can stand in for whom double with each

struct BreakWindow {
    Index rule;
    int first, last, length;  // slots: begins from `first` to `last`
};
struct ShiftForm {
    Index kind;
    int from, until;  // slots
    double work_s;
    std::vector<BreakWindow> breaks;  // by time
};
struct RosterTeam {
    Index contract, guild;
    std::vector<Index> members;
};
struct RosterFrame {
    double slot_s = 0;
    int slots = 0;                              // of the whole horizon, and of the last night's morning
    std::vector<std::vector<ShiftForm>> forms;  // by day
    std::vector<RosterTeam> teams;
    std::vector<std::vector<bool>> guilds;  // by guild: which posts it can do
    std::vector<std::vector<int>> needed;   // by post and slot, at most its desks
    std::vector<std::vector<int>> beyond;   // by post and slot: what no desk is left for
    std::vector<std::vector<int>> weeks;    // days of each week of the roster
    std::vector<std::string> troubles;      // breaks that do not fit
    bool nights = false;                    // some shift ends on the next day
    bool parted = false;                    // some windows overlap: not every way to take such breaks is tried

    [[nodiscard]] bool allows(const RosterTask& task, Index team, const ShiftForm& form) const;
};

double slot_of(const RosterTask& task);  // seconds; the largest step on which all times lie
RosterFrame frame_of(const RosterTask& task);
double less_on(const RosterTask& task, int day);                         // seconds off a long shift
double week_part(const RosterTask& task, const std::vector<int>& days);  // of a week's hours, in a season of short days
bool free_on(const RosterTask& task, const Employee& person, int day);
int days_most(const RosterTask& task, const std::vector<int>& week, const Employee& person);  // that he may work of them
bool is_weekend(const RosterTask& task, int day);
bool is_late(const RosterTask& task, double from_s);
double pay_of(const RosterTask& task, Index contract, const ShiftForm& form);  // without overtime

}  // namespace counterless

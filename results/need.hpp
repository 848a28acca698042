// results/need.hpp: how many are needed where and when, as a table that `counterless staff --need` writes and anybody can type.
// Columns from, until, agents and, as needed, centre, station, skill, day; docs/reference/need.md is the contract. A line without
// a day holds for every working day; one of a weekday goes before it, one of a date before both. Tested in
// tests/results/need_test.cpp.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/problem.hpp"
#include "scenarios/station.hpp"

namespace counterless {

struct NeedLine {
    std::string centre, post;  // post: "counter", or "counter/customs" with a skill; empty: wherever
    std::optional<std::chrono::sys_days> date;
    int weekday = -1;                // 0: Sunday; -1: every working day, unless there is a date
    double from_s = 0, until_s = 0;  // of the day; beyond 24 h where it ends on the next morning
    int agents = 0;
    std::size_t line = 0;  // of the file
};
struct NeedTable {
    std::string place;  // the file's name in problems
    std::vector<NeedLine> lines;
};
std::string weekday_word(int weekday);  // "sun"
// `file` may be "-". All problems are told; the lines are then of no use.
NeedTable read_need(const std::filesystem::path& file, const std::string& place, Problems& problems);

// The days a roster is for.
struct RosterDates {
    std::vector<std::chrono::sys_days> days;  // one after the other
    std::vector<bool> working;
    bool assumed = false;  // no calendar says which are working days: then those of weekdays that the need names are, for these
};
struct NeedSpan {
    Index post;
    int day;                 // into the dates
    double from_s, until_s;  // from the first midnight of the dates
    int agents;
};
struct StaffNeed {
    std::string centre;              // empty if the table names none
    std::vector<std::string> posts;  // in the order in which the table names them
    std::vector<NeedSpan> spans;     // those above 0; of one post sorted, none over another
    std::size_t passed_over = 0;     // lines of dates that are not asked for
    std::vector<NeedLine> idle;      // lines of weekdays that ask for somebody, and no day of the roster is theirs
    [[nodiscard]] bool nothing() const { return spans.empty(); }
};
// What a table says wrong whatever the days: a centre that it does not name, intervals of the very same days over each other.
// `centre`: nothing where it cannot be known whose need is meant.
void check_need(const NeedTable& table, const std::optional<std::string>& centre, Problems& problems);
// What the table says for these days and this centre (empty: the only one it names).
StaffNeed need_on(const NeedTable& table, const RosterDates& dates, const std::string& centre, Problems& problems);

}  // namespace counterless

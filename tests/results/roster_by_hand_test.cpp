#include "results/roster_by_hand.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "models/constants.hpp"
#include "results/roster_make.hpp"
#include "results/roster_matching.hpp"
#include "results/roster_rules.hpp"

using namespace counterless;
using namespace std::chrono;

namespace {
// A week from Sunday 7 October 2018 on whose first `days` days one post needs `agents` from 8 to 16; shifts of 8 h from 8:00.
RosterTask a_week(int days, int agents, int people) {
    RosterTask task;
    for (int day = 0; day < 7; ++day) {
        task.dates.days.push_back(sys_days(2018y / October / 7) + std::chrono::days(day));
        task.dates.working.push_back(true);
        if (day < days) task.need.spans.push_back({0, day, (24 * day + 8) * hour_s, (24 * day + 16) * hour_s, agents});
    }
    task.need.posts = {"counter"};
    task.rules.shifts = {
        {.id = "day", .name = {"Day", ""}, .first_s = 8 * hour_s, .last_s = 8 * hour_s, .lengths_s = {8 * hour_s}}};
    task.rules.breaks_stated = true;
    task.rules.contracts = {{.id = "full", .name = {"Full", ""}, .people = people}};
    complete_rules(task);
    return task;
}
Roster without_solver(const RosterTask& task) {
    return make_roster(
        task, [](const Milp&, const MilpLimits&) { return MilpAnswer{}; }, [](const std::string&) {});
}
ShiftForm form(int from_h, int until_h) {
    return {.kind = 0, .from = from_h, .until = until_h, .work_s = (until_h - from_h) * hour_s, .breaks = {}};
}
RosterFrame frame_with(const RosterTask& task, std::vector<ShiftForm> first_day, std::vector<ShiftForm> second_day) {
    RosterFrame frame = frame_of(task);
    frame.slot_s = hour_s;
    frame.forms[0] = std::move(first_day);
    frame.forms[1] = std::move(second_day);
    return frame;
}
}  // namespace

TEST_CASE("without a solver two stay while three are at lunch in turn, and nothing is proven") {
    RosterTask task = a_week(1, 2, 5);
    task.rules.breaks = {{.id = "lunch",
                          .name = {"Lunch", ""},
                          .clock = true,
                          .from_s = 12 * hour_s,
                          .until_s = 13 * hour_s,
                          .length_s = 0.5 * hour_s}};
    const Roster roster = without_solver(task);
    CHECK(roster.complete());
    CHECK(roster.works.size() == 3);  // two alone would leave one alone at lunch
    CHECK(roster.cost == doctest::Approx(3 * 7.5));
    CHECK(roster.cut_short);
    CHECK(roster.shifts_by_hand);
    CHECK(roster.people_by_hand);
    CHECK_FALSE(roster.proven());
}

TEST_CASE("without a solver shifts go only to those whose hours and days allow it, and what is left is told") {
    const Roster roster = without_solver(a_week(7, 1, 1));  // one person for seven days, of which he may work six, and 48 h
    CHECK(roster.works.size() == 6);
    REQUIRE(roster.uncovered.size() == 1);
    CHECK(roster.uncovered[0].why == Shortage::time);
    RosterTask task = a_week(7, 1, 1);
    task.rules.contracts.front().hours_max_s = 20 * hour_s;  // two shifts of 8 h
    CHECK(without_solver(task).works.size() == 2);
}

TEST_CASE("without a solver promised hours are given, though nobody is needed for them") {
    RosterTask task = a_week(5, 1, 2);
    task.rules.contracts.front().hours_min_s = 24 * hour_s;
    const Roster roster = without_solver(task);  // 40 h are needed; two times 24 h are three shifts each
    CHECK(roster.complete());
    CHECK(roster.hours_short() == 0);
    CHECK(roster.works.size() == 6);
}

TEST_CASE("a diary keeps rest, days in a row, days off in a row and hours") {
    RosterTask task = a_week(7, 1, 1);
    const RosterFrame frame = frame_of(task);
    const ShiftForm late = form(14, 22), early = form(31, 39), nine = form(33, 41), first = form(8, 16), third = form(56, 64);
    RosterFrame hours = frame;
    hours.slot_s = hour_s;
    Diary diary(task, hours, task.rules.people.front());
    diary.note(0, late);
    CHECK_FALSE(diary.may(0, late));   // one shift a day
    CHECK_FALSE(diary.may(1, early));  // from 22:00 to 7:00 are nine hours, eleven are the law
    CHECK(diary.may(1, nine));
    Diary before(task, hours, task.rules.people.front());
    before.note(1, early);
    CHECK_FALSE(before.may(0, late));  // as well the other way round

    task.rules.limits.days_row_max = 2;
    Diary row(task, hours, task.rules.people.front());
    row.note(0, first);
    row.note(2, third);
    CHECK_FALSE(row.may(1, form(32, 40)));  // three in a row
    CHECK(row.may(4, form(104, 112)));

    task.rules.limits = {};
    task.rules.limits.days_off_min = 2;
    Diary off(task, frame, task.rules.people.front());
    for (const int day : {1, 3, 5}) off.note(day, frame.forms[static_cast<std::size_t>(day)][0]);
    CHECK(off.may(0, frame.forms[0][0]) == false);  // 2, 4 and 6 are free, no two of them in a row
}

TEST_CASE("who can take another shift makes room for him who can take only one") {
    const RosterTask task = a_week(2, 2, 2);
    const ShiftForm evening = form(14, 23), early = form(32, 40), later = form(35, 43);
    const RosterFrame frame = frame_with(task, {evening}, {early, later});
    std::vector<Diary> team(2, Diary(task, frame, task.rules.people.front()));
    team[1].note(0, evening);  // until 23:00: may begin at 10:00, at 11:00 then, not at 8:00
    const auto given = give_by_hand(frame, 0, team, {{1, 0, 1, 1}, {1, 0, 0, 1}});
    REQUIRE(given.size() == 2);
    CHECK(std::none_of(given.begin(), given.end(), [](const GivenShift& one) { return one.person == none; }));
    const auto late = std::find_if(given.begin(), given.end(), [](const GivenShift& one) { return one.form == 1; });
    CHECK(late->person == frame.teams[0].members[1]);
}

TEST_CASE("how many new people work what is short: as many as are at once, and more where the law parts them") {
    const RosterTask three = a_week(1, 3, 1);
    CHECK(hired_by_hand(three, frame_of(three), {{{none, 0, 0, 0}}, {{}}}) == Extra{2});  // who is there takes one himself
    const RosterTask week = a_week(7, 1, 1);
    const Worked six{{{0, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 2, 0}, {0, 0, 3, 0}, {0, 0, 4, 0}, {0, 0, 5, 0}},
                     {6, std::vector<Away>{}}};
    CHECK(hired_by_hand(week, frame_of(week), six) == Extra{1});  // a day off in seven
    RosterTask few = a_week(7, 1, 1);
    few.rules.contracts.front().hours_max_s = 7 * hour_s;
    CHECK(hired_by_hand(few, frame_of(few), {}) == Extra{0});  // a shift of 8 h is for nobody
}

TEST_CASE("what is left open is worked by somebody who may, and what covers nothing is not left open") {
    const RosterTask task = a_week(2, 1, 2);
    std::size_t added = 0;
    const Worked open{{{none, 0, 0, 0}, {1, 0, 1, 0}, {none, 0, 1, 0}}, {3, std::vector<Away>{}}};
    const Worked whole = fill_by_hand(task, frame_of(task), open, added);
    CHECK(added == 1);
    REQUIRE(whole.shifts.size() == 2);  // the second of Monday would cover nothing
    CHECK(whole.shifts[0].person == 1);
    CHECK(whole.shifts[1].day == 0);
    CHECK(whole.shifts[1].person == 0);  // who has worked less
    const RosterTask alone = a_week(1, 2, 1);
    const Worked one_open{{{0, 0, 0, 0}, {none, 0, 0, 0}, {none, 0, 0, 0}}, {3, std::vector<Away>{}}};
    const Worked still = fill_by_hand(alone, frame_of(alone), one_open, added);
    CHECK(added == 0);
    CHECK(still.shifts.size() == 2);  // two are needed: one shift stays open, not two
}

TEST_CASE("a shift that others have made needless is taken out, but not one that somebody was promised") {
    RosterTask task = a_week(1, 1, 2);
    const RosterFrame frame = frame_of(task);
    const Cover two{.shifts = {{0, 0, 0, 2}}, .breaks = {}};
    const Cover one = cover_by_hand(task, frame, {0}, {}, two);
    REQUIRE(one.shifts.size() == 1);
    CHECK(one.shifts[0].people == 1);
    task.rules.contracts.front().hours_min_s = 8 * hour_s;  // of a week of which only Sunday is worked
    const Cover both = cover_by_hand(task, frame, {0}, frame.weeks, two);
    CHECK(both.shifts.at(0).people == 2);
}

TEST_CASE("who can do more makes room at his post for who can do less") {
    RosterTask task = a_week(1, 1, 0);
    task.need.posts = {"cashier", "counter"};
    task.need.spans.push_back({1, 0, 8 * hour_s, 16 * hour_s, 1});
    task.rules.contracts = {{.id = "both", .name = {"Both", ""}, .people = 1, .skills = {"cashier", "counter"}},
                            {.id = "cash", .name = {"Cash", ""}, .people = 1, .skills = {"cashier"}}};
    task.rules.people.clear();
    complete_rules(task);
    const RosterFrame frame = frame_of(task);
    const Index both = frame.teams[0].contract == 0 ? 0 : 1;
    std::size_t added = 0;
    // He who can do both is there, at whichever post: another cashier leaves him the counter.
    const Worked whole = fill_by_hand(task, frame, {{{frame.teams[both].members[0], both, 0, 0}}, {{}}}, added);
    CHECK(added == 1);
    REQUIRE(whole.shifts.size() == 2);
    CHECK(whole.shifts[1].team == 1 - both);
}

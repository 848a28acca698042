#include "results/roster_duties.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "models/constants.hpp"
#include "results/cbc.hpp"
#include "results/roster_frame.hpp"
#include "results/roster_make.hpp"
#include "results/roster_output.hpp"
#include "results/roster_program.hpp"
#include "results/roster_rules.hpp"

using namespace counterless;
using namespace std::chrono;

namespace {

// One day, Sunday 7 October 2018; `people` alike; shifts of 8 h from 8:00.
RosterTask one_day(int people, std::vector<NeedSpan> spans) {
    RosterTask task;
    task.dates = {{sys_days(2018y / October / 7)}, {true}};
    task.need.posts = {"counter"};
    task.need.spans = std::move(spans);
    task.rules.shifts = {
        {.id = "day", .name = {"Day", ""}, .first_s = 8 * hour_s, .last_s = 8 * hour_s, .lengths_s = {8 * hour_s}}};
    task.rules.breaks_stated = true;
    task.rules.contracts = {{.id = "full", .name = {"Full", ""}, .people = people}};
    return task;
}
NeedSpan span(double from_h, double until_h, int agents, Index post = 0) {
    return {post, 0, from_h * hour_s, until_h * hour_s, agents};
}
BreakRule lunch(double from_h, double until_h, double length_h) {
    return {.id = "lunch",
            .name = {"Lunch", ""},
            .clock = true,
            .from_s = from_h * hour_s,
            .until_s = until_h * hour_s,
            .length_s = length_h * hour_s};
}
std::optional<Roster> made(RosterTask task) {
    const auto cbc = find_cbc();
    if (!cbc) return {};
    complete_rules(task);
    const MilpSolver solver = [&](const Milp& program, const MilpLimits& limits) {
        return solve_with_cbc(*cbc, program, limits, [] { return true; });
    };
    return make_roster(task, solver, [](const std::string&) {});
}
}  // namespace

TEST_CASE("the grid is the largest step on which all times lie") {
    RosterTask task = one_day(1, {span(8, 16, 1)});
    CHECK(slot_of(task) == 8 * hour_s);
    task.rules.breaks = {lunch(12, 13, 0.75)};
    CHECK(slot_of(task) == 900);
}

TEST_CASE("a shift whose windows overlap stands there three times, the way with most room first") {
    RosterTask task = one_day(1, {span(8, 16, 1)});
    task.rules.breaks = {lunch(11, 12, 0.75), lunch(12, 12.75, 0.25)};
    complete_rules(task);
    const RosterFrame frame = frame_of(task);
    REQUIRE(frame.forms.at(0).size() == 3);
    const ShiftForm& form = frame.forms[0][0];
    const auto time_h = [&](int slot) { return slot * frame.slot_s / hour_s; };
    CHECK(time_h(form.breaks[0].last) == 11.75);  // two can go one after the other, at 11:00 and 11:45
    CHECK(time_h(form.breaks[1].first) == 12.5);  // and two at 12:30 and 12:45
    CHECK(form.work_s == 7 * hour_s);
    CHECK(time_h(frame.forms[0][1].breaks[0].last) == 11.25);  // prayer has all its times
    CHECK(time_h(frame.forms[0][2].breaks[0].last) == 12);     // lunch has
}

TEST_CASE("a break whose window a shift does not reach is not taken, nor one for longer shifts") {
    RosterTask task = one_day(1, {span(8, 16, 1)});
    task.rules.breaks = {lunch(17, 18, 1), lunch(12, 13, 1)};
    task.rules.breaks[1].longer_than_s = 8 * hour_s;
    complete_rules(task);
    CHECK(frame_of(task).forms.at(0).at(0).breaks.empty());
}

TEST_CASE("default shifts fit the hours of the need, and default breaks are an hour") {
    RosterTask task = one_day(0, {span(7.5, 14.5, 1)});
    task.rules.shifts.clear();
    task.rules.breaks_stated = false;
    complete_rules(task);
    CHECK(task.rules.shifts.front().lengths_s == std::vector<double>{7 * hour_s});
    const RosterFrame frame = frame_of(task);
    const auto whole =
        std::find_if(frame.forms[0].begin(), frame.forms[0].end(), [](const ShiftForm& one) { return one.kind == 0; });
    REQUIRE(whole != frame.forms[0].end());
    CHECK(whole->work_s == 6 * hour_s);
    CHECK(whole->breaks.size() == 2);
}

TEST_CASE("three at lunch in turn: two stay, and the bound is the cost") {
    RosterTask task = one_day(5, {span(8, 16, 2)});
    task.rules.breaks = {lunch(12, 13, 0.5)};
    const auto roster = made(task);
    if (!roster) return;
    CHECK(roster->works.size() == 3);
    CHECK(roster->complete());
    CHECK(roster->cost == doctest::Approx(3 * 7.5));
    CHECK(roster->bound <= roster->cost);
}

TEST_CASE("who can do two things stands in where one is short") {
    RosterTask task = one_day(0, {span(8, 12, 2, 0), span(12, 16, 2, 1)});
    task.need.posts = {"counter", "cashier"};
    task.rules.people = {{.id = "a", .name = {"A", ""}, .skills = {"counter"}},
                         {.id = "b", .name = {"B", ""}},
                         {.id = "c", .name = {"C", ""}, .skills = {"cashier"}}};
    const auto roster = made(task);
    if (!roster) return;
    CHECK(roster->complete());
    CHECK(roster->works.size() == 3);
    const auto& middle = roster->works[1].posts;  // at the counter in the morning, at the cashier in the afternoon
    REQUIRE(middle.size() == 2);
    CHECK(middle[0].post == 0);
    CHECK(middle[1].post == 1);
    CHECK(middle[1].from_s == 12 * hour_s);
}

TEST_CASE("a roster gives the simulation one duty for each stay at a post, with the break in it") {
    Roster roster;
    roster.works = {{.person = 0,
                     .day = 0,
                     .kind = 0,
                     .from_s = 100,
                     .until_s = 400,
                     .work_s = 250,
                     .breaks = {{0, 200, 250}},
                     .posts = {{0, 100, 200}, {0, 250, 300}, {1, 300, 400}}}};
    const auto at_first = duties_of(roster, 0, 1000, 1e6), at_second = duties_of(roster, 1, 1000, 1e6);
    REQUIRE(at_first.size() == 1);
    CHECK(at_first[0].from_s == 1100);
    CHECK(at_first[0].until_s == 1300);
    REQUIRE(at_first[0].breaks.size() == 1);
    CHECK(at_first[0].breaks[0].from_s == 1200);
    CHECK(at_first[0].breaks[0].length_s == 50);
    REQUIRE(at_second.size() == 1);
    CHECK(at_second[0].breaks.empty());
    CHECK(duties_of(roster, 0, -150, 1e6).at(0).from_s == 0);  // what lies before the clock begins is cut off
}

TEST_CASE("people to employ: absence is divided out and rounded up, contract by contract") {
    RosterAnswer answer;
    answer.task.rules.contracts = {{.id = "full"}, {.id = "part"}};
    answer.roster.people.resize(18);
    answer.shrinkage = 0.1;
    CHECK(people_to_employ(answer) == std::vector<int>{20, 0});
}

TEST_CASE("a solver that finds nothing in the time leaves a roster made by hand, of the people that the hours ask for") {
    // Ten for eight hours by shifts of eight: ten shifts, and 1.4 times as many people to spare, for nothing was proven.
    RosterTask task = one_day(0, {span(8, 16, 10)});
    complete_rules(task);
    task.as_many_as_needed = true;
    const MilpSolver nothing = [](const Milp&, const MilpLimits&) { return MilpAnswer{}; };
    const Roster roster = make_roster(task, nothing, [](const std::string&) {});
    CHECK(roster.people.size() == 14);
    CHECK(roster.works.size() == 10);
    CHECK(roster.complete());
    CHECK(roster.cut_short);
    CHECK_FALSE(roster.proven());
}

TEST_CASE("a solver that finds shifts and not who works them: those are given by hand, and what is proven stays") {
    const auto cbc = find_cbc();
    if (!cbc) return;
    RosterTask task = one_day(5, {span(8, 16, 2)});
    task.rules.breaks = {lunch(12, 13, 0.5)};
    complete_rules(task);
    int asked = 0;
    const MilpSolver once = [&](const Milp& program, const MilpLimits& limits) {
        return ++asked > 1 ? MilpAnswer{} : solve_with_cbc(*cbc, program, limits, [] { return true; });
    };
    const Roster roster = make_roster(task, once, [](const std::string&) {});
    CHECK(roster.complete());
    CHECK(roster.works.size() == 3);
    CHECK_FALSE(roster.shifts_by_hand);
    CHECK(roster.people_by_hand);
    CHECK(roster.proven());
}

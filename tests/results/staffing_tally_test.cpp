#include "results/staffing_tally.hpp"

#include <doctest/doctest.h>

#include "models/constants.hpp"
#include "results/staffing_judge.hpp"

using namespace counterless;

namespace {

// One hall of one desk, open 08:00 to 10:00 on two days; hours of half-hours 16 to 19.
Scenario hall() {
    Scenario scenario;
    scenario.calendar.has_dates = true;
    for (int day = 0; day < 2; ++day) scenario.calendar.days.push_back({day * day_s, day, true, 1, ""});
    scenario.stations.push_back({.id = "desk", .centre = 0, .agents = 2, .service = deterministic(60)});
    scenario.centres.push_back({.id = "hall",
                                .path = {0},
                                .always_open = false,
                                .open = {{8 * hour_s, 10 * hour_s}, {day_s + 8 * hour_s, day_s + 10 * hour_s}}});
    scenario.study.horizon_s = 2 * day_s;
    return scenario;
}
StaffingTask task_of(const Scenario& scenario, std::vector<Aim> aims) {
    StaffingTask task{.centre = 0, .timetable = timetable_of(scenario, 0, 1800, false), .posts = posts_of(scenario, 0, 1)};
    task.aims = std::move(aims);
    task.stations.assign(task.aims.size(), Index{0});
    return task;
}
}  // namespace

TEST_CASE("a customer belongs to the half-hour in which he came, and counts as the measures of a run say") {
    const Scenario scenario = hall();
    const StaffingTask task = task_of(scenario, {{.kind = AimKind::level_offered, .within_s = 600},
                                                 {.kind = AimKind::level_served, .within_s = 600},
                                                 {.kind = AimKind::wait_mean, .at_least = false},
                                                 {.kind = AimKind::abandonment, .at_least = false},
                                                 {.kind = AimKind::last_out, .within_s = 300, .each_interval = false}});
    bool by_day = false;
    SUBCASE("all days as one") {}
    SUBCASE("each day by itself") { by_day = true; }
    StaffingTally tally(scenario, task, {}, by_day);
    const Person person{.visit = 1, .station = 0};
    tally.arrived(8.25 * hour_s, person);  // served at once
    tally.began(8.25 * hour_s, person, 0);
    tally.arrived(8.4 * hour_s, person);  // waits 12 min, into the next half-hour
    tally.began(8.6 * hour_s, person, 0.2 * hour_s);
    tally.arrived(day_s + 8.3 * hour_s, person);  // gives up the next day
    tally.reneged(day_s + 8.9 * hour_s, person, 0.6 * hour_s);
    tally.refused(9.1 * hour_s, person, Refusal::full);
    tally.ended(10.1 * hour_s, person, 0, 0.2 * hour_s);  // from 09:54 to 10:06
    tally.centre_emptied(10.1 * hour_s, 0, 360);
    tally.centre_emptied(day_s + 10 * hour_s, 0, 0);
    tally.finished(2 * day_s, Ending::horizon_reached, {});
    const LivedDays days = tally.take();
    REQUIRE(days.size() == (by_day ? 2 : 1));
    if (by_day) {
        CHECK(days[0].whole[0] == 2);
        CHECK(days[1].whole[0] == 1);
        CHECK(days[1].part[12] == 1);  // gave up on the second day
        CHECK(days[0].part[16] == 0);  // the first was empty late
        CHECK(days[1].part[16] == 1);
        CHECK(days[1].open_s[0] == 1800);
        CHECK(days[1].days == 1);
    }
    const Lived lived = sum_of(days);
    CHECK(lived.whole[0] == 3);  // offered, 08:00 to 08:30, both days
    CHECK(lived.part[0] == 1);
    CHECK(lived.whole[2] == 1);  // the refused, 09:00
    CHECK(lived.part[2] == 0);
    CHECK(lived.whole[4] == 2);  // served
    CHECK(lived.part[4] == 1);
    CHECK(lived.part[8] == doctest::Approx(720));  // seconds waited by those served
    CHECK(lived.whole[8] == 2);
    CHECK(lived.part[12] == 1);  // gave up
    CHECK(lived.whole[12] == 3);
    CHECK(lived.part[16] == 1);  // of two days, one was empty in time
    CHECK(lived.whole[16] == 2);
    CHECK(lived.busy_s[3] == doctest::Approx(360));  // 09:54 to 10:00; what is after closing belongs to no half-hour
    CHECK(lived.came[0] == 3);
    CHECK(lived.missed[0] == 2);
    CHECK(lived.open_s[0] == 3600);
    CHECK(lived.days == 2);
}

TEST_CASE("occupancy is the time busy over that of the agents on duty") {
    const Scenario scenario = hall();
    const StaffingTask task = task_of(scenario, {{.kind = AimKind::occupancy, .at_least = false, .value = 0.8}});
    const Agents agents{{2, 1, 1, 1}};
    bool by_day = false;
    SUBCASE("all days as one") {}
    SUBCASE("each day by itself") { by_day = true; }
    StaffingTally tally(scenario, task, agents, by_day);
    tally.ended(8.25 * hour_s, {.visit = 1, .station = 0}, 0, 0.25 * hour_s);
    tally.finished(2 * day_s, Ending::horizon_reached, {});
    const Lived lived = sum_of(tally.take());
    CHECK(lived.part[0] == doctest::Approx(900));
    CHECK(lived.whole[0] == doctest::Approx(2 * 3600));
}

TEST_CASE("a plan becomes changes of a plain station's number, and duties of pools that stay until the last has left") {
    Scenario scenario = hall();
    const StaffingTask task = task_of(scenario, {});
    const Crew plain = put_on_duty(scenario, task, {{2, 2, 3, 1}});
    CHECK(plain.scenario == nullptr);
    REQUIRE(plain.changes.size() == 6);
    CHECK(plain.changes[0].from_s == 8 * hour_s);
    CHECK(plain.changes[0].agents == 2);
    CHECK(plain.changes[1].from_s == 9 * hour_s);
    CHECK(plain.changes[2].agents == 1);
    scenario.stations[0].pools = {{.id = "all", .agents = 2}};
    const Crew pooled = put_on_duty(scenario, task, {{2, 2, 3, 1}});
    REQUIRE(pooled.scenario != nullptr);
    const std::vector<Duty>& duties = pooled.scenario->stations[0].pools[0].duties;
    REQUIRE(duties.size() == 6);
    CHECK(duties[2].from_s == 9.5 * hour_s);
    CHECK(duties[2].until_s == 16 * hour_s);  // six hours beyond closing
    CHECK(duties[5].until_s == day_s + 16 * hour_s);
    CHECK(put_on_duty(scenario, task, {}).scenario->stations[0].agents == unlimited);
}

TEST_CASE("a hall that is still full after its break has missed that closing, and worked over until it opened again") {
    Scenario scenario = hall();
    scenario.centres[0].open = {{8 * hour_s, 9 * hour_s}, {9.5 * hour_s, 10 * hour_s}};
    const StaffingTask task = task_of(scenario, {{.kind = AimKind::last_out, .within_s = 300, .each_interval = false},
                                                 {.kind = AimKind::overtime, .at_least = false, .each_interval = false}});
    StaffingTally tally(scenario, task, {}, false);
    tally.arrived(8.9 * hour_s, {.visit = 1, .station = 0});
    tally.centre_emptied(10 * hour_s + 120, 0, 120);
    tally.finished(2 * day_s, Ending::horizon_reached, {});
    const Lived lived = sum_of(tally.take());
    CHECK(lived.whole[0] == 2);
    CHECK(lived.part[0] == 1);
    CHECK(lived.part[1] == doctest::Approx(0.5 * hour_s + 120));
}

TEST_CASE("a day after which the hall never empties breaks what is asked of closing, however many agents are to blame") {
    const Scenario scenario = hall();
    const StaffingTask task = task_of(scenario, {{.kind = AimKind::last_out, .within_s = 300, .each_interval = false},
                                                 {.kind = AimKind::overtime, .at_least = false, .each_interval = false}});
    const Person person{.visit = 1, .station = 0};
    bool by_day = false;
    SUBCASE("all days as one") {}
    SUBCASE("each day by itself") { by_day = true; }
    StaffingTally tally(scenario, task, {}, by_day);
    tally.arrived(9.5 * hour_s, person);
    SUBCASE("still inside when the next day closes and empties") {
        tally.centre_emptied(day_s + 10 * hour_s + 60, 0, 60);
        tally.finished(2 * day_s, Ending::horizon_reached, {});
        const Lived lived = sum_of(tally.take());
        CHECK(lived.whole[0] == 2);
        CHECK(lived.part[0] == 1);
        CHECK(lived.part[1] ==
              doctest::Approx(22 * hour_s + 60));  // from 10:00 until it opens at 8:00, and a minute after closing
    }
    SUBCASE("inside at the end, and on the second day nobody else came") {
        tally.finished(2 * day_s, Ending::horizon_reached, {.transactions = 1, .visits = 1});
        const Lived lived = sum_of(tally.take());
        CHECK(lived.whole[0] == 2);
        CHECK(lived.part[0] == 0);
        CHECK(lived.part[1] == doctest::Approx(22 * hour_s + 14 * hour_s));  // until it opens, and from the second closing on
    }
}

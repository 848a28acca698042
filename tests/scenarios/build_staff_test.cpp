#include <doctest/doctest.h>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/forecast.hpp"
#include "tests/scenarios/halls.hpp"

using namespace counterless;

namespace {
std::string pool_of(const std::string& fields) { return R"("staff": {"p": {)" + fields + "}}"; }
std::string shifts_of(const std::string& shifts, const std::string& more = "") {
    return pool_of("\"shifts\": [" + shifts + "]" + more);
}
bool pool_tells(const std::string& fields, const std::string& place, const std::string& found) {
    return desk_tells(pool_of(fields), "/staff/p" + place, found);
}
bool shift_tells(const std::string& shift, const std::string& place, const std::string& found) {
    return tells(read_week(desk_of(shifts_of(shift))).problems, "/desk/staff/p/shifts/0" + place, found);
}
Station desk(const ReadResult& result) {
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    return result.scenario.stations.at(0);
}
Station working_week(const std::string& fields) { return desk(read_week(desk_of(fields))); }
Pool pool(const std::string& fields) { return desk(read_desk(pool_of(fields))).pools.at(0); }
double agent_hours(const Pool& pool) {
    double sum = 0;
    for (const Duty& duty : pool.duties) sum += (duty.until_s - duty.from_s) * duty.agents / hour_s;
    return sum;
}
}  // namespace

TEST_CASE("agents are a number, unlimited, or a list of pieces") {
    CHECK(desk(read_desk(R"("agents": "unlimited")")).agents == unlimited);
    CHECK(desk_tells(R"("agents": "many")", "/agents", "many"));
    CHECK(desk_tells(R"("agents": 2147483647)", "/agents", "2147483647"));
    const Station station = desk(
        read_desk(R"("agents": [{"from": "0 h", "until": "8 h", "agents": 2}, {"from": "6 h", "until": "2 d", "agents": 3}])"));
    REQUIRE(station.pools.size() == 1);
    REQUIRE(station.pools[0].duties.size() == 2);
    CHECK(station.pools[0].duties[1].from_s == 6 * hour_s);
    CHECK(station.pools[0].duties[1].until_s == day_s);  // the horizon
    CHECK(station.agents == 5);
}
TEST_CASE("agents and staff exclude each other; a centre's own word beats the shared one") {
    CHECK(desk_tells(R"("agents": 2, "staff": {"p": {"agents": 1}})", "/staff", "agents and staff"));
    CHECK(desk_tells(R"("name": "Desk")", "", "no \"agents\""));
    const std::string shared = R"("stations": {"desk": {"service": "1 min", "agents": 7}}, )" + two_classes;
    const Station own = desk(read_hall(R"("desk": {"staff": {"p": {"agents": 2}, "q": {"agents": 1}}})", shared));
    CHECK(own.pools.size() == 2);
    CHECK(own.agents == 3);
    const std::string pools = R"("stations": {"desk": {"service": "1 min", "staff": {"p": {"agents": 2}}}}, )" + two_classes;
    CHECK(desk(read_hall(R"("desk": {"agents": 7})", pools)).agents == 7);
    CHECK(desk(read_hall(R"("desk": {"staff": {"p": {"agents": 5}}})", pools)).agents == 5);
}
TEST_CASE("a shift is worked on every working day, not on holidays") {
    const Station station = working_week(shifts_of(R"({"from": "07:30", "until": "15:00", "agents": 3})"));
    const auto& duties = station.pools.at(0).duties;
    REQUIRE(duties.size() == 4);  // Sunday, Monday, Wednesday, Thursday
    CHECK(duties[0].from_s == 7.5 * hour_s);
    CHECK(duties[2].from_s == 3 * day_s + 7.5 * hour_s);
    CHECK(agent_hours(station.pools[0]) == doctest::Approx(4 * 7.5 * 3));
    CHECK(station.agents == 3);
}
TEST_CASE("days of a shift are weekdays of the working week") {
    const Station station =
        working_week(shifts_of(R"({"days": ["mon", "tue", "thu"], "from": "08:00", "until": "12:00", "agents": 1})"));
    REQUIRE(station.pools.at(0).duties.size() == 2);  // Tuesday is the holiday
    CHECK(station.pools[0].duties[0].from_s == day_s + 8 * hour_s);
    CHECK(station.pools[0].duties[1].from_s == 4 * day_s + 8 * hour_s);
    CHECK(shift_tells(R"({"days": ["fri"], "from": "08:00", "until": "12:00", "agents": 1})", "/days", "no centre opens"));
    CHECK(shift_tells(R"({"days": ["mon", "mon"], "from": "08:00", "until": "12:00", "agents": 1})", "/days", "mon twice"));
}
TEST_CASE("a night shift passes midnight, and the one before the first day is still on") {
    const Station station = working_week(shifts_of(R"({"from": "22:00", "until": "06:00", "agents": 2})"));
    const auto& duties = station.pools.at(0).duties;
    REQUIRE(duties.size() == 4);  // Saturday before is no working day
    CHECK(duties[0].from_s == 22 * hour_s);
    CHECK(duties[0].until_s == day_s + 6 * hour_s);
    CHECK(duties[3].until_s == 5 * day_s);  // the end of Thursday, and of the horizon
    const std::string all_week = R"("calendar": {"start": "2018-10-21", "end": "2018-10-21"})";
    const Station round =
        desk(read_parts(to_hall + R"(, "centres": {"hall": {"stations": {)" +
                        desk_of(shifts_of(R"({"from": "22:00", "until": "06:00", "agents": 2})")) + "}}}, " + all_week));
    REQUIRE(round.pools.at(0).duties.size() == 2);
    CHECK(round.pools[0].duties[0].from_s == 0);
    CHECK(round.pools[0].duties[0].until_s == 6 * hour_s);
    CHECK(agent_hours(round.pools[0]) == doctest::Approx((6 + 2) * 2));
}
TEST_CASE("overlapping shifts add up; one that begins as another ends does not") {
    const std::string early = R"({"from": "07:00", "until": "12:00", "agents": 3}, )";
    CHECK(working_week(shifts_of(early + R"({"from": "11:00", "until": "15:00", "agents": 2})")).agents == 5);
    CHECK(working_week(shifts_of(early + R"({"from": "12:00", "until": "15:00", "agents": 2})")).agents == 3);
    const Station mixed =
        working_week(R"("staff": {"p": {"shifts": [{"from": "07:00", "until": "12:00", "agents": 3}]}, "q": {"agents": 2}})");
    CHECK(mixed.agents == 5);
    CHECK(mixed.pools.at(1).duties.empty());
}
TEST_CASE("a shift in time from the start is worked once, with a calendar or without") {
    const std::string shift = shifts_of(R"({"from": "2 h", "until": "10 h", "agents": 1})");
    CHECK(desk(read_desk(shift)).pools.at(0).duties.size() == 1);
    CHECK(working_week(shift).pools.at(0).duties.size() == 1);
    CHECK(desk_tells(shifts_of(R"({"from": "08:00", "until": "10:00", "agents": 1})"), "/staff/p/shifts/0/from",
                     "without a calendar"));
    CHECK(shift_tells(R"({"from": "08:00", "until": "9 h", "agents": 1})", "", "mixed"));
    CHECK(shift_tells(R"({"from": "9 h", "until": "9 h", "agents": 1})", "", "9 h to 9 h"));
    CHECK(shift_tells(R"({"days": ["sun"], "from": "8 h", "until": "9 h", "agents": 1})", "/days", "from the start"));
}
TEST_CASE("a break lies inside its shift") {
    const std::string day = R"("from": "07:30", "until": "15:00", "agents": 4, "breaks": )";
    const Station station = working_week(shifts_of("{" + day + R"([{"from": "11:00", "until": "13:00", "length": "30 min"}]})"));
    const Break& pause = station.pools.at(0).duties.at(1).breaks.at(0);
    CHECK(pause.from_s == day_s + 11 * hour_s);
    CHECK(pause.until_s == day_s + 13 * hour_s);
    CHECK(pause.length_s == 1800);
    CHECK(shift_tells("{" + day + R"([{"from": "15:30", "until": "16:00", "length": "30 min"}]})", "/breaks/0", "outside"));
    CHECK(
        shift_tells("{" + day + R"([{"from": "13:00", "until": "11:00", "length": "30 min"}]})", "/breaks/0", "13:00 to 11:00"));
    CHECK(
        shift_tells("{" + day + R"([{"from": "11:00", "until": "13:00", "length": "0 min"}]})", "/breaks/0/length", "no length"));
    CHECK(shift_tells("{" + day + R"([{"from": "1 h", "until": "2 h", "length": "30 min"}]})", "/breaks/0", "mixed"));
}
TEST_CASE("a break after midnight belongs to the night shift") {
    const Station station = working_week(shifts_of(
        R"({"from": "22:00", "until": "06:00", "agents": 2, "breaks": [{"from": "23:30", "until": "01:30", "length": "1 h"}]})"));
    const auto& duties = station.pools.at(0).duties;
    CHECK(duties.at(0).breaks.at(0).from_s == 23.5 * hour_s);
    CHECK(duties[0].breaks[0].until_s == day_s + 1.5 * hour_s);
    CHECK(duties.at(3).breaks.at(0).until_s == 5 * day_s);  // cut at the horizon
}
TEST_CASE("shrinkage takes a share of the agents, rounded to whole people") {
    CHECK(pool(R"("agents": 10, "shrinkage": 0.25)").agents == 8);  // 7.5: a half upwards
    CHECK(pool(R"("agents": 10, "shrinkage": 0.26)").agents == 7);
    CHECK(pool(R"("agents": 1, "shrinkage": 0.4)").agents == 1);
    const Pool shifts = pool(R"("shifts": [{"from": "0 h", "until": "8 h", "agents": 10}], "shrinkage": 0.3, "absence": 0.05)");
    CHECK(shifts.duties.at(0).agents == 7);
    CHECK(shifts.absence == 0.05);
}
TEST_CASE("skills name classes, each with its speed, ranks and law") {
    const Pool built = pool(R"("agents": 2, "skills": {"plain": {"speed": 2, "agent_prefers": 1, "customer_prefers": 3,
        "reserve": 1, "service": "5 min"}, "vip": {}})");
    REQUIRE(built.skills.size() == 2);
    CHECK(built.skills[0].klass == 1);
    CHECK(built.skills[0].speed == 2);
    CHECK(built.skills[0].agent_prefers == 1);
    CHECK(built.skills[0].customer_prefers == 3);
    CHECK(built.skills[0].reserve == 1);
    CHECK(built.skills[0].service->mean == 300);
    CHECK(built.skills[1].klass == 0);
    CHECK(!built.skills[1].service);
    CHECK(pool_tells(R"("agents": 1, "skills": {})", "/skills", "no class"));
    CHECK(pool_tells(R"("agents": 1, "skills": {"vipp": {}})", "/skills/vipp", "vipp"));
}
TEST_CASE("a choice by preference needs a preference") {
    CHECK(desk_tells(R"("choice": "preferred", "agents": 2)", "/choice", "no skill says"));
    CHECK(desk(read_desk(R"("choice": "least_skilled", "agents": 2)")).choice == AgentChoice::least_skilled);
    CHECK(desk(read_desk(R"("choice": "preferred", "staff": {"p": {"agents": 1, "skills": {"vip": {"customer_prefers": 1}}}})"))
              .choice == AgentChoice::preferred);
}
TEST_CASE("papers, setup and the end of a shift") {
    const Pool built = pool(R"("shifts": [{"from": "0 h", "until": "8 h", "agents": 1}], "end_of_shift": "hand_over",
        "after_service": "30 s", "setup": {"law": "exponential", "mean": "1 min"})");
    CHECK(built.end == EndOfShift::hand_over);
    CHECK(built.after_service.mean == 30);
    CHECK(built.setup.mean == 60);
    CHECK(pool_tells(R"("agents": 1, "end_of_shift": "drop")", "/end_of_shift", "no shift"));
    CHECK(pool_tells(R"("agents": 1, "absence": 0.1)", "/absence", "no shift"));
    CHECK(pool_tells(R"("name": "Nobody")", "", "no \"agents\""));
    CHECK(pool_tells(R"("agents": 1, "shifts": [{"from": "0 h", "until": "8 h", "agents": 1}])", "", "agents and shifts"));
}
TEST_CASE("a breakdown states both its laws") {
    const Pool built = pool(R"("agents": 3, "breakdown": {"clock": "while_busy", "up": {"law": "exponential", "mean": "8 h"},
        "repair": "1 h", "repairers": 2, "work": "restart"})");
    REQUIRE(built.breakdown);
    CHECK(built.breakdown->while_busy);
    CHECK(!built.breakdown->together);
    CHECK(built.breakdown->up.mean == 8 * hour_s);
    CHECK(built.breakdown->repair.mean == hour_s);
    CHECK(built.breakdown->repairers == 2);
    CHECK(built.breakdown->work == Interruption::restart);
    CHECK(pool(R"("agents": 3, "breakdown": {"up": "8 h", "repair": "1 h"})").breakdown->repairers == unlimited);
    CHECK(pool_tells(R"("agents": 3, "breakdown": {"up": "8 h"})", "/breakdown", "no \"repair\""));
    CHECK(pool_tells(R"("agents": 3, "breakdown": {"up": "0 s", "repair": "1 h"})", "/breakdown/up", "without a pause"));
    CHECK(pool_tells(R"("agents": 3, "breakdown": {"of": "station", "clock": "while_busy", "up": "8 h", "repair": "1 h"})",
                     "/breakdown/clock", "whole station"));
    CHECK(pool_tells(R"("agents": 3, "breakdown": {"of": "station", "repairers": 1, "up": "8 h", "repair": "1 h"})",
                     "/breakdown/repairers", "one thing"));
}
TEST_CASE("agents without number have nothing that one of them could have") {
    for (const char* const field :
         {R"("shrinkage": 0.1)", R"("setup": "1 min")", R"("breakdown": {"up": "8 h", "repair": "1 h"})"})
        CHECK(pool_tells(R"("agents": "unlimited", )" + std::string(field), "/", "without number"));
    CHECK(pool_tells(R"("shifts": [{"from": "0 h", "until": "8 h", "agents": "unlimited",
        "breaks": [{"from": "1 h", "until": "2 h", "length": "5 min"}]}])",
                     "/shifts", "take breaks"));
    const Station station = desk(read_desk(R"("staff": {"p": {"shifts": [{"from": "0 h", "until": "8 h", "agents": "unlimited"}]},
        "q": {"agents": 2}})"));
    CHECK(station.agents == unlimited);
}
TEST_CASE("without classes there are none to be skilled in") {
    const auto problems =
        read_hall(desk_of(R"("staff": {"p": {"agents": 1, "skills": {"all": {}}}})"), R"("reported": {})").problems;
    CHECK_MESSAGE(tells(problems, "/staff/p/skills/all", "the key \"all\"", "/customers/classes: there are none"),
                  all_of(problems));
}
TEST_CASE("breakdowns without end are told beforehand") {
    const auto broken = [](const std::string& up) {
        return R"("staff": {"p": {"agents": 2, "breakdown": {"repair": "0 s", "up": ")" + up + R"("}}})";
    };
    const ReadResult result = read_desk(broken("1e-60 s"));
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(tells(forecast_problems(result.scenario, forecast(result.scenario)), "/centres/hall/stations/desk/staff/p/breakdown/up",
                "breakdowns in a replication"));
    const ReadResult often = read_desk(broken("1 s"));
    CHECK(forecast_problems(often.scenario, forecast(often.scenario)).empty());
    CHECK(forecast(often.scenario).events > 4 * 86400);  // two agents, a day, and each breakdown is repaired
}

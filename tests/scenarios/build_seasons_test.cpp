#include <doctest/doctest.h>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/forecast.hpp"
#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {

// The town of the fixtures from that day on, with seasons.
ReadResult read_seasons(const std::string& start, const std::string& end, const std::string& seasons) {
    return read_town({{"/calendar/start", start},
                      {"/calendar/end", end},
                      {"/calendar/seasons", seasons},
                      {"/initiatives", "{}"},
                      {"/demand/streams", "{}"},
                      {"/centres/port", "null"}});
}
struct Opening {
    std::string date;
    double from_h, until_h;
};
bool opens(const Scenario& scenario, const std::vector<Opening>& expected) {
    const auto& open = scenario.centres.at(0).open;
    if (open.size() != expected.size()) return false;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const auto day = static_cast<std::size_t>(open[i].open_s / 86400);
        const double midnight_s = scenario.calendar.days.at(day).start_s;
        if (scenario.calendar.days[day].date != expected[i].date || open[i].open_s != midnight_s + expected[i].from_h * hour_s ||
            open[i].close_s != midnight_s + expected[i].until_h * hour_s)
            return false;
    }
    return true;
}
const std::string ramadan =
    R"({"name": "Ramadan", "from": "2018-05-17", "until": "2018-06-14", "hours": {"from": "09:00", "until": "14:00"}})";
const std::string new_week = R"({"from": "2022-01-01", "until": "2022-12-31", "working_week": ["mon", "tue", "wed", "thu", "fri"],
    "hours": {"from": "07:30", "until": "15:30", "fri": {"from": "07:30", "until": "12:00"}}})";
const std::string ramadan_2022 = R"({"from": "2022-04-02", "until": "2022-05-01", "hours": {"from": "09:00", "until": "14:30",
    "fri": {"from": "09:00", "until": "12:00"}}})";
}  // namespace

TEST_CASE("a season has its own hours, from its first day to its last") {
    const auto result = read_seasons("2018-05-16", "2018-05-20", "[" + ramadan + "]");  // Wednesday to Sunday
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(opens(result.scenario, {{"2018-05-16", 7.5, 14.5}, {"2018-05-17", 9, 14}, {"2018-05-20", 9, 14}}));
    CHECK(result.scenario.calendar.usual_hours.open_s == 7.5 * hour_s);
    CHECK(result.scenario.calendar.hours_on(0).close_s == 14.5 * hour_s);
    CHECK(result.scenario.calendar.hours_on(1).close_s == 14 * hour_s);
    const auto after = read_seasons("2018-06-14", "2018-06-17", "[" + ramadan + "]");
    CHECK(opens(after.scenario, {{"2018-06-14", 9, 14}, {"2018-06-17", 7.5, 14.5}}));
}

TEST_CASE("days without a season are as if none were stated") {
    const auto with = read_seasons("2018-10-21", "2018-10-27", "[" + ramadan + "]");
    CHECK(with.scenario.calendar.hours.empty());
    CHECK(with.scenario.calendar.days[0].factor == 1.15);
}

TEST_CASE("visits fall into the hours of each day: the forecast has nothing to object to") {
    const auto result = read_seasons("2018-05-16", "2018-05-20", "[" + ramadan + "]");
    CHECK(forecast_problems(result.scenario, forecast(result.scenario)).empty());
    Scenario unfitted = result.scenario;
    unfitted.calendar.hours.clear();  // the profile from 07:30 before doors that open at nine
    CHECK_FALSE(forecast_problems(unfitted, forecast(unfitted)).empty());
}

TEST_CASE("a new working week has new days, hours by weekday, and factors of 1") {
    const auto result = read_seasons("2021-12-30", "2022-01-08", "[" + new_week + "]");  // Thursday to Saturday
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(opens(result.scenario, {{"2021-12-30", 7.5, 14.5},
                                  {"2022-01-03", 7.5, 15.5},
                                  {"2022-01-04", 7.5, 15.5},
                                  {"2022-01-05", 7.5, 15.5},
                                  {"2022-01-06", 7.5, 15.5},
                                  {"2022-01-07", 7.5, 12}}));
    CHECK(result.scenario.calendar.days[0].factor == 0.85);
    CHECK(result.scenario.calendar.days[4].factor == 1);
}

TEST_CASE("where seasons overlap the later wins, value by value") {
    const std::string days = R"({"from": "2022-04-01", "until": "2022-06-30", "day_factors": {"mon": 1.2, "fri": 0.8}})";
    const auto result = read_seasons("2022-04-01", "2022-04-08", "[" + new_week + "," + ramadan_2022 + "," + days + "]");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(opens(result.scenario, {{"2022-04-01", 7.5, 12},
                                  {"2022-04-04", 9, 14.5},
                                  {"2022-04-05", 9, 14.5},
                                  {"2022-04-06", 9, 14.5},
                                  {"2022-04-07", 9, 14.5},
                                  {"2022-04-08", 9, 12}}));
    CHECK(result.scenario.calendar.days[3].factor == 1.2);
    const auto other_way = read_seasons("2022-04-04", "2022-04-04", "[" + ramadan_2022 + "," + new_week + "]");
    CHECK(opens(other_way.scenario, {{"2022-04-04", 7.5, 15.5}}));  // the year now lies over its Ramadan
}

TEST_CASE("a centre keeps hours of its own through the seasons, which may also be by weekday") {
    const std::string own = R"({"from": "08:00", "until": "20:00", "thu": {"from": "08:00", "until": "14:30"}})";
    const auto result = read_town({{"/calendar/start", "2018-05-16"},
                                   {"/calendar/end", "2018-05-20"},
                                   {"/calendar/seasons", "[" + ramadan + "]"},
                                   {"/initiatives", "{}"},
                                   {"/demand/streams", "{}"},
                                   {"/centres/port/hours", own}});
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const auto& open = result.scenario.centres.at(1).open;
    REQUIRE(open.size() == 3);
    CHECK(open[1].open_s == 86400 + 8 * hour_s);  // Thursday, the first of Ramadan
    CHECK(open[1].close_s == 86400 + 14.5 * hour_s);
    CHECK(open[2].close_s == 4 * 86400 + 20 * hour_s);
}

TEST_CASE("every mistake in a season is told at its place") {
    const auto told = [](const std::string& season, const std::string& place, const std::string& found) {
        const auto result = read_seasons("2018-05-16", "2018-05-20", "[" + season + "]");
        return tells(result.problems, "/calendar/seasons/0" + place, found);
    };
    const std::string may = R"({"from": "2018-05-01", "until": "2018-05-31", )";
    CHECK(told(R"({"from": "2018-05-31", "until": "2018-05-01"})", "/until", "2018-05-01"));
    CHECK(told(R"({"from": "2018-05-31"})", "", "no \"until\""));
    CHECK(told(may + R"("hours": {"from": "14:00", "until": "09:00"}})", "/hours", "14:00 to 09:00"));
    CHECK(told(may + R"("hours": {"from": "09:00"}})", "/hours", "no \"until\""));
    CHECK(told(may + R"("hours": {}})", "/hours", "no hours"));
    CHECK(told(may + R"("hours": {"sun": {"from": "09:00", "until": "14:00"}}})", "/hours", "no hours of mon"));
    CHECK(told(may + R"("hours": {"funday": {"from": "09:00", "until": "14:00"}}})", "/hours/funday", "funday"));
    CHECK(told(may + R"("working_week": ["sun", "sun"]})", "/working_week", "sun twice"));
    CHECK(told(may + R"("day_factors": {"sun": 1.5}})", "/day_factors", "a mean of 1.1"));
    CHECK(told(may + R"("day_factors": {"fri": 1}})", "/day_factors/fri", "a closed day"));
    CHECK(tells(read_town({{"/centres/port/hours", R"({"sun": {"from": "08:00", "until": "12:00"}})"}}).problems,
                "/centres/port/hours", "no hours of mon"));
}

TEST_CASE("thirty years are a calendar, more are a mistake") {
    CHECK(read_seasons("2009-01-01", "2038-12-31", "[]").ok());
    CHECK(tells(read_seasons("2009-01-01", "2039-01-02", "[]").problems, "/calendar", "2039", "thirty years"));
}

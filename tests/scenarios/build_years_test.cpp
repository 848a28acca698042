#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "scenarios/build.hpp"
#include "scenarios/forecast.hpp"
#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
ReadResult read_years(const std::string& start, const std::string& end, const std::string& volume,
                      std::vector<Override> more = {}) {
    std::vector<Override> all{{"/calendar/start", start},
                              {"/calendar/end", end},
                              {"/calendar/holidays", R"(["2018-01-01", "2018-06-14", "2019-12-02", "2020-12-31", "2021-01-03"])"},
                              {"/demand/volume", volume},
                              {"/initiatives", "{}"},
                              {"/demand/streams", "{}"}};
    all.insert(all.end(), more.begin(), more.end());
    return read_town(all);
}
// As the planner of the simulation expects them: the mean working day, times the day's factor, times the weekend's share.
double expected_on(const Scenario& scenario, const Day& day) {
    return scenario.needs->per_working_day * day.factor * (day.working ? 1 : scenario.needs->weekend_share);
}
std::map<std::string, double> by_year(const Scenario& scenario) {
    std::map<std::string, double> sums;
    for (const Day& day : scenario.calendar.days) sums[day.date.substr(0, 4)] += expected_on(scenario, day);
    return sums;
}
bool near(double value, double expected) { return std::abs(value / expected - 1) < 1e-9; }

const std::string three =
    R"([{"from": "2018-01-01", "value": "9700000 / year"}, {"from": "2019-01-01", "value": "13000000 / year"},
    {"from": "2020-01-01", "value": "16000000 / year"}])";
}  // namespace

TEST_CASE("the days of each year sum to its stated volume, whatever holidays, seasons and leap days it has") {
    const std::string ramadan = R"([{"from": "2019-05-06", "until": "2019-06-03", "hours": {"from": "09:00", "until": "14:00"}},
        {"from": "2020-01-01", "until": "2020-12-31", "working_week": ["mon", "tue", "wed", "thu", "fri"]}])";
    const std::string closures = R"({"catch_up": 0.6, "catch_up_days": 3, "pull_forward": 0.3, "pull_forward_days": 2})";
    for (const std::vector<Override>& more : {std::vector<Override>{},
                                              {{"/calendar/seasons", ramadan}, {"/centres/port", "null"}},
                                              {{"/demand/closures", closures}},
                                              {{"/demand/by_month", R"({"jul": 0.7, "dec": 1.4})"}},
                                              {{"/demand/weekend_share", "0"}}}) {
        const auto result = read_years("2018-01-01", "2021-12-31", three, more);
        REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
        const auto sums = by_year(result.scenario);
        CHECK(near(sums.at("2018"), 9.7e6));
        CHECK(near(sums.at("2019"), 13e6));
        CHECK(near(sums.at("2020"), 16e6));
        CHECK(near(sums.at("2021"), 16e6));  // the last one holds on
    }
}

TEST_CASE("a year before the first has the first one's volume, and a year not stated that of the year before it") {
    const auto result =
        read_years("2017-01-01", "2020-12-31",
                   R"([{"from": "2018-01-01", "value": "1000 / year"}, {"from": "2020-01-01", "value": "3000 / year"}])");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const auto sums = by_year(result.scenario);
    CHECK(near(sums.at("2017"), 1000));
    CHECK(near(sums.at("2019"), 1000));
    CHECK(near(sums.at("2020"), 3000));
}

TEST_CASE("a study of some days has the days of its year") {
    const auto week = read_years("2019-10-20", "2019-10-26", three), year = read_years("2019-01-01", "2019-12-31", three);
    REQUIRE(week.ok());
    for (std::size_t i = 0; i < 7; ++i) {
        const Day &here = week.scenario.calendar.days[i], &there = year.scenario.calendar.days[292 + i];
        REQUIRE(here.date == there.date);
        CHECK(near(expected_on(week.scenario, here), expected_on(year.scenario, there)));
    }
    double sum = 0;  // the mean working day is one of the calendar, not of the year
    for (const Day& day : week.scenario.calendar.days) sum += day.working ? day.factor : 0;
    CHECK(sum / 5 == doctest::Approx(1));
}

TEST_CASE("a steady volume is the same on every day of a kind, and a growing one grows in a line through the year") {
    const auto steady =
        read_years("2018-01-01", "2019-12-31", R"([{"from": "2018-01-01", "value": "1000 / year"}])",
                   {{"/calendar/holidays", "[]"}, {"/demand/weekend_share", "0"}, {"/calendar/day_factors", "{}"}});
    REQUIRE_MESSAGE(steady.ok(), all_of(steady.problems));
    for (const Day& day : steady.scenario.calendar.days)  // 261 working days in both years
        if (day.working) CHECK(near(expected_on(steady.scenario, day), 1000.0 / 261));
    // Every day open: in 2019 from half between 100 and 200 to half between 200 and 400, so 150 on 1 January to 300 on 31
    // December.
    const auto growing =
        read_years("2019-01-01", "2019-12-31",
                   R"([{"from": "2018-01-01", "value": "100 / year"}, {"from": "2019-01-01", "value": "200 / year"},
                                        {"from": "2020-01-01", "value": "400 / year"}])",
                   {{"/calendar/holidays", "[]"}, {"/demand/weekend_share", "1"}, {"/calendar/day_factors", "{}"}});
    REQUIRE_MESSAGE(growing.ok(), all_of(growing.problems));
    const auto& days = growing.scenario.calendar.days;
    const auto on = [&](std::size_t day) { return expected_on(growing.scenario, days[day]); };
    CHECK(on(364) / on(0) == doctest::Approx(2).epsilon(0.005));
    CHECK(on(182) / on(0) == doctest::Approx(200 / 150.0).epsilon(0.005));
    CHECK(on(91) - on(90) == doctest::Approx(on(31) - on(30)));
}

TEST_CASE("a volume year by year says what is wrong with it") {
    const auto told = [](const std::string& volume, const std::string& place, const std::string& found) {
        return tells(read_years("2018-01-01", "2018-12-31", volume).problems, "/demand/volume" + place, found);
    };
    CHECK(told("[]", "", "an empty list"));
    CHECK(told(R"([{"from": "2018-02-01", "value": "1000 / year"}])", "/0/from", "2018-02-01"));
    CHECK(told(R"([{"from": "2018-01-01", "value": "1000 / week"}])", "/0/value", "1000 / week"));
    CHECK(told(R"([{"from": "2018-01-01", "value": 1000}])", "/0/value", "1000"));
    CHECK(
        told(R"([{"from": "2019-01-01", "value": "1 / year"}, {"from": "2018-01-01", "value": "1 / year"}])", "/1/from", "2018"));
    CHECK(tells(read_years("2018-01-01", "2018-12-31", three, {{"/demand/growth_per_year", "0.03"}}).problems,
                "/demand/growth_per_year", "year by year"));
}

TEST_CASE("every example of the guide to years can be read") {
    const std::filesystem::path root(COUNTERLESS_SOURCE_DIR);
    const Folder folder;
    for (const char* file : {"tests/scenarios/fixtures/town.json", "tests/scenarios/fixtures/quiet.json",
                             "scenarios/library/dubai-customs-2018.json", "scenarios/library/uae-calendar-2009-2021.json"})
        std::filesystem::copy(root / file, folder.path());
    std::ifstream page(root / "docs/guides/years.md");
    std::string example;
    int read = 0;
    for (std::string line; std::getline(page, line);) {
        const bool inside = !example.empty();
        if (line == "```json") example = "\n";
        if (!inside || line != "```") {
            example += inside ? line + "\n" : "";
            continue;
        }
        const bool whole = example.find("\"extends\"") != std::string::npos;
        if (!whole) example.insert(example.find('{') + 1, R"("extends": "town.json", "initiatives": null, )");
        const ReadResult result = read_scenario(folder.file("example.json", example));
        CHECK_MESSAGE(result.ok(), example << all_of(result.problems));
        example.clear();
        ++read;
    }
    CHECK(read == 3);
}

TEST_CASE("the base of the long runs: years as stated, 249 working days in 2018, visits inside the hours of Ramadan") {
    const auto file = std::filesystem::path(COUNTERLESS_SOURCE_DIR) / "scenarios/library/customs-years-base.json";
    const ReadResult result = read_scenario(file);
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const auto sums = by_year(result.scenario);
    const std::map<std::string, double> stated{{"2015", 8.9e6}, {"2016", 9.1e6}, {"2018", 9.7e6},
                                               {"2019", 13e6},  {"2020", 16e6},  {"2021", 24e6}};
    for (const auto& [year, volume] : stated) CHECK(near(sums.at(year), volume));
    int working = 0;
    for (const Day& day : result.scenario.calendar.days) working += day.working && day.date.starts_with("2018") ? 1 : 0;
    CHECK(working == 249);  // counted from the list of 2018's holidays
    CHECK(forecast_problems(result.scenario, forecast(result.scenario)).empty());
}

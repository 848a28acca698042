#include <doctest/doctest.h>

#include "tests/scenarios/reading.hpp"

using namespace counterless;
using namespace std::chrono;

namespace {
ReadResult read_roster(const std::string& roster) {
    return read_parts(stream + ", " + hall + ", " + hour + R"(, "roster": )" + roster);
}
const std::string shifts =
    R"("shifts": {"early": {"from": "07:30", "until": "08:30", "lengths": ["8 h", "9 h"], "days": ["sun"]}})";
}  // namespace

TEST_CASE("without rules there is no roster; with empty ones there are the law's limits") {
    CHECK(!read_parts(stream + ", " + hall + ", " + hour).scenario.roster);
    const ReadResult result = read_roster("{}");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const RosterRules& rules = *result.scenario.roster;
    CHECK(rules.limits.day_max_s == 8 * 3600);
    CHECK(rules.limits.week_max_s == 48 * 3600);
    CHECK(rules.limits.days_row_max == 6);
    CHECK(!rules.breaks_stated);
    CHECK(rules.seats == -1);
    CHECK(rules.fairness.weekend_days[5]);
}

TEST_CASE("rules read as they stand") {
    const ReadResult result =
        read_roster("{" + shifts + R"(, "breaks": {"meal": {"from": "3 h", "until": "4 h", "length": "45 min",
        "at_once": 0.5}, "prayer": {"from": "12:00", "until": "12:45", "length": "15 min", "paid": true}},
        "contracts": {"full": {"hour": "40 AED", "shifts": ["early"]}, "part": {"people": 3, "hours": "20 h", "skills": ["counter"]}},
        "people": {"mariam": {"name": {"en": "Mariam", "ar": "مريم"}, "contract": "part", "unavailable": ["2018-10-22", "2018-10-21"],
        "wishes": [{"for": "late", "days": ["mon"], "weight": 2}]}}, "stations": {"counter": {"counters": 4}}, "seats": 9,
        "seasons": [{"name": "Ramadan", "from": "2018-05-17", "until": "2018-06-14"}]})");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    const RosterRules& rules = *result.scenario.roster;
    CHECK(rules.shifts.at(0).lengths_s == std::vector<double>{8 * 3600, 9 * 3600});
    CHECK(rules.shifts[0].last_s == 8.5 * 3600);
    CHECK(rules.shifts[0].days == std::array<bool, 7>{true, false, false, false, false, false, false});
    CHECK(!rules.breaks.at(0).clock);
    CHECK(rules.breaks.at(1).clock);
    CHECK(rules.contracts.at(0).overtime == 50);
    CHECK(rules.contracts[0].shifts == std::vector<Index>{0});
    const Employee& mariam = rules.people.at(0);
    CHECK(mariam.contract == 1);
    CHECK(mariam.skills == std::vector<std::string>{"counter"});  // those of the contract
    CHECK(mariam.unavailable.front() == sys_days(2018y / October / 21));
    CHECK(mariam.wishes.at(0).what == WishFor::late);
    CHECK(mariam.wishes[0].days == std::array<bool, 7>{false, true, false, false, false, false, false});
    CHECK(rules.counters.at("counter") == 4);
    CHECK(rules.seasons.at(0).less_s == 2 * 3600);
}

TEST_CASE("what cannot be meant is told") {
    const auto told = [](const std::string& roster, const std::string& place, const std::string& found) {
        return tells(read_roster(roster).problems, place, found);
    };
    CHECK(told(R"({"shifts": {}})", "/roster/shifts", "0 members"));
    CHECK(
        told(R"({"shifts": {"a": {"from": "08:00", "until": "07:00", "lengths": ["8 h"]}}})", "/roster/shifts/a/until", "07:00"));
    CHECK(told(R"({"breaks": {"a": {"from": "08:00", "until": "2 h", "length": "15 min"}}})", "/roster/breaks/a/until", "2 h"));
    CHECK(told(R"({"breaks": {"a": {"from": "1 h", "until": "2 h", "length": "15 min", "at_once": 0}}})", "at_once", "0"));
    CHECK(told(R"({"contracts": {"a": {"hours_min": "50 h"}}})", "/roster/contracts/a/hours_min", "50 h"));
    CHECK(told(R"({"contracts": {"a": {"hour": "40 AED", "overtime_hour": "30 AED"}}})", "overtime_hour", "less"));
    CHECK(told(R"({"people": {"a": {"contract": "b"}}})", "/roster/people/a/contract", "b"));
    CHECK(told(R"({"seasons": [{"from": "2018-05-17", "until": "2018-05-01"}]})", "/roster/seasons/0/until", "2018-05-01"));
}

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "scenarios/read.hpp"

using namespace counterless;

namespace {
ReadResult read(const std::string& more) {
    return read_scenario_text(R"({"name": "t", "calendar": {"start": "2018-10-21", "end": "2018-10-22"},
        "demand": {"streams": {"all": {"to": "hall/desk", "rate": "10 / h"}}},
        "centres": {"hall": {"stations": {"desk": {"agents": 2, "counters": 3, "service": "5 min"}}}},
        "study": {"replications": 2, "seed": 1})" +
                                  more + "}",
                              "t.json");
}
bool complains(const ReadResult& result, const std::string& place, const std::string& found) {
    return std::any_of(result.problems.begin(), result.problems.end(), [&](const Problem& problem) {
        return problem.place.find(place) != std::string::npos && problem.found.find(found) != std::string::npos;
    });
}
}  // namespace

TEST_CASE("targets of staffing: measures by name, places by pattern, held in each interval or over the day") {
    const ReadResult result = read(R"(, "staffing": {"interval": "15 min", "presence": 2, "tolerance": 0.02, "targets": {
        "level": {"measure": "service_level@6min/offered", "at_least": 0.8},
        "wait": {"measure": "wait_mean", "of": "centre/hall/desk", "over": "day", "at_most": 240},
        "out": {"measure": "last_out@20min", "of": "centre/*", "over": "day", "at_least": 0.95}}})");
    for (const Problem& problem : result.problems) MESSAGE(problem.place, problem.found);
    REQUIRE(result.ok());
    const StaffingRules& rules = result.scenario.staffing;
    REQUIRE(rules.aims.size() == 3);
    CHECK(rules.interval_s == 900);
    CHECK(rules.presence == 2);
    CHECK(rules.tolerance == 0.02);
    CHECK(rules.aims[0].kind == AimKind::level_offered);
    CHECK(rules.aims[0].within_s == 360);
    CHECK(rules.aims[0].station == "*");
    CHECK(rules.aims[0].each_interval);
    CHECK(rules.aims[1].centre == 0);
    CHECK_FALSE(rules.aims[1].each_interval);
    CHECK(rules.aims[2].kind == AimKind::last_out);
    CHECK(rules.aims[2].within_s == 1200);
    CHECK(result.scenario.stations[0].counters == 3);
}

TEST_CASE("without targets of its own staffing takes those of the results, at each station and over the day") {
    const ReadResult result = read(R"(, "targets": {"ten": {"measure": "service_level@10min/offered", "at_least": 0.9},
        "share": {"measure": "digital_share", "at_least": 0.9}})");
    REQUIRE(result.ok());
    REQUIRE(result.scenario.staffing.aims.size() == 2);
    CHECK(result.scenario.staffing.aims[0].station == "*");
    CHECK(result.scenario.staffing.aims[1].station.empty());
    CHECK_FALSE(result.scenario.staffing.aims[1].each_interval);
}

TEST_CASE("all that is wrong with staffing is said at once") {
    const ReadResult result = read(R"(, "staffing": {"interval": "7 min", "targets": {
        "a": {"measure": "happiness", "at_least": 0.8},
        "b": {"measure": "wait_mean", "at_least": 240},
        "c": {"measure": "abandonment", "at_most": 3},
        "d": {"measure": "occupancy", "of": "centre/nowhere", "at_most": 0.8},
        "e": {"measure": "overtime", "of": "centre/hall/desk", "over": "interval", "at_most": 60},
        "f": {"measure": "wait_probability"},
        "g": {"measure": "wait_mean", "of": "centre/hall/desk", "at_most": 0}}})");
    CHECK(complains(result, "/staffing/interval", "7 min"));
    CHECK(complains(result, "/staffing/targets/a/measure", "happiness"));
    CHECK(complains(result, "/staffing/targets/b/at_least", "wait_mean"));
    CHECK(complains(result, "/staffing/targets/c/at_most", "3"));
    CHECK(complains(result, "/staffing/targets/d/of", "nowhere"));
    CHECK(complains(result, "/staffing/targets/e/over", "interval"));
    CHECK(complains(result, "/staffing/targets/e/of", "desk"));
    CHECK(complains(result, "/staffing/targets/f", "no value"));
    CHECK(complains(result, "/staffing/targets/g/at_most", "0"));
}

TEST_CASE("more agents than there are counters is a problem of the counters") {
    const ReadResult result = read(R"(, "stations": {"desk": {"counters": 1}})");
    const ReadResult own = read_scenario_text(R"({"name": "t", "demand": {"streams": {"all": {"to": "hall", "rate": "10 / h"}}},
        "centres": {"hall": {"stations": {"desk": {"agents": 4, "counters": 3, "service": "5 min"}}}},
        "study": {"horizon": "10 h", "seed": 1}})",
                                              "t.json");
    CHECK(result.ok());  // the centre's own number goes before the shared one
    CHECK(complains(own, "/centres/hall/stations/desk/counters", "4 agents"));
}

#include "scenarios/uncertain.hpp"

#include <doctest/doctest.h>

#include "tests/scenarios/remembering.hpp"

using namespace counterless;

namespace {
ReadResult read_uncertain(const std::string& place, const std::string& law = R"({"law": "uniform", "low": 0.1, "high": 0.3})") {
    return read_town(
        {{"/study/uncertain", R"({"it": {"place": ")" + place + R"(", "law": )" + law + "}}"}, {"/study/draws", "50"}});
}
bool place_tells(const std::string& place, const std::string& found) {
    return tells(read_uncertain(place).problems, "/study/uncertain/it/place", found);
}
// Drawn, set, and read again.
Scenario with(const std::string& place, double value) {
    const ReadResult read = read_uncertain(place);
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    const Override setting = drawn_setting(read.scenario, read.scenario.study.uncertain.at(0), value);
    const ReadResult again = read_town({setting});
    REQUIRE_MESSAGE(again.ok(), all_of(again.problems));
    return again.scenario;
}
}  // namespace

TEST_CASE("what is uncertain: its place, its law, and how often it is drawn") {
    const ReadResult read = read_uncertain("/adoption/share");
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    REQUIRE(read.scenario.study.uncertain.size() == 1);
    const Uncertain& one = read.scenario.study.uncertain[0];
    CHECK(one.id == "it");
    CHECK(one.place == "/adoption/share");
    CHECK(one.law.family == LawFamily::uniform);
    CHECK(one.law.mean == doctest::Approx(0.2));
    CHECK(read.scenario.study.draws == 50);
    CHECK(read_uncertain("/customers/segments/company/habit", R"({"law": "triangular", "low": -2, "mode": -1, "high": 0})").ok());
    CHECK(read_town({}).scenario.study.draws == 0);
}

TEST_CASE("a place that holds no number is told") {
    CHECK(place_tells("/adoption/shares", "where nothing stands"));
    CHECK(place_tells("/services/*/fee", "where nothing stands"));
    CHECK(place_tells("/demand/counter_profile/7/share", "where nothing stands"));
    CHECK(place_tells("adoption/share", "where nothing stands"));
    CHECK(place_tells("/adoption", "an object"));
    CHECK(place_tells("/name", "A town"));
    CHECK(place_tells("/calendar/start", "2018-10-21"));
    CHECK(place_tells("/calendar/hours/from", "07:30"));
    CHECK(place_tells("/study/seed", "/study/seed"));
    CHECK(place_tells("/name", "A town in one week"));
    CHECK(tells(
        read_town({{"/name", "3 towns"}, {"/study/uncertain", R"({"a": {"place": "/name", "law": 0.5}})"}, {"/study/draws", "2"}})
            .problems,
        "/study/uncertain/a/place", "3 towns"));
    CHECK(tells(read_uncertain("/adoption/share", R"({"law": "never"})").problems, "/study/uncertain/it/law", "never"));
    CHECK(tells(read_uncertain("/adoption/share", R"("5 min")").problems, "/study/uncertain/it/law", "5 min"));
}

TEST_CASE("no place is drawn twice") {
    const std::string one = R"({"place": "/adoption/share", "law": 0.5})";
    const ReadResult read =
        read_town({{"/study/uncertain", R"({"a": )" + one + R"(, "b": )" + one + "}"}, {"/study/draws", "2"}});
    CHECK(tells(read.problems, "/study/uncertain/b/place", "twice"));
}

TEST_CASE("draws and what is drawn ask for each other") {
    CHECK(tells(read_town({{"/study/draws", "50"}}).problems, "/study/draws", "nothing that is uncertain"));
    CHECK(tells(read_town({{"/study/uncertain", R"({"it": {"place": "/adoption/share", "law": 0.5}})"}}).problems, "/study",
                "no \"draws\""));
}

TEST_CASE("a drawn value takes the place of the stated one, with its unit") {
    CHECK(with("/adoption/share", 0.625).adoption.share == 0.625);
    CHECK(with("/costs/trip_time", 45.5).costs.trip_time_s == doctest::Approx(45.5 * 60));
    CHECK(with("/costs/guide_hour", 120.25).costs.guide_hour == 120.25);
    CHECK(with("/demand/volume", 1500).needs->per_working_day == doctest::Approx(300));
    CHECK(with("/stations/counter/service/mean", 6).stations[1].service.mean == doctest::Approx(360));
    CHECK(with("/demand/counter_profile/0/share", 0.25).needs->counter_profile[0].share == 0.25);
    CHECK(with("/centres/main/stations/counter/agents", 7.6).stations[1].agents == 8);  // whole
}

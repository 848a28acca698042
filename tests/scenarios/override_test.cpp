#include "scenarios/override.hpp"

#include <doctest/doctest.h>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

TEST_CASE("--set changes one value, or all of a kind") {
    const auto one = read_town({{"/centres/main/stations/counter/agents", "9"}});
    REQUIRE_MESSAGE(one.ok(), all_of(one.problems));
    CHECK(one.scenario.stations[1].agents == 9);
    const auto every = read_town({{"/channels/*/failure", "0.5"}});
    REQUIRE_MESSAGE(every.ok(), all_of(every.problems));
    for (const Channel& channel : every.scenario.channels) CHECK(channel.failure == 0.5);
}
TEST_CASE("--set may state what the file leaves to its default") {
    const ReadResult result = read_scenario(fixtures / "mm8.json", {{"/costs/trip_time", "45 min"}, {"/study/within", "5 min"}});
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(result.scenario.costs.trip_time_s == 2700);
    CHECK(result.scenario.study.within_s == 300);
}
TEST_CASE("a value is JSON if it reads as JSON, else text") {
    CHECK(read_town({{"/name", "Plain words"}}).scenario.name == "Plain words");
    CHECK(read_town({{"/name", "\"Quoted words\""}}).scenario.name == "Quoted words");
    const auto law = read_town({{"/stations/reception/service", R"({"law": "exponential", "mean": "40 s"})"}});
    REQUIRE_MESSAGE(law.ok(), all_of(law.problems));
    CHECK(law.scenario.stations[0].service.family == LawFamily::exponential);
    CHECK(tells(read_town({{"/name", "7"}}).problems, "--set: /name", "7"));
}
TEST_CASE("a shared default reaches every centre that does not say otherwise") {
    const auto result = read_town({{"/stations/counter/service/mean", "7 min"}, {"/stations/counter/agents", "3"}});
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(result.scenario.stations[1].service.mean == doctest::Approx(420));  // main says nothing of its own
    CHECK(result.scenario.stations[1].agents == 6);                           // but of its agents
    CHECK(result.scenario.stations[4].service.mean == doctest::Approx(240));  // port states its own mean
    CHECK(result.scenario.stations[4].agents == 3);
}
TEST_CASE("an override that matches nothing asks what was meant") {
    CHECK(tells(read_town({{"/centres/mian/weight", "2"}}).problems, "--set /centres/mian/weight", "/centres/mian", "\"main\""));
    CHECK(tells(read_town({{"/channels/*/fidelty", "pool"}}).problems, "--set /channels/*/fidelty", "", "\"fidelity\""));
    CHECK(tells(read_town({{"/studdy/seed", "1"}}).problems, "--set /studdy/seed", "", "\"study\""));
    CHECK(tells(read_town({{"/name/deep", "1"}}).problems, "--set /name/deep", "A town"));
    CHECK(tells(read_town({{"name", "x"}}).problems, "--set", "\"name\"", "a pointer"));
    CHECK(tells(read_town({{"", "x"}}).problems, "--set", "", "a pointer"));
    CHECK(tells(read_town({{"/extends", "town.json"}}).problems, "--set /extends"));
    CHECK(tells(read_town({{"/targets/soon/at_most", "null"}}).problems, "--set /targets/soon/at_most", "nothing"));
    CHECK(tells(read_town({{"/channels/web/journey/9/amount", "1 kB"}}).problems, "--set", "", "a list of 3"));
    CHECK(tells(read_scenario(fixtures / "mm8.json", {{"/channels/*/fidelity", "pool"}}).problems, "--set /channels"));
}
TEST_CASE("--set reaches into lists, and null removes") {
    const auto result = read_town({{"/channels/web/journey/0/amount", "1 MB"}, {"/initiatives/week/guides", "null"}});
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(result.scenario.channels[0].steps[0].amount.mean == 1e6);
    CHECK(result.scenario.centres[0].guides == none);
}
TEST_CASE("values from the command line are judged like those of files") {
    const auto result = read_town({{"/adoption/share", "1.5"}, {"/demand/volume", "5 / wek"}});
    CHECK(tells(result.problems, "--set: /adoption/share", "1.5", "0 to 1"));
    CHECK(tells(result.problems, "--set: /demand/volume", "5 / wek"));
    CHECK(result.problems.size() == 2);
    CHECK(tells(read_town({{"/name", "\xFF"}}).problems, "--set /name", "0xFF"));
    CHECK(tells(read_town({{"/costs", R"({"currency": "AED", "currency": "EUR"})"}}).problems, "/currency", "a second time"));
}

#include "scenarios/check.hpp"

#include <doctest/doctest.h>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
Problems town_with(const std::string& pointer, const std::string& value) { return read_town({{pointer, value}}).problems; }
}  // namespace

TEST_CASE("an unknown key asks what was meant") {
    const auto problems =
        read_parts(R"("centres": {"hall": {"stations": {"counter": {"agenst": 8, "service": "1 min"}}}},)" + stream + "," + hour)
            .problems;
    CHECK(tells(problems, "t.json: /centres/hall/stations/counter/agenst", "an unknown key", "\"agents\" (did you mean it?)"));
    CHECK(tells(problems, "t.json: /centres/hall/stations/counter", "no \"agents\"", "a whole number from 0 to 5000"));
    CHECK(tells(town_with("/study", R"({"sead": 1})"), "/study/sead", "an unknown key", "\"seed\""));
}
TEST_CASE("a wrong type, a missing unit and a number out of range are told with what is expected") {
    CHECK(tells(town_with("/centres/main/stations/counter/agents", "\"six\""), "/agents", "\"six\"", "a whole number"));
    CHECK(tells(town_with("/centres/main/stations/counter/agents", "2.5"), "/agents", "2.5", "a whole number"));
    CHECK(tells(town_with("/centres/main/stations/counter/agents", "-1"), "/agents", "-1", "from 0 to 5000"));
    CHECK(tells(town_with("/centres/main/stations/counter/agents", "99999999999999999999"), "/agents", "", "from 0 to 5000"));
    CHECK(tells(town_with("/stations/reception/service", "30"), "/stations/reception/service", "30", "\"8 min\""));
    CHECK(tells(town_with("/stations/counter/service/mean", "5"), "/mean", "5", "units: ms s min h d week"));
    CHECK(tells(town_with("/stations/counter/service/cv", "0"), "/cv", "0", "from 0.01 to 20"));
    CHECK(tells(town_with("/demand/streams/walk_in/rate", "6"), "/rate", "6", "\"12 / h\""));
    CHECK(tells(town_with("/demand/volume", "6 / h"), "/volume", "\"6 / h\"", "\"215000 / week\""));
    CHECK(tells(town_with("/platform/links/internet/bandwidth", "1 GB"), "/bandwidth", "\"1 GB\"", "\"1 Gbit/s\""));
    CHECK(tells(town_with("/platform/links/internet/latency", "2 h"), "/latency", "\"2 h\"", "from 0 s to 3600 s"));
    CHECK(tells(town_with("/channels/web/smart", "1"), "/smart", "1", "true or false"));
    CHECK(tells(town_with("/calendar/start", "2018-02-30"), "/calendar/start", "2018-02-30", "a date"));
    CHECK(tells(town_with("/calendar/hours/from", "7:30"), "/calendar/hours/from", "7:30", "a clock time"));
    CHECK(tells(town_with("/costs/trip_co2", "1"), "/trip_co2", "1", "\"1.0 kg\""));
    CHECK(tells(town_with("/costs/guide_hour", "100"), "/guide_hour", "100", "money"));
    CHECK(tells(town_with("/costs/guide_hour", "100 EUR"), "/guide_hour", "100 EUR", "AED"));
    CHECK(tells(town_with("/centres", "[]"), "/centres", "a list", "an object"));
    CHECK(tells(town_with("/services/licence/channels", "\"web\""), "/channels", "\"web\"", "a list"));
    CHECK(tells(town_with("/services/licence/channels", "[]"), "/channels", "0 members", "1 to 100"));
    CHECK(tells(town_with("/name", "\"two\\nlines\""), "/name", "two", "one line"));
    CHECK(tells(town_with("/study/series", "weekly"), "/study/series", "weekly", "\"half_hour\""));
    CHECK(tells(town_with("/channels/*/fidelity", "platfrom"), "/channels/web/fidelity", "", "\"platform\" (did you mean it?)"));
}
TEST_CASE("zero with a sign is zero") {
    const auto result = read_town({{"/channels/web/failure", "-0"}, {"/demand/weekend_share", "-0.0"}});
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(1 / result.scenario.needs->weekend_share > 0);
}
TEST_CASE("a reference names something that is there") {
    CHECK(tells(town_with("/services/licence/channels", R"(["wep"])"), "/services/licence/channels/0", "\"wep\"", "\"web\""));
    CHECK(tells(town_with("/services/licence/eligible", R"(["cityzen"])"), "/eligible/0", "\"cityzen\"", "\"citizen\""));
    CHECK(tells(town_with("/channels/web/journey/0/transfer", "intranet"), "/transfer", "\"intranet\"", "\"internet\""));
    CHECK(tells(town_with("/channels/web/journey/1/work", "frond"), "/work", "\"frond\"", "\"front\""));
    CHECK(tells(town_with("/customers/segments/citizen/channels", R"({"wap": 1})"), "/channels/wap", "", "\"app\""));
    CHECK(tells(town_with("/initiatives/week/guides/agents", R"({"mian": 1})"), "/agents/mian", "", "\"main\""));
    CHECK(tells(town_with("/demand/streams/walk_in/to", "main/conter"), "/to", "main/conter", "\"main/counter\""));
    CHECK(tells(town_with("/calendar/day_factors", R"({"sonntag": 1})"), "/day_factors/sonntag", "", "\"sun\""));
}
TEST_CASE("ids are plain") {
    CHECK(tells(
        read_parts(R"("centres": {"Main Hall": {"stations": {"counter": {"agents": 1, "service": "1 s"}}}},)" + stream).problems,
        "/centres/Main Hall", "the id"));
    CHECK(tells(read_parts(R"("centres": {"": {}},)" + stream).problems, "/centres/", "the id"));
    CHECK(tells(read_parts(R"("centres": {"a/b": {"stations": {"c/d": {"agents": 1, "service": "1 s"}}}},)" + stream).problems,
                "/centres/a/b", "the id"));
}
TEST_CASE("where a value comes from is said in known words, of known fields") {
    CHECK(tells(town_with("/services/refund/confidence", "\"sure\""), "/confidence", "\"sure\""));
    CHECK(tells(town_with("/services/refund/source", R"({"voluem": "x"})"), "/source/voluem", "", "\"volume\""));
    CHECK(tells(town_with("/services/refund/note", "5"), "/note", "5", "text"));
}
TEST_CASE("all problems come at once: fields, units, references and sums") {
    const auto result = read_town({{"/adoption/share", "2"},
                                   {"/demand/streams/robots/to", "apy"},
                                   {"/calendar/day_factors/sun", "2"},
                                   {"/stations/reception/service", "30"},
                                   {"/customers/segments/citizen/channels/app", "0.5"},
                                   {"/study/warmup", "30 d"},
                                   {"/targets/soon/at_most", "1"},
                                   {"/costs/centre_day", "5 EUR"}});
    CHECK_MESSAGE(result.problems.size() == 8, all_of(result.problems));
    CHECK(result.scenario.name.empty());
}
TEST_CASE("a hostile file earns no endless list") {
    std::string keys;
    for (int i = 0; i < 4000; ++i) keys += "\"k" + std::to_string(i) + "\": 1,";
    CHECK(read_parts(keys + stream).problems.size() <= problems_max + 1);
}

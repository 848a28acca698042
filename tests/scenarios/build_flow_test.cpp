#include <doctest/doctest.h>

#include "scenarios/build.hpp"
#include "tests/scenarios/halls.hpp"

using namespace counterless;

namespace {
// Three stations; the first has the fields under test.
std::string three(const std::string& fields) {
    return desk_of(R"("agents": 1, )" + fields) +
           R"(, "b": {"agents": 1, "service": "1 min"}, "c": {"agents": 1, "service": "1 min"})";
}
Station flow(const std::string& fields) {
    const ReadResult result = read_hall(three(fields));
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    return result.scenario.stations.at(0);
}
std::vector<Route> routes(const std::string& list) { return flow("\"next\": [" + list + "]").routes; }
bool flow_tells(const std::string& fields, const std::string& place, const std::string& found) {
    return tells(read_hall(three(fields)).problems, "/centres/hall/stations/desk" + place, found);
}
bool route_tells(const std::string& list, const std::string& place, const std::string& found) {
    return flow_tells("\"next\": [" + list + "]", "/next" + place, found);
}
bool full_tells(const std::string& fields, const std::string& place, const std::string& found) {
    return flow_tells(R"("capacity": 2, "on_full": {)" + fields + "}", "/on_full" + place, found);
}
}  // namespace

TEST_CASE("a route leads on, out, to a station, or to the shortest of several") {
    const auto built = routes(R"({"to": "next", "share": 0.1}, {"to": "out", "share": 0.2}, {"to": "c", "share": 0.3},
        {"to": ["b", "hall/c"], "share": 0.4})");
    REQUIRE(built.size() == 4);
    CHECK(built[0].goal == Goal::next);
    CHECK(built[1].goal == Goal::out);
    CHECK(built[2].goal == Goal::station);
    CHECK(built[2].stations == std::vector<Index>{2});
    CHECK(built[3].goal == Goal::shortest);
    CHECK(built[3].stations == std::vector<Index>{1, 2});
    CHECK(built[3].share == 0.4);
}
TEST_CASE("a station may be of a centre further down") {
    const ReadResult result = read_parts(to_hall + R"(, "centres": {
        "hall": {"stations": {"desk": {"agents": 1, "service": "1 min", "next": [{"to": "port/desk"}]}}},
        "port": {"stations": {"desk": {"agents": 1, "service": "1 min", "next": [{"to": "desk", "share": 0.5}, {"to": "out", "share": 0.5}]}}}},
        "study": {"horizon": "1 d"})");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(result.scenario.stations[0].routes.at(0).stations == std::vector<Index>{1});
    CHECK(result.scenario.stations[1].routes.at(0).stations == std::vector<Index>{1});  // its own "desk", not the other centre's
}
TEST_CASE("a name of no station is told, with the one that was meant") {
    CHECK(route_tells(R"({"to": "hall/bb"})", "/0/to", "hall/bb"));
    CHECK(route_tells(R"({"to": ["b", "out"]})", "/0/to", "out"));
    CHECK(flow_tells(R"("next": [{"to": "nxet"}])", "/next/0/to", "nxet"));
    CHECK(tells(read_hall(three(R"("next": [{"to": "nxet"}])")).problems, "/next/0/to", "nxet", "next"));
    CHECK(tells(read_hall(R"("next": {"agents": 1, "service": "1 min"})").problems, "/stations/next", "the id \"next\""));
}
TEST_CASE("shares sum to 1 for each class, unless some are conditional") {
    CHECK(route_tells(R"({"to": "b", "share": 0.5}, {"to": "out", "share": 0.4})", "", "sum to 0.9"));
    CHECK(route_tells(R"({"to": "b", "class": "vip"}, {"to": "c", "share": 0.5})", "", "sum to 1.5 for the class vip"));
    const auto built =
        routes(R"({"to": "b", "share": 0.5, "when": {"station": "b", "waiting_below": 3}}, {"to": "c", "share": 0.8})");
    CHECK(built.at(0).when->station == 1);
    CHECK(built[0].when->waiting_from == 0);
    CHECK(built[0].when->waiting_below == 3);
    CHECK(!built.at(1).when);
}
TEST_CASE("a class that no route names goes on to the next station, and that is said") {
    const auto built = routes(R"({"to": "c", "class": "vip", "becomes": "plain"})");
    REQUIRE(built.size() == 2);
    CHECK(built[0].klass == 0);
    CHECK(built[0].becomes == 1);
    CHECK(built[1].klass == 1);
    CHECK(built[1].goal == Goal::next);
    CHECK(built[1].share == 1);
    CHECK(route_tells(R"({"to": "c", "class": "vipp"})", "/0/class", "vipp"));
}
TEST_CASE("a condition that never holds, or says nothing, is no condition") {
    CHECK(route_tells(R"({"to": "c", "when": {"station": "b", "waiting_from": 5, "waiting_below": 5}})", "/0/when/waiting_below",
                      "never is"));
    CHECK(route_tells(R"({"to": "c", "when": {"station": "b"}})", "/0/when", "no number"));
    CHECK(route_tells(R"({"to": "c", "when": {"waiting_from": 5}})", "/0/when", "no \"station\""));
}
TEST_CASE("a fork goes to several stations, or to one for each transaction") {
    const Station by_station = flow(R"("fork": {"to": ["b", "c"]})");
    REQUIRE(by_station.fork);
    CHECK(!by_station.fork->by_transaction);
    CHECK(by_station.fork->stations == std::vector<Index>{1, 2});
    const Station by_matter = flow(R"("fork": {"by": "transaction", "to": "c"})");
    CHECK(by_matter.fork->by_transaction);
    CHECK(by_matter.fork->stations == std::vector<Index>{2});
    CHECK(flow_tells(R"("fork": {"to": "c"})", "/fork", "1 stations"));
    CHECK(flow_tells(R"("fork": {"by": "transaction", "to": ["b", "c"]})", "/fork", "2 stations"));
    CHECK(flow_tells(R"("fork": {"to": ["b", "d"]})", "/fork/to", "\"d\""));
}
TEST_CASE("an unserved customer has several ways out, in shares") {
    const Station station =
        flow(R"("capacity": 2, "on_full": {"retry": 0.5, "delay": "5 min", "onward": 0.1, "elsewhere": 0.2, "station": "c"})");
    const Otherwise& full = station.after(Unserved::full);
    CHECK(full.stated());
    CHECK(full.retry == 0.5);
    CHECK(full.delay.mean == 300);
    CHECK(full.onward == 0.1);
    CHECK(full.elsewhere == 0.2);
    CHECK(full.station == 2);
    CHECK(!station.after(Unserved::balked).stated());
}
TEST_CASE("a way out has what it needs, and nothing else") {
    CHECK(full_tells(R"("retry": 0.8, "delay": "1 min", "onward": 0.3)", "", "sum to 1.1"));
    CHECK(full_tells(R"("retry": 0.8)", "/retry", "without delay"));
    CHECK(full_tells(R"("retry": 0.8, "delay": "0 s")", "/delay", "at once"));
    CHECK(full_tells(R"("retry": 1, "delay": "0.001 ms")", "/delay", "after 1e-06 s"));
    CHECK(full_tells(R"("retry": 0.5, "delay": "999 ms")", "/delay", "after 0.999 s"));
    CHECK_FALSE(full_tells(R"("retry": 1, "delay": "1 s")", "/delay", ""));
    CHECK(full_tells(R"("delay": "1 min")", "/delay", "without retry"));
    CHECK(full_tells(R"("elsewhere": 0.8)", "/elsewhere", "without station"));
    CHECK(full_tells(R"("station": "b")", "/station", "without elsewhere"));
    CHECK(full_tells(R"("digital": 0.8)", "/digital", "without channel"));
    CHECK(full_tells(R"("tomorrow": 0.8)", "/tomorrow", "without a calendar"));
    CHECK(full_tells(R"("elsewhere": 0.8, "station": "x")", "/station", "\"x\""));
    const ReadResult week_long = read_week(three(R"("capacity": 2, "on_full": {"tomorrow": 1})"));
    REQUIRE_MESSAGE(week_long.ok(), all_of(week_long.problems));
    CHECK(week_long.scenario.stations[0].after(Unserved::full).tomorrow == 1);
}
TEST_CASE("what is said about something that never happens is told") {
    CHECK(flow_tells(R"("on_full": {"onward": 1})", "/on_full", "never happens"));
    CHECK(flow_tells(R"("on_balking": {"onward": 1})", "/on_balking", "never happens"));
    CHECK(flow_tells(R"("on_reneging": {"onward": 1})", "/on_reneging", "never happens"));
    CHECK(flow_tells(R"("on_closing": {"onward": 1})", "/on_closing", "never happens"));
    CHECK(flow_tells(R"("on_drop": {"onward": 1})", "/on_drop", "never happens"));
    CHECK(flow(R"("on_unstaffed": {"onward": 1})").after(Unserved::unstaffed).onward == 1);
    CHECK(flow(R"("on_reneging": {"onward": 1}, "callback": {"accepts": 0.5, "answers": 0.9})").after(Unserved::reneged).onward ==
          1);
    CHECK(flow_tells(R"("on_reneging": {"onward": 1}, "callback": {"accepts": 0.5})", "/on_reneging", "never happens"));
    CHECK(flow(R"("on_reneging": {"onward": 1}, "classes": {"vip": {"patience": "5 min"}})").after(Unserved::reneged).onward ==
          1);
}

#include <doctest/doctest.h>

#include "tests/scenarios/halls.hpp"

using namespace counterless;

namespace {
std::string station(const std::string& id, const std::string& fields) {
    return "\"" + id + R"(": {"service": "1 min", )" + fields + "}";
}
const std::string for_vip = R"("staff": {"p": {"agents": 1, "skills": {"vip": {}}}})";
const std::string for_plain = R"("staff": {"p": {"agents": 1, "skills": {"plain": {}}}})";
std::string sends_on(const std::string& to) {
    return R"("agents": 1, "capacity": 1, "on_full": {"elsewhere": 1, "station": ")" + to + "\"}";
}
bool all_good(const std::string& stations) {
    const ReadResult result = read_hall(stations);
    INFO(all_of(result.problems));
    return result.ok();
}
bool circle_told(const std::string& stations, const std::string& found) {
    return tells(read_hall(stations).problems, "/centres/hall/stations/", found);
}
}  // namespace

// The stream brings the first class, vip.
TEST_CASE("a class that comes is served by somebody") {
    CHECK(all_good(station("a", for_vip)));
    CHECK(tells(read_hall(station("a", for_plain)).problems, "/stations/a/staff", "nobody who serves the class vip"));
    CHECK(all_good(station("a", R"("staff": {"p": {"agents": 1, "skills": {"plain": {}}}, "q": {"agents": 1}})")));
}
TEST_CASE("a class is followed along its routes, also where it changes") {
    const std::string becomes = for_vip + R"(, "next": [{"to": "b", "becomes": "plain"}])";
    CHECK(all_good(station("a", becomes) + ", " + station("b", for_plain)));
    CHECK(tells(read_hall(station("a", becomes) + ", " + station("b", for_vip)).problems, "/stations/b/staff", "class plain"));
    const std::string out = for_vip + R"(, "next": [{"to": "out"}])";
    CHECK(all_good(station("a", out) + ", " + station("b", for_plain)));  // nobody comes to b
    const std::string full =
        for_vip + R"(, "next": [{"to": "out"}], "capacity": 1, "on_full": {"elsewhere": 0.5, "station": "b"})";
    CHECK(tells(read_hall(station("a", full) + ", " + station("b", for_plain)).problems, "/stations/b/staff", "class vip"));
}
TEST_CASE("who comes to one station alone does not pass those after it") {
    const std::string halls = R"(, "centres": {"hall": {"stations": {)" + station("a", for_vip) + ", " + station("b", for_plain) +
                              R"(}}}, "study": {"horizon": "1 d"}, )" + two_classes;
    const auto to = [&](const std::string& goal) {
        return read_parts(R"("demand": {"streams": {"all": {"to": ")" + goal + R"(", "rate": "1 / min"}}})" + halls);
    };
    CHECK(tells(to("hall").problems, "/stations/b/staff", "class vip"));
    CHECK_MESSAGE(to("hall/a").ok(), all_of(to("hall/a").problems));
}
TEST_CASE("nobody is sent round in a circle within one instant") {
    CHECK(circle_told(station("a", sends_on("b")) + ", " + station("b", sends_on("a")), "in a circle"));
    CHECK(circle_told(station("a", sends_on("a")), "in a circle"));
    CHECK(all_good(station("a", sends_on("b")) + ", " + station("b", R"("agents": 1, "capacity": 1)")));
    const std::string late = R"("agents": 1, "capacity": 1, "on_full": {"elsewhere": 1, "delay": "5 min", "station": "a"})";
    CHECK(all_good(station("a", sends_on("b")) + ", " + station("b", late)));
    const std::string soon = R"("agents": 1, "capacity": 1, "on_full": {"elsewhere": 1, "delay": "1 ms", "station": "a"})";
    CHECK(circle_told(station("a", sends_on("b")) + ", " + station("b", soon), "in a circle"));
    const std::string half = R"("agents": 1, "capacity": 1, "on_full": {"elsewhere": 0.9, "station": "a"})";
    CHECK(all_good(station("a", sends_on("b")) + ", " + station("b", half)));
}
TEST_CASE("who goes on unserved comes to an end too") {
    const std::string onward = R"("agents": 1, "capacity": 1, "on_full": {"onward": 1})";
    CHECK(all_good(station("a", onward) + ", " + station("b", onward)));
    CHECK(circle_told(station("a", onward) + ", " + station("b", onward + R"(, "next": [{"to": "a"}])"), "in a circle"));
    CHECK(all_good(station("a", onward) + ", " +
                   station("b", onward + R"(, "next": [{"to": "a", "share": 0.9}, {"to": "out", "share": 0.1}])")));
}
TEST_CASE("the shortest of several is no way out: its length decides, not luck") {
    const std::string full = R"("agents": 0, "capacity": 1, "on_full": {"onward": 1}, "next": [{"to": ["a", "b"]}])";
    CHECK(circle_told(station("a", full) + ", " + station("b", R"("agents": 1)"), "in a circle"));
    const std::string to_others = R"("agents": 0, "capacity": 1, "on_full": {"onward": 1}, "next": [{"to": ["b", "c"]}])";
    CHECK(all_good(station("a", to_others) + ", " + station("b", R"("agents": 1)") + ", " + station("c", R"("agents": 1)")));
}
TEST_CASE("a circle of services takes time") {
    const std::string at_once = R"("a": {"agents": 1, "service": "0 s", "next": [)";
    CHECK(circle_told(at_once + R"({"to": "a"}]})", "no time"));
    CHECK(all_good(at_once + R"({"to": "a", "share": 0.5}, {"to": "out", "share": 0.5}]})"));
    CHECK(circle_told(
        at_once + R"({"to": "a", "when": {"station": "b", "waiting_from": 3}}]}, )" + station("b", R"("agents": 1)"), "no time"));
    CHECK(all_good(at_once + R"({"to": "b"}]}, )" + station("b", R"("agents": 1, "next": [{"to": "a"}])")));  // a closed network
}
TEST_CASE("a fork does not come back to itself") {
    CHECK(circle_told(station("a", R"("agents": 1, "fork": {"by": "transaction", "to": "a"})"), "back to itself"));
    const std::string to_a = R"("agents": 1, "fork": {"to": ["a", "c"]})", to_b = R"("agents": 1, "fork": {"to": ["b", "c"]})";
    CHECK(circle_told(station("a", to_b) + ", " + station("b", to_a) + ", " + station("c", R"("agents": 1)"), "back to itself"));
}

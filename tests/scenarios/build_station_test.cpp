#include "scenarios/build.hpp"

#include <doctest/doctest.h>

#include "tests/scenarios/halls.hpp"

using namespace counterless;

namespace {
const std::string vip_first = R"("classes": {"vip": {"priority": 2}}, "agents": 2)";
Station desk(const std::string& fields) {
    const ReadResult result = read_desk(fields);
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    return result.scenario.stations.at(0);
}
}  // namespace

TEST_CASE("a plain station needs nothing of the rich one") {
    const Station plain = desk(R"("agents": 3)");
    CHECK(plain.agents == 3);
    CHECK(plain.classes.empty());
    CHECK(plain.pools.empty());
    CHECK(plain.routes.empty());
    CHECK(!plain.fork);
    CHECK(plain.between == OrderBetween::arrival);
    CHECK(plain.within == OrderWithin::fifo);
    CHECK(plain.lines == LinesPer::station);
    CHECK(plain.line_capacity == -1);
    CHECK(plain.balking == Balking::never);
    CHECK(plain.batch_max == 1);
    CHECK(!plain.blocks);
    for (const Otherwise& one : plain.otherwise) CHECK(!one.stated());
}
TEST_CASE("without classes there is one, and it is everybody") {
    const ReadResult result = read_hall(desk_of(R"("agents": 3)"), R"("description": "")");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    REQUIRE(result.scenario.classes.size() == 1);
    CHECK(result.scenario.classes[0].id == "all");
    CHECK(read_hall(desk_of(R"("agents": 3)")).scenario.classes.at(1).name.en == "Plain");
}
TEST_CASE("a class takes the station's service and patience unless it has its own") {
    const Station station = desk(R"("agents": 1, "patience": "7 min",
        "classes": {"plain": {"service": {"law": "exponential", "mean": "3 min"}, "patience": {"law": "never"}}})");
    REQUIRE(station.classes.size() == 2);
    CHECK(station.classes[0].service.mean == 60);
    CHECK(station.classes[0].patience.mean == 420);
    CHECK(station.classes[1].service.mean == 180);
    CHECK(station.classes[1].patience.family == LawFamily::never);
}
TEST_CASE("the order between classes follows from what they state, and may be stated") {
    CHECK(desk(vip_first).between == OrderBetween::priority);
    CHECK(desk(vip_first).classes.at(0).priority == 2);
    CHECK(desk(vip_first).classes.at(1).priority == 0);
    const Station growing = desk(R"("agents": 1, "classes": {"vip": {"growth": "2 / min"}, "plain": {"growth": "1 / min"}})");
    CHECK(growing.between == OrderBetween::accumulating);
    CHECK(growing.classes.at(0).growth_per_s == doctest::Approx(2.0 / 60));
    CHECK(desk(R"("line": {"between": "accumulating"}, )" + vip_first).between == OrderBetween::accumulating);
    CHECK(desk_tells(R"("line": {"between": "arrival"}, )" + vip_first, "/classes/vip/priority", "by arrival"));
    CHECK(desk_tells(R"("line": {"between": "priority"}, "agents": 1, "classes": {"vip": {"growth": "1 / h"}})",
                     "/classes/vip/growth", "growing priority"));
    CHECK(desk_tells(R"("line": {"between": "priority"}, "agents": 1)", "/line/between", "all customers are alike"));
}
TEST_CASE("only a class above another can preempt") {
    const Station station = desk(R"("agents": 1, "classes": {"vip": {"priority": 2, "preempts": true}},
        "line": {"interrupted_work": "resample"})");
    CHECK(station.classes.at(0).preempts);
    CHECK(!station.classes.at(1).preempts);
    CHECK(station.work == Interruption::resample);
    CHECK(desk_tells(R"("agents": 1, "classes": {"vip": {"preempts": true}})", "/classes/vip/preempts", "no class has a lower"));
    CHECK(desk_tells(R"("agents": 1, "classes": {"vip": {"priority": -1, "preempts": true}})", "/classes/vip/preempts", "lower"));
}
TEST_CASE("a class that is not there is not treated") {
    CHECK(desk_tells(R"("agents": 1, "classes": {"vipp": {}})", "/classes/vipp", "vipp"));
}
TEST_CASE("each discipline within a line has its word") {
    const std::pair<const char*, OrderWithin> words[] = {{"fifo", OrderWithin::fifo},
                                                         {"lifo", OrderWithin::lifo},
                                                         {"random", OrderWithin::random},
                                                         {"shortest_first", OrderWithin::shortest_first}};
    for (const auto& [word, order] : words)
        CHECK(desk(R"("agents": 1, "line": {"within": ")" + std::string(word) + "\"}").within == order);
}
TEST_CASE("a line per counter may have jockeys; one line has none") {
    const Station station = desk(R"("agents": 3, "line": {"per": "counter", "jockey_from": 2, "capacity": 0})");
    CHECK(station.lines == LinesPer::counter);
    CHECK(station.jockey_from == 2);
    CHECK(station.line_capacity == 0);
    CHECK(desk_tells(R"("agents": 3, "line": {"jockey_from": 2})", "/line/jockey_from", "one line"));
    CHECK(desk_tells(R"("agents": "unlimited", "line": {"per": "counter"})", "/line/per", "without number"));
    CHECK(desk_tells(R"("line": {"per": "counter"}, "staff": {"p": {"agents": 1}, "q": {"agents": 1}})", "/line/per",
                     "several pools"));
}
TEST_CASE("balking looks at people or at minutes, in rising steps") {
    const Station station = desk(R"("agents": 1, "balking": {"steps": [{"from": 5, "chance": 0.3}, {"from": 10, "chance": 1}]})");
    CHECK(station.balking == Balking::by_length);
    REQUIRE(station.balk.size() == 2);
    CHECK(station.balk[1].from == 10);
    CHECK(station.balk[1].chance == 1);
    const Station by_wait =
        desk(R"("agents": 1, "balking": {"by": "announced_wait", "steps": [{"from": "10 min", "chance": 0.3}]})");
    CHECK(by_wait.balking == Balking::by_announced_wait);
    CHECK(by_wait.balk.at(0).from == 600);
    CHECK(desk_tells(R"("agents": 1, "balking": {"steps": [{"from": "10 min", "chance": 0.3}]})", "/balking/steps/0/from",
                     "a duration"));
    CHECK(desk_tells(R"("agents": 1, "balking": {"by": "announced_wait", "steps": [{"from": 3, "chance": 0.3}]})",
                     "/balking/steps/0/from", "a number of people"));
    CHECK(desk_tells(R"("agents": 1, "balking": {"steps": [{"from": 5, "chance": 0.3}, {"from": 5, "chance": 1}]})",
                     "/balking/steps/1/from", "not above"));
    CHECK(desk_tells(R"("agents": 1, "balking": {"steps": [{"from": true, "chance": 0.3}]})", "/balking/steps/0/from", "true"));
    CHECK(desk_tells(R"("agents": 1, "balking": {})", "/balking", "no \"steps\""));
}
TEST_CASE("a callback says who accepts it") {
    const Station station = desk(R"("agents": 1, "callback": {"from_wait": "10 min", "accepts": 0.5})");
    CHECK(station.callback->from_wait_s == 600);
    CHECK(station.callback->accepts == 0.5);
    CHECK(station.callback->answers == 1);
    CHECK(desk_tells(R"("agents": 1, "callback": {"answers": 0.5})", "/callback", "no \"accepts\""));
}
TEST_CASE("a batch has a least and a most, and nobody in it is preempted") {
    const Station station = desk(R"("agents": 1, "batch": {"min": 2, "max": 10})");
    CHECK(station.batch_min == 2);
    CHECK(station.batch_max == 10);
    CHECK(desk(R"("agents": 1, "batch": {"max": 4})").batch_min == 1);
    CHECK(desk_tells(R"("agents": 1, "batch": {"min": 5, "max": 4})", "/batch/min", "5 of at most 4"));
    CHECK(desk_tells(R"("agents": 1, "batch": {"min": 5})", "/batch", "no \"max\""));
    CHECK(desk_tells(R"("agents": 1, "capacity": 3, "batch": {"min": 4, "max": 4})", "/batch/min", "more than find a place"));
    CHECK(desk_tells(R"("agents": 1, "batch": {"max": 4}, "classes": {"vip": {"priority": 1, "preempts": true}})", "/batch",
                     "preempted"));
    CHECK(desk_tells(R"("agents": "unlimited", "batch": {"max": 4})", "/batch", "without number"));
}
TEST_CASE("closing needs a calendar, blocking a limit") {
    CHECK(desk_tells(R"("agents": 1, "at_closing": "turn_away")", "/at_closing", "without a calendar"));
    const ReadResult closing = read_week(desk_of(R"("agents": 1, "at_closing": "turn_away")"));
    REQUIRE_MESSAGE(closing.ok(), all_of(closing.problems));
    CHECK(closing.scenario.stations[0].turn_away_at_closing);
    CHECK(desk_tells(R"("agents": 1, "blocks": true)", "/blocks", "never full"));
    CHECK(desk(R"("agents": 1, "blocks": true, "capacity": 4)").blocks);
    CHECK(desk(R"("agents": 1, "blocks": true, "line": {"capacity": 4})").blocks);
}
TEST_CASE("a system is a channel") {
    const std::string portal = R"("channels": {"portal": {"response": "2 s"}}, )" + two_classes;
    const ReadResult result = read_hall(desk_of(R"("agents": 1, "system": "portal")"), portal);
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(result.scenario.stations[0].system == 0);
    CHECK(desk(R"("agents": 1)").system == none);
    CHECK(tells(read_hall(desk_of(R"("agents": 1, "system": "portla")"), portal).problems, "/desk/system", "portla"));
}
TEST_CASE("a building may have a number of places") {
    const ReadResult result = read_parts(to_hall + R"(, "centres": {"hall": {"capacity": 50, "stations": {)" +
                                         desk_of(R"("agents": 1)") + R"(}}}, "study": {"horizon": "1 d"})");
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    CHECK(result.scenario.centres[0].capacity == 50);
    CHECK(read_desk(R"("agents": 1)").scenario.centres[0].capacity == -1);
}

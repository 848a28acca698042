// tests/sim/planted_test.cpp: a hundred small faults were planted one at a time in sim/; each claim here is one that the other
// claims of the halls let pass. Stories as in interruptions_test.cpp, reckoned by hand.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/sim/diary.hpp"
#include "tests/sim/story.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

TEST_CASE("patience ends with the line it was for: at the next station it is forgotten, alone or in a batch") {
    for (const int together : {1, 2}) {
        CAPTURE(together);
        Story story(2);
        story.at(0).agents = 1, story.at(1).agents = 1;
        story.at(0).batch_max = together;
        story.at(0).patience = deterministic(30);
        story.comes(0, 10), story.comes(0, 10), story.comes(1, 10);
        for (Ticket& one : story.scenario.streams[0].trace) one.service_s = {10, 40}, one.patience_s = -1;
        story.scenario.streams[0].whole_path = true;
        const Teller told = story.told();
        // Patience with station 0 would have ended at 30 and at 31, when both wait at station 1.
        CHECK(told.of.at(2).ends_with("20 comes to 1, 50 begins, 90 ends"));
        CHECK(told.of.at(3).ends_with("comes to 1, 90 begins, 130 ends"));
    }
}

TEST_CASE("what is left of an interrupted service is work, not time: a fast agent leaves less of it to a slow one") {
    Story story;
    story.high_preempts();
    story.at().pools.resize(2);
    story.at().pools[0].skills = {{.klass = 0, .speed = 2}, {.klass = 1}};
    story.at().pools[0].duties = {{0, 1000, 1, {}}};
    story.at().pools[1].skills = {{.klass = 0}};
    story.at().pools[1].duties = {{3, 1000, 1, {}}};
    story.comes(0, 20), story.high_comes(4, 100);
    // 8 of 20 are done in 4 at speed 2; the other 12 take 12.
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 4 stops, 4 resumes, 16 ends");
}

TEST_CASE("of three classes the lowest is interrupted, though another began last") {
    Story story;
    story.scenario.classes.push_back({"middle", {}});
    story.duty(0, 1000, 2);
    story.high_preempts();
    story.at().classes.push_back({.priority = 0.5, .service = story.at().service, .patience = story.at().patience});
    story.comes(0, 20), story.comes(1, 20, infinite, 2), story.high_comes(5, 5);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 5 stops, 10 resumes, 25 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 21 ends");
}

TEST_CASE("preempt x breakdown: who is interrupted when the desk works again goes on at once with another") {
    Story story;
    story.high_preempts();
    story.at().pools.resize(2);
    story.at().pools[0].duties = {{0, 1000, 1, {}}};
    story.at().pools[0].breakdown = Breakdown{.up = deterministic(20), .repair = deterministic(10)};
    story.at().pools[1].skills = {{.klass = 0}};
    story.at().pools[1].duties = {{0, 1000, 1, {}}};
    story.comes(15, 8), story.high_comes(25, 6);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "25 comes to 0, 30 begins, 36 ends");
    CHECK(told.of.at(1) == "15 comes to 0, 15 begins, 20 stops, 30 resumes, 30 stops, 30 resumes, 33 ends");
}

TEST_CASE("preempt x breakdown: a busy clock runs on over an interruption and from one customer to the next") {
    Story story;
    story.duty(0, 1000, 1);
    story.pool().breakdown = Breakdown{.while_busy = true, .up = deterministic(10), .repair = deterministic(5)};
    story.high_preempts();
    story.comes(0, 20), story.high_comes(4, 3);
    Teller told = story.told();
    // Busy 4, 3 with the high one, 3 more: broken at 10. Ten more: broken at 25.
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 4 stops, 7 resumes, 10 stops, 15 resumes, 25 stops, 30 resumes, 33 ends");
    story.scenario.streams[0].trace = {{0, 0, {6}, infinite}, {20, 0, {8}, infinite}};
    told = story.told();
    CHECK(told.of.at(2) == "20 comes to 0, 20 begins, 24 stops, 29 resumes, 33 ends");
}

TEST_CASE("breakdown x papers: a desk that fails while its agent writes is found broken when he has written") {
    Story story;
    story.duty(0, 1000, 1);
    story.pool().after_service = deterministic(6);
    story.pool().breakdown = Breakdown{.up = deterministic(12), .repair = deterministic(20)};
    story.comes(0, 10), story.comes(11, 3);
    // Papers from 10 until 16, broken at 12 but found at 16, repaired at 36.
    CHECK(story.told().of.at(2) == "11 comes to 0, 36 begins, 39 ends");
}

namespace {
// The first agent of station 0 keeps his customer until station 1 has room for two (one served, one in line).
Story kept_upstream() {
    Story story(2);
    story.at(0).agents = 1;
    story.at(1).capacity = 2, story.at(1).blocks = true;
    for (int customers = 0; customers < 3; ++customers) story.comes(0, 1);
    for (Ticket& one : story.scenario.streams[0].trace) one.service_s = {1, 50}, one.patience_s = -1;
    story.scenario.streams[0].whole_path = true;
    return story;
}
}  // namespace

TEST_CASE("renege x blocking: who gives up makes room for the one kept upstream") {
    Story story = kept_upstream();
    story.at(1).agents = 1;
    story.at(1).patience = deterministic(10);
    const Teller told = story.told();
    CHECK(told.of.at(2).ends_with("2 comes to 1, 12 gives up"));
    CHECK(told.of.at(3).ends_with("3 ends, 12 comes to 1, 22 gives up"));
}

TEST_CASE("closing x blocking: a line that is turned away makes room for the one kept upstream") {
    Story story = kept_upstream();
    story.at(1).agents = 1;
    story.at(1).turn_away_at_closing = true;
    story.open(0, 10);
    CHECK(story.told().of.at(3).ends_with("3 ends, 10 comes to 1, 51 begins, 101 ends"));
}

TEST_CASE("shift end x blocking: who is dropped makes room for the one kept upstream") {
    Story story = kept_upstream();
    story.duty(0, 20, 1, 1);
    story.pool(1).end = EndOfShift::drop;
    const Teller told = story.told();
    CHECK(told.of.at(1).ends_with("20 dropped"));
    CHECK(told.of.at(3).ends_with("3 ends, 20 comes to 1"));
}

TEST_CASE("callback x break x blocking: called after the break and not there, he makes room for the one kept upstream") {
    Story story = kept_upstream();
    story.at(1).capacity = 1;
    story.duty(0, 1000, 1, 1);
    story.pool(1).duties[0].breaks = {{0, 0, 30}};
    story.at(1).callback = Callback{.from_wait_s = 0, .accepts = 1, .answers = 0};
    const Teller told = story.told();
    CHECK(told.of.at(1).ends_with("1 comes to 1, 30 gives up"));
    CHECK(told.of.at(2).ends_with("2 ends, 30 comes to 1, 30 begins, 80 ends"));
}

TEST_CASE("a callback is offered from the announced wait on: those before him and himself, over the agents") {
    Story story;
    story.at().agents = 1;
    story.at().callback = Callback{.from_wait_s = 20, .accepts = 1, .answers = 1};
    story.comes(0, 40), story.comes(1, 5, 8), story.comes(2, 5, 8);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 9 gives up");          // announced: 10 s
    CHECK(told.of.at(3) == "2 comes to 0, 40 begins, 45 ends");  // announced: 20 s; he accepts, and does not give up
}

TEST_CASE("accumulating priority: what is stated at the door counts beside what is earned by waiting") {
    Story story;
    story.duty(0, 1000, 1);
    story.high_preempts();
    story.at().between = OrderBetween::accumulating;
    for (Treatment& one : story.at().classes) one.preempts = false, one.growth_per_s = 1;
    story.at().classes[1].priority = 9;
    story.comes(0, 20), story.comes(2, 5), story.high_comes(10, 5), story.high_comes(12, 5);
    const Teller told = story.told();
    // At 20 the low one has 18, the first high one 9 + 10, the second 9 + 8.
    CHECK(told.of.at(3) == "10 comes to 0, 20 begins, 25 ends");
    CHECK(told.of.at(2) == "2 comes to 0, 25 begins, 30 ends");
    CHECK(told.of.at(4) == "12 comes to 0, 30 begins, 35 ends");
}

TEST_CASE("a stated service of no length is one") {
    Story story;
    story.at().agents = 1;
    story.comes(3, 0);
    CHECK(story.told().of.at(1) == "3 comes to 0, 3 begins, 3 ends");
}

TEST_CASE("a line before each counter: nobody joins the line of an agent who is on a break") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2;
    story.duty(0, 1000, 1);
    story.duty(0, 1000, 1);
    story.pool().duties[0].breaks = {{0, 0, 500}};
    story.comes(1, 5), story.comes(2, 5), story.comes(3, 5);
    CHECK(story.told().of.at(3) == "3 comes to 0, 11 begins, 16 ends");
}

TEST_CASE("jockeying after somebody gave up, and to an agent who is back from his break or begins his shift") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2, story.at().jockey_from = 1;
    story.duty(0, 1000, 2);
    story.comes(0, 50), story.comes(0, 60), story.comes(1, 5), story.comes(2, 5, 8), story.comes(3, 5), story.comes(4, 7);
    // Lines: 3 and 5 before the first, 4 and 6 before the second. When 4 gives up nothing differs by two; at 50 the first is
    // free.
    const Teller told = story.told();
    CHECK(told.of.at(4) == "2 comes to 0, 10 gives up");
    CHECK(told.of.at(6).ends_with("67 ends"));
    Story later;
    later.at().lines = LinesPer::counter, later.at().agents = 2, later.at().jockey_from = 1;
    later.duty(0, 1000, 1);
    later.duty(0, 1000, 1);
    later.pool().duties[1].breaks = {{0, 0, 20}};
    later.comes(1, 50), later.comes(2, 5), later.comes(3, 5);
    CHECK(later.told().of.at(3) == "3 comes to 0, 20 begins, 25 ends");  // the last of the line moves over
    later.pool().duties[1] = {20, 1000, 1, {}};
    CHECK(later.told().of.at(3) == "3 comes to 0, 20 begins, 25 ends");
}

TEST_CASE("tomorrow he begins at the first station again") {
    Story story(2);
    story.scenario.study.horizon_s = 3 * 86400;
    story.open(0, 1000), story.open(86400, 87400);
    story.at(0).agents = 1, story.at(1).agents = 1, story.at(1).capacity = 1;
    Otherwise rule;
    rule.tomorrow = 1, rule.delay = deterministic(0);
    set_rule(story.at(1), Unserved::full, rule);
    story.comes(0, 5), story.comes(0, 5);
    for (Ticket& one : story.scenario.streams[0].trace) one.service_s = {5, 50};
    story.scenario.streams[0].whole_path = true;
    const Teller told = story.told();
    CHECK(told.of.at(2).ends_with("10 1 full"));
    CHECK(told.of.at(3).find("comes to 0") != std::string::npos);
    CHECK(told.of.at(3).find("comes to 1") != std::string::npos);
}

TEST_CASE("a house of two, and a batch that must enter wholly: exactly as many as fit") {
    Story story;
    story.at().agents = 3;
    story.scenario.centres[0].capacity = 2;
    story.comes(0, 50), story.comes(0, 50), story.comes(0, 50);
    Teller told = story.told();
    CHECK(told.of.at(2) == "0 comes to 0, 0 begins, 50 ends");
    CHECK(told.of.at(3) == "0 0 full");
    for (const bool by_house : {false, true}) {
        CAPTURE(by_house);
        Story batch;
        batch.at().agents = 3;
        (by_house ? batch.scenario.centres[0].capacity : batch.at().capacity) = 2;
        Stream stream;
        stream.station = 0, stream.process = Process::renewal, stream.gap = deterministic(600);
        stream.pieces = {{0, 1000, 1}};
        stream.batch = {.shares = {0, 1}, .whole = true};
        batch.scenario.streams.push_back(stream);
        told = batch.told();
        CHECK(told.of.at(1) == "600 comes to 0, 600 begins, 610 ends");
        CHECK(told.of.at(2) == "600 comes to 0, 600 begins, 610 ends");
    }
}

TEST_CASE("jockeying after somebody gave up: at once, not when the next service ends") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2, story.at().jockey_from = 2;
    story.duty(0, 1000, 2);
    story.comes(0, 50), story.comes(0, 60);
    story.comes(1, 30), story.comes(2, 5, 8), story.comes(3, 5);  // the first line, the second, the first
    story.comes(12, 5);
    const Teller told = story.told();
    CHECK(told.of.at(4) == "2 comes to 0, 10 gives up");
    // Three at the first counter, one at the second: at 10 the last moves over, and who comes at 12 finds two and two.
    CHECK(told.of.at(5) == "3 comes to 0, 60 begins, 65 ends");
    CHECK(told.of.at(6) == "12 comes to 0, 65 begins, 70 ends");
}

TEST_CASE("a visit that is called back in vain has waited; one that comes again begins with nothing") {
    Story story;
    story.at().agents = 1, story.at().capacity = 2;
    story.at().callback = Callback{.from_wait_s = 0, .accepts = 1, .answers = 0};
    story.comes(0, 40), story.comes(1, 5);
    Diary called;
    run(story.scenario, {}, 0, called);
    REQUIRE(called.visits.size() == 2);
    CHECK(called.visits[1].waited_s == 39);
    story.at().callback.reset();
    Otherwise rule;
    rule.retry = 1, rule.delay = deterministic(10);
    set_rule(story.at(), Unserved::reneged, rule);
    story.scenario.streams[0].trace = {{0, 0, {40}, infinite}, {1, 0, {5}, 5}, {10, 0, {5}, infinite}};
    Diary again;
    run(story.scenario, {}, 0, again);
    REQUIRE(again.visits.size() == 4);  // he gave up at 6 and finds no place at 16
    CHECK(again.visits[0].admitted);
    CHECK(again.visits[1].end == VisitEnd::refused);
    CHECK_FALSE(again.visits[1].admitted);
    CHECK(again.visits[1].waited_s == 0);
}

TEST_CASE("a full station of another centre keeps nobody at his desk: he walks over and is refused there") {
    Story story(2);
    story.at(0).agents = 1, story.at(1).agents = 1;
    story.scenario.centres.push_back({.id = "annex", .path = {1}});
    story.scenario.centres[0].path = {0};
    story.at(1).centre = 1, story.at(1).capacity = 1, story.at(1).blocks = true;
    story.at(1).service = deterministic(50);
    story.at(0).routes = {{.share = 1, .goal = Goal::station, .stations = {1}}};
    story.comes(0, 10), story.comes(0, 10), story.comes(0, 10);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "0 comes to 0, 10 begins, 20 ends");
    CHECK(told.of.at(3) == "0 comes to 0, 20 begins, 30 ends");  // not kept from 20 on
}

TEST_CASE("who tires of waiting for a guide walks on to the counters") {
    Scenario scenario = town();
    add_initiative(scenario, 1);
    for (Knob& knob : scenario.knobs)
        if (knob.kind == KnobKind::guides) knob.value = 1;
    for (Station& station : scenario.stations)
        station.patience = station.guides ? deterministic(1) : never(), station.agents = station.guides ? 0 : 60;
    Diary diary;
    run(scenario, {}, 0, diary);
    const auto tired = std::count_if(diary.lines.begin(), diary.lines.end(),
                                     [](const std::string& line) { return line.find("gives up") != std::string::npos; });
    CHECK(tired > 20);
    for (const VisitRecord& visit : diary.visits) CHECK(visit.end != VisitEnd::gave_up);
}

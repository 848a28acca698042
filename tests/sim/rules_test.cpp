// Rules that meet: each was once wrong, and was found by readers with fresh eyes.
#include <doctest/doctest.h>

#include <algorithm>

#include "scenarios/read.hpp"
#include "sim/record.hpp"
#include "sim/run.hpp"
#include "tests/sim/diary.hpp"
#include "tests/sim/story.hpp"

using namespace counterless;

namespace {
Scenario scenario_of(const std::string& text) {
    const ReadResult read = read_scenario_text(text, "rules.json");
    for (const Problem& problem : read.problems) FAIL(to_text(problem));
    return read.scenario;
}
// Customers of the first stream at stated minutes, by class.
Scenario with_customers(const std::string& text, const std::vector<std::pair<double, Index>>& customers) {
    Scenario scenario = scenario_of(text);
    Stream& stream = scenario.streams.front();
    stream.process = Process::trace;
    stream.pieces.clear();
    for (const auto& [minute, klass] : customers) stream.trace.push_back({.arrived_s = 60 * minute, .klass = klass});
    return scenario;
}
Diary live(const Scenario& scenario) {
    Diary diary;
    run(scenario, {}, 0, diary);
    return diary;
}
double share_of(const Diary& diary, VisitEnd end) {
    const auto count =
        std::count_if(diary.visits.begin(), diary.visits.end(), [end](const VisitRecord& visit) { return visit.end == end; });
    return static_cast<double>(count) / static_cast<double>(diary.visits.size());
}
const std::string stream = R"("demand": {"streams": {"all": {"to": "h", "rate": "1 / min"}}})";
const std::string two_classes = R"("customers": {"classes": {"low": {}, "high": {}}}, )" + stream;
}  // namespace

// 90 needs find the only desk taken and go online, where half of the tries fail: a failed one comes again, and again goes online.
// Each try has luck of its own, so about half of some 200 fail; with the same luck each time, whoever failed once would fail for
// ever. 0.5 +- 4.5 x sqrt(0.25 / 150): a false alarm in 100,000.
TEST_CASE("who failed online, came, and goes online again has luck of his own") {
    const Diary diary = live(scenario_of(R"({"name": "again", "calendar": {"start": "2018-10-14", "end": "2018-10-18"},
        "services": {"p": {"volume": "5000 / week"}}, "customers": {"segments": {"s": {}}}, "demand": {"volume": "400 / week"},
        "adoption": {"share": 0.2},
        "channels": {"web": {"failure": 0.5, "visit_after_failure": 1, "retry_delay": "10 min", "response": "10 min"}},
        "centres": {"h": {"stations": {"d": {"agents": 1, "capacity": 1, "service": "200 h",
                                             "on_full": {"digital": 1, "channel": "web"}}}}}})"));
    const auto failed =
        std::count_if(diary.attempts.begin(), diary.attempts.end(), [](const AttemptRecord& one) { return one.failed(); });
    REQUIRE(diary.attempts.size() > 150);
    CHECK(static_cast<double>(failed) / static_cast<double>(diary.attempts.size()) == doctest::Approx(0.5).epsilon(0.37));
}

TEST_CASE("a channel that nearly always fails may be tried for ever") {
    const Diary diary = live(scenario_of(R"({"name": "stubborn", "calendar": {"start": "2018-10-14", "end": "2018-10-14"},
        "services": {"p": {"volume": "5000 / week"}}, "customers": {"segments": {"s": {}}}, "demand": {"volume": "700 / week"},
        "adoption": {"share": 0.01},
        "channels": {"web": {"failure": 0.99, "retry": 0.97, "visit_after_failure": 1, "retry_delay": "1 s", "response": "1 s"}},
        "centres": {"h": {"stations": {"d": {"agents": 10, "service": "1 min"}}}}})"));
    CHECK(diary.attempts.size() > diary.transactions.size());  // the balance sheet holds, or run() would have thrown
}

TEST_CASE("a visit waits at the fork what it waited before, and its longest branch") {
    const std::string text = R"({"name": "fork", )" + stream + R"(, "centres": {"h": {"stations": {
        "reception": {"agents": 1, "service": "10 min", "fork": {"to": ["a", "b"]}},
        "a": {"agents": 1, "service": "20 min"}, "b": {"agents": 1, "service": "1 min"}}}}, "study": {"horizon": "10 h"}})";
    const Diary diary = live(with_customers(text, {{0, 0}, {0, 0}}));
    REQUIRE(diary.visits.size() == 2);
    CHECK(diary.visits[0].waited_s == 0);
    CHECK(diary.visits[1].waited_s == doctest::Approx(60 * (10 + 10)));  // reception until 10; a is taken from 10 until 30
    CHECK(diary.visits[1].left_s == doctest::Approx(60 * 50));           // and neither branch is gone through twice
}

TEST_CASE("a visit none of whose branches was served gave up") {
    const Diary diary = live(scenario_of(R"({"name": "lost", )" + stream + R"(, "centres": {"h": {"stations": {
        "reception": {"agents": 1, "service": "10 s", "fork": {"to": ["a", "b"]}},
        "a": {"agents": 0, "patience": "1 min", "service": "1 min"}, "b": {"agents": 0, "patience": "1 min", "service": "1 min"}}}},
        "study": {"horizon": "10 h"}})"));
    CHECK(share_of(diary, VisitEnd::gave_up) == 1);
}

TEST_CASE("a house lets in no more than it holds, whatever its stations' rules say") {
    const Diary diary = live(scenario_of(R"({"name": "house", )" + stream + R"(, "centres": {"h": {"capacity": 2, "stations": {
        "a": {"agents": 1, "service": "10 min", "on_full": {"onward": 1}}, "b": {"agents": 1, "service": "10 min"}}}},
        "study": {"horizon": "100 h"}})"));
    CHECK(diary.inside.visits <= 2);
    CHECK(share_of(diary, VisitEnd::refused) > 0.5);
}

// Setup 5, service 10; at 1 somebody of a higher class comes (setup 5, service 1, done at 7); then setup 5 and the 10.
TEST_CASE("a setup that was broken off is done again, once") {
    const std::string text =
        R"({"name": "setup", )" + two_classes + R"(, "centres": {"h": {"stations": {"d": {"service": "10 min",
        "classes": {"high": {"priority": 2, "preempts": true, "service": "1 min"}, "low": {}},
        "staff": {"p": {"agents": 1, "setup": "5 min"}}}}}}, "study": {"horizon": "10 h"}})";
    const Diary diary = live(with_customers(text, {{0, 0}, {1, 1}}));
    REQUIRE(diary.visits.size() == 2);
    CHECK(diary.visits[1].left_s == doctest::Approx(60 * 22));
}

// The desk is down from 8 to 9 and the service goes on: at 10 its last minute begins. Then a higher class comes for a minute, and
// all ten minutes are done again.
TEST_CASE("restart after a preemption repeats all of the work, also what was resumed before") {
    const std::string text =
        R"({"name": "restart", )" + two_classes + R"(, "centres": {"h": {"stations": {"d": {"service": "10 min",
        "line": {"interrupted_work": "restart"},
        "classes": {"high": {"priority": 2, "preempts": true, "service": "1 min"}, "low": {}},
        "staff": {"p": {"agents": 1, "breakdown": {"up": "8 min", "repair": "1 min", "work": "resume"}}}}}}},
        "study": {"horizon": "25 min"}})";
    const Diary diary = live(with_customers(text, {{0, 0}, {10, 1}}));
    REQUIRE(diary.visits.size() == 2);
    // 11 until 17, down until 18, and four minutes more.
    CHECK(diary.visits[1].left_s == doctest::Approx(60 * 22));
}

// Each batch asks everyone in it. 0.5 +- 4.5 x sqrt(0.25 / 3000) = 0.04: a false alarm in 100,000.
TEST_CASE("everyone who waits for a call is asked whether he answers, also in the middle of a batch") {
    const Diary diary = live(scenario_of(R"({"name": "calls", )" + stream + R"(, "centres": {"h": {"stations": {"d": {"agents": 1,
        "service": "10 min", "batch": {"min": 1, "max": 20}, "callback": {"from_wait": "0 s", "accepts": 1, "answers": 0.5}}}}},
        "study": {"horizon": "100 h"}})"));
    REQUIRE(diary.visits.size() > 3000);
    CHECK(share_of(diary, VisitEnd::gave_up) == doctest::Approx(0.5).epsilon(0.08));
}

// What a newcomer is told decides whether he joins: told more than `limit_s` he does not. One low customer is served and one low
// waits.
namespace {
bool joins(Story story, double limit_s, Index klass) {
    story.at().balking = Balking::by_announced_wait;
    story.at().balk = {{.from = limit_s, .chance = 1}};
    story.comes(0, 100), story.comes(1, 100), story.comes(2, 100, infinite, klass);
    return !story.told().of.at(3).ends_with("balked");
}
// The wait he is told, by whether he joins just below and at it.
bool is_told(const Story& story, double wait_s, Index klass = 0) {
    return joins(story, wait_s + 1e-6, klass) && !joins(story, wait_s, klass);
}
Story classes_of(double low_s, double high_s) {
    Story story;
    story.at().agents = 1;
    story.at().classes = {{.service = deterministic(low_s), .patience = never()},
                          {.service = deterministic(high_s), .patience = never()}};
    return story;
}
}  // namespace

TEST_CASE("the announced wait: those before him and himself, by the mean of his class, over those who may serve them") {
    Story alike;
    alike.at().agents = 1;
    CHECK(is_told(alike, 20));  // (1 + 1) x 10 s
    Story apart = classes_of(10, 60);
    CHECK(is_told(apart, 20, 0));
    CHECK(is_told(apart, 70, 1));  // a low one before him, and his own
    apart.at().between = OrderBetween::priority;
    apart.at().classes[1].priority = 1;
    CHECK(is_told(apart, 60, 1));  // before all who are low
    Story quick;
    quick.pool().agents = 1, quick.pool().skills = {{.klass = 0, .speed = 5}, {.klass = 1, .service = deterministic(4)}};
    quick.pool().after_service = deterministic(3);
    CHECK(is_told(quick, 10, 0));  // twice 10 s at five times the speed, and papers
    CHECK(is_told(quick, 5 + 7, 1));
    Story others;  // the high ones have an agent of their own, at his break until 1000
    others.at().pools = {{.skills = {{.klass = 0}}}, {.skills = {{.klass = 1}}}};
    others.at().pools[0].agents = 1;
    others.at().pools[1].duties = {{0, 900, 1, {{0, 0, 900}}}};
    CHECK(is_told(others, 10, 1));  // the low one in line is not before him
    Story together;
    together.at().agents = 1, together.at().batch_max = 2;
    CHECK(is_told(together, 10));  // with the one who waits already
}

TEST_CASE("people who would go round within one instant stop the run with the place") {
    const Scenario scenario = scenario_of(R"({"name": "circle", )" + stream + R"(, "centres": {"h": {"stations": {
        "a": {"agents": 0, "service": "1 min", "patience": "0 s", "on_reneging": {"elsewhere": 1, "station": "b"}},
        "b": {"agents": 0, "service": "1 min", "patience": "0 s", "on_reneging": {"elsewhere": 1, "station": "a"}}}}},
        "study": {"horizon": "10 h"}})");
    class Silent final : public Deaf {
    } silent;
    CHECK_THROWS_WITH_AS(run(scenario, {}, 0, silent), doctest::Contains("/centres/h/stations/"), std::runtime_error);
}

// By chance 100,000 refusals one after the other: as many calls, one within the other, would be more than a stack holds.
TEST_CASE("who is refused again and again within one instant comes to an end") {
    const std::string once_in = R"({"name": "chain", )" + stream + R"(, "centres": {"h": {"stations": {
        "a": {"agents": 1, "service": "1 h", "capacity": 1, "on_full": {"elsewhere": 0.99999, "station": "a"}},
        "b": {"agents": 1, "service": "1 s"}}}}, "study": {"horizon": "1 h"}})";
    const Diary diary = live(scenario_of(once_in));
    CHECK(diary.visits.size() > 10);
    CHECK(share_of(diary, VisitEnd::refused) > 0.9);
}

// tests/sim/interruptions_shift_test.cpp: the end of a shift together with every other interruption; see interruptions_test.cpp.
#include <doctest/doctest.h>

#include "tests/sim/diary.hpp"
#include "tests/sim/story.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

// ---- the end of a shift, and ...
// ------------------------------------------------------------------------------------------------

TEST_CASE("shift end x shift end: handed over from one shift to the next, work goes on") {
    Story story;
    story.duty(0, 10, 1);
    story.duty(10, 20, 1);
    story.duty(20, 30, 1);
    story.pool().end = EndOfShift::hand_over;
    story.comes(5, 20), story.comes(6, 3);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "5 comes to 0, 5 begins, 10 stops, 10 resumes, 20 stops, 20 resumes, 25 ends");
    CHECK(told.of.at(2) == "6 comes to 0, 25 begins, 28 ends");
}

TEST_CASE("shift end at the very instant of a service end: the service is complete under every rule") {
    for (const EndOfShift end : {EndOfShift::finish, EndOfShift::hand_over, EndOfShift::drop}) {
        Story story;
        story.duty(0, 10, 1);
        story.pool().end = end;
        story.comes(0, 10), story.comes(1, 5);
        const Teller told = story.told();
        CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 10 ends");
        CHECK(told.of.at(2) == "1 comes to 0");
        CHECK(told.inside.visits == 1);
    }
}

TEST_CASE("shift end of agents without number: they finish what they began and begin nothing") {
    Story story;
    story.duty(0, 10, unlimited);
    story.duty(30, 40, unlimited);
    story.comes(5, 20), story.comes(6, 20), story.comes(12, 5);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "6 comes to 0, 6 begins, 26 ends");
    CHECK(told.of.at(3) == "12 comes to 0, 30 begins, 35 ends");
}

TEST_CASE("a batch handed over begins once and resumes; a batch dropped leaves whole") {
    Story story;
    story.at().batch_max = 2, story.at().batch_min = 2;
    story.duty(0, 6, 1);
    story.duty(20, 100, 1);
    story.pool().end = EndOfShift::hand_over;
    story.comes(0, 10), story.comes(1, 10), story.comes(2, 3);
    Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 1 begins, 6 stops, 20 resumes, 25 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 6 stops, 20 resumes, 25 ends");
    story.pool().end = EndOfShift::drop;
    told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 1 begins, 6 dropped");
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 6 dropped");
    CHECK(told.inside.visits == 1);
}

TEST_CASE("retrial of a dropped one: he comes again and begins from nothing") {
    Story story;
    story.duty(0, 6, 1);
    story.duty(8, 100, 1);
    story.pool().end = EndOfShift::drop;
    Otherwise rule;
    rule.retry = 1, rule.delay = deterministic(4);
    set_rule(story.at(), Unserved::dropped, rule);
    story.comes(0, 10);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 6 dropped");
    CHECK(told.of.at(2) == "10 comes to 0, 10 begins, 20 ends");
}

TEST_CASE("those dropped at one instant go elsewhere in the order in which they were served") {
    Story story(2);
    story.duty(0, 6, 2);
    story.pool().end = EndOfShift::drop;
    story.at(1).agents = 1;
    set_rule(story.at(), Unserved::dropped, elsewhere(1));
    story.comes(0, 20), story.comes(1, 20);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 6 dropped, 6 comes to 1, 6 begins, 16 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 6 dropped, 6 comes to 1, 16 begins, 26 ends");
}

TEST_CASE("shift end x break: who is on his break goes home; a break due while he serves is not taken after the shift") {
    Story story;
    story.duty(0, 10, 1);
    story.duty(30, 100, 1);
    story.pool().duties[0].breaks.push_back({5, 5, 20});
    story.comes(6, 4);
    CHECK(story.told().of.at(1) == "6 comes to 0, 30 begins, 34 ends");
    story.scenario.streams[0].trace = {{4, 0, {10}, -1}, {7, 0, {3}, -1}};
    const Teller told = story.told();
    CHECK(told.of.at(1) == "4 comes to 0, 4 begins, 14 ends");
    CHECK(told.of.at(2) == "7 comes to 0, 30 begins, 33 ends");
}

TEST_CASE("shift end x breakdown: the customer at the broken desk is handed over, dropped, or waits for the repair") {
    Story story;
    story.duty(0, 10, 1);
    story.duty(15, 18, 1);  // up until 20, had it lasted
    story.pool().breakdown = Breakdown{.up = deterministic(5), .repair = deterministic(40)};
    story.comes(0, 8);
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 5 stops, 45 resumes, 48 ends");
    story.pool().end = EndOfShift::hand_over;
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 5 stops, 15 resumes, 18 ends");
    story.pool().end = EndOfShift::drop;
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 5 stops, 10 resumes, 10 dropped");
}

TEST_CASE("shift end x breakdown: the repairer turns to the next when a broken agent goes home") {
    Story story;
    story.at().pools.resize(1);
    story.duty(0, 10, 1);
    story.duty(1, 100, 1);
    story.pool().breakdown = Breakdown{.up = deterministic(5), .repair = deterministic(20), .repairers = 1};
    story.comes(7, 3);
    // Down at 5 and at 6; the first leaves at 10, so the second is repaired from 10 to 30.
    CHECK(story.told().of.at(1) == "7 comes to 0, 30 begins, 33 ends");
}

TEST_CASE("shift end x closing: whoever is inside when the last agent leaves waits for the next shift") {
    Story story;
    story.open(0, 10);
    story.open(50, 60);
    story.duty(0, 8, 1);
    story.duty(50, 60, 1);
    story.comes(0, 9), story.comes(1, 4);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 9 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 50 begins, 54 ends");
}

TEST_CASE("shift end x transfer: with nobody left the line goes elsewhere, also while the last one finishes") {
    Story story(2);
    story.duty(0, 6, 1);
    story.at(1).agents = 1;
    set_rule(story.at(), Unserved::unstaffed, elsewhere(1));
    story.comes(0, 10), story.comes(1, 4), story.comes(12, 4);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 10 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 6 moved, 6 comes to 1, 6 begins, 16 ends");
    CHECK(told.of.at(3) == "12 0 unstaffed, 12 comes to 1, 16 begins, 26 ends");
}

TEST_CASE("fork x renege: what a branch came for and gave up is not completed") {
    Scenario scenario = town();
    scenario.stations[0].fork = Fork{.by_transaction = true, .stations = {1}};
    scenario.stations[0].agents = 1000;
    scenario.stations[1].agents = 0;
    scenario.stations[1].patience = deterministic(60);
    Diary diary;
    run(scenario, {}, 0, diary);
    int given_up = 0;
    for (const TransactionRecord& one : diary.transactions) {
        CHECK(one.end != TransactionEnd::counter);
        given_up += one.centre != none && one.end == TransactionEnd::given_up;
    }
    CHECK(given_up > 100);
}

TEST_CASE("shift end x transfer: a change of shift is no time without anybody") {
    Story story(2);
    story.duty(0, 6, 1);
    story.duty(6, 60, 1);
    story.at(1).agents = 1;
    set_rule(story.at(), Unserved::unstaffed, elsewhere(1));
    story.comes(0, 10), story.comes(1, 4);
    CHECK(story.told().of.at(2) == "1 comes to 0, 6 begins, 10 ends");
}

TEST_CASE("shift end x blocking: who is kept at his desk goes home when it is free, and drops nobody") {
    Story story(2);
    story.duty(0, 12, 1);
    story.pool().end = EndOfShift::drop;
    story.at(1).agents = 1, story.at(1).capacity = 1, story.at(1).blocks = true;
    story.comes(0, 5), story.comes(1, 5), story.comes(2, 5);
    story.scenario.streams[0].whole_path = true;
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 5 ends, 5 comes to 1, 5 begins, 15 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 5 begins, 10 ends, 15 comes to 1, 15 begins, 25 ends");
    CHECK(told.of.at(3) == "2 comes to 0");
}

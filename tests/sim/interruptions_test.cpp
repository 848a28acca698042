// tests/sim/interruptions_test.cpp: every pair of interruptions (renege, preempt, shift end, break, breakdown, closing, transfer)
// as a story whose times are reckoned by hand. At one instant the world changes first (doors, breakdowns, shifts), then services
// end, then patience, then people come: sim/event_queue.hpp.
#include <doctest/doctest.h>

#include "tests/sim/diary.hpp"
#include "tests/sim/story.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

// ---- giving up, and ...
// ---------------------------------------------------------------------------------------------------------

TEST_CASE("renege x renege: two give up at one instant, the one behind them is next") {
    Story story;
    story.at().agents = 1;
    story.comes(0, 30), story.comes(1, 5, 9), story.comes(2, 5, 8), story.comes(3, 5);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 10 gives up");
    CHECK(told.of.at(3) == "2 comes to 0, 10 gives up");
    CHECK(told.of.at(4) == "3 comes to 0, 30 begins, 35 ends");
}

TEST_CASE("renege at the very instant of a service end: he is served") {
    Story story;
    story.at().agents = 1;
    story.comes(0, 10), story.comes(4, 5, 6);
    CHECK(story.told().of.at(2) == "4 comes to 0, 10 begins, 15 ends");
}

TEST_CASE("renege x preempt: who was interrupted no longer gives up; who waits behind him does") {
    Story story;
    story.duty(0, 1000, 1);
    story.high_preempts();
    story.comes(0, 10, 3), story.comes(1, 5, 11), story.high_comes(4, 20, 1);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 4 stops, 24 resumes, 30 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 12 gives up");
    CHECK(told.of.at(3) == "4 comes to 0, 4 begins, 24 ends");
}

TEST_CASE("renege x preempt: a second of the high class waits and may give up") {
    Story story;
    story.duty(0, 1000, 1);
    story.high_preempts();
    story.comes(0, 10), story.high_comes(1, 20), story.high_comes(2, 20, 5);
    const Teller told = story.told();
    CHECK(told.of.at(3) == "2 comes to 0, 7 gives up");
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 1 stops, 21 resumes, 30 ends");
}

TEST_CASE("renege x shift end: handed over to nobody he stays; the others give up") {
    Story story;
    story.duty(0, 6, 1);
    story.duty(50, 100, 1);
    story.pool().end = EndOfShift::hand_over;
    story.comes(0, 10, 8), story.comes(1, 5, 20);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 6 stops, 50 resumes, 54 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 21 gives up");
}

TEST_CASE("renege at the instant a shift begins: he is served") {
    Story story;
    story.duty(20, 100, 1);
    story.comes(0, 5, 20), story.comes(1, 5, 19);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 20 begins, 25 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 20 gives up");
}

TEST_CASE("renege x break: patience runs while the agent is away; at the instant he is back he serves") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().duties[0].breaks.push_back({5, 5, 10});
    story.comes(6, 4, 8), story.comes(7, 4, 8), story.comes(8, 4, 100);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "6 comes to 0, 14 gives up");
    CHECK(told.of.at(2) == "7 comes to 0, 15 begins, 19 ends");
    CHECK(told.of.at(3) == "8 comes to 0, 19 begins, 23 ends");
}

TEST_CASE("renege x breakdown: he at the broken desk stays, he in line gives up") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().breakdown = Breakdown{.up = deterministic(8), .repair = deterministic(50)};
    story.comes(0, 10, 1), story.comes(1, 5, 30), story.comes(2, 1, 60);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 8 stops, 58 resumes, 60 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 31 gives up");
    CHECK(told.of.at(3) == "2 comes to 0, 60 begins, 61 ends");
}

TEST_CASE("renege x closing: patience that ends with the doors loses to them; in overtime it runs on") {
    Story story;
    story.open(0, 10);
    story.at().agents = 1;
    story.comes(0, 30), story.comes(1, 5, 9), story.comes(2, 5, 12);
    Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 10 gives up");
    CHECK(told.of.at(3) == "2 comes to 0, 14 gives up");
    CHECK(told.overtime_s == 20);
    story.at().turn_away_at_closing = true;
    told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 30 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 10 moved");
    CHECK(told.of.at(3) == "2 comes to 0, 10 moved");
}

TEST_CASE("renege x transfer: on giving up elsewhere, which is full: what the full place says; patience begins anew") {
    Story story(3);
    story.at(0).agents = 1, story.at(1).agents = 1, story.at(2).agents = 0;
    story.at(1).capacity = 1;
    set_rule(story.at(0), Unserved::reneged, elsewhere(1));
    set_rule(story.at(1), Unserved::full, elsewhere(2));
    story.comes(0, 100), story.comes(1, 7, 4), story.comes(2, 7, 4);
    const Teller told = story.told();
    // The ticket's times are by place on the path; elsewhere the station's own law holds: 10 at station 1, for ever at 2.
    CHECK(told.of.at(2) == "1 comes to 0, 5 gives up, 5 comes to 1, 5 begins, 15 ends");
    CHECK(told.of.at(3) == "2 comes to 0, 6 gives up, 6 1 full, 6 comes to 2, 10 gives up");
}

// ---- preempting, and ...
// --------------------------------------------------------------------------------------------------------

TEST_CASE("preempt x preempt: the one who began last gives way, and is taken up first come first served") {
    Story story;
    story.duty(0, 1000, 2);
    story.high_preempts();
    story.comes(0, 20), story.comes(1, 20), story.high_comes(2, 5), story.high_comes(3, 5), story.high_comes(4, 5);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 3 stops, 8 resumes, 25 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 2 stops, 12 resumes, 31 ends");
    CHECK(told.of.at(5) == "4 comes to 0, 7 begins, 12 ends");
}

TEST_CASE("preempt by rule: what is left, all of it, or something new") {
    Story story;
    story.duty(0, 1000, 1);
    story.high_preempts();
    story.comes(0, 10), story.high_comes(6, 5);
    story.at().work = Interruption::restart;
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 6 stops, 11 resumes, 21 ends");
    story.at().work = Interruption::resume;
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 6 stops, 11 resumes, 15 ends");
}

TEST_CASE("preempt at the instant of a service end: the service is over, nobody is interrupted") {
    Story story;
    story.duty(0, 1000, 1);
    story.high_preempts();
    story.comes(0, 10), story.high_comes(10, 5);
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 10 ends");
}

TEST_CASE("preempt: the interrupted goes on at once with another agent who may serve only him") {
    Story story;
    story.high_preempts();
    story.at().pools.resize(2);
    story.at().pools[0].skills = {{.klass = 0}, {.klass = 1}};
    story.at().pools[0].duties = {{0, 1000, 1, {}}};
    story.at().pools[1].skills = {{.klass = 0}};
    story.at().pools[1].duties = {{3, 1000, 1, {}}};
    story.comes(0, 10), story.high_comes(5, 10);
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 5 stops, 5 resumes, 10 ends");
}

TEST_CASE("preempt with nobody on duty: he waits, and is first when somebody comes") {
    Story story;
    story.duty(20, 1000, 1);
    story.high_preempts();
    story.comes(0, 10), story.high_comes(5, 10);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "5 comes to 0, 20 begins, 30 ends");
    CHECK(told.of.at(1) == "0 comes to 0, 30 begins, 40 ends");
}

TEST_CASE("preempt x shift end: the handed over high one takes the other agent from the low one") {
    Story story;
    story.duty(0, 12, 1);
    story.duty(5, 1000, 1);
    story.pool().end = EndOfShift::hand_over;
    story.high_preempts();
    story.high_comes(0, 20), story.comes(6, 20);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 12 stops, 12 resumes, 20 ends");
    CHECK(told.of.at(2) == "6 comes to 0, 6 begins, 12 stops, 20 resumes, 34 ends");
}

TEST_CASE("preempt x shift end: an agent who only finishes is taken from nobody") {
    Story story;
    story.duty(0, 4, 1);
    story.duty(30, 100, 1);
    story.high_preempts();
    story.comes(0, 10), story.high_comes(6, 5);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 10 ends");
    CHECK(told.of.at(2) == "6 comes to 0, 30 begins, 35 ends");
}

TEST_CASE("preempt x break, at one instant: the high one first, then the break, then the rest of the low one") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().duties[0].breaks.push_back({5, 5, 10});
    story.high_preempts();
    story.comes(0, 10), story.high_comes(5, 6);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "5 comes to 0, 5 begins, 11 ends");
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 5 stops, 21 resumes, 26 ends");
}

TEST_CASE("preempt x breakdown: nobody is taken from a broken desk; when it is repaired, the high one goes first") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().breakdown = Breakdown{.up = deterministic(20), .repair = deterministic(10)};
    story.high_preempts();
    story.comes(15, 10), story.high_comes(25, 6);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "25 comes to 0, 30 begins, 36 ends");
    CHECK(told.of.at(1) == "15 comes to 0, 15 begins, 20 stops, 30 resumes, 30 stops, 36 resumes, 41 ends");
}

TEST_CASE("preempt x breakdown of all: the same when the system is up again") {
    Story story;
    story.duty(0, 45, 1);
    story.pool().breakdown = Breakdown{.together = true, .up = deterministic(20), .repair = deterministic(10)};
    story.high_preempts();
    story.comes(15, 10), story.high_comes(25, 6);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "25 comes to 0, 30 begins, 36 ends");
    CHECK(told.of.at(1).ends_with("41 ends"));
}

TEST_CASE("preempt x closing: the interrupted is in line, and leaves with it; or is served after closing") {
    Story story;
    story.open(0, 10);
    story.duty(0, 1000, 1);
    story.high_preempts();
    story.comes(0, 10), story.high_comes(4, 20);
    Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 4 stops, 24 resumes, 30 ends");
    story.at().turn_away_at_closing = true;
    told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 4 stops, 10 moved");
    CHECK(told.of.at(2) == "4 comes to 0, 4 begins, 24 ends");
}

TEST_CASE("preempt x transfer: who comes from elsewhere preempts like any other") {
    Story story(2);
    story.at(0).agents = 1, story.at(0).capacity = 1;
    story.duty(0, 1000, 1, 1);
    story.high_preempts(1);
    set_rule(story.at(0), Unserved::full, elsewhere(1));
    story.comes(0, 50, infinite, 1), story.comes(3, 50, infinite, 0), story.comes(7, 50, infinite, 1);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "3 0 full, 3 comes to 1, 3 begins, 7 stops, 17 resumes, 23 ends");
    CHECK(told.of.at(3) == "7 0 full, 7 comes to 1, 7 begins, 17 ends");
}

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
    CHECK(told.of.at(3) == "12 0 closed, 12 comes to 1, 16 begins, 26 ends");
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

// ---- breaks, breakdowns, closing, transfer
// --------------------------------------------------------------------------------------

TEST_CASE("break x break: the second, due during the first, follows it") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().duties[0].breaks = {{5, 5, 10}, {8, 8, 4}};
    story.comes(6, 4);
    CHECK(story.told().of.at(1) == "6 comes to 0, 19 begins, 23 ends");
}

TEST_CASE("break due while serving: after the customer at the desk, at full length") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().duties[0].breaks = {{5, 5, 10}};
    story.comes(0, 9), story.comes(1, 4);
    CHECK(story.told().of.at(2) == "1 comes to 0, 19 begins, 23 ends");
}

TEST_CASE("break due at the instant of a service end, or during the papers: next is the break") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().duties[0].breaks = {{9, 9, 10}};
    story.comes(0, 9), story.comes(1, 4);
    CHECK(story.told().of.at(2) == "1 comes to 0, 19 begins, 23 ends");
    story.pool().after_service = deterministic(3);  // papers until 12, break until 22
    CHECK(story.told().of.at(2) == "1 comes to 0, 22 begins, 26 ends");
}

TEST_CASE("break x breakdown: a desk that fails during the break is found broken; a break due meanwhile follows the repair") {
    Story story;
    story.duty(0, 100, 1);
    story.pool().breakdown = Breakdown{.up = deterministic(8), .repair = deterministic(20)};
    story.pool().duties[0].breaks = {{5, 5, 10}};
    story.comes(6, 4);
    // Break 5 to 15, broken at 8 but found at 15, repaired at 35.
    CHECK(story.told().of.at(1) == "6 comes to 0, 35 begins, 39 ends");
    story.pool().duties[0].breaks = {{10, 10, 5}};
    // Broken from 8 to 28, break until 33; up again from 28, so the next failure is at 36, 1 second before the end.
    CHECK(story.told().of.at(1).starts_with("6 comes to 0, 6 begins, 8 stops, 28 resumes, 30 ends"));
}

TEST_CASE("breakdown x breakdown: what is left shrinks each time") {
    Story story;
    story.duty(0, 200, 1);
    story.pool().breakdown = Breakdown{.up = deterministic(4), .repair = deterministic(6)};
    story.comes(0, 10);
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 4 stops, 10 resumes, 14 stops, 20 resumes, 22 ends");
    story.pool().breakdown->while_busy = true;  // the same, for he is always busy
    CHECK(story.told().of.at(1) == "0 comes to 0, 0 begins, 4 stops, 10 resumes, 14 stops, 20 resumes, 22 ends");
}

TEST_CASE("breakdown x breakdown: a batch at a desk that fails twice, then handed over") {
    Story story;
    story.at().batch_max = 2, story.at().batch_min = 2;
    story.duty(0, 22, 1);
    story.duty(40, 200, 1);
    story.pool().end = EndOfShift::hand_over;
    story.pool().breakdown = Breakdown{.up = deterministic(4), .repair = deterministic(6)};
    story.comes(0, 12), story.comes(0, 12);
    const Teller told = story.told();
    // 4 done by 4, 8 by 14, 10 by 22; the second shift needs 2 more.
    CHECK(told.of.at(1).ends_with("20 resumes, 22 stops, 40 resumes, 42 ends"));
    CHECK(told.of.at(2) == told.of.at(1));
}

TEST_CASE("break x closing: the last one inside waits for the break to be over") {
    Story story;
    story.open(0, 10);
    story.duty(0, 100, 1);
    story.pool().duties[0].breaks = {{8, 8, 10}};
    story.comes(9, 4);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "9 comes to 0, 18 begins, 22 ends");
    CHECK(told.overtime_s == 12);
}

TEST_CASE("break x transfer: on a break one is on duty, so nobody is sent elsewhere; the line may be full") {
    Story story(2);
    story.duty(0, 100, 1);
    story.pool().duties[0].breaks = {{5, 5, 10}};
    story.at(0).capacity = 1, story.at(1).agents = 1;
    set_rule(story.at(), Unserved::unstaffed, elsewhere(1));
    set_rule(story.at(), Unserved::full, elsewhere(1));
    story.comes(6, 4), story.comes(7, 4);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "6 comes to 0, 15 begins, 19 ends");
    CHECK(told.of.at(2) == "7 0 full, 7 comes to 1, 7 begins, 17 ends");
}

TEST_CASE("breakdown x closing: at a station that is down when the doors close, work goes on after the repair") {
    Story story;
    story.open(0, 10);
    story.duty(0, 30, 1);
    story.pool().breakdown = Breakdown{.together = true, .up = deterministic(10), .repair = deterministic(6)};
    story.comes(5, 8), story.comes(6, 2);
    Teller told = story.told();
    CHECK(told.of.at(1) == "5 comes to 0, 5 begins, 10 stops, 16 resumes, 19 ends");
    CHECK(told.of.at(2) == "6 comes to 0, 19 begins, 21 ends");
    story.at().turn_away_at_closing = true;
    told = story.told();
    CHECK(told.of.at(1) == "5 comes to 0, 5 begins, 10 stops, 16 resumes, 19 ends");
    CHECK(told.of.at(2) == "6 comes to 0, 10 moved");
}

TEST_CASE("breakdown x transfer: a full broken place sends on; who was sent may come back to it when it works") {
    Story story(2);
    story.duty(0, 100, 1);
    story.pool().breakdown = Breakdown{.together = true, .up = deterministic(4), .repair = deterministic(16)};
    story.at(0).capacity = 1, story.at(1).agents = 0;
    set_rule(story.at(0), Unserved::full, elsewhere(1));
    set_rule(story.at(1), Unserved::reneged, elsewhere(0));
    story.comes(5, 2), story.comes(6, 1, 20);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "5 comes to 0, 20 begins, 22 ends");
    CHECK(told.of.at(2).starts_with("6 0 full, 6 comes to 1, 26 gives up, 26 comes to 0"));
}

TEST_CASE("closing x transfer: those turned away go to a station that stays; closing x closing: each day anew") {
    Story story(2);
    story.open(0, 10);
    story.open(20, 30);
    story.at(0).agents = 1, story.at(1).agents = 1;
    story.at(0).turn_away_at_closing = true;
    set_rule(story.at(0), Unserved::closed, elsewhere(1));
    story.comes(0, 15), story.comes(1, 5), story.comes(21, 15), story.comes(22, 5), story.comes(30, 5);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 10 moved, 10 comes to 1, 10 begins, 20 ends");
    CHECK(told.of.at(4) == "22 comes to 0, 30 moved, 30 comes to 1, 30 begins, 40 ends");
    CHECK(told.of.at(5) == "30 0 closed, 30 comes to 1, 40 begins, 50 ends");
}

TEST_CASE("transfer x transfer: from full to full to home") {
    Story story(3);
    for (std::size_t k = 0; k < 3; ++k) story.at(k).agents = 1, story.at(k).capacity = 1;
    set_rule(story.at(0), Unserved::full, elsewhere(1));
    set_rule(story.at(1), Unserved::full, elsewhere(2));
    for (int k = 0; k < 4; ++k) story.comes(k, 50);
    const Teller told = story.told();
    CHECK(told.of.at(3) == "2 0 full, 2 1 full, 2 comes to 2, 2 begins, 12 ends");
    CHECK(told.of.at(4) == "3 0 full, 3 1 full, 3 2 full");
}

// ---- callback, fork, jockeying
// --------------------------------------------------------------------------------------------------

TEST_CASE("callback x transfer: who does not answer goes elsewhere, and nobody calls him there") {
    Story story(2);
    story.at(0).agents = 1, story.at(1).agents = 1;
    story.at(0).callback = Callback{.from_wait_s = 0, .accepts = 1, .answers = 0};
    set_rule(story.at(0), Unserved::reneged, elsewhere(1));
    story.comes(0, 10), story.comes(1, 10), story.comes(2, 10);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 10 gives up, 10 comes to 1, 10 begins, 20 ends");
    CHECK(told.of.at(3) == "2 comes to 0, 10 gives up, 10 comes to 1, 20 begins, 30 ends");
}

TEST_CASE("callback x closing: turned away with the line, he goes elsewhere and waits there like others") {
    Story story(2);
    story.open(0, 5);
    story.at(0).agents = 1, story.at(1).agents = 1;
    story.at(0).turn_away_at_closing = true;
    story.at(0).callback = Callback{.from_wait_s = 0, .accepts = 1, .answers = 1};
    set_rule(story.at(0), Unserved::closed, elsewhere(1));
    story.comes(0, 10), story.comes(1, 10), story.comes(2, 10);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 5 moved, 5 comes to 1, 5 begins, 15 ends");
    CHECK(told.of.at(3) == "2 comes to 0, 5 moved, 5 comes to 1, 15 begins, 25 ends");
}

TEST_CASE("callback x blocking: who does not answer makes room for the one kept at a desk upstream") {
    Story story(2);
    story.at(0).agents = 1, story.at(1).agents = 1, story.at(1).capacity = 2, story.at(1).blocks = true;
    story.at(1).callback = Callback{.from_wait_s = 0, .accepts = 1, .answers = 0};
    story.comes(0, 1), story.comes(1, 1), story.comes(2, 1);
    story.scenario.streams[0].whole_path = true;
    const Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 2 ends, 2 comes to 1, 11 gives up");
    CHECK(told.of.at(3) == "2 comes to 0, 2 begins, 3 ends, 11 comes to 1, 11 begins, 21 ends");
    CHECK(told.inside.visits == 0);
}

TEST_CASE("fork x renege: a branch that gives up lets the visit go on; every branch is waited for") {
    Story story(4);
    for (std::size_t k : {0, 1, 3}) story.at(k).agents = 1;
    story.at(2).agents = 0, story.at(2).patience = deterministic(30);
    story.at(0).fork = Fork{.by_transaction = false, .stations = {1, 2}};
    story.at(0).routes = {Route{.share = 1, .goal = Goal::station, .stations = {3}}};
    story.comes(0, 5);
    const Teller told = story.told();
    CHECK(told.of.at(1) ==
          "0 comes to 0, 0 begins, 5 ends, 5 comes to 1, 5 begins, 5 comes to 2, 15 ends, 35 gives up, 35 comes to 3, 35 begins, "
          "45 ends");
}

TEST_CASE("a line before each counter whose agent has gone: his line is served by the one who stays") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2;
    story.duty(0, 100, 1);
    story.duty(0, 6, 1);
    story.comes(0, 10), story.comes(0, 10), story.comes(1, 10), story.comes(2, 10);
    const Teller told = story.told();
    CHECK(told.of.at(3) == "1 comes to 0, 10 begins, 20 ends");
    CHECK(told.of.at(4) == "2 comes to 0, 20 begins, 30 ends");
    CHECK(told.inside.visits == 0);
}

TEST_CASE("a line before each counter: handed over, he goes on with the one who stays") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2;
    story.pool().end = EndOfShift::hand_over;
    story.duty(0, 6, 1);
    story.duty(0, 100, 1);
    story.comes(0, 10), story.comes(0, 10);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 0 begins, 6 stops, 10 resumes, 14 ends");
}

TEST_CASE("a line before each counter through a change of shifts: two who come, two lines") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2;
    story.duty(0, 10, 1);
    story.duty(0, 100, 1);
    story.duty(20, 100, 1);
    story.comes(30, 10), story.comes(31, 10), story.comes(32, 10), story.comes(33, 10);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "31 comes to 0, 31 begins, 41 ends");
    CHECK(told.of.at(4) == "33 comes to 0, 41 begins, 51 ends");
}

TEST_CASE("jockeying while agents leave: nobody moves to a counter whose agent goes, and his line moves over") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2, story.at().jockey_from = 2;
    story.duty(0, 100, 1);
    story.duty(0, 6, 1);
    story.comes(0, 20), story.comes(0, 8), story.comes(1, 5), story.comes(2, 5);
    const Teller told = story.told();
    CHECK(told.of.at(3) == "1 comes to 0, 20 begins, 25 ends");
    CHECK(told.of.at(4) == "2 comes to 0, 25 begins, 30 ends");
}

TEST_CASE("jockeying from a difference of one: two lines of like length do not change places for ever") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2, story.at().jockey_from = 1;
    story.duty(0, 100, 2);
    story.comes(0, 10), story.comes(0, 20), story.comes(1, 5), story.comes(2, 5), story.comes(3, 5, 1);
    const Teller told = story.told();
    CHECK(told.of.at(3) == "1 comes to 0, 10 begins, 15 ends");
    CHECK(told.of.at(4) == "2 comes to 0, 15 begins, 20 ends");  // moved over at 15, when the first line was empty
    CHECK(told.of.at(5) == "3 comes to 0, 4 gives up");
}

TEST_CASE("closing x transfer: before closed doors nobody is sent to a counter inside where nobody is") {
    Story story(2);
    story.open(10, 20);
    story.at(0).agents = 1, story.at(1).agents = 1;
    set_rule(story.at(0), Unserved::closed, elsewhere(1));
    story.comes(0, 5), story.comes(15, 10), story.comes(21, 5);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 0 closed, 0 1 closed");
    CHECK(told.of.at(2) == "15 comes to 0, 15 begins, 25 ends");
    CHECK(told.of.at(3) == "21 0 closed, 21 comes to 1, 21 begins, 31 ends");  // the house still works after closing
}

TEST_CASE("a line before each counter of a station that is down: who comes waits for the repair") {
    Story story;
    story.at().lines = LinesPer::counter, story.at().agents = 2;
    story.duty(0, 100, 2);
    story.pool().breakdown = Breakdown{.together = true, .up = deterministic(5), .repair = deterministic(20)};
    story.comes(6, 4);
    CHECK(story.told().of.at(1) == "6 comes to 0, 25 begins, 29 ends");
}

TEST_CASE("a batch that splits: each of its visits has its own branches") {
    Story story(3);
    story.at(0).batch_max = 2, story.at(0).batch_min = 2;
    for (std::size_t k : {0, 1, 2}) story.at(k).agents = 4;
    story.at(0).fork = Fork{.by_transaction = false, .stations = {1, 2}};
    story.comes(0, 5), story.comes(1, 5);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 6 ends, 6 comes to 1, 6 begins, 6 comes to 2, 6 begins, 16 ends, 16 ends");
    CHECK(told.of.at(1).ends_with("16 ends, 16 ends"));
    CHECK(told.inside.visits == 0);
}

TEST_CASE("a batch waits for a system while the station fails: all of it is served") {
    Story story;
    story.scenario.channels.push_back({.id = "web", .retry_delay = never(), .response = deterministic(8)});
    story.at().batch_max = 2, story.at().batch_min = 2, story.at().system = 0;
    story.duty(0, 30, 1);
    story.pool().breakdown = Breakdown{.together = true, .up = deterministic(10), .repair = deterministic(50)};
    story.comes(0, 5), story.comes(1, 5);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 1 begins, 14 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 14 ends");
}

TEST_CASE("after a batch each goes his own way: one who leaves the next station takes nobody with him") {
    Story story(2);
    story.at(0).batch_max = 2, story.at(0).batch_min = 2, story.at(0).agents = 1;
    story.at(1).agents = 2;
    story.at(1).routes = {Route{.share = 1, .goal = Goal::out}};
    story.comes(0, 5), story.comes(1, 5);
    story.scenario.streams[0].whole_path = true;
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 1 begins, 6 ends, 6 comes to 1, 6 begins, 16 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 1 begins, 6 ends, 6 comes to 1, 6 begins, 16 ends");
    CHECK(told.inside.visits == 0);
}

// tests/sim/interruptions_test.cpp: every pair of interruptions (renege, preempt, shift end, break, breakdown, closing, transfer)
// as a story whose times are reckoned by hand. At one instant the world changes first (doors, breakdowns, shifts), then services
// end, then patience, then people come: sim/event_queue.hpp.
#include <doctest/doctest.h>

#include "tests/sim/story.hpp"

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

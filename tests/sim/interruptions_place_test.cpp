// tests/sim/interruptions_place_test.cpp: breaks, breakdowns, closing and transfer among each other, and callback, fork,
// jockeying and batches among all of them; see interruptions_test.cpp.
#include <doctest/doctest.h>

#include "tests/sim/story.hpp"

using namespace counterless;

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
    CHECK(told.of.at(5) == "30 0 closed");
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

TEST_CASE("callback x capacity of the building: who waits at home takes no place there, and has one when he is called") {
    Story story;
    story.at().agents = 1;
    story.scenario.centres[0].capacity = 2;
    story.at().callback = Callback{.from_wait_s = 15, .accepts = 1, .answers = 1};
    for (const double time_s : {0, 1, 2, 3, 21}) story.comes(time_s, 10);
    const Teller told = story.told();
    // The second is told 10 s and is offered nothing, so the third finds two inside.
    CHECK(told.of.at(3) == "2 0 full");
    CHECK(told.of.at(4) == "3 0 full");
    CHECK(told.of.at(5) == "21 comes to 0, 21 begins, 31 ends");
    story.at().callback->from_wait_s = 0;  // all who wait go home, at any number
    const Teller home = story.told();
    CHECK(home.of.at(3) == "2 comes to 0, 20 begins, 30 ends");
    CHECK(home.of.at(4) == "3 comes to 0, 30 begins, 40 ends");
    CHECK(home.of.at(5) == "21 comes to 0, 40 begins, 50 ends");
    story.at().callback->accepts = 0;
    CHECK(story.told().of.at(3) == "2 0 full");
}

TEST_CASE("batches from a line before each counter: each agent waits for his own to fill") {
    Story story;
    story.at().agents = 2, story.at().lines = LinesPer::counter, story.at().batch_min = 2, story.at().batch_max = 2;
    for (const double time_s : {0, 1, 2, 3, 4}) story.comes(time_s, 10);
    const Teller told = story.told();
    CHECK(told.of.at(1) == "0 comes to 0, 2 begins, 12 ends");  // with the third, before the first counter
    CHECK(told.of.at(3) == "2 comes to 0, 2 begins, 12 ends");
    CHECK(told.of.at(2) == "1 comes to 0, 4 begins, 14 ends");  // with the fifth, before the second
    CHECK(told.of.at(4) == "3 comes to 0");                     // before the first again, alone
    CHECK(told.of.at(5) == "4 comes to 0, 4 begins, 14 ends");
}

TEST_CASE("batch x closing: behind closed doors nobody waits for a batch to fill") {
    Story story;
    story.at().agents = 1, story.at().batch_min = 2, story.at().batch_max = 3;
    story.open(0, 50);
    story.open(100, 150);
    story.comes(0, 10), story.comes(5, 10), story.comes(20, 10), story.comes(100, 10);
    const Teller told = story.told();
    CHECK(told.of.at(2) == "5 comes to 0, 5 begins, 15 ends");
    CHECK(told.of.at(3) == "20 comes to 0, 50 begins, 60 ends");
    CHECK(told.of.at(4) == "100 comes to 0, 150 begins, 160 ends");  // the next day he waits for a second again
    CHECK(told.overtime_s == 10);
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
    CHECK(told.of.at(1) == "0 0 closed");
    CHECK(told.of.at(2) == "15 comes to 0, 15 begins, 25 ends");
    CHECK(told.of.at(3) == "21 0 closed");  // though the house still works after closing
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
    story.scenario.channels.push_back({.id = "web", .response = deterministic(8)});
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

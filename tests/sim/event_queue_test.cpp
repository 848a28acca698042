// The future comes in order, whatever the order in which it was announced.
#include "sim/event_queue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

using namespace counterless;

namespace {
std::vector<std::uint32_t> subjects_in_order(EventQueue& events) {
    std::vector<std::uint32_t> order;
    while (!events.empty()) order.push_back(events.pop().subject);
    return order;
}
bool before(const Event& a, const Event& b) { return std::tie(a.time_s, a.order) < std::tie(b.time_s, b.order); }
}  // namespace

TEST_CASE("an event keeps what it was announced with") {
    EventQueue events;
    events.push(1.5, Rank::retry, EventKind::attempt_done, 0xfffffffe, 0xabcdef);
    const Event event = events.pop();
    CHECK(event.time_s == 1.5);
    CHECK(event.kind() == EventKind::attempt_done);
    CHECK(event.subject == 0xfffffffe);
    CHECK(event.stamp() == 0xabcdef);
    CHECK(events.empty());
}

TEST_CASE("a stamp keeps its lowest 24 bits, and the kind is not touched by the rest") {
    EventQueue events;
    events.push(0, Rank::completion, EventKind::step_done, 1, 0x1000002);
    CHECK(events.top().stamp() == 2);
    CHECK(events.top().kind() == EventKind::step_done);
}

TEST_CASE("at one instant the rank decides, then who was announced first") {
    EventQueue events;
    events.push(1, Rank::arrival, EventKind::stream_arrival, 5);
    events.push(1, Rank::departure, EventKind::service_ends, 2);
    events.push(1, Rank::arrival, EventKind::stream_arrival, 6);
    events.push(1, Rank::departure, EventKind::service_ends, 3);
    events.push(2, Rank::interval_edge, EventKind::day_begins, 7);
    events.push(1, Rank::patience_ends, EventKind::patience_ends, 4);
    events.push(0, Rank::arrival, EventKind::stream_arrival, 0);
    events.push(1, Rank::interval_edge, EventKind::day_begins, 1);
    CHECK(subjects_in_order(events) == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7});
}

TEST_CASE("a popped place is filled by the next push, and counts for nothing meanwhile") {
    EventQueue events;
    CHECK(events.size() == 0);
    events.push(1, Rank::arrival, EventKind::stream_arrival, 1);
    events.push(3, Rank::arrival, EventKind::stream_arrival, 3);
    CHECK(events.pop().subject == 1);
    CHECK(events.size() == 1);
    events.push(2, Rank::arrival, EventKind::stream_arrival, 2);
    CHECK(events.size() == 2);
    CHECK(events.pop().subject == 2);
    CHECK(events.pop().subject == 3);
    CHECK(events.empty());
    CHECK(events.size() == 0);
    events.push(4, Rank::arrival, EventKind::stream_arrival, 4);  // the hole of an emptied queue
    CHECK(events.top().subject == 4);
    CHECK(events.size() == 1);
}

TEST_CASE("what machines complete and what people do come in one order, ties too") {
    EventQueue events;
    for (const std::uint32_t number : {1u, 5u, 9u}) events.push(number, Rank::arrival, EventKind::stream_arrival, number);
    CHECK(events.pop().subject == 1);
    events.push(6, Rank::completion, EventKind::step_done, 6);
    events.push(3, Rank::completion, EventKind::step_done, 3);
    events.push(5, Rank::completion, EventKind::attempt_done, 4);   // the instant of an arrival, a better rank
    events.push(5, Rank::shift_change, EventKind::duty_begins, 2);  // and one better still
    CHECK(events.size() == 6);
    CHECK(events.next_s() == 3);
    CHECK(subjects_in_order(events) == std::vector<std::uint32_t>{3, 2, 4, 5, 6, 9});
    CHECK(events.size() == 0);
}

TEST_CASE("more completions than the row has places for lose nothing and keep their order") {
    EventQueue events;
    std::vector<std::uint32_t> expected;
    for (std::uint32_t number = 0; number < 100; ++number) {
        events.push((number * 37) % 100, Rank::completion, EventKind::step_done, (number * 37) % 100);  // each once
        expected.push_back(number);
    }
    events.push(1000, Rank::completion, EventKind::step_done, 1000);  // later than all of a full row
    expected.push_back(1000);
    CHECK(events.size() == 101);
    CHECK(subjects_in_order(events) == expected);
}

TEST_CASE("any mixture of pushes and pops gives what sorting gives") {
    for (const unsigned seed : {1u, 2u, 3u, 4u, 5u}) {
        CAPTURE(seed);
        std::mt19937 numbers{seed};
        EventQueue events;
        std::vector<Event> pending;  // the second method: the least of a plain list
        for (int step = 0; step < 5000; ++step) {
            if (numbers() % 5 < 3 || pending.empty()) {
                const auto time_s = static_cast<double>(numbers() % 50);  // many ties
                const auto rank = static_cast<Rank>(numbers() % 8);
                const auto subject = static_cast<std::uint32_t>(step);
                events.push(time_s, rank, EventKind::retry, subject);
                pending.push_back({time_s, (std::uint64_t{static_cast<std::uint8_t>(rank)} << 56) | subject, subject, 0});
            } else {
                const auto first = std::min_element(pending.begin(), pending.end(), before);
                REQUIRE(events.pop().subject == first->subject);
                pending.erase(first);
            }
            REQUIRE(events.size() == pending.size());
        }
        std::sort(pending.begin(), pending.end(), before);
        for (const Event& event : pending) REQUIRE(events.pop().subject == event.subject);
        CHECK(events.empty());
    }
}

// sim/event_queue.hpp: the future, in order. A 4-ary heap of plain 24-byte records; no allocation once it has grown.
// Simultaneous events are ordered by rank, then by the order in which they were announced: one function, `before`.
// Popping leaves a hole at the top which the next push fills, since most events announce exactly one other (replace-top).
// Cancelling is the subject's business: it keeps a stamp, and a handler drops an event whose stamp is stale.
// Tested in tests/sim/event_queue_test.cpp; measured in tests/bench.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterless {

// Who goes first at the same instant: first the world changes, then people leave, then people come.
enum class Rank : std::uint8_t { interval_edge, knob, shift_change, completion, departure, patience_ends, retry, arrival };

enum class EventKind : std::uint8_t {
    day_begins,        // subject: day index; its needs are planned
    knob_changes,      // subject: -
    stream_arrival,    // subject: stream
    visit_arrives,     // subject: segment whose next planned visit is due
    digital_need,      // subject: way (segment * channels + channel) whose next planned need is due
    service_ends,      // subject: visitor
    patience_ends,     // subject: visitor
    retry,             // subject: attempt; the customer tries again
    visit_later,       // subject: attempt; a failed attempt comes to a centre
    step_done,         // subject: pool station (sim/pool)
    transfer_begins,   // subject: attempt; its latency is over (sim/pool)
    attempt_done,      // subject: attempt; its platform steps are finished
    doors_open,        // subject: centre
    doors_close,       // subject: centre
    comes_back,        // subject: visitor; he was away
    member_comes,      // subject: place of the announced arrival; a member of a finite source has done thinking
    duty_begins,       // subject: duty (sim/staff)
    duty_ends,         // subject: duty
    break_due,         // subject: agent
    break_over,        // subject: agent
    papers_done,       // subject: agent; his after-service work
    agent_breaks,      // subject: agent
    agent_repaired,    // subject: agent
    station_breaks,    // subject: team
    station_repaired,  // subject: team
};

struct Event {
    double time_s;
    std::uint64_t order;    // rank in the top byte, serial number below
    std::uint32_t subject;  // index whose meaning the kind gives
    std::uint32_t kind_and_stamp;

    [[nodiscard]] EventKind kind() const { return static_cast<EventKind>(kind_and_stamp >> 24); }
    [[nodiscard]] std::uint32_t stamp() const { return kind_and_stamp & 0xffffffu; }
};
static_assert(sizeof(Event) == 24);

// Times are never negative (and never -0.0, see push), so their bits are in their order. The only branch is the rare tie: which
// of two comes first cannot be predicted.
inline bool before(const Event& a, const Event& b) {
    const auto time_a = std::bit_cast<std::uint64_t>(a.time_s), time_b = std::bit_cast<std::uint64_t>(b.time_s);
    if (time_a == time_b) [[unlikely]]
        return a.order < b.order;
    return time_a < time_b;
}

class EventQueue {
  public:
    void push(double time_s, Rank rank, EventKind kind, std::uint32_t subject, std::uint32_t stamp = 0) {
        const Event event{time_s + 0.0, (std::uint64_t{static_cast<std::uint8_t>(rank)} << 56) | serial_++, subject,
                          (std::uint32_t{static_cast<std::uint8_t>(kind)} << 24) | (stamp & 0xffffffu)};
        if (hole_) {
            hole_ = false;
            sift_down(event);
        } else {
            heap_.push_back(event);
            sift_up(heap_.size() - 1, event);
        }
    }
    [[nodiscard]] bool empty() { return close_hole(), heap_.empty(); }
    [[nodiscard]] const Event& top() { return close_hole(), heap_.front(); }  // precondition: not empty
    Event pop() {                                                             // precondition: not empty
        close_hole();
        hole_ = true;
        return heap_.front();
    }
    [[nodiscard]] std::size_t size() const { return heap_.size() - (hole_ ? 1 : 0); }

  private:
    void close_hole() {
        if (hole_) fill_hole();
    }
    void fill_hole() {
        hole_ = false;
        const Event last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sift_down(last);
    }
    void sift_up(std::size_t place, const Event& event) {
        while (place > 0) {
            const std::size_t parent = (place - 1) / 4;
            if (!before(event, heap_[parent])) break;
            heap_[place] = heap_[parent];
            place = parent;
        }
        heap_[place] = event;
    }
    void sift_down(const Event& event) {  // from the top
        std::size_t place = 0;
        const std::size_t count = heap_.size();
        Event* const heap = heap_.data();
        for (;;) {
            const std::size_t first = 4 * place + 1;
            if (first + 4 > count) return settle(place, event);
            const std::size_t best = earliest_of_four(heap, first);
            if (!before(heap[best], event)) break;
            heap[place] = heap[best];
            place = best;
        }
        heap[place] = event;
    }
    // A tournament without a branch: which of four comes first cannot be predicted, and a wrong guess costs more than all
    // comparisons.
    static std::size_t earliest_of_four(const Event* heap, std::size_t first) {
        const std::size_t left = first + before(heap[first + 1], heap[first]);
        const std::size_t right = first + 2 + before(heap[first + 3], heap[first + 2]);
        return before(heap[right], heap[left]) ? right : left;
    }
    // The last step, where fewer than four follow.
    void settle(std::size_t place, const Event& event) {
        const std::size_t first = 4 * place + 1, count = heap_.size();
        if (first < count) {
            std::size_t best = first;
            for (std::size_t child = first + 1; child < count; ++child) best = before(heap_[child], heap_[best]) ? child : best;
            if (before(heap_[best], event)) {
                heap_[place] = heap_[best];
                place = best;
            }
        }
        heap_[place] = event;
    }

    std::vector<Event> heap_;
    std::uint64_t serial_ = 0;
    bool hole_ = false;
};

}  // namespace counterless

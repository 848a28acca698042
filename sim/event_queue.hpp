// sim/event_queue.hpp: the future, in order. A 4-ary heap of plain 24-byte records; no allocation once it has grown.
// Simultaneous events are ordered by rank, then by the order in which they were announced: one function, `before`.
// Popping leaves a hole at the top which the next push fills, since most events announce exactly one other (replace-top).
// Cancelling is the subject's business: it keeps a stamp, and a handler drops an event whose stamp is stale.
// Tested in tests/sim/event_queue_test.cpp; measured in tests/bench.
#pragma once

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

inline bool before(const Event& a, const Event& b) { return a.time_s != b.time_s ? a.time_s < b.time_s : a.order < b.order; }

class EventQueue {
  public:
    void push(double time_s, Rank rank, EventKind kind, std::uint32_t subject, std::uint32_t stamp = 0) {
        const Event event{time_s, (std::uint64_t{static_cast<std::uint8_t>(rank)} << 56) | serial_++, subject,
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
        if (!hole_) return;
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
        for (;;) {
            const std::size_t first = 4 * place + 1;
            if (first >= count) break;
            std::size_t best = first;
            const std::size_t last = first + 4 < count ? first + 4 : count;
            for (std::size_t child = first + 1; child < last; ++child)
                if (before(heap_[child], heap_[best])) best = child;
            if (!before(heap_[best], event)) break;
            heap_[place] = heap_[best];
            place = best;
        }
        heap_[place] = event;
    }

    std::vector<Event> heap_;
    std::uint64_t serial_ = 0;
    bool hole_ = false;
};

}  // namespace counterless

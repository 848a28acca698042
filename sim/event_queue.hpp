// sim/event_queue.hpp: the future, in order. A 4-ary heap of plain 24-byte records, their times apart from the rest; no
// allocation once it has grown.
// Simultaneous events are ordered by rank, then by the order in which they were announced: one function, `before`.
// Popping leaves a hole at the top which the next push fills, since most events announce exactly one other (replace-top). What
// comes before everything announced so far (the end of an attempt, at the instant of its last step) does not go through the heap:
// it stands in front, and the hole is left to the push after it.
// Cancelling is the subject's business: it keeps a stamp, and a handler drops an event whose stamp is stale.
// Tested in tests/sim/event_queue_test.cpp; measured in tests/bench.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
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
    attempt_done,      // subject: attempt; its platform steps are finished, or it failed: stamp is the Failure
    thought,           // subject: task of a carrier (sim/steps); the customer goes on
    request_over,      // subject: task; the customer waits no longer for its present step
    call_begins,       // subject: attempt; of a channel of people
    machines_change,   // subject: change (sim/conditions)
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
    capacity_changes,  // subject: tier; its plan or its autoscaler (sim/steps)
    meter_read,        // subject: -; energy (sim/meter)
    case_begins,       // subject: case (sim/back_office); it comes to its centre
    traced_visit,      // subject: place among the visits of a centre alone
    crew_changes,      // subject: place among the changes of a plan
};

struct Event {
    double time_s;
    std::uint64_t order;    // rank in the top byte, serial number below
    std::uint32_t subject;  // index whose meaning the kind gives
    std::uint32_t kind_and_stamp;

    [[nodiscard]] EventKind kind() const { return static_cast<EventKind>(kind_and_stamp >> 24); }
    [[nodiscard]] std::uint32_t stamp() const { return kind_and_stamp & 0xffffffu; }
};

class EventQueue {
  public:
    void push(double time_s, Rank rank, EventKind kind, std::uint32_t subject, std::uint32_t stamp = 0) {
        const auto key = std::bit_cast<Key>(time_s + 0.0);
        const Rest rest{(std::uint64_t{static_cast<std::uint8_t>(rank)} << 56) | serial_++, subject,
                        (std::uint32_t{static_cast<std::uint8_t>(kind)} << 24) | (stamp & 0xffffffu)};
        if (in_front_ && before(key, rest, front_.key, front_.rest)) return insert(std::exchange(front_, {key, rest}));
        if (hole_ && !in_front_ && before(key, rest, earliest_of_four(1))) return stand_in_front({key, rest});
        insert({key, rest});
    }
    [[nodiscard]] bool empty() { return !in_front_ && (close_hole(), count_ == 0); }
    [[nodiscard]] Event top() {  // precondition: not empty
        if (in_front_) return event(front_.key, front_.rest);
        close_hole();
        return event(keys_[0], rests_[0]);
    }
    Event pop() {  // precondition: not empty
        const Event first = top();
        if (in_front_)
            in_front_ = false;
        else
            hole_ = true;
        return first;
    }
    [[nodiscard]] std::size_t size() const { return count_ - (hole_ ? 1 : 0) + (in_front_ ? 1 : 0); }

  private:
    // The time. Times are never negative (and never -0.0, see push), so their bits are in their order.
    using Key = std::uint64_t;
    struct Rest {
        std::uint64_t order;
        std::uint32_t subject, kind_and_stamp;
    };
    static_assert(sizeof(Key) + sizeof(Rest) == sizeof(Event));
    // An empty place of a family of four: later than any time, and no two alike, so that all four may always be compared.
    static Key nobody(std::size_t place) { return ~Key{0} - place % 4; }

    struct Place {
        Key key;
        Rest rest;
    };
    static Event event(Key key, const Rest& rest) {
        return {std::bit_cast<double>(key), rest.order, rest.subject, rest.kind_and_stamp};
    }
    void stand_in_front(const Place& first) {
        front_ = first;
        in_front_ = true;
    }
    void insert(const Place& one) {
        if (hole_) {
            hole_ = false;
            return sift_down(one.key, one.rest);
        }
        if (count_ == keys_.size()) [[unlikely]]
            grow();
        sift_up(count_++, one.key, one.rest);
    }
    void grow() {
        const std::size_t places = 4 * std::max<std::size_t>(keys_.size(), 5) + 1;  // whole families
        for (std::size_t place = keys_.size(); place < places; ++place) keys_.push_back(nobody(place));
        rests_.resize(places);
    }
    void close_hole() {
        if (hole_) fill_hole();
    }
    void fill_hole() {
        hole_ = false;
        const std::size_t last = --count_;
        const Key key = keys_[last];
        keys_[last] = nobody(last);
        if (last > 0) sift_down(key, rests_[last]);
    }
    void put(std::size_t place, Key key, const Rest& rest) {
        keys_[place] = key;
        rests_[place] = rest;
    }
    void sift_up(std::size_t place, Key key, const Rest& rest) {
        while (place > 0) {
            const std::size_t parent = (place - 1) / 4;
            if (!before(key, rest, parent)) break;
            put(place, keys_[parent], rests_[parent]);
            place = parent;
        }
        put(place, key, rest);
    }
    void sift_down(Key key, const Rest rest) {  // from the top
        std::size_t place = 0;
        for (std::size_t child = 1; child < count_; child = 4 * place + 1) {
            const std::size_t best = earliest_of_four(child);
            if (before(key, rest, best)) break;
            put(place, keys_[best], rests_[best]);
            place = best;
        }
        put(place, key, rest);
    }
    // A tournament without a branch: which of four comes first cannot be predicted, and a wrong guess costs more than all
    // comparisons. The only branch is the rare tie.
    [[nodiscard]] std::size_t earliest_of_four(std::size_t first) const {
        const std::size_t left = first + before(first + 1, first), right = first + 2 + before(first + 3, first + 2);
        return before(right, left) ? right : left;
    }
    [[nodiscard]] bool before(std::size_t a, std::size_t b) const {
        if (keys_[a] == keys_[b]) [[unlikely]]
            return rests_[a].order < rests_[b].order;
        return keys_[a] < keys_[b];
    }
    [[nodiscard]] bool before(Key key, const Rest& rest, std::size_t place) const {
        return before(key, rest, keys_[place], rests_[place]);
    }
    static bool before(Key key, const Rest& rest, Key other_key, const Rest& other) {
        return key < other_key || (key == other_key && rest.order < other.order);
    }

    std::vector<Key> keys_;    // close together: what is compared
    std::vector<Rest> rests_;  // of the event at the same place
    Place front_{};
    std::size_t count_ = 0;
    std::uint64_t serial_ = 0;
    bool hole_ = false, in_front_ = false;
};

}  // namespace counterless

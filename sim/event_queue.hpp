// sim/event_queue.hpp: the future, in order. What machines complete mostly comes soon, fractions of a second ahead, and stands in
// a short sorted row (EventRow); everything else, people mostly, waits minutes ahead in a 4-ary heap of plain 24-byte records,
// their times apart from the rest. The next event is the earlier of the two fronts. A full row gives its last event to the heap
// (customers who think for minutes end there), so which of the two an event stands in decides nothing but the time it takes; no
// allocation once the heap has grown.
// Simultaneous events are ordered by rank, then by the order in which they were announced.
// Popping the heap leaves a hole at its top which the next push into it fills, since most events announce exactly one other
// (replace-top).
// Cancelling is the subject's business: it keeps a stamp, and a handler drops an event whose stamp is stale.
// Tested in tests/sim/event_queue_test.cpp; measured in tests/bench.
#pragma once

#include <algorithm>
#include <array>
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

// An event while it waits. Times are never negative (and never -0.0, see EventQueue::push), so their bits are in their order.
struct Announced {
    std::uint64_t key;    // the time, compared first
    std::uint64_t order;  // as in Event
    std::uint64_t what;   // the subject, and kind and stamp above it
};

// A few events in their order, the next at the end. Before the last stands nobody, later than any time.
class EventRow {
  public:
    EventRow() { keys_[0] = ~std::uint64_t{0}; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool full() const { return size_ == most; }
    [[nodiscard]] std::uint64_t key() const { return keys_[size_]; }  // of the next
    [[nodiscard]] std::uint64_t order() const { return orders_[size_]; }
    [[nodiscard]] Announced next() const { return at(size_); }  // precondition: not empty
    Announced pop() { return at(size_--); }
    void push(const Announced& one) {  // precondition: not full
        std::size_t place = ++size_;
        for (; before(place - 1, one); --place) move(place - 1, place);
        put(place, one);
    }
    // Of a full row and one more: returns the last and keeps the others.
    Announced exchange(const Announced& one) {
        if (before(1, one)) return one;
        const Announced last = at(1);
        std::size_t place = 1;
        for (; place < most && !before(place + 1, one); ++place) move(place + 1, place);
        put(place, one);
        return last;
    }

  private:
    static constexpr std::size_t most = 16;
    [[nodiscard]] Announced at(std::size_t place) const { return {keys_[place], orders_[place], whats_[place]}; }
    [[nodiscard]] bool before(std::size_t place, const Announced& one) const {
        return keys_[place] < one.key || (keys_[place] == one.key && orders_[place] < one.order);
    }
    void move(std::size_t from, std::size_t to) { put(to, at(from)); }
    void put(std::size_t place, const Announced& one) {
        keys_[place] = one.key;
        orders_[place] = one.order;
        whats_[place] = one.what;
    }

    // Apart, for a record written as three words a moment before cannot be read as one without waiting.
    std::array<std::uint64_t, most + 1> keys_{}, orders_{}, whats_{};
    std::size_t size_ = 0;
};

class EventQueue {
  public:
    EventQueue() { grow(); }
    void push(double time_s, Rank rank, EventKind kind, std::uint32_t subject, std::uint32_t stamp = 0) {
        const std::uint32_t kind_and_stamp = (std::uint32_t{static_cast<std::uint8_t>(kind)} << 24) | (stamp & 0xffffffu);
        const Announced one{std::bit_cast<std::uint64_t>(time_s + 0.0),
                            (std::uint64_t{static_cast<std::uint8_t>(rank)} << 56) | serial_++,
                            (std::uint64_t{kind_and_stamp} << 32) | subject};
        if (rank != Rank::completion) return insert(one);
        if (row_.full()) return insert(row_.exchange(one));
        row_.push(one);
    }
    [[nodiscard]] bool empty() { return row_.size() == 0 && (close_hole(), count_ == 0); }
    // When the next is due. Precondition: not empty.
    [[nodiscard]] double next_s() {
        close_hole();
        return std::bit_cast<double>(std::min(row_.key(), keys_[0]));
    }
    [[nodiscard]] Event top() {  // precondition: not empty
        return event(row_is_next() ? row_.next() : in_heap(0));
    }
    Event pop() {  // precondition: not empty
        if (!row_is_next()) return hole_ = true, event(in_heap(0));
        return event(row_.pop());
    }
    [[nodiscard]] std::size_t size() const { return count_ - (hole_ ? 1 : 0) + row_.size(); }

  private:
    using Key = std::uint64_t;
    struct Rest {
        std::uint64_t order, what;
    };
    // An empty place of a family of four: later than any time, and no two alike, so that all four may always be compared.
    static Key nobody(std::size_t place) { return ~Key{0} - place % 4; }

    static Event event(const Announced& one) {
        return {std::bit_cast<double>(one.key), one.order, static_cast<std::uint32_t>(one.what),
                static_cast<std::uint32_t>(one.what >> 32)};
    }
    [[nodiscard]] Announced in_heap(std::size_t place) const { return {keys_[place], rests_[place].order, rests_[place].what}; }
    [[nodiscard]] bool row_is_next() {
        close_hole();
        return row_.key() < keys_[0] || (row_.key() == keys_[0] && row_.order() < rests_[0].order);
    }
    void insert(const Announced& one) {
        if (hole_) {
            hole_ = false;
            return sift_down(one.key, {one.order, one.what});
        }
        if (count_ == keys_.size()) [[unlikely]]
            grow();
        sift_up(count_++, one.key, {one.order, one.what});
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
        return key < keys_[place] || (key == keys_[place] && rest.order < rests_[place].order);
    }

    EventRow row_;
    std::vector<Key> keys_;    // close together: what is compared
    std::vector<Rest> rests_;  // of the event at the same place
    std::size_t count_ = 0;
    std::uint64_t serial_ = 0;
    bool hole_ = false;
};

}  // namespace counterless

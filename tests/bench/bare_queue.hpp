// tests/bench/bare_queue.hpp: one queue, by hand. What one would write for an M/M/c and nothing else: 16-byte events in a 4-ary
// heap, a ring for the line, a Philox block and a logarithm for each duration, one sum of waits. No station, no address, no
// statistics.
#pragma once

#include <Random123/philox.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/bench/measure.hpp"

namespace counterless::bare {

inline double uniform(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d, std::uint32_t seed) {
    const r123::Philox4x32::ctr_type block = r123::Philox4x32{}({{a, b, c, d}}, {{seed, 0}});
    const std::uint64_t bits = (std::uint64_t{block[0]} << 32) | block[1];
    return (static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53;
}

// Events know how to compare (`a < b`: a comes first).
template <typename Event>
class Heap {
  public:
    [[nodiscard]] bool empty() const { return events_.empty(); }
    [[nodiscard]] const Event& top() const { return events_.front(); }
    void push(const Event& event) {
        std::size_t place = events_.size();
        events_.push_back(event);
        for (; place > 0 && event < events_[(place - 1) / 4]; place = (place - 1) / 4) events_[place] = events_[(place - 1) / 4];
        events_[place] = event;
    }
    Event pop() {
        const Event first = events_.front(), last = events_.back();
        events_.pop_back();
        if (!events_.empty()) replace_top(last);
        return first;
    }
    void replace_top(const Event& event) {
        std::size_t place = 0;
        for (std::size_t child = 1; child < events_.size(); child = 4 * place + 1) {
            std::size_t best = child;
            for (std::size_t other = child + 1; other < std::min(child + 4, events_.size()); ++other)
                if (events_[other] < events_[best]) best = other;
            if (!(events_[best] < event)) break;
            events_[place] = events_[best];
            place = best;
        }
        events_[place] = event;
    }

  private:
    std::vector<Event> events_;
};

struct QueueEvent {
    double time;
    std::uint64_t departs;
    bool operator<(const QueueEvent& other) const { return time < other.time; }
};

struct Queue {
    std::uint32_t seed;
    Heap<QueueEvent> heap{};
    std::vector<double> line = std::vector<double>(1 << 16);
    std::uint64_t head = 0, tail = 0, draws = 0;

    double exponential(double mean) {
        ++draws;
        return -mean *
               std::log(1 - uniform(static_cast<std::uint32_t>(draws), static_cast<std::uint32_t>(draws >> 32), 0, 0, seed));
    }
    // Every event but the end of an idle time announces one: it takes the place of the one that is due.
    bench::Cost run(double arrivals_per_min, int servers, double horizon_min) {
        const double begin_s = bench::user_s();
        double waited = 0;
        std::uint64_t served = 0;
        int busy = 0;
        heap.push({exponential(1 / arrivals_per_min), 0});
        while (heap.top().time < horizon_min) {
            const QueueEvent event = heap.top();
            if (!event.departs) {
                heap.replace_top({event.time + exponential(1 / arrivals_per_min), 0});
                if (busy < servers) {
                    ++busy, ++served;
                    heap.push({event.time + exponential(1), 1});
                } else {
                    line[tail++ & 0xffff] = event.time;
                }
            } else if (head < tail) {
                waited += event.time - line[head++ & 0xffff];
                ++served;
                heap.replace_top({event.time + exponential(1), 1});
            } else {
                --busy;
                heap.pop();
            }
        }
        const auto customers = static_cast<double>(served);
        return {1e9 * (bench::user_s() - begin_s) / customers, customers, waited / customers, 0};
    }
};

}  // namespace counterless::bare

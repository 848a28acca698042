// tests/bench/bare_day.hpp: a day of three stations, by hand. Reception, counters with patience, cashier; people come at a rate
// that changes each half hour, the doors close after seven hours, and everyone inside is served. What one would write for this
// day and nothing else: 24-byte events in a 4-ary heap, people in one vector, a ring for each line, the same laws and quantile
// functions as ours, a Philox block for each draw, sums of waits. The end of a patience that no longer matters is known by the
// person's state.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "models/law.hpp"
#include "tests/bench/bare_queue.hpp"

namespace counterless::bare {

inline constexpr std::array<double, 14> day_rates = {100, 140, 180, 200, 200, 180, 150,
                                                     130, 120, 130, 150, 140, 110, 70};  // per half hour: 2000 a day

struct DayEvent {
    double time;
    std::uint64_t order;
    std::uint32_t who;
    std::uint32_t kind;  // 0..2: service at that station ends; 3: patience ends; 4: arrival
    bool operator<(const DayEvent& other) const { return time != other.time ? time < other.time : order < other.order; }
};

class Ring {
  public:
    [[nodiscard]] bool empty() const { return head_ == tail_; }
    void push(std::uint32_t who) { places_[tail_++ & mask] = who; }
    std::uint32_t pop() { return places_[head_++ & mask]; }

  private:
    static constexpr std::uint32_t mask = 0xffff;
    std::vector<std::uint32_t> places_ = std::vector<std::uint32_t>(mask + 1);
    std::uint32_t head_ = 0, tail_ = 0;
};

class Day {
  public:
    bench::Cost run(std::uint32_t first, std::uint32_t days) {
        const double begin_s = bench::user_s();
        for (day_ = first; day_ < first + days; ++day_) live();
        return {1e9 * (bench::user_s() - begin_s) / came_, came_, waited_[0] / served_[0], gave_up_ / came_};
    }

  private:
    struct Person {
        double joined;
        std::uint32_t station, state;  // state 0: waits, 1: is served, 2: gave up
    };
    double luck(std::uint32_t purpose, std::uint32_t who) const { return uniform(day_, purpose, who, 0, 1); }
    void announce(double time, std::uint32_t kind, std::uint32_t who) { heap_.push({time, serial_++, who, kind}); }

    void announce_arrival() {
        double wanted = unit_exponential(luck(0, static_cast<std::uint32_t>(people_.size())));
        for (; piece_ < day_rates.size(); ++piece_) {
            const double rate = day_rates[piece_] / 30, until = 30.0 * static_cast<double>(piece_ + 1);
            const double left = rate * (until - reached_);
            if (wanted < left) {
                reached_ += wanted / rate;
                return announce(reached_, 4, 0);
            }
            wanted -= left;
            reached_ = until;
        }
    }
    void live() {
        people_.clear();
        piece_ = 0, reached_ = 0;
        idle_ = {3, 14, 4};
        announce_arrival();
        while (!heap_.empty()) handle(heap_.pop());
        came_ += static_cast<double>(people_.size());
    }
    void handle(const DayEvent& event) {
        now_ = event.time;
        if (event.kind == 4) {
            people_.push_back({});
            announce_arrival();
            join(static_cast<std::uint32_t>(people_.size() - 1), 0);
        } else if (event.kind == 3) {
            Person& person = people_[event.who];
            if (person.station != 1 || person.state != 0) return;
            person.state = 2;
            ++gave_up_;
        } else {
            call_next(event.kind);
            if (event.kind < 2) join(event.who, event.kind + 1);
        }
    }
    void join(std::uint32_t who, std::uint32_t station) {
        people_[who] = {now_, station, 0};
        if (idle_[station] > 0) {
            --idle_[station];
            return begin(who, station);
        }
        line_[station].push(who);
        if (station == 1) announce(now_ + quantile(patience_, luck(4, who)), 3, who);
    }
    void call_next(std::uint32_t station) {
        while (!line_[station].empty()) {
            const std::uint32_t who = line_[station].pop();
            if (people_[who].state == 0) return begin(who, station);
        }
        ++idle_[station];
    }
    void begin(std::uint32_t who, std::uint32_t station) {
        Person& person = people_[who];
        person.state = 1;
        waited_[station] += now_ - person.joined;
        ++served_[station];
        announce(now_ + quantile(service_[station], luck(station + 1, who)), station, who);
    }

    const std::array<Law, 3> service_ = {lognormal(1, 0.5), lognormal(8, 1), lognormal(2, 0.5)};
    const Law patience_ = exponential(30);
    Heap<DayEvent> heap_;
    std::vector<Person> people_;
    std::array<Ring, 3> line_;
    std::array<int, 3> idle_{};
    std::array<double, 3> waited_{}, served_{};
    double now_ = 0, reached_ = 0, came_ = 0, gave_up_ = 0;
    std::uint64_t serial_ = 0;
    std::size_t piece_ = 0;
    std::uint32_t day_ = 0;
};

// The same day as a scenario.
inline std::string day_scenario() {
    std::string rates;
    for (std::size_t piece = 0; piece < day_rates.size(); ++piece) {
        const auto at = [](std::size_t half_hours) { return std::to_string(30 * half_hours) + " min"; };
        rates += std::string(piece == 0 ? "" : ", ") + R"({"from": ")" + at(piece) + R"(", "until": ")" + at(piece + 1) +
                 R"(", "rate": ")" + std::to_string(2 * day_rates[piece]) + R"( / h"})";
    }
    return R"({"name": "day", "demand": {"streams": {"all": {"to": "centre", "rate": [)" + rates + R"(]}}},
        "calendar": {"start": "2018-10-21", "end": "2018-10-21", "hours": {"from": "00:00", "until": "07:00"}},
        "centres": {"centre": {"stations": {
            "reception": {"agents": 3, "service": {"law": "lognormal", "mean": "1 min", "cv": 0.5}},
            "counter": {"agents": 14, "service": {"law": "lognormal", "mean": "8 min", "cv": 1},
                        "patience": {"law": "exponential", "mean": "30 min"}},
            "cashier": {"agents": 4, "service": {"law": "lognormal", "mean": "2 min", "cv": 0.5}}}}},
        "study": {"seed": 1, "series": "half_hour", "horizon": "24 h"}})";
}

}  // namespace counterless::bare

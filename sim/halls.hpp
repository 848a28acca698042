// sim/halls.hpp: the people inside. Stations with agents, lines and patience; visitors are data in a slab, a line is a chain
// through it. Halls know one station at a time: who is admitted, who is served next, who gives up. Where a visitor goes then is
// the world's business: every call says what became of him, and halls never call back. Leaving a line costs the same from any
// place in it. Tested in tests/sim/halls_test.cpp and, against theory, in tests/oracle/.
#pragma once

#include <cstdint>
#include <vector>

#include "models/luck.hpp"
#include "scenarios/scenario.hpp"
#include "sim/event_queue.hpp"
#include "sim/record.hpp"
#include "sim/slab.hpp"

namespace counterless {

struct VisitTransaction {
    std::uint64_t who;  // address of the need
    Index service;
    Index next;  // chain of the visit's transactions; none: last
    bool accepts, fee;
};
struct Visitor {
    double arrived_s = 0;  // at the centre
    double joined_s = 0;   // came to the present station
    double began_s = 0;    // his service there
    double waited_s = 0;   // in all lines of this visit so far
    std::uint64_t who = 0;
    Index centre = none, segment = none, station = none;
    Index first = none;                  // his transactions
    Index before = none, behind = none;  // neighbours in line
    std::uint32_t stamp =
        0;  // of the pending patience event; a new one makes the old one stale, also across owners of this place
    std::uint32_t draws =
        0;  // where this visit's draws are numbered from, so that a second visit for the same need has its own luck
    std::uint16_t step = 0;  // place on the centre's path
    std::uint8_t transactions = 0;
    bool in_service = false, single = false, fee = false, admitted = false;  // single: a stream's customer, one station only
};

enum class Admission : std::uint8_t { begun, waiting, refused };

class Halls {
  public:
    Halls(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder);

    Slab<Visitor> visitors;
    Slab<VisitTransaction> transactions;

    // A person comes in: gets a number for the time of his visit.
    std::uint32_t enter(Visitor person);
    // The visitor comes to his `station`: served at once, in line, or refused because the place is full.
    Admission admit(double now_s, std::uint32_t visitor);
    // His service is over; the next in line begins.
    void release(double now_s, std::uint32_t visitor);
    // His patience is over. False if the event is stale: he is served, or has gone.
    bool gives_up(double now_s, const Event& event);
    // Takes the first out of a line that nobody serves any more; none when it is empty. It is recorded as giving up.
    Index send_away(double now_s, Index station);
    // Agents on duty from now on. Fewer than are busy: those finish first. More: the line moves up.
    void staff(double now_s, Index station, int agents);
    [[nodiscard]] int agents(Index station) const { return desks_[station].agents; }

  private:
    struct Desk {  // the moving part of a station
        int agents = 0, busy = 0, waiting = 0;
        Index first = none, last = none;
    };
    void begin(double now_s, std::uint32_t visitor);
    void call_next(double now_s, Index station);
    void walk_off(double now_s, std::uint32_t visitor);
    void join_line(Desk& desk, std::uint32_t visitor);
    void leave_line(Desk& desk, std::uint32_t visitor);
    void start_patience(double now_s, std::uint32_t visitor);
    void outdate(Visitor& person) {
        person.stamp = (person.stamp + 1) & 0xffffffu;
    }  // what was announced for him no longer holds
    [[nodiscard]] double service_time_s(const Visitor& visitor, const Station& station) const;

    const Scenario& scenario_;
    const Luck& luck_;
    EventQueue& events_;
    Recorder& recorder_;
    std::vector<Desk> desks_;
};

}  // namespace counterless

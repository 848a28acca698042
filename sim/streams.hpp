// sim/streams.hpp: the textbook's way in. One stream, one process: Poisson at a rate that may change, renewal, a finite source,
// a trace, appointments; each may bring batches and have people present at time 0.
// Everybody has an address of his own, so that luck finds him again in another scenario. A Poisson stream or appointments in a
// scenario with a calendar number their arrivals anew each day (a Poisson process may be begun anew anywhere): a holiday less
// moves nobody on other days. Renewal and finite source run on while the doors are open and stand still while they are closed.
// The plain case, one constant rate, is inline, and eight gaps are drawn at once. Tested in tests/sim/streams_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/law.hpp"
#include "models/luck.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct Arrival {
    double time_s;        // infinite: no more come
    std::uint64_t who;    // address of the first (or only) customer of it
    std::uint32_t size;   // customers who come together
    Index klass, ticket;  // ticket: row of Stream::trace, or none
};

// From the top: 1 bit "a stream's", 10 bits stream, 11 bits free (the lowest: present at time 0), 16 bits day, 26 bits ordinal
// (42 without days). The ordinal is lowest, so that those who come one after the other are neighbours for Luck.
inline constexpr int batch_max = 1000;
inline constexpr double arrivals_a_day_max = 6e7;
std::uint64_t address_of_stream(Index stream, std::uint64_t ordinal);
std::uint64_t address_of_stream(Index stream, std::uint64_t day, std::uint64_t ordinal);
// The k-th customer of a batch, or branch of a visit; 0 is the one whose address the arrival has. Multiples of an odd number lie
// far apart, so nobody has two names, whatever kind of address it is.
inline std::uint64_t address_of_member(std::uint64_t who, std::uint32_t k) { return who + k * 0xd1342543de82ef95u; }

class Streams {
  public:
    Streams(const Scenario& scenario, const Luck& luck);
    // The next arrival, in order of time. Of a finite source those who are not present at time 0: each once. Written where it is
    // wanted: a copy of what was stored a moment ago makes the processor wait.
    void next(Index stream, Arrival& arrival) {
        Finger& finger = fingers_[stream];
        if (finger.mean_gap_s <= 0) {
            arrival = next_of(stream);
            return;
        }
        const std::size_t place = finger.address % finger.gaps.size();
        if (place == 0) draw_gaps(finger);
        finger.time_s += finger.gaps[place] * finger.mean_gap_s;
        arrival.time_s = finger.time_s < finger.until_s ? finger.time_s : infinite;
        arrival.who = finger.address++;
        arrival.size = 1;
        arrival.klass = finger.klass;
        arrival.ticket = none;
    }
    Arrival next(Index stream) {
        Arrival arrival;
        return next(stream, arrival), arrival;
    }
    // Finite source: a member has just left; when he comes again.
    Arrival after_thinking(Index stream, double now_s);
    // The k-th of those present at time 0, from 0.
    [[nodiscard]] Arrival present(Index stream, std::uint32_t k) const;

  private:
    struct Finger {
        double time_s = 0, until_s = infinite;
        std::uint64_t address = 0;     // of the next
        double mean_gap_s = 0;         // of the plain case; otherwise 0
        std::array<double, 8> gaps{};  // of the plain case: the coming eight, so that nobody waits for a logarithm
        Index klass = 0;
        std::size_t at = 0;  // piece, row of the trace, or slot
        double factor = 1;   // of the day
        std::uint64_t day = 0;
        bool by_day = false, over = false;
        std::vector<double> sizes;     // cumulative shares of batch sizes
        std::vector<Arrival> pending;  // a heap: drawn, but others may come before
    };
    void draw_gaps(Finger& finger) const;
    Arrival next_of(Index stream);
    Arrival next_poisson(Index stream);
    Arrival next_renewal(Index stream);
    Arrival next_ticket(Index stream);
    Arrival next_appointment(Index stream);
    Arrival first_pending(Index stream);
    void begin_day(Index stream, std::uint64_t day);
    void call_slot(Index stream, const Slot& slot);
    Arrival think(Index stream, double now_s);
    [[nodiscard]] double open_time_after(const Stream& stream, double now_s, double amount_s) const;

    const Scenario& scenario_;
    const Luck& luck_;
    std::vector<Finger> fingers_;
};

}  // namespace counterless

// scenarios/stream.hpp: the textbook's way in: arrivals straight to one place, by one of five processes.
// Poisson at a rate that may change with time (constant or linear pieces, sinusoids cut into nothing: inverted exactly), renewal
// with any law between arrivals, a finite source whose members think and come back, a trace read from a file, and appointments.
// Each may bring batches and have a number present at time 0. Seconds from the start of the horizon.
#pragma once

#include <optional>
#include <vector>

#include "models/rate.hpp"
#include "scenarios/station.hpp"

namespace counterless {

enum class Process : std::uint8_t { poisson, renewal, finite_source, trace, appointments };

// A customer as a file gives him.
struct Ticket {
    double arrived_s;
    Index klass;
    std::vector<double> service_s;  // by place on his path; empty: drawn; negative: drawn
    double patience_s = -1;         // negative: drawn
};
struct Slot {
    double time_s;
    int booked;          // customers, overbooking included
    double opens_s = 0;  // the doors, on its day: who is early waits before them
};
struct Appointments {
    std::vector<Slot> slots;  // sorted
    double no_show = 0;
    Law lateness = deterministic(0);  // minus `early_s`: negative is early
    double early_s = 0;
};
struct Batch {
    std::vector<double> shares;  // of sizes 1, 2, 3 ...; empty: always one
    bool whole = false;          // a batch that does not fit wholly is refused wholly; otherwise as many enter as fit
};

struct Stream {
    std::string id;
    Name name;
    Index station = none;     // index into Scenario::stations, or
    Index channel = none;     // index into Scenario::channels
    bool whole_path = false;  // goes on through the centre's stations in their order
    Index klass = 0;
    Process process = Process::poisson;
    std::vector<Piece> pieces;  // poisson, and when the doors are open; consecutive, from 0 to the horizon; rate 0 allowed
    std::optional<Wave> wave;
    Law day_factor = deterministic(1);  // drawn anew each day, times the rate (poisson)
    Law gap;                            // renewal: between arrivals; finite source: thinking time
    int population = 0;                 // finite source
    std::vector<Ticket> trace;          // sorted by arrived_s
    Appointments appointments;
    Batch batch;
    int present_at_start = 0;
};

}  // namespace counterless

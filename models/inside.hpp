// models/inside.hpp: how many are inside through a day, M(t)/M/s(t)+M, as a law at every moment, without simulating.
// models/transient follows who is in service and who in line apart; here an agent who goes hands the customer back to the line,
// so the number inside is the whole state and a hall of 100 agents takes milliseconds: what a search over staffings needs. Solved
// by uniformisation (Grassmann 1977); the room grows until what it cuts is nothing. Tested in tests/models/inside_test.cpp.
#pragma once

#include <span>
#include <vector>

#include "models/transient.hpp"

namespace counterless {

struct InsidePiece {
    std::vector<double> share;  // of the piece's time with 0, 1, ... inside
    double inside_mean, line_mean, busy_mean;
    double wait_probability;  // share of time without a free agent, so what arrivals of the piece meet
    double wait_probability_end;
};
struct InsideDay {
    std::vector<InsidePiece> pieces;
    std::vector<double> end;  // the law at the end
    double cut;               // the most time share that the room's end ever had
};
// From the law `start` (index: number inside) through pieces of constant rate. patience infinity: nobody gives up.
InsideDay follow_inside(std::span<const DayPiece> pieces, double service_mean_s, double patience_mean_s,
                        const std::vector<double>& start = {1});

// The wait offered to who comes to `inside` people: ends of service and departures of those ahead, as if the agents stayed.
// Mean over a law of the number inside.
double wait_offered_mean_s(std::span<const double> share, int counters, double service_mean_s, double patience_mean_s);
// The mean time in line of those who come to that law, whether served or gone: with k in line, himself included, he gives up with
// chance k / (k + counters x patience / service), for each of those before him goes first in turn (Riordan 1962), and patience
// ends at one rate while he waits.
double wait_mean_s(std::span<const double> share, int counters, double service_mean_s, double patience_mean_s);
// Share of those who come to that law that is served within t seconds of waiting.
double served_within_s(std::span<const double> share, int counters, double service_mean_s, double patience_mean_s, double t_s);

}  // namespace counterless

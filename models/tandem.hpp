// models/tandem.hpp: a second station with little room stops the first (blocking after service).
// Who is done at the first station and finds the second full stays at his counter, which is idle meanwhile. A chain in three
// counts; throughput with the first station never empty is that of a shorter one (Hunt 1956; Perros 1994, 3). Tested in
// tests/models/tandem_test.cpp; against the simulation in tests/oracle/.
#pragma once

namespace counterless {

struct Tandem {
    int counters_first;
    double service_first_mean_s;
    int counters_second;
    double service_second_mean_s;
    int places_between;  // to wait in, before the second station
};
struct TandemAnswer {
    double queue_first_mean, blocked_mean, inside_second_mean;  // blocked: counters of the first station
    double throughput_per_s, sojourn_mean_s;                    // door to door, of those who come in
    double refused;                                             // share that finds `room_first` taken
};
// `room_first`: places of the first station, counters included; choose it large for an endless line.
TandemAnswer tandem_blocking(const Tandem& tandem, double arrivals_per_s, int room_first);
// What passes when somebody always waits before the first station.
double tandem_throughput_max(const Tandem& tandem);

}  // namespace counterless

// models/networks.hpp: several stations, customers who go from one to the next.
// Open (Jackson 1957, 1963) and closed (Gordon and Newell 1967) networks have product form: each station can be looked at alone.
// The closed one is summed by convolution (Buzen 1973), whose terms are all positive, rather than by mean value analysis, which
// loses digits with several counters; both are the same numbers. Tested in tests/models/networks_test.cpp; against the simulation
// in tests/oracle/.
#pragma once

#include <span>
#include <vector>

namespace counterless {

struct OpenStation {
    double arrivals_outside_per_s, service_mean_s;
    int counters;
};
struct OpenStationAnswer {
    double arrivals_per_s, visits_mean;  // from everywhere; per customer of the network
    double wait_mean_s, inside_mean;
};
struct OpenNetwork {
    std::vector<OpenStationAnswer> stations;
    double sojourn_mean_s;  // from door to door, all visits; infinity when a station is unstable
};
// routing[i][j]: chance to go from station i to j; what is missing to 1 leaves. Throws std::invalid_argument when somebody can
// never leave.
OpenNetwork jackson(std::span<const OpenStation> stations, const std::vector<std::vector<double>>& routing);

// One M/M/c to which a served customer returns at once, to the end of the line, with chance `again`: a network of one.
OpenNetwork feedback_mmc(int counters, double arrivals_per_s, double service_mean_s, double again);

struct ClosedStation {
    double visits;  // per tour
    double service_mean_s;
    int counters;  // 0: no line, everybody at once (thinking)
};
struct ClosedStationAnswer {
    double throughput_per_s, inside_mean, sojourn_mean_s;  // per visit
};
struct ClosedNetwork {
    double tours_per_s;
    std::vector<ClosedStationAnswer> stations;
};
ClosedNetwork closed_network(std::span<const ClosedStation> stations, int customers);

}  // namespace counterless

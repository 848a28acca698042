// models/discipline.hpp: first come, last come, or by chance: the mean wait of M/G/1 is the same, its spread is not.
// Whoever does not look at service times cannot change the mean; the second moment follows from that of the first-come line
// (Kingman 1962; Takacs 1963; Cohen 1982, III.3). With c counters and exponential service the line moves, while it stands, as
// before one counter c times as fast. Tested in tests/models/discipline_test.cpp; against the simulation in tests/oracle/.
#pragma once

namespace counterless {

enum class Discipline : unsigned char { first_come, last_come, random };

struct WaitMoments {  // over all customers, those who do not wait included
    double mean_s, variance_s2;
};

// M/G/1 by the first three moments of service (second and third about zero).
WaitMoments wait_moments_mg1(Discipline discipline, double arrivals_per_s, double service_mean_s, double service_second_s2,
                             double service_third_s3);
WaitMoments wait_moments_mmc(Discipline discipline, int counters, double arrivals_per_s, double service_mean_s);

}  // namespace counterless

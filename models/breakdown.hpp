// models/breakdown.hpp: counters that fail and are repaired; the customer at a failed counter goes on where he stopped.
// One counter: the service together with its repairs is the customer's "completion time", and M/G/1 does the rest; several
// counters share repairers, as a chain. Clocks run while the counter works, or always (also while it is idle). Tested in
// tests/models/breakdown_test.cpp; against the simulation in tests/oracle/.
#pragma once

namespace counterless {

enum class FailureClock : unsigned char { while_busy, always };

struct Breakdowns {
    double up_mean_s;  // exponential time between repair and next failure, on its clock
    double repair_mean_s;
    double repair_cv = 1;  // used by M/G/1 alone
    FailureClock clock = FailureClock::always;
};
struct BreakdownAnswer {
    double inside_mean, queue_mean;           // the customer at a failed counter counts as in service in M/G/1, in line in M/M/c
    double sojourn_mean_s, up_mean_counters;  // counters not under repair, on average
};

// M/G/1 (White and Christie 1958 for exponential service; Gaver 1962; Avi-Itzhak and Naor 1963). Infinity when unstable.
BreakdownAnswer mg1_breakdowns(double arrivals_per_s, double service_mean_s, double service_cv, const Breakdowns& breakdowns);

// M/M/c with `repairers`, each at one counter at a time, exponential repairs; customers at a failed counter return to the head of
// the line (Mitrany and Avi-Itzhak 1968). The room is cut at `inside_max`.
BreakdownAnswer mmc_breakdowns(int counters, int repairers, double arrivals_per_s, double service_mean_s,
                               const Breakdowns& breakdowns, int inside_max);

}  // namespace counterless

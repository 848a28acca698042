// models/bulk.hpp: one counter that serves several at once: begins with at least a, takes up to b (Neuts 1967, M/M^[a,b]/1).
// The service takes an exponential time whatever the number. A chain in (serving, in line).
// Tested in tests/models/bulk_test.cpp; against the simulation in tests/oracle/.
#pragma once

namespace counterless {

struct BulkAnswer {
    double queue_mean, wait_mean_s, busy;  // busy: share of time
    double group_mean;                     // customers in one service
};
// Precondition: 1 <= group_min <= group_max, arrivals x service below group_max. The line is cut at `line_max` (then the last are
// lost), at least group_max.
BulkAnswer bulk_mm1(int group_min, int group_max, double arrivals_per_s, double service_mean_s, int line_max);

}  // namespace counterless

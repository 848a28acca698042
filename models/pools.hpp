// models/pools.hpp: two classes of customers, two pools of agents: who may serve whom, and in which order.
// V (one pool for both), N (one pool helps the other), X (both help) and their mixtures as a chain in the two lines and the four
// numbers of services under way (Garnett and Mandelbaum 2000 give the names). Lines are first come first served within a class
// and fixed priority between them. Tested in tests/models/pools_test.cpp; against the simulation in tests/oracle/.
#pragma once

#include <array>

namespace counterless {

struct PoolsCase {
    std::array<double, 2> arrivals_per_s;                 // by class
    std::array<double, 2> patience_mean_s;                // by class; infinity: nobody gives up
    std::array<int, 2> counters;                          // by pool
    std::array<std::array<double, 2>, 2> service_mean_s;  // [class][pool]; 0: that pool may not serve this class
    std::array<int, 2> pool_first = {0, 1};               // [class]: the pool a customer goes to when both have a free agent
    std::array<int, 2> class_first = {0, 0};              // [pool]: the line a freed agent calls from first
    int line_max;                                         // of each class; who comes then is refused
};
struct PoolsClassAnswer {
    double queue_mean, wait_mean_s;        // over those who come in
    double wait_probability, abandonment;  // of those who come in
    double refused;                        // of all
    std::array<double, 2> busy_mean;       // agents by pool at work for this class
};
std::array<PoolsClassAnswer, 2> two_pools(const PoolsCase& pools);

}  // namespace counterless

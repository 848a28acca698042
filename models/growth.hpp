// models/growth.hpp: does a queue grow without bound, so that no steady state is there to be measured?
// The number inside is given by equal intervals that are whole cycles (days, weeks: within a day it rises and falls by itself).
// The first half is left out as warm-up. Each replication has one slope over its second half; replications are independent, so
// Student's t over their slopes says whether the mean slope is above 0 by more than luck. With fewer than three replications the
// second half of their mean is cut into a few long batches, and the t of the slope over batches speaks: it is cruder. Luck is not
// enough: the growth over the second half must also be a good part of its mean, or the question is academic. A queue just below
// its limit warms up longer than it is watched; it will look like growth, and rightly: that run shows no steady state either.
// Tested in tests/models/growth_test.cpp on M/M/1 below and above its limit.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace counterless {

struct GrowthTest {
    double false_alarm = 0.001;   // chance of an alarm where nothing grows; one-sided
    double relative_least = 0.2;  // growth over the second half, relative to its mean, below which it is let pass. Linear growth
                                  // from nothing has 0.67, growth as the root of time (load just 1) 0.34. Our choice
};
struct QueueGrowth {
    bool grows = false;
    double slope = 0;     // of the number inside, per interval, mean over replications
    double chance = 1;    // one-sided p-value of the slope
    double relative = 0;  // slope times the length of the second half, over the mean of the second half; 0 where that is 0
};
inline constexpr std::size_t growth_intervals_min = 20;
// By replication, then interval; all of one length. Nothing below growth_intervals_min intervals or without a replication.
std::optional<QueueGrowth> queue_growth(std::span<const std::vector<double>> inside, const GrowthTest& test);

}  // namespace counterless

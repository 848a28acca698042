// models/durations.hpp: times that were seen to end, and times that were seen to last at least so long.
// A service is seen whole. A patience is seen only if the customer gives up; who is served has shown that he would have waited at
// least so long. Equal values are kept once with their counts: recorded times are mostly whole seconds, and 30,000 calls are then
// 1,500 rows. Tested in tests/models/durations_test.cpp.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace counterless {

struct Durations {
    struct Row {
        double value, log;
        double ended = 0, lasted = 0;  // how many ended there; how many were last seen there, still going
    };
    std::vector<Row> rows;  // rising values
    double grid = 0;        // all are multiples of it, and many are alike: rounded to it; 0: not rounded
    // Only values from low to high were kept, so what is known of the others is nothing. No bounds: all were.
    double low = 0, high = std::numeric_limits<double>::infinity();

    double ended = 0, lasted = 0;                      // how many
    double sum = 0, sum_log = 0, sum_log_squares = 0;  // over those that ended
    double sum_lasted = 0;

    [[nodiscard]] bool bounded() const { return low > 0 || high < std::numeric_limits<double>::infinity(); }
};

// `ended[i]` is 0 where value i was only seen to last; without it all ended. Values are at least 0; those that ended above 0.
Durations durations(std::span<const double> values, std::span<const unsigned char> ended = {});
// The same with bounds, which all values keep.
Durations durations_within(std::span<const double> values, double low, double high);

// The step to which values seem rounded: the greatest one, down to a thousandth, of which all are multiples; 0 if there is none,
// or if so few are alike that chance or a fine clock made it.
double grid_of(std::span<const double> values);

}  // namespace counterless

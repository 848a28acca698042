// results/theory_day.hpp: a day whose rate changes, staffed by formulas: `counterless theory day`.
// For each interval the load of M(t)/G/infinity, the agents that SIPP, lag-SIPP, the modified offered load and the iterated
// algorithm give, and what customers would meet under each, from the exact equations of M(t)/M/s(t)+M instead of the formula that
// chose them. Agents that are stated are answered beside, by the equations and as a fluid.
// Tested in tests/results/theory_day_test.cpp.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "models/fluid.hpp"
#include "models/staffing.hpp"
#include "models/varying_staffing.hpp"

namespace counterless {

struct DayQuestion {
    std::vector<Piece> rates;  // constant, one for each interval, in rising order
    double service_mean_s, service_cv = 1;
    double patience_mean_s = std::numeric_limits<double>::infinity();
    StaffingTarget target = {};
    double within_s = 0;
    std::vector<int> agents = {};  // stated, by interval; may be empty
};

struct StaffedDay {
    std::string_view name;          // "sipp", "lag_sipp", "mol", "isa", "stated"
    std::vector<int> agents;        // by interval
    std::vector<StaffedQueue> met;  // what its customers meet
    StaffedQueue day{};             // over all arrivals of the day
    double agent_hours = 0;
    int broken = 0;  // intervals with customers in which the target does not hold
};
struct DayFigures {
    std::vector<double> load;  // m(t), mean over the interval
    std::vector<StaffedDay> ways;
    std::vector<FluidPiece> fluid;         // of the stated agents
    int iterations = 0;                    // of the iterated algorithm
    bool settled = true, possible = true;  // possible: every interval has agents that keep the target by the formula
};
inline constexpr int day_agents_most = 100'000;  // what an interval is given where no number keeps the target

// Whether the equations can be followed in some seconds.
bool can_be_followed(const DayQuestion& question);
// `followed` is called each time that one staffing was followed through the day: a dozen times, more where ISA is slow to settle.
DayFigures answer_day(
    const DayQuestion& question, const std::function<void()>& followed = [] {});

std::string theory_day_text(const DayQuestion& question, const DayFigures& figures);
std::string theory_day_json(const DayQuestion& question, const DayFigures& figures, std::string_view version);

}  // namespace counterless

// models/varying_staffing.hpp: agents by interval for a rate that changes through the day, by formulas for one that does not.
// Every method answers one question, which constant rate should this interval be staffed for, and then asks the stationary queue:
// SIPP takes the interval's own rate, lag-SIPP the rate one mean service earlier (Green, Kolesar and Soares 2001), the pointwise
// approximation the rate of its worst moment (PSA as a rule for staffing), the modified offered load the rate whose load would be
// m(t) (Jennings, Mandelbaum, Massey and Whitt 1996). Tested in tests/models/varying_staffing_test.cpp.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "models/law.hpp"
#include "models/rate.hpp"
#include "models/transient.hpp"

namespace counterless {

struct StaffingInterval {
    double from_s, until_s;
};
enum class StaffingMethod : unsigned char { sipp, sipp_max, sipp_mix, lag_sipp, lag_max, lag_mix, mol, mol_max };
inline constexpr std::array staffing_methods{StaffingMethod::sipp,     StaffingMethod::sipp_max, StaffingMethod::sipp_mix,
                                             StaffingMethod::lag_sipp, StaffingMethod::lag_max,  StaffingMethod::lag_mix,
                                             StaffingMethod::mol,      StaffingMethod::mol_max};
std::string_view staffing_method_name(StaffingMethod method);

// The constant rate to staff each interval for. Average over the interval; `max`: of its worst moment; `mix`: the average where
// the rate rises all through, since crowds lag behind it, the worst moment elsewhere.
std::vector<double> equivalent_rates(StaffingMethod method, std::span<const Piece> rates, const Law& service_s,
                                     std::span<const StaffingInterval> intervals);

using AgentsFor = std::function<int(double arrivals_per_s)>;  // of a stationary queue: least_agents of models/staffing
std::vector<int> staff(std::span<const double> equivalent_rates_per_s, const AgentsFor& agents_for);

// The day as constant pieces no longer than `step_s`, for models/inside and models/transient: each has the mean rate of its time.
struct SteppedDay {
    std::vector<DayPiece> pieces;
    std::vector<int> interval_of;  // each piece's interval
};
SteppedDay stepped_day(std::span<const Piece> rates, std::span<const StaffingInterval> intervals, std::span<const int> agents,
                       double step_s);

}  // namespace counterless

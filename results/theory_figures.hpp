// results/theory_figures.hpp: for the formulas alone: how the usual figures are called, and one function for each formula.
// The functions stand in theory_classic.cpp (Erlang and his family), theory_staffing.cpp (how many agents) and
// theory_general.cpp.
#pragma once

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

#include "models/constants.hpp"
#include "results/theory.hpp"

namespace counterless::theory {

using Figures = std::vector<Figure>;
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();  // beyond what the formula can be computed for

inline int agents_of(const Given& given) { return static_cast<int>(given("agents")); }
inline double within_of(const Given& given) { return given.has("within") ? given("within") : 0; }
inline double load_of(const Given& given) { return given("arrivals") * given("service"); }

inline Figure load(double value) { return {"offered_load", "offered load, erlang", "load", Shown::number, value}; }
inline Figure occupancy(double value) {
    return {"occupancy", "occupancy of the agents", "occupancy", Shown::share, std::min(value, 1.0)};
}
inline Figure wait_probability(double value) { return {"wait_probability", "have to wait", "wait at all", Shown::share, value}; }
inline Figure wait_mean(double value) { return {"wait_mean", "mean wait", "mean wait", Shown::time, value}; }
inline Figure queue_mean(double value) { return {"queue_length_mean", "mean number waiting", "waiting", Shown::number, value}; }
inline Figure sojourn(double value, bool in_table = false) {
    return {"sojourn_mean", "mean time inside", "inside", Shown::time, value, in_table};
}
inline Figure in_system(double value) {
    return {"in_system_mean", "mean number inside", "number in", Shown::number, value, false};
}
inline Figure blocked(double value) { return {"blocked", "turned away", "turned away", Shown::share, value}; }
inline Figure throughput(double per_s) {
    return {"throughput", "served per hour", "served / h", Shown::number, per_s * 3600, false};
}
inline Figure service_level(double value) {
    return {"service_level", "served in time, of all who come", "in time", Shown::share, value};
}

inline Figure abandonment(double value) { return {"abandonment", "give up", "give up", Shown::share, value}; }

// The line that the recursion of Erlang A walks along: where as many give up as come too many, and eight deviations on.
bool can_be_walked(double agents, const Given& given);

// Of the stated targets those that no number of agents keeps: empty unless the figures are the best that can be had.
std::vector<std::string_view> missed_targets(const Given& given, const Figures& figures);

inline double share_of(double part, double whole) { return whole > 0 ? part / whole : 0; }

Figures of_erlang_b(const Given& given);
Figures of_erlang_c(const Given& given);
Figures of_erlang_a(const Given& given);
Figures of_patience(const Given& given);
Figures of_mdc(const Given& given);
Figures of_dmc(const Given& given);
Figures of_mgc(const Given& given);
Figures of_ggc(const Given& given);
Figures of_priority(const Given& given);
Figures of_finite_source(const Given& given);
Figures of_engset(const Given& given);
Figures of_feedback(const Given& given);
Figures of_retrial(const Given& given);
Figures of_mmck(const Given& given);
Figures of_balking(const Given& given);
Figures of_staff_erlang_b(const Given& given);
Figures of_staff_erlang_c(const Given& given);
Figures of_staff_erlang_a(const Given& given);
Figures of_staff_patience(const Given& given);
Figures of_staff_mmck(const Given& given);
Figures of_staff_mgc(const Given& given);
Figures of_square_root(const Given& given);
Figures of_efficiency_driven(const Given& given);
Figures of_quality_driven(const Given& given);
Figures of_mg1(const Given& given);
Figures of_ps(const Given& given);

}  // namespace counterless::theory

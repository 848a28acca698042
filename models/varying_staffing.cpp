#include "models/varying_staffing.hpp"

#include <algorithm>
#include <cmath>

#include "models/offered_load.hpp"

namespace counterless {
namespace {

// Both ends of what each piece has in common with the interval: a line is highest at an end.
struct Ends {
    std::vector<double> rates;  // in rising order of time
    bool covered;               // no time without a piece
};
Ends ends_of(std::span<const Piece> rates, double from_s, double until_s) {
    Ends ends{{}, true};
    double reached = from_s;
    for (const Piece& piece : rates) {
        const double from = std::max(from_s, piece.from_s), until = std::min(until_s, piece.until_s);
        if (until <= from) continue;
        if (from > reached) ends.covered = false;
        ends.rates.push_back(piece.rate_at(from));
        ends.rates.push_back(piece.rate_at(until));
        reached = until;
    }
    if (reached < until_s) ends.covered = false;
    return ends;
}

double rate_max(std::span<const Piece> rates, double from_s, double until_s) {
    const Ends ends = ends_of(rates, from_s, until_s);
    return ends.rates.empty() ? 0 : *std::max_element(ends.rates.begin(), ends.rates.end());
}

// All through the interval: beyond a gap, the rate falls to nothing.
bool rises(std::span<const Piece> rates, double from_s, double until_s) {
    const Ends ends = ends_of(rates, from_s, until_s);
    return ends.covered && std::is_sorted(ends.rates.begin(), ends.rates.end()) && ends.rates.front() < ends.rates.back();
}

// The load moves no faster than services end: a tenth of a service apart, it is seen well.
double load_max(std::span<const Piece> rates, const Law& service_s, double from_s, double until_s) {
    const int moments = static_cast<int>(std::clamp(std::ceil(10 * (until_s - from_s) / service_s.mean), 8.0, 200.0));
    double most = 0;
    for (int k = 0; k <= moments; ++k)
        most = std::max(most, offered_load(rates, service_s, from_s + (until_s - from_s) * k / moments));
    return most;
}

}  // namespace

std::string_view staffing_method_name(StaffingMethod method) {
    constexpr std::string_view names[] = {"sipp", "sipp_max", "sipp_mix", "lag_sipp", "lag_max", "lag_mix", "mol", "mol_max"};
    return names[static_cast<std::size_t>(method)];
}

std::vector<double> equivalent_rates(StaffingMethod method, std::span<const Piece> rates, const Law& service_s,
                                     std::span<const StaffingInterval> intervals) {
    using enum StaffingMethod;
    std::vector<double> equivalent;
    for (const StaffingInterval& interval : intervals) {
        const bool lags = method == lag_sipp || method == lag_max || method == lag_mix;
        const double from = interval.from_s - (lags ? service_s.mean : 0), until = interval.until_s - (lags ? service_s.mean : 0);
        const bool mix = method == sipp_mix || method == lag_mix;
        if (method == mol)
            equivalent.push_back(offered_load_mean(rates, service_s, from, until) / service_s.mean);
        else if (method == mol_max)
            equivalent.push_back(load_max(rates, service_s, from, until) / service_s.mean);
        else if (method == sipp || method == lag_sipp || (mix && rises(rates, from, until)))
            equivalent.push_back(rate_mean(rates, from, until));
        else
            equivalent.push_back(rate_max(rates, from, until));
    }
    return equivalent;
}

std::vector<int> staff(std::span<const double> equivalent_rates_per_s, const AgentsFor& agents_for) {
    std::vector<int> agents;
    for (const double rate : equivalent_rates_per_s) agents.push_back(rate > 0 ? agents_for(rate) : 0);
    return agents;
}

SteppedDay stepped_day(std::span<const Piece> rates, std::span<const StaffingInterval> intervals, std::span<const int> agents,
                       double step_s) {
    SteppedDay day;
    for (std::size_t k = 0; k < intervals.size(); ++k) {
        const double from = intervals[k].from_s, length = intervals[k].until_s - from;
        const int steps = std::max(1, static_cast<int>(std::ceil(length / step_s - 1e-9)));
        for (int n = 0; n < steps; ++n) {
            const double begin = from + length * n / steps, end = from + length * (n + 1) / steps;
            day.pieces.push_back({end - begin, rate_mean(rates, begin, end), agents[k]});
            day.interval_of.push_back(static_cast<int>(k));
        }
    }
    return day;
}

}  // namespace counterless

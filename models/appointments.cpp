#include "models/appointments.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace counterless {
namespace {
using Shares = std::vector<double>;  // chance of 0, 1, ... inside

// One stride of uniformisation at rate c / service: with n inside a jump is a departure with chance min(n, c) / c.
Shares emptied_once(Shares now, int counters, double jumps_mean) {
    Shares end(now.size(), 0.0);
    double weight = std::exp(-jumps_mean);
    for (int n = 0; n <= jumps_mean || weight > 1e-17; ++n) {
        for (std::size_t k = 0; k < now.size(); ++k) end[k] += weight * now[k];
        for (std::size_t k = 0; k < now.size(); ++k) {  // from below: what leaves k has not yet been added to
            const double leaving = now[k] * std::min(static_cast<double>(k), static_cast<double>(counters)) / counters;
            now[k] -= leaving;
            if (k > 0) now[k - 1] += leaving;
        }
        weight *= jumps_mean / (n + 1);
    }
    return end;
}

Shares emptied(Shares now, const AppointmentDay& day, double length_s) {
    const double jumps_mean = day.counters / day.service_mean_s * length_s;
    const int strides = static_cast<int>(std::ceil(jumps_mean / 50));
    for (int k = 0; k < strides; ++k) now = emptied_once(std::move(now), day.counters, jumps_mean / strides);
    return now;
}
}  // namespace

AppointmentAnswer appointments(const AppointmentDay& day) {
    Shares share(day.times_s.size() + 1, 0.0);
    share[0] = 1;
    AppointmentAnswer answer{{}, 0, 0};
    double now_s = day.times_s.empty() ? 0 : day.times_s.front();
    for (const double time_s : day.times_s) {
        share = emptied(std::move(share), day, time_s - now_s);
        now_s = time_s;
        double wait = 0;  // for n - c + 1 departures
        for (std::size_t n = 0; n < share.size(); ++n)
            wait += share[n] * std::max(0.0, static_cast<double>(n) - day.counters + 1) * day.service_mean_s / day.counters;
        answer.wait_mean_s.push_back(wait);
        for (std::size_t n = share.size() - 1; n > 0; --n) share[n] = share[n] * day.no_show + share[n - 1] * (1 - day.no_show);
        share[0] *= day.no_show;
    }
    share = emptied(std::move(share), day, day.closing_s - now_s);
    double drain = 0;  // mean time until n have left
    for (std::size_t n = 1; n < share.size(); ++n) {
        drain += day.service_mean_s / std::min(static_cast<double>(n), static_cast<double>(day.counters));
        answer.overtime_mean_s += share[n] * drain;
        answer.inside_closing_mean += share[n] * static_cast<double>(n);
    }
    return answer;
}

}  // namespace counterless

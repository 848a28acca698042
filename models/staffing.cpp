#include "models/staffing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "models/birth_death.hpp"
#include "models/erlang.hpp"
#include "models/general_queue.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr StaffedQueue nobody_serves{1, 0, infinity, 1, 1};  // where people leave; no agent is ever free

double share_of(double busy, int agents) { return std::min(1.0, busy / agents); }
}  // namespace

// A tie to nine digits holds: the integrals carry no more.
bool holds(const StaffedQueue& queue, const StaffingTarget& target) {
    const auto at_most = [](double value, const std::optional<double>& most) { return !most || value <= *most * (1 + 1e-9); };
    return (!target.level_min || queue.level >= *target.level_min * (1 - 1e-9)) &&
           at_most(queue.wait_probability, target.wait_probability_max) && at_most(queue.wait_mean_s, target.wait_mean_max_s) &&
           at_most(queue.lost, target.lost_max) && at_most(queue.occupancy, target.occupancy_max);
}

std::optional<int> least_agents(const QueueOf& queue, const StaffingTarget& target, double load_erlang, int agents_max) {
    if (holds(queue(0), target)) return 0;
    int low = 0, high = static_cast<int>(std::clamp(std::ceil(load_erlang), 1.0, static_cast<double>(agents_max)));
    // Steps grow from the square root of the load, the size of the answer's safety margin.
    for (int step = 1 + static_cast<int>(std::sqrt(load_erlang)); !holds(queue(high), target); step *= 2) {
        if (high >= agents_max) return std::nullopt;
        low = high;
        high = step < agents_max - high ? high + step : agents_max;
    }
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (holds(queue(middle), target) ? high : low) = middle;
    }
    return high;
}

QueueOf queue_erlang_c(double arrivals_per_s, double service_mean_s, double within_s) {
    return [=](int agents) -> StaffedQueue {
        const double load = arrivals_per_s * service_mean_s;
        const double waits = erlang_c(agents, load), spare = agents - load;
        if (spare <= 0) return {1, 0, infinity, 0, 1};
        return {waits, 1 - waits * std::exp(-spare / service_mean_s * within_s), waits * service_mean_s / spare, 0,
                share_of(load, agents)};
    };
}

QueueOf queue_erlang_a(double arrivals_per_s, double service_mean_s, double patience_mean_s, double within_s) {
    return [=](int agents) -> StaffedQueue {
        if (agents == 0) return nobody_serves;
        const ImpatientQueue queue = erlang_a(agents, arrivals_per_s, service_mean_s, patience_mean_s);
        const double level = within_s > 0 ? served_within_erlang_a(agents, arrivals_per_s, service_mean_s, patience_mean_s,
                                                                   queue.wait_probability, within_s)
                                          : 1 - queue.wait_probability;
        return {queue.wait_probability, level, queue.queue_mean / arrivals_per_s, queue.abandonment,
                share_of(arrivals_per_s * (1 - queue.abandonment) * service_mean_s, agents)};
    };
}

QueueOf queue_mmck(double arrivals_per_s, double service_mean_s, int capacity, double within_s) {
    return [=](int agents) -> StaffedQueue {
        if (agents == 0) return nobody_serves;
        const int serving = std::min(agents, capacity);
        const std::vector<double> share = birth_death(
            capacity, [&](int) { return arrivals_per_s; }, [&](int n) { return std::min(n, serving) / service_mean_s; });
        const auto states = static_cast<int>(share.size());
        const double refused = states > capacity ? share[capacity] : 0, ends = within_s * serving / service_mean_s;
        double waiting = 0, in_time = 0, queue = 0;
        for (int n = serving; n < states; ++n) {
            queue += (n - serving) * share[n];
            if (n == capacity) break;
            waiting += share[n];
            // He starts with the (n - c + 1)-th end of a service from now on.
            in_time += share[n] * (ends > 0 ? 1 - chi_square_above(2.0 * (n - serving + 1), 2 * ends) : 0);
        }
        return {waiting, 1 - refused - waiting + in_time, queue / (arrivals_per_s * (1 - refused)), refused,
                share_of(arrivals_per_s * (1 - refused) * service_mean_s, agents)};
    };
}

QueueOf queue_mmc_patience(double arrivals_per_s, double service_mean_s, const Survival& survival, double within_s) {
    return [=](int agents) -> StaffedQueue {
        if (agents == 0) return nobody_serves;
        const PatienceAnswer queue = mmc_patience(agents, arrivals_per_s, service_mean_s, survival, within_s);
        return {queue.wait_probability, queue.served_within, queue.wait_mean_s, queue.abandonment,
                share_of(arrivals_per_s * (1 - queue.abandonment) * service_mean_s, agents)};
    };
}

QueueOf queue_mgc(double arrivals_per_s, double service_mean_s, double service_cv, double within_s) {
    return [=](int agents) -> StaffedQueue {
        const double load = arrivals_per_s * service_mean_s, waits = erlang_c(agents, load);
        if (load >= agents) return {1, 0, infinity, 0, 1};
        const double wait = wait_mean_allen_cunneen(agents, arrivals_per_s, 1, service_mean_s, service_cv);
        const double level = wait > 0 ? 1 - waits * std::exp(-within_s * waits / wait) : 1;
        return {waits, level, wait, 0, share_of(load, agents)};
    };
}

}  // namespace counterless

#include "models/staffing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "models/birth_death.hpp"
#include "models/constants.hpp"
#include "models/erlang.hpp"
#include "models/general_queue.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr StaffedQueue nobody_serves{1, 0, infinite, 1, 1};  // where people leave; no agent is ever free

double share_of(double busy, int agents) { return std::min(1.0, busy / agents); }

// What is never 0, or 1, is none where doubles end.
double positive(double value) { return std::max(value, std::numeric_limits<double>::min()); }
double below_one(double share) { return std::min(share, 1 - std::numeric_limits<double>::epsilon() / 2); }

// A tie to nine digits holds: the integrals carry no more. Of a share near 1 they are those of what it lacks.
constexpr double tie = 1e-9;
double tie_of(double share) { return tie * std::min(share, 1 - share); }
}  // namespace

bool holds(const StaffedQueue& queue, const StaffingTarget& target) {
    const auto at_most = [](double share, const std::optional<double>& most) { return !most || share <= *most + tie_of(*most); };
    return (!target.level_min || queue.level >= *target.level_min - tie_of(*target.level_min)) &&
           at_most(queue.wait_probability, target.wait_probability_max) &&
           (!target.wait_mean_max_s || queue.wait_mean_s <= *target.wait_mean_max_s * (1 + tie)) &&
           at_most(queue.lost, target.lost_max) && at_most(queue.occupancy, target.occupancy_max);
}

std::vector<StaffingTarget> one_by_one(const StaffingTarget& target) {
    std::vector<StaffingTarget> each;
    if (target.level_min) each.push_back({.level_min = target.level_min});
    if (target.wait_probability_max) each.push_back({.wait_probability_max = target.wait_probability_max});
    if (target.wait_mean_max_s) each.push_back({.wait_mean_max_s = target.wait_mean_max_s});
    if (target.lost_max) each.push_back({.lost_max = target.lost_max});
    if (target.occupancy_max) each.push_back({.occupancy_max = target.occupancy_max});
    return each;
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
        if (spare <= 0) return {1, 0, infinite, 0, 1};
        return {positive(waits), below_one(1 - waits * std::exp(-spare / service_mean_s * within_s)),
                positive(waits * service_mean_s / spare), 0, share_of(load, agents)};
    };
}

QueueOf queue_erlang_a(double arrivals_per_s, double service_mean_s, double patience_mean_s, double within_s) {
    return [=](int agents) -> StaffedQueue {
        if (agents == 0) return nobody_serves;
        const ImpatientQueue queue = erlang_a(agents, arrivals_per_s, service_mean_s, patience_mean_s);
        const double level = within_s > 0 ? served_within_erlang_a(agents, arrivals_per_s, service_mean_s, patience_mean_s,
                                                                   queue.wait_probability, within_s)
                                          : 1 - queue.wait_probability;
        return {positive(queue.wait_probability), below_one(level), positive(queue.queue_mean / arrivals_per_s),
                positive(queue.abandonment), share_of(arrivals_per_s * (1 - queue.abandonment) * service_mean_s, agents)};
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
        // With an agent for each place nobody waits; with fewer somebody does, though the chain leaves out states below 1e-18.
        const double least = serving < capacity ? 1e-18 : 0, entering = arrivals_per_s * (1 - refused);
        return {std::max(waiting, least), below_one(1 - refused - waiting + in_time),
                std::max(queue / entering, least * service_mean_s), positive(refused),
                share_of(entering * service_mean_s, agents)};
    };
}

QueueOf queue_mmc_patience(double arrivals_per_s, double service_mean_s, const Survival& survival, double within_s) {
    return [=](int agents) -> StaffedQueue {
        if (agents == 0) return nobody_serves;
        const PatienceAnswer queue = mmc_patience(agents, arrivals_per_s, service_mean_s, survival, within_s);
        if (std::isinf(queue.wait_mean_s)) return {unknown, unknown, unknown, unknown, unknown};
        return {positive(queue.wait_probability), below_one(queue.served_within), positive(queue.wait_mean_s),
                positive(queue.abandonment), share_of(arrivals_per_s * (1 - queue.abandonment) * service_mean_s, agents)};
    };
}

QueueOf queue_mgc(double arrivals_per_s, double service_mean_s, double service_cv, double within_s) {
    return [=](int agents) -> StaffedQueue {
        const double load = arrivals_per_s * service_mean_s, waits = erlang_c(agents, load);
        if (load >= agents) return {1, 0, infinite, 0, 1};
        const double wait = wait_mean_allen_cunneen(agents, arrivals_per_s, 1, service_mean_s, service_cv);
        const double level = wait > 0 ? 1 - waits * std::exp(-within_s * waits / wait) : 1;
        return {positive(waits), below_one(level), positive(wait), 0, share_of(load, agents)};
    };
}

}  // namespace counterless

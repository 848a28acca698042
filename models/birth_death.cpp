#include "models/birth_death.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/constants.hpp"

namespace counterless {
namespace {
constexpr double nothing = 1e-18;  // of the whole

void divide(std::vector<double>& weights, double by) {
    for (double& weight : weights) weight /= by;
}

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

struct Sums {
    double inside = 0, queue = 0, busy = 0;
};
Sums sums_of(std::span<const double> share, int counters) {
    Sums sums;
    for (int n = 0; n < static_cast<int>(share.size()); ++n) {
        sums.inside += n * share[n];
        sums.queue += std::max(0, n - counters) * share[n];
        sums.busy += std::min(n, counters) * share[n];
    }
    return sums;
}

// P(batch > k) for k = 0, 1, ...
std::vector<double> tails(std::span<const double> batch) {
    std::vector<double> tail(batch.size() + 1, 0.0);
    for (std::size_t k = batch.size(); k-- > 0;) tail[k] = tail[k + 1] + batch[k];
    return tail;
}
double batch_mean(std::span<const double> batch) { return sum_of(tails(batch)); }
}  // namespace

std::vector<double> birth_death(int inside_max, const std::function<double(int)>& up, const std::function<double(int)>& down) {
    std::vector<double> weights = {1};
    double total = 1;
    for (int n = 0; n < inside_max; ++n) {
        const double factor = up(n) / down(n + 1), weight = weights.back() * factor;
        if (weight <= 0 || (factor < 1 && weight < nothing * (1 - factor) * total)) break;
        weights.push_back(weight);
        total += weight;
        if (weight > 1e200) {
            divide(weights, weight);
            total /= weight;
        }
    }
    divide(weights, total);
    return weights;
}

LineAnswer mmc_balking(int counters, int capacity, double arrivals_per_s, double service_mean_s, double patience_mean_s,
                       const std::function<double(int)>& joins) {
    const std::vector<double> share = birth_death(
        capacity, [&](int n) { return arrivals_per_s * joins(n); },
        [&](int n) { return std::min(n, counters) / service_mean_s + std::max(0, n - counters) / patience_mean_s; });
    double coming = 0, coming_full = 0;
    for (int n = 0; n < std::min(capacity, static_cast<int>(share.size())); ++n) {
        coming += share[n] * joins(n);
        if (n >= counters) coming_full += share[n] * joins(n);
    }
    const Sums sums = sums_of(share, counters);
    const double entering = arrivals_per_s * coming;
    return {.inside_mean = sums.inside,
            .queue_mean = sums.queue,
            .wait_probability = coming_full / coming,
            .refused = std::max(0.0, 1 - coming),
            .abandonment = sums.queue / patience_mean_s / entering,
            .wait_mean_s = sums.queue / entering,
            .throughput_per_s = sums.busy / service_mean_s};
}

LineAnswer erlang_a_limited(int counters, int capacity, double arrivals_per_s, double service_mean_s, double patience_mean_s) {
    return mmc_balking(counters, capacity, arrivals_per_s, service_mean_s, patience_mean_s, [](int) { return 1.0; });
}

LineAnswer finite_source(int counters, int customers, double think_mean_s, double service_mean_s) {
    const std::vector<double> share = birth_death(
        customers, [&](int n) { return (customers - n) / think_mean_s; },
        [&](int n) { return std::min(n, counters) / service_mean_s; });
    const Sums sums = sums_of(share, counters);
    const double entering = (customers - sums.inside) / think_mean_s;
    double waiting = 0;
    for (int n = counters; n < static_cast<int>(share.size()); ++n) waiting += share[n] * (customers - n) / think_mean_s;
    return {.inside_mean = sums.inside,
            .queue_mean = sums.queue,
            .wait_probability = waiting / entering,
            .refused = 0,
            .abandonment = 0,
            .wait_mean_s = sums.queue / entering,
            .throughput_per_s = entering};
}

double engset_blocked(int counters, int customers, double think_mean_s, double service_mean_s) {
    if (counters >= customers) return 0;
    // An arrival sees what the others do: the same chain with one customer less.
    const std::vector<double> share = birth_death(
        counters, [&](int n) { return (customers - 1 - n) / think_mean_s; }, [&](int n) { return n / service_mean_s; });
    return static_cast<int>(share.size()) > counters ? share[counters] : 0;
}

double mminf_probability(int inside, double arrivals_per_s, double service_mean_s) {
    const double load = arrivals_per_s * service_mean_s;
    if (load == 0) return inside == 0 ? 1 : 0;
    return std::exp(inside * std::log(load) - load - std::lgamma(inside + 1.0));
}

std::vector<double> batch_fixed(int size) {
    std::vector<double> batch(static_cast<std::size_t>(size), 0.0);
    batch.back() = 1;
    return batch;
}

std::vector<double> batch_geometric(double mean) {
    std::vector<double> batch;
    const double last = 1 / mean;
    for (double rest = 1; rest > 1e-16; rest *= 1 - last) batch.push_back(rest * last);
    return batch;
}

LineAnswer batch_mmc(int counters, int capacity, double batches_per_s, std::span<const double> batch, double service_mean_s) {
    const std::vector<double> tail = tails(batch);
    const double people_per_s = batches_per_s * batch_mean(batch);
    std::vector<double> share = {1};
    double total = 1;
    // Across the cut between n and n + 1 go the batches that find k <= n and are larger than n - k.
    for (int n = 0; n < capacity; ++n) {
        double crossing = 0;
        for (int k = std::max(0, n + 1 - static_cast<int>(batch.size())); k <= n; ++k) crossing += share[k] * tail[n - k];
        const double weight = batches_per_s * crossing * service_mean_s / std::min(n + 1, counters);
        if (weight < nothing * total && n > static_cast<int>(batch.size()) + counters) break;
        share.push_back(weight);
        total += weight;
        if (weight > 1e200) {
            divide(share, weight);
            total /= weight;
        }
    }
    divide(share, total);
    const Sums sums = sums_of(share, counters);
    double at_once = 0;  // people per batch that find a free counter
    for (int n = 0; n < std::min(counters, static_cast<int>(share.size())); ++n)
        for (int k = 0; k < std::min(counters - n, static_cast<int>(batch.size())); ++k) at_once += share[n] * tail[k];
    const double entering = sums.busy / service_mean_s;
    return {.inside_mean = sums.inside,
            .queue_mean = sums.queue,
            .wait_probability = 1 - batches_per_s * at_once / entering,
            .refused = std::max(0.0, 1 - entering / people_per_s),
            .abandonment = 0,
            .wait_mean_s = sums.queue / entering,
            .throughput_per_s = entering};
}

double wait_mean_batch_mm1(double batches_per_s, std::span<const double> batch, double service_mean_s) {
    const double mean = batch_mean(batch), load = batches_per_s * mean * service_mean_s;
    if (load >= 1) return infinite;
    double second = 0;
    for (std::size_t k = 0; k < batch.size(); ++k) second += static_cast<double>((k + 1) * (k + 1)) * batch[k];
    // Inside on average load (E[X^2] + E[X]) / (2 E[X] (1 - load)).
    const double inside = load * (second + mean) / (2 * mean * (1 - load));
    return (inside - load) / (batches_per_s * mean);
}

}  // namespace counterless

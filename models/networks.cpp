#include "models/networks.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "models/erlang.hpp"

namespace counterless {
namespace {
constexpr double never = -std::numeric_limits<double>::infinity();  // the logarithm of 0

// Logarithms of the weights of 0, 1, ..., N customers at a station: 500 thinking customers span more than a double does.
std::vector<double> weights_of(const ClosedStation& station, int customers) {
    std::vector<double> weights = {0};
    const double demand_log = std::log(station.visits * station.service_mean_s);  // of 0: never
    for (int n = 1; n <= customers; ++n) {
        const int working = station.counters == 0 ? n : std::min(n, station.counters);
        weights.push_back(weights.back() + demand_log - std::log(working));
    }
    return weights;
}

std::vector<double> convolve(const std::vector<double>& left, const std::vector<double>& right) {
    std::vector<double> both(left.size(), never);
    for (std::size_t n = 0; n < both.size(); ++n) {
        double largest = never, sum = 0;
        for (std::size_t k = 0; k <= n; ++k) largest = std::max(largest, left[k] + right[n - k]);
        if (largest == never) continue;
        for (std::size_t k = 0; k <= n; ++k) sum += std::exp(left[k] + right[n - k] - largest);
        both[n] = largest + std::log(sum);
    }
    return both;
}
}  // namespace

OpenNetwork jackson(std::span<const OpenStation> stations, const std::vector<std::vector<double>>& routing) {
    const auto size = static_cast<Eigen::Index>(stations.size());
    Eigen::MatrixXd traffic = Eigen::MatrixXd::Identity(size, size);
    Eigen::VectorXd outside(size);
    for (Eigen::Index i = 0; i < size; ++i) {
        outside(i) = stations[static_cast<std::size_t>(i)].arrivals_outside_per_s;
        for (Eigen::Index j = 0; j < size; ++j)
            traffic(j, i) -= routing[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    }
    const Eigen::FullPivLU<Eigen::MatrixXd> solver(traffic);
    if (!solver.isInvertible()) throw std::invalid_argument("networks: some customers can never leave");
    const Eigen::VectorXd arrivals = solver.solve(outside);
    OpenNetwork network{{}, 0};
    for (std::size_t i = 0; i < stations.size(); ++i) {
        const double rate = arrivals(static_cast<Eigen::Index>(i)), visits = rate / outside.sum();
        const double wait = rate > 0 ? wait_mean_mmc(stations[i].counters, rate, stations[i].service_mean_s) : 0;
        const double sojourn = wait + stations[i].service_mean_s;
        network.stations.push_back({rate, visits, wait, rate * sojourn});
        if (rate > 0) network.sojourn_mean_s += visits * sojourn;
    }
    return network;
}

OpenNetwork feedback_mmc(int counters, double arrivals_per_s, double service_mean_s, double again) {
    const std::vector<OpenStation> station = {{arrivals_per_s, service_mean_s, counters}};
    return jackson(station, {{again}});
}

ClosedNetwork closed_network(std::span<const ClosedStation> stations, int customers) {
    const auto full = static_cast<std::size_t>(customers);
    std::vector<std::vector<double>> weights;
    std::vector<double> all(full + 1, never);
    all[0] = 0;
    const std::vector<double> nobody = all;
    for (const ClosedStation& one : stations) {
        weights.push_back(weights_of(one, customers));
        all = convolve(all, weights.back());
    }
    ClosedNetwork network{customers == 0 ? 0 : std::exp(all[full - 1] - all[full]), {}};
    for (std::size_t i = 0; i < stations.size(); ++i) {
        std::vector<double> others = nobody;
        for (std::size_t j = 0; j < stations.size(); ++j)
            if (j != i) others = convolve(others, weights[j]);
        double inside = 0;
        for (std::size_t n = 1; n <= full; ++n)
            inside += static_cast<double>(n) * std::exp(weights[i][n] + others[full - n] - all[full]);
        const double throughput = network.tours_per_s * stations[i].visits;
        network.stations.push_back({throughput, inside, throughput > 0 ? inside / throughput : 0});
    }
    return network;
}

}  // namespace counterless

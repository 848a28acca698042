#include "models/networks.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/erlang.hpp"

namespace counterless {
namespace {
// Weights of 0, 1, ..., N customers at a station; visits x service counted in `unit_s`.
std::vector<double> weights_of(const ClosedStation& station, int customers, double unit_s) {
    std::vector<double> weights = {1};
    const double demand = station.visits * station.service_mean_s / unit_s;
    for (int n = 1; n <= customers; ++n) {
        const int working = station.counters == 0 ? n : std::min(n, station.counters);
        weights.push_back(weights.back() * demand / working);
    }
    return weights;
}

std::vector<double> convolve(const std::vector<double>& left, const std::vector<double>& right) {
    std::vector<double> both(left.size(), 0.0);
    for (std::size_t n = 0; n < both.size(); ++n)
        for (std::size_t k = 0; k <= n; ++k) both[n] += left[k] * right[n - k];
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
    double unit = 0;  // the largest demand per counter, so that weights neither vanish nor overflow
    for (const ClosedStation& one : stations) unit = std::max(unit, one.visits * one.service_mean_s / std::max(1, one.counters));
    std::vector<std::vector<double>> weights;
    std::vector<double> all(static_cast<std::size_t>(customers) + 1, 0.0);
    all[0] = 1;
    const std::vector<double> nobody = all;
    for (const ClosedStation& one : stations) {
        weights.push_back(weights_of(one, customers, unit));
        all = convolve(all, weights.back());
    }
    const auto full = static_cast<std::size_t>(customers);
    ClosedNetwork network{customers == 0 ? 0 : all[full - 1] / all[full] / unit, {}};
    for (std::size_t i = 0; i < stations.size(); ++i) {
        std::vector<double> others = nobody;
        for (std::size_t j = 0; j < stations.size(); ++j)
            if (j != i) others = convolve(others, weights[j]);
        double inside = 0;
        for (std::size_t n = 1; n <= full; ++n) inside += static_cast<double>(n) * weights[i][n] * others[full - n] / all[full];
        const double throughput = network.tours_per_s * stations[i].visits;
        network.stations.push_back({throughput, inside, throughput > 0 ? inside / throughput : 0});
    }
    return network;
}

}  // namespace counterless

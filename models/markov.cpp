#include "models/markov.hpp"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>
#include <stdexcept>

namespace counterless {

std::vector<double> stationary(std::size_t states, std::span<const Transition> transitions) {
    using Entry = Eigen::Triplet<double, int>;
    const auto n = static_cast<int>(states);
    std::vector<Entry> entries;  // of the transposed generator; its last row is the sum of all shares
    for (const Transition& one : transitions) {
        if (one.from >= states || one.to >= states || one.from == one.to || one.rate <= 0)
            throw std::invalid_argument("markov: a transition between states that there are not, or without a rate");
        const int from = static_cast<int>(one.from), to = static_cast<int>(one.to);
        if (to != n - 1) entries.emplace_back(to, from, one.rate);
        if (from != n - 1) entries.emplace_back(from, from, -one.rate);
    }
    for (int state = 0; state < n; ++state) entries.emplace_back(n - 1, state, 1.0);
    Eigen::SparseMatrix<double> balance(n, n);
    balance.setFromTriplets(entries.begin(), entries.end());
    Eigen::VectorXd total = Eigen::VectorXd::Zero(n);
    total(n - 1) = 1;
    Eigen::SparseLU<Eigen::SparseMatrix<double>> solver;
    solver.compute(balance);
    if (solver.info() != Eigen::Success) throw std::invalid_argument("markov: not every state can be reached from every other");
    const Eigen::VectorXd share = solver.solve(total);
    return {share.data(), share.data() + n};
}

}  // namespace counterless

#include "models/phase_type.hpp"

#include <Eigen/LU>
#include <cmath>
#include <unsupported/Eigen/MatrixFunctions>

namespace counterless {

// The generator with one more state, the end: then the share that has ended is a sum of small positive numbers, not 1 minus a
// number near 1. `rest` and `rest_twice` are the mean time to the end from each phase, and that of the time after.
struct PhaseType::Matrices {
    Eigen::RowVectorXd start;
    Eigen::MatrixXd closed;
    Eigen::VectorXd ends, rest, rest_twice;
    double end = 0;  // by then less is left than a double can tell: every two mean rests halve it (Markov's inequality)

    [[nodiscard]] Eigen::Index size() const { return ends.size(); }
    [[nodiscard]] Eigen::RowVectorXd after(double t) const {
        if (t >= end) return Eigen::RowVectorXd::Unit(size() + 1, size());
        return start * (closed * t).exp().topRows(size());
    }
};

PhaseType::PhaseType(const std::vector<double>& start, const Rates& generator) {
    Matrices built;
    const auto size = static_cast<Eigen::Index>(start.size());
    built.start = Eigen::Map<const Eigen::RowVectorXd>(start.data(), size);
    built.closed = Eigen::MatrixXd::Zero(size + 1, size + 1);
    for (Eigen::Index i = 0; i < size; ++i)
        for (Eigen::Index j = 0; j < size; ++j) built.closed(i, j) = generator[i][j];
    const Eigen::MatrixXd inside = built.closed.topLeftCorner(size, size);
    // What rounding leaves of a row that sums to 0 is not a way out.
    built.ends = (-inside.rowwise().sum()).cwiseMax(0.0);
    built.ends = (built.ends.array() > -1e-12 * inside.diagonal().array()).select(built.ends, 0.0);
    built.closed.topRightCorner(size, 1) = built.ends;
    const Eigen::PartialPivLU<Eigen::MatrixXd> solver(-inside);
    built.rest = solver.solve(Eigen::VectorXd::Ones(size));
    built.rest_twice = solver.solve(built.rest);
    built.end = 2200 * built.rest.maxCoeff();
    matrices_ = std::make_shared<const Matrices>(std::move(built));
}

double PhaseType::survival(double t) const {
    return t <= 0 ? 1 : std::max(0.0, matrices_->after(t).head(matrices_->size()).sum());
}
double PhaseType::below(double t) const { return t <= 0 ? 0 : matrices_->after(t)[matrices_->size()]; }
double PhaseType::density(double t) const {
    return t < 0 ? 0 : std::max(0.0, matrices_->after(t).head(matrices_->size()).dot(matrices_->ends));
}

double PhaseType::first_below(double t) const {
    const double mean = matrices_->start.dot(matrices_->rest);
    if (t <= 0 || t >= matrices_->end) return t <= 0 ? 0 : mean;
    const Eigen::RowVectorXd left = matrices_->after(t).head(matrices_->size());
    return mean - left.dot(matrices_->rest) - t * left.sum();
}
double PhaseType::second_below(double t) const {
    const double second = 2 * matrices_->start.dot(matrices_->rest_twice);
    if (t <= 0 || t >= matrices_->end) return t <= 0 ? 0 : second;
    const Eigen::RowVectorXd left = matrices_->after(t).head(matrices_->size());
    return second - t * t * left.sum() - 2 * (t * left.dot(matrices_->rest) + left.dot(matrices_->rest_twice));
}

}  // namespace counterless

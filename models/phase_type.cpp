#include "models/phase_type.hpp"

#include <Eigen/LU>
#include <cmath>

namespace counterless {

// The generator with one more state, the end. Its exponentials hold nothing but shares, and are made of sums and products of
// shares only: nothing cancels, so the small ones are right to their last digits, however far apart the rates lie.
// Uniformisation (Jensen 1953) for a step in which the fastest phase hardly moves, squares of it for steps twice as long.
struct PhaseType::Matrices {
    Eigen::RowVectorXd start;
    Eigen::VectorXd ends, rest, rest_twice;  // rates to the end; mean time to the end from each phase, and of the time after
    Eigen::MatrixXd jump;                    // where the chain goes at each tick of a clock as fast as the fastest phase
    double ticks_per_s = 0, step_s = 0, end_s = 0;
    std::vector<Eigen::MatrixXd> doubled;  // after step_s, 2 step_s, 4 step_s ...

    [[nodiscard]] Eigen::Index size() const { return ends.size(); }
    template <typename Share>
    [[nodiscard]] Share within_step(const Share& from, double t) const {
        Share term = std::exp(-ticks_per_s * t) * from, total = term;
        for (int k = 1; k <= 14; ++k) total += (term = term * jump * (ticks_per_s * t / k));
        return total;
    }
    [[nodiscard]] Eigen::RowVectorXd after(double t) const {
        if (t >= end_s) return Eigen::RowVectorXd::Unit(size() + 1, size());
        Eigen::RowVectorXd share = start;
        for (std::size_t k = doubled.size(); k-- > 0;) {
            const double step = std::ldexp(step_s, static_cast<int>(k));
            if (t < step) continue;
            share = share * doubled[k];
            t -= step;
        }
        return within_step(share, t);
    }
    [[nodiscard]] Eigen::RowVectorXd left_after(double t) const { return after(t).head(size()); }
    void build_steps();
};

namespace {
// A share near 1 is known best from what has left.
void settle(Eigen::MatrixXd& shares) {
    for (Eigen::Index i = 0; i < shares.rows(); ++i)
        if (shares(i, i) > 0.5) shares(i, i) = 1 - (shares.row(i).sum() - shares(i, i));
}
}  // namespace

void PhaseType::Matrices::build_steps() {
    step_s = 0.125 / ticks_per_s;
    Eigen::MatrixXd shares = within_step<Eigen::MatrixXd>(Eigen::MatrixXd::Identity(size() + 1, size() + 1), step_s);
    for (double step = step_s; step < end_s; step *= 2) {
        settle(shares);
        doubled.push_back(shares);
        shares = Eigen::MatrixXd(shares * shares);
    }
}

PhaseType::PhaseType(const std::vector<double>& start, const Rates& generator) {
    Matrices built;
    const auto size = static_cast<Eigen::Index>(start.size());
    built.start = Eigen::RowVectorXd::Zero(size + 1);
    Eigen::MatrixXd inside(size, size);
    for (Eigen::Index i = 0; i < size; ++i) {
        built.start[i] = start[i];
        for (Eigen::Index j = 0; j < size; ++j) inside(i, j) = generator[i][j];
    }
    // What rounding leaves of a row that sums to 0 is not a way out.
    built.ends = -inside.rowwise().sum();
    built.ends = (built.ends.array() > -1e-12 * inside.diagonal().array()).select(built.ends, 0.0);
    built.ticks_per_s = -inside.diagonal().minCoeff();
    built.jump = Eigen::MatrixXd::Zero(size + 1, size + 1);
    built.jump.topLeftCorner(size, size) = inside / built.ticks_per_s;
    built.jump.topRightCorner(size, 1) = built.ends / built.ticks_per_s;
    built.jump.diagonal().array() += 1;
    const Eigen::PartialPivLU<Eigen::MatrixXd> solver(-inside);
    built.rest = solver.solve(Eigen::VectorXd::Ones(size));
    built.rest_twice = solver.solve(built.rest);
    // By then less is left than a double can tell: every two mean rests halve it (Markov's inequality).
    built.end_s = 2200 * built.rest.maxCoeff();
    built.build_steps();
    matrices_ = std::make_shared<const Matrices>(std::move(built));
}

double PhaseType::survival(double t) const { return t <= 0 ? 1 : matrices_->left_after(t).sum(); }
double PhaseType::below(double t) const { return t <= 0 ? 0 : matrices_->after(t)[matrices_->size()]; }
double PhaseType::density(double t) const { return t < 0 ? 0 : matrices_->left_after(t).dot(matrices_->ends); }

double PhaseType::first_below(double t) const {
    const double mean = matrices_->start.head(matrices_->size()).dot(matrices_->rest);
    if (t <= 0 || t >= matrices_->end_s) return t <= 0 ? 0 : mean;
    const Eigen::RowVectorXd left = matrices_->left_after(t);
    return mean - left.dot(matrices_->rest) - t * left.sum();
}
double PhaseType::second_below(double t) const {
    const double second = 2 * matrices_->start.head(matrices_->size()).dot(matrices_->rest_twice);
    if (t <= 0 || t >= matrices_->end_s) return t <= 0 ? 0 : second;
    const Eigen::RowVectorXd left = matrices_->left_after(t);
    return second - t * t * left.sum() - 2 * (t * left.dot(matrices_->rest) + left.dot(matrices_->rest_twice));
}

}  // namespace counterless

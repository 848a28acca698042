// models/fit_bounds.cpp: walks from the best fit up and down each parameter, the others climbing again at every step from where
// they were, until the likelihood has fallen far enough or the box ends.
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <optional>

#include "models/fit.hpp"
#include "models/fit_scale.hpp"
#include "models/tables.hpp"

namespace counterless {
namespace {

constexpr double moved_least = 1;       // on a parameter's own scale: a factor of e, a logit
constexpr double condition_most = 1e8;  // above it, one direction is flat beside the others by more than rounding tells
constexpr std::size_t ridge_points = 5;
constexpr double logit_most = 4.6;     // beyond 99 %, one more step of a logit is no step worth telling
constexpr double alike = 2;            // a ridge is shown as far as the log-likelihood falls by no more
constexpr double better_least = 1e-4;  // of the log-likelihood: a profile that climbs higher found a better fit
constexpr int restarts_most = 3;       // then the profiles are taken whole, for callers count on one for each parameter

struct Walk {
    std::span<const FitParameter> parameters;
    const LogLikelihood& likelihood;
    const Fit& best;
    double drop;

    // The best fit with one parameter held.
    [[nodiscard]] LikelihoodProfile::Point held(std::size_t index, double at, Values from) const {
        std::vector<FitParameter> others;
        Values start;
        for (std::size_t other = 0; other < parameters.size(); ++other)
            if (other != index) others.push_back(parameters[other]), start.push_back(from[other]);
        const double value = from_scale(parameters[index].scale, at);
        const auto whole = [&](std::span<const double> some) {
            Values all(some.begin(), some.end());
            all.insert(all.begin() + static_cast<std::ptrdiff_t>(index), value);
            return all;
        };
        const Fit fitted = fit_near(
            others, [&](std::span<const double> some) { return likelihood(whole(some)); }, start);
        return {whole(fitted.values), best.log_likelihood - fitted.log_likelihood};
    }
};

// Steps of doubling length until the fall passes `drop`, then the crossing by halving, helped by the secant of the root of the
// fall, which is nearly a straight line.
struct Side {
    const Walk& walk;
    std::size_t index;
    double best_at, end_at;  // on the scale
    std::vector<LikelihoodProfile::Point> points;

    ProfileEnd walked(double step) {
        const Scale scale = walk.parameters[index].scale;
        const double direction = end_at > best_at ? 1 : -1;
        double inner = best_at, inner_root = 0;
        Values from = walk.best.values;
        while (true) {
            const double at = direction > 0 ? std::min(inner + step, end_at) : std::max(inner - step, end_at);
            if (at == inner) return {from_scale(scale, end_at), false};
            const LikelihoodProfile::Point point = walk.held(index, at, from);
            if (point.fall > walk.drop) return {from_scale(scale, crossing(inner, inner_root, at, point)), true};
            points.push_back(point);
            from = point.values;
            inner = at;
            inner_root = std::sqrt(std::max(0.0, point.fall));
            step *= 2;
            if (point.fall < -better_least) return {from_scale(scale, at), true};  // the caller begins again from here
        }
    }

    double crossing(double inner, double inner_root, double outer, const LikelihoodProfile::Point& beyond) {
        const double wanted = std::sqrt(walk.drop);
        double outer_root = std::sqrt(beyond.fall);
        Values from = points.empty() ? walk.best.values : points.back().values;
        for (int count = 0; count < 12 && std::abs(outer - inner) > 1e-3; ++count) {
            double part = (wanted - inner_root) / std::max(outer_root - inner_root, 1e-12);
            part = count % 3 == 2 ? 0.5 : std::clamp(part, 0.02, 0.98);
            const double at = inner + part * (outer - inner);
            const LikelihoodProfile::Point point = walk.held(index, at, from);
            if (std::abs(point.fall - walk.drop) < 1e-3 * walk.drop) return points.push_back(point), at;
            if (point.fall > walk.drop) {
                outer = at, outer_root = std::sqrt(point.fall);
            } else {
                inner = at, inner_root = std::sqrt(std::max(0.0, point.fall)), from = point.values;
                points.push_back(point);
            }
        }
        return (inner + outer) / 2;
    }
};

LikelihoodProfile profile(const Walk& walk, std::size_t index, double step) {
    const FitParameter& parameter = walk.parameters[index];
    const double at = to_scale(parameter.scale, walk.best.values[index]);
    Side down{walk, index, at, to_scale(parameter.scale, parameter.low), {}};
    Side up{walk, index, at, to_scale(parameter.scale, parameter.high), {}};
    LikelihoodProfile all;
    all.low = down.walked(step);
    all.high = up.walked(step);
    all.points = down.points;
    all.points.push_back({walk.best.values, 0});
    all.points.insert(all.points.end(), up.points.begin(), up.points.end());
    std::stable_sort(all.points.begin(), all.points.end(),
                     [&](const auto& a, const auto& b) { return a.values[index] < b.values[index]; });
    return all;
}

// Second differences of the log-likelihood on the scales, moved inside where a parameter lies at the end of its box.
Eigen::MatrixXd curvature(const Walk& walk) {
    constexpr double width = 0.02;
    const FitScale scale(walk.parameters);
    std::vector<double> centre = scale.inside(walk.best.values);
    const auto count = static_cast<Eigen::Index>(centre.size());
    for (std::size_t index = 0; index < centre.size(); ++index)
        centre[index] = std::clamp(centre[index], scale.low()[index] + 2 * width, scale.high()[index] - 2 * width);
    const auto fall = [&](Eigen::Index i, double by_i, Eigen::Index j, double by_j) {
        std::vector<double> at = centre;
        at[static_cast<std::size_t>(i)] += by_i;
        at[static_cast<std::size_t>(j)] += by_j;
        return -walk.likelihood(scale.values(at));
    };
    Eigen::MatrixXd matrix(count, count);
    for (Eigen::Index i = 0; i < count; ++i)
        for (Eigen::Index j = 0; j <= i; ++j)
            matrix(i, j) = matrix(j, i) =
                (fall(i, width, j, width) - fall(i, width, j, -width) - fall(i, -width, j, width) + fall(i, -width, j, -width)) /
                (4 * width * width);
    return matrix;
}

double condition_of(const Eigen::MatrixXd& matrix) {
    if (matrix.size() == 0 || !matrix.allFinite()) return std::numeric_limits<double>::infinity();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix, Eigen::EigenvaluesOnly);
    const double least = solver.eigenvalues().minCoeff(), most = solver.eigenvalues().maxCoeff();
    return least > 0 ? most / least : std::numeric_limits<double>::infinity();
}

double moved(const Walk& walk, const LikelihoodProfile& profile, std::size_t other) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const LikelihoodProfile::Point& point : profile.points) {
        if (point.fall > alike) continue;
        double at = to_scale(walk.parameters[other].scale, point.values[other]);
        if (walk.parameters[other].scale == Scale::logit) at = std::clamp(at, -logit_most, logit_most);
        low = std::min(low, at), high = std::max(high, at);
    }
    return high - low;
}

// The other parameter that moves most along the profile of this one.
std::size_t companion(const Walk& walk, const LikelihoodProfile& profile, std::size_t index) {
    std::size_t with = index;
    for (std::size_t other = 0; other < walk.parameters.size(); ++other)
        if (other != index && (with == index || moved(walk, profile, other) > moved(walk, profile, with))) with = other;
    return with;
}

Ridge ridge_along(const LikelihoodProfile& profile, std::size_t index, std::size_t with) {
    Ridge ridge{index, with, {}};
    std::vector<const LikelihoodProfile::Point*> near;
    for (const LikelihoodProfile::Point& point : profile.points)
        if (point.fall <= alike) near.push_back(&point);
    const std::size_t shown = std::min(ridge_points, near.size());
    for (std::size_t count = 0; count < shown; ++count)
        ridge.points.push_back(*near[shown == 1 ? 0 : count * (near.size() - 1) / (shown - 1)]);
    return ridge;
}

// A parameter without a bound whose companion moves with it, each pair once; and one without any bound, that moves alone.
// Where a direction is flat although all have bounds, those that move together.
std::vector<Ridge> ridges_of(const Walk& walk, const std::vector<LikelihoodProfile>& profiles, double condition) {
    std::vector<Ridge> ridges;
    const auto told = [&](std::size_t a, std::size_t b) {
        return std::any_of(ridges.begin(), ridges.end(), [&](const Ridge& ridge) {
            return (ridge.along == a && ridge.with == b) || (ridge.along == b && ridge.with == a);
        });
    };
    for (std::size_t index = 0; index < profiles.size(); ++index) {
        const LikelihoodProfile& profile = profiles[index];
        if (profile.low.bounded && profile.high.bounded && condition < condition_most) continue;
        const std::size_t with = companion(walk, profile, index);
        if (with != index && moved(walk, profile, with) >= moved_least) {
            if (!told(index, with) && moved(walk, profile, index) >= moved_least)
                ridges.push_back(ridge_along(profile, index, with));
        } else if (!profile.low.bounded && !profile.high.bounded) {
            ridges.push_back(ridge_along(profile, index, index));
        }
    }
    return ridges;
}

// The fit that a profile came upon, if it is higher than the one it started from.
std::optional<Fit> higher_fit(const Walk& walk, const LikelihoodProfile& profile) {
    const auto highest = std::min_element(profile.points.begin(), profile.points.end(),
                                          [](const auto& a, const auto& b) { return a.fall < b.fall; });
    if (highest == profile.points.end() || highest->fall >= -better_least) return {};
    Fit higher = fit(walk.parameters, walk.likelihood, std::vector<Values>{highest->values});
    return higher.log_likelihood > walk.best.log_likelihood ? std::optional(std::move(higher)) : std::nullopt;
}

}  // namespace

double profile_drop(double confidence) {
    const double normal = normal_quantile((1 + confidence) / 2);
    return normal * normal / 2;
}

double profile_drop(double confidence, std::size_t rows, std::size_t parameters) {
    const auto n = static_cast<double>(rows), free = static_cast<double>(rows - parameters);
    const double student = boost::math::quantile(boost::math::students_t(free), (1 + confidence) / 2);
    return n / 2 * std::log1p(student * student / free);
}

Bounds bounds(std::span<const FitParameter> parameters, const LogLikelihood& likelihood, const Fit& best, double drop) {
    Bounds answer{.best = best};
    for (int restarts = 0;; ++restarts) {
        const Walk walk{parameters, likelihood, answer.best, drop};
        const Eigen::MatrixXd matrix = curvature(walk);
        answer.condition = parameters.empty() ? 1 : condition_of(matrix);
        answer.profiles.clear();
        std::optional<Fit> higher;
        for (std::size_t index = 0; index < parameters.size() && !higher; ++index) {
            const double bend = matrix(static_cast<Eigen::Index>(index), static_cast<Eigen::Index>(index));
            const double step = std::isfinite(bend) && bend > 0 ? std::clamp(std::sqrt(2 * drop / bend), 1e-3, 1.0) : 0.5;
            answer.profiles.push_back(profile(walk, index, step));
            if (restarts < restarts_most) higher = higher_fit(walk, answer.profiles.back());
        }
        if (!higher) {
            answer.ridges = ridges_of(walk, answer.profiles, answer.condition);
            return answer;
        }
        answer.best = *higher;
    }
}

}  // namespace counterless

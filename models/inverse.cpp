#include "models/inverse.hpp"

#include <unuran.h>

#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <memory>
#include <mutex>

namespace counterless {
namespace {
using Polynomial = Eigen::Matrix<double, 6, 1>;

// Where a cell is interpolated: the Chebyshev points stretched to its ends, so that neighbours meet.
const std::array<double, 6>& knots() {
    static const std::array<double, 6> places = [] {
        std::array<double, 6> list{};
        const double half_pi = std::acos(0.0), widest = std::cos(half_pi / 6);
        for (int i = 0; i < 6; ++i) list[i] = 0.5 - 0.5 * std::cos((2 * i + 1) * half_pi / 6) / widest;
        list.front() = 0;
        list.back() = 1;
        return list;
    }();
    return places;
}
const Eigen::Matrix<double, 6, 6>& interpolation() {
    static const Eigen::Matrix<double, 6, 6> inverse = [] {
        Eigen::Matrix<double, 6, 6> powers;
        for (int i = 0; i < 6; ++i)
            for (int k = 0; k < 6; ++k) powers(i, k) = std::pow(knots()[i], k);
        return Eigen::Matrix<double, 6, 6>(powers.inverse());
    }();
    return inverse;
}
double value_at(const double* c, double t) { return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5])))); }
bool rises(const double* c) {
    for (int i = 0; i <= 16; ++i) {
        const double t = i / 16.0;
        if (c[1] + t * (2 * c[2] + t * (3 * c[3] + t * (4 * c[4] + t * 5 * c[5]))) < 0) return false;
    }
    return true;
}

// Is the value within the allowed share of u? At a jump every u that jumps there is right.
bool is_near(const Inverse::Function& shares, double value, double u) {
    const double grain = 4e-16 * std::abs(value);
    return shares(value + grain) >= u - Inverse::share_error && shares(value - grain) <= u + Inverse::share_error;
}

// ---- UNU.RAN ------------------------------------------------------------------------------------------------------------------
double log_density_of(double x, const UNUR_DISTR* distribution) {
    const void* function = unur_distr_get_extobj(distribution);
    return (*static_cast<const Inverse::Function*>(function))(x);
}

std::shared_ptr<void> build_pinv(const Inverse::Function& log_density, double left, double right, double centre) {
    static std::mutex one_at_a_time;
    const std::lock_guard lock(one_at_a_time);
    unur_set_error_handler_off();
    UNUR_DISTR* distribution = unur_distr_cont_new();
    unur_distr_set_extobj(distribution, &log_density);
    unur_distr_cont_set_logpdf(distribution, log_density_of);
    unur_distr_cont_set_domain(distribution, left, right);
    unur_distr_cont_set_center(distribution, centre);
    UNUR_PAR* parameters = unur_pinv_new(distribution);
    unur_pinv_set_order(parameters, 5);
    unur_pinv_set_u_resolution(parameters, Inverse::share_error / 10);
    unur_pinv_set_max_intervals(parameters, 5000);
    UNUR_GEN* generator = unur_init(parameters);
    unur_distr_free(distribution);
    if (generator == nullptr) return nullptr;
    return {generator, [](void* built) { unur_free(static_cast<UNUR_GEN*>(built)); }};
}

double from_pinv(const std::shared_ptr<void>& generator, double u) {
    return unur_pinv_eval_approxinvcdf(static_cast<const UNUR_GEN*>(generator.get()), u);
}

bool is_right(const std::shared_ptr<void>& generator, const Inverse::Function& shares) {
    double before = -std::numeric_limits<double>::infinity();
    constexpr int places = 255;
    for (int i = 0; i <= places; ++i) {
        const double share = 0.5 - 0.5 * std::cos(2 * std::acos(0.0) * i / places);  // denser towards the ends
        const double u = std::clamp(share, Inverse::body_begin, Inverse::body_end);
        const double value = from_pinv(generator, u);
        if (!(value >= before) || !is_near(shares, value, u)) return false;
        before = value;
    }
    return true;
}
}  // namespace

// ---- cells --------------------------------------------------------------------------------------------------------------------
// Halves what a polynomial does not follow closely enough. The work is bounded: what needs more cells stays exact, without table.
struct Inverse::Growing {
    Function exact;
    std::function<bool(double value, double u)> near;
    std::vector<Cell> cells = {};
    static constexpr std::size_t cells_max = 4000;
    static constexpr double width_min = 1e-13;

    // Values just inside: at a cut the law may jump or leave a gap.
    [[nodiscard]] Cell fit(double from, double until) const {
        Polynomial values;
        for (int i = 0; i < 6; ++i) values[i] = exact(from + (until - from) * std::clamp(knots()[i], 1e-12, 1 - 1e-12));
        Cell cell{.from = from, .per_width = 1 / (until - from), .coefficients = {}};
        if (values.minCoeff() == values.maxCoeff()) {
            cell.coefficients[0] = values[0];
            return cell;
        }
        Eigen::Map<Polynomial>(cell.coefficients) = interpolation() * values;
        cell.coefficients[0] = values[0];
        return cell;
    }
    [[nodiscard]] bool follows(const Cell& cell, double from, double until) const {
        if (!rises(cell.coefficients)) return false;
        for (const double t : {0.035, 0.16, 0.37, 0.5, 0.63, 0.84, 0.965})
            if (!near(value_at(cell.coefficients, t), from + t * (until - from))) return false;
        return true;
    }
    // False: too many cells.
    bool grow(double from, double until) {
        if (until - from < width_min) {
            cells.push_back({.from = from, .per_width = 1 / (until - from), .coefficients = {exact((from + until) / 2)}});
            return cells.size() <= cells_max;
        }
        const Cell cell = fit(from, until);
        if (follows(cell, from, until)) {
            cells.push_back(cell);
            return cells.size() <= cells_max;
        }
        const double middle = (from + until) / 2;
        return grow(from, middle) && grow(middle, until);
    }
};

Inverse::Inverse(Function exact) : first_(exact(body_begin)), last_(exact(body_end)), exact_(std::move(exact)) {}

Inverse Inverse::smooth(const Function& log_density, double left, double right, double centre, Function exact,
                        const Function& shares) {
    Inverse inverse(exact);
    const auto generator = build_pinv(log_density, left, right, centre);
    if (generator == nullptr || !is_right(generator, shares)) return pieces({0, 1}, std::move(exact), shares);
    const auto pinv = [&](double u) { return from_pinv(generator, u); };
    const auto near = [&](double value, double u) {
        const double grain = 4e-16 * std::abs(value);
        return value >= pinv(u - share_error / 2) - grain && value <= pinv(u + share_error / 2) + grain;
    };
    Growing growing{pinv, near};
    if (growing.grow(body_begin, body_end)) inverse.keep(std::move(growing.cells));
    return inverse;
}

Inverse Inverse::pieces(const std::vector<double>& cuts, Function exact, const Function& shares) {
    Inverse inverse(std::move(exact));
    Growing growing{inverse.exact_, [&](double value, double u) { return is_near(shares, value, u); }};
    for (std::size_t i = 1; i < cuts.size(); ++i) {
        const double from = std::max(cuts[i - 1], body_begin), until = std::min(cuts[i], body_end);
        if (from < until && !growing.grow(from, until)) return inverse;
    }
    inverse.keep(std::move(growing.cells));
    return inverse;
}

void Inverse::keep(std::vector<Cell> cells) {
    cells_ = std::move(cells);
    const std::size_t pieces = 2 * cells_.size();
    for (std::size_t i = 0, cell = 0; i < pieces; ++i) {
        const double begin = static_cast<double>(i) / static_cast<double>(pieces);
        while (cell + 1 < cells_.size() && cells_[cell + 1].from <= begin) ++cell;
        guide_.push_back(static_cast<unsigned>(cell));
    }
}

double Inverse::from_cells(double u) const {
    std::size_t at = guide_[static_cast<std::size_t>(u * static_cast<double>(guide_.size()))];
    while (at + 1 < cells_.size() && cells_[at + 1].from <= u) ++at;
    const Cell& cell = cells_[at];
    return value_at(cell.coefficients, (u - cell.from) * cell.per_width);
}

// The clamps keep it rising where the table meets the exact ends.
double Inverse::operator()(double u) const {
    if (u >= body_begin && u <= body_end) {
        if (!cells_.empty()) return std::clamp(from_cells(u), first_, last_);
        return exact_(u);
    }
    return u < body_begin ? std::min(exact_(u), first_) : std::max(exact_(std::min(u, 1 - 0x1.0p-53)), last_);
}

double solve(const Inverse::Function& shares, const Inverse::Function& above, double u, double low, double high) {
    const bool lower = u <= 0.5;
    const auto excess = [&](double x) { return lower ? shares(x) - u : (1 - u) - above(x); };
    if (!(low < high) || excess(low) >= 0) return low;
    if (!(excess(high) > 0)) return high;
    std::uintmax_t steps = 200;
    const auto [under, over] =
        boost::math::tools::toms748_solve(excess, low, high, boost::math::tools::eps_tolerance<double>(51), steps);
    return under + (over - under) / 2;
}

}  // namespace counterless

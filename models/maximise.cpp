#include "models/maximise.hpp"

#include <nlopt.h>

#include <cmath>
#include <memory>

namespace counterless {
namespace {

constexpr double lowest = -1e30;  // a number that can still be compared, and squared
// Of logarithms of parameters, absolute; and of a log-likelihood: moves a parameter by 0.0005 of its standard error.
constexpr Climb simplex{.near = 1e-8, .flat = 1e-7, .evaluations_max = 4000};

struct Looked {
    const Surface& surface;
    std::vector<double> at;
};

double look(unsigned, const double* at, double*, void* data) {
    Looked& looked = *static_cast<Looked*>(data);
    looked.at.assign(at, at + looked.at.size());
    const double value = looked.surface(looked.at);
    return std::isfinite(value) ? value : lowest;
}

}  // namespace

Peak climb(const Surface& surface, std::vector<double> start, const Climb& how) {
    Looked looked{surface, start};
    const double before = look(0, start.data(), nullptr, &looked);
    const nlopt_algorithm algorithm = how.by == Climb::By::parabola ? NLOPT_LN_BOBYQA : NLOPT_LN_NELDERMEAD;
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> search(nlopt_create(algorithm, static_cast<unsigned>(start.size())),
                                                                   nlopt_destroy);
    if (!how.low.empty()) nlopt_set_lower_bounds(search.get(), how.low.data());
    if (!how.high.empty()) nlopt_set_upper_bounds(search.get(), how.high.data());
    nlopt_set_max_objective(search.get(), look, &looked);
    nlopt_set_maxeval(search.get(), how.evaluations_max);
    nlopt_set_xtol_abs1(search.get(), how.near);
    nlopt_set_ftol_abs(search.get(), how.flat);
    nlopt_set_initial_step1(search.get(), how.step);
    std::vector<double> at = start;
    double value = before;
    // Its code says why it stopped; being stopped by rounding is no fault, and no stop is better than what was reached.
    nlopt_optimize(search.get(), at.data(), &value);
    return value >= before ? Peak{std::move(at), value} : Peak{std::move(start), before};
}

Peak maximise(const Surface& surface, std::vector<double> start, double step) {
    if (start.empty()) return {{}, surface({})};
    Climb how = simplex;
    how.step = step;
    Peak peak = climb(surface, std::move(start), how);
    how.step = step / 10;
    return climb(surface, std::move(peak.at), how);
}

}  // namespace counterless

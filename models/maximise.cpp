#include "models/maximise.hpp"

#include <nlopt.h>

#include <cmath>
#include <memory>

namespace counterless {
namespace {

constexpr double lowest = -1e300;
constexpr double tolerance = 1e-8;  // of the numbers, absolute: they are logarithms
constexpr double flat = 1e-7;       // of a log-likelihood: moves a parameter by 0.0005 of its standard error
constexpr int evaluations_max = 4000;

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

void climb(Looked& looked, Peak& peak, double step) {
    const unsigned n = static_cast<unsigned>(peak.at.size());
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> search(nlopt_create(NLOPT_LN_NELDERMEAD, n), nlopt_destroy);
    nlopt_set_max_objective(search.get(), look, &looked);
    nlopt_set_xtol_abs1(search.get(), tolerance);
    nlopt_set_ftol_abs(search.get(), flat);
    nlopt_set_maxeval(search.get(), evaluations_max);
    nlopt_set_initial_step1(search.get(), step);
    std::vector<double> at = peak.at;
    double value = peak.value;
    nlopt_optimize(search.get(), at.data(), &value);  // a rounding limit also ends with the best point seen
    if (value > peak.value) peak = {at, value};
}

}  // namespace

Peak maximise(const Surface& surface, std::vector<double> start, double step) {
    Looked looked{surface, start};
    Peak peak{std::move(start), 0};
    peak.value = look(0, peak.at.data(), nullptr, &looked);
    if (peak.at.empty()) return peak;
    climb(looked, peak, step);
    climb(looked, peak, step / 10);
    return peak;
}

}  // namespace counterless

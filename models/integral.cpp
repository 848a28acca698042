#include "models/integral.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>

namespace counterless {

double integral(const std::function<double(double)>& curve, double from, double until) {
    constexpr unsigned halvings_max = 8;
    return boost::math::quadrature::gauss_kronrod<double, 15>::integrate(curve, from, until, halvings_max, 1e-10);
}

double integral_smooth(const std::function<double(double)>& curve, double from, double until) {
    return boost::math::quadrature::gauss_kronrod<double, 15>::integrate(curve, from, until, 0);
}

}  // namespace counterless

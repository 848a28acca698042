#include "models/tables.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <numbers>

namespace counterless {
namespace {
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
}

double normal_quantile(double share) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * share, InDouble()); }

double chi_square_quantile(double free, double share) { return 2 * boost::math::gamma_p_inv(free / 2, share, InDouble()); }

double chi_square_above(double free, double value) { return boost::math::gamma_q(free / 2, value / 2, InDouble()); }

double beta_below(double alpha, double beta, double x) { return boost::math::ibeta(alpha, beta, x, InDouble()); }

MeanBounds poisson_mean_bounds(double count, double confidence) {
    const double side = (1 - confidence) / 2;
    return {count > 0 ? chi_square_quantile(2 * count, side) / 2 : 0, chi_square_quantile(2 * count + 2, 1 - side) / 2};
}

}  // namespace counterless

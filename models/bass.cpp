#include "models/bass.hpp"

#include <cmath>
#include <limits>

namespace counterless {

// With x = F / m and r = p + q: (1 - x) / (p + q x) decays as exp(-r t).
double bass_share(const BassCurve& curve, double t) {
    if (curve.ceiling <= 0) return 0;
    const double x0 = curve.start / curve.ceiling, r = curve.p + curve.q;
    if (x0 >= 1 || r <= 0) return curve.start;
    if (curve.p + curve.q * x0 <= 0) return curve.start;  // nobody to imitate
    const double left = (1 - x0) / (curve.p + curve.q * x0) * std::exp(-r * t);
    return curve.ceiling * (1 - curve.p * left) / (1 + curve.q * left);
}

double bass_hazard(const BassCurve& curve, double t) {
    const double before = 1 - curve.start / curve.ceiling, after = 1 - bass_share(curve, t) / curve.ceiling;
    if (curve.ceiling <= 0 || before <= 0) return 0;
    return after > 0 ? std::log(before / after) : std::numeric_limits<double>::infinity();
}

}  // namespace counterless

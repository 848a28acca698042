// models/integral.hpp: the area under a smooth curve, by adaptive Gauss-Kronrod (15 points, Boost.Math), to 1e-10 of its size.
// One door to the quadrature, so its heavy header is read once. Tested in tests/models/integral_test.cpp.
#pragma once

#include <functional>

namespace counterless {

// `until` may be infinity. A curve with jumps is better given in pieces.
double integral(const std::function<double(double)>& curve, double from, double until);
// Without refinement: 15 points, for a short piece of a smooth curve (cheap enough to nest).
double integral_smooth(const std::function<double(double)>& curve, double from, double until);

}  // namespace counterless

// models/constants.hpp: what every room calls by one name. Times are seconds.
#pragma once

#include <limits>

namespace counterless {

inline constexpr double infinite = std::numeric_limits<double>::infinity();
inline constexpr double hour_s = 3600, day_s = 86400;

}  // namespace counterless

#include "results/theory_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"

namespace counterless {

TimeUnit unit_for(double time_s) {
    if (time_s < 1) return {"ms", 1e-3};
    if (time_s < 60) return {"s", 1};
    if (time_s < 7200) return {"min", 60};
    return {"h", 3600};
}

std::string four_digits(double value) {
    if (std::isinf(value)) return "∞";
    if (!std::isfinite(value)) return "–";
    const double size = std::abs(value);
    if (size >= 1e12 || (size > 0 && size < 1e-4)) return fmt::format("{:.3g}", value);
    return thousands(value, std::clamp(size > 0 ? 3 - static_cast<int>(std::floor(std::log10(size))) : 0, 0, 6));
}

std::string number_of(double value, int decimals) {
    if (std::isinf(value)) return "∞";
    if (!std::isfinite(value)) return "–";
    const bool reads_as_zero = value != 0 && std::abs(value) < 0.5 * std::pow(10.0, -decimals);
    return reads_as_zero ? fmt::format("{:.3g}", value) : thousands(value, decimals);
}

std::string percent_of(double share, int decimals) {
    return std::isfinite(share) ? number_of(100 * share, decimals) + " %" : "–";
}

}  // namespace counterless

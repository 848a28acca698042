// results/numbers.cpp: English only; the page has its own numerals.
#include "results/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace counterless {
namespace {

constexpr const char* nothing = "–";

// Zero keeps no sign and no decimals of its own.
double rounded(double value, int decimals) {
    const double step = std::pow(10.0, decimals);
    const double near = std::round(value * step) / step;
    return near == 0 ? 0 : near;
}

}  // namespace

std::string thousands(double value, int decimals) {
    if (!std::isfinite(value)) return nothing;
    std::string text = fmt::format("{:.{}f}", std::abs(rounded(value, decimals)), decimals);
    const std::size_t whole = std::min(text.find('.'), text.size());
    for (std::size_t at = whole; at > 3; at -= 3) text.insert(at - 3, ",");
    return rounded(value, decimals) < 0 ? "-" + text : text;
}

int decimals_for(double value, double half_width, int most) {
    const double guide = half_width > 0 ? half_width * 10 : std::abs(value);
    if (!(guide > 0) || !std::isfinite(guide)) return 0;
    return std::clamp(2 - static_cast<int>(std::floor(std::log10(guide) + 1e-9)), 0, most);
}

std::string alone(const Estimate& estimate, double scale, int most) {
    if (!estimate.known) return nothing;
    const double mean = estimate.mean * scale;
    return thousands(mean, decimals_for(mean, estimate.n < 2 ? 0 : estimate.half_width * scale, most));
}

std::string with_half_width(const Estimate& estimate, double scale, int most) {
    if (!estimate.known || estimate.n < 2) return alone(estimate, scale, most);
    return with_decimals(estimate, scale, decimals_for(estimate.mean * scale, estimate.half_width * scale, most));
}

std::string with_decimals(const Estimate& estimate, double scale, int decimals) {
    if (!estimate.known) return nothing;
    const std::string mean = thousands(estimate.mean * scale, decimals);
    return estimate.n < 2 ? mean : mean + " ± " + thousands(estimate.half_width * scale, decimals);
}

std::string duration(double seconds) {
    if (!std::isfinite(seconds)) return nothing;
    if (seconds < 0.9995) return fmt::format("{:.0f} ms", seconds * 1000);
    if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
    if (seconds < 3570) return fmt::format("{:.1f} min", seconds / 60);
    const auto minutes = static_cast<long long>(std::llround(std::min(seconds, 1e12) / 60));
    return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string bytes(double count) {
    constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (count >= 999.5 && unit + 1 < std::size(units)) count /= 1000, ++unit;
    return fmt::format("{:.{}f} {}", count, unit > 0 && count < 9.95 ? 1 : 0, units[unit]);
}

}  // namespace counterless

// scenarios/half_width.hpp: how sure one wants to be of a measure, as people write it: "2%" of its mean, "10 s", "0.5".
// Tested in tests/scenarios/half_width_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace counterless {

// Run on until the interval of this measure is no wider than that.
struct AskedHalfWidth {
    std::string measure, of = "all";  // "*" stands for every name between two slashes
    double half_width = 0;            // above 0; a share of the mean where relative, else in the unit of the measure
    bool relative = true;
    bool is_time = false;  // stated as a time, so the measure must be one; then in seconds
    std::string text;      // the half-width as stated
    std::string place;     // where it is stated: "--precision", "/study/precision/waits"
};
inline constexpr const char* half_width_expected = "a half-width such as 2% (of the mean), 10 s or 0.005, above 0";

// The half-width alone; empty when it is none.
std::optional<AskedHalfWidth> half_width_of(std::string_view text);
// "wait_mean@centre/*=2%", or without "@..." of `all`.
std::optional<AskedHalfWidth> asked_half_width(std::string_view text);

// Does `of` fall under `pattern`?
bool falls_under(std::string_view of, std::string_view pattern);

}  // namespace counterless

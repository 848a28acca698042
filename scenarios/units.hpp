// scenarios/units.hpp: quantities as people write them, turned into the numbers the simulation uses.
// "8 min" becomes 480 seconds, "12 / h" customers per second, "200 kB" bytes, "07:30" seconds of the day, "2018-10-21" a day
// number. A number without a unit, a unit of another kind, or anything behind it is no quantity: the answer is then empty.
// Decimal points only, no sign, no thousands separators. Tested in tests/scenarios/units_test.cpp.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace counterless {

std::optional<double> parse_duration(std::string_view text);   // seconds; ms, s, min, h, d, week
std::optional<double> parse_rate(std::string_view text);       // per second; / s, min, h, d, day, week, year
std::optional<double> parse_bytes(std::string_view text);      // bytes; B, kB, MB, GB
std::optional<double> parse_bandwidth(std::string_view text);  // bytes per second; B/s to GB/s, kbit/s to Gbit/s
std::optional<double> parse_clock(std::string_view text);      // seconds of the day; 00:00 to 24:00
std::optional<double> parse_mass(std::string_view text);       // kilograms; g, kg, t
std::optional<double> parse_power(std::string_view text);      // watts; W, kW
std::optional<std::chrono::sys_days> parse_date(std::string_view text);
std::string date_text(std::chrono::sys_days date);

// A volume keeps its period, because "a week" means its working days.
enum class Period : unsigned char { day, week, year };
struct Volume {
    double count;
    Period period;
};
std::optional<Volume> parse_volume(std::string_view text);  // "215000 / week"

struct Money {
    double amount;
    std::string currency;
};
std::optional<Money> parse_money(std::string_view text);  // "120 AED"

// The grammar of a kind's unit as a regular expression of ECMA 262, for the schema: the same units as above.
inline constexpr std::string_view number_pattern = "[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
inline constexpr std::string_view duration_units = "ms|s|min|h|d|week";
inline constexpr std::string_view rate_units = "s|min|h|d|day|week|year";
inline constexpr std::string_view volume_units = "d|day|week|year";
inline constexpr std::string_view byte_units = "B|kB|MB|GB";
inline constexpr std::string_view bandwidth_units = "B/s|kB/s|MB/s|GB/s|kbit/s|Mbit/s|Gbit/s";
inline constexpr std::string_view mass_units = "g|kg|t";
inline constexpr std::string_view power_units = "W|kW";

}  // namespace counterless

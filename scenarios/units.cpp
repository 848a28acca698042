#include "scenarios/units.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "models/constants.hpp"

namespace counterless {
namespace {
struct Unit {
    std::string_view name;
    double size;
};
constexpr double week_s = 7 * day_s, year_s = 365.25 * day_s;
constexpr std::array durations{Unit{"ms", 1e-3}, Unit{"s", 1},     Unit{"min", 60},
                               Unit{"h", 3600},  Unit{"d", day_s}, Unit{"week", week_s}};
constexpr std::array periods{Unit{"s", 1},       Unit{"min", 60},      Unit{"h", 3600},     Unit{"d", day_s},
                             Unit{"day", day_s}, Unit{"week", week_s}, Unit{"year", year_s}};
constexpr std::array byte_sizes{Unit{"B", 1}, Unit{"kB", 1e3}, Unit{"MB", 1e6}, Unit{"GB", 1e9}};
constexpr std::array bandwidths{Unit{"B/s", 1},      Unit{"kB/s", 1e3},     Unit{"MB/s", 1e6},    Unit{"GB/s", 1e9},
                                Unit{"kbit/s", 125}, Unit{"Mbit/s", 125e3}, Unit{"Gbit/s", 125e6}};
constexpr std::array masses{Unit{"g", 1e-3}, Unit{"kg", 1}, Unit{"t", 1e3}};
constexpr std::array powers{Unit{"W", 1}, Unit{"kW", 1e3}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
}

struct Quantity {
    double number;
    std::string_view unit;
};
// "7.2 / min" -> 7.2 and "/ min". from_chars alone would also take "inf", "nan" and "7.".
std::optional<Quantity> split(std::string_view text) {
    if (text.empty() || !is_digit(text.front()) || text.size() > 64) return {};
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number) || *(end - 1) == '.') return {};
    return Quantity{number, without_spaces(text.substr(static_cast<std::size_t>(end - text.data())))};
}

std::optional<double> size_of(std::string_view unit, std::span<const Unit> units) {
    for (const Unit& known : units)
        if (known.name == unit) return known.size;
    return {};
}

std::optional<double> measure(std::string_view text, std::span<const Unit> units) {
    const auto quantity = split(text);
    if (!quantity) return {};
    const auto size = size_of(quantity->unit, units);
    if (!size || !std::isfinite(quantity->number * *size)) return {};
    return quantity->number * *size;
}

std::optional<Quantity> split_rate(std::string_view text) {
    auto quantity = split(text);
    if (!quantity || quantity->unit.empty() || quantity->unit.front() != '/') return {};
    quantity->unit = without_spaces(quantity->unit.substr(1));
    return quantity;
}

// Exactly `count` digits.
std::optional<unsigned> whole(std::string_view text, std::size_t count) {
    unsigned number = 0;
    if (text.size() != count) return {};
    for (const char c : text) {
        if (!is_digit(c)) return {};
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    return number;
}
}  // namespace

std::optional<double> parse_duration(std::string_view text) { return measure(text, durations); }
std::optional<double> parse_bytes(std::string_view text) { return measure(text, byte_sizes); }
std::optional<double> parse_bandwidth(std::string_view text) { return measure(text, bandwidths); }
std::optional<double> parse_mass(std::string_view text) { return measure(text, masses); }
std::optional<double> parse_power(std::string_view text) { return measure(text, powers); }

std::optional<double> parse_rate(std::string_view text) {
    const auto rate = split_rate(text);
    if (!rate) return {};
    const auto size = size_of(rate->unit, periods);
    if (!size) return {};
    return rate->number / *size;
}

std::optional<Volume> parse_volume(std::string_view text) {
    const auto rate = split_rate(text);
    if (!rate) return {};
    if (rate->unit == "d" || rate->unit == "day") return Volume{rate->number, Period::day};
    if (rate->unit == "week") return Volume{rate->number, Period::week};
    if (rate->unit == "year") return Volume{rate->number, Period::year};
    return {};
}

std::optional<double> parse_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return {};
    const auto hours = whole(text.substr(0, 2), 2), minutes = whole(text.substr(3), 2);
    if (!hours || !minutes || *minutes > 59 || *hours * 60 + *minutes > 24 * 60) return {};
    return (*hours * 60 + *minutes) * 60.0;
}

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto year = whole(text.substr(0, 4), 4), month = whole(text.substr(5, 2), 2), day = whole(text.substr(8), 2);
    if (!year || !month || !day || *year < 1900 || *year > 2200) return {};
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                           std::chrono::day(*day)};
    if (!date.ok()) return {};
    return std::chrono::sys_days(date);
}

std::string date_text(std::chrono::sys_days date) {
    const std::chrono::year_month_day day{date};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::optional<Money> parse_money(std::string_view text) {
    const auto quantity = split(text);
    if (!quantity || quantity->unit.size() != 3) return {};
    for (const char c : quantity->unit)
        if (c < 'A' || c > 'Z') return {};
    return Money{quantity->number, std::string(quantity->unit)};
}

}  // namespace counterless

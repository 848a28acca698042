#include "results/cli/typed.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/units.hpp"

namespace counterless {

std::optional<std::uint64_t> typed_whole(std::string_view text, std::uint64_t low, std::uint64_t high) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || value < low || value > high) return {};
    return value;
}

std::optional<std::uint64_t> whole_or_problem(const std::string& option, const std::string& text, std::uint64_t low,
                                              std::uint64_t high, Problems& problems) {
    const auto value = typed_whole(text, low, high);
    if (!value)
        problems.push_back(
            {option, "\"" + text + "\"", "a whole number from " + std::to_string(low) + " to " + std::to_string(high)});
    return value;
}

std::optional<double> typed_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || !std::isfinite(value)) return {};
    return value;
}

std::optional<char> typed_separator(std::string_view text) {
    if (text == "tab" || text == "\\t") return '\t';
    const bool known = text.size() == 1 && std::string_view(",;|\t").find(text) != std::string_view::npos;
    return known ? std::optional(text.front()) : std::nullopt;
}

void take_separator(const std::string& text, CsvShape& shape, std::string& file, Problems& problems) {
    const auto separator = typed_separator(text);
    shape.separator = separator.value_or(',');
    if (separator) return;
    problems.push_back({"--separator", "\"" + text + "\"", "one of , ; | tab"});
    file.clear();
}

std::optional<double> typed_share(std::string_view text) {
    const double unit = text.ends_with("%") ? 100 : 1;
    if (unit > 1) text.remove_suffix(1);
    while (text.ends_with(" ")) text.remove_suffix(1);
    const auto value = typed_number(text);
    if (!value || *value < 0 || *value > unit) return {};
    return *value / unit;
}

std::optional<double> typed_time(std::string_view text) {
    const auto with_unit = parse_duration(text);
    return with_unit ? with_unit : typed_number(text);
}

void check_once(const std::string& option, const std::vector<std::string>& names, const std::string& expected,
                Problems& problems) {
    for (std::size_t k = 0; k < names.size(); ++k) {
        const auto here = names.begin() + static_cast<std::ptrdiff_t>(k);
        // Told once, however often it comes.
        if (std::find(names.begin(), here, names[k]) == here && std::find(here + 1, names.end(), names[k]) != names.end())
            problems.push_back({option, "\"" + names[k] + "\" twice", expected});
    }
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(separator, from), text.size());
        parts.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

}  // namespace counterless

#include "scenarios/half_width.hpp"

#include <charconv>
#include <cmath>

#include "scenarios/units.hpp"

namespace counterless {
namespace {

std::optional<double> plain_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

}  // namespace

std::optional<AskedHalfWidth> half_width_of(std::string_view text) {
    AskedHalfWidth asked{.text = std::string(text)};
    std::optional<double> value;
    if (text.ends_with("%")) {
        std::string_view number = text.substr(0, text.size() - 1);
        while (number.ends_with(" ")) number.remove_suffix(1);
        value = plain_number(number);
        if (value) *value /= 100;
    } else if (value = plain_number(text); value) {
        asked.relative = false;
    } else {
        value = parse_duration(text);
        asked.relative = false;
        asked.is_time = true;
    }
    if (!value || *value <= 0) return {};
    asked.half_width = *value;
    return asked;
}

std::optional<AskedHalfWidth> asked_half_width(std::string_view text) {
    const auto equals = text.rfind('=');
    if (equals == std::string_view::npos) return {};
    auto asked = half_width_of(text.substr(equals + 1));
    if (!asked) return {};
    // A measure may hold an "@" of its own, before a threshold or a share: service_level@10min/offered@centre/deira.
    const std::string_view name = text.substr(0, equals);
    const auto at = name.rfind('@');
    const bool has_thing =
        at != std::string_view::npos && (name.substr(at + 1) == "all" || !plain_number(name.substr(at + 1, 1)));
    asked->measure = std::string(has_thing ? name.substr(0, at) : name);
    if (has_thing) asked->of = std::string(name.substr(at + 1));
    if (asked->measure.empty() || asked->of.empty()) return {};
    return asked;
}

bool falls_under(std::string_view of, std::string_view pattern) {
    while (true) {
        const auto slash = of.find('/'), pattern_slash = pattern.find('/');
        const std::string_view part = of.substr(0, slash), wanted = pattern.substr(0, pattern_slash);
        if (wanted != "*" && wanted != part) return false;
        if (slash == std::string_view::npos || pattern_slash == std::string_view::npos) return slash == pattern_slash;
        of.remove_prefix(slash + 1);
        pattern.remove_prefix(pattern_slash + 1);
    }
}

}  // namespace counterless

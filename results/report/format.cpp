// results/report/format.cpp: fmt writes the digits ("C" always), the rest is placed by hand.
#include "results/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "results/report/text.hpp"

namespace counterless::report {
namespace {

constexpr const char* minus = "\u2212";
constexpr const char* no_break = "\u00A0";

std::string magnitude(double value, int digits) {
    std::string text = fmt::format("{:.{}f}", std::abs(value), digits);
    const std::size_t point = std::min(text.find('.'), text.size());
    for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

bool is_zero(std::string_view digits) { return digits.find_first_of("123456789") == std::string_view::npos; }

std::string_view month(Lang lang, int number) {
    static constexpr std::array<std::array<std::string_view, 12>, 2> names{{
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
        {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
    }};
    return names[static_cast<std::size_t>(lang)][static_cast<std::size_t>(std::clamp(number, 1, 12) - 1)];
}

int digits_at(std::string_view text, std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(at, length)) value = value * 10 + (c - '0');
    return value;
}

// Which of the six forms. Decimals take the form of "other", the singular.
std::size_t arabic_form(double count, int digits) {
    const double whole = std::round(count);
    if (digits > 0 && std::abs(count - whole) > 1e-9) return 5;
    const auto n = static_cast<long long>(whole), rest = n % 100;
    if (n <= 2) return n < 0 ? 5 : static_cast<std::size_t>(n);
    if (rest >= 3 && rest <= 10) return 3;
    return rest >= 11 ? 4 : 5;
}

}  // namespace

std::string number(double value, int digits) {
    const std::string text = magnitude(value, digits);
    return value < 0 && !is_zero(text) ? minus + text : text;
}

std::string signed_number(double value, int digits) {
    const std::string text = number(value, digits);
    return value > 0 && !is_zero(text) ? "+" + text : text;
}

std::string percent(Lang lang, double share, int digits) {
    return number(100 * share, digits) + (lang == Lang::ar ? "" : no_break) + "%";
}

std::string clock(double second_of_day) {
    const auto minute = static_cast<long long>(std::floor(second_of_day / 60 + 0.5));
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string date(Lang lang, std::string_view iso, bool with_year) {
    if (iso.size() != 10) return named(iso);
    const std::string day = ltr(std::to_string(digits_at(iso, 8, 2)));
    std::string text = day + no_break + std::string(month(lang, digits_at(iso, 5, 2)));
    if (with_year) text += no_break + ltr(iso.substr(0, 4));
    return text;
}

std::string dates(Lang lang, std::string_view from_iso, std::string_view to_iso) {
    if (from_iso == to_iso || from_iso.size() != 10) return date(lang, to_iso, true);
    const bool same_year = from_iso.substr(0, 4) == to_iso.substr(0, 4),
               same_month = from_iso.substr(0, 7) == to_iso.substr(0, 7);
    const std::string first = same_month ? ltr(std::to_string(digits_at(from_iso, 8, 2))) : date(lang, from_iso, !same_year);
    return say(lang, "from_to", {first, date(lang, to_iso, true)});
}

int digits_for(double half_width, double value) {
    if (half_width > 0) {
        const int first = -static_cast<int>(std::floor(std::log10(half_width)));
        const bool small_digit = half_width * std::pow(10, first) < 2.5;  // 1.4 as "1" would be off by a third
        return std::clamp(first + (small_digit ? 1 : 0), 0, 4);
    }
    if (value == 0 || !std::isfinite(value) || std::abs(value - std::round(value)) < 1e-9) return 0;
    return std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 4);
}

int digits_for(const Estimate& estimate, double scale) {
    return digits_for(has_interval(estimate) ? estimate.half_width * scale : 0, estimate.mean * scale);
}

bool has_interval(const Estimate& estimate) { return estimate.known && estimate.n >= 2; }

std::string counted(Lang lang, double count, Noun noun, int digits) {
    const NounForms& names = forms(noun);
    const std::string figure = ltr(number(count, digits));
    if (lang == Lang::en) return figure + no_break + std::string(count == 1 ? names.en_one : names.en_other);
    const std::size_t form = arabic_form(count, digits);
    return form <= 2 ? std::string(names.ar[form]) : figure + no_break + std::string(names.ar[form]);
}

std::string duration(Lang lang, double seconds) {
    const auto digits = [](double value) { return value < 99.5 && value != std::round(value) ? 1 : 0; };
    const double size = std::abs(seconds);
    if (size > 0 && size < 0.1) return counted(lang, 1000 * seconds, Noun::millisecond, digits(1000 * seconds));
    if (size < 60) return counted(lang, seconds, Noun::second, digits(seconds));
    if (size < 120 * 60) return counted(lang, seconds / 60, Noun::minute, digits(seconds / 60));
    return counted(lang, seconds / 3600, Noun::hour, digits(seconds / 3600));
}

std::string minutes(Lang lang, double seconds) {
    if (seconds < 60) return duration(lang, seconds);
    const double value = seconds / 60;
    return counted(lang, value, Noun::minute, std::abs(value - std::round(value)) < 1e-9 ? 0 : 1);
}

}  // namespace counterless::report

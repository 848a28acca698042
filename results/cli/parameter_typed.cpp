#include "results/cli/parameter_typed.hpp"

#include <fmt/format.h>

#include "results/cli/typed.hpp"
#include "results/output_file.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

// "90%", "90 %" or "0.9".
std::optional<double> share_typed(std::string text) {
    const bool percent = text.ends_with('%');
    if (percent) text.pop_back();
    while (percent && text.ends_with(' ')) text.pop_back();
    const auto value = typed_number(text);
    return value && percent ? *value / 100 : value;
}

std::optional<double> value_typed(const Parameter& parameter, const std::string& text) {
    switch (parameter.kind) {
        case ParameterKind::whole:
            return typed_whole(text, 0, 1'000'000'000);
        case ParameterKind::number:
            return typed_number(text);
        case ParameterKind::duration:
            return parse_duration(text);
        case ParameterKind::rate:
            return parse_rate(text);
        case ParameterKind::share:
            return share_typed(text);
    }
    return std::nullopt;
}

bool in_range(const Parameter& parameter, double value) {
    return value >= parameter.low && value <= parameter.high && (parameter.kind != ParameterKind::rate || value > 0);
}

std::string share_expected(const Parameter& parameter) {
    if (parameter.low <= 0 && parameter.high >= 1) return "a share, as in 90% or 0.9";
    return fmt::format("a share {} 0 % and below 100 %, to nine digits, as in 90% or 0.9", parameter.low > 0 ? "above" : "from");
}

}  // namespace

std::string option_name(std::string_view parameter) { return "--" + std::string(parameter); }

const char* parameter_type(const Parameter& parameter) {
    if (parameter.name == "agents") return "N|LIST";
    if (parameter.name == "arrivals") return "RATE|LIST";
    constexpr const char* names[] = {"N", "X", "RATE", "TIME", "SHARE"};
    return names[static_cast<std::size_t>(parameter.kind)];
}

std::string parameter_expected(const Parameter& parameter) {
    switch (parameter.kind) {
        case ParameterKind::whole:
            return fmt::format("a whole number from {:.0f} to {:.0f}", parameter.low, parameter.high);
        case ParameterKind::number:
            return fmt::format("a number from {:g} to {:g}", parameter.low, parameter.high);
        case ParameterKind::rate:
            return "customers per time and not none, as in \"7.2 / min\" (s, min, h, d, week, year)";
        case ParameterKind::duration:
            return "a time with its unit, as in \"3 min\" (ms, s, min, h, d, week)";
        case ParameterKind::share:
            return share_expected(parameter);
    }
    return "";
}

std::optional<double> parameter_value(const Parameter& parameter, const std::string& text) {
    const auto value = value_typed(parameter, text);
    return value && in_range(parameter, *value) ? value : std::nullopt;
}

std::string parameter_expected(const Parameter& parameter, const std::string& text) {
    const auto value = value_typed(parameter, text);
    if (!value || (*value == 0 && parameter.kind == ParameterKind::rate)) return parameter_expected(parameter);
    if (parameter.kind == ParameterKind::duration)
        return fmt::format("a time from {:g} ms to {:g} s", 1000 * parameter.low, parameter.high);
    if (parameter.kind == ParameterKind::rate) return fmt::format("a rate up to {:g} / s", parameter.high);
    if (parameter.name == "busy" && *value == 0) return "an occupancy above 0: whoever serves is busy";  // as of a scenario
    return parameter_expected(parameter);
}

void check_output(const std::string& option, const std::string& file, Problems& problems) {
    if (file.empty()) return problems.push_back({option, "an empty name", "the name of a file"});
    if (file == "-") return;
    if (const auto problem = unwritable(file)) problems.push_back(*problem);
}

}  // namespace counterless

// results/cli/parameter_typed.hpp: what a formula asks for, as typed: its value, or what was expected instead.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "results/theory.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

std::string option_name(std::string_view parameter);  // with the dashes
const char* parameter_type(const Parameter& parameter);
std::optional<double> parameter_value(const Parameter& parameter, const std::string& text);  // in its range
std::string parameter_expected(const Parameter& parameter);
// Instead of `text`, which is no value or lies out of range.
std::string parameter_expected(const Parameter& parameter, const std::string& text);
// The file that an option names for the answer: named at all, and one that can be written; "-" is.
void check_output(const std::string& option, const std::string& file, Problems& problems);

}  // namespace counterless

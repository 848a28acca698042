// results/cli/typed.hpp: numbers and separators as typed on a command line; empty for whatever is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/csv.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

std::optional<std::uint64_t> typed_whole(std::string_view text, std::uint64_t low, std::uint64_t high);
// The same, or a problem of the option that it was typed with.
std::optional<std::uint64_t> whole_or_problem(const std::string& option, const std::string& text, std::uint64_t low,
                                              std::uint64_t high, Problems& problems);
std::optional<double> typed_number(std::string_view text);   // finite; "0.9", "1e-3"
std::optional<double> typed_share(std::string_view text);    // from 0 to 1: "0.95", "95%", "95 %"
std::optional<double> typed_time(std::string_view text);     // seconds: "5min", "5 min", "300"
std::optional<char> typed_separator(std::string_view text);  // of cells: , ; | or a tab, "tab", "\t"
// The same of a table, or a problem. Nobody knows then where its cells end, so the table is not read: `file` is emptied.
void take_separator(const std::string& text, CsvShape& shape, std::string& file, Problems& problems);
// Names of a list, each of which is to be there once.
void check_once(const std::string& option, const std::vector<std::string>& names, const std::string& expected,
                Problems& problems);
std::vector<std::string> parts_of(std::string_view text, char separator);  // "a,b" -> "a", "b"; "" -> ""

}  // namespace counterless

// scenarios/text.hpp: a file looked at as text, before anything believes that it is a scenario.
// A path may name a directory, a pipe that never ends, a gigabyte or a program; text may nest a million brackets or repeat a key.
// All that is found here, without recursion, so that what passes is a JSON tree of bounded size and depth.
// Tested in tests/scenarios/text_test.cpp and tests/fuzz/.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/problem.hpp"

namespace counterless {

using Json = nlohmann::ordered_json;  // keeps the order of the file: a visit passes stations in the order written

inline constexpr std::size_t text_bytes_max = 64'000'000;
inline constexpr int depth_max = 64;
inline constexpr std::size_t values_max = 500'000;
inline constexpr std::size_t keys_max = 5'000;  // of one object: its keys are searched one by one

// The bytes of a regular file of at most `text_bytes_max`, or nothing and a problem at `place`.
std::optional<std::string> load_text(const std::filesystem::path& file, const std::string& place, Problems& problems,
                                     const std::string& kind = "scenario file");

// UTF-8 without control characters: else a problem with line and column.
bool bytes_are_text(std::string_view text, const std::string& place, Problems& problems);

// The same, of a bounded size and depth.
bool text_is_sound(std::string_view text, const std::string& place, Problems& problems);

// The tree; duplicate keys are reported and the first one kept. Empty when the text cannot be read at all.
std::optional<Json> parse_json(std::string_view text, const std::string& place, Problems& problems);

// A value as it is shown in a problem: a scalar on one short line, else "an object" or "a list".
std::string shown(const Json& value);

}  // namespace counterless

// results/output_file.hpp: a file that is written whole or not at all. Whether it can be written is found out before the work
// starts; the text goes to a temporary beside it, which is renamed over it at the end. A pipe or a device is written straight.
// Tested in tests/results/output_file_test.cpp.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "scenarios/problem.hpp"

namespace counterless {

// What stands against writing there, if anything. Leaves nothing behind.
std::optional<Problem> unwritable(const std::filesystem::path& target);

// Throws std::runtime_error with the file and the reason; the target is then as it was.
void write_whole(const std::filesystem::path& target, std::string_view text);

}  // namespace counterless

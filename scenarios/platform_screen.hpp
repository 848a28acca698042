// scenarios/platform_screen.hpp: what of a SimGrid platform file may reach SimGrid.
// On load such a file can change SimGrid's settings (one of them overwrote a file), read other files (traces), and start actors.
// Only hosts, links and what joins them are let through: a list of what is allowed, so that what a later SimGrid adds is refused
// until somebody has looked at it. Two parsers may read one text differently, so SimGrid is not given the text but what we
// understood of it, written anew: no comment, entity or DOCTYPE of the file can hide anything. Elements stay on their lines, so
// that the lines which SimGrid complains about are those of the file. pugixml parses: it knows no entities and opens nothing.
// Tested in tests/scenarios/platform_screen_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/problem.hpp"

namespace counterless {

// The text for SimGrid, or nothing and every reason, each with line and column.
std::optional<std::string> screen_platform(std::string_view text, const std::string& place, Problems& problems);

}  // namespace counterless

// results/cli/say.hpp: the only place that prints. Answers go to stdout, everything else to stderr.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/problem.hpp"

namespace counterless {

namespace exit_code {
inline constexpr int done = 0, failed = 1, bad_input = 2, target_missed = 3, interrupted = 130;
}

// False when stdout takes no more (disk full, reader gone), which is told.
[[nodiscard]] bool say(std::string_view text);
void tell(std::string_view text);             // a line on stderr
int tell_problems(const Problems& problems);  // all of them and their number; gives exit_code::bad_input

// Whether a command whose words have these problems has no file to look at besides: none is named, or its writer would be waited
// for.
bool nothing_to_read(const std::string& file, const Problems& problems);

}  // namespace counterless

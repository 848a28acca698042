// results/cli/quoted.hpp: a word of a command as a shell reads it back, for the line that makes an answer again.
#pragma once

#include <string>

namespace counterless {

std::string quoted(const std::string& word);

}  // namespace counterless

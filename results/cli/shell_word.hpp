// results/cli/shell_word.hpp: a word as it is typed in a shell, so that a command we print can be pasted.
#pragma once

#include <string>

namespace counterless {

std::string shell_word(const std::string& word);  // in single quotes where it needs them

}  // namespace counterless

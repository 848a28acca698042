// results/cli/sound_words.hpp: the scenario by which other words are judged where some of what is set is refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/read.hpp"

namespace counterless {

// The file with those settings that it takes; nothing where the file itself is wrong, or nothing was set.
std::optional<Scenario> with_sound_settings(const std::string& file, const std::vector<Override>& overrides);

}  // namespace counterless

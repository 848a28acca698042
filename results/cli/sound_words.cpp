#include "results/cli/sound_words.hpp"

#include <algorithm>
#include <iterator>

#include "sim/machines_survey.hpp"

namespace counterless {

std::optional<Scenario> with_sound_settings(const std::string& file, const std::vector<Override>& overrides) {
    const auto read = [&](const std::vector<Override>& settings) {
        return read_scenario(file, settings, [](const std::string& xml) { return survey_platform(xml); });
    };
    if (overrides.empty()) return {};
    std::vector<Override> sound;
    std::copy_if(overrides.begin(), overrides.end(), std::back_inserter(sound),
                 [&](const Override& one) { return read({one}).ok(); });
    ReadResult all = read(sound);
    return all.ok() ? std::optional(std::move(all.scenario)) : std::nullopt;
}

}  // namespace counterless

// scenarios/survey.hpp: what stands in a SimGrid platform file, as SimGrid itself understands it.
// Only SimGrid can say what hosts a cluster or a dragonfly amounts to, and it lives in a room above this one: whoever reads a
// scenario hands down a way to ask it, or none. sim/machines_survey.hpp is that way; tests hand down another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace counterless {

struct SurveyedHost {
    std::string name;
    double flops_per_s = 0;  // of one core, in the state of power it is in
    int cores = 1;
    std::size_t power_state = 0;         // which of wattage_per_state holds
    std::string wattage_per_state = {};  // properties of the energy plugin, as written: "idle:epsilon:all" of each state
    std::string wattage_off = {};        // watts
    bool operator==(const SurveyedHost&) const = default;
};
enum class Sharing : std::uint8_t { shared, fatpipe, other };  // other: wifi, or a law of its own
struct SurveyedLink {
    std::string name;
    double bandwidth_per_s = 0, latency_s = 0;  // bytes per second
    Sharing sharing = Sharing::shared;
};
struct PlatformSurvey {
    std::vector<SurveyedHost> hosts;
    std::vector<SurveyedLink> links;
    std::string error;  // why it could not be loaded, in SimGrid's own words; then nothing else holds
};

// To bytes and back, from one process to another; decode throws std::exception on damage.
std::string encode(const PlatformSurvey& survey);
PlatformSurvey decode_survey(const std::string& bytes);

// The text of a platform file, not its path: what is loaded is what was looked at before.
using Surveyor = std::function<PlatformSurvey(const std::string& xml)>;

}  // namespace counterless

#include "scenarios/survey.hpp"

#include <nlohmann/json.hpp>

namespace counterless {
using nlohmann::json;
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SurveyedHost, name, flops_per_s, cores, power_state, wattage_per_state, wattage_off)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SurveyedLink, name, bandwidth_per_s, latency_s, sharing)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PlatformSurvey, hosts, links, error)

// As CBOR, which knows infinity and keeps every digit.
std::string encode(const PlatformSurvey& survey) {
    const auto bytes = json::to_cbor(survey);
    return {bytes.begin(), bytes.end()};
}

PlatformSurvey decode_survey(const std::string& bytes) { return json::from_cbor(bytes).get<PlatformSurvey>(); }

}  // namespace counterless

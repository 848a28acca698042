#include "results/told_apart.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "results/points.hpp"

namespace counterless {
namespace {

constexpr std::size_t values_most = 4;  // of one scenario: more would be no name

// A word without its quotation marks, all else as JSON has it. What is not there is said so.
std::string shown_value(const nlohmann::json& flat, const std::string& place) {
    const auto found = flat.find(place);
    if (found == flat.end()) return "nothing";
    return found->is_string() ? found->get<std::string>() : found->dump();
}

}  // namespace

std::vector<std::string> told_apart(const std::vector<std::string>& scenarios) {
    std::vector<nlohmann::json> flat;
    std::map<std::string, std::string> first;  // what the first has at each place that any of them has
    for (const std::string& text : scenarios) {
        flat.push_back(nlohmann::json::parse(text, nullptr, false));
        if (!flat.back().is_object()) return std::vector<std::string>(scenarios.size());
        flat.back() = flat.back().flatten();
        for (const auto& [place, value] : flat.back().items()) first.try_emplace(place, shown_value(flat.front(), place));
    }
    std::vector<Input> differ;
    for (const auto& [place, value] : first)
        for (const nlohmann::json& one : flat)
            if (shown_value(one, place) != value) {
                differ.push_back({.places = {place}, .values = {}});
                break;
            }
    const std::vector<std::string> names = short_names(differ);
    std::vector<std::string> told(scenarios.size());
    for (std::size_t scenario = 0; scenario < scenarios.size(); ++scenario) {
        for (std::size_t at = 0; at < std::min(names.size(), values_most); ++at)
            told[scenario] += (at > 0 ? ", " : "") + names[at] + "=" + shown_value(flat[scenario], differ[at].places.front());
        if (names.size() > values_most) told[scenario] += ", ...";
    }
    return told;
}

}  // namespace counterless

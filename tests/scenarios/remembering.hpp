// tests/scenarios/remembering.hpp: the town of the fixtures, whose customers remember: the model habit, 1000 citizens and 200
// companies, no initiative but the one under test. Sunday 2018-10-21 to Saturday 2018-10-27.
#pragma once

#include "tests/scenarios/reading.hpp"

namespace counterless {

inline ReadResult read_remembering(const std::vector<Override>& overrides) {
    return read_scenario(fixtures / "remembering.json", overrides);
}

// One initiative "it" from Tuesday, with these fields.
inline ReadResult read_initiative(const std::string& fields, std::vector<Override> more = {}) {
    more.push_back({"/initiatives", R"({"it": {"from": "2018-10-23", )" + fields + "}}"});
    return read_remembering(more);
}
inline bool initiative_tells(const std::string& fields, const std::string& place, const std::string& found,
                             const std::vector<Override>& more = {}) {
    return tells(read_initiative(fields, more).problems, "/initiatives/it" + place, found);
}

}  // namespace counterless

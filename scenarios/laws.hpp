// scenarios/laws.hpp: a law as the scenario states it: "8 min", or a family with the parameters that family needs.
// Tested in tests/scenarios/laws_test.cpp.
#pragma once

#include <string_view>

#include "scenarios/law_forms.hpp"

namespace counterless {

// The law at `key` of `owner`, its default if it is not stated, zero if it is wrong (then a problem is reported).
Law build_law(const View& owner, std::string_view key, LawOf of);

}  // namespace counterless

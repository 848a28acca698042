// scenarios/override.hpp: --set /centres/*/stations/counter/agents=5. The value is JSON if it reads as JSON, else plain text, so
// that "8 min" needs no quotes. A key the table knows may be new in the file; a member of a collection must be there already.
// Tested in tests/scenarios/override_test.cpp.
#pragma once

#include "scenarios/report.hpp"
#include "scenarios/setting.hpp"
#include "scenarios/text.hpp"

namespace counterless {

void apply_override(Json& scenario, const std::string& pointer, const std::string& value, Origins& origins, Problems& problems);

}  // namespace counterless

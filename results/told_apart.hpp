// results/told_apart.hpp: what tells scenarios of one name apart, the points of a sweep in a database: the values in which they
// differ, by the short names of their places. Tested in tests/results/told_apart_test.cpp.
#pragma once

#include <string>
#include <vector>

namespace counterless {

// One for each scenario, resolved and as JSON: "counter/agents=9, service/mean=2 min". Empty where there is nothing to tell, or
// where a text is no JSON.
std::vector<std::string> told_apart(const std::vector<std::string>& scenarios);

}  // namespace counterless

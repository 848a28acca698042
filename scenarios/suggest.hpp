// scenarios/suggest.hpp: "did you mean": the known word nearest to a mistyped one, by Damerau-Levenshtein distance.
// Tested in tests/scenarios/suggest_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace counterless {

// Letters to insert, drop, change or swap with a neighbour until one word is the other.
std::size_t edit_distance(std::string_view one, std::string_view other);

// The nearest of `known` if it is near enough to be what was meant (a third of its letters), else empty.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// `"agents" (did you mean it?)` or, when nothing is near, `one of "agents", "capacity", ...`.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace counterless

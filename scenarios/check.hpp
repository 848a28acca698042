// scenarios/check.hpp: every value against its row of the field table: known keys, types, units, ranges, ids, references.
// It looks at one value at a time; what only the whole shows (sums, dates, what belongs together) is for build.cpp.
// Tested in tests/scenarios/check_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "scenarios/fields.hpp"
#include "scenarios/report.hpp"
#include "scenarios/text.hpp"

namespace counterless {

void check_fields(const Json& scenario, Report& report);

// The number a scalar stands for, in the simulation's units; empty if it is none of the field's kind. Ranges are not looked at.
std::optional<double> number_of(const Field& field, const Json& value);

// The same, and inside the field's range.
std::optional<double> sound_number(const Field& field, const Json& value);

// Ids of the members of the collections (and the plain words) that a reference may name.
std::vector<std::string> known_ids(const Json& scenario, const Field& field);

}  // namespace counterless

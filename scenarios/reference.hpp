// scenarios/reference.hpp: the field table as a page for people: docs/reference/scenario.md is exactly this text.
// tests/scenarios/schema_test.cpp says when the page is behind the table, and how to renew it.
#pragma once

#include <string>

namespace counterless {

std::string scenario_reference();

}  // namespace counterless

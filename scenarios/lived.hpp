// scenarios/lived.hpp: what of a scenario is lived through, so that two of them with nothing else between them are known for one.
// Tested in tests/scenarios/lived_test.cpp.
#pragma once

#include <string>

#include "scenarios/scenario.hpp"

namespace counterless {

// The scenario's text without what nobody lives through and no figure is made of: its names, what is wanted of it or observed,
// and how it is studied. Two scenarios with one such text have the same figures wherever they have the same luck.
std::string lived_text(const Scenario& scenario);

}  // namespace counterless

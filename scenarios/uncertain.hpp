// scenarios/uncertain.hpp: values that nobody knows exactly, and how one that was drawn is put in the place of the stated one.
// The law is one of bare numbers in the unit that stands there: of "8 min", 8 is drawn anew. Tested in
// tests/scenarios/uncertain_test.cpp.
#pragma once

#include "scenarios/scenario.hpp"
#include "scenarios/setting.hpp"

namespace counterless {

// What `--set` would say: the place of `one` in `scenario`, and the drawn value with the unit that stands there; a whole number
// where the stated one is whole and its field asks for it.
Override drawn_setting(const Scenario& scenario, const Uncertain& one, double value);

}  // namespace counterless

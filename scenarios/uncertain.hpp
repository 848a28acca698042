// scenarios/uncertain.hpp: values that nobody knows exactly, and how one that was drawn is put in the place of the stated one.
// The law is one of bare numbers in the unit that stands there: of "8 min", 8 is drawn anew. Tested in
// tests/scenarios/uncertain_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "scenarios/scenario.hpp"
#include "scenarios/setting.hpp"

namespace counterless {

// The number that stands at a place of the scenario, where a `*` stands for its first member.
struct StatedNumber {
    std::optional<double> value;  // absent: no number stands there
    std::string unit;             // what follows it, as " min" of "8 min"
    bool whole = false;           // it is whole, and its field asks for that
    // Another number in its place, as `--set` would say it.
    [[nodiscard]] std::string with(double number) const;
};
StatedNumber stated_number(const Scenario& scenario, const std::string& place);

// What `--set` would say: the place of `one` in `scenario`, and the drawn value with the unit that stands there; a whole number
// where the stated one is whole and its field asks for it.
Override drawn_setting(const Scenario& scenario, const Uncertain& one, double value);

}  // namespace counterless

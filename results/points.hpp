// results/points.hpp: the points of an experiment: which values several inputs take together. A value is what `--set` would say,
// so a point is a list of settings, and a run with the same settings is the same study. Plans: the grid (every value with every
// other, the last input fastest), the list (values side by side, or the rows of a table), and points spread over ranges: a Latin
// hypercube, or Sobol's points. Tested in tests/results/points_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/law.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/setting.hpp"
#include "scenarios/uncertain.hpp"

namespace counterless {

// What is varied: one place of the scenario, or several that always hold the same value.
struct Input {
    std::vector<std::string> places;  // JSON pointers
    std::vector<std::string> values;  // one after the other; empty where there is a range
    bool is_range = false;
    double low = 0, high = 0;
    std::optional<Law> law;    // instead of values and range: how it may lie
    std::string unit;          // as typed with the ends of a range; empty: as it stands in the scenario
    StatedNumber stated;       // in the scenario as it is, at the first place
    std::string name() const;  // the places, joined by "="
};

// The value of a range, or of a law, at u between 0 and 1; a whole number where the scenario asks for one.
std::string value_at(const Input& input, double u);
// Likewise of equal slices: of whole numbers each is met as often as the others, the ends too.
std::string value_in_slices(const Input& input, double u);
// What to set for a number in the input's unit.
std::string value_of(const Input& input, double number);
// A bare number of a list takes the unit that stands in the scenario; all else is said as typed.
std::string list_value(const Input& input, const std::string& typed);

using Settings = std::vector<std::string>;  // a value for each input; empty: as it is stated

enum class PointPlan : std::uint8_t { grid, list, lhs, sobol };
struct PointQuestion {
    PointPlan plan = PointPlan::grid;
    std::size_t points = 0;  // of lhs and sobol
    std::uint64_t seed = 1;
};
// How many points there will be; a grid of many inputs has more than there is room for.
double point_count(const PointQuestion& question, const std::vector<Input>& inputs);
// Precondition: the inputs suit the plan (values for grid and list, of equal number for a list; ranges for the others).
std::vector<Settings> points_of(const PointQuestion& question, const std::vector<Input>& inputs);

std::vector<Override> settings_of(const std::vector<Input>& inputs, const Settings& point);
std::string shown(const std::vector<Input>& inputs, const Settings& point);  // "/adoption/share=0.95, /study/seed=1"

// The number a value begins with, for charts; absent for words.
std::optional<double> number_of(const std::string& value);
// A short name by which each of the inputs can be told from the others: the last keys of its place.
std::vector<std::string> short_names(const std::vector<Input>& inputs);

}  // namespace counterless

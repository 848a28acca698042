// results/cli/vary.hpp: "--vary" as typed: which place of the scenario takes which values, and a table of points from a file.
#pragma once

#include <string>
#include <vector>

#include "results/points.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

// "PTR=0.90:1.00:0.01", "PTR=a,b,c", "PTR=PTR=1,2,3"; where ranges are wanted "PTR=0.90:1.00". Bare numbers are bare still.
std::vector<Input> take_inputs(const std::vector<std::string>& texts, bool ranges, Problems& problems);

// A table: its header names the places, each row is a point.
std::vector<Input> read_points_file(const std::string& file, Problems& problems);

}  // namespace counterless

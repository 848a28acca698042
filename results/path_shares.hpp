// results/path_shares.hpp: the digital share at dates of a path, read out of the JSON of a run with a series by month or year.
// Tested in tests/results/path_shares_test.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/problem.hpp"

namespace counterless {

// `dates`: "2019-10" or "2019", as the intervals of the series begin. What is missing is told in `problems`.
std::vector<std::pair<std::string, double>> path_shares(const std::string& file, const std::vector<std::string>& dates,
                                                        Problems& problems);

}  // namespace counterless

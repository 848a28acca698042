// results/sweep.hpp: the answer of `counterless sweep` in each of its forms. Tested in tests/results/sweep_test.cpp.
#pragma once

#include <string>

#include "results/point_study.hpp"

namespace counterless {

std::string sweep_headline(const PointStudy& study);  // what a manager reads first; all of it with --quiet
std::string sweep_text(const PointStudy& study);
std::string sweep_json(const PointStudy& study);
std::string sweep_csv(const PointStudy& study);  // a row for each point
std::string sweep_page(const PointStudy& study);

}  // namespace counterless

// results/point_page.hpp: what the pages of sweep and sensitivity have in common. Each part in one language, as HTML unless it is
// called text. Tested in tests/results/sweep_test.cpp and, in a browser, in tests/browser/.
#pragma once

#include <string>
#include <vector>

#include "results/point_study.hpp"
#include "results/report/words.hpp"

namespace counterless::report {

std::string outcome_text(Lang lang, const PointStudy& study, const Measure& measure);  // "Mean wait, minutes": text
std::string figure_text(Lang lang, const PointStudy& study, const Measure& measure, double value,
                        double half_width);                                                              // with unit
std::string input_text(const PointStudy& study, std::size_t input);                                      // "adoption/share"
const Estimate& shown_estimate(const PointStudy& study, const PointAnswer& point, std::size_t measure);  // or the difference

std::string point_kicker(const PointStudy& study, const std::string& kind, Lang lang);
std::string point_sure(const PointStudy& study, Lang lang);   // how the points were lived through; and where no steady state is
std::string point_table(const PointStudy& study, Lang lang);  // every point, every measure
std::string point_made(const PointStudy& study, Lang lang);   // what it rests on, how it was made

}  // namespace counterless::report

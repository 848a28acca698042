// results/comparison_page.hpp: the parts of the page of `counterless compare`, each in one language, as HTML, and the words they
// share. The page itself is comparison_page.cpp. Tested in tests/results/comparison_page_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "results/comparison.hpp"
#include "results/report/words.hpp"

namespace counterless::report {

// ---- words: text, not HTML
std::string contender_text(const Comparison& comparison, std::size_t side, Lang lang);
std::string row_text(const Comparison& comparison, const MeasureRow& row, Lang lang);       // the measure and of what
std::string row_unit_text(const Comparison& comparison, const MeasureRow& row, Lang lang);  // may be empty
std::string direction_text(Direction direction, Lang lang);                                 // "lower is better"; may be empty
std::string confidence_text(const Comparison& comparison, Lang lang);
std::string finding_text(Finding finding, Lang lang);
std::string_view tone_of(Finding finding);  // of markup's verdict()
// "−1.23", "+0.4 points": a difference in the unit that is shown, as exact as its half-width allows.
std::string change_text(const MeasureRow& row, double value, double half_width, Lang lang);
std::string change_interval_text(const MeasureRow& row, double middle, double half_width, Lang lang);
const MeasureRow& ranking_row(const Comparison& comparison);

// ---- parts
std::string compared_decision(const Comparison& comparison, Lang lang);     // comparison_page_decide.cpp
std::string compared_differences(const Comparison& comparison, Lang lang);  // with charts
std::string compared_best(const Comparison& comparison, Lang lang);
std::string compared_pairing(const Comparison& comparison, Lang lang);
std::string compared_all(const Comparison& comparison, Lang lang);
std::string compared_race(const Comparison& comparison, Lang lang);    // comparison_page_runs.cpp
std::string compared_course(const Comparison& comparison, Lang lang);  // with a chart
std::string compared_outcomes(const Comparison& comparison, Lang lang);

}  // namespace counterless::report

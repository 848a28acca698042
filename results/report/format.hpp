// results/report/format.hpp: numbers, times and dates as people read them, the same on every machine: no locale has a say.
// Thousands by comma, decimals by point, minus as U+2212, digits Western in both languages. None of these isolates: the caller
// does. Tested in tests/results/report_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "results/estimate.hpp"
#include "results/report/words.hpp"

namespace counterless::report {

std::string number(double value, int digits = 0);          // "−1,234.5"; a zero has no sign
std::string signed_number(double value, int digits = 0);   // "+12", "−3", "0"
std::string percent(Lang lang, double share, int digits);  // "90.1 %", in Arabic "90.1%"
std::string clock(double second_of_day);                   // "09:30"
std::string date(Lang lang, std::string_view iso, bool with_year);
std::string dates(Lang lang, std::string_view from_iso, std::string_view to_iso);  // text with isolates: "21 to 25 Oct 2018"

// As many decimals as the half-width makes meaningful (one figure of it, two when it begins with 1 or 2); three figures of the
// value when there is no half-width.
int digits_for(double half_width, double value);
int digits_for(const Estimate& estimate, double scale);
bool has_interval(const Estimate& estimate);  // known, and at least two replications

// "3 visits", "3 زيارات": the number isolated, the noun in its form, a no-break space between.
std::string counted(Lang lang, double count, Noun noun, int digits = 0);
// A duration in the unit that suits it: "22 seconds", "5.8 minutes".
std::string duration(Lang lang, double seconds);
std::string minutes(Lang lang, double seconds);  // a threshold: whole minutes where it is whole

}  // namespace counterless::report

// results/numbers.hpp: numbers as people read them: thousands apart, no more digits than the interval carries.
// Tested in tests/results/numbers_test.cpp.
#pragma once

#include <string>

#include "results/estimate.hpp"

namespace counterless {

std::string thousands(double value, int decimals = 0);  // "203,512", "-1,204.5"; "–" for what is no number

// Decimals that show two digits of the half-width, or three of the value when there is none; at most `most`.
int decimals_for(double value, double half_width, int most = 2);

// "4.62 ± 0.31", "4.6" without an interval, "–" without data. `scale` turns the unit into the one shown (60 s to 1 min: 1.0 /
// 60).
std::string with_half_width(const Estimate& estimate, double scale = 1, int most = 2);
// The same with these decimals: for columns, whose numbers should line up.
std::string with_decimals(const Estimate& estimate, double scale, int decimals);
std::string alone(const Estimate& estimate, double scale = 1, int most = 2);

std::string duration(double seconds);  // "4.6 min", "212 ms", "1 h 12 min"
std::string bytes(double count);       // "212 MB"

}  // namespace counterless

// results/theory_numbers.hpp: figures of a formula as people read them. What is not zero never reads as zero, however small.
// Tested in tests/results/theory_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace counterless {

struct TimeUnit {
    std::string_view name;
    double size_s;
};
TimeUnit unit_for(double time_s);  // the one in which it is a handy number

std::string four_digits(double value);  // "1,235", "0.01235", "7.59e-06", "∞", "–"
// With so many decimals, unless it would be zero: then with as few digits as tell it.
std::string number_of(double value, int decimals);
std::string percent_of(double share, int decimals);

}  // namespace counterless

// scenarios/problem.hpp: the visitor's mistakes are a list. One line each: where, what was found, what was expected.
#pragma once

#include <string>
#include <vector>

namespace counterless {

struct Problem {
    std::string
        place;  // "week.json: /centres/deira/stations/counter/agents", with line and column where the text itself is broken
    std::string found;     // "-1"
    std::string expected;  // "a whole number from 0 to 5000"
};
using Problems = std::vector<Problem>;
void append(Problems& all, Problems more);

// "PLACE: found FOUND, expected EXPECTED"
std::string to_text(const Problem& problem);

}  // namespace counterless

#include "scenarios/problem.hpp"

namespace counterless {

std::string to_text(const Problem& problem) {
    return problem.place + ": found " + problem.found + ", expected " + problem.expected;
}

}  // namespace counterless

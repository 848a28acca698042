#include "scenarios/problem.hpp"

#include <iterator>
#include <utility>

namespace counterless {

void append(Problems& all, Problems more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string to_text(const Problem& problem) {
    return problem.place + ": found " + problem.found + ", expected " + problem.expected;
}

}  // namespace counterless

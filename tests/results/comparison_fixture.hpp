// tests/results/comparison_fixture.hpp: a comparison with made-up figures for the tests of its page: never a result of the
// simulation. Four scenarios, so many runs each, with all a page can show; the third has a name that wants to be more than a
// name.
#pragma once

#include <cstddef>

#include "results/comparison.hpp"

namespace counterless::fixture {

Comparison four_weeks(std::size_t runs = 24, bool raced = false);

}  // namespace counterless::fixture

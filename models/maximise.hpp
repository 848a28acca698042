// models/maximise.hpp: the highest point of a function of few numbers, without derivatives: Nelder and Mead's simplex, by NLopt.
// Likelihoods of two or three parameters are smooth and have one hill; the simplex needs nothing but their values, and is started
// again where it stopped, because it may stop on a slope. Where the function is no number it is taken as infinitely low.
// Tested in tests/models/maximise_test.cpp.
#pragma once

#include <functional>
#include <vector>

namespace counterless {

struct Peak {
    std::vector<double> at;
    double value = 0;
};
using Surface = std::function<double(const std::vector<double>&)>;

// From `start`, with first steps of that size. An empty start is the peak itself.
Peak maximise(const Surface& surface, std::vector<double> start, double step);

}  // namespace counterless

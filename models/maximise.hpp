// models/maximise.hpp: the highest point of a function of few numbers, without derivatives, by NLopt; its only place here.
// Likelihoods of two or three parameters are smooth and have one hill; the simplex of Nelder and Mead needs nothing but their
// values, and is started again where it stopped, because it may stop on a slope. Within a box Powell's BOBYQA (2009), which lays
// a parabola through what it saw, is quicker. Where the function is no number it is taken as very low. Nothing is drawn. Tested
// in tests/models/maximise_test.cpp.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace counterless {

struct Peak {
    std::vector<double> at;
    double value = 0;
};
using Surface = std::function<double(const std::vector<double>&)>;

// From `start`, with first steps of that size. An empty start is the peak itself.
Peak maximise(const Surface& surface, std::vector<double> start, double step);

struct Climb {
    enum class By : unsigned char { simplex, parabola } by = By::simplex;  // a parabola needs two numbers and a box
    std::span<const double> low, high;                                     // the box; empty: none
    double step = 1;                                                       // the first
    double near = 1e-8;                                                    // it ends when numbers move by less,
    double flat = 1e-7;                                                    // or the value,
    int evaluations_max = 4000;                                            // or after so many looks
};
// One climb; it ends no lower than it began.
Peak climb(const Surface& surface, std::vector<double> start, const Climb& how);

}  // namespace counterless

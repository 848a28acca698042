// models/rinott.hpp: how many independent runs the classical way to the best of several systems asks for (Rinott, Communications
// in Statistics A7, 1978). Two stages: from n0 runs of each its variance S^2, then max(n0, (h S / delta)^2) runs of it; the best
// mean is the best with the confidence asked, if it is better by delta. It is what newer procedures are measured against.
// Tested in tests/models/rinott_test.cpp, against simulated choices.
#pragma once

#include <cstddef>

namespace counterless {

// h, so that E[F(Y)^(systems - 1)] = confidence, where F(y) = E[Phi(h / sqrt(nu (1/X + 1/y)))] and X, Y are chi-squared with
// nu = n0 - 1 degrees of freedom. Two systems or more, n0 of two or more, confidence between 1 / systems and 1.
double rinott_constant(std::size_t systems, std::size_t first_stage, double confidence);

}  // namespace counterless

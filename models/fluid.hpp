// models/fluid.hpp: a large hall through a day as water through a basin, and how widely the drops scatter around it:
// M(t)/M/s(t)+M by its fluid and diffusion limits (Mandelbaum, Massey and Reiman 1998).
// The number inside follows q' = rate - mu min(q, s) - theta (q - s)+, its variance an equation of its own; both take a moment
// for any size of hall, and a normal law around the mean gives the rest. Right for large halls that are clearly below or above
// their capacity, too smooth where q stays close to s. Tested in tests/models/fluid_test.cpp, against the exact solver.
#pragma once

#include <span>
#include <vector>

#include "models/transient.hpp"

namespace counterless {

struct FluidPiece {
    double inside_end, variance_end;
    double inside_mean, line_mean;  // over the piece's time; the line by the normal law
    double wait_probability;        // by the normal law, over the piece's time
    double wait_mean_s;             // offered to who comes in the piece: the line ahead, leaving as it does now
};
// From `inside_start` people through pieces of constant rate.
std::vector<FluidPiece> follow_fluid(std::span<const DayPiece> pieces, double service_mean_s, double patience_mean_s,
                                     double inside_start = 0);

}  // namespace counterless

// models/sobol_points.hpp: points that fill a cube evenly in all its unknowns together (Sobol 1967), at random but evenly.
// Of n = 2^m points each unknown alone meets each of n equal slices once, and the error of a mean of a smooth function falls
// nearly as 1 / n, not as 1 / sqrt(n). A random digital shift (every unknown's digits are flipped by digits of its own, from the
// seed) keeps that and makes each point uniform, so a mean over the points is unbiased and several seeds tell how sure it is
// (L'Ecuyer 2018). The directions are those of Boost.Random's table (Joe and Kuo's kind). No point is skipped, not even the
// first: shifted, it is no corner any more, and without it the points of a power of two are no longer balanced (Owen 2020). Take
// a power of two where you can. Plain grids and Latin hypercubes are elsewhere (models/latin_hypercube.hpp). Tested in
// tests/models/sobol_points_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterless {

inline constexpr std::size_t sobol_unknowns_max = 3667;  // the end of the table of directions; the caller checks

// By point, then unknown: uniforms strictly between 0 and 1, a pure function of the arguments, in this order for any number of
// points: a longer design begins with the shorter one. Its luck is that of a replication that no run has (2^32 - 1).
// Precondition: 1 <= unknowns <= sobol_unknowns_max.
std::vector<std::vector<double>> sobol_points(std::size_t points, std::size_t unknowns, std::uint64_t seed);

}  // namespace counterless

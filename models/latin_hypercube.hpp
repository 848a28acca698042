// models/latin_hypercube.hpp: points spread evenly over several unknowns at once (McKay, Beckman and Conover 1979).
// Each unknown's range is cut into as many equal slices as there are points, and every slice is met once, in an order of its own:
// the mean over the points varies less than that of independent ones, and never more but for a factor n / (n - 1) (Owen 1997).
// Tested in tests/models/latin_hypercube_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterless {

// By point, then unknown: uniforms strictly between 0 and 1. A pure function of its arguments. Its luck is that of a replication
// that no run has (2^32 - 1), so no draw of a simulation with the same seed is met twice.
std::vector<std::vector<double>> latin_hypercube(std::size_t points, std::size_t unknowns, std::uint64_t seed);

}  // namespace counterless

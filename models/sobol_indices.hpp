// models/sobol_indices.hpp: which share of an output's variance each unknown brings: alone (first-order index S) and with all
// that it does together with others (total index ST). Sum of S is 1 where unknowns only add; ST near 0: the unknown may be fixed
// anywhere. Design (Saltelli 2002): two independent sets of points A and B, and for each unknown i the set AB_i, which is A with
// the column i of B; N (k + 2) points. Estimators: S by Saltelli et al. 2010 (their table 2, b): mean of f(B) (f(AB_i) - f(A));
// ST by Jansen 1999: half the mean of (f(A) - f(AB_i))^2; both over the variance of f(A) and f(B) together. Outputs are centred
// first. Intervals: percentile bootstrap over the N rows. Rows of Sobol points are more even than a bootstrap believes, so the
// intervals are rather too wide than too narrow. Noise: luck that all points share is a part of the function and adds nothing.
// Luck of each point's own adds its variance to the denominator and to each ST, so ST of an unknown that does nothing is the
// share of noise, and every S is smaller by that share. Tested in tests/models/sobol_indices_test.cpp, on the functions of
// Ishigami and of Sobol, whose indices are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace counterless {

// Row by row: A, B, AB_1 ... AB_k, so the first rows of a longer design are the shorter one. Uniforms strictly between 0 and 1,
// from shifted Sobol points in 2k unknowns. Precondition: 1 <= 2 unknowns <= sobol_unknowns_max. Take a power of two for `rows`.
std::vector<std::vector<double>> saltelli_design(std::size_t rows, std::size_t unknowns, std::uint64_t seed);

struct SensitivityIndex {
    double value = 0, low = 0, high = 0;  // near 0 an estimate may be negative, near 1 above: it is not cut off
};
struct SobolIndices {
    std::size_t rows = 0;  // rows that had all their outputs
    double mean = 0, variance = 0;
    std::vector<SensitivityIndex> first, total;  // by unknown
};
struct Bootstrap {
    double confidence = 0.95;
    std::size_t repeats = 1000;  // Efron and Tibshirani 1993, section 13.3: a thousand for percentiles
    std::uint64_t seed = 1;
};
// `outputs` by point of the design, rows * (unknowns + 2) of them; a row that lacks one is left out. Nothing where fewer than two
// rows are left or where the output does not vary (then no unknown has a share of anything).
std::optional<SobolIndices> sobol_indices(std::span<const std::optional<double>> outputs, std::size_t unknowns,
                                          const Bootstrap& bootstrap);

}  // namespace counterless

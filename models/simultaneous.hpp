// models/simultaneous.hpp: several statements at once, of which all shall be right with the confidence asked.
// Twenty intervals of 95 % miss one together; so each gets more confidence (Bonferroni), or the hypotheses are judged from the
// least likely on, each against those that are left (Holm 1979: never weaker than Bonferroni, and as safe). Both hold for any
// dependence between the statements, and scenarios that share their luck are dependent. "Which is best": multiple comparisons
// with the best (Hsu 1984; Nelson and Matejcik 1995): only as many comparisons as rivals, and one-sided. Each system's mean less
// that of the best other has an interval; one that reaches no better than 0 is not the best, one that begins at 0 is the best.
// From paired differences, each with its own variance, by Bonferroni, so any dependence is allowed. A measure that is a ratio
// comes as the pseudo-values of its jackknife, one a replication. Tested in tests/models/simultaneous_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/series.hpp"

namespace counterless {

// ---- families of tests: p-values in, adjusted p-values out, in the same order. Reject where the adjusted one is at most the
// family's level: then the chance of even one false rejection is at most that level.
std::vector<double> bonferroni_adjusted(std::span<const double> p_values);
std::vector<double> holm_adjusted(std::span<const double> p_values);

// Two-sided chance of so large an estimate when the truth is 0 (Student's t). Without any error it is 1 for 0, else 0. freedom >
// 0.
double student_p(double estimate, double error, double freedom);
// Of paired differences, one a replication. Two or more.
double paired_p(Observations differences);

// ---- families of intervals: the factor of the standard error that each of `family` two-sided intervals gets, so that all hold
// together with the confidence. n values each, n >= 2, family >= 1.
double bonferroni_student_factor(std::size_t n, double confidence, std::size_t family);
// The confidence of each of them.
double bonferroni_confidence(double confidence, std::size_t family);

// ---- comparisons with the best
enum class Best : std::uint8_t { least, greatest };

struct AgainstBest {
    double difference = 0;     // mean less that of the best other, as observed; in the unit of the measure
    double low = 0, high = 0;  // of the true difference; one of the two is 0 or beyond
    bool may_be_best = true, is_best = false;
};
// `values`: by system, then by replication, all of one length n >= 2; two systems or more.
std::vector<AgainstBest> compare_with_best(std::span<const std::vector<double>> values, Best best, double confidence);

}  // namespace counterless

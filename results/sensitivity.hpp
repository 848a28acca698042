// results/sensitivity.hpp: what an outcome hangs on: which inputs move it, and whether the answer would flip within their ranges.
// Three methods. Tornado: one input at a time at both ends of its range, all others as stated; for a decision. Morris: elementary
// effects over the whole space; which of many inputs matter at all (models/morris). Sobol: shares of the variance, alone and
// together (models/sobol_indices). All points live with the same luck, so it is nearly the same in each and moves the inputs'
// effects little; how much of it is left is told. One input is called the strongest only where its interval (of the size of the
// change, mu*, ST) lies wholly above that of every other; else all whose intervals reach into its own are named, for the points
// lived through do not tell them apart. Where no input has an interval, the values alone decide. Tested in
// tests/results/sensitivity_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/morris.hpp"
#include "models/sobol_indices.hpp"
#include "results/point_study.hpp"

namespace counterless {

enum class SensitivityMethod : std::uint8_t { tornado, morris, sobol };
struct SensitivityQuestion {
    SensitivityMethod method = SensitivityMethod::tornado;
    // Of Morris, at most: of few inputs or whole numbers there may be fewer. Default: Campolongo, Cariboni and Saltelli 2007 use
    // 4 to 10 times as many as needed.
    std::size_t trajectories = 10;
    std::size_t rows = 64;  // of Sobol; a power of two
    std::uint64_t seed = 1;
};
inline constexpr std::size_t morris_levels = 4;           // Morris 1991
inline constexpr double law_low = 0.05, law_high = 0.95;  // the ends of what has a law: nine in ten lie between

// What one input does to one outcome. Only the part of the method asked for is filled.
struct Driver {
    std::size_t input = 0;
    Estimate low, high;  // tornado: the outcome at both ends, and the way between them, paired
    Estimate swing;
    bool flips = false;  // a target is met at one end and missed at the other, or the difference clearly changes its sign
    ElementaryEffects morris;
    SensitivityIndex first, total;
};
struct OutcomeEffects {
    Measure measure;
    Estimate stated;                          // tornado: everything as stated
    double mean = 0, variance = 0;            // sobol: over the design
    double luck_sd = 0;                       // of the value of one point: the root of its mean variance over the points
    double left_sd = 0;                       // likewise of the difference between two points, which share their luck
    std::vector<Driver> drivers;              // the strongest first
    std::vector<std::size_t> not_told_apart;  // inputs of which any may be the strongest; empty: the first driver is
    bool known = true;                        // false: the method could tell nothing (no data, nothing varies)
};
struct SensitivityStudy {
    PointStudy points;
    SensitivityQuestion question;
    std::vector<OutcomeEffects> outcomes;  // by measure
};

// The points to live through.
std::vector<Settings> sensitivity_points(const SensitivityQuestion& question, const std::vector<Input>& inputs);
// At most so many.
double sensitivity_point_count(const SensitivityQuestion& question, std::size_t inputs);
// From their answers to what drives each measure. `study.points` is complete.
void conclude_sensitivity(SensitivityStudy& study);

// The inputs that may be the strongest, in the order of `drivers`; nobody where the first clearly is.
std::vector<std::size_t> not_told_apart(SensitivityMethod method, const std::vector<Driver>& drivers);
inline constexpr std::size_t named_together_most = 3;  // of these, in one sentence

// The ends between which an input was varied, as set: "0.9", "8 min".
std::string low_end(const Input& input);
std::string high_end(const Input& input);
bool flips_anywhere(const SensitivityStudy& study);

std::string sensitivity_headline(const SensitivityStudy& study);
std::string sensitivity_text(const SensitivityStudy& study);
std::string sensitivity_json(const SensitivityStudy& study);
std::string sensitivity_csv(const SensitivityStudy& study);  // a row for each point
std::string sensitivity_page(const SensitivityStudy& study);

}  // namespace counterless

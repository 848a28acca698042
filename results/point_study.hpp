// results/point_study.hpp: a scenario lived through at many points of its inputs, all with the same luck: what sweep and
// sensitivity share. Everything a reader can see is in here; writers only choose words and places.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/conclude.hpp"
#include "results/points.hpp"
#include "results/study.hpp"
#include "results/unsteady.hpp"

namespace counterless {

struct PointAnswer {
    Settings values;                    // by input, as set
    std::string sha256;                 // of the scenario with these settings; two points with one scenario are one study
    std::vector<Estimate> estimates;    // by measure
    std::vector<Estimate> differences;  // from the baseline with the same settings, paired; empty without one
    std::vector<Judgement> targets;
    std::vector<Replicated> replicated;  // by measure: what the estimate, or the difference where there is a baseline, is made of
    std::optional<Unsteady> unsteady;    // a line of it, or of its baseline, grows without bound
};

struct PointStudy {
    Scenario scenario;  // as stated, before anything is varied
    std::string file, command, version, cpu_class;
    std::vector<Input> inputs;
    PointQuestion question;
    std::vector<Measure> measures;
    std::optional<Baseline> baseline;  // its differences stand with the points
    std::vector<PointAnswer> points;
    std::size_t studies = 0;                            // different scenarios among the points and their baselines
    int replications_asked = 0, replications_done = 0;  // of each point
    RunEnding ending = RunEnding::done;
    BalanceSheet balance;
    double wall_s = 0, memory_peak_bytes = 0;
};

// The measures of "wait_mean", "wait_mean@all", "service_level@10min/offered@centre/deira"; what is not measured is a problem.
std::vector<Measure> chosen_measures(const Layout& layout, const std::vector<std::string>& words, Problems& problems);
// Where none are chosen: those of the targets, then what a manager asks for.
std::vector<Measure> usual_measures(const Layout& layout, const std::vector<Target>& targets);
std::string name_of(const Measure& measure);  // "wait_mean@all"

// How a measure is read in letters: "wait_mean, min".
struct InLetters {
    std::string name;
    double scale;
};
InLetters in_letters(const Measure& measure, const std::string& currency);

// The numbers of the points without a steady state, from 1.
std::vector<std::size_t> unsteady_points(const PointStudy& study);

// At how many points a target is met, missed, or neither.
struct TargetCount {
    std::size_t met = 0, missed = 0, open = 0;
};
std::vector<TargetCount> count_targets(const PointStudy& study);

}  // namespace counterless

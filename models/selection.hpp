// models/selection.hpp: which of several systems is the best, with as few runs as possible (ranking and selection).
// KN (Kim and Nelson, ACM TOMACS 11, 2001): runs in rounds, one of each system that is still in the race; a system that falls
// behind by more than luck explains leaves. Systems may share their luck round by round, and then it is quicker, for it looks at
// the variances of differences. It promises the best with the confidence asked whenever the best is better by the indifference
// zone or more; for values that are normal, or means of many. Here with c = 1, their recommendation (their section 3):
//   eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2,   h^2 = 2 eta (n0 - 1),
//   and after r rounds a pair has the room (h^2 S^2 / delta - delta r) / 2 r, where that is above 0.
// OCBA (Chen, Lin, Yucesan and Chick, Discrete Event Dynamic Systems 10, 2000): a given budget goes where it makes the choice
// surest: runs of two that are not the best as (sd / distance to the best)^2, of the best as sd sqrt(sum of (runs / sd)^2 of the
// others). It assumes that systems are independent, and says nothing of when to end. We end by Student's t: it is looked at
// seldom, each look has its share of the error allowed, and each rival of the leader an equal part of that. The shares keep the
// promise as if the numbers of runs were fixed; they follow from what the runs bring, so it stays an estimate. Both judge means
// of one value a run.
// Tested in tests/models/selection_test.cpp, on normal values whose best is known; OCBA with its end, over whole races, in
// tests/results/race_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/simultaneous.hpp"

namespace counterless {

struct Race {
    std::size_t first_stage = 10;  // n0, before anybody may leave; 2 or more. Nelson et al. 2001 advise ten or more
    double indifference = 0;       // delta > 0, in the unit of the measure: smaller differences do not matter
    double confidence = 0.95;      // 1 - alpha, between 1 / k and 1
    Best best = Best::least;
};
class KimNelson {
  public:
    KimNelson(std::size_t systems, const Race& race);  // two systems or more
    // One round: an output by system. Those of systems that have left are not looked at. Not to be called once decided.
    void feed(std::span<const double> outputs);

    [[nodiscard]] std::size_t rounds() const { return rounds_; }
    [[nodiscard]] const std::vector<std::size_t>& alive() const { return alive_; }  // in order
    [[nodiscard]] bool decided() const { return alive_.size() == 1; }
    [[nodiscard]] std::size_t leader() const;  // best mean of those alive, the first of equals; the answer once decided
    [[nodiscard]] double mean(std::size_t system) const;                          // of its runs so far
    [[nodiscard]] const std::vector<std::size_t>& runs() const { return runs_; }  // used, by system
    // After so many rounds it is decided for certain; 0 before the first stage is over.
    [[nodiscard]] std::size_t rounds_most() const;

  private:
    void measure_variances();
    void screen();

    Race race_;
    double h_squared_ = 0;
    std::size_t rounds_ = 0;
    std::vector<std::size_t> alive_, runs_;
    std::vector<double> sums_;                    // signed so that greater is better
    std::vector<std::vector<double>> first_;      // by round of the first stage, then system
    std::vector<std::vector<double>> variances_;  // of differences, from the first stage
};

struct SystemSoFar {
    double mean = 0, sd = 0;
    std::size_t runs = 0;
};
// How many more runs each system gets of `increment`; they sum up to it. Nobody gives runs back. Differences from the best below
// `indifference` count as that large (0 allowed: then equals get what their standard error asks). Two systems or more, each with
// two runs or more.
std::vector<std::size_t> ocba_next(std::span<const SystemSoFar> systems, std::size_t increment, Best best,
                                   double indifference = 0);
// The chance that the one with the best mean is the best, if this is the only look: each rival is taken to be as likely the
// better one as the nearest, by Student's t with Welch's degrees of freedom (Bonferroni). Normal values of few runs need that:
// with the normal law and two runs of each, "95 %" was wrong in four of ten races. Between 0 and 1.
double chance_of_best(std::span<const SystemSoFar> systems, Best best);
// Whoever looks often meets a lucky moment. Of the error allowed, 1 - confidence, the first look may spend 1/2, the second 1/6,
// the n-th 1 / (n (n + 1)): all looks together 1, however many there will be.
double share_of_look(std::size_t look);

}  // namespace counterless

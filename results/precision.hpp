// results/precision.hpp: replications until the answer is as sure as was asked: `--precision wait_mean@centre/*=2%`.
// The rule of models/precision.hpp over the measures that are meant: rounds that end after 20, 25, 32, 40 ... replications (or
// antithetic pairs), each judged on the replications with the lowest numbers, so neither the number of workers nor a stored
// replication more changes the answer. The widest interval decides. Tested in tests/results/precision_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/precision.hpp"
#include "results/estimate.hpp"
#include "results/measures.hpp"
#include "results/summary.hpp"
#include "results/variance.hpp"
#include "scenarios/half_width.hpp"
#include "scenarios/problem.hpp"

namespace counterless {

struct PreciseMeasure {
    Measure measure;
    AskedHalfWidth asked;
    Estimate estimate;                        // at the last round
    bool held = false;                        // there
    std::optional<std::size_t> replications;  // expected to be needed; absent: no number would do, or nothing is known yet
};
struct Precision {
    std::vector<PreciseMeasure> measures;
    Enough state = Enough::not_yet;
    int rounds = 0;              // judged
    std::size_t next_round = 0;  // where the next one would end, were more replications allowed
    [[nodiscard]] bool reached() const { return state == Enough::reached; }
    // All held at the last round allowed, and not at the one before: one more would tell.
    [[nodiscard]] bool unconfirmed() const;
};

// The fewest replications that can reach a precision: the first round and the one that confirms it.
std::size_t precision_least(bool antithetic);

// The measures that are meant, each once with a share of its mean and once with a half-width in its unit; asked twice, the
// narrower. What names no measure here is a problem, and so is a time asked of what is none.
std::vector<PreciseMeasure> precise_measures(const std::vector<AskedHalfWidth>& asked, const Scenario& scenario,
                                             const Layout& layout, Problems& problems);

class PrecisionRule {
  public:
    // `known`: see results/variance.hpp. `cap`: replications at most.
    PrecisionRule(const Study& study, std::vector<KnownTotal> known, std::vector<PreciseMeasure> measures, std::size_t cap);

    // How many replications are wanted, seeing the first of them without a gap. Asked again with at least so many.
    std::size_t wanted(std::span<const Summary> there);
    // How many it will come to, by what is known so far; 0 before the first round.
    [[nodiscard]] std::size_t foreseen() const { return foreseen_; }
    [[nodiscard]] const Precision& precision() const { return precision_; }

  private:
    void look(std::span<const Summary> round);

    const Study& study_;
    std::vector<KnownTotal> known_;
    std::size_t each_;  // replications in a unit: two in an antithetic study
    RunRounds rounds_;  // of units
    std::size_t end_;   // of the present round, in units
    bool held_before_ = false, over_ = false;
    std::size_t foreseen_ = 0;
    Precision precision_;
};

}  // namespace counterless

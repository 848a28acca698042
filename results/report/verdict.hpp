// results/report/verdict.hpp: what the interval allows one to say. "Met", "missed", "better", "worse" are words of an interval,
// never of a mean: an interval that holds the target, or zero, says "too close to call" or "no clear difference". Tested in
// tests/results/report_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "results/conclude.hpp"

namespace counterless::report {

// As results/conclude judges a target; `unknown` without an interval, that is with one replication.
Verdict judge_share(const Estimate& estimate, double at_least);

struct Judged {
    Target target;
    const Value* value;
    Verdict verdict;
};
std::vector<Judged> known_targets(const StudyResult& result);          // those whose measure is known, in the scenario's order
std::optional<Judged> main_target(const std::vector<Judged>& judged);  // the service level of all if there is one, else the first
std::optional<Judged> judged_for(const StudyResult& result, const Value* value);

// How many replications would bring the interval clear of the target, if mean and spread stay as they are; 0: beyond 100,000.
int replications_to_decide(const Estimate& estimate, double target);

enum class Reading : unsigned char { better, worse, changed, same };
Reading read_difference(const Estimate& difference, Direction direction);

}  // namespace counterless::report

// results/report/verdict.cpp: comparisons of an interval with a line.
#include "results/report/verdict.hpp"

#include <cmath>

#include "results/report/format.hpp"
#include "results/report/names.hpp"

namespace counterless::report {

Verdict judge_share(const Estimate& estimate, double at_least) {
    return has_interval(estimate) ? judge({.at_least = true, .value = at_least}, estimate) : Verdict::unknown;
}

std::vector<Judged> known_targets(const StudyResult& result) {
    std::vector<Judged> judged;
    for (const Target& target : result.scenario.targets) {
        const Value* value = result.find(target.measure, target.of);
        if (value && value->estimate.known)
            judged.push_back({target, value, has_interval(value->estimate) ? judge(target, value->estimate) : Verdict::unknown});
    }
    return judged;
}

std::optional<Judged> main_target(const std::vector<Judged>& judged) {
    for (const Judged& one : judged)
        if (is_service_level(one.target.measure) && one.target.of == "all") return one;
    if (judged.empty()) return std::nullopt;
    return judged.front();
}

std::optional<Judged> judged_for(const StudyResult& result, const Value* value) {
    if (!value) return std::nullopt;
    for (const Judged& one : known_targets(result))
        if (one.value == value) return one;
    return std::nullopt;
}

int replications_to_decide(const Estimate& estimate, double target) {
    const double distance = std::abs(estimate.mean - target);
    if (!has_interval(estimate) || distance <= 0) return 0;
    const double ratio = estimate.half_width / distance, needed = std::ceil(estimate.n * ratio * ratio);
    return needed > 100'000 ? 0 : static_cast<int>(needed);
}

Reading read_difference(const Estimate& difference, Direction direction) {
    if (!has_interval(difference) || std::abs(difference.mean) <= difference.half_width) return Reading::same;
    if (direction == Direction::neutral) return Reading::changed;
    return (difference.mean > 0) == (direction == Direction::higher_is_better) ? Reading::better : Reading::worse;
}

}  // namespace counterless::report

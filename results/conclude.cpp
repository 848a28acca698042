// results/conclude.cpp: walks the list of measures; knows none of them but those a comparison shows.
#include "results/conclude.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "results/batches.hpp"
#include "results/beside.hpp"
#include "results/variance.hpp"

namespace counterless {
namespace {

std::vector<Value> values(const Study& study, std::span<const KnownTotal> known, const std::vector<Measure>& measures,
                          const std::vector<Summary>& summaries) {
    const std::vector<Estimate> estimates = estimate_as_stated(study, known, measures, summaries);
    std::vector<Value> found;
    for (std::size_t index = 0; index < measures.size(); ++index) found.push_back({measures[index], estimates[index]});
    return found;
}

bool is_compared(const Measure& measure) {
    if (measure.of != "all") return false;
    constexpr std::string_view shown[] = {"transactions",   "digital_transactions",
                                          "digital_share",  "counter_transactions",
                                          "visits",         "wait_mean",
                                          "wait_p50",       "wait_p90",
                                          "wait_p99",       "abandonment",
                                          "customer_hours", "sheets",
                                          "cost",           "co2",
                                          "happiness"};
    return std::find(std::begin(shown), std::end(shown), measure.name) != std::end(shown) ||
           measure.name.starts_with("service_level@");
}

const Measure* of_all(const Layout& layout, std::string_view name) {
    for (const Measure& measure : layout.measures)
        if (measure.of == "all" && measure.name == name) return &measure;
    return nullptr;
}

}  // namespace

BalanceSheet balance(const Layout& layout, const std::vector<Summary>& summaries) {
    return balance(layout.whole(Whole::needs), summaries);
}

BalanceSheet balance(std::size_t first, const std::vector<Summary>& summaries) {
    const auto sum = [&](Whole what) {
        const std::size_t slot = first + static_cast<std::size_t>(what) - static_cast<std::size_t>(Whole::needs);
        double count = 0;
        for (const Summary& summary : summaries) count += summary.totals.at(slot);
        return count;
    };
    return {.transactions = sum(Whole::needs),
            .at_counters = sum(Whole::done_counter),
            .on_smart_channels = sum(Whole::done_smart),
            .on_other_channels = sum(Whole::done_other),
            .given_up = sum(Whole::given_up),
            .open = sum(Whole::open_needs),
            .visits = sum(Whole::visits),
            .served = sum(Whole::visits_served),
            .taught = sum(Whole::visits_taught),
            .gave_up = sum(Whole::visits_gave_up),
            .refused = sum(Whole::visits_refused),
            .returning = sum(Whole::visits_returning),
            .inside = sum(Whole::visits_inside)};
}

void conclude(StudyResult& result, const Layout& layout, const std::vector<Summary>& summaries) {
    const std::size_t batches = static_cast<std::size_t>(std::max(result.scenario.study.batches, 1));
    result.replications_done = static_cast<int>(summaries.size() / batches);
    const Study& study = result.scenario.study;
    const std::vector<KnownTotal> known = known_totals(result.scenario, layout, result.forecast);
    result.measures = values(study, known, layout.measures, summaries);
    result.series = values(study, known, layout.parts, summaries);
    result.beside = beside_formulas(result.scenario, layout, result.series, result.replications_done);
    const bool as_stated = result.scenario.study.draws == 0;
    result.milestones = milestones(layout, study.antithetic ? in_pairs(summaries) : summaries, study.confidence, as_stated);
    result.balance = balance(layout, summaries);
    for (const Measure& measure : layout.measures)
        if (batches > 1 && measure.name == "wait_mean" && measure.of == "all")
            result.batch_autocorrelation = autocorrelation_of_batches(measure, summaries, batches);
    for (const Summary& summary : summaries)
        result.memory_peak_bytes = std::max(result.memory_peak_bytes, summary.memory_peak_bytes);
}

Pairs compared(const Layout& layout, const Layout& baseline_layout) {
    Pairs pairs;
    for (const Measure& measure : layout.measures) {
        const auto twin =
            std::find_if(baseline_layout.measures.begin(), baseline_layout.measures.end(),
                         [&](const Measure& other) { return other.name == measure.name && other.of == measure.of; });
        if (!is_compared(measure) || twin == baseline_layout.measures.end()) continue;
        pairs.ours.push_back(measure);
        pairs.theirs.push_back(*twin);
    }
    return pairs;
}

namespace {
// What the initiatives cost, and what everything costs more (or less), for each transaction that came to smart channels.
// Unknown while the shift is not clearly other than nothing.
std::vector<Difference> per_shifted_transaction(const Layout& layout, const std::vector<Summary>& summaries,
                                                const Layout& baseline_layout, const std::vector<Summary>& baseline_summaries,
                                                double confidence) {
    const Measure *digital = of_all(layout, "digital_transactions"), *before = of_all(baseline_layout, "digital_transactions");
    std::vector<Difference> found;
    if (!digital || !before || !of_all(layout, "initiative_cost")) return found;
    constexpr std::pair<const char*, const char*> per_shifted[] = {{"cost_per_shifted_transaction", "initiative_cost"},
                                                                   {"net_cost_per_shifted_transaction", "cost"}};
    for (const auto& [name, money] : per_shifted) {
        const Measure* cost = of_all(layout, money);
        const Measure* cost_before = of_all(baseline_layout, money);
        if (!cost) continue;
        Measure shown = *cost;
        shown.name = name;
        const Measure none_before{.name = money};  // a baseline without initiatives spends nothing on them
        found.push_back(
            {shown, Estimate{.confidence = confidence},
             estimate_ratio_of_differences({*cost, *digital}, summaries, {cost_before ? *cost_before : none_before, *before},
                                           baseline_summaries, confidence)});
    }
    return found;
}
}  // namespace

std::vector<Difference> differences(const Layout& layout, const std::vector<Summary>& summaries, const Layout& baseline_layout,
                                    const std::vector<Summary>& baseline_summaries, double confidence) {
    const auto [ours, theirs] = compared(layout, baseline_layout);
    const std::vector<Estimate> before = estimate(theirs, baseline_summaries, confidence);
    const std::vector<Estimate> change = estimate_difference(ours, summaries, theirs, baseline_summaries, confidence);
    std::vector<Difference> found;
    for (std::size_t index = 0; index < ours.size(); ++index) found.push_back({ours[index], before[index], change[index]});
    for (Difference& one : per_shifted_transaction(layout, summaries, baseline_layout, baseline_summaries, confidence))
        found.push_back(std::move(one));
    return found;
}

std::vector<BalanceLine> balance_lines(const BalanceSheet& sheet) {
    return {{"transactions", sheet.transactions},
            {"at_counters", sheet.at_counters},
            {"on_smart_channels", sheet.on_smart_channels},
            {"on_other_channels", sheet.on_other_channels},
            {"given_up", sheet.given_up},
            {"open", sheet.open},
            {"visits", sheet.visits},
            {"served", sheet.served},
            {"taught", sheet.taught},
            {"gave_up", sheet.gave_up},
            {"refused", sheet.refused},
            {"returning", sheet.returning},
            {"inside", sheet.inside}};
}

Verdict judge(const Target& target, const Estimate& estimate) {
    if (!estimate.known) return Verdict::unknown;
    if (estimate.n < 2) return Verdict::undecided;
    const double margin = target.at_least ? estimate.mean - target.value : target.value - estimate.mean;
    if (margin >= estimate.half_width) return Verdict::met;
    return margin < -estimate.half_width ? Verdict::missed : Verdict::undecided;
}

std::vector<Judgement> judge_targets(const StudyResult& result) {
    std::vector<Judgement> judgements;
    for (const Target& target : result.scenario.targets) {
        const Value* value = result.find(target.measure, target.of);
        const Estimate estimate = value ? value->estimate : Estimate{};
        judgements.push_back({target, estimate, judge(target, estimate)});
    }
    return judgements;
}

std::vector<ReportedBeside> beside_reported(const StudyResult& result) {
    std::vector<ReportedBeside> list;
    for (const Reported& reported : result.scenario.reported) {
        ReportedBeside one{.reported = reported, .estimate = {}};
        if (const Value* value = result.find(reported.measure, reported.of)) one.estimate = value->estimate;
        if (one.estimate.known && reported.value != 0) {
            one.off = one.estimate.mean / reported.value - 1;
            one.off_half_width = one.estimate.half_width / std::abs(reported.value);
        }
        list.push_back(one);
    }
    return list;
}

}  // namespace counterless

// results/conclude.hpp: from summaries to what is shown: estimates of every measure, the series, the balance sheet, and the
// paired differences against the baseline. A pure function of its inputs. Tested in tests/results/conclude_test.cpp.
#pragma once

#include <vector>

#include "results/measures.hpp"
#include "results/study.hpp"
#include "results/summary.hpp"

namespace counterless {

// Fills measures, series and balance of `result` (whose scenario is set) from the replications.
void conclude(StudyResult& result, const Layout& layout, const std::vector<Summary>& summaries);

// The differences of those measures that both layouts have and that a comparison shows: visits, hours, sheets, money, CO2,
// digital share, waits. Both lists of replications in the same order and length.
std::vector<Difference> differences(const Layout& layout, const std::vector<Summary>& summaries, const Layout& baseline_layout,
                                    const std::vector<Summary>& baseline_summaries, double confidence);

// Of any replications, whatever they belong to.
BalanceSheet balance(const Layout& layout, const std::vector<Summary>& summaries);
// The same where the totals from Whole::needs on stand from `first` on.
BalanceSheet balance(std::size_t first, const std::vector<Summary>& summaries);

// The measures of a comparison that both layouts have, in pairs.
struct Pairs {
    std::vector<Measure> ours, theirs;
};
Pairs compared(const Layout& layout, const Layout& baseline_layout);

// The balance sheet line by line, under the fixed keys of JSON and database.
std::vector<BalanceLine> balance_lines(const BalanceSheet& sheet);

// The stated targets of the scenario, judged: the whole interval on the wrong side is missed, on the right side met.
enum class Verdict : std::uint8_t { met, missed, undecided, unknown };
Verdict judge(const Target& target, const Estimate& estimate);
struct Judgement {
    Target target;
    Estimate estimate;
    Verdict verdict = Verdict::unknown;
};
// A reported figure beside ours: how far off the mean is, as a share of the reported figure, and half its interval.
struct ReportedBeside {
    Reported reported;
    Estimate estimate;  // not known: this scenario does not measure it
    double off = 0, off_half_width = 0;
};
std::vector<ReportedBeside> beside_reported(const StudyResult& result);

std::vector<Judgement> judge_targets(const StudyResult& result);

}  // namespace counterless

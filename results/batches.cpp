#include "results/batches.hpp"

#include <cmath>
#include <limits>

#include "models/series.hpp"

namespace counterless {

Batches::Batches(const Scenario& scenario, const Layout& layout, std::uint32_t replication)
    : tally_(scenario, layout, replication),
      warmup_s_(scenario.study.warmup_s),
      length_s_((scenario.study.horizon_s - scenario.study.warmup_s) / scenario.study.batches),
      edge_s_(warmup_s_ + length_s_),
      batches_(static_cast<std::size_t>(scenario.study.batches)),
      replication_(replication) {}

// Edges are worked out from the beginning, not one from another, so that they do not drift. The last batch ends with the run.
void Batches::cut() {
    if (done_.size() + 1 == batches_) {
        edge_s_ = std::numeric_limits<double>::infinity();
        return;
    }
    done_.push_back(tally_.cut(edge_s_));
    edge_s_ = warmup_s_ + length_s_ * static_cast<double>(done_.size() + 1);
}

void Batches::finished(double now_s, Ending ending, StillInside inside) {
    while (done_.size() + 1 < batches_) cut();
    tally_.finished(now_s, ending, inside);
    done_.push_back(tally_.take());
}

Summary joined(std::vector<Summary> batches) {
    Summary run = std::move(batches.back());
    std::vector<double> totals;
    std::vector<Buckets> distributions;
    batches.back() = {.totals = std::move(run.totals), .distributions = std::move(run.distributions)};
    for (Summary& batch : batches) {
        totals.insert(totals.end(), batch.totals.begin(), batch.totals.end());
        for (Buckets& buckets : batch.distributions) distributions.push_back(std::move(buckets));
    }
    run.totals = std::move(totals);
    run.distributions = std::move(distributions);
    return run;
}

std::vector<Summary> separated(const Summary& run, std::size_t batches) {
    const auto slots = static_cast<std::ptrdiff_t>(run.totals.size() / batches);
    const auto kinds = static_cast<std::ptrdiff_t>(run.distributions.size() / batches);
    std::vector<Summary> list;
    for (std::ptrdiff_t batch = 0; batch < static_cast<std::ptrdiff_t>(batches); ++batch) {
        Summary one{.replication = run.replication, .ending = run.ending};
        one.totals.assign(run.totals.begin() + batch * slots, run.totals.begin() + (batch + 1) * slots);
        one.distributions.assign(run.distributions.begin() + batch * kinds, run.distributions.begin() + (batch + 1) * kinds);
        one.cpu_s = run.cpu_s;
        one.memory_peak_bytes = run.memory_peak_bytes;
        list.push_back(std::move(one));
    }
    return list;
}

std::optional<double> autocorrelation_of_batches(const Measure& measure, std::span<const Summary> summaries,
                                                 std::size_t batches) {
    double sum = 0;
    std::size_t runs = 0;
    for (std::size_t first = 0; first + batches <= summaries.size(); first += batches, ++runs) {
        std::vector<double> values;
        for (const Summary& batch : summaries.subspan(first, batches)) {
            if (!(batch.totals.at(measure.denominator) > 0)) return {};
            values.push_back(batch.totals.at(measure.numerator) / batch.totals.at(measure.denominator));
        }
        sum += autocorrelation(values, 1);
    }
    if (runs == 0) return {};
    return sum / static_cast<double>(runs);
}

// Of independent values the lag-1 autocorrelation is nearly normal around -1/n with variance 1/n (Kendall and Stuart).
bool is_suspicious(double autocorrelation, std::size_t batches, std::size_t runs) {
    const auto n = static_cast<double>(batches);
    return autocorrelation + 1 / n > 1.645 / std::sqrt(n * static_cast<double>(runs));
}

}  // namespace counterless

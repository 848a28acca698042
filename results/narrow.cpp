// results/narrow.cpp: the balance sheet's totals first, then those of the measures, each once.
#include "results/narrow.hpp"

#include <algorithm>
#include <utility>

#include "results/batches.hpp"
#include "results/conclude.hpp"

namespace counterless {
namespace {

constexpr auto balance_ends = static_cast<std::size_t>(Whole::visits_inside) + 1;

// Where it will stand; it is kept once, whoever asks.
std::size_t kept(std::vector<std::size_t>& slots, std::size_t slot) {
    if (slot == no_slot) return no_slot;
    const auto found = std::find(slots.begin(), slots.end(), slot);
    const auto at = static_cast<std::size_t>(found - slots.begin());
    if (found == slots.end()) slots.push_back(slot);
    return at;
}

}  // namespace

Narrowing::Narrowing(const Layout& layout, const std::vector<Measure>& chosen, std::size_t batches)
    : measures_(chosen), batches_(std::max<std::size_t>(batches, 1)) {
    for (std::size_t at = 0; at < balance_ends; ++at) totals_.push_back(layout.whole(Whole::needs) + at);
    for (Measure& measure : measures_) {
        measure.numerator = kept(totals_, measure.numerator);
        measure.denominator = kept(totals_, measure.denominator);
        measure.square = kept(totals_, measure.square);
        measure.distribution = kept(distributions_, measure.distribution);
    }
}

Summary Narrowing::narrowed(Summary& whole) const {
    Summary kept{.replication = whole.replication, .ending = whole.ending};
    kept.cpu_s = whole.cpu_s;
    kept.memory_peak_bytes = whole.memory_peak_bytes;
    for (const std::size_t slot : totals_) kept.totals.push_back(whole.totals.at(slot));
    for (const std::size_t slot : distributions_) kept.distributions.push_back(std::move(whole.distributions.at(slot)));
    return kept;
}

void Narrowing::narrow(Summary& whole) const {
    if (batches_ == 1) {
        whole = narrowed(whole);
        return;
    }
    std::vector<Summary> parts = separated(whole, batches_);
    for (Summary& part : parts) part = narrowed(part);
    whole = joined(std::move(parts));
}

std::vector<Summary> Narrowing::parted(const std::vector<Summary>& narrowed) const {
    if (batches_ == 1) return narrowed;
    std::vector<Summary> all;
    for (const Summary& one : narrowed)
        for (Summary& part : separated(one, batches_)) all.push_back(std::move(part));
    return all;
}

BalanceSheet Narrowing::balance(const std::vector<Summary>& narrowed) { return counterless::balance(0, narrowed); }

}  // namespace counterless

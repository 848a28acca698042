// results/narrow.hpp: of what a replication left behind, only what some chosen measures and the balance sheet are made of. A
// week's summary is 150 kB, a measure's share of it 16 bytes: hundreds of points with dozens of replications each then fit in
// memory. Estimates from narrowed summaries are those from whole ones, bit for bit. Tested in tests/results/narrow_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "results/measures.hpp"
#include "results/study.hpp"
#include "results/summary.hpp"

namespace counterless {

class Narrowing {
  public:
    // `batches`: a summary holds so many, one behind the other (0 or 1: it is one).
    Narrowing(const Layout& layout, const std::vector<Measure>& chosen, std::size_t batches);

    void narrow(Summary& whole) const;
    // The chosen measures as they are read from narrowed summaries.
    [[nodiscard]] const std::vector<Measure>& measures() const { return measures_; }
    // One summary for each replication, or for each batch.
    [[nodiscard]] std::vector<Summary> parted(const std::vector<Summary>& narrowed) const;

    static BalanceSheet balance(const std::vector<Summary>& narrowed);

  private:
    [[nodiscard]] Summary narrowed(Summary& whole) const;

    std::vector<std::size_t> totals_, distributions_;  // where what is kept stood
    std::vector<Measure> measures_;
    std::size_t batches_;
};

}  // namespace counterless

// results/staffing_judge.hpp: what is claimed of a staffing, and how surely. Days are summed by cluster (those that stand on the
// same recorded day belong together), a claim is the ratio of two sums, and its variance that of the clusters (linearised). The
// first days of all stretches are compared with each other, and so are the second, for a Sunday may be busier than a Thursday:
// strata, whose variances add up, with Satterthwaite's (1946) degrees of freedom. A share has the bound of Wilson (1927) for the
// number of independent customers that would vary as much; a time has Student's. Tested in tests/results/staffing_judge_test.cpp.
#pragma once

#include <span>
#include <utility>

#include "results/staffing.hpp"

namespace counterless {

// Claims of the task before anything is known of them. `load`: what the days were like with agents without number.
std::vector<Claim> claims_for(const StaffingTask& task, const Lived& load);

// Where an aim's values begin in Lived::part.
std::vector<std::size_t> offsets_of(const StaffingTask& task);
std::size_t pairs_of(const StaffingTask& task);

class Evidence {
  public:
    Evidence(const StaffingTask& task, const std::vector<Claim>& claims, std::uint32_t clusters);
    void add(std::uint32_t number, const LivedDays& days);
    [[nodiscard]] std::uint32_t stretches() const { return stretches_; }
    // All stretches together.
    [[nodiscard]] const Lived& sum() const { return sum_; }
    // The claim as it stands, each bound at one-sided level `miss`.
    [[nodiscard]] Claim judged(std::size_t claim, double miss) const;
    // How far such a value of a claim lies beyond nine tenths of its tolerance; negative: within.
    [[nodiscard]] double beyond(const Claim& claim, double value) const;
    [[nodiscard]] bool fails(const Claim& claim) const { return claim.count > 0 && beyond(claim, claim.value) > 0; }
    // By how much the claim's value is another than that of `other`, who saw the same days, and the standard error of that. The
    // same people make the change surer than either value.
    struct Change {
        double by, error;
        std::size_t values;  // as sure as so many independent ones are
        // So many standard errors are passed by chance with probability `miss`, on one side.
        [[nodiscard]] double factor(double miss) const;
    };
    [[nodiscard]] Change change(std::size_t claim, const Evidence& other) const;
    // By how many customers, or seconds, all claims together fall short.
    [[nodiscard]] double shortfall() const;
    [[nodiscard]] std::vector<double> values() const;  // of the claims; 0 where nobody came

  private:
    struct Spread {
        double variance;     // of the sum of the clusters
        std::size_t values;  // at least 2
    };
    template <typename Off>
    [[nodiscard]] Spread spread(Off off) const;  // `off`: of the cluster, by its place within its claim
    [[nodiscard]] std::uint32_t clusters() const { return std::min(stretches_, clusters_); }  // of each day, until now
    [[nodiscard]] std::size_t first(std::size_t claim) const { return claim * clusters_ * days_; }
    [[nodiscard]] std::pair<double, double> totals(std::size_t claim) const;  // part and whole, of all clusters
    [[nodiscard]] double limit(const Claim& claim, double part_of_tolerance) const;
    const StaffingTask& task_;
    const std::vector<Claim>& claims_;
    std::vector<std::size_t> offsets_;
    std::uint32_t clusters_, stretches_ = 0;
    std::size_t days_ = 0;              // of a stretch
    std::vector<double> part_, whole_;  // by claim, day of the stretch and cluster
    Lived sum_;
};

void add_up(Lived& sum, const Lived& more);
Lived sum_of(const LivedDays& days);

}  // namespace counterless

// results/staffing_judge.hpp: what is claimed of a staffing, and how surely. Stretches of days are summed by cluster (those that
// stand on the same recorded days belong together), a claim is the ratio of two sums, and its variance that of the clusters
// (linearised). A share has the bound of Wilson (1927) for the number of independent customers that would vary as much; a time
// has Student's. Tested in tests/results/staffing_judge_test.cpp.
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
    void add(std::uint32_t number, const Lived& lived);
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
    };
    [[nodiscard]] Change change(std::size_t claim, const Evidence& other) const;
    // So many standard errors are passed by chance with probability `miss`, on one side.
    [[nodiscard]] double factor(double miss) const;
    // By how many customers, or seconds, all claims together fall short.
    [[nodiscard]] double shortfall() const;
    [[nodiscard]] std::vector<double> values() const;  // of the claims; 0 where nobody came

  private:
    [[nodiscard]] std::pair<double, double> totals(std::size_t claim) const;  // part and whole, of all clusters
    [[nodiscard]] double limit(const Claim& claim, double part_of_tolerance) const;
    const StaffingTask& task_;
    const std::vector<Claim>& claims_;
    std::vector<std::size_t> offsets_;
    std::uint32_t clusters_, stretches_ = 0;
    std::vector<double> part_, whole_;  // by claim and cluster
    Lived sum_;
};

void add_up(Lived& sum, const Lived& more);

}  // namespace counterless

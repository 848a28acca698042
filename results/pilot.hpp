// results/pilot.hpp: how much of the beginning to leave out, found before the run. A few pilot runs (always the same, so the
// answer depends on scenario and seed alone) tell the mean number of visits inside in each thousandth of the horizon; their mean,
// interval by interval as Welch (1983) does, goes to MSER-5 (White 1997). The number inside, because it is there at every
// instant and moves with every wait. Tested in tests/results/pilot_test.cpp.
#pragma once

#include <optional>
#include <span>

#include "results/summary.hpp"
#include "sim/record.hpp"

namespace counterless {

inline constexpr std::size_t pilot_runs = 5, pilot_intervals = 1000;

class Pilot final : public Deaf {
  public:
    explicit Pilot(double horizon_s) : interval_s_(horizon_s / static_cast<double>(pilot_intervals)) {
        summary_.totals.assign(pilot_intervals, 0.0);
    }
    // Precondition: `finished` was heard. Totals: seconds of visits, by interval.
    Summary take() { return std::move(summary_); }

    void visit_began(double now_s, std::uint64_t, Index, Index, Index, Index) override { change(now_s, 1); }
    void visit_ended(const VisitRecord& visit) override { change(visit.left_s, -1); }
    void finished(double, Ending, StillInside) override { integrate(interval_s_ * static_cast<double>(pilot_intervals)); }

  private:
    void change(double now_s, int by) {
        integrate(now_s);
        inside_ += by;
    }
    void integrate(double until_s);

    double interval_s_, since_s_ = 0;
    std::size_t interval_ = 0;
    double inside_ = 0;
    Summary summary_;
};

// Seconds to leave out; absent when even half the horizon is not calm enough.
std::optional<double> warm_up_s(std::span<const Summary> pilots, double horizon_s);

}  // namespace counterless

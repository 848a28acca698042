#include "results/cli/staff_days.hpp"

#include <algorithm>

#include "results/cli/interruption.hpp"
#include "results/staffing_tally.hpp"
#include "sim/run.hpp"

namespace counterless {
namespace {

constexpr std::size_t stretches_kept = 2000;  // of a week of 17,000 visits: 130 MB
constexpr std::size_t bytes_kept = 64 << 20;  // of the times that the visitors of one centre drew

// A stretch of days may be a year. Whoever listens can end it: asked once in so many people, it costs nothing.
class Watch {
  public:
    void one_more() {
        if (++people_ % 1024 == 0 && interrupted()) throw Interrupted{};
    }

  private:
    std::uint32_t people_ = 0;
};
class WatchedRecording final : public Deaf {
  public:
    void need_arose(double, Index, Index) override { watch_.one_more(); }
    void visit_began(double, std::uint64_t, Index, Index, Index, Index) override { watch_.one_more(); }
    void arrived(double, const Person&) override { watch_.one_more(); }

  private:
    Watch watch_;
};
class WatchedTally final : public StaffingTally {
  public:
    using StaffingTally::StaffingTally;
    void arrived(double now_s, const Person& person) override {
        watch_.one_more();
        StaffingTally::arrived(now_s, person);
    }

  private:
    Watch watch_;
};

}  // namespace

Scenario for_staffing(Scenario scenario) {
    for (Channel& channel : scenario.channels) {
        if (channel.centre != none) continue;  // people answer
        channel.fidelity = Fidelity::delay;
    }
    scenario.study.batches = 0;
    scenario.study.antithetic = false;  // stretches are independent
    scenario.provenance.clear();        // it is copied for every stretch of days
    scenario.text.clear();
    scenario.description.clear();
    scenario.reported.clear();
    return scenario;
}

StaffDays::StaffDays(const Scenario& scenario, std::uint32_t first, std::uint32_t numbers)
    : scenario_(scenario), first_(first), redraw_(centres_by_weight(scenario)), traces_(numbers) {}

void StaffDays::record(std::uint32_t number) {
    if (!scenario_.needs && scenario_.channels.empty()) return;  // streams bring everybody, and each centre its own
    WatchedRecording recording;
    run(scenario_, {.note = &traces_[number]}, first_ + number, recording);
}

// Drawn once, by who comes first; who comes meanwhile waits for it.
std::shared_ptr<const StaffDays::Kept> StaffDays::visits(std::uint32_t number) {
    std::shared_ptr<Kept> kept;
    {
        const std::lock_guard lock(mutex_);
        if (kept_.size() >= stretches_kept && !kept_.contains(number)) kept_.clear();  // whoever uses one holds it
        std::shared_ptr<Kept>& place = kept_[number];
        if (!place) place = std::make_shared<Kept>();
        kept = place;
    }
    std::call_once(kept->once,
                   [&] { kept->visits = visits_of(scenario_, traces_[number % traces_.size()], first_ + number, redraw_); });
    return kept;
}

// ---- one centre
// ---------------------------------------------------------------------------------------------------------------------

CentreDays::CentreDays(StaffDays& days, const StaffingTask& task)
    : days_(days),
      task_(task),
      by_day_(days_are_told_apart(days.scenario_, task)),
      keeps_times_(needs_stay_whole(days.scenario_)) {}

DrawnTimes* CentreDays::drawn(std::uint32_t number, std::size_t visits) {
    if (!keeps_times_) return nullptr;
    const auto found = drawn_.find(number);
    if (found != drawn_.end()) return &found->second;
    if (bytes_ > bytes_kept) return nullptr;  // the first are asked for most
    const auto added = drawn_.try_emplace(number, visits, days_.scenario_.centres[task_.centre].path.size()).first;
    bytes_ += added->second.bytes();
    return &added->second;
}

LivedDays CentreDays::live(const Agents& agents, std::uint32_t number) {
    if (interrupted()) throw Interrupted{};
    const Crew crew = put_on_duty(days_.scenario_, task_, agents);
    const Scenario& alone = crew.scenario ? *crew.scenario : days_.scenario_;
    std::vector<CrewChange> changes;
    for (const auto& [from_s, station, number_on] : crew.changes) changes.push_back({from_s, station, number_on});
    WatchedTally tally(alone, task_, agents, by_day_);
    const auto people = days_.visits(number);
    const CentreVisits& those = people->visits[task_.centre];
    run(alone, {.only = &those, .crew = changes, .drawn = drawn(number, those.which.size())}, days_.first_ + number, tally);
    return tally.take();
}

}  // namespace counterless

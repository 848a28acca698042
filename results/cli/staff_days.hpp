// results/cli/staff_days.hpp: the days on which staff is looked for, where the simulation and its listener meet. The whole
// scenario is lived through a few times and who comes through the doors is written down (sim/visit_trace.hpp); then any centre is
// lived through alone, with any agents, as often as its search asks. Digital channels carry their load without contention here:
// what comes back from them to the counters does not hang on how busy the machines are. Threads share it; results do not hang on
// their number.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "results/staffing.hpp"
#include "sim/visit_trace.hpp"

namespace counterless {

// The scenario as it is staffed: no machines, no memory of waits.
Scenario for_staffing(Scenario scenario);

class StaffDays {
  public:
    // `first`: number of the first replication recorded; `numbers`: how many.
    StaffDays(const Scenario& scenario, std::uint32_t first, std::uint32_t numbers);
    // Both throw Interrupted once there was an interruption.
    void record(std::uint32_t number);  // from 0; each once, by any thread

  private:
    friend class CentreDays;
    struct Kept {
        std::once_flag once;
        std::vector<CentreVisits> visits;
    };
    std::shared_ptr<const Kept> visits(std::uint32_t number);
    const Scenario& scenario_;
    std::uint32_t first_;
    bool redraw_;
    std::vector<VisitTrace> traces_;
    std::mutex mutex_;
    std::map<std::uint32_t, std::shared_ptr<Kept>> kept_;
};

// One centre alone on these days. For one thread.
class CentreDays {
  public:
    CentreDays(StaffDays& days, const StaffingTask& task);
    // In stretch `number`. Throws Interrupted once there was an interruption.
    LivedDays live(const Agents& agents, std::uint32_t number);

  private:
    DrawnTimes* drawn(std::uint32_t number, std::size_t visits);
    StaffDays& days_;
    const StaffingTask& task_;
    bool by_day_, keeps_times_;
    std::map<std::uint32_t, DrawnTimes> drawn_;  // by stretch
    std::size_t bytes_ = 0;                      // of these
};

}  // namespace counterless

// results/tally.hpp: the listener. Turns what happens into totals, one pass, in memory that does not grow with those who come.
// Levels (people in line, agents busy and on duty, visits inside) are integrated over time and split at the edges of the
// intervals; a person's wait belongs to the interval in which he arrived. Only what arrives after the warm-up is measured; the
// balance counts all. Tested in tests/results/tally_test.cpp.
#pragma once

#include <vector>

#include "results/measures.hpp"
#include "results/summary.hpp"
#include "sim/record.hpp"

namespace counterless {

class Tally final : public Recorder {
  public:
    Tally(const Scenario& scenario, const Layout& layout, std::uint32_t replication);
    // Precondition: `finished` was heard. The tally is empty afterwards.
    Summary take();

    void arrived(double now_s, const Person& person) override;
    void began(double now_s, const Person& person, double waited_s) override;
    void interrupted(double now_s, const Person& person) override;
    void resumed(double now_s, const Person& person) override;
    void ended(double now_s, const Person& person, double waited_s, double served_s) override;
    void dropped(double now_s, const Person& person, double waited_s, double served_s) override;
    void reneged(double now_s, const Person& person, double waited_s) override;
    void moved(double now_s, const Person& person, double waited_s) override;
    void refused(double now_s, const Person& person, Refusal why) override;
    void staffed(double now_s, Index station, Index pool, int agents) override;
    void occupied(double now_s, Index station, Index pool, int agents) override;
    void need_arose(double now_s, Index service, Index segment) override;
    void centre_emptied(double now_s, Index centre, double overtime_s) override;
    void visit_began(double now_s, std::uint64_t visit, Index centre, Index segment, Index klass) override;
    void visit_ended(const VisitRecord& visit) override;
    void attempt_ended(const AttemptRecord& attempt) override;
    void transaction_ended(const TransactionRecord& transaction) override;
    void worked(double now_s, Index tier, double core_seconds) override;
    void transferred(double now_s, Index link, double bytes) override;
    void finished(double now_s, Ending ending, StillInside inside) override;

  private:
    struct Level {  // of a station: line, busy, on duty; of a centre: visits inside
        double waiting = 0, busy = 0, duty = 0, inside = 0;
        double since_s = 0, edge_s = 0;
        std::size_t bin = 0;
    };
    void integrate(std::size_t place, double now_s);
    std::size_t bin_now(double now_s);
    void add_area(std::size_t place, const Level& level, double length_s);
    void count_offered(std::size_t place, double arrived_s);
    void count_wait(std::size_t place, double arrived_s, double waited_s);
    void add_up_centres();
    void add_up_consequences();
    [[nodiscard]] bool measured(double time_s) const { return time_s >= warmup_s_; }
    double& total(std::size_t slot) { return summary_.totals[slot]; }
    double& whole(Whole what) { return total(layout_.whole(what)); }

    const Scenario& scenario_;
    const Layout& layout_;
    Summary summary_;
    double warmup_s_;
    std::vector<Level> levels_;                 // stations, then centres
    double now_from_s_ = 0, now_until_s_ = -1;  // the interval of the present, which most records share
    std::size_t now_bin_ = 0;
};

}  // namespace counterless

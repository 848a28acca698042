// results/tally.hpp: the listener. Turns what happens into totals, one pass, in memory that does not grow with those who come.
// Levels (people in line, agents busy and on duty, visits inside) are integrated over time and split at the edges of the
// intervals; a person's wait belongs to the interval in which he arrived and, apart, to that in which he began. Only what arrives
// after the warm-up is measured; the balance counts all. This runs five times for each customer, so nothing is counted twice:
// what can be added up at the end (a centre from its stations, the horizon from its intervals) is. Tested in
// tests/results/tally_test.cpp; its cost in tests/bench/queue_bench.cpp.
#pragma once

#include <algorithm>
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
    // Of a station, class or pool: in line, busy, on duty; of a centre: visits inside (as waiting). The areas are those of the
    // present interval.
    struct Level {
        double waiting = 0, busy = 0, duty = 0;
        double waiting_area = 0, busy_area = 0, duty_area = 0;
        double since_s = 0, edge_s = 0;
        std::size_t bin = 0;
    };
    struct Interval {  // most instants lie in the one of the instant before
        double from_s = 0, until_s = -1;
        std::size_t bin = 0;
    };
    using Together = std::vector<std::uint16_t>;  // customers by agent, where one serves several at once
    void integrate(std::size_t place, double now_s);
    void next_interval(std::size_t place, Level& level);
    void put_down(std::size_t place, Level& level);
    void wait_at(double now_s, const Person& person, double change);
    void serve_at(double now_s, const Person& person, double change);
    double agents_for(const Person& person, double change);
    void change_crew(double now_s, Index station, Index pool, double busy_change, double duty_change);

    std::size_t bin_of(Interval& interval, double time_s) const;
    double* cell(std::size_t place, Interval& interval, double time_s);
    void count_wait(double* by_arrival, std::size_t place, double waited_s);
    void count_came(double now_s, const Person& person);
    void count(double arrived_s, const Person& person, Place what);
    void count_visit(const VisitRecord& visit, std::size_t place);

    void measure_the_window(double end_s);
    void add_up_centres();
    void add_up_intervals();
    void add_up_all();
    void add_up_consequences();
    [[nodiscard]] bool measured(double time_s) const { return time_s >= warmup_s_; }
    double& total(std::size_t slot) { return summary_.totals[slot]; }
    double& whole(Whole what) { return total(layout_.whole(what)); }
    double& horizon(std::size_t place, Place what) { return total(layout_.place(place, what)); }
    double& part(std::size_t place, std::size_t bin, PlacePart what);
    [[nodiscard]] std::size_t cells() const { return std::max<std::size_t>(layout_.bins, 1); }

    const Scenario& scenario_;
    const Layout& layout_;
    Summary summary_;
    double warmup_s_;
    std::vector<Level> levels_;       // by place
    std::vector<double> occupied_;    // by place (a station without pools, or a pool): agents busy without a customer
    std::vector<Together> together_;  // by place: a pool
    std::vector<char> plain_;         // by centre: all that is said of its visits is what its one station says
    Interval now_, then_;             // of the present, and of the arrivals of those who leave the line
};

}  // namespace counterless

// results/tally.hpp: the listener. Turns what happens into totals, one pass, in memory that does not grow with those who come.
// Levels (people in line, agents busy and on duty, visits inside) are integrated over time and split at the edges of the
// intervals; a person's wait belongs to the interval in which he arrived and, apart, to that in which he began. Only what arrives
// after the warm-up is measured; the balance counts all. This runs five times for each customer, so nothing is counted twice:
// what can be added up at the end (a centre from its stations, the horizon from its intervals) is. Tested in
// tests/results/tally_test.cpp; its cost in tests/bench/queue_bench.cpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "results/known_services.hpp"
#include "results/measures.hpp"
#include "results/summary.hpp"
#include "sim/record.hpp"

namespace counterless {

class Tally final : public Recorder {
  public:
    Tally(const Scenario& scenario, const Layout& layout, std::uint32_t replication);
    // Precondition: `finished` was heard. The tally is empty afterwards.
    Summary take();
    // What was heard up to this instant, as a summary of its own; who is inside then is inside the next one too.
    Summary cut(double now_s);

    void arrived(double now_s, const Person& person) override;
    void began(double now_s, const Person& person, double waited_s) override;
    void interrupted(double now_s, const Person& person) override;
    void resumed(double now_s, const Person& person) override;
    void ended(double now_s, const Person& person, double waited_s, double served_s) override;
    void dropped(double now_s, const Person& person, double waited_s, double served_s) override;
    void reneged(double now_s, const Person& person, double waited_s) override;
    void moved(double now_s, const Person& person, double waited_s, Unserved why) override;
    void refused(double now_s, const Person& person, Refusal why) override;
    void staffed(double now_s, Index station, Index pool, int agents, int paid) override;
    void occupied(double now_s, Index station, Index pool, int agents) override;
    void need_arose(double now_s, Index service, Index segment) override;
    void centre_emptied(double now_s, Index centre, double overtime_s) override;
    void visit_began(double now_s, std::uint64_t visit, Index centre, Index segment, Index klass, Index service) override;
    void visit_ended(const VisitRecord& visit) override;
    void attempt_ended(const AttemptRecord& attempt) override;
    void transaction_ended(const TransactionRecord& transaction) override;
    void worked(double now_s, Index tier, double core_seconds) override;
    void transferred(double now_s, Index link, double bytes) override;
    void messaged(double now_s, Index tier, double waited_s) override;
    void message_lost(double now_s, Index tier) override;
    void hosts_on(double now_s, Index tier, int hosts) override;
    void consumed(double from_s, double until_s, Index tier, Index site, double joules) override;
    void pausing(double now_s, int customers) override;
    void case_opened(double now_s, Index back_office, Index service) override;
    void case_ended(const CaseRecord& one) override;
    void told(double now_s, Index initiative, double sent, double read) override;
    void finished(double now_s, Ending ending, StillInside inside) override;

  private:
    // Of a station, class or pool: in line, busy, on duty; of a centre: visits inside (as waiting). The areas are those of the
    // present interval. One cache line, then where its totals stand: found once, because a multiplication for each is dear here.
    struct alignas(64) Level {
        double waiting = 0, busy = 0, duty = 0;
        double waiting_area = 0, busy_area = 0, duty_area = 0;
        double since_s = 0, edge_s = 0;
        double* horizon = nullptr;  // by Place
        double* parts = nullptr;    // by interval and PlacePart; those of the horizon where there are no intervals
        Buckets* waits = nullptr;
        std::size_t bin = 0;
        bool pools = false, together = false, plain = false, rests = false;
        bool in_series = false;  // its waits belong to the distributions of the intervals
    };
    // Of a channel: where its totals stand, found once as those of a Level are.
    struct ChannelTotals {
        double* horizon = nullptr;  // by Way
        double* parts = nullptr;    // by interval and WayPart
        Buckets* responses = nullptr;
        bool call = false, smart = false;
    };
    struct Interval {  // most instants lie in the one of the instant before
        double from_s, until_s;
        std::size_t bin = 0, offset = 0;  // of its PlaceParts
    };
    struct Payroll {  // of a pool that has breaks or breakdowns: who is paid and can do nothing
        double paid = 0, since_s = 0, unable_area = 0;
    };
    // How many of something there are, integrated into the horizon's total and, with a series, into those of the intervals.
    struct Count {
        double number = 0, since_s = 0;
    };
    // After a dated disruption: until no more wait to try again than when it began.
    struct Recovery {
        std::size_t disruption;
        double from_s, until_s;
        double before = -1;  // how many waited when it began; negative: it has not
    };
    void follow_recoveries(double now_s, double waiting);
    template <typename Add>
    void integrate(Count& count, double now_s, Add add);
    void integrate_hosts(double now_s, std::size_t tier);
    void integrate_backlog(double now_s);
    struct Tray {  // of a queue of a back office
        Count open;
        std::vector<double> arose_on;  // open cases of the window by the calendar day on which they arose
    };
    void integrate_tray(double now_s, std::size_t back_office);
    void count_open(double end_s, std::size_t back_office);
    using Together = std::vector<std::uint16_t>;  // customers by agent, where one serves several at once
    void place_levels();
    void place_totals();
    void integrate(Level& level, double now_s);
    void next_interval(Level& level);
    void put_down(Level& level);
    void wait_at(double now_s, const Person& person, double change);
    void serve_at(double now_s, const Person& person, double change);
    void wait_as_class(double now_s, const Person& person, double change);
    void serve_in_pool(double now_s, const Person& person, double change);
    void pay(double now_s, std::size_t pool);
    double agents_for(const Person& person, double change);
    void change_crew(double now_s, Index station, Index pool, double busy_change, double duty_change);

    std::size_t bin_of(Interval& interval, double time_s) const;
    void look_up(Interval& interval, double time_s) const;
    double* cell(const Level& level, Interval& interval, double time_s) const;
    void count_wait(double* by_arrival, const Level& level, double waited_s);
    void count_came(double now_s, const Person& person);
    void count(double arrived_s, const Person& person, Place what);
    void count_way(double now_s, const ChannelTotals& its, bool lost);
    void count_visit(const VisitRecord& visit, const Level& level);

    void sum_up(double end_s);
    void measure_the_window(double end_s);
    void add_up_centres();
    void add_up_intervals();
    void add_up_paid();
    void add_up_all();
    void add_up_consequences(double end_s);
    void add_up_segments();
    void add_up_initiatives(double end_s);
    void count_centre_days(double end_s);
    void consequences_of(double* cell, std::size_t bin);
    [[nodiscard]] std::vector<double> guide_seconds(double end_s) const;
    void count_own_time(const VisitRecord& visit);
    void add_up_channels();
    [[nodiscard]] bool measured(double time_s) const { return time_s >= warmup_s_; }
    double& total(std::size_t slot) { return summary_.totals[slot]; }
    double& whole(Whole what) { return wholes_[static_cast<std::size_t>(what)]; }
    // Of the window: of the month or year of this instant, where these are kept.
    double& outcome(Whole what, double time_s) {
        if (outcomes_ == nullptr) return whole(what);
        return outcomes_[bin_of(now_, time_s) * Layout::whole_parts + static_cast<std::size_t>(what) -
                         static_cast<std::size_t>(Whole::counter)];
    }
    double& group(Index segment, Group what) {
        return groups_[segment * static_cast<std::size_t>(Group::count) + static_cast<std::size_t>(what)];
    }
    double& horizon(std::size_t place, Place what) { return levels_[place].horizon[static_cast<std::size_t>(what)]; }
    double& part(std::size_t place, std::size_t bin, PlacePart what) {
        return levels_[place].parts[bin * static_cast<std::size_t>(PlacePart::count) + static_cast<std::size_t>(what)];
    }
    [[nodiscard]] std::size_t cells() const { return std::max<std::size_t>(layout_.bins, 1); }

    const Scenario& scenario_;
    const Layout& layout_;
    Summary summary_;
    double warmup_s_, within_s_;
    double from_s_;  // where the present summary begins: the end of the warm-up, or the last cut
    double* wholes_ = nullptr;
    double* outcomes_ = nullptr;           // by month or year, and Whole from its counter on, where these are kept
    double* groups_ = nullptr;             // by segment and Group
    std::vector<Level> levels_;            // by place
    std::vector<ChannelTotals> channels_;  // by channel
    double* services_ = nullptr;           // by service and NeedKind
    double* segments_ = nullptr;           // by segment and NeedKind
    double* machines_ = nullptr;           // by tier and Machine
    double* machine_parts_ = nullptr;      // by tier, interval and MachinePart
    bool machines_in_series_ = false;      // are channels and machines counted by interval
    Buckets* responses_ = nullptr;         // by interval, all channels together
    std::vector<double> occupied_;         // by place (a station without pools, or a pool): agents busy without a customer
    std::vector<Together> together_;       // by place: a station without pools, or a pool
    std::vector<Payroll> payroll_;         // by place: a pool
    std::vector<double> trip_s_;           // by centre: the customer's way there and back
    std::vector<char> plain_;              // by centre: all that is said of its visits is what its one station says
    std::vector<Count> hosts_;             // by tier: switched on
    std::vector<Recovery> recoveries_;     // those that are not over
    Count backlog_;                        // customers who failed and will try again
    std::vector<Tray> trays_;              // by queue of a back office
    std::optional<KnownServices> known_;   // with control variates only
    Interval now_, then_;                  // of the present, and of the arrivals of those who leave the line
};

inline std::size_t Tally::bin_of(Interval& interval, double time_s) const {
    if (time_s < interval.from_s || time_s >= interval.until_s) look_up(interval, time_s);
    return interval.bin;
}

// `add` is told the seconds times the number, and the interval in which they lie.
template <typename Add>
void Tally::integrate(Count& count, double now_s, Add add) {
    while (count.since_s < now_s) {
        double until_s = now_s;
        if (layout_.bins > 0) {
            const double edge_s = layout_.edge_after(count.since_s);
            until_s = std::min(now_s, edge_s > count.since_s ? edge_s : now_s);
        }
        add(count.number * (until_s - count.since_s), layout_.bins > 0 ? layout_.bin_of((count.since_s + until_s) / 2) : 0);
        count.since_s = until_s;
    }
}

}  // namespace counterless

// results/staffing_tally.hpp: the listener of the staffing search: of one centre, by interval of the day, what its targets ask.
// The same definitions as the measures of a run (docs/reference/measures.md); a customer belongs to the interval in which he came
// to the station. Only what a search needs is counted, for a search lives through a hundred times as many days as a run. Tested
// in tests/results/staffing_tally_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "results/staffing.hpp"
#include "sim/record.hpp"

namespace counterless {

class StaffingTally : public Deaf {
  public:
    // `agents`: on duty by post and cell, for occupancy; empty: unlimited.
    // `by_day`: each day of the calendar by itself; otherwise all are one.
    StaffingTally(const Scenario& scenario, const StaffingTask& task, const Agents& agents, bool by_day);
    LivedDays take() { return std::move(days_); }

    void arrived(double now_s, const Person& person) override;
    void began(double now_s, const Person& person, double waited_s) override;
    void ended(double now_s, const Person& person, double waited_s, double served_s) override;
    void dropped(double now_s, const Person& person, double waited_s, double served_s) override;
    void reneged(double now_s, const Person& person, double waited_s) override;
    void refused(double now_s, const Person& person, Refusal why) override;
    void occupied(double now_s, Index station, Index pool, int agents) override;
    void centre_emptied(double now_s, Index centre, double overtime_s) override;
    void finished(double now_s, Ending ending, StillInside inside) override;

  private:
    static constexpr std::size_t nowhere = ~std::size_t{0};
    struct Asked {  // an aim as a station sees it
        AimKind kind;
        double within_s;
        bool each;
        std::size_t offset;
    };
    struct Held {  // agents of a post busy without a customer
        double agents = 0, since_s = 0;
    };
    std::uint32_t go_to_day(double time_s);  // the interval from the first midnight on
    [[nodiscard]] std::size_t cell_of(double time_s);
    [[nodiscard]] std::size_t post_of(Index station, Index pool) const;
    void count(const Asked& aim, std::size_t cell, double part, double whole);
    void work(std::size_t post, double from_s, double until_s, double agents);
    void count_came(double now_s, const Person& person);
    void count_occupancy(Lived& day) const;
    void count_closing(double closed_s, double overtime_s);
    void count_closings_missed(double until_s, double now_s);
    void measure_opening_hours();
    // The day of the time asked last.
    [[nodiscard]] Lived& today() { return days_[day_ < days_.size() ? day_ : days_.size() - 1]; }

    const Scenario& scenario_;
    const StaffingTask& task_;
    const Agents& agents_;
    LivedDays days_;                         // one, or those of the calendar
    std::vector<std::vector<Asked>> asked_;  // by station
    std::vector<Asked> of_the_day_;
    std::vector<std::vector<std::size_t>> posts_;  // by station
    std::vector<double> strictest_s_;              // by station
    std::vector<int> rows_;                        // by calendar day
    std::vector<Held> held_;                       // by post
    bool counts_work_;
    std::uint32_t intervals_a_day_;
    std::uint32_t day_ = 0, midnight_ = 0;  // of the time asked last; in intervals
    double warmup_s_;
    std::vector<double> closings_s_;  // within the horizon
    std::vector<double> reopens_s_;   // by closing: when the doors open next
    std::size_t closings_counted_ = 0;
    std::vector<char> somebody_came_;  // by calendar day
};

// The agents on duty, cell by cell while the centre is open; who is inside at closing is served by the last of them. Of a station
// with a plain number of agents: the changes of that number. Pools have duties, and the load is learnt with agents without
// number: then the centre's stations are others, in a scenario of their own.
struct Change {
    double from_s;
    Index station;
    int agents;
};
struct Crew {
    std::shared_ptr<Scenario> scenario;  // null: as it is
    std::vector<Change> changes;         // sorted by from_s
};
Crew put_on_duty(const Scenario& scenario, const StaffingTask& task, const Agents& agents);

}  // namespace counterless

// sim/demand.hpp: who comes, when, for what, and by which way at first.
// The real way in (the textbook's is sim/streams.hpp). Each midnight the day's needs of each segment are walked once, in order;
// each is one transaction, addressed (segment, day, ordinal), and chooses presence, counter or smart channel; the day's profile
// of that way turns its place in the order into a second of the day. So the n-th need of a day is the same need in every
// scenario, however many others were moved. One day at a time is in memory. Tested in tests/sim/demand_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/alias.hpp"
#include "models/luck.hpp"
#include "models/profile.hpp"
#include "scenarios/choice.hpp"
#include "scenarios/scenario.hpp"
#include "sim/event_queue.hpp"
#include "sim/knobs.hpp"
#include "sim/record.hpp"

namespace counterless {

struct PlannedNeed {
    double time_s;
    std::uint64_t who;  // address of the need
    Index service;
    Index centre;  // of a visit
    bool accepts;  // would let himself be moved in the hall
    bool joins;    // travels with the visit planned before it
};

std::uint64_t address_of_need(Index segment, std::size_t day, std::uint64_t ordinal);

// A list of needs in order of time, with a finger on the next.
class DayPlan {
  public:
    void clear() { needs_.clear(), next_ = 0; }
    void add(const PlannedNeed& need) { needs_.push_back(need); }
    [[nodiscard]] bool over() const { return next_ == needs_.size(); }
    [[nodiscard]] const PlannedNeed& next() const { return needs_[next_]; }
    PlannedNeed take() { return needs_[next_++]; }

  private:
    std::vector<PlannedNeed> needs_;
    std::size_t next_ = 0;
};

class Planner {
  public:
    // Precondition: scenario.needs. Keeps references to all three.
    Planner(const Scenario& scenario, const Luck& luck, const Knobs& knobs);
    // Walks the needs of one calendar day; the plans of the day before must be over.
    void plan(std::size_t day);
    [[nodiscard]] std::size_t segments() const { return visits_.size(); }
    [[nodiscard]] std::size_t ways() const { return digital_.size(); }  // segment * channels + channel
    DayPlan& visits(Index segment) { return visits_[segment]; }
    DayPlan& digital(Index way) { return digital_[way]; }
    [[nodiscard]] Index channel_of(Index way) const { return way % channels_; }
    [[nodiscard]] Index segment_of(Index way) const { return way / channels_; }

    // Which smart channel a customer takes who was moved away from the counter.
    [[nodiscard]] Index channel_for(Index segment, Index service, double u) const;
    // When and where a visit happens that was not planned: now if the centre is open, else on the next open day.
    [[nodiscard]] Index centre_for(double u) const { return centres_.pick(u); }
    [[nodiscard]] double next_open_s(Index centre, double time_s, double u) const;

  private:
    void plan_segment(Index segment, std::size_t day);
    [[nodiscard]] double visit_s(std::size_t day, double place) const;  // from the start of the horizon
    // Those who travel together: decided before anyone is moved, so that moving one of them leaves the others their trip.
    struct Party {
        double time_s = 0;
        Index centre = none;  // none: nobody has set out yet today
        bool has_visitor = false;
    };
    void plan_need(Index segment, std::size_t day, std::uint64_t who, double place, double v, Party& party);
    void plan_visit(Index segment, std::size_t day, PlannedNeed need, double place, bool eligible, Party& party);
    void plan_digital(Index segment, std::size_t day, PlannedNeed need, double place, Index channel);

    const Scenario& scenario_;
    const Luck& luck_;
    const Knobs& knobs_;
    Index channels_;
    ChoiceTable choices_;
    std::vector<Alias> services_;  // by segment
    Alias centres_;
    Profile counter_profile_;
    std::vector<Profile> channel_profiles_;
    std::vector<DayPlan> visits_, digital_;
    double busy_ = 1;  // the factor drawn for the day, common to all segments
};

}  // namespace counterless

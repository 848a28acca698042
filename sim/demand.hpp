// sim/demand.hpp: who comes, when, for what, and by which way at first.
// The real way in (the textbook's is sim/streams.hpp). Each midnight the day's needs of each segment are walked once, in order;
// each is one transaction, addressed (segment, day, ordinal), and chooses presence, counter or smart channel; the day's profile
// of that way turns its place in the order into a second of the day. So the n-th need of a day is the same need in every
// scenario, however many others were moved. Where customers are told apart each need is somebody's, and he chooses as he feels
// that midnight: what a day teaches him counts from the next. One day at a time is in memory. Tested in
// tests/sim/demand_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/alias.hpp"
#include "models/law.hpp"
#include "models/luck.hpp"
#include "models/profile.hpp"
#include "scenarios/choice.hpp"
#include "scenarios/scenario.hpp"
#include "sim/customers.hpp"
#include "sim/event_queue.hpp"
#include "sim/knobs.hpp"
#include "sim/offers.hpp"
#include "sim/record.hpp"

namespace counterless {

struct PlannedNeed {
    double time_s = 0;
    std::uint64_t who = 0;  // address of the need
    Index service = none;
    Index centre = none;    // of a visit
    Index customer = none;  // whose it is; none: nobody is told apart
    bool accepts = false;   // would let himself be moved in the hall
    bool joins = false;     // travels with the visit planned before it
    How how = How::own;     // of a digital one
};

std::uint64_t address_of_need(Index segment, std::size_t day, std::uint64_t ordinal);

// A list of needs in order of time, with a finger on the next.
class DayPlan {
  public:
    void clear() { needs_.clear(), next_ = 0; }
    void add(const PlannedNeed& need) { needs_.push_back(need); }
    // Those of another day that were added last take their places; who travels together stays together.
    void put_in_order();
    [[nodiscard]] bool over() const { return next_ == needs_.size(); }
    [[nodiscard]] const PlannedNeed& next() const { return needs_[next_]; }
    PlannedNeed take() { return needs_[next_++]; }

  private:
    std::vector<PlannedNeed> needs_;
    std::size_t next_ = 0;
};

class Planner {
  public:
    // Precondition: scenario.needs. Keeps references to all of them; without `customers` nobody is told apart.
    Planner(const Scenario& scenario, const Luck& luck, const Knobs& knobs, const Customers* customers = nullptr);
    // For who looks at the doors alone: needs that a channel completes at the first try are not planned. By channel: is a try
    // there decided by its own luck and by nothing else?
    void pass_over(std::vector<char> decided_by_luck) { passes_over_ = std::move(decided_by_luck); }
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
    // Where and when a visit happens that was not planned: at a centre that is not closed for good then; at once if its doors are
    // open, else on its next open day.
    [[nodiscard]] Index centre_for(double u, double time_s, std::uint64_t who) const;
    [[nodiscard]] Index instead_of(Index centre, double time_s, std::uint64_t who) const;  // itself, unless closed for good
    [[nodiscard]] double next_open_s(Index centre, double time_s, double u) const;

  private:
    [[nodiscard]] Index instead_of(const Luck& luck, Index centre, double time_s, std::uint64_t who) const;
    // What becomes of a need if nobody moves it.
    enum class Way : std::uint8_t {
        presence,  // he must come, or cannot do it otherwise
        counter,   // he chooses to come
        digital,
        nowhere,  // closed today, cannot be done digitally, and does not wait
    };
    struct Need {
        Index segment;
        std::size_t day;
        std::uint64_t who;
        double place;  // in the order of the day, 0 to 1
        double u = 0;  // which channel or centre
        Index service = none, customer = none;
        Way way = Way::nowhere;
        How how = How::own;
    };
    [[nodiscard]] double busy_on(std::size_t day, const Luck& luck) const;
    [[nodiscard]] double expected(Index segment, std::size_t day, double busy) const;
    template <typename Each>
    void walk(const Luck& luck, const Offers& offers, Index segment, std::size_t day, double busy, Each each) const;
    [[nodiscard]] Need decide(const Luck& luck, const Offers& offers, Need need, double v) const;
    [[nodiscard]] double counter_chance(const Offer& offer, const Need& need) const;

    // Those who travel together: decided before anyone is moved, so that moving one of them leaves the others their trip.
    struct Party {
        double time_s = 0;
        Index centre = none;  // none: nobody has set out yet today
        bool has_visitor = false;
    };
    [[nodiscard]] double visit_s(std::size_t day, double place) const;  // from the start of the horizon
    void plan_need(const Need& need, Party& party);
    void plan_visit(const Need& need, Party& party);
    void plan_digital(const Need& need, Index channel, How how);
    [[nodiscard]] bool is_passed_over(const Need& need, Index channel) const;
    [[nodiscard]] Index displaced_to(const Need& need, const PlannedNeed& visit) const;

    // Who comes on another day: before an initiative begins instead of during it, or when the doors open (demand_moved.cpp).
    struct Pull {
        Index initiative;
        std::vector<std::size_t> onto;  // working days before it, first to last
        std::vector<std::size_t> from;  // its own working days
    };
    struct Moved {  // comes on another day than its own
        std::size_t onto;
        Need need;
    };
    void list_pulls();
    void look_ahead(const Pull& pull);
    void plan_moved(std::size_t day);
    void wait_for_open_day(const Need& need);
    [[nodiscard]] bool came_before(std::uint64_t who) const { return std::binary_search(gone_.begin(), gone_.end(), who); }

    const Scenario& scenario_;
    const Luck& luck_;
    const Knobs& knobs_;
    const Customers* customers_;
    Index channels_;
    ChoiceTable choices_;
    Offers offers_;
    std::vector<Alias> services_;  // by segment
    Alias centres_;
    Profile counter_profile_;
    std::vector<Profile> channel_profiles_;
    std::vector<DayPlan> visits_, digital_;
    std::vector<char> passes_over_;  // by channel; empty: none
    Luck aside_;                     // for looking ahead
    std::vector<Pull> pulls_;
    std::vector<Moved> moved_;
    std::vector<std::uint64_t> gone_;  // addresses of those who came before, sorted
};

// A unit-rate Poisson process, stretched so that the day's expected needs fall into (0, 1).
template <typename Each>
void Planner::walk(const Luck& luck, const Offers& offers, Index segment, std::size_t day, double busy, Each each) const {
    const double needs = expected(segment, day, busy);
    if (needs <= 0) return;
    double place = 0;
    for (std::uint64_t ordinal = 0;; ++ordinal) {
        const std::uint64_t who = address_of_need(segment, day, ordinal);
        const Uniforms drawn = luck.at(Purpose::gap, who);
        place += unit_exponential(drawn.u) / needs;
        if (place >= 1) return;
        each(decide(luck, offers, {.segment = segment, .day = day, .who = who, .place = place}, drawn.v));
    }
}

}  // namespace counterless

// sim/visit_trace.hpp: who came through the doors of the centres in one replication, so that a centre can be lived through again
// alone, with other staff, without what happened outside it. A whole week is ninety parts on smart channels and ten at counters;
// a search over counters pays for the ten. What a channel sent back to the centres (a failed attempt, a call, a case) stands in
// the trace like every other visit. Where a centre is chosen by its weight alone, a trace of all centres holds many weeks of a
// small one: `visits_of` draws each visit's centre anew for each replication. Two such weeks share a visit with the chance of the
// centre's share, so of a centre with 2 % of the visits fifty weeks from one are as good as independent. Tested in
// tests/sim/visit_trace_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/alias.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct TracedNeed {
    std::uint64_t who;  // address of the need
    Index service;
    bool accepts;  // would let himself be moved in the hall
};
struct TracedVisit {
    double time_s;
    std::uint64_t who;
    Index centre, segment, klass;
    std::uint32_t first_need;
    std::uint32_t tries;  // on smart channels before this visit
    std::uint8_t needs;   // none: a call or a case, which passes no door
    bool fee;
    bool own_choice;  // the centre was drawn by its weight
};
struct VisitTrace {
    std::vector<TracedVisit> visits;  // in order of time
    std::vector<TracedNeed> needs;
};

// Those who come to one centre.
struct CentreVisits {
    const VisitTrace* trace = nullptr;
    std::vector<std::uint32_t> which;  // places in trace->visits, rising
    Index centre = none;
};

// How long each visitor of a centre is served and would wait at each place of its path, kept from one life of a replication to
// the next: he draws it once, whoever works there.
class DrawnTimes {
  public:
    struct Times {
        double service_s = -1, patience_s = -1;  // negative: not drawn yet
    };
    DrawnTimes(std::size_t visits, std::size_t places) : places_(places), times_(visits * places) {}
    Times& at(std::size_t visit, std::size_t place) { return times_[visit * places_ + place]; }
    [[nodiscard]] std::size_t bytes() const { return times_.size() * sizeof(Times); }

  private:
    std::size_t places_;
    std::vector<Times> times_;
};

// True when a visit brings to each desk what it brought to the door: nobody in a hall turns to a smart channel or becomes another
// class of customer, so that his times do not hang on who works there.
bool needs_stay_whole(const Scenario& scenario);

// True when a visit's centre depends on its weight and on nothing else: no initiative turns to a centre, none closes.
bool centres_by_weight(const Scenario& scenario);

// By channel: whether nothing but its own luck decides what becomes of a try there, so that those who succeed at once need not be
// lived through to know who comes to the doors.
std::vector<char> decided_by_luck(const Scenario& scenario);

// The visits of every centre that a replication would bring: as they were, or with each centre drawn anew (`redraw`;
// precondition: centres_by_weight). Calls and cases keep their centre.
std::vector<CentreVisits> visits_of(const Scenario& scenario, const VisitTrace& trace, std::uint32_t replication, bool redraw);

}  // namespace counterless

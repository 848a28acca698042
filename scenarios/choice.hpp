// scenarios/choice.hpp: what follows from a scenario's needs: who needs what, who may choose, and how often he chooses the
// counter. One table, used by the forecast and by the simulation, so that they cannot disagree about the question.
// The chance that a free need goes digital is logistic(base + habit + pull): base one number for the scenario, habit the
// customer's own, pull what speaks for the digital way of this service here and now. Tested in tests/scenarios/choice_test.cpp.
#pragma once

#include <vector>

#include "models/adoption.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

struct ServiceChoice {                  // of one (segment, service)
    double weight = 0;                  // share of the segment's needs; sums to 1 over the services
    bool free = false;                  // both a counter and a smart channel are open to those who need no presence
    bool digital_only = false;          // no counter offers it
    std::vector<double> channel_share;  // by channel, among those that offer it; sums to 1, empty without any
    DigitalOutcome outcome{0, 0, 0};    // of one need that is tried digitally, over the mix of channels
    double smart = 0;                   // completed on a channel that counts as smart, of one tried digitally
    double counter_chance = 0;          // a free need goes to a counter, on the first day, over all customers of the segment
};
struct SegmentChoice {
    double share = 0;                     // of all needs; sums to 1 over the segments
    double counter_chance = 0;            // the same over its free needs
    std::vector<ServiceChoice> services;  // by service
};
struct ChoiceTable {
    std::vector<SegmentChoice> segments;
    ShareRange range{0, 0};  // of the digital share, as presence, customers offline and the ceiling of adoption allow
    double base = 0;         // logits; infinite where the share is an end of the range
    double adopters = 0;     // of the model bass: share of each segment's customers who have adopted by the first day
};

double presence_at(const Service& service, double time_s);
double value_at(const std::vector<DatedValue>& dated, double time_s);  // 0 if there is none
double trip_s_of(const Scenario& scenario, const Centre& centre);

// What speaks for the digital way beside base and habit, in logits: ease, and with weights wait and trip, less the effort.
// At the beginning, when base is set, the wait is the reference and the trip that of a centre drawn by weight.
double pull(const Scenario& scenario, const Service& service, double time_s, double wait_s, double trip_s);

// Precondition: scenario.needs. Chances are set for presence and ease as of the start of the horizon, without any initiative.
// Who is offline takes his free needs to a counter. Of the model bass an adopter goes digital, anybody else does not, and all
// segments are alike; the model fixed does not tell customers apart, so their spread and who is offline do not count.
ChoiceTable choices(const Scenario& scenario);

}  // namespace counterless

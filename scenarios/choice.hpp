// scenarios/choice.hpp: what follows from a scenario's needs: who needs what, who may choose, and how often he chooses the
// counter. One table, used by the forecast and by the simulation, so that they cannot disagree about the question. Tested in
// tests/scenarios/choice_test.cpp.
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
};
struct SegmentChoice {
    double share = 0;                     // of all needs; sums to 1 over the segments
    double counter_chance = 0;            // a free need goes to a counter
    std::vector<ServiceChoice> services;  // by service
};
struct ChoiceTable {
    std::vector<SegmentChoice> segments;
    ShareRange range{0, 0};  // of the digital share, as presence allows
    double base = 0;         // logits
    double start = 0;        // a free need of the first day goes digital, of those who can: by the model bass, who has adopted
};

double value_at(const std::vector<DatedValue>& values, double time_s);  // 0 before the first
double presence_at(const Service& service, double time_s);

// Precondition: scenario.needs. The counter chance is set for presence as of the start of the horizon.
ChoiceTable choices(const Scenario& scenario);

}  // namespace counterless

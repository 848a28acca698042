// sim/offers.hpp: what a day offers to a need of some segment and service, before anybody's memory: whether it needs presence,
// and the logits for going digital, with the service's ease and what initiatives lift, force or take away on that day. Made once
// a day, for the planner asks it for every need. Tested in tests/sim/offers_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/choice.hpp"
#include "scenarios/scenario.hpp"
#include "sim/knobs.hpp"

namespace counterless {

struct Offer {
    double presence = 0;        // share of needs for which the customer must come
    double logits = 0;          // for going digital, base and habit of the segment included
    double counter_chance = 0;  // that follows from them, for somebody without memory
    bool mandated = false;      // what may be done either way must be done digitally
};

class Offers {
  public:
    Offers(const Scenario& scenario, const ChoiceTable& choices, const Knobs& knobs);
    void look_at(double midnight_s);
    [[nodiscard]] const Offer& of(Index segment, Index service) const { return offers_[segment * services_ + service]; }

  private:
    [[nodiscard]] Offer offer_of(Index segment, Index service, double midnight_s) const;

    const Scenario& scenario_;
    const ChoiceTable& choices_;
    const Knobs& knobs_;
    std::size_t services_;
    std::vector<Offer> offers_;
};

}  // namespace counterless

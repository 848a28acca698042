#include "sim/offers.hpp"

#include "models/adoption.hpp"

namespace counterless {

Offers::Offers(const Scenario& scenario, const ChoiceTable& choices, const Knobs& knobs)
    : scenario_(scenario),
      choices_(choices),
      knobs_(knobs),
      services_(scenario.services.size()),
      offers_(scenario.segments.size() * scenario.services.size()) {}

void Offers::look_at(double midnight_s) {
    for (Index segment = 0; segment < scenario_.segments.size(); ++segment)
        for (Index service = 0; service < services_; ++service)
            offers_[segment * services_ + service] = offer_of(segment, service, midnight_s);
}

// Where nothing is added the chance is the table's own, to the last bit.
Offer Offers::offer_of(Index segment, Index service, double midnight_s) const {
    const SegmentChoice& choice = choices_.segments[segment];
    const Service& what = scenario_.services[service];
    const Whom whom{.centre = none, .service = service, .segment = segment};
    const double own = pull(scenario_, what, midnight_s, 0, 0);  // wait and trip are the customer's own
    const double added = knobs_.at(KnobKind::lift, midnight_s, whom) + knobs_.at(KnobKind::ease, midnight_s, whom);
    Offer offer;
    offer.presence = choice.services[service].digital_only ? 0 : presence_at(what, midnight_s);
    offer.logits = choices_.base + scenario_.segments[segment].habit + own + added;
    offer.counter_chance = added == 0 && own == pull(scenario_, what, 0, 0, 0) ? choice.services[service].counter_chance
                                                                               : 1 - logistic(offer.logits);
    offer.mandated = knobs_.at(KnobKind::mandate, midnight_s, whom) > 0;
    return offer;
}

}  // namespace counterless

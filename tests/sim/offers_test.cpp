#include "sim/offers.hpp"

#include <doctest/doctest.h>

#include "models/adoption.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {

constexpr Index licence = 0, inquiry = 1, people = 0, traders = 1;  // of the town

// What the town offers on a day.
struct Day0 {
    Scenario scenario;
    ChoiceTable table;
    Knobs knobs;
    Offers offers;
    explicit Day0(Scenario made, double midnight_s = 0)
        : scenario(std::move(made)),
          table(choices(scenario)),
          knobs(scenario.knobs, scenario.initiatives),
          offers(scenario, table, knobs) {
        offers.look_at(midnight_s);
    }
};
Scenario with(KnobKind kind, double value, std::vector<char> services = {}, std::vector<char> segments = {}) {
    Scenario scenario = town();
    scenario.initiatives.push_back(
        {.id = "one", .from_s = day_s, .until_s = 2 * day_s, .services = std::move(services), .segments = std::move(segments)});
    scenario.knobs.push_back({kind, 0, none, day_s, 2 * day_s, value});
    return scenario;
}

}  // namespace

TEST_CASE("where nothing is added the chance is the table's, to the last bit, and presence is the service's") {
    const Day0 day(town());
    for (const Index segment : {people, traders}) {
        const Offer& offer = day.offers.of(segment, licence);
        CHECK(offer.counter_chance == day.table.segments[segment].services[licence].counter_chance);
        CHECK(offer.counter_chance == doctest::Approx(1 - logistic(day.table.base + day.scenario.segments[segment].habit)));
        CHECK(offer.presence == 0.1);
        CHECK_FALSE(offer.mandated);
    }
    CHECK(day.offers.of(people, inquiry).presence == 0);
}

TEST_CASE("a lift and an improvement add logits on their days, for whom and what they hold") {
    for (const KnobKind kind : {KnobKind::lift, KnobKind::ease}) {
        const Scenario scenario = with(kind, 0.7, {0, 1}, {1, 0});  // inquiries of people
        const Day0 before(scenario, 0), on(scenario, day_s);
        CHECK(before.offers.of(people, inquiry).counter_chance == before.table.segments[people].services[inquiry].counter_chance);
        CHECK(on.offers.of(people, inquiry).logits == doctest::Approx(before.offers.of(people, inquiry).logits + 0.7));
        CHECK(on.offers.of(people, inquiry).counter_chance ==
              doctest::Approx(1 - logistic(before.offers.of(people, inquiry).logits + 0.7)));
        CHECK(on.offers.of(people, licence).logits == before.offers.of(people, licence).logits);
        CHECK(on.offers.of(traders, inquiry).logits == before.offers.of(traders, inquiry).logits);
    }
}

TEST_CASE("ease that changes on a date moves the logits by the change; effort speaks against") {
    Scenario scenario = town();
    scenario.services[licence].ease = {{-infinite, 0.2}, {day_s, 0.9}};
    const Day0 before(scenario, 0), on(scenario, day_s);
    CHECK(on.offers.of(people, licence).logits - before.offers.of(people, licence).logits == doctest::Approx(0.7));
    scenario.adoption.model = AdoptionModel::logit;
    scenario.adoption.weights.effort_per_s = 0.1 / 60;
    scenario.services[licence].effort_s = 300;  // 5 minutes more than an inquiry
    const Day0 weighed(scenario, 0);
    CHECK(weighed.offers.of(people, licence).logits - weighed.offers.of(people, inquiry).logits == doctest::Approx(0.2 - 0.5));
}

TEST_CASE("a mandate holds on its days and for its services") {
    const Scenario scenario = with(KnobKind::mandate, 1, {1, 0});
    CHECK_FALSE(Day0(scenario, 0).offers.of(people, licence).mandated);
    CHECK(Day0(scenario, day_s).offers.of(people, licence).mandated);
    CHECK_FALSE(Day0(scenario, day_s).offers.of(people, inquiry).mandated);
}

TEST_CASE("presence follows its date") {
    Scenario scenario = town();
    scenario.services[licence].presence = {{-infinite, 0.1}, {day_s, 0.02}};
    CHECK(Day0(scenario, 0).offers.of(people, licence).presence == 0.1);
    CHECK(Day0(scenario, day_s).offers.of(people, licence).presence == 0.02);
}

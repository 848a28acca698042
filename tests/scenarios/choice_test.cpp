#include "scenarios/choice.hpp"

#include <doctest/doctest.h>

#include "tests/sim/town.hpp"

using namespace counterless;

TEST_CASE("who needs what: a service's share goes to its eligible segments by weight") {
    const ChoiceTable table = choices(town());
    // licence 0.75 between people (1) and traders (2); inquiry 0.25 only people.
    CHECK(table.segments[0].share == doctest::Approx(0.25 + 0.25));
    CHECK(table.segments[1].share == doctest::Approx(0.5));
    CHECK(table.segments[0].services[0].weight == doctest::Approx(0.5));
    CHECK(table.segments[1].services[1].weight == 0);
}

TEST_CASE("a segment's channels are those that offer the service") {
    const ChoiceTable table = choices(town());
    CHECK(table.segments[0].services[0].channel_share == std::vector<double>{0.5, 0.5});
    CHECK(table.segments[0].services[1].channel_share == std::vector<double>{0, 1});  // the app does not offer it
    // app: 10 % fail, half of these try again, of the rest half come: 0.9 / 0.95 and 0.1 * 0.5 / 0.95 * 0.5.
    CHECK(table.segments[0].services[0].outcome.digital == doctest::Approx((0.9 / 0.95 + 1) / 2));
    CHECK(table.segments[0].services[0].outcome.visit == doctest::Approx(0.05 / 0.95 * 0.5 / 2));
}

TEST_CASE("a service that no counter offers is digital, whoever wants it; one that no channel offers is not") {
    Scenario scenario = town();
    scenario.services[1].at_counter = false;
    scenario.services[0].channels.clear();
    const ChoiceTable table = choices(scenario);
    CHECK(table.segments[0].services[1].digital_only);
    CHECK_FALSE(table.segments[0].services[0].free);
    CHECK(table.range.lowest == doctest::Approx(0.25));
    CHECK(table.range.highest == doctest::Approx(0.25));
}

TEST_CASE("presence is dated: the latest value that has begun") {
    Service service;
    service.presence = {{-infinite, 1}, {100, 0.5}, {200, 0}};
    CHECK(presence_at(service, 0) == 1);
    CHECK(presence_at(service, 100) == 0.5);
    CHECK(presence_at(service, 500) == 0);
    CHECK(presence_at(Service{}, 0) == 0);
}

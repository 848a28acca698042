#include "scenarios/forecast.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/sim/town.hpp"

using namespace counterless;

// A town so simple that the forecast can be done on paper: one service, one channel that never fails, no presence.
static Scenario village() {
    Scenario village = town(1000);
    village.services.resize(1);
    village.services[0].share = 1;
    village.services[0].presence.clear();
    village.services[0].segments = {0};
    village.services[0].channels = {1};
    village.segments.resize(1);
    village.adoption.share = 0.8;
    return village;
}

TEST_CASE("without initiatives: two days of 1000, four fifths digital, 1.25 transactions a visit") {
    const Forecast expected = forecast(village());
    CHECK(expected.transactions == doctest::Approx(2000));
    CHECK(expected.digital == doctest::Approx(1600));
    CHECK(expected.digital_ceiling == doctest::Approx(2000));
    CHECK(expected.counter == doctest::Approx(400));
    CHECK(expected.eligible_at_counter == doctest::Approx(400));
    CHECK(expected.visits == doctest::Approx(320));
}

TEST_CASE("with the initiative: who accepts is moved by message or taught with success 0.7") {
    Scenario scenario = village();
    add_initiative(scenario, 0.5);
    // Of 400 eligible 200 accept: 60 by message, of the other 140 (fee) 98 learn it.
    const Forecast expected = forecast(scenario);
    CHECK(expected.digital == doctest::Approx(1600 + 60 + 98));
    CHECK(expected.digital_without == doctest::Approx(1600));
    CHECK(expected.counter == doctest::Approx(400 - 158));
    // 320 parties of mean 1.25, each need moved by message with chance 0.15: one of n stays at home whole with 0.15^n.
    double at_home = 0;
    for (int n = 1; n < 60; ++n) at_home += 0.8 * std::pow(0.2, n - 1) * std::pow(0.15, n);
    CHECK(expected.visits == doctest::Approx(320 * (1 - at_home)));
    scenario.services[0].fee = 0;  // signs, followed by all
    CHECK(forecast(scenario).digital == doctest::Approx(1600 + 200));
}

TEST_CASE("on a closed day only the weekend's share of digital needs arises") {
    Scenario scenario = village();
    scenario.calendar.days[1].working = false;
    scenario.needs->weekend_share = 0.25;
    CHECK(forecast(scenario).digital == doctest::Approx(800 + 200));
    CHECK(forecast(scenario).counter == doctest::Approx(200));
}

TEST_CASE("a share that presence forbids is a problem, with the range that is possible") {
    Scenario scenario = town();
    scenario.adoption.share = 0.99;  // a tenth of 0.75 needs presence
    const Problems problems = forecast_problems(scenario, forecast(scenario));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place == "/adoption/share");
}

TEST_CASE("visits planned outside the opening hours are a problem") {
    Scenario scenario = town();
    scenario.needs->counter_profile = {{7 * hour_s, 14 * hour_s, 1}};
    CHECK(forecast_problems(scenario, forecast(scenario)).size() == 1);
}

TEST_CASE("a replication that would never end is refused beforehand") {
    Scenario scenario = village();
    scenario.needs->per_working_day = 1e12;
    CHECK_FALSE(forecast_problems(scenario, forecast(scenario)).empty());
}

TEST_CASE(
    "a stream to a channel on the platform foretells its activities: two steps, each attempt failing half the time and tried "
    "again") {
    Scenario scenario;
    Channel web;
    web.id = "web";
    web.fidelity = Fidelity::platform;
    web.failure = 0.5;
    web.retry = 1;
    web.steps = {Step{}, Step{}};
    scenario.channels.push_back(web);
    scenario.streams.push_back({.id = "all", .channel = 0, .pieces = {{0, 100, 1}}});
    CHECK(forecast(scenario).platform_activities == doctest::Approx(100 * 2 * 2));
}

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
    web.reactions.fill({.retry = 1});
    web.steps = {Step{}, Step{}};
    scenario.channels.push_back(web);
    scenario.streams.push_back({.id = "all", .channel = 0, .pieces = {{0, 100, 1}}});
    CHECK(forecast(scenario).platform_activities == doctest::Approx(100 * 2 * 2));
}

// By hand: 100 s of a wave of whole periods at 2 a second in pairs; a renewal of cv 2 has (4 - 1) / 2 more than time over gap;
// ten members think 8 s and are served 2 s; of 30 booked a fifth stays away; two rows of a trace.
TEST_CASE("the forecast knows every process of arrivals") {
    Scenario scenario;
    scenario.study.horizon_s = 100;
    scenario.stations.emplace_back().service = exponential(2);
    scenario.stations[0].centre = 0;
    scenario.centres.emplace_back().path = {0};
    const auto visits = [&](const Stream& stream) {
        scenario.streams = {stream};
        scenario.streams[0].station = 0;
        return forecast(scenario).visits;
    };
    Stream poisson;
    poisson.pieces = {{0, 100, 2}};
    poisson.wave = Wave{1, 50, 3};
    poisson.batch.shares = {0, 1};
    poisson.present_at_start = 7;
    CHECK(visits(poisson) == doctest::Approx(407));
    Stream renewal;
    renewal.process = Process::renewal;
    renewal.gap = gamma(0.5, 2);
    renewal.pieces = {{0, 100, 1}};
    CHECK(visits(renewal) == doctest::Approx(201.5));
    Stream source;
    source.process = Process::finite_source;
    source.population = 10;
    source.gap = exponential(8);
    source.pieces = {{0, 100, 1}};
    CHECK(visits(source) == doctest::Approx(100));
    scenario.stations.emplace_back().service = exponential(10);  // a second station on the path
    scenario.centres[0].path = {0, 1};
    CHECK(visits(source) == doctest::Approx(100));
    source.whole_path = true;
    CHECK(visits(source) == doctest::Approx(50));
    Stream booked;
    booked.process = Process::appointments;
    booked.appointments.slots = {{0, 10}, {50, 20}};
    booked.appointments.no_show = 0.2;
    CHECK(visits(booked) == doctest::Approx(24));
    Stream trace;
    trace.process = Process::trace;
    trace.trace = {{1, 0, {}}, {99, 0, {}}, {101, 0, {}}};  // the last behind the horizon
    CHECK(visits(trace) == doctest::Approx(2));
}

// Of 100 on a channel that fails half the time and is tried again half the time 0.5 / 0.75 are completed; a tenth are cases. A
// phone leaves none, and a queue for a service takes nobody who has none.
TEST_CASE("cases are foretold as a share of what machines complete") {
    Scenario scenario;
    scenario.channels.push_back({.id = "web", .failure = 0.5});
    scenario.channels[0].reactions.fill({.retry = 0.5});
    scenario.streams.push_back({.id = "all", .channel = 0, .pieces = {{0, 100, 1}}});
    scenario.services.push_back({.id = "refund"});
    scenario.back_offices = {{.id = "all", .centre = 0, .share = 0.1},
                             {.id = "refunds", .centre = 0, .share = 0.5, .services = {0}}};
    CHECK(forecast(scenario).cases == doctest::Approx(100 * 0.5 / 0.75 * 0.1));
    scenario.channels[0].centre = 0;
    CHECK(forecast(scenario).cases == 0);
}

TEST_CASE("what is foretold says when it holds of the first day only") {
    const auto remembers = [](auto change) {
        Scenario scenario = village();
        change(scenario);
        return forecast(scenario).remembers;
    };
    CHECK_FALSE(remembers([](Scenario&) {}));
    CHECK_FALSE(remembers([](Scenario& scenario) { add_initiative(scenario, 0.5); }));
    CHECK(remembers([](Scenario& scenario) { scenario.adoption.model = AdoptionModel::habit; }));
    CHECK(remembers([](Scenario& scenario) { scenario.services[0].ease = {{-infinite, 0}, {day_s, 1}}; }));
    CHECK(remembers([](Scenario& scenario) {
        add_initiative(scenario, 0.5);
        scenario.initiatives[0].segments = {0};
    }));
    CHECK(remembers([](Scenario& scenario) {
        scenario.initiatives.push_back({.id = "must", .from_s = 0, .until_s = day_s});
        scenario.knobs.push_back({KnobKind::mandate, 0, none, 0, day_s, 1});
    }));
}

TEST_CASE("customers who are told apart cost memory, 60 bytes each; a sample costs its share") {
    Scenario scenario = village();
    const double without = forecast(scenario).memory_bytes;
    scenario.segments[0].customers = 200000;
    CHECK(forecast(scenario).memory_bytes == without);  // the model fixed knows nobody
    scenario.adoption.model = AdoptionModel::habit;
    CHECK(forecast(scenario).memory_bytes == doctest::Approx(without + 12e6));
    const Forecast whole = forecast(scenario);
    scenario.study.scale = 0.1;
    const Forecast sample = forecast(scenario);
    CHECK(sample.events == doctest::Approx(0.1 * whole.events));
    CHECK(sample.transactions == whole.transactions);  // totals are those of all
}

TEST_CASE("a share above the ceiling of adoption is a problem") {
    Scenario scenario = village();
    scenario.adoption.model = AdoptionModel::bass;
    scenario.adoption.bass.ceiling = {{-infinite, 0.7}};
    const Problems problems = forecast_problems(scenario, forecast(scenario));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place == "/adoption/share");
    CHECK(problems[0].expected.find("ceiling") != std::string::npos);
}

#include "sim/customers.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "models/adoption.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {

Scenario remembering(std::uint32_t customers = 1000) {
    Scenario scenario = town();
    scenario.adoption.model = AdoptionModel::habit;
    for (Segment& segment : scenario.segments) segment.customers = customers;
    return scenario;
}
void alone(Scenario& scenario) {
    scenario.segments.resize(1);
    for (Service& service : scenario.services) service.segments = {0};
}
struct Fixture {
    Scenario scenario;
    Luck luck{5, 0};
    Customers customers;
    explicit Fixture(Scenario made) : scenario(std::move(made)), customers(scenario, luck, choices(scenario)) {}
    // Logits of going digital beyond what is offered.
    [[nodiscard]] double memory(Index customer, std::size_t day = 0) const {
        const double counter = customers.counter_chance(customer, 0, 0, day);
        return std::log((1 - counter) / counter);
    }
};

}  // namespace

TEST_CASE("every segment has its customers, and a sample as many as its share") {
    CHECK(Fixture(remembering(700)).customers.number() == 1400);
    Scenario scenario = remembering(700);
    scenario.study.scale = 0.1;
    CHECK(Fixture(scenario).customers.number() == 140);
}

// The share of all weight that the heaviest share h of a lognormal has is Phi(sigma - z), z the (1 - h) quantile of the normal
// (Lorenz curve). sigma^2 = log(1 + cv^2) = log 10 for cv 3.
TEST_CASE("heavy users make most transactions: the heaviest tenth of a lognormal of cv 3 make 59 %") {
    Scenario scenario = remembering(20000);
    alone(scenario);
    scenario.segments[0].activity = lognormal(1, 3);
    const Fixture fixture(scenario);
    std::vector<double> needs(20000);
    constexpr int draws = 2'000'000;
    for (int k = 0; k < draws; ++k) needs[fixture.customers.pick(0, (k + 0.5) / draws)] += 1.0 / draws;
    std::sort(needs.rbegin(), needs.rend());
    const double heaviest = std::accumulate(needs.begin(), needs.begin() + 2000, 0.0);
    const double sigma = std::sqrt(std::log(10.0)), expected = 0.5 * std::erfc(-(sigma - 1.2815516) / std::sqrt(2.0));
    CHECK(expected == doctest::Approx(0.593).epsilon(0.001));
    CHECK(std::abs(heaviest - expected) < 0.05);  // a sum of so skewed weights varies: sd about 0.01 over seeds
}

TEST_CASE("own habits are normal around the segment's") {
    Scenario scenario = remembering(50000);
    alone(scenario);
    scenario.segments[0].habit_sd = 1.5;
    const Fixture fixture(scenario);
    double sum = 0, squares = 0;
    for (Index k = 0; k < 50000; ++k) {
        sum += fixture.memory(k);
        squares += fixture.memory(k) * fixture.memory(k);
    }
    CHECK(std::abs(sum / 50000) < 4.5 * 1.5 / std::sqrt(50000));  // false alarm 7e-6
    CHECK(std::abs(squares / 50000 / 2.25 - 1) < 4.5 * std::sqrt(2.0 / 50000));
}

TEST_CASE("what he learns moves him towards the limit, what fails him away from it; each step by hand") {
    Scenario scenario = remembering();
    scenario.adoption.learning = {.success = 1, .taught = 4, .failure = 2, .counter = 0.5, .limit = 8};
    Fixture fixture(scenario);
    Customers& customers = fixture.customers;
    customers.succeeded(0, How::own, 0, 0);  // 1
    CHECK(fixture.memory(0) == doctest::Approx(1));
    customers.succeeded(0, How::taught, 0, 0.5);  // 1 + 4 (1 - 1/8) = 4.5
    CHECK(fixture.memory(0) == doctest::Approx(4.5));
    customers.failed(0, 0);  // 4.5 - 2 (1 + 4.5/8) = 1.375
    CHECK(fixture.memory(0) == doctest::Approx(1.375));
    customers.served_at_counter(0, 0, 60);  // 1.375 - 0.5 (1 + 1.375/8)
    CHECK(fixture.memory(0) == doctest::Approx(1.375 - 0.5 * (1 + 1.375 / 8)));
    customers.succeeded(0, How::elsewhere, 0, 0);  // somebody else did it: he learnt nothing
    CHECK(fixture.memory(0) == doctest::Approx(1.375 - 0.5 * (1 + 1.375 / 8)));
    CHECK(fixture.memory(1) == doctest::Approx(0));
    for (int k = 0; k < 200; ++k) customers.succeeded(0, How::own, 0, 0);
    CHECK(fixture.memory(0) == doctest::Approx(8));
}

TEST_CASE("a lesson stays with as many as keep it, being moved with fewer") {
    Scenario scenario = remembering();
    scenario.adoption.learning = {.taught = 2, .taught_kept = 0.25, .moved = 2, .moved_kept = 0.05};
    Fixture fixture(scenario);
    fixture.customers.succeeded(0, How::taught, 0, 0.2499);
    fixture.customers.succeeded(1, How::taught, 0, 0.2501);
    fixture.customers.succeeded(2, How::moved, 0, 0.0499);
    fixture.customers.succeeded(3, How::moved, 0, 0.0501);
    CHECK(fixture.memory(0) == doctest::Approx(2));
    CHECK(fixture.memory(1) == 0);
    CHECK(fixture.memory(2) == doctest::Approx(2));
    CHECK(fixture.memory(3) == 0);
}

TEST_CASE("what was learnt halves in its half-life, counted from the last time it was moved") {
    Scenario scenario = remembering();
    scenario.adoption.learning = {.taught = 4, .limit = 100, .half_life_s = 10 * day_s};
    Fixture fixture(scenario);
    fixture.customers.succeeded(0, How::taught, 3 * day_s, 0);
    CHECK(fixture.memory(0, 3) == doctest::Approx(4));
    CHECK(fixture.memory(0, 13) == doctest::Approx(2));
    fixture.customers.succeeded(0, How::taught, 13 * day_s, 0);  // 2 + 4 (1 - 2/100)
    CHECK(fixture.memory(0, 23) == doctest::Approx(5.92 / 2));
}

TEST_CASE("a message lifts those whom it reaches and who read it, fades, and tires") {
    Scenario scenario = remembering(50000);
    alone(scenario);
    scenario.adoption.learning.message_half_life_s = 7 * day_s;
    scenario.adoption.learning.message_fatigue = 0.5;
    scenario.initiatives.push_back({.id = "sms", .letter_read = 0.6, .letter_reach = 0.9});
    Fixture fixture(scenario);
    const Knob letter{.kind = KnobKind::letter, .initiative = 0, .from_s = 0, .until_s = day_s, .value = 0.8};
    const Customers::Post post = fixture.customers.send(letter, 0, 0);
    const auto holds = [](double found, double share) {
        return std::abs(found / 50000 - share) < 4.5 * std::sqrt(share * (1 - share) / 50000);
    };
    CHECK(holds(post.sent, 0.9));  // false alarm 7e-6 each
    CHECK(holds(post.read, 0.6));
    Index reader = 0, other = 0;
    while (fixture.memory(reader) == 0) ++reader;
    while (fixture.memory(other) != 0) ++other;
    CHECK(fixture.memory(reader) == doctest::Approx(0.8));
    CHECK(fixture.memory(reader, 7) == doctest::Approx(0.4));
    fixture.customers.send(letter, 1, 7);
    Index twice = 0;  // who read both: 0.4 left, and half of 0.8 for the second
    while (fixture.customers.at(twice).letters < 2) ++twice;
    CHECK(fixture.memory(twice, 7) == doctest::Approx(0.8));
    CHECK(fixture.memory(other, 7) == doctest::Approx(fixture.customers.at(other).letters > 0 ? 0.8 : 0));
}

TEST_CASE("a message goes only to the segments it is meant for") {
    Scenario scenario = remembering(100);
    scenario.initiatives.push_back({.id = "sms", .segments = {0, 1}, .letter_read = 1, .letter_reach = 1});
    Fixture fixture(scenario);
    const Customers::Post post =
        fixture.customers.send({.kind = KnobKind::letter, .initiative = 0, .from_s = 0, .until_s = day_s, .value = 1}, 0, 0);
    CHECK(post.sent == 100);
    CHECK(fixture.memory(0) == 0);
    CHECK(fixture.memory(150) == doctest::Approx(1));
}

TEST_CASE("by the model logit he weighs the wait he remembers and the trip") {
    Scenario scenario = remembering();
    scenario.adoption.model = AdoptionModel::logit;
    scenario.adoption.weights = {.wait_per_s = 0.1 / 60, .trip_per_s = 0.02 / 60, .reference_wait_s = 300, .memory = 0.5};
    Fixture fixture(scenario);
    CHECK(fixture.memory(0) == doctest::Approx(0.5));  // 5 min at 0.1 a minute
    fixture.customers.served_at_counter(0, 0, 900);    // half of 5 and half of 15 minutes
    CHECK(fixture.memory(0) == doctest::Approx(1));
    const double counter = fixture.customers.counter_chance(1, 0, 1800, 0);  // half an hour's way
    CHECK(std::log((1 - counter) / counter) == doctest::Approx(0.5 + 0.6));
}

TEST_CASE("who cannot go digital never does; by the model bass the others do once they have adopted") {
    Scenario scenario = remembering(5000);
    scenario.segments[0].offline = 0.2;
    const Fixture habits(scenario);
    int unable = 0;
    for (Index k = 0; k < 5000; ++k) unable += habits.customers.counter_chance(k, 50, 0, 0) == 1;
    CHECK(std::abs(unable - 1000) < 4.5 * std::sqrt(800));  // false alarm 7e-6
    scenario.segments[0].offline = 0;
    scenario.adoption.model = AdoptionModel::bass;
    scenario.adoption.bass.innovation_per_year = 0.1;
    scenario.adoption.bass.ceiling = {{-infinite, 1}};
    Fixture bass(scenario);
    const double start = choices(scenario).adopters;
    CHECK(std::abs(bass.customers.adopted_share() - start) < 4.5 * std::sqrt(start * (1 - start) / 10000));
    Index late = 0;
    while (bass.customers.counter_chance(late, 0, 0, 0) == 0) ++late;
    bass.customers.succeeded(late, How::own, 0, 0);
    CHECK(bass.customers.counter_chance(late, 0, 0, 0) == 1);
    bass.customers.succeeded(late, How::taught, 0, 0);
    CHECK(bass.customers.counter_chance(late, 0, 0, 0) == 0);
}

TEST_CASE("200,000 customers take less than 10 MB") {
    CHECK(200'000 * (sizeof(Customer) + sizeof(double) + sizeof(std::uint32_t)) < 10'000'000);  // the record and its alias
}

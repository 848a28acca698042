// The rule over summaries made by hand: which replications it looks at, when it stops, what it refuses.
#include "results/precision.hpp"

#include <doctest/doctest.h>

#include "tests/results/hall_fixture.hpp"

using namespace counterless;

namespace {

// Visits alternate around 100 by `spread`: sd = spread (n / (n - 1))^0.5 for an even n.
std::vector<Summary> runs(const Layout& plan, std::size_t count, double spread) {
    std::vector<Summary> made;
    for (std::size_t number = 0; number < count; ++number) {
        Summary one{.replication = static_cast<std::uint32_t>(number), .totals = std::vector<double>(plan.size())};
        one.distributions.resize(plan.distributions());
        one.totals[plan.place(plan.all(), Place::arrived)] = 100 + (number % 2 == 0 ? spread : -spread);
        made.push_back(std::move(one));
    }
    return made;
}
std::vector<PreciseMeasure> visits(const char* text, const Scenario& scenario, const Layout& plan) {
    Problems problems;
    const auto found = precise_measures({asked_half_width(text).value()}, scenario, plan, problems);
    REQUIRE(problems.empty());
    return found;
}

}  // namespace

TEST_CASE("rounds end at 20, 25, 32, and two in a row must hold") {
    const Scenario scenario = hall();
    const Layout plan = layout(scenario);
    PrecisionRule rule(scenario.study, {}, visits("visits=10%", scenario, plan), 1000);
    CHECK(rule.wanted({}) == 20);
    CHECK(rule.foreseen() == 0);
    CHECK(rule.wanted(runs(plan, 20, 5)) == 25);  // 2.093 * 5.13 / sqrt(20) = 2.4 of 100: holds, to be confirmed
    CHECK(rule.precision().state == Enough::to_confirm);
    CHECK(rule.wanted(runs(plan, 25, 5)) == 25);
    CHECK(rule.precision().reached());
    CHECK(rule.precision().rounds == 2);
}

TEST_CASE("replications that are there already change nothing: rounds are looked at one by one") {
    const Scenario scenario = hall();
    const Layout plan = layout(scenario);
    PrecisionRule step(scenario.study, {}, visits("visits=2%", scenario, plan), 1000);
    PrecisionRule all(scenario.study, {}, visits("visits=2%", scenario, plan), 1000);
    const std::vector<Summary> many = runs(plan, 400, 5);
    std::size_t wanted = step.wanted({});
    while (step.wanted(std::span(many).first(wanted)) > wanted) wanted = step.wanted(std::span(many).first(wanted));
    CHECK(all.wanted(many) == wanted);
    CHECK(all.precision().measures[0].estimate.half_width == step.precision().measures[0].estimate.half_width);
    // 2 = t(n - 1) 5.1 / sqrt(n) near n = 27: the first round with it is 32, the next 40.
    CHECK(wanted == 40);
}

TEST_CASE("at the cap it stops and says how many it would take") {
    const Scenario scenario = hall();
    const Layout plan = layout(scenario);
    PrecisionRule rule(scenario.study, {}, visits("visits=0.1%", scenario, plan), 24);
    CHECK(rule.wanted(runs(plan, 20, 5)) == 24);
    CHECK(rule.foreseen() == 24);
    CHECK(rule.wanted(runs(plan, 24, 5)) == 24);
    CHECK(rule.precision().state == Enough::cap_reached);
    CHECK(!rule.precision().reached());
    // (1.96 * 5.1 / 0.1)^2, about 10,000
    CHECK(static_cast<double>(rule.precision().measures[0].replications.value()) == doctest::Approx(10'100).epsilon(0.05));
}

TEST_CASE("what holds at the cap for the first time is held, not confirmed, and where one more round ends is told") {
    const Scenario scenario = hall();
    const Layout plan = layout(scenario);
    PrecisionRule rule(scenario.study, {}, visits("visits=2%", scenario, plan), 32);  // 25 are too few: see above
    CHECK(rule.wanted(runs(plan, 32, 5)) == 32);
    CHECK(rule.precision().state == Enough::cap_reached);
    CHECK(rule.precision().measures[0].held);
    CHECK(rule.precision().unconfirmed());
    CHECK(rule.precision().next_round == 40);
    PrecisionRule wide(scenario.study, {}, visits("visits=0.1%", scenario, plan), 32);
    wide.wanted(runs(plan, 32, 5));
    CHECK(!wide.precision().unconfirmed());
    CHECK(precision_least(false) == 25);
    CHECK(precision_least(true) == 50);
}

TEST_CASE("asked twice of one measure, the narrower half-width counts, but a share and a number are two") {
    const Scenario scenario = hall();
    const Layout plan = layout(scenario);
    Problems problems;
    std::vector<AskedHalfWidth> asked;
    for (const char* text :
         {"visits=5%", "visits=2%", "visits=3%", "visits=4", "wait_mean@centre/*=9%", "wait_mean@centre/hall=8%"})
        asked.push_back(asked_half_width(text).value());
    const auto found = precise_measures(asked, scenario, plan, problems);
    CHECK(problems.empty());
    REQUIRE(found.size() == 3);
    CHECK(found[0].asked.text == "2%");
    CHECK(found[1].asked.text == "4");
    CHECK(found[2].asked.text == "8%");
}

TEST_CASE("the cap bounds the first round too, in pairs as well") {
    Scenario scenario = hall();
    scenario.study.antithetic = true;
    const Layout plan = layout(scenario);
    PrecisionRule rule(scenario.study, {}, visits("visits=0.1%", scenario, plan), 30);
    CHECK(rule.wanted({}) == 30);
    CHECK(rule.wanted(runs(plan, 30, 5)) == 30);
    CHECK(rule.precision().state == Enough::cap_reached);
}

TEST_CASE("antithetic replications are asked for in pairs") {
    Scenario scenario = hall();
    scenario.study.antithetic = true;
    const Layout plan = layout(scenario);
    PrecisionRule rule(scenario.study, {}, visits("visits=10%", scenario, plan), 1000);
    CHECK(rule.wanted({}) == 40);
    CHECK(rule.wanted(runs(plan, 40, 5)) == 50);
}

TEST_CASE("what is asked of nothing, or of the wrong thing, is a problem") {
    const Scenario scenario = hall();
    const Layout plan = layout(scenario);
    const auto problems_of = [&](const char* text) {
        Problems problems;
        auto asked = asked_half_width(text).value();
        asked.place = "--precision";
        precise_measures({asked}, scenario, plan, problems);
        return problems;
    };
    REQUIRE(problems_of("wait_meen=2%").size() == 1);
    CHECK(problems_of("wait_meen=2%")[0].expected.find("wait_mean") != std::string::npos);
    CHECK(problems_of("wait_mean@centre/hal=2%").size() == 1);
    CHECK(problems_of("response_p99=2%").size() == 1);
    CHECK(problems_of("visits=10 s").size() == 1);
    CHECK(problems_of("wait_mean=10 s").empty());
    CHECK(problems_of("wait_mean@centre/*=2%").empty());
}

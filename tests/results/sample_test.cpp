// A sample of the customers: what is divided by its share, what is not, what it says nothing of, and what it costs in variance.
#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "results/conclude.hpp"
#include "results/output_json.hpp"
#include "results/output_table.hpp"
#include "results/tally.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
Scenario sampled(double scale) {
    Scenario scenario = town();
    scenario.name = "Town";
    scenario.study.scale = scale;
    scenario.study.series = Series::month;
    scenario.costs = {.counter_transaction = 42,
                      .digital_transaction = 2,
                      .guide_hour = 100,
                      .centre_day = 5000,
                      .centre_day_co2_kg = 7,
                      .trip_time_s = 3600,
                      .trip_co2_kg = 1,
                      .sheet_co2_kg = 0.01};
    scenario.initiatives.push_back({.id = "week", .name = {}, .from_s = 0, .until_s = 2 * day_s});
    scenario.initiatives[0].cost = 1000, scenario.initiatives[0].letter_cost = 0.5;
    scenario.knobs = {{KnobKind::letter, 0, none, 0, infinite, 1}};
    return scenario;
}
// One run: so many transactions at the counter, each a visit of no wait, and so many on the app.
Summary a_run(const Scenario& scenario, const Layout& plan, int counter, int app, std::uint32_t replication = 0) {
    Tally tally(scenario, plan, replication);
    for (int n = 0; n < counter; ++n) {
        tally.visit_began(9 * hour_s, 0, 0, 0, 0, 0);
        tally.transaction_ended({9 * hour_s, 0, 0, none, 0, TransactionEnd::counter});
        tally.visit_ended({0, 9 * hour_s, 9 * hour_s, 0, 0, 0, 0, 1, VisitEnd::served, true});
    }
    for (int n = 0; n < app; ++n) tally.transaction_ended({10 * hour_s, 0, 0, 0, none, TransactionEnd::digital});
    tally.told(hour_s, 0, 40, 10);
    tally.finished(2 * day_s, Ending::horizon_reached, {0, 0});
    return tally.take();
}
}  // namespace

TEST_CASE("counts stand for all customers; what does not follow from their number stays") {
    StudyResult study{.scenario = sampled(0.1), .replications_asked = 1};
    const Layout plan = layout(study.scenario);
    conclude(study, plan, {a_run(study.scenario, plan, 20, 80)});
    const auto of_all = [&](const char* measure) { return study.find(measure, "all")->estimate.mean; };
    CHECK(of_all("transactions") == doctest::Approx(1000));
    CHECK(of_all("digital_share") == doctest::Approx(0.8));
    CHECK(of_all("visits") == doctest::Approx(200));
    CHECK(of_all("sheets") == doctest::Approx(800));
    CHECK(of_all("customer_hours") == doctest::Approx(200));
    CHECK(of_all("initiative_cost") == doctest::Approx(1000 + 400 * 0.5));
    CHECK(of_all("cost") == doctest::Approx(200 * 42 + 800 * 2 + 1200 + 2 * 5000));
    CHECK(of_all("co2") == doctest::Approx(200 + 8 + 14));
    CHECK(study.find("messages_sent", "initiative/week")->estimate.mean == doctest::Approx(400));
    CHECK(study.find("visits", "segment/people")->estimate.mean == doctest::Approx(200));
    CHECK(study.balance.visits == 20);  // as simulated
    for (const Value& value : study.series)
        if (value.measure.name == "sheets") CHECK(value.estimate.mean == doctest::Approx(800));
}

TEST_CASE("of lines a sample says nothing, and says so") {
    StudyResult study{.scenario = sampled(0.1), .replications_asked = 1};
    const Layout plan = layout(study.scenario);
    conclude(study, plan, {a_run(study.scenario, plan, 20, 80)});
    for (const auto* list : {&plan.measures, &plan.parts})
        for (const Measure& measure : *list)
            for (const char* word : {"wait_", "service_level", "abandonment", "occupancy", "utilisation", "queue", "response"})
                CHECK_MESSAGE(measure.name.find(word) == std::string::npos, measure.name);
    const std::string said = to_table(study);
    CHECK(said.find("a sample of 10 % of the customers") != std::string::npos);
    CHECK(said.find("1 / sqrt(0.1) = 3.2 times") != std::string::npos);
    CHECK(said.find("TRANSACTIONS  in one run of the period  (a sample of 10 %)") != std::string::npos);
    CHECK(said.find("WAITS") == std::string::npos);
    const auto json = nlohmann::json::parse(to_json(study));
    CHECK(json["sample"]["share"] == 0.1);
    CHECK(json["sample"]["half_width_factor"].get<double>() == doctest::Approx(std::sqrt(10.0)));
    StudyResult whole{.scenario = sampled(1)};
    CHECK_FALSE(nlohmann::json::parse(to_json(whole)).contains("sample"));
}

// Independent customers: the number of visits is Poisson. Over 1,000 runs each, the mean of a tenth, divided by it, is within
// four standard errors of that of all (false alarm 6e-5); the ratio of variances has the law of 10 F(999, 999), whose logarithm
// has sd 0.063: within four of them (false alarm 6e-5).
TEST_CASE("the mean of a sample is that of all, and its variance ten times theirs") {
    std::mt19937_64 random(31);
    const auto visits = [&](double scale) {
        const Scenario scenario = sampled(scale);
        const Layout plan = layout(scenario);
        std::poisson_distribution<int> law(200 * scale);
        std::vector<Summary> runs;
        for (std::uint32_t r = 0; r < 1000; ++r) runs.push_back(a_run(scenario, plan, law(random), 0, r));
        for (const Measure& measure : plan.measures)
            if (measure.name == "visits" && measure.of == "all") return estimate(std::vector{measure}, runs, 0.95).front();
        return Estimate{};
    };
    const Estimate all = visits(1), tenth = visits(0.1);
    const double error = std::hypot(all.sd, tenth.sd) / std::sqrt(1000.0);
    CHECK(std::abs(all.mean - tenth.mean) < 4 * error);
    const double ratio = tenth.sd * tenth.sd / (all.sd * all.sd);
    CHECK(std::abs(std::log(ratio / 10)) < 4 * 0.063);
}

#include "results/uncertainty.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "results/conclude.hpp"
#include "results/output_json.hpp"
#include "results/output_table.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
Scenario uncertain_town(int draws) {
    Scenario scenario = town();
    scenario.name = "Town";
    scenario.study.series = Series::off;
    scenario.study.uncertain = {{"share", "/adoption/share", uniform(0.4, 0.8)}, {"volume", "/demand/volume", exponential(100)}};
    scenario.study.draws = draws;
    return scenario;
}
// In place of a simulation: a run's smart transactions are those of its draw, and luck of its own; of 2,000 in all.
struct Fake {
    Scenario scenario;
    Layout plan = layout(scenario);
    std::mt19937_64 random;
    Summary run(double smart, double luck_sd) {
        Summary summary{.totals = std::vector<double>(plan.size())};
        summary.distributions.resize(plan.distributions());
        std::normal_distribution<double> luck(0, luck_sd);
        summary.totals[plan.whole(Whole::completed)] = 2000;
        summary.totals[plan.whole(Whole::smart)] = smart + (luck_sd > 0 ? luck(random) : 0);
        summary.totals[plan.whole(Whole::needs)] = summary.totals[plan.whole(Whole::done_smart)] = 7;
        return summary;
    }
    Draws draws(int replications, double luck_sd, double more = 0) {
        Draws all;
        for (const auto& values : drawn_values(scenario.study)) {
            all.emplace_back();
            for (int r = 0; r < replications; ++r) all.back().push_back(run(2000 * values[0] + more, luck_sd));
        }
        return all;
    }
    static const Spread& find(const std::vector<Spread>& list, const char* name) {
        for (const Spread& one : list)
            if (one.measure.name == name) return one;
        FAIL("no such measure");
        return list.front();
    }
};
}  // namespace

TEST_CASE("values are drawn from their laws, one in each slice, the same for the same seed, and each draw has luck of its own") {
    const Study study = uncertain_town(20).study;
    const auto values = drawn_values(study);
    REQUIRE(values.size() == 20);
    std::set<int> slices;
    for (const auto& draw : values) {
        CHECK((draw[0] > 0.4 && draw[0] < 0.8));
        CHECK(draw[1] > 0);
        slices.insert(static_cast<int>((draw[0] - 0.4) / 0.4 * 20));
    }
    CHECK(slices.size() == 20);
    CHECK(drawn_values(study) == values);
    std::set<std::uint64_t> seeds;
    for (std::size_t draw = 0; draw < 1000; ++draw) seeds.insert(seed_of_draw(1, draw)), seeds.insert(seed_of_draw(2, draw));
    CHECK(seeds.size() == 2000);
}

TEST_CASE("one summary for each draw is the mean of its runs, and quantiles are those of all its customers") {
    Fake fake{uncertain_town(2)};
    Draws draws{{fake.run(10, 0), fake.run(30, 0)}, {fake.run(5, 0), fake.run(7, 0)}};
    draws[0][0].distributions[0].add(1), draws[0][1].distributions[0].add(100, 3);
    const std::vector<Summary> means = by_draw(draws);
    REQUIRE(means.size() == 2);
    CHECK(means[0].totals[fake.plan.whole(Whole::smart)] == 20);
    CHECK(means[1].totals[fake.plan.whole(Whole::smart)] == 6);
    CHECK(means[0].distributions[0].count() == 4);
}

// The draws' own share is uniform on 800 to 1600: variance 800^2 / 12 = 53,333, nine in ten between 840 and 1560. With 100 draws
// of 10 runs of luck 300 (variance 90,000 in one run, 9,000 in the mean of ten). The luck's estimate has 900 degrees of freedom:
// a relative sd of 4.7 %, four of them are 19 % (false alarm 6e-5). The band would be 2 x 39 wider with luck in it; it is drawn
// together, and its ends are quantiles of 100 values, of an sd of about 25 each.
TEST_CASE("luck and inputs are told apart, and the band is that of the inputs alone") {
    Fake fake{.scenario = uncertain_town(100), .random = std::mt19937_64(6)};
    const Uncertainty found = uncertainty(fake.plan, fake.draws(10, 300), nullptr, 0.95);
    CHECK(found.draws == 100);
    CHECK(found.replications == 10);
    const Spread& smart = Fake::find(found.measures, "digital_transactions");
    REQUIRE(smart.components);
    CHECK(smart.luck.variance == doctest::Approx(90000).epsilon(0.19));
    CHECK(smart.parameters.variance == doctest::Approx(53333).epsilon(0.35));
    CHECK((smart.parameters.low < 53333 && 53333 < smart.parameters.high));
    CHECK(smart.mean.mean == doctest::Approx(1200).epsilon(0.05));
    CHECK(smart.mean.n == 100);  // over the draws, not over 1,000 runs
    CHECK(smart.low == doctest::Approx(840).epsilon(0.13));
    CHECK(smart.high == doctest::Approx(1560).epsilon(0.07));
    const Spread& share = Fake::find(found.measures, "digital_share");  // a ratio: the same, over 2,000
    CHECK(share.luck.variance == doctest::Approx(smart.luck.variance / 4e6));
    CHECK(share.parameters.variance == doctest::Approx(smart.parameters.variance / 4e6));
}

TEST_CASE("with one run a draw the two cannot be told apart, and that is said, not hidden") {
    Fake fake{.scenario = uncertain_town(20), .random = std::mt19937_64(8)};
    const Uncertainty found = uncertainty(fake.plan, fake.draws(1, 10), nullptr, 0.95);
    const Spread& smart = Fake::find(found.measures, "digital_transactions");
    CHECK_FALSE(smart.components);
    CHECK(smart.mean.known);
    CHECK(smart.high > smart.low);
}

TEST_CASE("a difference from a baseline with the same draws holds nothing of what both share") {
    Fake fake{.scenario = uncertain_town(20), .random = std::mt19937_64(9)};
    const Draws before = fake.draws(4, 0), after = fake.draws(4, 0, 150);
    const OtherSide baseline{fake.plan, before};
    const Uncertainty found = uncertainty(fake.plan, after, &baseline, 0.95);
    const Spread& shift = Fake::find(found.differences, "digital_transactions");
    CHECK(shift.mean.mean == doctest::Approx(150));
    CHECK(shift.low == doctest::Approx(150));
    CHECK(shift.high == doctest::Approx(150));
    CHECK(shift.parameters.variance == doctest::Approx(0));
}

TEST_CASE("table and JSON tell the draws, the band and both components") {
    Fake fake{.scenario = uncertain_town(20), .random = std::mt19937_64(10)};
    StudyResult study{.scenario = fake.scenario, .replications_asked = 3};
    const Draws draws = fake.draws(3, 50);
    conclude(study, fake.plan, by_draw(draws));
    study.uncertainty = uncertainty(fake.plan, draws, nullptr, 0.95);
    study.uncertainty->values = drawn_values(fake.scenario.study);
    const std::string said = to_table(study);
    CHECK(said.find("UNCERTAINTY  20 draws of what is not known, 3 replications each") != std::string::npos);
    CHECK(said.find("nine draws in ten between") != std::string::npos);
    CHECK(said.find("intervals are over the draws") != std::string::npos);
    const auto json = nlohmann::json::parse(to_json(study))["uncertainty"];
    CHECK(json["draws"] == 20);
    CHECK(json["replications_each"] == 3);
    CHECK(json["uncertain"][0]["place"] == "/adoption/share");
    CHECK(json["values"].size() == 20);
    bool met = false;
    for (const auto& line : json["measures"]) {
        if (line["measure"] != "digital_transactions") continue;
        met = true;
        CHECK(line["p5"] < line["mean"]);
        CHECK(line["parameters"]["low"] <= line["parameters"]["variance"]);
        CHECK(line["luck"]["variance"] > 0);
    }
    CHECK(met);
}

// A run cut into batches loses nothing: what the batches hold is what the run holds, and those inside at an edge go on.
#include "results/batches.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
Scenario long_run(int batches, Series series = Series::off) {
    Scenario scenario = town();
    scenario.stations.resize(1);
    scenario.centres[0].path = {0}, scenario.centres[0].guides = none;
    scenario.study.series = series;
    scenario.study.horizon_s = 1000, scenario.study.warmup_s = 200;
    scenario.study.batches = batches;
    return scenario;
}
// One after another: each comes at `came`, waits ten seconds, is served for twenty.
void live(Recorder& recorder) {
    recorder.staffed(0, 0, 0, 2, 2);
    std::uint64_t visit = 0;
    for (double came_s = 15; came_s < 960; came_s += 35) {
        const Person person{.visit = ++visit, .station = 0};
        recorder.visit_began(came_s, visit, 0, none, 0, none);
        recorder.arrived(came_s, person);
        recorder.began(came_s + 10, person, 10);
        recorder.ended(came_s + 30, person, 10, 20);
        recorder.visit_ended({visit, came_s, came_s + 30, 10, 0, none, 0, 0, VisitEnd::served, true});
    }
    recorder.finished(1000, Ending::horizon_reached, {0, 0});
}
}  // namespace

TEST_CASE("the batches of a run add up to the run") {
    for (const Series series : {Series::off, Series::typical_day}) {
        const Scenario scenario = long_run(8, series);
        const Layout plan = layout(scenario);
        Tally whole(scenario, plan, 3);
        Batches cut(scenario, plan, 3);
        live(whole), live(cut);
        const Summary run = whole.take();
        const std::vector<Summary> batches = cut.take();
        REQUIRE(batches.size() == 8);
        for (std::size_t slot = 0; slot < plan.size(); ++slot) {
            double sum = 0;
            for (const Summary& batch : batches) sum += batch.totals[slot];
            CHECK(sum == doctest::Approx(run.totals[slot]));
        }
        double waits = 0;
        for (const Summary& batch : batches) waits += batch.distributions[plan.waits(plan.all())].count();
        CHECK(waits == run.distributions[plan.waits(plan.all())].count());
        for (const Summary& batch : batches) CHECK(batch.totals[plan.window()] == doctest::Approx(100));
    }
}

TEST_CASE("a level goes on over the edge of a batch") {
    const Scenario scenario = long_run(8);
    const Layout plan = layout(scenario);
    Batches cut(scenario, plan, 0);
    const Person person{.visit = 1, .station = 0};
    cut.arrived(250, person), cut.began(250, person, 0), cut.ended(650, person, 0, 400);
    cut.finished(1000, Ending::horizon_reached, {0, 0});
    const std::vector<Summary> batches = cut.take();
    constexpr double busy_s[] = {50, 100, 100, 100, 50, 0, 0, 0};
    for (std::size_t batch = 0; batch < 8; ++batch)
        CHECK(batches[batch].totals[plan.place(0, Place::busy_area)] == doctest::Approx(busy_s[batch]));
}

TEST_CASE("joined and separated are each other's way back") {
    const Scenario scenario = long_run(5);
    const Layout plan = layout(scenario);
    Batches cut(scenario, plan, 7);
    live(cut);
    const std::vector<Summary> batches = cut.take();
    const std::vector<Summary> back = separated(decode(encode(joined(batches))), 5);
    REQUIRE(back.size() == 5);
    for (std::size_t batch = 0; batch < 5; ++batch) {
        CHECK(back[batch].totals == batches[batch].totals);
        for (std::size_t which = 0; which < plan.distributions(); ++which)
            CHECK(back[batch].distributions[which].sparse() == batches[batch].distributions[which].sparse());
        CHECK(back[batch].replication == 7);
    }
}

TEST_CASE("a count is told for the run, whatever it is cut into") {
    const auto visits = [](int batches) {
        for (const Measure& measure : layout(long_run(batches)).measures)
            if (measure.name == "visits" && measure.of == "all") return measure.scale;
        return 0.0;
    };
    CHECK(visits(20) == 20 * visits(0));
}

TEST_CASE("batches that remember are suspicious, independent ones seldom") {
    const Measure ratio{.numerator = 0, .denominator = 1};
    std::mt19937 luck(3);  // fixed seed
    std::normal_distribution<double> step;
    int raised = 0;
    for (int times = 0; times < 400; ++times) {
        std::vector<Summary> alone;
        for (int batch = 0; batch < 20; ++batch) alone.push_back({.totals = {10 + step(luck), 1}});
        raised += is_suspicious(*autocorrelation_of_batches(ratio, alone, 20), 20, 1);
    }
    CHECK(raised <= 40);  // 5 % of 400 is 20; 40 is 4.6 deviations above
    std::vector<Summary> drifting;
    for (int batch = 0; batch < 20; ++batch) drifting.push_back({.totals = {batch + 0.1 * step(luck), 1}});
    CHECK(is_suspicious(*autocorrelation_of_batches(ratio, drifting, 20), 20, 1));
    CHECK_FALSE(autocorrelation_of_batches(ratio, std::vector<Summary>(20, Summary{.totals = {0, 0}}), 20).has_value());
}

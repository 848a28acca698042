// tests/results/comparison_test.cpp: differences, tests and rankings on runs made by hand: a count (totals[0]) of which less is
// better, and a ratio (totals[1] / totals[2]) of which more is better.
#include "results/comparison.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/intervals.hpp"
#include "results/estimate.hpp"

using namespace counterless;

namespace {

Layout hand_made() {
    Layout layout;
    layout.measures = {{.name = "cost", .of = "all", .unit = "AED", .direction = Direction::lower_is_better, .numerator = 0},
                       {.name = "share",
                        .of = "all",
                        .unit = "1",
                        .direction = Direction::higher_is_better,
                        .estimator = Estimator::ratio,
                        .numerator = 1,
                        .denominator = 2}};
    return layout;
}

Summary run_of(const Layout& layout, std::uint32_t number, double cost, double above = 1, double below = 2) {
    Summary summary{.replication = number, .totals = std::vector<double>(layout.size()), .distributions = {}};
    summary.totals[0] = cost, summary.totals[1] = above, summary.totals[2] = below;
    return summary;
}
std::vector<Summary> side_of(const std::vector<double>& costs) {
    const Layout layout = hand_made();
    std::vector<Summary> side;
    for (const double cost : costs) side.push_back(run_of(layout, static_cast<std::uint32_t>(side.size()), cost));
    return side;
}

Comparison compared(const Sides& sides, const std::vector<MeasureOf>& by, bool independent = false) {
    Comparison comparison;
    for (std::size_t side = 0; side < sides.size(); ++side) {
        comparison.contenders.push_back({.scenario = {}, .file = "f" + std::to_string(side)});
        comparison.contenders.back().title = {"S" + std::to_string(side), ""};
    }
    comparison.independent = independent;
    compare(comparison, std::vector<Layout>(sides.size(), hand_made()), sides, by);
    return comparison;
}

}  // namespace

TEST_CASE("a difference is taken pair by pair, and says how many times fewer runs that needed") {
    const Comparison found = compared({side_of({10, 12, 14}), side_of({11, 14, 15})}, {{"cost"}});
    const Against& against = found.rows[0].against[1];
    CHECK(against.difference.mean == doctest::Approx(4.0 / 3));
    CHECK(against.difference.sd == doctest::Approx(std::sqrt(1.0 / 3)));                   // of 1, 2, 1
    CHECK(*against.pairing == doctest::Approx((4 + 13.0 / 3) / (1.0 / 3)));                // (var a + var b) / var (a - b)
    CHECK(against.half_width_together == doctest::Approx(against.difference.half_width));  // one statement alone
    CHECK(found.contenders[1].outcomes == std::vector<double>{1, 2, 1});
}

TEST_CASE("with several statements each interval gets more confidence, and verdicts are by Holm") {
    const std::vector<double> base{10, 12, 14, 11, 13}, less{9, 11.2, 12.9, 10.1, 11.8}, alike{10.2, 11.7, 14.1, 11.1, 12.8};
    const Comparison found = compared({side_of(base), side_of(less), side_of(alike)}, {{"cost"}});
    CHECK(found.family() == 2);
    const Against &clear = found.rows[0].against[1], &unclear = found.rows[0].against[2];
    CHECK(clear.half_width_together ==
          doctest::Approx(clear.difference.half_width / student_factor(5, 0.95) * student_factor(5, 0.975)));
    CHECK(clear.p < unclear.p);
    CHECK(clear.p_adjusted == doctest::Approx(2 * clear.p));
    CHECK(unclear.p_adjusted == doctest::Approx(unclear.p));
    CHECK(clear.finding == Finding::better);  // lower is better
    CHECK(unclear.finding == Finding::not_shown);
}

TEST_CASE("more of what should be high is better; what does not decide has no verdict") {
    const Layout layout = hand_made();
    Sides sides(2);
    for (std::uint32_t run = 0; run < 6; ++run) {
        const double luck = 10 + run % 3;
        sides[0].push_back(run_of(layout, run, 5, luck, 20));
        sides[1].push_back(run_of(layout, run, 5, luck + 4, 20));
    }
    const Comparison found = compared(sides, {{"share"}});
    CHECK(found.rows[1].against[1].finding == Finding::better);
    CHECK(found.rows[0].against[1].finding == Finding::unknown);
    CHECK(found.ranking->best == Best::greatest);
    const auto second = estimate_difference(layout.measures, sides[1], layout.measures, sides[0], 0.95);
    CHECK(found.rows[1].against[1].difference.mean == second[1].mean);
    CHECK(found.rows[1].against[1].difference.half_width == doctest::Approx(second[1].half_width));
}

TEST_CASE("what never varies is certain, and has no number of runs saved") {
    const Comparison found = compared({side_of({1, 2, 3}), side_of({2, 3, 4}), side_of({1, 2, 3})}, {{"cost"}});
    CHECK(found.rows[0].against[1].finding == Finding::worse);
    CHECK(!found.rows[0].against[1].pairing);
    CHECK(found.rows[0].against[2].finding == Finding::not_shown);
}

TEST_CASE("the best is said only where it is shown against every other") {
    const std::vector<double> base{10, 12, 14, 11}, best{5, 7.1, 9, 6.1}, near{5.1, 7, 9.1, 6};
    const Saying one = saying_of(compared({side_of(base), side_of(best)}, {{"cost"}}));
    CHECK(one.what == Says::one_best);
    CHECK(one.who == std::vector<std::size_t>{1});
    const Saying tie = saying_of(compared({side_of(base), side_of(best), side_of(near)}, {{"cost"}}));
    CHECK(tie.what == Says::told_apart_not);
    CHECK(tie.who == std::vector<std::size_t>{1, 2});
    CHECK(saying_of(compared({side_of(best), side_of(near)}, {{"cost"}})).what == Says::no_difference);
}

TEST_CASE("independent sides: Welch's interval by hand") {
    const Comparison found = compared({side_of({1, 3, 2, 4}), side_of({11, 9, 10})}, {{"cost"}}, true);
    const Against& against = found.rows[0].against[1];
    const double a = 1.0 / 3, b = 5.0 / 3 / 4, freedom = (a + b) * (a + b) / (a * a / 2 + b * b / 3);
    CHECK(against.difference.mean == doctest::Approx(7.5));
    CHECK(against.difference.half_width ==
          doctest::Approx(student_factor(static_cast<std::size_t>(freedom) + 1, 0.95) * std::sqrt(a + b)));
    CHECK(!against.pairing);
    CHECK(found.ranking->against_best.empty());
    CHECK(saying_of(found).what == Says::better_than);
    CHECK(saying_of(found).who.empty());  // it costs more
}

TEST_CASE("after a race sides are of unequal length; what is paired has its partner") {
    const Comparison found = compared({side_of({10, 12, 14}), side_of({11, 14, 15, 90, 80})}, {{"cost"}});
    CHECK(found.rows[0].against[1].difference.mean == doctest::Approx(4.0 / 3));
    CHECK(found.rows[0].estimates[1].n == 5);
    CHECK(found.contenders[1].outcomes.size() == 3);
}

TEST_CASE("a measure that one side lacks is absent there, and differs from nothing") {
    Layout narrow = hand_made();
    narrow.measures.pop_back();
    Comparison comparison;
    comparison.contenders.resize(2);
    compare(comparison, {hand_made(), narrow}, {side_of({1, 2}), side_of({2, 4})}, {{"cost"}});
    CHECK(comparison.rows.size() == 2);
    CHECK(!comparison.rows[1].estimates[1].known);
    CHECK(!comparison.rows[1].against[1].difference.known);
}

TEST_CASE("nobody says what decides: the targets, then what a manager asks, four in all") {
    Layout layout;
    for (const char* name : {"visits", "wait_mean", "service_level@10min/offered", "cost", "abandonment"})
        layout.measures.push_back({.name = name, .of = "all"});
    Scenario scenario;
    scenario.targets = {{.measure = "abandonment", .of = "all"}};
    const auto found = deciding_measures(scenario, layout, true), staffed = deciding_measures(scenario, layout, false);
    REQUIRE(found.size() == 4);
    CHECK(found[0].measure == "abandonment");
    CHECK(found[1].measure == "visits");
    CHECK(found[3].measure == "service_level@10min/offered");
    CHECK(staffed[1].measure == "wait_mean");
    CHECK(staffed[3].measure == "cost");
}

#include "results/milestones.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace counterless;

namespace {

constexpr double month_s = 30 * 86400.0;

Layout four_months() {
    Layout layout;
    layout.series = Series::month;
    layout.channels = 1;
    layout.bins = 4;
    layout.edges_s = {0, month_s, 2 * month_s, 3 * month_s, 4 * month_s};
    return layout;
}
Summary run_of(const Layout& layout, const std::vector<double>& shares) {
    Summary summary;
    summary.totals.assign(layout.size(), 0.0);
    for (std::size_t bin = 0; bin < shares.size(); ++bin) {
        summary.totals[layout.whole_part(bin, Whole::completed)] = 1000;
        summary.totals[layout.whole_part(bin, Whole::smart)] = 1000 * shares[bin];
    }
    return summary;
}
const Milestone& of_level(const std::vector<Milestone>& all, double level) {
    for (const Milestone& one : all)
        if (one.level == level) return one;
    FAIL("no such level");
    return all.front();
}

}  // namespace

TEST_CASE("a level between the middles of two months is met on the line between them") {
    const Layout layout = four_months();
    const std::vector<Summary> runs{run_of(layout, {0.92, 0.94, 0.98, 0.985})};
    const auto found = milestones(layout, runs, 0.95, true);
    CHECK(of_level(found, 0.95).at_s.mean == doctest::Approx(1.75 * month_s));  // a quarter of the way from 1.5 to 2.5
    CHECK(of_level(found, 0.90).before);
    CHECK_FALSE(of_level(found, 0.90).at_s.known);
    CHECK(of_level(found, 0.99).reached == 0);
}

TEST_CASE("the interval is over the replications' own dates") {
    const Layout layout = four_months();
    const std::vector<Summary> runs{run_of(layout, {0.9, 0.94, 0.96, 0.97}), run_of(layout, {0.9, 0.92, 0.94, 0.96})};
    const Milestone one = of_level(milestones(layout, runs, 0.95, true), 0.95);  // 2.0 and 3.0 months
    CHECK(one.at_s.mean == doctest::Approx(2.5 * month_s));
    CHECK(one.at_s.half_width == doctest::Approx(12.7062 * 0.5 * month_s).epsilon(1e-4));  // t with one degree, sd / sqrt 2 = 0.5
}

TEST_CASE("where some runs do not reach it there is no mean of the others, but how many did") {
    const Layout layout = four_months();
    const std::vector<Summary> runs{run_of(layout, {0.9, 0.94, 0.96, 0.97}), run_of(layout, {0.9, 0.91, 0.92, 0.93})};
    const Milestone one = of_level(milestones(layout, runs, 0.95, true), 0.95);
    CHECK(one.reached == 1);
    CHECK(one.runs == 2);
    CHECK_FALSE(one.at_s.known);
}

TEST_CASE("where parameters were drawn a range is given, and no interval of a mean") {
    const Layout layout = four_months();
    std::vector<Summary> runs;
    for (int k = 0; k <= 20; ++k) runs.push_back(run_of(layout, {0.9, 0.95 - 0.001 * k, 0.97, 0.98}));
    const Milestone one = of_level(milestones(layout, runs, 0.95, false), 0.95);
    CHECK_FALSE(one.at_s.known);
    CHECK(one.early_s < one.late_s);
    CHECK(one.early_s >= 1.5 * month_s - 1);
    CHECK(one.late_s <= 2.5 * month_s);
}

TEST_CASE("no dates without months or years") {
    Layout layout = four_months();
    layout.series = Series::day;
    layout.edges_s.clear();
    CHECK(milestones(layout, std::vector<Summary>(), 0.95, true).empty());
}

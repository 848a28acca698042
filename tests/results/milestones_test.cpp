#include "results/milestones.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "results/output_json.hpp"
#include "results/output_sections.hpp"

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

TEST_CASE("in words: one date of one run, a date and its interval of all, a range with its note where some do not reach it") {
    const Layout layout = four_months();
    StudyResult result;
    result.scenario.calendar.has_dates = true;
    for (int day = 0; day < 120; ++day)
        result.scenario.calendar.days.push_back({day * 86400.0, 0, true, 1, "day-" + std::to_string(day)});
    result.scenario.study.horizon_s = 120 * 86400.0;
    const auto say = [&](const std::vector<Summary>& runs) {
        result.milestones = milestones(layout, runs, 0.95, true);
        return sections::milestones(result);
    };
    const auto tells = [](const std::string& text, const char* what) { return text.find(what) != std::string::npos; };
    const Summary fast = run_of(layout, {0.9, 0.94, 0.96, 0.97}), slow = run_of(layout, {0.9, 0.91, 0.92, 0.93});
    const std::string one = say({fast});
    CHECK(tells(one, "day-60 "));  // 2.0 months
    CHECK_FALSE(tells(one, "±"));
    CHECK_FALSE(tells(one, " to day"));
    CHECK(tells(one, "from the first interval on"));                                            // 90 %
    CHECK(tells(one, "not by day-119"));                                                        // 99 %
    CHECK(tells(say({fast, run_of(layout, {0.9, 0.92, 0.94, 0.96})}), "day-75 ± 190.6 days"));  // 12.706 x 15
    const std::string some = say({fast, slow});
    CHECK(tells(some, "day-60 to day-60"));
    CHECK(tells(some, "1 of 2"));
    CHECK(tells(some, "of those that reach it"));
    const auto json = nlohmann::json::parse(to_json(result)).at("milestones").at(1);
    CHECK(json.at("digital_share") == 0.95);
    CHECK(json.at("reached") == 1);
    CHECK(json.at("runs") == 2);
    CHECK(json.at("at").is_null());
    CHECK(json.at("p5") == doctest::Approx(60 * 86400.0));
}

// tests/results/comparison_fixture.cpp: figures follow smooth curves with a wobble, so that pages look like pages.
#include "tests/results/comparison_fixture.hpp"

#include <cmath>

namespace counterless::fixture {
namespace {

constexpr std::size_t intervals = 14;
struct Shape {
    const char *en, *ar;
    double visits, wait_s, within, cost;
};
constexpr Shape shapes[] = {{"Ordinary week", "أسبوع عادي", 16900, 118, .934, 1602000},
                            {"One agent more at the cargo village", "موظف إضافي في قرية الشحن", 16900, 96, .951, 1603500},
                            {"<b>Week</b> & “signs”", "أسبوع ولافتات", 7800, 41, .982, 1480000},
                            {"Messages only", "", 16720, 116, .935, 1606000}};

// A wobble common to all sides, and a small one of its own.
double wobble(std::size_t run, std::size_t side) {
    const auto r = static_cast<double>(run), s = static_cast<double>(side);
    return 1 + .04 * std::sin(2.3 * r) + .012 * std::sin(5.1 * r + 1.7 * s);
}

Layout made_up() {
    Layout layout;
    const auto lower = Direction::lower_is_better, higher = Direction::higher_is_better;
    layout.measures = {{.name = "visits", .of = "all", .unit = "visits", .direction = lower, .numerator = 0},
                       {.name = "wait_mean",
                        .of = "all",
                        .unit = "s",
                        .direction = lower,
                        .estimator = Estimator::ratio,
                        .numerator = 1,
                        .denominator = 0},
                       {.name = "service_level@10min/offered",
                        .of = "all",
                        .unit = "1",
                        .direction = higher,
                        .estimator = Estimator::ratio,
                        .numerator = 2,
                        .denominator = 0},
                       {.name = "cost", .of = "all", .unit = "AED", .direction = lower, .numerator = 3}};
    layout.series = Series::typical_day;
    for (std::size_t at = 0; at < intervals; ++at) {
        const double start_s = 27000 + 1800 * static_cast<double>(at);
        layout.parts.push_back({.name = "wait_mean",
                                .of = "all",
                                .unit = "s",
                                .direction = lower,
                                .estimator = Estimator::ratio,
                                .numerator = 4 + at,
                                .denominator = 0,
                                .start_s = start_s,
                                .end_s = start_s + 1800});
    }
    return layout;
}

Summary run_of(const Layout& layout, std::size_t run, std::size_t side) {
    const Shape& shape = shapes[side];
    Summary summary{
        .replication = static_cast<std::uint32_t>(run), .totals = std::vector<double>(layout.size()), .distributions = {}};
    const double luck = wobble(run, side), visits = std::round(shape.visits * (1 + (luck - 1) / 8));
    summary.totals[0] = visits;
    summary.totals[1] = visits * shape.wait_s * luck;
    summary.totals[2] = std::round(visits * (1 - (1 - shape.within) * luck));
    summary.totals[3] = shape.cost * (1 + (luck - 1) / 20);
    for (std::size_t at = 0; at < intervals; ++at)
        summary.totals[4 + at] = visits * shape.wait_s * luck * (.3 + std::exp(-std::pow((static_cast<double>(at) - 4) / 3, 2)));
    return summary;
}

// Enough for the parts that ask the scenario: names, dates, currency.
Scenario described(std::size_t side) {
    Scenario scenario;
    scenario.name = shapes[side].en;
    scenario.sha256 = std::string(63, 'a') + static_cast<char>('0' + side);
    scenario.calendar.has_dates = true, scenario.calendar.start = "2018-10-14", scenario.calendar.end = "2018-10-18";
    scenario.costs.currency = "AED";
    scenario.study.seed = 2018, scenario.study.series = Series::typical_day;
    return scenario;
}

}  // namespace

Comparison four_weeks(std::size_t runs, bool raced) {
    const Layout layout = made_up();
    Comparison comparison;
    Sides sides(4);
    for (std::size_t side = 0; side < 4; ++side) {
        comparison.contenders.push_back({.scenario = described(side), .file = "week-" + std::to_string(side) + ".json"});
        comparison.contenders.back().title = {shapes[side].en, shapes[side].ar};
        for (std::size_t run = 0; run < runs; ++run) sides[side].push_back(run_of(layout, run, side));
    }
    comparison.contenders[1].variant = "one-more";
    comparison.contenders[1].changes = {{"/centres/cargo_village/stations/counter/agents", "6"}};
    comparison.command = "counterless compare week-0.json week-2.json week-3.json --variant one-more=/centres/…";
    comparison.version = "0", comparison.cpu_class = "made up";
    comparison.replications_asked = static_cast<int>(runs);
    std::vector<MeasureOf> by{{"service_level@10min/offered"}, {"wait_mean"}, {"cost"}, {"visits"}};
    if (raced) {
        by = {{"wait_mean"}, {"cost"}};
        comparison.terms = RaceTerms{.measures = std::vector<Measure>(4, layout.measures[1]), .most = runs};
        comparison.race = race(*comparison.terms, sides);
        for (std::size_t side = 0; side < 4; ++side) sides[side].resize(comparison.race->asked[side]);
        comparison.chosen = Chosen::asked;
    }
    compare(comparison, std::vector<Layout>(4, layout), sides, by);
    return comparison;
}

}  // namespace counterless::fixture

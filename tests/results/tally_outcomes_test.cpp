#include <doctest/doctest.h>

#include "results/batches.hpp"
#include "results/estimate.hpp"
#include "results/tally.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
// Four days over the turn of a year, 30 December to 2 January, open from 8 to 14 on each.
struct Turn {
    Scenario scenario = turn();
    Layout plan;
    Tally tally;
    static Scenario turn() {
        Scenario told = town();
        told.calendar.days.clear();
        told.centres[0].open.clear();
        const char* dates[] = {"2017-12-30", "2017-12-31", "2018-01-01", "2018-01-02"};
        for (int day = 0; day < 4; ++day) {
            told.calendar.days.push_back({day * day_s, day, true, 1, dates[day]});
            told.centres[0].open.push_back({day * day_s + 8 * hour_s, day * day_s + 14 * hour_s});
        }
        told.study.horizon_s = 4 * day_s;
        told.study.series = Series::year;
        told.costs = {.counter_transaction = 42,
                      .digital_transaction = 1,
                      .guide_hour = 100,
                      .centre_day = 5000,
                      .centre_day_co2_kg = 7,
                      .trip_time_s = 1800,
                      .trip_co2_kg = 1,
                      .sheet_co2_kg = 0.01,
                      .digital_time_s = 60};
        return told;
    }
    explicit Turn(Scenario given = turn()) : scenario(std::move(given)), plan(layout(scenario)), tally(scenario, plan, 0) {}
    Summary end() {
        tally.finished(4 * day_s, Ending::horizon_reached, {0, 0});
        return tally.take();
    }
    void visit(double from_s, double until_s, double waited_s, Index segment = 0, VisitEnd end = VisitEnd::served) {
        tally.visit_began(from_s, 0, 0, segment, 0, 0);
        tally.visit_ended({0, from_s, until_s, waited_s, 0, segment, 0, 1, end, true});
    }
    void done(double time_s, TransactionEnd end, Index segment = 0) {
        const Index channel = end == TransactionEnd::counter ? none : 0;
        tally.transaction_ended({time_s, 0, segment, channel, end == TransactionEnd::counter ? 0 : none, end});
    }
    [[nodiscard]] double value(const Summary& summary, const char* name, const char* of = "all", int bin = -1) const {
        const std::vector<Measure>& list = bin < 0 ? plan.measures : plan.parts;
        for (const Measure& measure : list) {
            if (measure.name != name || measure.of != of) continue;
            if (bin >= 0 && measure.start_s != plan.bin_start_s(static_cast<std::size_t>(bin))) continue;
            const Estimate found = estimate(std::vector{measure}, std::vector{summary}, 0.95).front();
            return found.known ? found.mean : -1;
        }
        return -2;
    }
};
}  // namespace

TEST_CASE("years and months are those of the calendar, and what comes after the horizon belongs to the last") {
    Scenario scenario = Turn::turn();
    Layout years = layout(scenario);
    REQUIRE(years.bins == 2);
    CHECK(years.bin_start_s(1) == 2 * day_s);
    CHECK(years.bin_of(2 * day_s - 1) == 0);
    CHECK(years.bin_of(2 * day_s) == 1);
    CHECK(years.bin_of(5 * day_s) == 1);
    CHECK(years.edge_after(0) == 2 * day_s);
    CHECK(years.edge_after(2 * day_s) == infinite);
    scenario.calendar.days[3].date = "2018-02-01";
    scenario.study.series = Series::month;
    CHECK(layout(scenario).bins == 3);
    for (Day& day : scenario.calendar.days) day.date.clear();
    scenario.study.horizon_s = 61 * day_s;  // without dates: 30 days each
    CHECK(layout(scenario).bins == 3);
    CHECK(layout(scenario).bin_of(60 * day_s) == 2);
}

TEST_CASE("each year has its own transactions, visits, paper, hours, money, air and agents; the horizon is their sum") {
    Turn told;
    told.tally.staffed(8 * hour_s, 0, 0, 3, 3), told.tally.staffed(14 * hour_s, 0, 0, 0, 0);
    told.visit(9 * hour_s, 10 * hour_s, 600);
    told.done(10 * hour_s, TransactionEnd::counter);  // 4 sheets
    const double second = 2 * day_s;
    told.visit(second + 9 * hour_s, second + 9.5 * hour_s, 0);
    told.done(second + 9.5 * hour_s, TransactionEnd::counter);
    told.done(second + 10 * hour_s, TransactionEnd::digital), told.done(second + 11 * hour_s, TransactionEnd::given_up);
    told.tally.attempt_ended({second + 10 * hour_s, second + 10 * hour_s + 30, 0, 0, 0, Failure::nothing});
    told.tally.staffed(second + 8 * hour_s, 0, 0, 1, 1), told.tally.staffed(second + 14 * hour_s, 0, 0, 0, 0);
    const Summary summary = told.end();
    const auto in = [&](int year, const char* name) { return told.value(summary, name, "all", year); };
    CHECK(in(0, "transactions") == 1);
    CHECK(in(1, "transactions") == 2);
    CHECK(in(0, "digital_share") == 0);
    CHECK(in(1, "digital_share") == doctest::Approx(0.5));
    CHECK(in(1, "counter_transactions") == 1);
    CHECK(in(0, "given_up") == 0);
    CHECK(in(1, "given_up") == 1);
    CHECK(in(0, "visits") == 1);
    CHECK(in(1, "sheets") == 4);
    CHECK(in(0, "customer_hours") == doctest::Approx(1.5));
    CHECK(in(1, "customer_hours") == doctest::Approx(1 + 90.0 / 3600));
    CHECK(in(0, "cost") == doctest::Approx(42 + 2 * 5000));
    CHECK(in(1, "cost") == doctest::Approx(43 + 2 * 5000));
    CHECK(in(0, "co2") == doctest::Approx(1 + 0.04 + 14));
    CHECK(in(0, "agent_hours") == doctest::Approx(18));
    CHECK(in(0, "staff") == doctest::Approx(1.5));  // three on the first of two days
    CHECK(in(1, "staff") == doctest::Approx(0.5));
    CHECK(told.value(summary, "staff") == doctest::Approx(1));
    for (const char* name : {"transactions", "visits", "sheets", "customer_hours", "cost", "co2", "agent_hours", "given_up"})
        CHECK_MESSAGE(told.value(summary, name) == doctest::Approx(in(0, name) + in(1, name)), name);
}

TEST_CASE("a closed centre costs nothing, and a day of two openings is one day") {
    Scenario scenario = Turn::turn();
    scenario.centres[0].open.push_back({3 * day_s + 16 * hour_s, 3 * day_s + 18 * hour_s});
    scenario.initiatives.push_back({.id = "closing", .name = {}, .from_s = day_s, .until_s = 2 * day_s});
    scenario.knobs.push_back({KnobKind::centre_closed, 0, 0, day_s, 2 * day_s, 1});
    Turn told(scenario);
    const Summary summary = told.end();
    CHECK(told.value(summary, "cost", "all", 0) == 5000);
    CHECK(told.value(summary, "cost", "all", 1) == 2 * 5000);
    CHECK(told.value(summary, "co2/buildings") == 3 * 7);
}

TEST_CASE("an initiative costs what it costs once, its letters and its guides; all of it is in the cost") {
    Scenario scenario = Turn::turn();
    const auto initiative = [&](const char* id, double from_s) {
        scenario.initiatives.push_back({.id = id, .name = {}, .from_s = from_s, .until_s = 4 * day_s});
        return static_cast<Index>(scenario.initiatives.size() - 1);
    };
    const Index early = initiative("early", -day_s), week = initiative("week", day_s);
    scenario.initiatives[early].cost = 9999;  // it began before what is measured
    scenario.initiatives[week].cost = 1000, scenario.initiatives[week].letter_cost = 0.25;
    scenario.knobs = {{KnobKind::guides, early, none, -day_s, 4 * day_s, 1},
                      {KnobKind::guides, week, none, 2 * day_s, 4 * day_s, 2},
                      {KnobKind::letter, week, none, day_s, infinite, 1}};
    Turn told(scenario);
    for (int day = 0; day < 4; ++day) {
        const int guides = day < 2 ? 1 : 3;
        told.tally.staffed(day * day_s + 8 * hour_s, 2, 0, guides, guides);
        told.tally.staffed(day * day_s + 14 * hour_s, 2, 0, 0, 0);
    }
    told.tally.told(day_s, week, 400, 100);
    const Summary summary = told.end();
    CHECK(told.value(summary, "messages_sent", "initiative/week") == 400);
    CHECK(told.value(summary, "messages_read", "initiative/week") == 100);
    CHECK(told.value(summary, "messages_sent", "initiative/early") == -2);  // it sends none
    // 48 hours of guides: 12 alone, then 36 of which one is early's and two are the week's; early asked for 24, the week for 24.
    CHECK(told.value(summary, "initiative_cost", "initiative/week") == doctest::Approx(1000 + 100 + 24 * 100));
    CHECK(told.value(summary, "initiative_cost", "initiative/early") == doctest::Approx(24 * 100));
    CHECK(told.value(summary, "initiative_cost") == doctest::Approx(1100 + 48 * 100));
    CHECK(told.value(summary, "initiative_cost", "all", 0) == doctest::Approx(1100 + 12 * 100));
    CHECK(told.value(summary, "cost") == doctest::Approx(1100 + 48 * 100 + 4 * 5000));
}

TEST_CASE("guides share a desk by the hours in which it is open: a closed day is nobody's") {
    Scenario scenario = Turn::turn();
    for (const char* id : {"early", "week"})
        scenario.initiatives.push_back({.id = id, .name = {}, .from_s = 0, .until_s = 4 * day_s});
    scenario.knobs = {{KnobKind::guides, 0, none, 0, 4 * day_s, 1},
                      {KnobKind::guides, 1, none, 2 * day_s, 4 * day_s, 2},
                      {KnobKind::centre_closed, 1, 0, 3 * day_s, 4 * day_s, 1}};
    Turn told(scenario);
    for (int day = 0; day < 3; ++day) {
        const int guides = day < 2 ? 1 : 3;
        told.tally.staffed(day * day_s + 8 * hour_s, 2, 0, guides, guides);
        told.tally.staffed(day * day_s + 14 * hour_s, 2, 0, 0, 0);
    }
    const Summary summary = told.end();
    // 30 hours: early's one guide was there for three days of six hours, the week's two for one.
    CHECK(told.value(summary, "initiative_cost", "initiative/early") == doctest::Approx(18 * 100));
    CHECK(told.value(summary, "initiative_cost", "initiative/week") == doctest::Approx(12 * 100));
}

TEST_CASE("happiness is what is stated less what befell the customers, and there is none where nothing is stated") {
    Scenario scenario = Turn::turn();
    CHECK(Turn(scenario).value(Turn(scenario).end(), "happiness") == -2);
    scenario.happiness = {
        .stated = true, .base = 95, .per_minute_waited = 2, .per_failure = 8, .per_given_up = 40, .per_trip = 5};
    Turn told(scenario);
    told.visit(9 * hour_s, 10 * hour_s, 600, 0);
    told.done(10 * hour_s, TransactionEnd::counter, 0);
    for (int n = 0; n < 3; ++n) told.done(11 * hour_s, TransactionEnd::digital, 1);
    told.tally.attempt_ended({11 * hour_s, 11 * hour_s + 5, 0, 0, 1, Failure::error});
    told.done(12 * hour_s, TransactionEnd::given_up, 1);
    const Summary summary = told.end();
    CHECK(told.value(summary, "happiness") == doctest::Approx(95 - (2 * 10 + 8 + 40 + 5) / 4.0));
    CHECK(told.value(summary, "happiness", "all", 0) == doctest::Approx(95 - (2 * 10 + 8 + 40 + 5) / 4.0));
    CHECK(told.value(summary, "happiness", "all", 1) == -1);  // nobody to ask
    CHECK(told.value(summary, "happiness", "segment/people") == doctest::Approx(95 - 20 - 5));
    CHECK(told.value(summary, "happiness", "segment/traders") == doctest::Approx(95 - 48 / 3.0));
}

TEST_CASE("each segment has its own visits, waits, trips and what it gave up") {
    Scenario scenario = Turn::turn();
    scenario.centres[0].trip_s = 3600;  // it lies further than others
    Turn told(scenario);
    for (int n = 0; n < 4; ++n) told.tally.need_arose(hour_s, 0, 0);
    told.visit(9 * hour_s, 10 * hour_s, 600, 0), told.visit(10 * hour_s, 11 * hour_s, 1200, 0);
    told.visit(11 * hour_s, 12 * hour_s, 3600, 0, VisitEnd::gave_up);
    told.visit(9 * hour_s, 10 * hour_s, 60, 1);
    told.done(10 * hour_s, TransactionEnd::counter, 0), told.done(11 * hour_s, TransactionEnd::counter, 0);
    told.done(12 * hour_s, TransactionEnd::given_up, 0);
    const Summary summary = told.end();
    const auto people = [&](const char* name) { return told.value(summary, name, "segment/people"); };
    CHECK(people("visits") == 3);
    CHECK(people("wait_mean") == 900);  // of those who were served
    CHECK(people("wait_p90") == doctest::Approx(1200).epsilon(1.0 / 64));
    CHECK(people("given_up_share") == doctest::Approx(1.0 / 3));
    CHECK(people("wait_per_need") == doctest::Approx(5400.0 / 4));
    CHECK(people("trip_per_need") == doctest::Approx(3 * 3600.0 / 4));
    CHECK(told.value(summary, "wait_mean", "segment/traders") == 60);
    CHECK(told.value(summary, "given_up_share", "segment/traders") == -1);
}

TEST_CASE("what is cut in two adds up to the whole: centre days, what an initiative costs once, its guides") {
    Scenario scenario = Turn::turn();
    scenario.study.series = Series::off;
    scenario.initiatives.push_back({.id = "week", .name = {}, .from_s = 3 * day_s, .until_s = 4 * day_s});
    scenario.initiatives[0].cost = 1000;
    scenario.knobs = {{KnobKind::guides, 0, none, 3 * day_s, 4 * day_s, 1}};
    const auto tell = [](Turn& told) { told.tally.staffed(3 * day_s + 8 * hour_s, 2, 0, 1, 1); };
    Turn whole(scenario), cut(scenario);
    tell(whole);
    const Summary first = cut.tally.cut(2 * day_s);
    tell(cut);
    const Summary second = cut.end(), both = whole.end();
    for (const char* name : {"cost", "initiative_cost", "co2"})
        CHECK(cut.value(first, name) + cut.value(second, name) == doctest::Approx(whole.value(both, name)));
    CHECK(cut.value(first, "initiative_cost") == 0);
}

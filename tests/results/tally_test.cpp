#include "results/tally.hpp"

#include <doctest/doctest.h>

#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
// The town without its needs: what happens is told by hand.
struct Told {
    Scenario scenario;
    Layout plan;
    Tally tally;
    static Scenario with(Series series, double warmup_s) {
        Scenario told = town();
        told.study.series = series;
        told.study.warmup_s = warmup_s;
        told.costs = {.counter_transaction = 42,
                      .digital_transaction = 1,
                      .guide_hour = 100,
                      .centre_day = 5000,
                      .trip_time_s = 1800,
                      .trip_co2_kg = 1,
                      .sheet_co2_kg = 0.01,
                      .digital_time_s = 60};
        return told;
    }
    explicit Told(Series series = Series::typical_day, double warmup_s = 0)
        : scenario(with(series, warmup_s)), plan(layout(scenario)), tally(scenario, plan, 0) {}
    Summary end() {
        tally.finished(2 * day_s, Ending::horizon_reached, {0, 0});
        return tally.take();
    }
};
}  // namespace

TEST_CASE("a level is split exactly at the edges of the half-hours") {
    Told told;
    // In line from 08:20 to 09:10, then served until 09:40, with 3 agents on duty from 08:00 to 10:00.
    const double start_s = 8 * hour_s;
    told.tally.staffed(start_s, 0, 0, 3);
    told.tally.arrived(start_s + 1200, {.station = 0});
    told.tally.began(start_s + 4200, {.station = 0}, 3000);
    told.tally.ended(start_s + 6000, {.station = 0}, 3000, 1800);
    told.tally.staffed(start_s + 7200, 0, 0, 0);
    const Summary summary = told.end();
    const auto part = [&](std::size_t bin, PlacePart what) { return summary.totals[told.plan.place_part(0, bin, what)]; };
    CHECK(part(16, PlacePart::queue_area) == doctest::Approx(600));   // 08:20 - 08:30
    CHECK(part(17, PlacePart::queue_area) == doctest::Approx(1800));  // 08:30 - 09:00
    CHECK(part(18, PlacePart::queue_area) == doctest::Approx(600));   // 09:00 - 09:10
    CHECK(part(18, PlacePart::busy_area) == doctest::Approx(1200));   // 09:10 - 09:30
    CHECK(part(19, PlacePart::busy_area) == doctest::Approx(600));    // 09:30 - 09:40
    for (std::size_t bin = 16; bin < 20; ++bin) CHECK(part(bin, PlacePart::duty_area) == doctest::Approx(3 * 1800));
    CHECK(part(20, PlacePart::duty_area) == 0);
    CHECK(part(16, PlacePart::wait_sum) == doctest::Approx(3000));  // the wait belongs to the half-hour of his arrival
    CHECK(part(18, PlacePart::began) == 0);
    CHECK(summary.totals[told.plan.place(0, Place::queue_area)] == doctest::Approx(3000));
    CHECK(summary.totals[told.plan.place(told.plan.all(), Place::busy_area)] == doctest::Approx(1800));
    CHECK(summary.totals[told.plan.bin_length(16)] == doctest::Approx(2 * 1800));  // two days fold into one
}

TEST_CASE("who came during the warm-up is not measured, but is in the balance") {
    Told told(Series::typical_day, 9 * hour_s);
    told.tally.visit_began(8.9 * hour_s, 0, 0, none, 0);
    told.tally.visit_began(9.1 * hour_s, 0, 0, none, 0);
    told.tally.visit_ended({0, 8.9 * hour_s, 9.5 * hour_s, 60, 0, 0, 0, 1, VisitEnd::served, true});
    told.tally.visit_ended({0, 9.1 * hour_s, 9.6 * hour_s, 120, 0, 0, 0, 1, VisitEnd::served, true});
    const Summary summary = told.end();
    const std::size_t centre = told.plan.stations;
    CHECK(summary.totals[told.plan.place(centre, Place::began)] == 1);
    CHECK(summary.totals[told.plan.place(centre, Place::wait_sum)] == 120);
    CHECK(summary.totals[told.plan.whole(Whole::visits_served)] == 2);
    // Inside from the end of the warm-up on: half an hour of one, half an hour of the other, 0.1 h of overlap apart.
    CHECK(summary.totals[told.plan.place(centre, Place::inside_area)] == doctest::Approx((0.5 + 0.5) * hour_s));
    CHECK(summary.totals[told.plan.window()] == doctest::Approx(2 * day_s - 9 * hour_s));
}

TEST_CASE("each end of a visit has its own count, and only the served and the taught have a wait") {
    Told told;
    for (const VisitEnd end : {VisitEnd::served, VisitEnd::taught, VisitEnd::gave_up, VisitEnd::refused}) {
        told.tally.visit_began(9 * hour_s, 0, 0, none, 0);
        told.tally.visit_ended({0, 9 * hour_s, 9.5 * hour_s, 700, 0, 0, 0, 1, end, true});
    }
    const Summary summary = told.end();
    const auto of = [&](Place what) { return summary.totals[told.plan.place(told.plan.all(), what)]; };
    CHECK(of(Place::arrived) == 4);
    CHECK(of(Place::began) == 2);
    CHECK(of(Place::within) == 0);  // 700 s is over ten minutes
    CHECK(of(Place::reneged) == 1);
    CHECK(of(Place::refused) == 1);
    CHECK(of(Place::taught) == 1);
    CHECK(summary.distributions[told.plan.waits(told.plan.all())].count() == 2);
    CHECK(summary.totals[told.plan.whole(Whole::customer_s)] == doctest::Approx(4 * (1800 + 1800)));
}

TEST_CASE("who is moved at the door is a visit, but waits for nothing and is no one who came to be served") {
    Told told;
    told.tally.visit_began(9 * hour_s, 0, 0, none, 0), told.tally.visit_began(9 * hour_s, 0, 0, none, 0);
    told.tally.visit_ended({0, 9 * hour_s, 9 * hour_s, 0, 0, 0, 0, 1, VisitEnd::taught, false});
    told.tally.visit_ended({0, 9 * hour_s, 9.5 * hour_s, 900, 0, 0, 0, 1, VisitEnd::served, true});
    const Summary summary = told.end();
    const auto of = [&](Place what) { return summary.totals[told.plan.place(told.plan.all(), what)]; };
    CHECK(of(Place::arrived) == 2);
    CHECK(of(Place::taught) == 1);
    CHECK(of(Place::offered) == 1);
    CHECK(of(Place::began) == 1);
    CHECK(of(Place::wait_sum) == 900);
    CHECK(of(Place::within) == 0);
}

TEST_CASE("what transactions cost in paper, money and air") {
    Told told;
    told.tally.need_arose(1, 0, 0), told.tally.need_arose(1, 0, 0), told.tally.need_arose(1, 1, 1);
    told.tally.visit_began(9 * hour_s, 0, 0, none, 0);
    told.tally.transaction_ended({10 * hour_s, 0, 0, none, 0, TransactionEnd::counter});  // 4 sheets
    told.tally.visit_ended({0, 9 * hour_s, 10 * hour_s, 0, 0, 0, 0, 1, VisitEnd::served, true});
    told.tally.transaction_ended({10 * hour_s, 0, 0, 0, 0, TransactionEnd::digital});  // moved in the hall
    told.tally.transaction_ended({11 * hour_s, 1, 1, 1, none, TransactionEnd::given_up});
    told.tally.staffed(8 * hour_s, 2, 0, 2), told.tally.staffed(14 * hour_s, 2, 0, 0);  // two guides, six hours
    told.tally.centre_emptied(14 * hour_s, 0, 600);
    const Summary summary = told.end();
    const auto whole = [&](Whole what) { return summary.totals[told.plan.whole(what)]; };
    CHECK(whole(Whole::sheets) == 4);
    CHECK(whole(Whole::moved) == 1);
    CHECK(whole(Whole::cost) == doctest::Approx(42 + 1 + 12 * 100 + 5000));
    CHECK(whole(Whole::co2) == doctest::Approx(1 + 0.04));
    CHECK(whole(Whole::needs) == whole(Whole::done_counter) + whole(Whole::done_smart) + whole(Whole::given_up));
    CHECK(summary.totals[told.plan.place(told.plan.all(), Place::overtime_sum)] == 600);
}

TEST_CASE("no two totals share a place, whatever the scenario holds") {
    Told told(Series::typical_week);
    std::vector<int> used(told.plan.size(), 0);
    const Layout& plan = told.plan;
    for (std::size_t p = 0; p < plan.places(); ++p) {
        for (std::size_t w = 0; w < std::size_t(Place::count); ++w) ++used[plan.place(p, Place(w))];
        for (std::size_t bin = 0; bin < plan.bins; ++bin)
            for (std::size_t w = 0; w < std::size_t(PlacePart::count); ++w) ++used[plan.place_part(p, bin, PlacePart(w))];
    }
    for (std::size_t c = 0; c < plan.channels; ++c) {
        for (std::size_t w = 0; w < std::size_t(Way::count); ++w) ++used[plan.way(c, Way(w))];
        for (std::size_t bin = 0; bin < plan.bins; ++bin)
            for (std::size_t w = 0; w < std::size_t(WayPart::count); ++w) ++used[plan.way_part(c, bin, WayPart(w))];
    }
    for (std::size_t s = 0; s < plan.services; ++s)
        for (std::size_t w = 0; w < std::size_t(Kind::count); ++w) ++used[plan.service(s, Kind(w))];
    for (std::size_t g = 0; g < plan.segments; ++g)
        for (std::size_t w = 0; w < std::size_t(Kind::count); ++w) ++used[plan.segment(g, Kind(w))];
    for (std::size_t w = 0; w < std::size_t(Whole::count); ++w) ++used[plan.whole(Whole(w))];
    ++used[plan.window()];
    for (std::size_t bin = 0; bin < plan.bins; ++bin) ++used[plan.bin_length(bin)];
    for (const int count : used) CHECK(count == 1);
}

TEST_CASE("an instant finds its interval: by the clock of the day, of the week, or of the horizon") {
    Scenario scenario = town();
    scenario.calendar.days[0].weekday = 2;  // a Tuesday
    scenario.study.series = Series::typical_day;
    CHECK(layout(scenario).bin_of(day_s + 9.25 * hour_s) == 18);
    scenario.study.series = Series::typical_week;
    CHECK(layout(scenario).bin_of(9.25 * hour_s) == 2 * 48 + 18);
    CHECK(layout(scenario).bin_of(5 * day_s) == 0);  // Sunday again
    scenario.study.series = Series::half_hour;
    CHECK(layout(scenario).bin_of(day_s + 9.25 * hour_s) == 48 + 18);
    scenario.study.series = Series::day;
    CHECK(layout(scenario).bin_of(day_s + 9.25 * hour_s) == 1);
}

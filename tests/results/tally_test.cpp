#include "results/tally.hpp"

#include <doctest/doctest.h>

#include <set>

#include "results/estimate.hpp"
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
    explicit Told(Scenario given) : scenario(std::move(given)), plan(layout(scenario)), tally(scenario, plan, 0) {}
    explicit Told(Series series = Series::typical_day, double warmup_s = 0) : Told(with(series, warmup_s)) {}
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
    told.tally.staffed(start_s, 0, 0, 3, 3);
    told.tally.arrived(start_s + 1200, {.station = 0});
    told.tally.began(start_s + 4200, {.station = 0}, 3000);
    told.tally.ended(start_s + 6000, {.station = 0}, 3000, 1800);
    told.tally.staffed(start_s + 7200, 0, 0, 0, 0);
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

TEST_CASE("a wait belongs to the half-hour of the arrival and, apart, to that of the start") {
    Told told;
    told.tally.arrived(8 * hour_s, {.station = 0});
    told.tally.arrived(8.4 * hour_s, {.station = 0});
    told.tally.began(8.1 * hour_s, {.station = 0}, 0.1 * hour_s);  // six minutes: within ten
    told.tally.began(9 * hour_s, {.station = 0}, 0.6 * hour_s);    // not
    told.tally.ended(10 * hour_s, {.station = 0}, 0.1 * hour_s, 1.9 * hour_s);
    told.tally.ended(10 * hour_s, {.station = 0}, 0.6 * hour_s, 1 * hour_s);
    const Summary summary = told.end();
    const auto part = [&](std::size_t bin, PlacePart what) { return summary.totals[told.plan.place_part(0, bin, what)]; };
    CHECK(part(16, PlacePart::began) == 2);
    CHECK(part(16, PlacePart::within) == 1);
    CHECK(part(16, PlacePart::wait_sum) == doctest::Approx(0.7 * hour_s));
    CHECK(part(16, PlacePart::started) == 1);
    CHECK(part(16, PlacePart::started_within) == 1);
    CHECK(part(18, PlacePart::started) == 1);
    CHECK(part(18, PlacePart::started_within) == 0);
    CHECK(part(18, PlacePart::started_wait_sum) == doctest::Approx(0.6 * hour_s));
    const auto of = [&](Place what) { return summary.totals[told.plan.place(0, what)]; };
    CHECK(of(Place::began) == 2);  // the horizon is the sum of its intervals
    CHECK(of(Place::started) == 2);
    CHECK(of(Place::sojourn_sum) == doctest::Approx((2 + 1.6) * hour_s));
}

namespace {
// A bank of one hall and two classes at a station of two pools.
struct Bank : Told {
    static Scenario two_pools() {
        Scenario scenario = with(Series::off, 0);
        scenario.classes = {{.id = "plain", .name = {}}, {.id = "urgent", .name = {}}};
        scenario.stations[0].pools.resize(2);
        scenario.stations[0].pools[0].id = "senior", scenario.stations[0].pools[1].id = "junior";
        return scenario;
    }
    Bank() : Told(two_pools()) {}
    [[nodiscard]] double of(const Summary& summary, std::size_t place, Place what) const {
        return summary.totals[plan.place(place, what)];
    }
};
}  // namespace

TEST_CASE("who is interrupted is back in line, and his agent serves another") {
    Bank bank;
    const Person plain{.visit = 1, .station = 0, .klass = 0, .pool = 0, .agent = 0};
    const Person urgent{.visit = 2, .station = 0, .klass = 1, .pool = 0, .agent = 0};
    bank.tally.staffed(0, 0, 0, 1, 1), bank.tally.staffed(0, 0, 1, 3, 3);
    bank.tally.arrived(100, plain), bank.tally.began(100, plain, 0);
    bank.tally.arrived(200, urgent), bank.tally.interrupted(200, plain), bank.tally.began(200, urgent, 0);
    bank.tally.ended(300, urgent, 0, 100), bank.tally.resumed(300, plain);
    bank.tally.ended(400, plain, 0, 300);
    const Summary summary = bank.end();
    CHECK(bank.of(summary, 0, Place::busy_area) == 300);
    CHECK(bank.of(summary, 0, Place::queue_area) == 100);
    CHECK(bank.of(summary, bank.plan.klass(0, 0), Place::queue_area) == 100);
    CHECK(bank.of(summary, bank.plan.klass(0, 0), Place::busy_area) == 200);
    CHECK(bank.of(summary, bank.plan.klass(0, 1), Place::busy_area) == 100);
    CHECK(bank.of(summary, bank.plan.klass(0, 0), Place::interrupted) == 1);
    CHECK(bank.of(summary, bank.plan.klass(0, 1), Place::interrupted) == 0);
    CHECK(bank.of(summary, bank.plan.klass(0, 0), Place::sojourn_sum) == 300);
    CHECK(bank.of(summary, bank.plan.pool(0, 0), Place::busy_area) == 300);
    CHECK(bank.of(summary, bank.plan.pool(0, 0), Place::ended) == 2);
    CHECK(bank.of(summary, bank.plan.pool(0, 0), Place::duty_area) == doctest::Approx(2 * day_s));
    CHECK(bank.of(summary, bank.plan.pool(0, 1), Place::duty_area) == doctest::Approx(3 * 2 * day_s));
    CHECK(bank.of(summary, 0, Place::duty_area) == doctest::Approx(4 * 2 * day_s));
}

TEST_CASE("work after the service counts as busy; who overstays his shift is on duty, whatever another pool does") {
    Bank bank;
    const Person person{.visit = 1, .station = 0, .klass = 0, .pool = 0, .agent = 0};
    bank.tally.staffed(0, 0, 0, 1, 1), bank.tally.staffed(0, 0, 1, 1, 1);
    bank.tally.arrived(100, person), bank.tally.began(100, person, 0);
    bank.tally.staffed(200, 0, 0, 0, 0);  // his shift ends at 200; he serves until 300 and writes until 350
    bank.tally.ended(300, person, 0, 200), bank.tally.occupied(300, 0, 0, 1);
    bank.tally.occupied(350, 0, 0, 0);
    bank.tally.staffed(1000, 0, 1, 0, 0);
    const Summary summary = bank.end();
    CHECK(bank.of(summary, bank.plan.pool(0, 0), Place::busy_area) == 250);
    CHECK(bank.of(summary, bank.plan.pool(0, 0), Place::duty_area) == 350);
    CHECK(bank.of(summary, 0, Place::busy_area) == 250);
    CHECK(bank.of(summary, 0, Place::duty_area) == 1350);
}

// Two seniors until 1000: one away from 300 to 500; the desk down from 600 to 700 while a customer stays at it until 650. One
// junior until 1000, who serves until 1100.
TEST_CASE("who rests is paid; who is busy is not paid twice; who overstays is paid") {
    Scenario scenario = Bank::two_pools();
    scenario.stations[0].pools[0].duties = {{.from_s = 0, .until_s = 1000, .agents = 2, .breaks = {{300, 500, 200}}}};
    Told told(scenario);
    const auto area = [&](const Summary& summary, std::size_t place, Place what) {
        return summary.totals[told.plan.place(place, what)];
    };
    const Person customer{.visit = 1, .station = 0, .klass = 0, .pool = 0, .agent = 0};
    const Person late{.visit = 2, .station = 0, .klass = 0, .pool = 1, .agent = 0};
    told.tally.staffed(0, 0, 0, 2, 2), told.tally.staffed(0, 0, 1, 1, 1);
    told.tally.staffed(300, 0, 0, 1, 2), told.tally.staffed(500, 0, 0, 2, 2);
    told.tally.arrived(550, customer), told.tally.began(550, customer, 0);
    told.tally.staffed(600, 0, 0, 0, 2);
    told.tally.ended(650, customer, 0, 100);
    told.tally.staffed(700, 0, 0, 2, 2);
    told.tally.arrived(900, late), told.tally.began(900, late, 0);
    told.tally.staffed(1000, 0, 0, 0, 0), told.tally.staffed(1000, 0, 1, 0, 0);
    told.tally.ended(1100, late, 0, 200);
    const Summary summary = told.end();
    CHECK(area(summary, told.plan.pool(0, 0), Place::duty_area) == 1650);
    CHECK(area(summary, told.plan.pool(0, 0), Place::paid_area) == 2000);
    CHECK(area(summary, told.plan.pool(0, 1), Place::paid_area) == 1100);
    CHECK(area(summary, 0, Place::paid_area) == 3100);
    CHECK(area(summary, told.plan.all(), Place::paid_area) == 3100);
    CHECK(area(summary, 0, Place::busy_area) == 300);
}

TEST_CASE("an agent who serves five together is one busy agent") {
    Scenario scenario = Bank::two_pools();
    scenario.stations[0].batch_max = 5;
    Told told(scenario);
    told.tally.staffed(0, 0, 0, 2, 2);
    for (std::uint64_t visit = 0; visit < 5; ++visit) {
        const Person person{.visit = visit, .station = 0, .klass = 0, .pool = 0, .agent = 1};
        told.tally.arrived(100, person), told.tally.began(100, person, 0);
    }
    for (std::uint64_t visit = 0; visit < 5; ++visit)
        told.tally.ended(300, {.visit = visit, .station = 0, .klass = 0, .pool = 0, .agent = 1}, 0, 200);
    const Summary summary = told.end();
    CHECK(summary.totals[told.plan.place(0, Place::busy_area)] == 200);
    CHECK(summary.totals[told.plan.place(0, Place::ended)] == 5);
}

TEST_CASE("each way of not being served has its own share of those who came") {
    Bank bank;
    const Person person{.visit = 1, .station = 0, .klass = 1, .pool = 0, .agent = 0};
    for (const Refusal why : {Refusal::full, Refusal::full, Refusal::closed, Refusal::balked})
        bank.tally.refused(10, person, why);
    for (int times = 0; times < 3; ++times) bank.tally.arrived(20, person);
    bank.tally.reneged(30, person, 10), bank.tally.moved(30, person, 10, Unserved::reneged), bank.tally.began(30, person, 10);
    bank.tally.dropped(50, person, 10, 20);
    const Summary summary = bank.end();
    for (const std::size_t place : {std::size_t{0}, bank.plan.klass(0, 1)}) {
        CHECK(bank.of(summary, place, Place::offered) == 7);
        CHECK(bank.of(summary, place, Place::blocked) == 2);
        CHECK(bank.of(summary, place, Place::closed) == 1);
        CHECK(bank.of(summary, place, Place::balked) == 1);
        CHECK(bank.of(summary, place, Place::reneged) == 1);
        CHECK(bank.of(summary, place, Place::moved) == 1);
        CHECK(bank.of(summary, place, Place::dropped) == 1);
        CHECK(bank.of(summary, place, Place::ended) == 0);
        CHECK(bank.of(summary, place, Place::queue_area) == 30);
        CHECK(bank.of(summary, place, Place::busy_area) == 20);
    }
    CHECK(bank.of(summary, bank.plan.all(), Place::blocked) == 2);
    CHECK(bank.of(summary, bank.plan.klass(0, 0), Place::offered) == 0);
}

TEST_CASE("a hall of one plain station says what its visits say") {
    // The same two people told twice: once where the hall may answer by its station, once where a route (to where he would go
    // anyhow) makes it listen to the visits.
    const auto told = [](bool plain, Series series) {
        Scenario scenario = Told::with(series, 0);
        scenario.stations.resize(1);
        scenario.centres[0].path = {0}, scenario.centres[0].guides = none;
        if (!plain) scenario.stations[0].routes = {Route{}};
        Told one(scenario);
        const Person anna{.visit = 1, .station = 0}, omar{.visit = 2, .station = 0}, sara{.visit = 3, .station = 0};
        const double start_s = 9 * hour_s;
        one.tally.staffed(0, 0, 0, 1, 1);
        one.tally.visit_began(start_s, 1, 0, none, 0, none), one.tally.arrived(start_s, anna), one.tally.began(start_s, anna, 0);
        one.tally.visit_began(start_s + 60, 2, 0, none, 0, none), one.tally.arrived(start_s + 60, omar);
        one.tally.visit_began(start_s + 90, 3, 0, none, 0, none), one.tally.arrived(start_s + 90, sara);
        one.tally.reneged(start_s + 100, sara, 10);
        one.tally.visit_ended({3, start_s + 90, start_s + 100, 10, 0, none, 0, 0, VisitEnd::gave_up, true});
        one.tally.ended(start_s + 2000, anna, 0, 2000);
        one.tally.visit_ended({1, start_s, start_s + 2000, 0, 0, none, 0, 0, VisitEnd::served, true});
        one.tally.began(start_s + 2000, omar, 1940), one.tally.ended(start_s + 3000, omar, 1940, 1000);
        one.tally.visit_ended({2, start_s + 60, start_s + 3000, 1940, 0, none, 0, 0, VisitEnd::served, true});
        one.tally.visit_began(start_s + 4000, 4, 0, none, 0, none);
        one.tally.refused(start_s + 4000, {.visit = 4, .station = 0}, Refusal::full);
        one.tally.visit_ended({4, start_s + 4000, start_s + 4000, 0, 0, none, 0, 0, VisitEnd::refused, false});
        std::vector<Estimate> found;
        const Summary summary = one.end();
        for (const Estimate& estimate_of : estimate(one.plan.measures, {&summary, 1}, 0.95)) found.push_back(estimate_of);
        for (const Estimate& estimate_of : estimate(one.plan.parts, {&summary, 1}, 0.95)) found.push_back(estimate_of);
        return found;
    };
    for (const Series series : {Series::off, Series::typical_day}) {
        const std::vector<Estimate> by_station = told(true, series), by_visits = told(false, series);
        REQUIRE(by_station.size() == by_visits.size());
        for (std::size_t index = 0; index < by_station.size(); ++index) {
            CHECK(by_station[index].known == by_visits[index].known);
            CHECK(by_station[index].mean == doctest::Approx(by_visits[index].mean));
        }
    }
}

TEST_CASE("who came during the warm-up is not measured, but is in the balance") {
    Told told(Series::typical_day, 9 * hour_s);
    told.tally.visit_began(8.9 * hour_s, 0, 0, none, 0, none);
    told.tally.visit_began(9.1 * hour_s, 0, 0, none, 0, none);
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
    for (const VisitEnd end : {VisitEnd::served, VisitEnd::taught, VisitEnd::gave_up, VisitEnd::refused, VisitEnd::returns}) {
        told.tally.visit_began(9 * hour_s, 0, 0, none, 0, none);
        told.tally.visit_ended({0, 9 * hour_s, 9.5 * hour_s, 700, 0, 0, 0, 1, end, true});
    }
    const Summary summary = told.end();
    const auto of = [&](Place what) { return summary.totals[told.plan.place(told.plan.all(), what)]; };
    CHECK(of(Place::arrived) == 5);
    CHECK(of(Place::began) == 2);
    CHECK(of(Place::within) == 0);  // 700 s is over ten minutes
    CHECK(of(Place::reneged) == 1);
    CHECK(of(Place::refused) == 1);
    CHECK(of(Place::returning) == 1);
    CHECK(of(Place::offered) == 5);
    CHECK(of(Place::taught) == 1);
    CHECK(summary.distributions[told.plan.waits(told.plan.all())].count() == 2);
    CHECK(summary.totals[told.plan.whole(Whole::customer_s)] == doctest::Approx(5 * (1800 + 1800)));
}

TEST_CASE("who is moved at the door is a visit, but waits for nothing and is no one who came to be served") {
    Told told;
    told.tally.visit_began(9 * hour_s, 0, 0, none, 0, none), told.tally.visit_began(9 * hour_s, 0, 0, none, 0, none);
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
    told.tally.visit_began(9 * hour_s, 0, 0, none, 0, none);
    told.tally.transaction_ended({10 * hour_s, 0, 0, none, 0, TransactionEnd::counter});  // 4 sheets
    told.tally.visit_ended({0, 9 * hour_s, 10 * hour_s, 0, 0, 0, 0, 1, VisitEnd::served, true});
    told.tally.transaction_ended({10 * hour_s, 0, 0, 0, 0, TransactionEnd::digital});  // moved in the hall
    told.tally.transaction_ended({11 * hour_s, 1, 1, 1, none, TransactionEnd::given_up});
    told.tally.staffed(8 * hour_s, 2, 0, 2, 2), told.tally.staffed(14 * hour_s, 2, 0, 0, 0);  // two guides, six hours
    told.tally.centre_emptied(14 * hour_s, 0, 600);
    const Summary summary = told.end();  // the hall opens on both days
    const auto whole = [&](Whole what) { return summary.totals[told.plan.whole(what)]; };
    CHECK(whole(Whole::sheets) == 4);
    CHECK(whole(Whole::moved) == 1);
    CHECK(whole(Whole::cost) == doctest::Approx(42 + 1 + 12 * 100 + 2 * 5000));
    CHECK(whole(Whole::co2) == doctest::Approx(1 + 0.04));
    CHECK(whole(Whole::needs) == whole(Whole::done_counter) + whole(Whole::done_smart) + whole(Whole::given_up));
    CHECK(summary.totals[told.plan.place(told.plan.all(), Place::overtime_sum)] == 600);
}

namespace {
Scenario with_machines(Series series, double warmup_s) {
    Scenario told = Told::with(series, warmup_s);
    told.platform = {.pue = 2, .grid_kg_per_kwh = 0.4};
    told.platform.sites = {{.id = "sea", .name = {}, .pue = 1.5, .grid_kg_per_kwh = 0.1}};
    Tier web;
    web.id = "web", web.hosts = 4, web.cores = 2;
    web.power.emplace();
    web.capacity = {{0, 3}, {hour_s, 1}};
    told.platform.tiers = {web};
    Disruption dark;
    dark.id = "dark";
    dark.when = {{3 * hour_s, 4 * hour_s}, {30 * hour_s, 31 * hour_s}};
    told.platform.links.resize(2);
    told.platform.disruptions = {dark};
    return told;
}
}  // namespace

TEST_CASE("no two totals share a place, whatever the scenario holds") {
    for (const Series series : {Series::off, Series::typical_week, Series::year}) {
        Scenario scenario = with_machines(series, 0);
        scenario.initiatives.resize(2);
        scenario.back_offices = {{.id = "refunds", .centre = 0}, {.id = "rest", .centre = 0}};
        Told told(scenario);
        std::vector<int> used(told.plan.size(), 0);
        const Layout& plan = told.plan;
        for (std::size_t p = 0; p < plan.places(); ++p) {
            for (std::size_t w = 0; w < std::size_t(Place::count); ++w) ++used[plan.place(p, Place(w))];
            for (std::size_t bin = 0; p < plan.places_in_series() && bin < plan.bins; ++bin)
                for (std::size_t w = 0; w < std::size_t(PlacePart::count); ++w) ++used[plan.place_part(p, bin, PlacePart(w))];
        }
        for (std::size_t c = 0; c < plan.channels; ++c) {
            for (std::size_t w = 0; w < std::size_t(Way::count); ++w) ++used[plan.way(c, Way(w))];
            for (std::size_t bin = 0; bin < plan.bins; ++bin)
                for (std::size_t w = 0; w < std::size_t(WayPart::count); ++w) ++used[plan.way_part(c, bin, WayPart(w))];
        }
        for (std::size_t s = 0; s < plan.services; ++s)
            for (std::size_t w = 0; w < std::size_t(NeedKind::count); ++w) ++used[plan.service(s, NeedKind(w))];
        for (std::size_t g = 0; g < plan.segments; ++g)
            for (std::size_t w = 0; w < std::size_t(NeedKind::count); ++w) ++used[plan.segment(g, NeedKind(w))];
        for (std::size_t w = 0; w < std::size_t(Whole::count); ++w) ++used[plan.whole(Whole(w))];
        for (std::size_t t = 0; t < plan.tiers; ++t) {
            for (std::size_t w = 0; w < std::size_t(Machine::count); ++w) ++used[plan.machine(t, Machine(w))];
            for (std::size_t bin = 0; bin < plan.bins; ++bin)
                for (std::size_t w = 0; w < std::size_t(MachinePart::count); ++w)
                    ++used[plan.machine_part(t, bin, MachinePart(w))];
        }
        for (std::size_t d = 0; d < plan.disruptions; ++d) ++used[plan.recovery(d)], ++used[plan.recovery(d) + 1];
        for (std::size_t l = 0; l < plan.links; ++l) ++used[plan.link_bytes(l)];
        for (std::size_t bin = 0; bin < plan.bins; ++bin) ++used[plan.backlog_part(bin)];
        for (std::size_t b = 0; b < plan.back_offices; ++b) {
            for (std::size_t w = 0; w < std::size_t(Casework::count); ++w) ++used[plan.casework(b, Casework(w))];
            for (std::size_t bin = 0; bin < plan.bins; ++bin)
                for (std::size_t w = 0; w < std::size_t(CasePart::count); ++w) ++used[plan.case_part(b, bin, CasePart(w))];
        }
        for (std::size_t g = 0; g < plan.segments; ++g)
            for (std::size_t w = 0; w < std::size_t(Group::count); ++w) ++used[plan.group(g, Group(w))];
        for (std::size_t i = 0; i < plan.initiatives; ++i)
            for (std::size_t w = 0; w < std::size_t(Effort::count); ++w) ++used[plan.effort(i, Effort(w))];
        for (std::size_t bin = 0; plan.by_calendar() && bin < plan.bins; ++bin)
            for (auto w = std::size_t(Whole::counter); w < std::size_t(Whole::count); ++w) ++used[plan.whole_part(bin, Whole(w))];
        ++used[plan.window()];
        for (std::size_t bin = 0; bin < plan.bins; ++bin) ++used[plan.bin_length(bin)];
        for (const int count : used) CHECK(count == 1);
    }
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

TEST_CASE("energy by tier, with the PUE and the grid of each site, as kilowatt-hours and kilograms") {
    Told told(with_machines(Series::typical_day, 0));
    told.tally.consumed(0, 1800, 0, none, 3.6e6);
    told.tally.consumed(0, 1800, 0, 0, 7.2e6);
    told.tally.consumed(1800, 3600, 0, 0, 3.6e6);
    const std::vector<Summary> runs{told.end()};
    const auto value = [&](const char* name, const char* of) {
        for (const Measure& measure : told.plan.measures)
            if (measure.name == name && measure.of == of) return runs[0].totals[measure.numerator] * measure.scale;
        return -1.0;
    };
    CHECK(value("energy", "platform/web") == doctest::Approx(4));
    CHECK(value("energy", "platform") == doctest::Approx(1 * 2 + 3 * 1.5));
    CHECK(value("co2/machines", "all") == doctest::Approx(2 * 0.4 + 4.5 * 0.1));
    CHECK(value("co2", "all") == doctest::Approx(2 * 0.4 + 4.5 * 0.1));
    CHECK(runs[0].totals[told.plan.machine_part(0, 1, MachinePart::energy_j)] == doctest::Approx(3.6e6));
}

TEST_CASE("hosts that are switched on are what utilisation is a share of") {
    Told told(with_machines(Series::typical_day, 0));
    told.tally.worked(1800, 0, 7200);
    told.tally.hosts_on(hour_s, 0, 1);
    const Summary summary = told.end();
    CHECK(summary.totals[told.plan.machine(0, Machine::hosts_s)] == doctest::Approx(3 * hour_s + 47 * hour_s));
    CHECK(summary.totals[told.plan.machine_part(0, 1, MachinePart::hosts_s)] == doctest::Approx(3 * 1800 + 1800));  // of two days
    CHECK(summary.totals[told.plan.machine_part(0, 2, MachinePart::hosts_s)] == doctest::Approx(2 * 1800));
}

TEST_CASE("without the series of channels and machines their intervals are empty, and all else is the same") {
    const Scenario scenario = with_machines(Series::typical_day, 0);
    Layout plan = layout(scenario);
    std::vector<Summary> runs;
    for (const bool in_series : {true, false}) {
        plan.machines_in_series = in_series;
        Tally tally(scenario, plan, 0);
        tally.worked(1800, 0, 7200);
        tally.attempt_ended({.began_s = 1900, .ended_s = 1930, .channel = 0, .why = Failure::nothing});
        tally.transaction_ended({2000, 0, 0, 0, none, TransactionEnd::digital});
        tally.arrived(2000, {.station = 0});
        tally.began(2600, {.station = 0}, 600);
        tally.finished(2 * day_s, Ending::horizon_reached, {0, 0});
        runs.push_back(tally.take());
    }
    std::vector<std::size_t> apart;
    for (std::size_t slot = 0; slot < plan.size(); ++slot)
        if (runs[0].totals[slot] != runs[1].totals[slot]) apart.push_back(slot);
    const std::vector<std::size_t> expected{plan.way_part(0, 1, WayPart::attempts), plan.way_part(0, 1, WayPart::response_sum),
                                            plan.way_part(0, 1, WayPart::completed),
                                            plan.machine_part(0, 1, MachinePart::busy_s)};
    CHECK(std::set<std::size_t>(apart.begin(), apart.end()) == std::set<std::size_t>(expected.begin(), expected.end()));
    for (const std::size_t slot : apart) CHECK(runs[1].totals[slot] == 0);
    CHECK(runs[0].distributions[plan.responses_part(1)].count() == 1);
    CHECK(runs[1].distributions[plan.responses_part(1)].count() == 0);
    CHECK(runs[1].distributions[plan.responses(0)].count() == 1);
}

TEST_CASE("who waits to try again is a level; a disruption is over when no more do than when it began") {
    Told told(with_machines(Series::typical_day, 0));
    told.tally.pausing(2 * hour_s, 5);
    told.tally.pausing(3.5 * hour_s, 40);
    told.tally.pausing(4.25 * hour_s, 6);
    told.tally.pausing(4.5 * hour_s, 5);  // as before: half an hour after its end
    told.tally.pausing(5 * hour_s, 0);
    told.tally.pausing(31.5 * hour_s, 1);  // at the end of the second nobody waited
    const Summary summary = told.end();
    CHECK(summary.totals[told.plan.recovery(0)] == doctest::Approx(1800));
    CHECK(summary.totals[told.plan.recovery(0) + 1] == 2);
    CHECK(summary.totals[told.plan.whole(Whole::backlog_area)] ==
          doctest::Approx((5 * 1.5 + 40 * 0.75 + 6 * 0.25 + 5 * 0.5 + 16.5) * hour_s));
    CHECK(summary.totals[told.plan.backlog_part(8)] == doctest::Approx((40 * 0.25 + 6 * 0.25) * hour_s));
}

TEST_CASE("who has not recovered at the end has needed at least so long") {
    Told told(with_machines(Series::off, 0));
    told.tally.pausing(30.5 * hour_s, 3);
    const Summary summary = told.end();
    CHECK(summary.totals[told.plan.recovery(0)] == doctest::Approx(17 * hour_s));
    CHECK(summary.totals[told.plan.recovery(0) + 1] == 2);
}

namespace {
// Two days, promised by the end of the first or of the second; a queue that promises nothing beside it.
Scenario with_office(Series series = Series::typical_day, double warmup_s = 0) {
    Scenario scenario = Told::with(series, warmup_s);
    scenario.back_offices = {{.id = "refunds", .centre = 0, .promise_days = 1, .due_s = {day_s, 2 * day_s}},
                             {.id = "rest", .centre = 0}};
    return scenario;
}
void settles(Tally& tally, double opened_s, double ended_s, bool done, bool in_time) {
    tally.case_ended({opened_s, ended_s, 0, none, done, in_time});
}
}  // namespace

TEST_CASE("a promise is kept or broken where that is known; what is open and late is known, what is open and not late is not") {
    Told told(with_office());
    for (const double hours : {1, 2, 3, 4}) told.tally.case_opened(hours * hour_s, 0, none);
    settles(told.tally, hour_s, 5 * hour_s, true, true);
    settles(told.tally, 2 * hour_s, 6 * hour_s, false, false);  // nobody served it
    for (const double hours : {25, 26}) told.tally.case_opened(hours * hour_s, 0, none);
    settles(told.tally, 3 * hour_s, 30 * hour_s, true, false);  // late
    settles(told.tally, 25 * hour_s, 31 * hour_s, true, true);
    told.tally.case_opened(32 * hour_s, 1, none);
    // Open at the end: that of the fourth hour, late since midnight, and that of the 26th, due at the horizon itself: late too.
    const Summary summary = told.end();
    const auto total = [&](Casework what, std::size_t office = 0) { return summary.totals[told.plan.casework(office, what)]; };
    CHECK(total(Casework::arose) == 6);
    CHECK(total(Casework::done) == 3);
    CHECK(total(Casework::given_up) == 1);
    CHECK(total(Casework::open) == 2);
    CHECK(total(Casework::kept) == 2);
    CHECK(total(Casework::known) == 6);
    CHECK(total(Casework::time_sum) == (4 + 27 + 6) * hour_s);
    CHECK(total(Casework::open_area) == doctest::Approx((4 + 4 + 27 + 44 + 6 + 22) * hour_s));
    CHECK(summary.distributions[told.plan.case_times(0)].count() == 3);
    CHECK(total(Casework::arose, 1) == 1);
    CHECK(total(Casework::open, 1) == 1);
    CHECK(total(Casework::known, 1) == 0);
    const auto part = [&](std::size_t bin, CasePart what) { return summary.totals[told.plan.case_part(0, bin, what)]; };
    CHECK(part(2, CasePart::arose) == 2);  // at one o'clock of both days
    CHECK(part(8, CasePart::arose) == 1);
    double area = 0;
    for (std::size_t bin = 0; bin < told.plan.bins; ++bin) area += part(bin, CasePart::open_area);
    CHECK(area == doctest::Approx(total(Casework::open_area)));
}

TEST_CASE("what is promised beyond the horizon is in no share, however early it is done") {
    Scenario scenario = with_office();
    scenario.back_offices[0].due_s = {day_s, 3 * day_s};
    Told told(scenario);
    for (const double hours : {1, 25}) told.tally.case_opened(hours * hour_s, 0, none);
    settles(told.tally, hour_s, 2 * hour_s, true, true);
    settles(told.tally, 25 * hour_s, 26 * hour_s, true, true);
    const Summary summary = told.end();
    CHECK(summary.totals[told.plan.casework(0, Casework::done)] == 2);
    CHECK(summary.totals[told.plan.casework(0, Casework::known)] == 1);
    CHECK(summary.totals[told.plan.casework(0, Casework::kept)] == 1);
}

TEST_CASE("a case that may still be in time at the horizon is neither kept nor broken") {
    Scenario scenario = with_office();
    scenario.back_offices[0].due_s = {day_s, 3 * day_s};
    Told told(scenario);
    told.tally.case_opened(25 * hour_s, 0, none);
    const Summary summary = told.end();
    CHECK(summary.totals[told.plan.casework(0, Casework::open)] == 1);
    CHECK(summary.totals[told.plan.casework(0, Casework::known)] == 0);
}

TEST_CASE("what arose in the warm-up is in the tray but in no measure, and batches count each case once") {
    Told told(with_office(Series::off, day_s));
    told.tally.case_opened(20 * hour_s, 0, none);
    settles(told.tally, 20 * hour_s, 26 * hour_s, true, true);
    told.tally.case_opened(30 * hour_s, 0, none);
    const Summary first = told.tally.cut(36 * hour_s);
    settles(told.tally, 30 * hour_s, 40 * hour_s, true, true);
    const Summary second = told.end();
    const auto both = [&](Casework what) {
        return first.totals[told.plan.casework(0, what)] + second.totals[told.plan.casework(0, what)];
    };
    CHECK(both(Casework::arose) == 1);
    CHECK(both(Casework::done) == 1);
    CHECK(both(Casework::known) == 1);
    CHECK(both(Casework::open) == 0);
    CHECK(both(Casework::open_area) == doctest::Approx((2 + 10) * hour_s));
}

TEST_CASE("a case is nobody's own time") {
    const auto hours_of = [](bool by_case) {
        Told told;
        told.tally.visit_began(9 * hour_s, 1, 0, none, 0, none);
        told.tally.visit_ended({1, 9 * hour_s, 10 * hour_s, 0, 0, none, 0, 1, VisitEnd::served, true, false, by_case});
        return told.end().totals[told.plan.whole(Whole::customer_s)];
    };
    CHECK(hours_of(false) == hour_s + 1800);
    CHECK(hours_of(true) == 0);
}

TEST_CASE("a message counts from the end of the warm-up on by when it was sent or lost, however long it had waited") {
    Told told(with_machines(Series::off, hour_s));
    told.tally.messaged(hour_s - 1, 0, 5);
    told.tally.messaged(hour_s + 1, 0, 5);
    told.tally.message_lost(hour_s - 1, 0);
    told.tally.message_lost(hour_s, 0);
    const Summary summary = told.end();
    CHECK(summary.totals[told.plan.machine(0, Machine::messages)] == 1);
    CHECK(summary.totals[told.plan.machine(0, Machine::message_wait_sum)] == 5);
    CHECK(summary.totals[told.plan.machine(0, Machine::messages_lost)] == 1);
}

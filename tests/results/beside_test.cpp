#include "results/beside.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "models/erlang.hpp"
#include "models/patience.hpp"

using namespace counterless;

namespace {

// A hall of one station, open without a break, and what a simulation might have said of it: figures by hand.
struct Hall {
    Scenario scenario{.name = "Hall"};
    Layout plan{};
    std::vector<Value> series;
    int replications = 20;

    explicit Hall(double days = 100) {
        scenario.stations = {{.id = "counter", .centre = 0, .name = {"Counter", ""}, .agents = 8}};
        scenario.stations[0].service = exponential(300);
        scenario.stations[0].patience = never();
        scenario.centres = {{.id = "hall", .name = {"Hall", ""}, .path = {0}}};
        scenario.study.series = Series::typical_day;
        scenario.study.horizon_s = days * 86400;
    }
    void lay() {
        plan = layout(scenario);
        series.clear();
    }
    // Half-hour k: of the mean day, so closed days make these smaller.
    void say(int k, double arrivals, double agents, double busy, double wait_s, double level, double line = 0) {
        const auto add = [&](const char* name, double mean, double half) {
            series.push_back({{.name = name, .of = "centre/hall/counter", .start_s = k * 1800.0, .end_s = (k + 1) * 1800.0},
                              {.known = true, .mean = mean, .half_width = half, .n = replications}});
        };
        add("arrivals", arrivals, 0);
        add("started", busy * agents * 1800 / 300, 0);
        add("agents", agents, 0);
        add("occupancy", busy, 0);
        add("queue_length_mean", line, 0);
        add("wait_mean", wait_s, 1);
        add("service_level@10min/offered", level, 0.001);
    }
    // As Erlang C has it, times `wait_factor`.
    void as_formula(int k, double arrivals, int agents, double wait_factor = 1, double line_factor = 1) {
        const double rate = arrivals / 1800, wait = wait_mean_mmc(agents, rate, 300);
        say(k, arrivals, agents, rate * 300 / agents, wait_factor * wait, 1 - wait_over_mmc(agents, rate, 300, 600),
            line_factor * rate * wait);
    }
    [[nodiscard]] std::vector<Beside> answer() const { return beside_formulas(scenario, plan, series, replications); }
    [[nodiscard]] Because last() const { return answer().back().because; }
};

}  // namespace

TEST_CASE("a hall as the formula says: no gap, and rate, service and agents come out of the series") {
    Hall hall;
    hall.lay();
    for (int k = 16; k < 20; ++k) hall.as_formula(k, 36, 8);
    const auto beside = hall.answer();
    REQUIRE(beside.size() == 4);
    for (const Beside& one : beside) {
        CHECK(one.because == Because::agrees);
        CHECK(one.formula == "erlang_c");
        CHECK(one.arrivals_per_s == doctest::Approx(0.02));
        CHECK(one.service_mean_s == doctest::Approx(300));
        CHECK(one.wait_mean_s == doctest::Approx(wait_mean_mmc(8, 0.02, 300)));
        CHECK_FALSE(one.gap());
    }
}

// Open on Sunday to Thursday: of seven days five. The mean day has 5/7 of the customers and of the agents.
TEST_CASE("closed days do not count") {
    Hall hall(70);
    Centre& centre = hall.scenario.centres[0];
    centre.always_open = false;
    for (int day = 0; day < 70; ++day)
        if (day % 7 < 5) centre.open.push_back({day * 86400 + 8 * 3600.0, day * 86400 + 14 * 3600.0});
    hall.lay();
    const double wait = wait_mean_mmc(8, 0.02, 300);
    hall.say(18, 36 * 5 / 7.0, 8 * 5 / 7.0, 0.75, wait, 1 - wait_over_mmc(8, 0.02, 300, 600), 0);
    hall.say(30, 0.5, 1, 0.08, 0, 1, 0);  // after closing: nobody is to come
    const auto beside = hall.answer();
    REQUIRE(beside.size() == 1);
    CHECK(beside[0].agents == doctest::Approx(8));
    CHECK(beside[0].arrivals_per_s == doctest::Approx(0.02));
    CHECK(beside[0].because == Because::agrees);
}

TEST_CASE("agents that are no whole number are a mix; with a patience the formula has it") {
    Hall hall;
    hall.lay();
    hall.say(18, 36, 8.5, 36 / 1800.0 * 300 / 8.5, 0, 1);
    CHECK(hall.answer()[0].wait_mean_s == doctest::Approx((wait_mean_mmc(8, 0.02, 300) + wait_mean_mmc(9, 0.02, 300)) / 2));
    hall.scenario.stations[0].patience = exponential(900);
    CHECK(hall.answer()[0].formula == "erlang_a");
    CHECK(hall.answer()[0].wait_mean_s < wait_mean_mmc(8, 0.02, 300));
    hall.scenario.stations[0].patience = lognormal(900, 1);
    CHECK(hall.answer()[0].formula == "mmc_patience");
}

TEST_CASE("too few customers, one replication, too much to serve: said so, without a verdict on the formula") {
    Hall few(1);
    few.lay();
    few.as_formula(18, 1.2, 2, 3);
    CHECK(few.last() == Because::few);  // 24 in twenty replications
    Hall once;
    once.replications = 1;
    once.lay();
    once.as_formula(18, 36, 8, 3);
    CHECK(once.last() == Because::few);
    Hall over;
    over.lay();
    over.say(18, 60, 8, 1, 2000, 0.1, 40);
    CHECK(over.last() == Because::overload);
    CHECK(over.answer()[0].distance() == 1);
}

TEST_CASE("each remark, by hand") {
    Hall hall;
    hall.lay();
    hall.say(17, 60, 8, 1, 2000, 0.1, 40);
    hall.as_formula(18, 36, 8, 5);
    CHECK(hall.last() == Because::carried_over);

    hall.lay();
    hall.as_formula(17, 36, 8, 1);
    hall.as_formula(18, 36, 8, 5);
    CHECK(hall.last() == Because::unexplained);
    hall.scenario.stations[0].pools = {{.id = "a", .absence = 0.1}};
    CHECK(hall.last() == Because::agents_vary);
    hall.scenario.stations[0].pools.push_back({.id = "b"});
    CHECK(hall.last() == Because::skills);
    hall.scenario.streams = {{.id = "all", .station = 0, .day_factor = gamma(1, 0.2)}};
    CHECK(hall.last() == Because::days_differ);

    Hall falling;
    falling.lay();
    falling.as_formula(17, 42, 8, 1, 0.1);
    falling.as_formula(18, 30, 8, 8);
    CHECK(falling.last() == Because::changes);

    Hall opening;
    opening.lay();
    opening.as_formula(18, 36, 8, 0.3);
    CHECK(opening.last() == Because::not_settled);
    opening.lay();
    opening.as_formula(17, 46, 8);
    opening.as_formula(18, 46, 8, 0.3);  // 7.67 of 8 are busy: it takes hours to forget
    CHECK(opening.last() == Because::not_settled);
}

// Allen and Cunneen: services without spread wait half as long.
TEST_CASE("steady services are told from other causes by how much they save") {
    Hall hall;
    hall.scenario.stations[0].service = deterministic(300);
    hall.lay();
    hall.as_formula(17, 42, 8, 0.5);
    hall.as_formula(18, 42, 8, 0.5);
    CHECK(hall.last() == Because::service_law);
}

TEST_CASE("one station feeds the other: no Poisson stream; a full line sends people away") {
    Hall hall;
    hall.scenario.stations.insert(hall.scenario.stations.begin(), hall.scenario.stations[0]);
    hall.scenario.stations[0].id = "reception";
    hall.scenario.centres[0].path = {0, 1};
    hall.lay();
    hall.as_formula(17, 36, 8, 1);
    hall.as_formula(18, 36, 8, 5);
    CHECK(hall.last() == Because::arrivals);
    Hall full;
    full.scenario.stations[0].capacity = 12;
    full.lay();
    full.as_formula(17, 30, 8, 0.2);
    full.as_formula(18, 30, 8, 0.2);
    CHECK(full.last() == Because::refused);
}

TEST_CASE("nothing of samples, days and months; remarks are counted, the widest gap with each") {
    Hall hall;
    hall.lay();
    for (int k = 16; k < 19; ++k) hall.as_formula(k, 36, 8);
    hall.say(19, 60, 8, 1, 2000, 0.1, 40);
    hall.say(20, 36, 8, 0.75, 900, 0.5, 10);
    hall.say(21, 36, 8, 0.75, 500, 0.8, 10);
    const auto beside = hall.answer();
    const auto counts = gap_counts(beside);
    REQUIRE(counts.size() == 3);
    CHECK(counts[0].because == Because::agrees);
    CHECK(counts[0].intervals == 3);
    CHECK(counts[1].because == Because::carried_over);
    CHECK(counts[1].largest->start_s == 20 * 1800);
    CHECK(because_key(counts[2].because) == "overload");
    hall.scenario.study.scale = 0.1;
    CHECK(hall.answer().empty());
    hall.scenario.study.scale = 1;
    hall.scenario.study.series = Series::day;
    hall.plan = layout(hall.scenario);
    CHECK(hall.answer().empty());
}

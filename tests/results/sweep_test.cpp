// A made-up sweep whose answers are plain to see: what is said of it in letters, in a table and on the page.
#include "results/sweep.hpp"

#include <doctest/doctest.h>

#include "results/point_page.hpp"

using namespace counterless;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Waits of 400, 300, 200 and 100 s, each known to 20 s.
PointStudy made_up(double at_most_s) {
    PointStudy study{.file = "queue.json", .command = "counterless sweep queue.json", .version = "0"};
    study.scenario.name = "Queue <A>";
    study.scenario.targets = {{.measure = "wait_mean", .of = "all", .at_least = false, .value = at_most_s}};
    study.measures = {{.name = "wait_mean", .of = "all", .unit = "s", .direction = Direction::lower_is_better}};
    study.inputs = {{.places = {"/centres/hall/stations/counter/agents"}, .values = {"1", "2", "3", "4"}}};
    study.replications_asked = study.replications_done = 5;
    for (int agents = 1; agents <= 4; ++agents) {
        PointAnswer point{.values = {std::to_string(agents)}, .sha256 = "s"};
        point.estimates = {{.known = true, .mean = 500.0 - 100 * agents, .sd = 15, .half_width = 20, .n = 5}};
        point.targets = {{study.scenario.targets[0], point.estimates[0], judge(study.scenario.targets[0], point.estimates[0])}};
        study.points.push_back(point);
    }
    return study;
}

}  // namespace

TEST_CASE("targets are counted by verdict") {
    const auto counts = count_targets(made_up(290));  // 400 missed, 300 ± 20 neither, 200 and 100 met
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].met == 2);
    CHECK(counts[0].missed == 1);
    CHECK(counts[0].open == 1);
}

TEST_CASE("where a target holds from some value on, that value is said") {
    CHECK(
        holds(sweep_headline(made_up(290)), "met at 2 of 4 points (from counter/agents 3), missed at 1, too close to call at 1"));
    CHECK(!holds(sweep_headline(made_up(1000)), "(from"));  // everywhere
}

TEST_CASE("in letters waits are minutes, in the table they are seconds") {
    CHECK(holds(sweep_text(made_up(290)), "6.67 ± 0.33"));
    CHECK(holds(sweep_csv(made_up(290)), "\n1,1,400,20,missed,5\n"));
    CHECK(holds(sweep_csv(made_up(290)), "point,/centres/hall/stations/counter/agents,wait_mean@all,wait_mean@all half_width,"));
}

TEST_CASE("where a line grows without bound, page and letters name the points, and the table marks them") {
    PointStudy study = made_up(290);
    CHECK(!holds(sweep_page(study), "steady state"));
    study.points[0].unsteady = Unsteady{};
    study.points[2].unsteady = Unsteady{};
    const std::string page = sweep_page(study);
    CHECK(holds(page, "There is no steady state at these points:"));
    CHECK(holds(page, "<small>no steady state</small>"));
    CHECK(holds(page, "<small>لا حالة مستقرة</small>"));
    CHECK(holds(sweep_text(study), "NO STEADY STATE at 2 of 4 points (1, 3)"));
}

TEST_CASE("where nothing changes the page says at what it stays") {
    PointStudy study = made_up(290);
    study.scenario.targets.clear();
    for (PointAnswer& point : study.points) point.targets.clear();
    CHECK(!holds(sweep_page(study), "it stays at"));
    for (PointAnswer& point : study.points) point.estimates[0].mean = 120;
    const std::string page = sweep_page(study);
    CHECK(holds(page, "it stays at"));
    CHECK(holds(page, "ثابت عند"));
}

TEST_CASE("the page says it in both languages, and a name from a scenario does no harm") {
    const std::string page = sweep_page(made_up(290));
    CHECK(holds(page, "is met from"));
    CHECK(holds(page, "ابتداءً من"));
    CHECK(holds(page, "Queue &lt;A&gt;"));
    CHECK(holds(sweep_page(made_up(1000)), "is met at every point"));
    CHECK(holds(sweep_page(made_up(1)), "is shown to be met at no point"));
}

TEST_CASE("two inputs on a grid: a cell for each point, and a thick edge where the target stops being met") {
    PointStudy study = made_up(290);
    study.inputs = {{.places = {"/a"}, .values = {"1", "2"}}, {.places = {"/b"}, .values = {"x", "y"}}};
    for (std::size_t at = 0; at < 4; ++at) study.points[at].values = {at < 2 ? "1" : "2", at % 2 == 0 ? "x" : "y"};
    const std::string page = sweep_page(study);
    CHECK(holds(page, "class=\"heat points\""));
    CHECK(holds(page, "<td class=\"b ed\""));  // 1, x is missed, 2, x below it is met
    CHECK(holds(page, "<td class=\"x ed\""));
    CHECK(holds(page, "<td class=\"e\""));
}

TEST_CASE("measures are found by name, and by the thing they are of") {
    Layout layout;
    layout.measures = {{.name = "wait_mean", .of = "all"},
                       {.name = "wait_mean", .of = "centre/a"},
                       {.name = "service_level@10min/offered", .of = "all"}};
    Problems problems;
    const auto chosen =
        chosen_measures(layout, {"wait_mean", "wait_mean@centre/a", "service_level@10min/offered", "wait_mean@all"}, problems);
    CHECK(problems.empty());
    REQUIRE(chosen.size() == 3);  // the first, once
    CHECK(chosen[1].of == "centre/a");
    CHECK(chosen[2].name == "service_level@10min/offered");
    CHECK(chosen_measures(layout, {"wait_mean@centre/b"}, problems).empty());
    CHECK(problems.size() == 1);
}

// Points by hand: which values meet, in which order, and in which words.
#include "results/points.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

using namespace counterless;

namespace {

Input listed(std::string place, std::vector<std::string> values) {
    return {.places = {std::move(place)}, .values = std::move(values)};
}
Input ranged(std::string place, double low, double high) {
    return {.places = {std::move(place)}, .is_range = true, .low = low, .high = high};
}

}  // namespace

TEST_CASE("a grid: every value with every other, the last input fastest") {
    const std::vector<Input> inputs{listed("/a", {"1", "2"}), listed("/b", {"x", "y", "z"})};
    const auto points = points_of({.plan = PointPlan::grid}, inputs);
    CHECK(points == std::vector<Settings>{{"1", "x"}, {"1", "y"}, {"1", "z"}, {"2", "x"}, {"2", "y"}, {"2", "z"}});
    CHECK(point_count({.plan = PointPlan::grid}, inputs) == 6);
}

TEST_CASE("a list: side by side") {
    const auto points = points_of({.plan = PointPlan::list}, {listed("/a", {"1", "2"}), listed("/b", {"x", "y"})});
    CHECK(points == std::vector<Settings>{{"1", "x"}, {"2", "y"}});
}

TEST_CASE("tied places are set alike, and what is empty is not set at all") {
    const std::vector<Input> inputs{{.places = {"/a", "/b"}}, listed("/c", {})};
    const auto settings = settings_of(inputs, {"7", ""});
    REQUIRE(settings.size() == 2);
    CHECK(settings[0].pointer == "/a");
    CHECK(settings[1].pointer == "/b");
    CHECK(settings[1].value == "7");
    CHECK(shown(inputs, {"7", ""}) == "/a=/b=7");
    CHECK(shown(inputs, {"", ""}) == "all as stated");
}

TEST_CASE("of a Latin hypercube every tenth of a range is met once, and of six whole numbers each as often as the others") {
    std::vector<Input> inputs{ranged("/share", 0.9, 1), ranged("/agents", 4, 9)};
    inputs[1].stated = {.value = 5, .whole = true};
    const auto points = points_of({.plan = PointPlan::lhs, .points = 60, .seed = 3}, inputs);
    REQUIRE(points.size() == 60);
    std::map<int, int> tenths, agents;
    for (const Settings& point : points) {
        ++tenths[static_cast<int>((*number_of(point[0]) - 0.9) * 100)];
        ++agents[static_cast<int>(*number_of(point[1]))];
    }
    CHECK(tenths.size() == 10);
    for (const auto& [tenth, count] : tenths) CHECK(count == 6);
    CHECK(agents == std::map<int, int>{{4, 10}, {5, 10}, {6, 10}, {7, 10}, {8, 10}, {9, 10}});
}

TEST_CASE("a longer Sobol design begins with the shorter") {
    const std::vector<Input> inputs{ranged("/a", 0, 1), ranged("/b", 0, 1)};
    auto longer = points_of({.plan = PointPlan::sobol, .points = 16, .seed = 5}, inputs);
    const auto shorter = points_of({.plan = PointPlan::sobol, .points = 8, .seed = 5}, inputs);
    longer.resize(8);
    CHECK(longer == shorter);
}

TEST_CASE("a number takes the unit that stands there, or the one that was typed") {
    Input input = ranged("/service", 4, 12);
    input.stated = {.value = 8, .unit = " min"};
    CHECK(value_at(input, 0.5) == "8 min");
    CHECK(list_value(input, "9") == "9 min");
    CHECK(list_value(input, "9 s") == "9 s");
    CHECK(list_value(input, "fifo") == "fifo");
    input.unit = " s";
    CHECK(value_at(input, 1) == "12 s");
    CHECK(number_of("12 s") == 12);
    CHECK(!number_of("07:30"));
    CHECK(!number_of("fifo"));
}

TEST_CASE("an input with a law goes by its quantiles") {
    Input input{.places = {"/a"}};
    input.law = exponential(1);
    CHECK(*number_of(value_at(input, 0.5)) == doctest::Approx(std::log(2.0)).epsilon(1e-5));
}

TEST_CASE("short names still tell inputs apart") {
    CHECK(short_names({listed("/adoption/share", {}), listed("/channels/web/failure", {})}) ==
          std::vector<std::string>{"adoption/share", "web/failure"});
    CHECK(short_names({listed("/centres/a/stations/counter/agents", {}), listed("/centres/b/stations/counter/agents", {})}) ==
          std::vector<std::string>{"a/stations/counter/agents", "b/stations/counter/agents"});
}

#include "results/measures.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
std::string page() {
    std::ifstream file(COUNTERLESS_SOURCE_DIR "/docs/reference/measures.md");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}
Scenario whole_town() {
    Scenario scenario = town();
    scenario.study.series = Series::typical_day;
    scenario.platform.tiers.push_back({.id = "web"});
    scenario.back_offices.push_back({.id = "refunds", .centre = 0, .promise_days = 5});
    scenario.platform.links.push_back({.id = "web", .bandwidth_per_s = 1e6});
    return scenario;
}
}  // namespace

TEST_CASE("every measure of a full scenario is explained on the reference page") {
    const std::string text = page();
    const Layout plan = layout(whole_town());
    for (const auto* list : {&plan.measures, &plan.parts})
        for (const Measure& measure : *list) {
            std::string name = measure.name;
            if (const auto threshold = name.find("@10min"); threshold != std::string::npos) name.replace(threshold, 6, "@T");
            CAPTURE(name);
            CHECK(text.find("`" + name + "`") != std::string::npos);
        }
}

TEST_CASE("no measure of a thing stands twice, and each has what its estimator needs") {
    const Layout plan = layout(whole_town());
    std::set<std::string> seen;
    for (const Measure& measure : plan.measures) {
        CAPTURE(measure.name);
        CHECK(seen.insert(measure.name + " of " + measure.of).second);
        CHECK_FALSE(measure.unit.empty());
        switch (measure.estimator) {
            case Estimator::per_replication:
                CHECK(measure.numerator < plan.size());
                break;
            case Estimator::ratio:
                CHECK((measure.numerator < plan.size() && measure.denominator < plan.size()));
                break;
            case Estimator::deviation:
                CHECK((measure.square < plan.size() && measure.denominator < plan.size()));
                break;
            case Estimator::quantile:
                CHECK((measure.distribution < plan.distributions() && measure.q > 0));
                break;
        }
    }
}

TEST_CASE("a series leaves out the hours in which nobody can be inside") {
    const Layout plan = layout(whole_town());  // open 08:00 to 14:00
    for (const Measure& measure : plan.parts) {
        if (!measure.of.starts_with("centre/")) continue;
        CHECK(measure.start_s >= 8 * hour_s);
        CHECK(measure.end_s <= 14.5 * hour_s);
    }
}

TEST_CASE("every measure of a full scenario has a known name, and a misspelt one has none") {
    const Scenario scenario = whole_town();
    const auto names = measure_names(scenario);
    for (const Measure& measure : layout(scenario).measures) CHECK_MESSAGE(is_measure_name(measure.name, names), measure.name);
    for (const Measure& measure : layout(Scenario{.name = "empty"}).measures) CHECK(is_measure_name(measure.name, names));
    CHECK(is_measure_name("service_level@5min/offered", names));  // of another threshold
    CHECK_FALSE(is_measure_name("nosuch", names));
    CHECK_FALSE(is_measure_name("wait_maen", names));
}

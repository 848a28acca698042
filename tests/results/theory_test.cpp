#include "results/theory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

using namespace counterless;

namespace {

const Formula& formula(std::string_view name) {
    for (const Formula& one : theory_formulas())
        if (one.name == name) return one;
    FAIL("no such formula");
    return theory_formulas().front();
}

Given given(std::initializer_list<std::pair<std::string_view, double>> values) {
    Given all;
    for (const auto& [name, value] : values) all.set(name, value);
    return all;
}

double figure(const Formula& asked, const Given& given, std::string_view name) {
    for (const Figure& one : asked.answer(given))
        if (one.name == name) return one.value;
    FAIL("no such figure");
    return 0;
}

}  // namespace

TEST_CASE("every formula names its parameters, assumptions and source, and answers an ordinary question") {
    std::set<std::string_view> names;
    for (const Formula& one : theory_formulas()) {
        CAPTURE(one.name);
        CHECK(names.insert(one.name).second);
        CHECK_FALSE(one.assumes.empty());
        CHECK_FALSE(one.source.empty());
        Given ordinary;
        for (const auto& parameters : {one.needs, one.may})
            for (const std::string_view name : parameters) {
                CHECK_NOTHROW(theory_parameter(name));
                ordinary.set(name, name == "agents"     ? 3
                                   : name == "arrivals" ? 0.01
                                   : name == "capacity" ? 10
                                   : name == "cv"       ? 1
                                                        : 60);
            }
        std::set<std::string_view> figures;
        for (const Figure& figure : one.answer(ordinary)) {
            CHECK(figures.insert(figure.name).second);
            CHECK(std::isfinite(figure.value));
            CHECK(figure.value >= 0);
            if (figure.shown == Shown::share) CHECK(figure.value <= 1);
        }
        const TheoryAnswer answer = answer_theory(one, {{"x", "1"}}, {ordinary});
        CHECK(theory_text(answer).find(one.source) != std::string::npos);
        CHECK(nlohmann::json::parse(theory_json(answer, "v")).at("answers").size() == 1);
    }
}

TEST_CASE("one agent, four models, one queue: M/M/1 at 0.8 load stays 5 services") {
    const Given one = given({{"agents", 1}, {"arrivals", 0.8}, {"service", 1}, {"cv", 1}, {"capacity", 1000}, {"patience", 1e5}});
    for (const char* name : {"erlang-c", "mg1", "ps", "mmck"}) {
        CAPTURE(name);
        CHECK(figure(formula(name), one, "sojourn_mean") == doctest::Approx(5).epsilon(1e-6));
        CHECK(figure(formula(name), one, "occupancy") == doctest::Approx(0.8).epsilon(1e-6));
    }
    CHECK(figure(formula("erlang-a"), one, "wait_mean") == doctest::Approx(4).epsilon(0.001));  // patience nearly without end
}

TEST_CASE("a hall with as many places as agents is Erlang B") {
    const Given six = given({{"agents", 6}, {"capacity", 6}, {"arrivals", 5}, {"service", 1}});
    CHECK(figure(formula("mmck"), six, "blocked") == doctest::Approx(figure(formula("erlang-b"), six, "blocked")).epsilon(1e-12));
    CHECK(figure(formula("mmck"), six, "wait_mean") == 0);
}

TEST_CASE("the wait's quantile is where its tail says: P(W > p90) = 0.1") {
    const Given eight = given({{"agents", 8}, {"arrivals", 7.2}, {"service", 1}});
    Given within = eight;
    within.set("within", figure(formula("erlang-c"), eight, "wait_p90"));
    CHECK(figure(formula("erlang-c"), within, "service_level") == doctest::Approx(0.9).epsilon(1e-12));
    CHECK(figure(formula("erlang-c"), given({{"agents", 30}, {"arrivals", 7.2}, {"service", 1}}), "wait_p90") == 0);
}

TEST_CASE("who gives up is not served: occupancy follows from abandonment") {
    const Given five = given({{"agents", 5}, {"arrivals", 7.2}, {"service", 1}, {"patience", 10}});
    const double occupancy = figure(formula("erlang-a"), five, "occupancy"),
                 lost = figure(formula("erlang-a"), five, "abandonment");
    CHECK(occupancy == doctest::Approx(7.2 * (1 - lost) / 5).epsilon(1e-12));
    // P(give up) = mean wait / mean patience, for exponential patience.
    CHECK(lost == doctest::Approx(figure(formula("erlang-a"), five, "wait_mean") / 10).epsilon(1e-9));
}

TEST_CASE("too few agents: no steady state, null in JSON, said in words") {
    const TheoryAnswer answer = answer_theory(
        formula("erlang-c"), {},
        {given({{"agents", 7}, {"arrivals", 7.2}, {"service", 1}}), given({{"agents", 8}, {"arrivals", 7.2}, {"service", 1}})});
    CHECK(theory_text(answer).find("without end") != std::string::npos);
    const auto rows = nlohmann::json::parse(theory_json(answer, "v")).at("answers");
    CHECK(rows.at(0).at("wait_mean").is_null());
    CHECK(rows.at(0).at("agents") == 7);
    CHECK(rows.at(1).at("wait_mean").get<double>() == doctest::Approx(0.8769).epsilon(1e-4));
}

TEST_CASE("the edges: nobody serves, and a line too long to walk along") {
    CHECK(figure(formula("erlang-b"), given({{"agents", 0}, {"arrivals", 1}, {"service", 1}}), "blocked") == 1);
    CHECK(figure(formula("erlang-a"), given({{"agents", 0}, {"arrivals", 1}, {"service", 1}, {"patience", 5}}), "abandonment") ==
          doctest::Approx(1));
    CHECK(std::isnan(figure(formula("erlang-a"), given({{"agents", 1}, {"arrivals", 1e6}, {"service", 1}, {"patience", 1e9}}),
                            "abandonment")));
}

#include "scenarios/laws.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/scenarios/reading.hpp"

using namespace counterless;

namespace {
ReadResult with_service(const std::string& law) {
    return read_scenario(fixtures / "mm8.json", {{"/centres/hall/stations/counter/service", law}});
}
Law service(const std::string& law) {
    const auto result = with_service(law);
    REQUIRE_MESSAGE(result.ok(), all_of(result.problems));
    return result.scenario.stations[0].service;
}
bool refused(const std::string& law, const std::string& found, const std::string& expected) {
    return tells(with_service(law).problems, "/centres/hall/stations/counter/service", found, expected);
}
}  // namespace

TEST_CASE("each family has the mean and the spread that was stated") {
    CHECK(service("8 min").family == LawFamily::deterministic);
    CHECK(service("8 min").mean == 480);
    CHECK(service(R"({"law": "deterministic", "mean": "8 min"})").sd == 0);
    CHECK(service(R"({"law": "exponential", "mean": "2 min"})").sd == doctest::Approx(120));
    CHECK(service(R"({"law": "lognormal", "mean": "5 min", "cv": 0.8})").sd == doctest::Approx(240));
    CHECK(service(R"({"law": "gamma", "mean": "5 min", "cv": 0.5})").sd == doctest::Approx(150));
    CHECK(service(R"({"law": "erlang", "mean": "4 s", "k": 4})").sd == doctest::Approx(2));          // 1 / sqrt k
    CHECK(service(R"({"law": "weibull", "mean": "1 min", "shape": 1})").sd == doctest::Approx(60));  // shape 1 is exponential
    CHECK(service(R"({"law": "uniform", "low": "0 s", "high": "12 s"})").sd == doctest::Approx(std::sqrt(12.0)));
    CHECK(service(R"({"law": "triangular", "low": "0 s", "mode": "3 s", "high": "6 s"})").mean == doctest::Approx(3));
}
TEST_CASE("a family may be stated in several ways") {
    CHECK(service(R"({"law": "weibull", "mean": "1 min", "cv": 2})").sd == doctest::Approx(120));
    CHECK(service(R"({"law": "weibull", "scale": "1 min", "shape": 2})").mean ==
          doctest::Approx(60 * std::sqrt(std::acos(-1)) / 2));
    CHECK(service(R"({"law": "gamma", "scale": "3 s", "shape": 4})").mean == doctest::Approx(12));
    CHECK(service(R"({"law": "gamma", "mean": "12 s", "shape": 4})").sd == doctest::Approx(6));
    CHECK(quantile(service(R"({"law": "lognormal", "median": "2 min", "sigma": 0.7})"), 0.5) == doctest::Approx(120));
    CHECK(service(R"({"law": "uniform", "mean": "6 s", "cv": 0.5})").sd == doctest::Approx(3));
    CHECK(service(R"({"law": "beta", "low": "0 s", "high": "10 s", "alpha": 2, "beta": 3})").mean == doctest::Approx(4));
    CHECK(service(R"({"law": "beta", "low": "0 s", "high": "10 s", "mean": "4 s", "cv": 0.5})").sd == doctest::Approx(2));
    CHECK(service(R"({"law": "hyperexponential", "mean": "5 s", "cv": 3})").sd == doctest::Approx(15));
    CHECK(service(R"({"law": "hyperexponential", "shares": [0.25, 0.75], "means": ["8 s", "4 s"]})").mean == doctest::Approx(5));
}
TEST_CASE("phases are stated one by one or as a generator") {
    CHECK(service(R"({"law": "phase_type", "phases": [{"mean": "2 s"}, {"mean": "4 s"}]})").mean == doctest::Approx(6));
    CHECK(service(R"({"law": "phase_type", "phases": [{"mean": "2 s", "go_on": 0.5}, {"mean": "4 s"}]})").mean ==
          doctest::Approx(4));
    // Paper is checked, sent back in one case of four, and checked again: 4/3 rounds of 3 s.
    CHECK(service(R"({"law": "phase_type", "phases": [{"mean": "3 s", "next": [0.25]}]})").mean == doctest::Approx(4));
    CHECK(
        service(R"({"law": "phase_type", "phases": [{"mean": "2 s", "start": 0.5, "go_on": 0}, {"mean": "4 s", "start": 0.5}]})")
            .mean == doctest::Approx(3));
    const Law law = service(R"({"law": "phase_type", "initial": [0.5, 0.5], "generator": [[-2, 2], [0, -0.5]], "per": "1 min"})");
    CHECK(law.mean == doctest::Approx(60 * (0.5 * 0.5 + 2)));
    const auto phases = [](const std::string& rest) { return "{\"law\": \"phase_type\", " + rest + "}"; };
    CHECK(refused(phases(R"("phases": [{"mean": "2 s", "next": [1]}])"), "phase 1", "a way to the end"));
    CHECK(refused(phases(R"("phases": [{"mean": "2 s", "next": [0.5, 0.6]}, {"mean": "1 s"}])"), "sum to 1.1", "1 at most"));
    CHECK(refused(phases(R"("phases": [{"mean": "2 s", "go_on": 0.5, "next": [0]}])"), "beside next", "only one"));
    CHECK(refused(phases(R"("phases": [{"mean": "2 s", "go_on": 0.5}])"), "go on", "last"));
    CHECK(refused(phases(R"("phases": [{"mean": "0 s"}])"), "mean of 0", "above 0"));
    CHECK(refused(phases(R"("phases": [{"mean": "1 s", "start": 0.4}])"), "sum to 0.4", "sum to 1"));
    CHECK(refused(phases(R"("initial": [1], "generator": [[-1, 1]], "per": "1 s")"), "2 members", "1: a rate"));
    CHECK(refused(phases(R"("initial": [1], "generator": [[1]], "per": "1 s")"), "1", "below 0"));
    CHECK(refused(phases(R"("initial": [0, 1], "generator": [[-1, 2], [0, -1]], "per": "1 s")"), "sum to 1", "0 at most"));
    CHECK(refused(phases(R"("initial": [1], "generator": [[-1]])"), "no \"per\"", "initial, generator, per"));
    CHECK(refused(phases(R"("phases": [{"mean": "1 s"}], "per": "1 s")"), "per beside phases", "one statement only"));
}
TEST_CASE("data become a law") {
    CHECK(service(R"({"law": "empirical", "values": ["1 min", "3 min"]})").mean == doctest::Approx(120));
    CHECK(service(R"({"law": "empirical", "values": ["1 min", "3 min"], "weights": [3, 1]})").mean == doctest::Approx(90));
    CHECK(service(R"({"law": "histogram", "edges": ["0 s", "10 s", "30 s"], "weights": [1, 1]})").mean == doctest::Approx(12.5));
    CHECK(refused(R"({"law": "empirical", "values": ["1 s"], "weights": [1, 2]})", "2 members", "1: a weight"));
    CHECK(refused(R"({"law": "empirical", "values": ["1 s", 2]})", "2", "a duration"));
    CHECK(refused(R"({"law": "empirical", "values": ["1 s"], "weights": [0]})", "no weight", "above 0"));
    CHECK(refused(R"({"law": "histogram", "edges": ["3 s", "2 s"], "weights": [1]})", "do not rise", "above the one before"));
    CHECK(refused(R"({"law": "histogram", "edges": ["1 s", "2 s"], "weights": [1, 1]})", "2 members", "1: a weight"));
    CHECK(refused(R"({"law": "empirical", "values": []})", "0 members", "1 to"));
}
TEST_CASE("laws are cut, shifted and mixed") {
    CHECK(service(R"({"law": "exponential", "mean": "5 s", "low": "3 s"})").mean == doctest::Approx(8));
    CHECK(service(R"({"law": "exponential", "mean": "5 s", "low": "3 s", "shift": "2 s"})").mean == doctest::Approx(10));
    CHECK(quantile(service(R"({"law": "lognormal", "mean": "5 s", "cv": 2, "high": "9 s"})"), 1 - 1e-9) <= 9);
    const Law mixed = service(
        R"({"law": "mixture", "parts": [{"share": 0.9, "of": {"law": "gamma", "mean": "4 s", "cv": 1}}, {"share": 0.1, "of": "14 s"}]})");
    CHECK(mixed.mean == doctest::Approx(5));
    CHECK(cdf(mixed, 14) - cdf(mixed, 13.999999) == doctest::Approx(0.1).epsilon(1e-4));
    CHECK(refused(R"({"law": "exponential", "mean": "5 s", "low": "9 s", "high": "3 s"})", "not in order", "low < high"));
    CHECK(refused(R"({"law": "exponential", "mean": "5 s", "low": "9 min"})", "keep", "at least 0.001"));
    CHECK(refused(R"({"law": "deterministic", "mean": "5 s", "low": "1 s"})", "does not have", "mean only"));
    CHECK(refused(R"({"law": "mixture", "parts": [{"share": 0.9, "of": "1 s"}]})", "sum to 0.9", "sum to 1"));
    CHECK(refused(R"({"law": "mixture", "parts": [{"of": "1 s"}]})", "no \"share\"", "a share"));
    CHECK(refused(R"({"law": "mixture", "parts": [{"share": 1, "of": {"law": "never"}}]})", "never", "patience"));
}
TEST_CASE("mixtures of mixtures end at some depth") {
    const auto around = [](const std::string& law) {
        return R"({"law": "mixture", "parts": [{"share": 1, "of": )" + law + "}]}";
    };
    CHECK(service(around(around(R"({"law": "exponential", "mean": "7 s"})"))).mean == doctest::Approx(7));
    CHECK(refused(around(around(around("\"7 s\""))), "unknown key", "law"));
}
TEST_CASE("four in ten never give up") {
    const auto read = read_scenario(
        fixtures / "mm8.json",
        {{"/centres/hall/stations/counter/patience",
          R"({"law": "mixture", "parts": [{"share": 0.4, "of": {"law": "never"}}, {"share": 0.6, "of": {"law": "exponential", "mean": "9 min"}}]})"}});
    REQUIRE_MESSAGE(read.ok(), all_of(read.problems));
    CHECK(cdf(read.scenario.stations[0].patience, 1e9) == doctest::Approx(0.6));
}
TEST_CASE("a law that cannot be is named") {
    CHECK(refused(R"({"law": "gamma", "mean": "5 s", "cv": 1, "shape": 2})", "beside mean, cv", "scale, shape"));
    CHECK(refused(R"({"law": "hyperexponential", "mean": "5 s", "cv": 0.5})", "0.5", "1 or above"));
    CHECK(refused(R"({"law": "hyperexponential", "shares": [0.5, 0.4], "means": ["1 s", "2 s"]})", "sum to 0.9", "sum to 1"));
    CHECK(refused(R"({"law": "uniform", "mean": "5 s", "cv": 0.6})", "0.6", "at most 0.577"));
    CHECK(refused(R"({"law": "beta", "low": "1 s", "high": "2 s", "mean": "3 s", "cv": 0.1})", "outside", "low < mean < high"));
    CHECK(refused(R"({"law": "beta", "low": "0 s", "high": "2 s", "mean": "1 s", "cv": 3})", "shapes", "another mean"));
    CHECK(refused(R"({"law": "weibull", "scale": "0 s", "shape": 2})", "a scale of 0", "above 0"));
}
TEST_CASE("a law has what its family needs, and nothing else") {
    CHECK(refused(R"({"mean": "5 min"})", "no \"law\"", "exponential"));
    CHECK(refused(R"({"law": "lognormal", "mean": "5 min"})", "no \"cv\"", "mean, cv"));
    CHECK(refused(R"({"law": "exponential", "mean": "5 min", "cv": 1})", "exponential does not have", "mean only"));
    CHECK(refused(R"({"law": "exponental", "mean": "5 min"})", "exponental", "\"exponential\" (did you mean it?)"));
    CHECK(refused(R"({"law": "uniform", "low": "5 s", "high": "4 s"})", "not in order", "low < high"));
    CHECK(refused(R"({"law": "triangular", "low": "1 s", "mode": "9 s", "high": "4 s"})", "not in order", "mode"));
    CHECK(refused(R"({"law": "lognormal", "mean": "0 s", "cv": 1})", "a mean of 0", "above 0"));
    CHECK(refused(R"({"law": "never"})", "\"never\"", "patience"));
    CHECK(refused(R"({"law": "erlang", "mean": "1 s", "k": 2.5})", "2.5", "a whole number"));
}
TEST_CASE("patience is without end unless stated") {
    CHECK(read_scenario(fixtures / "mm8.json").scenario.stations[0].patience.family == LawFamily::never);
    const auto never = read_scenario(fixtures / "mm8.json", {{"/centres/hall/stations/counter/patience", R"({"law": "never"})"}});
    CHECK(never.scenario.stations[0].patience.family == LawFamily::never);
}
TEST_CASE("a transfer is in bytes, a work in core time") {
    CHECK(tells(read_town({{"/channels/web/journey/0/amount", "20 ms"}}).problems, "/journey/0/amount", "20 ms", "bytes"));
    CHECK(tells(read_town({{"/channels/web/journey/1/amount/mean", "1 kB"}}).problems, "/amount/mean", "1 kB", "core time"));
}
TEST_CASE("a law that is refused is the only problem") {
    const auto alone = [](const std::string& place, const std::string& law) {
        const auto problems = read_scenario(fixtures / "mm8.json", {{place, law}}).problems;
        CHECK_MESSAGE(problems.size() == 1, all_of(problems));
    };
    alone("/demand/streams/all", R"({"to": "hall", "gap": {"law": "gamma", "mean": "1 s", "cv": 1000}})");
    alone("/centres/hall/stations/counter/service",
          R"({"law": "phase_type", "initial": [1], "generator": [[-1e300]], "per": "1 s"})");
    for (const std::string rule : {R"("retry": 0.5)", R"("elsewhere": 1, "station": "counter")"})
        alone("/centres/hall/stations/counter", R"({"agents": 1, "service": "1 min", "capacity": 1, "on_full": {)" + rule +
                                                    R"(, "delay": {"law": "gamma", "mean": "9 s", "cv": 1000}}})");
}

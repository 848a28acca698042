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

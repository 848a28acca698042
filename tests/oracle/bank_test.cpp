// A month of a real call centre against its fitted scenario: docs/background/technion-1999/technion-1999.md.
// The observed month is one draw; 95 of 100 simulated months lie within two points of their mean abandonment and a sixth of their
// mean wait. No number of the scenario was set to meet these figures, though its form was chosen with them in view: the
// tolerances are wider than chance alone would ask for, and the mean wait is known to be 17 % too long (86.6 s; one month's
// standard deviation is 7.5 s, so 24 months leave the tolerance by chance for 1 seed in 10,000). The page says what does not fit:
// these claims are about the whole month, not about single half-hours or classes.
#include <fstream>
#include <sstream>

#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
// 7,256 of the 38,644 calls that reached the line gave up; the 31,388 served had waited 73.8 s, 58.6 % of them at all.
constexpr double calls = 38'644, abandonment = 0.188, wait_mean_s = 73.8, waited = 0.586;
constexpr const char* line = "centre/bank/agents";

std::string bank(int months) {
    std::ifstream file(COUNTERLESS_SOURCE_DIR "/scenarios/library/bank-calls-1999-08.json");
    std::stringstream text;
    text << file.rdbuf();
    std::string scenario = text.str();
    const std::string stated = "\"replications\": 40";
    const std::size_t place = scenario.find(stated);
    REQUIRE(place != std::string::npos);
    return scenario.replace(place, stated.size(), "\"replications\": " + std::to_string(months));
}
}  // namespace

TEST_CASE("the fitted month of a bank: as many call, give up and wait as did in August 1999") {
    const Simulated month(bank(24));
    CHECK(month.of("arrivals", line).mean == doctest::Approx(calls).epsilon(0.03));
    CHECK(std::abs(month.of("abandonment", line).mean - abandonment) < 0.025);
    CHECK(month.of("wait_mean", line).mean == doctest::Approx(wait_mean_s).epsilon(0.25));
    CHECK(std::abs(month.of("wait_probability", line).mean - waited) < 0.1);
}

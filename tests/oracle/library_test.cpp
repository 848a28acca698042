// The textbook scenarios of the library say what their comments promise. The files themselves are run, with fewer replications.
#include <fstream>
#include <sstream>

#include "models/erlang.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
std::string shipped(const std::string& file, int replications) {
    std::ifstream stream(COUNTERLESS_SOURCE_DIR "/scenarios/library/" + file);
    std::stringstream text;
    text << stream.rdbuf();
    std::string scenario = text.str();
    const std::string stated = "\"replications\": ";
    const std::size_t place = scenario.find(stated);
    REQUIRE(place != std::string::npos);
    const std::size_t number = place + stated.size();
    return scenario.replace(number, scenario.find_first_of(",}", number) - number, std::to_string(replications));
}
}  // namespace

TEST_CASE("two classes, one preempting: the urgent have an M/M/4 of their own, all together are an M/M/4") {
    // With one exponential law for all, who is interrupted changes nobody's number inside: the ordinary are the difference.
    const Simulated hall(shipped("two-classes-priority.json", 12));
    const double urgent_min = 1 + wait_mean_mmc(4, 1.2, 1), all_min = 1 + wait_mean_mmc(4, 3.2, 1);
    const double ordinary_min = (3.2 * all_min - 1.2 * urgent_min) / 2;
    const std::string classes = "centre/hall/counter/class/";
    check_holds(hall.of("sojourn_mean", classes + "urgent"), 60 * urgent_min, 0.02);
    check_holds(hall.of("sojourn_mean", classes + "ordinary"), 60 * ordinary_min, 0.08);
    check_holds(hall.of("wait_probability", classes + "urgent"), erlang_c(4, 1.2), 0.2);
    CHECK(hall.of("interruptions", classes + "urgent").mean == 0);
}

TEST_CASE("a day of three stages: what goes on to the cashier is what the counters served, less the shares that do not") {
    // Served at the counters N, of whom a twentieth come back: N = first-timers / 0.95 less who gave up; 70 % of N go to the
    // cashier.
    const Simulated day(shipped("three-stage-centre.json", 40));
    const Estimate counters = day.of("arrivals", "centre/centre/counter"), cashier = day.of("arrivals", "centre/centre/cashier");
    const double served = counters.mean * (1 - day.of("abandonment", "centre/centre/counter").mean);
    CHECK(cashier.mean == doctest::Approx(0.7 * served).epsilon(0.02));
    CHECK(counters.mean == doctest::Approx(day.of("visits", "all").mean + 0.05 * served).epsilon(0.01));
}

TEST_CASE("calls in two languages: a pool serves its own language, and those of both languages take what is left") {
    const Simulated calls(shipped("skills-and-callbacks.json", 10));
    const std::string pools = "centre/calls/line/pool/";
    const double arabic = calls.of("served", pools + "arabic").mean, english = calls.of("served", pools + "english").mean;
    CHECK(arabic > english);  // four agents and 70 calls an hour against three and 50
    CHECK(calls.of("occupancy", pools + "arabic").mean > calls.of("occupancy", pools + "both").mean);  // asked last
    CHECK(calls.of("abandonment", "centre/calls/line").mean > 0);
    CHECK(calls.of("visits_returning", "all").mean > 0);  // three in ten of those who gave up call again
}

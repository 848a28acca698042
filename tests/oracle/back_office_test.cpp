// A share of a Poisson stream of digital transactions is a Poisson stream of cases: with workers always on duty the office is a
// textbook queue, in which the response time of the machines and their failures do not show.
#include "models/erlang.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

TEST_CASE("cases of a Poisson stream wait as in the textbook, and take their wait and the work") {
    const Simulated simulated(R"({"name": "back office, share of a stream",
        "demand": {"streams": {"all": {"to": "app", "rate": "6 / min"}}},
        "channels": {"app": {"response": {"law": "exponential", "mean": "5 min"}, "failure": 0.2, "retry": 0.5, "retry_delay": "2 min"}},
        "centres": {"office": {"remote": true, "stations": {"desk": {"agents": 3, "service": {"law": "exponential", "mean": "1 min"}}}}},
        "back_office": {"cases": {"centre": "office", "share": 0.5}},
        "study": {"horizon": "60000 min", "warmup": "500 min", "replications": 16}})");
    // Of the transactions 0.8 / (1 - 0.2 x 0.5) are completed in the end. Later tries come after a fixed or a random time, which
    // leaves the stream Poisson.
    const double arrivals_per_s = 6.0 / 60 * 0.5 * 0.8 / 0.9;
    const double wait_s = wait_mean_mmc(3, arrivals_per_s, 60);
    simulated.check("cases", "back_office/cases", arrivals_per_s * 60 * 59'500, 0.01, "a share of a Poisson stream");
    simulated.check("wait_mean", "centre/office/desk", wait_s, 0.1, "Erlang C");
    simulated.check("wait_probability", "centre/office/desk", erlang_c(3, arrivals_per_s * 60), 0.05, "Erlang C");
    simulated.check("case_time_mean", "back_office/cases", wait_s + 60, 0.05, "Erlang C");
    simulated.check("cases_open_mean", "back_office/cases", arrivals_per_s * (wait_s + 60), 0.05, "Erlang C and Little's law");
}

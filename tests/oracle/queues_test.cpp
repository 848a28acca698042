// The textbook's queues, stated as a user would state them, against their closed forms.
#include <fmt/format.h>

#include "models/erlang.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
// One hall, one station; `more` adds fields to the station.
std::string queue(double arrivals_per_min, int agents, const std::string& service, const std::string& more = "",
                  int horizon_min = 40'000) {
    return fmt::format(R"({{"name": "one queue",
        "demand": {{"streams": {{"all": {{"to": "hall", "rate": "{} / min"}}}}}},
        "centres": {{"hall": {{"stations": {{"counter": {{"agents": {}, "service": {}{}}}}}}}}},
        "study": {{"horizon": "{} min", "warmup": "500 min", "replications": 20, "seed": 4}}}})",
                       arrivals_per_min, agents, service, more, horizon_min);
}
const std::string exponential_minute = R"({"law": "exponential", "mean": "1 min"})";
constexpr const char* counter = "centre/hall/counter";
}  // namespace

TEST_CASE("M/M/1 waits as Erlang says") {
    const Simulated simulated(queue(0.5, 1, exponential_minute));
    check_holds(simulated.of("wait_mean", counter), 60 * wait_mean_mmc(1, 0.5, 1), 0.06);
    check_holds(simulated.of("wait_probability", counter), 0.5, 0.02);
    check_holds(simulated.of("occupancy", counter), 0.5, 0.02);
}

TEST_CASE("M/M/8 at load 0.9: wait, chance to wait, service level, line and busy counters") {
    const Simulated simulated(queue(7.2, 8, exponential_minute, R"(, "capacity": 100000)"));
    check_holds(simulated.of("wait_mean", counter), 60 * wait_mean_mmc(8, 7.2, 1), 0.08);
    check_holds(simulated.of("wait_probability", counter), erlang_c(8, 7.2), 0.04);
    check_holds(simulated.of("queue_length_mean", counter), 7.2 * wait_mean_mmc(8, 7.2, 1), 0.08);  // Little
    check_holds(simulated.of("occupancy", counter), 0.9, 0.01);
    check_holds(simulated.of("sojourn_mean", counter), 60 * (1 + wait_mean_mmc(8, 7.2, 1)), 0.05);
    // Nobody waits over 10 min but a share of exp(-8): the level is nearly 1.
    check_holds(simulated.of("service_level@10min/served", counter), 1 - wait_over_mmc(8, 7.2, 1, 10), 0.002);
}

TEST_CASE("the wait's quantiles in M/M/8 are those of its exponential tail") {
    const Simulated simulated(queue(7.2, 8, exponential_minute));
    // P(W > t) = C exp(-(c - a) t): the quantile q lies at ln(C / (1 - q)) / (c - a) minutes. The buckets may be off by 0.8 %.
    for (const auto& [name, q] : {std::pair{"wait_p50", 0.5}, {"wait_p90", 0.9}, {"wait_p99", 0.99}}) {
        const double theory_s = 60 * std::log(erlang_c(8, 7.2) / (1 - q)) / 0.8;
        const Estimate found = simulated.of(name, counter);
        CAPTURE(name);
        CHECK(std::abs(found.mean - theory_s) <= found.half_width + 0.008 * theory_s);
        CHECK(found.half_width < 0.12 * theory_s);
    }
}

TEST_CASE("M/M/3/5 refuses as its chain says") {
    const Simulated simulated(queue(4, 3, exponential_minute, R"(, "capacity": 5)"));
    const FiniteQueue theory = mmck(3, 5, 4, 1);
    check_holds(simulated.of("blocked", counter), theory.blocked, 0.03);
    check_holds(simulated.of("wait_mean", counter), 60 * theory.wait_mean_s, 0.03);
}

TEST_CASE("M/G/c/c blocks by the mean alone: Erlang B for lognormal services") {
    const Simulated simulated(queue(4, 5, R"({"law": "lognormal", "mean": "1 min", "cv": 1.5})", R"(, "capacity": 5)"));
    check_holds(simulated.of("blocked", counter), erlang_b(5, 4), 0.04);
}

TEST_CASE("M/G/1 waits as Pollaczek and Khinchine say, for every law") {
    struct Case {
        std::string service;
        double cv;
    };
    for (const Case& one : {Case{R"("1 min")", 0}, Case{R"({"law": "lognormal", "mean": "1 min", "cv": 1.4})", 1.4},
                            Case{R"({"law": "erlang", "mean": "1 min", "k": 4})", 0.5},
                            Case{R"({"law": "uniform", "low": "0 min", "high": "2 min"})", 1 / std::sqrt(3.0)}}) {
        CAPTURE(one.service);
        const Simulated simulated(queue(0.7, 1, one.service, "", 80'000));
        check_holds(simulated.of("wait_mean", counter), 60 * wait_mean_mg1(0.7, 1, one.cv), 0.12);
    }
}

TEST_CASE("M/M/5+M: waiting, giving up, and the classic check P(give up) = E[time in line] / mean patience") {
    const Simulated simulated(queue(6, 5, exponential_minute, R"(, "patience": {"law": "exponential", "mean": "2 min"})"));
    const ImpatientQueue theory = erlang_a(5, 6, 1, 2);
    check_holds(simulated.of("abandonment", counter), theory.abandonment, 0.03);
    check_holds(simulated.of("wait_mean", counter), 60 * theory.wait_served_mean_s, 0.03);
    check_holds(simulated.of("queue_length_mean", counter), theory.queue_mean, 0.03);
    const double line_s = simulated.of("queue_length_mean", counter).mean / 6;  // minutes in line per arrival
    CHECK(simulated.of("abandonment", counter).mean == doctest::Approx(line_s / 2).epsilon(0.02));
}

TEST_CASE("two stations in a row: Burke's theorem makes the second an M/M/c of its own") {
    const Simulated simulated(R"({"name": "tandem",
        "calendar": {"start": "2018-10-21", "end": "2018-10-21", "working_week": ["sun"], "hours": {"from": "00:00", "until": "24:00"}},
        "services": {"any": {"name": "any", "volume": "1 / year", "fee": "0 AED", "channels": ["counter"], "presence": 1}},
        "customers": {"segments": {"all": {"name": "all"}}},
        "demand": {"volume": "8640 / day", "counter_profile": [{"from": "00:00", "until": "24:00", "share": 1}]},
        "adoption": {"share": 0},
        "centres": {"hall": {"stations": {"first": {"agents": 8, "service": {"law": "exponential", "mean": "1 min"}},
                                          "second": {"agents": 4, "service": {"law": "exponential", "mean": "0.5 min"}}}}},
        "study": {"warmup": "120 min", "replications": 60, "seed": 9, "series": "none"}})");
    check_holds(simulated.of("wait_mean", "centre/hall/first"), 60 * wait_mean_mmc(8, 6, 1), 0.15);
    check_holds(simulated.of("wait_mean", "centre/hall/second"), 60 * wait_mean_mmc(4, 6, 0.5), 0.15);
}

// The mean response of processor sharing depends on the mean work only: exponential, constant and lognormal work give 1 / (1 -
// load).
TEST_CASE("M/G/1-PS on the pool is insensitive to the law of the work") {
    for (const std::string work :
         {R"({"law": "exponential", "mean": "1 s"})", R"("1 s")", R"({"law": "lognormal", "mean": "1 s", "cv": 1.5})"}) {
        CAPTURE(work);
        const Simulated simulated(fmt::format(R"({{"name": "PS",
            "demand": {{"streams": {{"all": {{"to": "web", "rate": "0.7 / s"}}}}}},
            "channels": {{"web": {{"fidelity": "pool", "journey": [{{"work": "app", "amount": {}}}]}}}},
            "platform": {{"tiers": {{"app": {{"hosts": 1, "cores": 1, "worker_threads": 100000}}}}}},
            "study": {{"horizon": "20 h", "warmup": "1 h", "replications": 20, "seed": 5}}}})",
                                              work));
        check_holds(simulated.of("response_mean", "channel/web"), sojourn_mean_mg1_ps(0.7, 1), 0.06);
    }
}

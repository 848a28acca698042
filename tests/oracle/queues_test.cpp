// The textbook's queues, stated as a user would state them, against their closed forms.
#include <fmt/format.h>

#include "models/erlang.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
// One hall, one station; `more` adds fields to the station.
std::string queue(const std::string& name, double arrivals_per_min, int agents, const std::string& service,
                  const std::string& more = "", int horizon_min = 40'000) {
    return fmt::format(R"({{"name": "{}",
        "demand": {{"streams": {{"all": {{"to": "hall", "rate": "{} / min"}}}}}},
        "centres": {{"hall": {{"stations": {{"counter": {{"agents": {}, "service": {}{}}}}}}}}},
        "study": {{"horizon": "{} min", "warmup": "500 min", "replications": 20}}}})",
                       name, arrivals_per_min, agents, service, more, horizon_min);
}
constexpr const char* erlang = "Erlang C (Erlang 1917)";
const std::string exponential_minute = R"({"law": "exponential", "mean": "1 min"})";
}  // namespace

TEST_CASE("M/M/1 waits as Erlang says") {
    const Simulated simulated(queue("M/M/1, load 0.5", 0.5, 1, exponential_minute));
    simulated.check("wait_mean", the_counter, 60 * wait_mean_mmc(1, 0.5, 1), 0.06, erlang);
    simulated.check("wait_probability", the_counter, 0.5, 0.02, erlang);
    simulated.check("occupancy", the_counter, 0.5, 0.02, "load");
}

TEST_CASE("M/M/8 at load 0.9: wait, chance to wait, service level, line and busy counters") {
    const Simulated simulated(queue("M/M/8, load 0.9", 7.2, 8, exponential_minute, R"(, "capacity": 100000)"));
    simulated.check("wait_mean", the_counter, 60 * wait_mean_mmc(8, 7.2, 1), 0.08, erlang);
    simulated.check("wait_probability", the_counter, erlang_c(8, 7.2), 0.04, erlang);
    simulated.check("queue_length_mean", the_counter, 7.2 * wait_mean_mmc(8, 7.2, 1), 0.08,
                    "Erlang C and Little's law");  // Little
    simulated.check("occupancy", the_counter, 0.9, 0.01, "load");
    simulated.check("sojourn_mean", the_counter, 60 * (1 + wait_mean_mmc(8, 7.2, 1)), 0.05, "Erlang C and Little's law");
    // Nobody waits over 10 min but a share of exp(-8): the level is nearly 1.
    simulated.check("service_level@10min/served", the_counter, 1 - wait_over_mmc(8, 7.2, 1, 10), 0.002, erlang);
}

TEST_CASE("the wait's quantiles in M/M/8 are those of its exponential tail") {
    const Simulated simulated(queue("M/M/8, load 0.9", 7.2, 8, exponential_minute));
    // P(W > t) = C exp(-(c - a) t): the quantile q lies at ln(C / (1 - q)) / (c - a) minutes. The buckets may be off by 0.8 %.
    for (const auto& [name, q] : {std::pair{"wait_p50", 0.5}, {"wait_p90", 0.9}, {"wait_p99", 0.99}}) {
        const double theory_s = 60 * std::log(erlang_c(8, 7.2) / (1 - q)) / 0.8;
        const Estimate found = simulated.of(name, the_counter);
        CAPTURE(name);
        CHECK(std::abs(found.mean - theory_s) <= found.half_width + 0.008 * theory_s);
#ifdef NDEBUG  // a debug build makes do with three replications
        CHECK(found.half_width < 0.12 * theory_s);
#endif
    }
}

TEST_CASE("M/M/3/5 refuses as its chain says") {
    const Simulated simulated(queue("M/M/3/5", 4, 3, exponential_minute, R"(, "capacity": 5)"));
    const FiniteQueue theory = mmck(3, 5, 4, 1);
    simulated.check("blocked", the_counter, theory.blocked, 0.03, "birth-death chain");
    simulated.check("wait_mean", the_counter, 60 * theory.wait_mean_s, 0.03, "birth-death chain");
}

TEST_CASE("M/G/c/c blocks by the mean alone: Erlang B for lognormal services") {
    const Simulated simulated(
        queue("M/G/5/5, lognormal", 4, 5, R"({"law": "lognormal", "mean": "1 min", "cv": 1.5})", R"(, "capacity": 5)"));
    simulated.check("blocked", the_counter, erlang_b(5, 4), 0.04, "Erlang B (Sevastyanov 1957: any law)");
}

TEST_CASE("M/G/1 waits as Pollaczek and Khinchine say, for every law") {
    struct Case {
        std::string name, service;
        double cv;
    };
    for (const Case& one :
         {Case{"deterministic", R"("1 min")", 0}, Case{"lognormal", R"({"law": "lognormal", "mean": "1 min", "cv": 1.4})", 1.4},
          Case{"Erlang-4", R"({"law": "erlang", "mean": "1 min", "k": 4})", 0.5},
          Case{"uniform", R"({"law": "uniform", "low": "0 min", "high": "2 min"})", 1 / std::sqrt(3.0)}}) {
        CAPTURE(one.service);
        const Simulated simulated(queue("M/G/1, " + one.name, 0.7, 1, one.service, "", 80'000));
        simulated.check("wait_mean", the_counter, 60 * wait_mean_mg1(0.7, 1, one.cv), 0.12, "Pollaczek 1930, Khinchine 1932");
    }
}

TEST_CASE("M/M/5+M: waiting, giving up, and the classic check P(give up) = E[time in line] / mean patience") {
    const Simulated simulated(
        queue("M/M/5+M", 6, 5, exponential_minute, R"(, "patience": {"law": "exponential", "mean": "2 min"})"));
    const ImpatientQueue theory = erlang_a(5, 6, 1, 2);
    simulated.check("abandonment", the_counter, theory.abandonment, 0.03, "Erlang A (Palm 1957)");
    simulated.check("wait_mean", the_counter, 60 * theory.wait_served_mean_s, 0.03, "Erlang A (Palm 1957)");
    simulated.check("queue_length_mean", the_counter, theory.queue_mean, 0.03, "Erlang A (Palm 1957)");
    const double line_s = simulated.of("queue_length_mean", the_counter).mean / 6;  // minutes in line per arrival
    CHECK(simulated.of("abandonment", the_counter).mean == doctest::Approx(line_s / 2).epsilon(0.02));
}

TEST_CASE("two stations in a row: Burke's theorem makes the second an M/M/c of its own") {
    const Simulated simulated(R"({"name": "two stations in a row",
        "calendar": {"start": "2018-10-21", "end": "2018-10-21", "working_week": ["sun"], "hours": {"from": "00:00", "until": "24:00"}},
        "services": {"any": {"name": "any", "volume": "1 / year", "fee": "0 AED", "channels": ["counter"], "presence": 1}},
        "customers": {"segments": {"all": {"name": "all"}}},
        "demand": {"volume": "8640 / day", "counter_profile": [{"from": "00:00", "until": "24:00", "share": 1}]},
        "adoption": {"share": 0},
        "centres": {"hall": {"stations": {"first": {"agents": 8, "service": {"law": "exponential", "mean": "1 min"}},
                                          "second": {"agents": 4, "service": {"law": "exponential", "mean": "0.5 min"}}}}},
        "study": {"warmup": "120 min", "replications": 60, "series": "none"}})");
    simulated.check("wait_mean", "centre/hall/first", 60 * wait_mean_mmc(8, 6, 1), 0.15, erlang);
    simulated.check("wait_mean", "centre/hall/second", 60 * wait_mean_mmc(4, 6, 0.5), 0.15, "Erlang C and Burke 1956");
}

// The mean response of processor sharing depends on the mean work only: exponential, constant and lognormal work give 1 / (1 -
// load).
TEST_CASE("M/G/1-PS on the pool is insensitive to the law of the work") {
    for (const auto& [name, work] : {std::pair{"exponential", R"({"law": "exponential", "mean": "1 s"})"},
                                     {"deterministic", R"("1 s")"},
                                     {"lognormal", R"({"law": "lognormal", "mean": "1 s", "cv": 1.5})"}}) {
        CAPTURE(name);
        const Simulated simulated(fmt::format(R"({{"name": "M/G/1-PS on a pool, {}",
            "demand": {{"streams": {{"all": {{"to": "web", "rate": "0.7 / s"}}}}}},
            "channels": {{"web": {{"fidelity": "pool", "journey": [{{"work": "app", "amount": {}}}]}}}},
            "platform": {{"tiers": {{"app": {{"hosts": 1, "cores": 1, "worker_threads": 100000}}}}}},
            "study": {{"horizon": "20 h", "warmup": "1 h", "replications": 20}}}})",
                                              name, work));
        simulated.check("response_mean", "channel/web", sojourn_mean_mg1_ps(0.7, 1), 0.06, "insensitivity (Kleinrock 1976, 4.4)");
    }
}

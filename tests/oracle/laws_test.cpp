// One line, where patience, service or the time between arrivals follows any law: each law is stated as a user would state it,
// and the moments the theory needs are worked out here by hand.
#include <fmt/format.h>

#include "models/erlang.hpp"
#include "models/general_queue.hpp"
#include "models/law.hpp"
#include "models/patience.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
struct PatienceLaw {
    std::string name, text;
    Law law;  // in minutes
};
struct ServiceTime {
    std::string name, text;
    double mean_min, second_min2;
};
struct Gap {
    std::string name, text;  // mean 1 min
    Transform transform;
};
std::string rate(double per_min) { return fmt::format(R"("rate": "{} / min")", per_min); }
}  // namespace

TEST_CASE("M/M/5+G: giving up, waiting and the line follow the whole law of patience") {
    const PatienceLaw laws[] = {
        {"lognormal", R"({"law": "lognormal", "mean": "2 min", "cv": 1.2})", lognormal(2, 1.2)},
        {"deterministic", R"("90 s")", deterministic(1.5)},
        {"uniform", R"({"law": "uniform", "low": "0 min", "high": "4 min"})", uniform(0, 4)},
        {"hyperexponential", R"({"law": "hyperexponential", "mean": "2 min", "cv": 2})", hyperexponential(2, 2)},
        {"40 % never", R"({"law": "mixture", "parts": [{"share": 0.4, "of": {"law": "never"}},
            {"share": 0.6, "of": {"law": "weibull", "mean": "1 min", "shape": 1.5}}]})",
         mixture({never(), weibull(1, 1.5)}, {0.4, 0.6})}};
    constexpr const char* source = "Baccelli and Hebuterne 1981, as an ODE";
    for (const PatienceLaw& one : laws) {
        const Simulated simulated(
            hall("M/M/5+G, patience " + one.name, rate(6),
                 R"("agents": 5, "service": {"law": "exponential", "mean": "1 min"}, "patience": )" + one.text, 20'000));
        const PatienceAnswer theory = mmc_patience(5, 6, 1, survival_of(one.law));
        const double served_waited = (theory.wait_probability - theory.abandonment) / (1 - theory.abandonment);
        simulated.check("abandonment", the_counter, theory.abandonment, 0.03, source);
        simulated.check("wait_mean", the_counter, 60 * theory.wait_served_mean_s, 0.03, source);
        simulated.check("queue_length_mean", the_counter, theory.queue_mean, 0.03, source);
        simulated.check("wait_probability", the_counter, served_waited, 0.02, source);
    }
}

TEST_CASE("M/G/1 waits as Pollaczek and Khinchine say, for rarer laws") {
    const double weibull_second = std::tgamma(1 + 2 / 1.5) / std::pow(std::tgamma(1 + 1 / 1.5), 2);
    const ServiceTime laws[] = {
        {"Weibull", R"({"law": "weibull", "mean": "1 min", "shape": 1.5})", 1, weibull_second},
        {"gamma", R"({"law": "gamma", "mean": "1 min", "cv": 1.3})", 1, 1 + 1.3 * 1.3},
        // a b (high - low)^2 / ((a + b)^2 (a + b + 1)) about the mean 1
        {"beta", R"({"law": "beta", "low": "0 min", "high": "3 min", "alpha": 2, "beta": 4})", 1, 1 + 9 * 8.0 / (36 * 7)},
        {"hyperexponential", R"({"law": "hyperexponential", "mean": "1 min", "cv": 2})", 1, 5},
        {"Coxian", R"({"law": "phase_type", "phases": [{"mean": "0.4 min", "go_on": 0.3}, {"mean": "2 min"}]})", 1,
         2 * 0.16 + 2 * 0.4 * 0.6 + 0.3 * 8},
        {"mixture", R"({"law": "mixture", "parts": [{"share": 0.75, "of": "2 min"},
            {"share": 0.25, "of": {"law": "triangular", "low": "0 min", "mode": "0 min", "high": "3 min"}}]})",
         0.75 * 2 + 0.25, 0.75 * 4 + 0.25 * 1.5},
        {"shifted exponential", R"({"law": "exponential", "mean": "0.6 min", "shift": "0.4 min"})", 1, 1.36},
        {"exponential cut at 2 min", R"({"law": "exponential", "mean": "1 min", "high": "2 min"})",
         (1 - 3 * std::exp(-2.0)) / (1 - std::exp(-2.0)), (2 - 10 * std::exp(-2.0)) / (1 - std::exp(-2.0))},
        {"histogram", R"({"law": "histogram", "edges": ["0 min", "1 min", "3 min"], "weights": [3, 1]})", 0.875,
         0.75 / 3 + 0.25 * 26 / 6},
        {"empirical", R"({"law": "empirical", "values": ["0.5 min", "1 min", "2.5 min"], "weights": [2, 2, 1]})", 1.1,
         0.4 * 0.25 + 0.4 + 0.2 * 6.25}};
    for (const ServiceTime& one : laws) {
        const double per_min = 0.7 / one.mean_min, cv = std::sqrt(one.second_min2 / (one.mean_min * one.mean_min) - 1);
        const Simulated simulated(hall("M/G/1, " + one.name, rate(per_min), R"("agents": 1, "service": )" + one.text));
        simulated.check("wait_mean", the_counter, 60 * wait_mean_mg1(per_min, one.mean_min, cv), 0.12,
                        "Pollaczek 1930, Khinchine 1932");
        simulated.check("wait_probability", the_counter, 0.7, 0.025, "load");
    }
}

TEST_CASE("M/D/c waits as Crommelin says") {
    for (const auto& [counters, per_min] : {std::pair{4, 3.4}, {10, 9.0}}) {
        const Simulated simulated(hall(fmt::format("M/D/{}", counters), rate(per_min),
                                       fmt::format(R"("agents": {}, "service": "1 min")", counters), 15'000));
        const WaitAnswer theory = mdc(counters, per_min, 1);
        simulated.check("wait_mean", the_counter, 60 * theory.wait_mean_s, 0.06, "Crommelin 1932");
        simulated.check("wait_probability", the_counter, theory.wait_probability, 0.03, "Crommelin 1932");
    }
}

TEST_CASE("M/G/5/5 blocks alike whatever the law") {
    for (const auto& [name, service] : {std::pair{"deterministic", R"("1 min")"},
                                        {"hyperexponential", R"({"law": "hyperexponential", "mean": "1 min", "cv": 2})"},
                                        {"Weibull", R"({"law": "weibull", "mean": "1 min", "shape": 0.7})"},
                                        {"exponential", R"({"law": "exponential", "mean": "1 min"})"}}) {
        const Simulated simulated(hall(fmt::format("M/G/5/5, {}", name), rate(4),
                                       fmt::format(R"("agents": 5, "capacity": 5, "service": {})", service), 15'000));
        simulated.check("blocked", the_counter, erlang_b(5, 4), 0.04, "Erlang B (Sevastyanov 1957: any law)");
        simulated.check("occupancy", the_counter, 4 * (1 - erlang_b(5, 4)) / 5, 0.01, "Erlang B (Sevastyanov 1957: any law)");
    }
}

TEST_CASE("G/M/1 and G/M/4: renewal arrivals of any law") {
    const Gap gaps[] = {{"Erlang-3 gaps", R"({"law": "erlang", "mean": "1 min", "k": 3})", transform_erlang(3, 1)},
                        {"constant gaps", R"("1 min")", transform_deterministic(1)},
                        {"hyperexponential gaps", R"({"law": "hyperexponential", "mean": "1 min", "cv": 1.5})",
                         transform_hyperexponential(1, 1.5)},
                        {"uniform gaps", R"({"law": "uniform", "low": "0 min", "high": "2 min"})", transform_of(uniform(0, 2))},
                        {"lognormal gaps", R"({"law": "lognormal", "mean": "1 min", "cv": 1})", transform_of(lognormal(1, 1))}};
    for (const int counters : {1, 4})
        for (const Gap& gap : gaps) {
            const double service_min = 0.8 * counters;
            const Simulated simulated(hall(
                fmt::format("G/M/{}, {}", counters, gap.name), R"("gap": )" + gap.text,
                fmt::format(R"("agents": {}, "service": {{"law": "exponential", "mean": "{} min"}})", counters, service_min)));
            const WaitAnswer theory = gmc(counters, gap.transform, 1, service_min);
            simulated.check("wait_mean", the_counter, 60 * theory.wait_mean_s, 0.12, "Takacs 1962");
            simulated.check("wait_probability", the_counter, theory.wait_probability, 0.035, "Takacs 1962");
        }
}

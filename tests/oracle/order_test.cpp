// Who goes first: by class (with and without interruption, or growing with the wait), last come, by chance, shortest first.
#include <fmt/format.h>

#include "models/discipline.hpp"
#include "models/interrupted.hpp"
#include "models/law.hpp"
#include "models/priority.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
constexpr const char* vip = "centre/hall/counter/class/vip";
constexpr const char* regular = "centre/hall/counter/class/regular";

// Two Poisson streams into one station.
std::string two_classes(const std::string& name, double vip_per_min, double regular_per_min, const std::string& station,
                        int horizon_min = 40'000) {
    return fmt::format(R"({{"name": "{}", "customers": {{"classes": {{"vip": {{}}, "regular": {{}}}}}},
        "demand": {{"streams": {{"vip": {{"to": "hall", "class": "vip", "rate": "{} / min"}},
                                 "regular": {{"to": "hall", "class": "regular", "rate": "{} / min"}}}}}},
        "centres": {{"hall": {{"stations": {{"counter": {{{}}}}}}}}},
        "study": {{"horizon": "{} min", "warmup": "500 min", "replications": 20}}}})",
                       name, vip_per_min, regular_per_min, station, horizon_min);
}
const std::string vip_first = R"("classes": {"vip": {"priority": 1}})";
const std::string vip_interrupts = R"("classes": {"vip": {"priority": 1, "preempts": true}})";
const std::string exponential_minute = R"("service": {"law": "exponential", "mean": "1 min"})";
// Laws of each class, for one counter: gamma (mean 1, cv 1.5) for the urgent, Erlang-2 of 1.2 min for the others.
const std::string own_services(const std::string& more) {
    return fmt::format(R"("agents": 1, "service": "1 min", "classes": {{
        "vip": {{"service": {{"law": "gamma", "mean": "1 min", "cv": 1.5}}{0}}},
        "regular": {{"service": {{"law": "erlang", "mean": "1.2 min", "k": 2}}}}}})",
                       more);
}
const std::vector<PriorityClass> two = {{0.2, 1, 1.5}, {0.4, 1.2, std::sqrt(0.5)}};
}  // namespace

TEST_CASE("M/G/1 and M/M/3 by class: Cobham") {
    const Simulated one(two_classes("M/G/1 with priority", 0.2, 0.4, own_services(R"(, "priority": 1)")));
    const std::vector<double> wait_min = wait_mean_priority_mg1(two);
    one.check("wait_mean", vip, 60 * wait_min[0], 0.06, "Cobham 1954");
    one.check("wait_mean", regular, 60 * wait_min[1], 0.12, "Cobham 1954");

    const Simulated three(two_classes("M/M/3 with priority", 1, 1.5, R"("agents": 3, )" + exponential_minute + ", " + vip_first));
    const std::vector<double> wait_three_min = wait_mean_priority_mmc(3, std::vector{1.0, 1.5}, 1);
    three.check("wait_mean", vip, 60 * wait_three_min[0], 0.04, "Cobham 1954");
    three.check("wait_mean", regular, 60 * wait_three_min[1], 0.08, "Cobham 1954");
}

TEST_CASE("preemptive resume, M/G/1 and M/M/3: time from coming to leaving by class") {
    const Simulated one(two_classes("M/G/1, preemptive resume", 0.2, 0.4, own_services(R"(, "priority": 1, "preempts": true)")));
    const std::vector<double> sojourn_min = sojourn_mean_preemptive_mg1(two);
    one.check("sojourn_mean", vip, 60 * sojourn_min[0], 0.06, "Takacs 1964");
    one.check("sojourn_mean", regular, 60 * sojourn_min[1], 0.1, "Takacs 1964");

    const Simulated three(
        two_classes("M/M/3, preemptive resume", 1, 1.5, R"("agents": 3, )" + exponential_minute + ", " + vip_interrupts));
    const std::vector<double> sojourn_three_min = sojourn_mean_preemptive_mmc(3, std::vector{1.0, 1.5}, 1);
    three.check("sojourn_mean", vip, 60 * sojourn_three_min[0], 0.02, "Buzen and Bondi 1983");
    three.check("sojourn_mean", regular, 60 * sojourn_three_min[1], 0.06, "Buzen and Bondi 1983");
}

TEST_CASE("who is interrupted goes on, begins anew, or is drawn anew") {
    struct Rule {
        std::string word, service;
        Resumption rule;
        Law law;  // in minutes
    };
    const Rule rules[] = {
        {"resume", R"({"law": "uniform", "low": "0 min", "high": "2 min"})", Resumption::resume, uniform(0, 2)},
        {"restart", R"({"law": "uniform", "low": "0 min", "high": "2 min"})", Resumption::restart, uniform(0, 2)},
        {"resample", R"({"law": "uniform", "low": "0 min", "high": "2 min"})", Resumption::resample, uniform(0, 2)},
        {"resample", R"({"law": "lognormal", "mean": "1 min", "cv": 1})", Resumption::resample, lognormal(1, 1)}};
    for (const Rule& one : rules) {
        const Simulated simulated(two_classes(
            fmt::format("M/G/1, preemptive {}, {}", one.word, one.law.family == LawFamily::uniform ? "uniform" : "lognormal"),
            0.2, 0.4,
            fmt::format(R"("agents": 1, "service": {}, "line": {{"interrupted_work": "{}"}}, "classes": {{"vip": {{
                            "priority": 1, "preempts": true, "service": {{"law": "exponential", "mean": "1 min"}}}}}})",
                        one.service, one.word)));
        const double theory_min = sojourn_mean_interrupted_mg1(0.4, one.law, one.rule, interruptions_by_class(0.2, 1, 1));
        simulated.check("sojourn_mean", regular, 60 * theory_min, 0.1, "completion times (Gaver 1962)");
        simulated.check("sojourn_mean", vip, 60 / (1 - 0.2), 0.04, "M/M/1 of its own");
    }
}

TEST_CASE("priority that grows with waiting") {
    const std::string growing = R"("vip": {"growth": "3 / min"}, "regular": {"growth": "1 / min"})";
    const std::vector<double> points = {3, 1};
    const Simulated one(
        two_classes("M/G/1, accumulating priority", 0.3, 0.5,
                    R"("agents": 1, "service": {"law": "erlang", "mean": "1 min", "k": 2}, "classes": {)" + growing + "}"));
    const std::vector<double> wait_min =
        wait_mean_accumulating_mg1(std::vector<PriorityClass>{{0.3, 1, std::sqrt(0.5)}, {0.5, 1, std::sqrt(0.5)}}, points);
    one.check("wait_mean", vip, 60 * wait_min[0], 0.1, "Kleinrock 1964");
    one.check("wait_mean", regular, 60 * wait_min[1], 0.1, "Kleinrock 1964");

    const Simulated three(two_classes("M/M/3, accumulating priority", 1, 1.5,
                                      R"("agents": 3, )" + exponential_minute + R"(, "classes": {)" + growing + "}"));
    const std::vector<double> wait_three_min = wait_mean_accumulating_mmc(3, std::vector{1.0, 1.5}, 1, points);
    three.check("wait_mean", vip, 60 * wait_three_min[0], 0.06, "Stanford, Taylor and Ziedins 2014; Li and others 2017");
    three.check("wait_mean", regular, 60 * wait_three_min[1], 0.08, "Stanford, Taylor and Ziedins 2014; Li and others 2017");
}

// Whoever does not look at service times leaves the mean wait as it is, but not its spread.
TEST_CASE("first come, last come or by chance: one mean, three standard deviations") {
    for (const auto& [word, discipline] :
         {std::pair{"fifo", Discipline::first_come}, {"lifo", Discipline::last_come}, {"random", Discipline::random}}) {
        const std::string line = fmt::format(R"(, "line": {{"within": "{}"}})", word);
        const Simulated one(hall(fmt::format("M/G/1, {}", word), R"("rate": "0.6 / min")",
                                 R"("agents": 1, "service": {"law": "erlang", "mean": "1 min", "k": 2})" + line));
        const WaitMoments theory = wait_moments_mg1(discipline, 0.6, 1, 1.5, 3);  // Erlang-2, rate 2: 2 * 3 / 4, 2 * 3 * 4 / 8
        one.check("wait_mean", the_counter, 60 * theory.mean_s, 0.06, "Pollaczek 1930, Khinchine 1932");
        one.check("wait_sd", the_counter, 60 * std::sqrt(theory.variance_s2), 0.08, "Takacs 1963; Cohen 1982, III.3");
        const Simulated four(
            hall(fmt::format("M/M/4, {}", word), R"("rate": "3 / min")", R"("agents": 4, )" + exponential_minute + line));
        const WaitMoments theory_four = wait_moments_mmc(discipline, 4, 3, 1);
        four.check("wait_mean", the_counter, 60 * theory_four.mean_s, 0.06, "Erlang C (Erlang 1917)");
        four.check("wait_sd", the_counter, 60 * std::sqrt(theory_four.variance_s2), 0.15, "Takacs 1963; Cohen 1982, III.3");
    }
}

TEST_CASE("the shortest service first") {
    for (const auto& [name, text, law] :
         {std::tuple{"exponential", R"({"law": "exponential", "mean": "1 min"})", exponential(1)},
          {"uniform", R"({"law": "uniform", "low": "0 min", "high": "2 min"})", uniform(0, 2)},
          {"lognormal", R"({"law": "lognormal", "mean": "1 min", "cv": 1.3})", lognormal(1, 1.3)}}) {
        const Simulated simulated(
            hall(fmt::format("M/G/1, shortest first, {}", name), R"("rate": "0.8 / min")",
                 fmt::format(R"("agents": 1, "service": {}, "line": {{"within": "shortest_first"}})", text)));
        simulated.check("wait_mean", the_counter, 60 * wait_mean_shortest_first(0.8, law), 0.12, "Phipps 1956");
    }
}

// Who comes, and when: in batches, from a finite population, at rates that change, on days that differ by chance.
#include <fmt/format.h>

#include <numbers>

#include "models/birth_death.hpp"
#include "models/transient.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
const std::string exponential_minute = R"("service": {"law": "exponential", "mean": "1 min"})";

// Six hours in half-hours, nothing left out.
std::string morning(const std::string& name, const std::string& stream, const std::string& station, int replications = 100) {
    return fmt::format(R"({{"name": "{}", "demand": {{"streams": {{"all": {{"to": "hall", {}}}}}}},
        "centres": {{"hall": {{"stations": {{"counter": {{{}}}}}}}}},
        "study": {{"horizon": "6 h", "replications": {}, "series": "half_hour"}}}})",
                       name, stream, station, replications);
}
// Mean number in service in [from, from + 0.5 h] of an unlimited station that is empty at 0: the integral of rate(u) P(service >
// t - u).
double busy_mean(double from_h, const std::function<double(double)>& per_h, const std::function<double(double)>& survival) {
    constexpr double step_h = 1.0 / 480;  // midpoints
    double sum = 0;
    int instants = 0;
    for (double t = from_h + step_h / 2; t < from_h + 0.5; t += step_h, ++instants)
        for (double u = step_h / 2; u < t; u += step_h / 2)
            sum += per_h(u - step_h / 4) * survival(t - u + step_h / 4) * step_h / 2;
    return sum / instants;
}
}  // namespace

TEST_CASE("batches: M^X/M/1, and M^X/M/3/6 where as many enter as fit") {
    const std::vector<double> sizes = {0.5, 0.3, 0.2};
    const Simulated one(
        hall("M^X/M/1", R"("rate": "0.4 / min", "batch": {"sizes": [0.5, 0.3, 0.2]})", R"("agents": 1, )" + exponential_minute));
    one.check("wait_mean", the_counter, 60 * wait_mean_batch_mm1(0.4, sizes, 1), 0.08, "Burke 1975");
    const Simulated geometric(hall("M^X/M/3, geometric batches",
                                   R"("rate": "1.2 / min", "batch": {"law": "geometric", "mean": 2})",
                                   R"("agents": 3, )" + exponential_minute));
    const LineAnswer endless = batch_mmc(3, 600, 1.2, batch_geometric(2), 1);
    geometric.check("wait_mean", the_counter, 60 * endless.wait_mean_s, 0.1, "chain of M^X/M/c");
    const Simulated limited(hall("M^X/M/3/6, partial admission", R"("rate": "1.5 / min", "batch": {"sizes": [0.5, 0.3, 0.2]})",
                                 R"("agents": 3, "capacity": 6, )" + exponential_minute));
    const LineAnswer theory = batch_mmc(3, 6, 1.5, sizes, 1);
    limited.check("blocked", the_counter, theory.refused, 0.03, "chain of M^X/M/c/K");
    limited.check("wait_mean", the_counter, 60 * theory.wait_mean_s, 0.03, "chain of M^X/M/c/K");
}

TEST_CASE("a finite source: M/M/3//12, and Engset's loss whatever the laws") {
    const LineAnswer theory = finite_source(3, 12, 3, 1);
    const Simulated line(hall("M/M/3//12", R"("source": {"population": 12, "thinking": {"law": "exponential", "mean": "3 min"}})",
                              R"("agents": 3, )" + exponential_minute));
    line.check("wait_mean", the_counter, 60 * theory.wait_mean_s, 0.03, "machine repair chain");
    line.check("wait_probability", the_counter, theory.wait_probability, 0.02, "machine repair chain");
    line.check("throughput", the_counter, 60 * theory.throughput_per_s, 0.01, "machine repair chain");
    for (const auto& [name, thinking, service] :
         {std::tuple{"exponential", R"({"law": "exponential", "mean": "2 min"})", R"({"law": "exponential", "mean": "1 min"})"},
          {"gamma thinking, lognormal service", R"({"law": "gamma", "mean": "2 min", "cv": 0.7})",
           R"({"law": "lognormal", "mean": "1 min", "cv": 1.5})"}}) {
        const Simulated loss(hall(fmt::format("M/M/4/4//10, {}", name),
                                  fmt::format(R"("source": {{"population": 10, "thinking": {}}})", thinking),
                                  fmt::format(R"("agents": 4, "capacity": 4, "service": {})", service)));
        loss.check("blocked", the_counter, engset_blocked(4, 10, 2, 1), 0.03, "Engset 1918");
    }
}

TEST_CASE("unlimited agents follow a rate that changes: how many are busy, by half-hour") {
    const auto exponential = [](double t_h) { return std::exp(-t_h / 0.4); };
    const auto uniform = [](double t_h) { return std::max(0.0, 1 - t_h / 0.8); };
    const auto wave = [](double t_h) { return 60 * (1 + 0.8 * std::sin(2 * std::numbers::pi * t_h / 4)); };
    const auto ramp = [](double t_h) { return t_h < 3 ? 20 + 20 * t_h : t_h < 4 ? 0 : 50; };
    const std::string wave_text = R"("rate": "60 / h", "wave": {"amplitude": 0.8, "period": "4 h"})";
    const std::string ramp_text = R"("rate": [{"from": "0 h", "until": "3 h", "rate": "20 / h", "to_rate": "80 / h"},
        {"from": "4 h", "until": "6 h", "rate": "50 / h"}])";
    const Simulated waves(morning("M(t)/M/infinity, sinusoidal", wave_text,
                                  R"("agents": "unlimited", "service": {"law": "exponential", "mean": "0.4 h"})"));
    const Simulated ramps(morning("M(t)/G/infinity, linear and a gap", ramp_text,
                                  R"("agents": "unlimited", "service": {"law": "uniform", "low": "0 h", "high": "0.8 h"})"));
    for (const double hour : {0.5, 2.5, 4.0, 5.5}) {
        waves.check_part("agents", the_counter, 3600 * hour, busy_mean(hour, wave, exponential), 0.2,
                         "Eick, Massey and Whitt 1993");
        ramps.check_part("agents", the_counter, 3600 * hour, busy_mean(hour, ramp, uniform), 0.2, "Eick, Massey and Whitt 1993");
    }
}

TEST_CASE("some are there at time 0") {
    const Simulated simulated(morning("M/M/3 with 30 present at the start", R"("rate": "2 / min", "present_at_start": 30)",
                                      R"("agents": 3, )" + exponential_minute, 1000));
    const std::vector<DayPiece> half_hours(12, DayPiece{30, 2, 3});
    const DayAnswer theory = follow_day({.service_mean_s = 1, .patience_mean_s = INFINITY}, half_hours, 30);
    for (const std::size_t part : {0U, 1U, 2U})
        simulated.check_part("queue_length_mean", the_counter, 1800.0 * static_cast<double>(part), theory.pieces[part].line_mean,
                             0.5, "Kolmogorov equations");
}

// The variance of a day's count: twenty groups of thirty days give it, and how sure it is.
TEST_CASE("days that differ by chance: a day's count is negative binomial") {
    constexpr int groups = 20;
    double sum = 0, squares = 0;
    for (int group = 0; group < groups; ++group) {
        const Simulated days(fmt::format(
            R"({{"name": "days by chance {}", "calendar": {{"start": "2018-10-21", "end": "2018-10-21", "hours": {{"from": "08:00", "until": "14:00"}}}},
            "demand": {{"streams": {{"all": {{"to": "hall", "rate": "50 / h", "day_factor": {{"cv": 0.2}}}}}}}},
            "centres": {{"hall": {{"stations": {{"counter": {{"agents": "unlimited", "service": "5 min"}}}}}}}},
            "study": {{"replications": 60, "series": "none"}}}})",
            group));
        const double variance = std::pow(days.of("arrivals", the_counter).sd, 2);
        sum += variance, squares += variance * variance;
    }
    const double mean = sum / groups, sd = std::sqrt((squares - sum * mean) / (groups - 1));
    check_holds({.scenario = "days by chance, cv 0.2",
                 .quantity = "variance of the day's arrivals of hall/counter",
                 .unit = "1",
                 .source = "negative binomial: m + (m cv)^2",
                 .theory = 300 + 60.0 * 60,
                 .estimate = {.known = true,
                              .mean = mean,
                              .sd = sd,
                              .half_width = student_t(groups, 0.9999) * sd / std::sqrt(groups),
                              .confidence = 0.9999,
                              .n = groups}},
                0.3);
}

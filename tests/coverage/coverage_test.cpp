// Do the intervals hold as often as they say? Of 95 % intervals, 1,000 of each kind are made from replications that no other
// interval has, and it is counted how many hold the truth: means, ratios, quantiles, paired differences, antithetic pairs,
// control variates, and replications until a precision is reached; on M/M/1 and on the day of a service centre with three
// stations. The truth is the same measure over as many replications of another seed: its own error is a thirtieth of a
// half-width, which costs a thousandth of the coverage. Of M/M/1 it is held to the formula besides. An interval fails when its
// count would be met with a chance below 1 % if it held in 94 of 100: at most 921 of 1,000. Seeds are fixed, so this never fails
// by luck; for another seed, 95 % intervals would each fail with a chance of 0.02 %. With COVERAGE=FILE in the environment the
// counts are written there, for docs/background/coverage.md.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "results/precision.hpp"
#include "results/tally.hpp"
#include "results/variance.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"
#include "tests/models/covered.hpp"

using namespace counterless;

namespace {

constexpr std::size_t repeats = 1000, each = 20;
constexpr const char* asked_names[] = {"visits", "wait_mean", "wait_p90", "queue_length_mean", "in_system_mean"};

// At load 0.5 what happened is forgotten in 12 minutes (the relaxation time 1 / (1 - sqrt(load))^2 services), at 0.8 in 90.
std::string queue_text(const char* rate, const char* horizon, const char* warmup) {
    return fmt::format(R"({{"name": "M/M/1",
  "demand": {{"streams": {{"all": {{"to": "hall", "rate": "{}"}}}}}},
  "centres": {{"hall": {{"stations": {{"counter": {{"agents": 1, "service": {{"law": "exponential", "mean": "1 min"}}}}}}}}}},
  "study": {{"horizon": "{}", "warmup": "{}", "within": "3 min", "series": "none"}}}})",
                       rate, horizon, warmup);
}
const std::string light = queue_text("0.5 / min", "700 min", "100 min");
const std::string loaded = queue_text("0.8 / min", "4400 min", "400 min");
const std::string short_runs = queue_text("0.8 / min", "1000 min", "200 min");
// Reception, counters with patience, cashier; a morning peak; everyone inside at noon is served.
constexpr const char* day_text = R"({"name": "A day",
  "calendar": {"start": "2018-10-21", "end": "2018-10-21", "hours": {"from": "08:00", "until": "12:00"}},
  "demand": {"streams": {"all": {"to": "town", "rate": [{"from": "08:00", "until": "09:00", "rate": "30 / h"},
    {"from": "09:00", "until": "11:00", "rate": "60 / h"}, {"from": "11:00", "until": "12:00", "rate": "35 / h"}]}}},
  "centres": {"town": {"stations": {
    "reception": {"agents": 1, "service": {"law": "lognormal", "mean": "45 s", "cv": 0.6}},
    "counter": {"agents": 6, "service": {"law": "lognormal", "mean": "6 min", "cv": 0.9}, "patience": {"law": "exponential", "mean": "40 min"}},
    "cashier": {"agents": 1, "service": {"law": "exponential", "mean": "40 s"}}}}},
  "study": {"within": "10 min", "series": "none"}})";

Scenario scenario_of(const std::string& text, std::uint64_t seed, const std::vector<Override>& overrides = {}) {
    ReadResult read = read_scenario_text(text, "coverage.json", overrides);
    for (const Problem& problem : read.problems) MESSAGE(to_text(problem));
    REQUIRE(read.ok());
    read.scenario.study.seed = seed;
    return std::move(read.scenario);
}

// Replications by number, lived through when they are asked for.
class Lives {
  public:
    explicit Lives(Scenario scenario) : scenario_(std::move(scenario)), layout_(layout(scenario_)) {}
    std::vector<Summary> from(std::size_t first, std::size_t count) {
        std::vector<Summary> found;
        for (std::size_t number = first; number < first + count; ++number) {
            Tally tally(scenario_, layout_, static_cast<std::uint32_t>(number));
            run(scenario_, Plan{}, static_cast<std::uint32_t>(number), tally);
            found.push_back(tally.take());
        }
        return found;
    }
    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const Layout& plan() const { return layout_; }
    [[nodiscard]] std::vector<KnownTotal> known() const { return known_totals(scenario_, layout_, forecast(scenario_)); }
    [[nodiscard]] std::vector<Measure> asked() const {
        std::vector<Measure> found;
        for (const char* name : asked_names)
            for (const Measure& measure : layout_.measures)
                if (measure.of == "all" &&
                    (measure.name == name || (measure.name.starts_with(name) && measure.name.ends_with("/offered"))))
                    found.push_back(measure);
        return found;
    }

  private:
    Scenario scenario_;
    Layout layout_;
};

// Without the other replications, so that memory stays small: the distributions and totals of all as one.
std::vector<double> truth(Lives lives, std::size_t count, const std::vector<Measure>& measures) {
    std::vector<Summary> chunks;
    for (std::size_t first = 0; first < count; first += each) {
        std::vector<Summary> some = lives.from(first, each);
        for (Summary& one : some) {
            if (chunks.empty()) {
                chunks.push_back(std::move(one));
                continue;
            }
            for (std::size_t slot = 0; slot < one.totals.size(); ++slot) chunks[0].totals[slot] += one.totals[slot];
            for (std::size_t kind = 0; kind < one.distributions.size(); ++kind)
                chunks[0].distributions[kind].add(one.distributions[kind]);
        }
    }
    for (double& total : chunks[0].totals) total /= static_cast<double>(count);
    std::vector<double> values;
    for (const Estimate& one : estimate(measures, chunks, 0.95)) values.push_back(one.mean);
    return values;
}

void claim(const std::string& model, const std::string& kind, const std::string& measure, std::size_t held, double remark = 0) {
    CHECK_MESSAGE(believable(static_cast<int>(held), static_cast<int>(repeats), 0.94, 0.01),
                  model << ", " << kind << " of " << measure << ": " << held << " of " << repeats);
    if (const char* file = std::getenv("COVERAGE"))
        std::ofstream(file, std::ios::app) << model << '\t' << kind << '\t' << measure << '\t' << held << '\t' << remark << '\n';
}

bool holds(const Estimate& estimate, double value) { return std::abs(estimate.mean - value) <= estimate.half_width; }

// The truth of every measure asked, once for each scenario.
std::vector<double> truth_of(const std::string& text, const std::vector<Override>& overrides = {}) {
    Lives lives(scenario_of(text, 2, overrides));
    const std::vector<Measure> measures = lives.asked();
    return truth(std::move(lives), repeats * each, measures);
}

void cover_plain(const std::string& model, const std::string& text, const std::vector<double>& values) {
    Lives lives(scenario_of(text, 1));
    const std::vector<Measure> measures = lives.asked();
    std::vector<std::size_t> held(measures.size());
    for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        const std::vector<Estimate> found = estimate(measures, lives.from(repeat * each, each), 0.95);
        for (std::size_t index = 0; index < measures.size(); ++index) held[index] += holds(found[index], values[index]);
    }
    for (std::size_t index = 0; index < measures.size(); ++index) {
        const char* kind = measures[index].estimator == Estimator::per_replication ? "mean"
                           : measures[index].estimator == Estimator::ratio         ? "ratio"
                                                                                   : "quantile";
        claim(model, kind, measures[index].name, held[index]);
    }
}

void cover_difference(const std::string& model, const std::string& text, const Override& change,
                      const std::vector<double>& without) {
    Lives ours(scenario_of(text, 1, {change})), theirs(scenario_of(text, 1));
    const std::vector<Measure> measures = ours.asked(), baseline = theirs.asked();
    const std::vector<double> with = truth_of(text, {change});
    std::vector<std::size_t> held(measures.size());
    for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        const std::vector<Estimate> found =
            estimate_difference(measures, ours.from(repeat * each, each), baseline, theirs.from(repeat * each, each), 0.95);
        for (std::size_t index = 0; index < measures.size(); ++index)
            held[index] += holds(found[index], with[index] - without[index]);
    }
    for (std::size_t index = 0; index < measures.size(); ++index)
        if (measures[index].name != "visits") claim(model, "paired difference", measures[index].name, held[index]);
}

void cover_reduced(const std::string& model, const std::string& text, const std::string& kind, const Override& how,
                   const std::vector<double>& values) {
    Lives lives(scenario_of(text, 1, {how}));
    const std::vector<Measure> measures = lives.asked();
    const std::vector<KnownTotal> known = lives.known();
    const std::size_t replications = lives.scenario().study.antithetic ? 2 * each : each;
    std::vector<std::size_t> held(measures.size());
    std::vector<double> saved(measures.size());
    for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        const std::vector<Estimate> found =
            estimate_as_stated(lives.scenario().study, known, measures, lives.from(repeat * replications, replications));
        for (std::size_t index = 0; index < measures.size(); ++index) {
            held[index] += holds(found[index], values[index]);
            if (found[index].runs_saved > 0) saved[index] += std::log(found[index].runs_saved) / repeats;  // else told without
        }
    }
    for (std::size_t index = 0; index < measures.size(); ++index)
        if (measures[index].name != "visits") claim(model, kind, measures[index].name, held[index], std::exp(saved[index]));
}

// Each study goes on where the one before stopped, so that no replication is in two.
void cover_sequential(const std::string& model, const std::string& text, const char* asked_text,
                      const std::vector<double>& values) {
    Lives lives(scenario_of(text, 1));
    Problems problems;
    const std::vector<PreciseMeasure> asked =
        precise_measures({asked_half_width(asked_text).value()}, lives.scenario(), lives.plan(), problems);
    REQUIRE(problems.empty());
    double value = 0;
    const std::vector<Measure> measures = lives.asked();
    for (std::size_t index = 0; index < measures.size(); ++index)
        if (measures[index].name == asked[0].measure.name) value = values[index];
    std::size_t next = 0, held = 0;
    for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        PrecisionRule rule(lives.scenario().study, {}, asked, 10'000);
        std::vector<Summary> there;
        for (std::size_t wanted = rule.wanted(there); wanted > there.size(); wanted = rule.wanted(there))
            for (Summary& one : lives.from(next + there.size(), wanted - there.size())) there.push_back(std::move(one));
        next += there.size();
        held += holds(rule.precision().measures[0].estimate, value);
        CHECK(rule.precision().reached());
    }
    claim(model, "until precise", asked_text, held, static_cast<double>(next) / repeats);
}

void cover_all(const std::string& model, const std::string& text, const Override& change) {
    const std::vector<double> values = truth_of(text);
    cover_plain(model, text, values);
    cover_difference(model, text, change, values);
    cover_reduced(model, text, "antithetic pairs", {"/study/antithetic", "true"}, values);
    cover_reduced(model, text, "control variates", {"/study/controls", "true"}, values);
    cover_sequential(model, text, "wait_mean=10%", values);
    cover_sequential(model, text, "wait_p90=10%", values);
}
const Override faster{"/centres/hall/stations/counter/service/mean", "57 s"};

}  // namespace

TEST_CASE("the truth of M/M/1 is that of the formula") {
    Lives lives(scenario_of(light, 2));
    const std::vector<Measure> measures = lives.asked();
    const std::vector<Estimate> found = estimate(measures, lives.from(0, 4000), 0.95);
    for (std::size_t index = 0; index < measures.size(); ++index) {  // load / (1 - load) minutes, and so many inside
        const double expected = measures[index].name == "wait_mean" ? 60 : measures[index].name == "in_system_mean" ? 1 : 0;
        if (expected > 0) CHECK(std::abs(found[index].mean - expected) <= 2 * found[index].half_width);
    }
}
TEST_CASE("intervals of M/M/1 at load 0.5 hold as often as they say") { cover_all("M/M/1 at 0.5, 600 min", light, faster); }
TEST_CASE("intervals of the day of a centre hold as often as they say") {
    cover_all("a day", day_text, {"/centres/town/stations/counter/agents", "7"});
}
// Minutes long: with --no-skip.
TEST_CASE("intervals of M/M/1 at load 0.8 hold as often as they say" * doctest::skip()) {
    cover_all("M/M/1 at 0.8, 4,000 min", loaded, faster);
}
// Nine relaxation times a run: a mean wait is so skewed that twenty of them are too few. Told, not claimed.
TEST_CASE("intervals of short runs of M/M/1 at load 0.8" * doctest::skip() * doctest::may_fail()) {
    cover_all("M/M/1 at 0.8, 800 min", short_runs, faster);
}

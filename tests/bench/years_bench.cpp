// tests/bench/years_bench.cpp: what a transaction costs in a study of years, and which part of the program takes it.
// The scenario is Dubai Customs as long studies state it (scenarios/library/year-2018.json), up to three years until the end of
// 2018 with the reported volumes of 9.1, 9.4 and 9.7 million: 240,000 customers with memory, channels of one step of work on one
// tier with enough cores (fidelity pool), 8 % failures tried again, the tenth at the counters of 23 centres, series by year. One
// replication, by the kernel's account of user time.
// Parts are told by leaving them out: the statistics by a recorder that only counts; planning by planning alone; channels by a
// scenario in which nobody may or must come, its cost an attempt taken for that of all attempts; the counters are what is left.
//     build/release/tests/bench/years_bench [years] [/pointer=value ...]
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/demand.hpp"
#include "sim/knobs.hpp"
#include "tests/bench/measure.hpp"

using namespace counterless;

namespace {

std::vector<Override> as_years_state_it(int years) {
    return {{"/calendar/start", fmt::format("{}-01-01", 2019 - years)},
            {"/calendar/end", "2018-12-31"},
            {"/demand/volume",
             R"([{"from": "2016-01-01", "value": "9100000 / year"}, {"from": "2017-01-01", "value": "9400000 / year"},
                                   {"from": "2018-01-01", "value": "9700000 / year"}])"},
            {"/study/series", "year"}};
}

Scenario read(std::vector<Override> overrides, const std::vector<Override>& more) {
    overrides.insert(overrides.end(), more.begin(), more.end());
    const auto file = std::filesystem::path(COUNTERLESS_SOURCE_DIR) / "scenarios/library/year-2018.json";
    ReadResult read = read_scenario(file, overrides);
    if (!read.ok())
        throw std::runtime_error(read.problems.front().place + ": " + read.problems.front().found + ", expected " +
                                 read.problems.front().expected);
    return std::move(read.scenario);
}

struct Studied {
    double seconds, needs, at_counters;
};

Studied with_statistics(const Scenario& scenario) {
    const Layout plan = layout(scenario);
    const double begin_s = bench::user_s();
    Tally tally(scenario, plan, 0);
    run(scenario, {}, 0, tally);
    const Summary summary = tally.take();
    return {bench::user_s() - begin_s, summary.totals[plan.whole(Whole::needs)], summary.totals[plan.whole(Whole::done_counter)]};
}

struct Counted final : Deaf {
    double attempts = 0;
    void attempt_ended(const AttemptRecord&) override { ++attempts; }
};

struct Lived {
    double seconds, attempts;
};

Lived without_statistics(const Scenario& scenario) {
    const double begin_s = bench::user_s();
    Counted counted;
    run(scenario, {}, 0, counted);
    return {bench::user_s() - begin_s, counted.attempts};
}

double planning_s(const Scenario& scenario) {
    const double begin_s = bench::user_s();
    const Luck luck(scenario.study.seed, 0);
    const Knobs knobs(scenario.knobs, scenario.initiatives);
    const Customers customers(scenario, luck, choices(scenario));
    Planner planner(scenario, luck, knobs, &customers);
    for (std::size_t day = 0; day < scenario.calendar.days.size(); ++day) planner.plan(day);
    return bench::user_s() - begin_s;
}

double attempt_s(const Scenario& scenario) {
    const Lived lived = without_statistics(scenario);
    return (lived.seconds - planning_s(scenario)) / lived.attempts;
}

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
    const int years = argc > 1 ? std::atoi(argv[1]) : 1;
    std::vector<Override> overrides = as_years_state_it(years);
    for (int i = 2; i < argc; ++i) {
        const std::string text = argv[i];
        const std::size_t cut = text.find('=');
        overrides.push_back({text.substr(0, cut), text.substr(cut + 1)});
    }
    const Scenario scenario = read(overrides, {});
    const Studied whole = with_statistics(scenario);
    fmt::print("{:.1f} million transactions, {:.1f} % of them at counters: {:.1f} s, {:.0f} ns each; peak {:.0f} MB\n",
               whole.needs / 1e6, 100 * whole.at_counters / whole.needs, whole.seconds, 1e9 * whole.seconds / whole.needs,
               peak_mb());

    const Lived lived = without_statistics(scenario);
    const double planning = planning_s(scenario);
    const double channels = lived.attempts * attempt_s(read(overrides, {{"/channels/*/retry", "1"},
                                                                        {"/channels/*/visit_after_failure", "0"},
                                                                        {"/services/*/presence", "0"},
                                                                        {"/customers/segments/*/offline", "0"},
                                                                        {"/adoption/share", "1"}}));
    const auto print = [&](const char* part, double seconds) {
        fmt::print("  {:<12}{:6.0f} ns {:6.1f} %\n", part, 1e9 * seconds / whole.needs, 100 * seconds / whole.seconds);
    };
    print("planning", planning);
    print("channels", channels);
    print("counters", lived.seconds - planning - channels);
    print("statistics", whole.seconds - lived.seconds);
}

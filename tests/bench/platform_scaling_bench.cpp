// tests/bench/platform_scaling_bench.cpp: how the cost of a digital transaction on SimGrid grows, and what the platform costs
// where nothing is on it. Wanted: at most 1.3 times bare SimGrid that does the same activities, at every size; no more for the
// last transaction than for the first; memory that does not grow with those served; and counters that pay nothing for an idle
// platform. Every figure is CPU time from a process of its own; what is compared takes turns, and the ratio is the median of the
// rounds'.
//     build/release/tests/bench/platform_scaling_bench [sizes|lines|long|year|idle|all] [rounds]
//     valgrind --tool=callgrind build/release/tests/bench/platform_scaling_bench one bare|ours hosts in_flight steps transactions
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstring>

#include "models/constants.hpp"
#include "tests/bench/bare_platform.hpp"

using namespace counterless;
using bench::Case;
using bench::Load;
using bench::Told;

namespace {

constexpr double pause_s = 0.001;  // of each customer before he comes again: short, but an instant and an alarm of its own

// Hosts in three tiers; the six steps over and over, or one work for which all hosts are of one tier.
Scenario platform(int hosts, int steps) {
    Scenario scenario = bench::six_steps(hosts);
    std::vector<Step>& journey = scenario.channels[0].steps;
    if (steps == 1) {
        scenario.platform.tiers = {bench::tier("web", hosts)};
        journey = {bench::step(StepKind::work, 0, 0.040)};
    }
    for (int i = 6; i < steps; ++i) journey.push_back(journey[static_cast<std::size_t>(i) - 6]);
    return scenario;
}

// The first uploads leave half of their link free.
Load in_flight(const Scenario& scenario, const Luck& luck, long customers, long count) {
    const double first_s = 2 * 20e3 / scenario.platform.links[0].bandwidth_per_s;
    return {scenario, luck, count, 1 / pause_s, customers, first_s};
}

struct Ratio {
    double median, least, most;
};
Ratio ratio_of(const Case& over, const Case& under, double Told::*figure = &Told::later_ns) {
    std::vector<double> ratios;
    for (std::size_t round = 0; round < over.rounds.size(); ++round)
        ratios.push_back(over.rounds[round].*figure / under.rounds[round].*figure);
    const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
    return {bench::median(ratios), *least, *most};
}
Case bare_case(const char* name, bool lines) {
    return {name, [lines](const Load& load) { return bare::Platform(load, bare::Way::restarted, lines).run(); }};
}

void sizes(int rounds) {
    const Luck luck{1, 0};
    fmt::print("hosts  in flight  steps   bare, ns   ours, ns   ratio [of the rounds]   response, bare and ours, s\n");
    double worst = 0;
    for (const int steps : {1, 6, 20})
        for (const int hosts : {4, 16, 64, 256})
            for (const long customers : {10L, 100L, 1'000L, 5'000L}) {
                const Scenario scenario = platform(hosts, steps);
                std::vector<Case> cases = {bare_case("bare", true), {"ours", bench::on_machines}};
                bench::take_turns(cases, in_flight(scenario, luck, customers, 25'000), rounds);
                const Ratio ratio = ratio_of(cases[1], cases[0]);
                worst = std::max(worst, ratio.median);
                fmt::print("{:5} {:10} {:6} {:10.0f} {:10.0f}   {:5.2f} [{:.2f}..{:.2f}]   {:.6f} {:.6f}\n", hosts, customers,
                           steps, cases[0].median_of(&Told::later_ns), cases[1].median_of(&Told::later_ns), ratio.median,
                           ratio.least, ratio.most, cases[0].rounds[0].response_s, cases[1].rounds[0].response_s);
                std::fflush(stdout);
            }
    fmt::print("highest ratio {:.2f}\n", worst);
}

// What the lines before the hosts are worth: bare SimGrid with everybody let in at once. A step of work only, or the line would
// be elsewhere; the response is another, since all share instead of waiting.
void lines(int rounds) {
    const Luck luck{1, 0};
    for (const int hosts : {4, 64}) {
        const Scenario scenario = platform(hosts, 1);
        std::vector<Case> cases = {
            bare_case("bare, 64 at once on a host", true), bare_case("bare, all at once", false), {"ours", bench::on_machines}};
        bench::take_turns(cases, in_flight(scenario, luck, 5'000, 25'000), rounds);
        for (const Case& one : cases)
            fmt::print("{:3} hosts, 5,000 in flight, {:<28} {:9.0f} ns, {:6.2f} of the first\n", hosts, one.name,
                       one.median_of(&Told::later_ns), ratio_of(one, cases[0]).median);
    }
}

void served_before(int rounds) {
    const Luck luck{1, 0};
    const Scenario scenario = platform(16, 6);
    const Load load = in_flight(scenario, luck, 100, 1'000'000);
    std::vector<Case> cases = {bare_case("bare", true), {"ours", bench::on_machines}};
    bench::take_turns(cases, load, rounds);
    for (const Case& one : cases)
        fmt::print("{} transactions, {}: first fifth {:.0f} ns, last fifth {:.0f} ns, last over first {:.2f}\n", load.count,
                   one.name, one.median_of(&Told::first_fifth_ns), one.median_of(&Told::last_fifth_ns), [&] {
                       std::vector<double> ratios;
                       for (const Told& round : one.rounds) ratios.push_back(round.last_fifth_ns / round.first_fifth_ns);
                       return bench::median(ratios);
                   }());
}

// ---- a year -----------------------------------------------------------------------------------------------------------------

constexpr double year_s = 365 * day_s;

// The six steps in slow motion, 2,000 times: as crowded as at 150 a second, but a year takes two million transactions.
Scenario slow_motion() {
    constexpr double slower = 2000;
    Scenario scenario = bench::six_steps();
    for (Tier& tier : scenario.platform.tiers) tier.speed /= slower;
    for (Link& link : scenario.platform.links) link.latency_s *= slower, link.bandwidth_per_s /= slower;
    scenario.study.horizon_s = year_s;
    return scenario;
}
// Every host and link breaks once in two days, and who waits an hour for one step goes.
Scenario troubled() {
    Scenario scenario = slow_motion();
    scenario.channels[0].timeout_s = 3600;
    Disruption breaks;
    for (Index element = 0; element < scenario.platform.hosts() + scenario.platform.links.size(); ++element)
        breaks.elements.push_back(element);
    breaks.random = breaks.each = true, breaks.up = exponential(2 * day_s), breaks.repair = exponential(3600);
    scenario.platform.disruptions = {breaks};
    return scenario;
}

struct Months {
    double peak_kb[12];
    double done;
};
void note_peak(Months& months, double now_s) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto month = static_cast<std::size_t>(std::min(now_s / (year_s / 12), 11.0));
    months.peak_kb[month] = static_cast<double>(usage.ru_maxrss);
}
Months live_a_year(const Scenario& scenario) {
    Months months{};
    const Luck luck{1, 0};
    const Load load{scenario, luck, static_cast<long>(0.075 * year_s), 0.075};  // stops at about a year
    Deaf deaf;
    EventQueue events;
    run_on_machines(scenario, luck, deaf, events, [&](Clock& clock, Carrier& carrier) {
        bench::carry(load, clock, carrier, events, [&](long done, double now_s) {
            months.done = static_cast<double>(done);
            if (done % 1000 == 0) note_peak(months, now_s);
        });
    });
    return months;
}
void year() {
    for (const bool quiet : {true, false}) {
        const Scenario scenario = quiet ? slow_motion() : troubled();
        const Months months = bench::alone<Months>([&] { return live_a_year(scenario); });
        fmt::print(
            "a year, {:.0f} transactions, {}: peak memory after 1 month {:.1f} MB, after 2 {:.1f}, after 12 {:.1f}: {:+.2f} MB "
            "in 11\n",
            months.done, quiet ? "nothing breaks" : "everything breaks every other day", months.peak_kb[0] / 1024,
            months.peak_kb[1] / 1024, months.peak_kb[11] / 1024, (months.peak_kb[11] - months.peak_kb[0]) / 1024);
    }
}

// ---- an idle platform -------------------------------------------------------------------------------------------------------

void idle(int rounds) {
    const std::string hall = bench::one_queue(7.2, 8, 50'000);
    const std::string beside =
        hall.substr(0, hall.size() - 1) +
        R"(, "channels": {"web": {"fidelity": "platform", "journey": [{"work": "web", "amount": "40 ms"}]}},
                               "platform": {"tiers": {"web": {"hosts": 8, "cores": 4}}}})";
    std::vector<double> alone_ns, beside_ns, ratios;
    bench::Cost without{}, with{};
    for (int round = 0; round < rounds; ++round) {
        const auto live = [&](const std::string& text) {
            return bench::alone<bench::Cost>([&] { return bench::through_engine(text, static_cast<std::uint32_t>(round), 1); });
        };
        without = live(hall), with = live(beside);
        alone_ns.push_back(without.ns), beside_ns.push_back(with.ns), ratios.push_back(with.ns / without.ns);
    }
    fmt::print("M/M/8, ns a customer: no platform {:.0f}, beside an idle one {:.0f}, ratio {:.2f}   wait {:.4f} and {:.4f} min\n",
               bench::median(alone_ns), bench::median(beside_ns), bench::median(ratios), without.wait_min, with.wait_min);
}

// One case alone and in this process, for a profiler.
void one(char** arguments) {
    const Luck luck{1, 0};
    const Scenario scenario = platform(std::atoi(arguments[1]), std::atoi(arguments[3]));
    const Load load = in_flight(scenario, luck, std::atol(arguments[2]), std::atol(arguments[4]));
    const bool ours = std::strcmp(arguments[0], "ours") == 0;
    const Told told = ours ? bench::on_machines(load) : bare::Platform(load, bare::Way::restarted).run();
    fmt::print("{:.0f} ns, response {:.6f} s\n", told.ns, told.response_s);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 7 && std::strcmp(argv[1], "one") == 0) return one(argv + 2), 0;
    const char* part = argc > 1 ? argv[1] : "all";
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    const auto wanted = [part](const char* name) { return std::strcmp(part, name) == 0 || std::strcmp(part, "all") == 0; };
    if (wanted("sizes")) sizes(rounds);
    if (wanted("lines")) lines(rounds);
    if (wanted("long")) served_before(rounds);
    if (wanted("year")) year();
    if (wanted("idle")) idle(rounds);
}

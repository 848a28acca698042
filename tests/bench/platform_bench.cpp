// ns of CPU time per digital transaction of six activities, bare SimGrid four ways, through our carrier, event queue and clock,
// and on the pool. Every case runs in a child of its own, the cases take turns, and the median of the rounds is printed. All
// carry the same transactions, so the mean response of each column must agree (the bare ones round up to whole bytes). Usage:
// platform_bench [transactions] [rounds]
#include "tests/bench/bare_platform.hpp"

using namespace counterless;

namespace {
bench::Case bare_case(const char* name, bare::Way way) {
    return {name, [way](const bench::Load& load) { return bare::Platform(load, way).run(); }};
}

void compare(const bench::Load& load, int rounds) {
    std::vector<bench::Case> cases = {bare_case("bare SimGrid, worker actors", bare::Way::workers),
                                      bare_case("bare SimGrid, new activities", bare::Way::fresh),
                                      bare_case("bare SimGrid, transfers as timers", bare::Way::timers),
                                      bare_case("bare SimGrid, restarted activities", bare::Way::restarted),
                                      {"ours, platform", bench::on_machines},
                                      {"ours, pool", bench::on_pool},
                                      {"ours, delay", bench::on_delay}};
    bench::take_turns(cases, load, rounds);
    const double best = std::min(cases[1].median_of(&bench::Told::ns), cases[3].median_of(&bench::Told::ns));
    std::printf("\n%ld transactions of 6 activities, %.0f a second, %d rounds, CPU time\n", load.count, load.rate, rounds);
    for (const bench::Case& one : cases) {
        const auto [least, most] = std::minmax_element(one.rounds.begin(), one.rounds.end(),
                                                       [](const bench::Told& a, const bench::Told& b) { return a.ns < b.ns; });
        const double ns = one.median_of(&bench::Told::ns);
        std::printf("%-36s %8.0f ns [%.0f..%.0f]   %.2f of the best bare one   response %.6f s\n", one.name, ns, least->ns,
                    most->ns, ns / best, one.rounds.front().response_s);
    }
}
}  // namespace

int main(int argc, char** argv) {
    const long count = argc > 1 ? std::atol(argv[1]) : 100'000;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    const Scenario scenario = bench::six_steps();
    const Luck luck{1, 0};
    for (const double rate : {60.0, 150.0}) compare({scenario, luck, count, rate}, rounds);
}

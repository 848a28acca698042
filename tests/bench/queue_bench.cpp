// tests/bench/queue_bench.cpp: what a customer costs, through the whole engine and through a bare loop written for that queue
// alone. The engine reads a scenario text, walks demand, halls, world and recorder, keeps levels and waits by the half hour and
// quantile buckets, and checks its balance sheet. The bare loops (bare_queue.hpp, bare_day.hpp) do the same draws and keep one
// sum. Both in one run, alternating, so that the ratio holds on a noisy machine; mean waits are printed since both must answer
// the same.
//     build/release/tests/bench/queue_bench [rounds]
#include <fmt/format.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/bare_day.hpp"
#include "tests/bench/bare_queue.hpp"
#include "tests/bench/measure.hpp"

using namespace counterless;
using bench::Cost;
using bench::median;

namespace {

using Loop = std::function<Cost(std::uint32_t round)>;

void compare(const char* name, std::uint32_t rounds, const Loop& by_hand, const Loop& by_engine) {
    std::vector<double> bare, engine, ratio;
    Cost hand_sum{}, engine_sum{};
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const Cost hand = by_hand(round), ours = by_engine(round);
        bare.push_back(hand.ns);
        engine.push_back(ours.ns);
        ratio.push_back(ours.ns / hand.ns);
        hand_sum.wait_min += hand.wait_min / rounds, engine_sum.wait_min += ours.wait_min / rounds;
        hand_sum.gave_up += hand.gave_up / rounds, engine_sum.gave_up += ours.gave_up / rounds;
    }
    fmt::print(
        "{:<16} bare {:6.1f} ns a customer (wait {:.4f} min, gave up {:.4f})   engine {:6.1f} ns (wait {:.4f}, gave up "
        "{:.4f})   ratio {:.2f}\n",
        name, median(bare), hand_sum.wait_min, hand_sum.gave_up, median(engine), engine_sum.wait_min, engine_sum.gave_up,
        median(ratio));
}

void compare_one_queue(const char* name, std::uint32_t rounds, double arrivals_per_min, int agents, double horizon_min) {
    compare(
        name, rounds, [=](std::uint32_t round) { return bare::Queue{.seed = round}.run(arrivals_per_min, agents, horizon_min); },
        [=](std::uint32_t round) {
            return bench::through_engine(bench::one_queue(arrivals_per_min, agents, horizon_min), round, 1);
        });
}

}  // namespace

int main(int argc, char** argv) {
    const auto rounds = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 7);
    compare_one_queue("M/M/8", rounds, 7.2, 8, 150'000);
    compare_one_queue("M/M/200", rounds, 190, 200, 6'000);
    constexpr std::uint32_t days = 100;
    compare(
        "three-stage day", rounds, [](std::uint32_t round) { return bare::Day().run(round * days, days); },
        [](std::uint32_t round) { return bench::through_engine(bare::day_scenario(), round * days, days); });
}

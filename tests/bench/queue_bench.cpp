// tests/bench/queue_bench.cpp: what a customer of an M/M/8 costs, through the whole engine and through a bare loop.
// The engine reads a scenario text, walks demand, halls, world and recorder, keeps time-weighted levels and quantile buckets, and
// checks its balance sheet. The bare loop is what one would write by hand for this one queue: 16-byte events in a heap, a ring
// for the line, the same Philox draws and logarithms, one sum of waits. Both in one run, alternating, so that the ratio holds on
// a noisy machine.
//     build/release/tests/bench/queue_bench
#include <Random123/philox.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "results/measures.hpp"
#include "results/tally.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"

using namespace counterless;

namespace {

double user_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec) + 1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

struct Cost {
    double ns, wait_min;
};

// ---- by hand
// ---------------------------------------------------------------------------------------------------------------------

struct Bare {
    struct Event {
        double time;
        std::uint64_t kind;  // 0 arrival, 1 departure
        bool operator<(const Event& other) const { return time > other.time; }
    };
    std::vector<Event> heap;
    std::vector<double> line = std::vector<double>(1 << 16);
    std::uint64_t head = 0, tail = 0, counter = 0;
    std::uint32_t seed;

    double exponential(double mean) {
        const r123::Philox4x32::ctr_type block = r123::Philox4x32{}(
            {{static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32), 0, 0}}, {{seed, 0}});
        ++counter;
        const std::uint64_t bits = (std::uint64_t{block[0]} << 32) | block[1];
        return -mean * std::log(1 - (static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53);
    }
    void push(Event event) {
        heap.push_back(event);
        std::push_heap(heap.begin(), heap.end());
    }
    Cost run(double arrivals_per_min, int servers, double horizon_min) {
        const double begin_s = user_s();
        double waited = 0;
        std::uint64_t served = 0;
        int busy = 0;
        push({exponential(1 / arrivals_per_min), 0});
        while (heap.front().time < horizon_min) {
            std::pop_heap(heap.begin(), heap.end());
            const Event event = heap.back();
            heap.pop_back();
            if (event.kind == 0) {
                push({event.time + exponential(1 / arrivals_per_min), 0});
                if (busy < servers) {
                    ++busy, ++served;
                    push({event.time + exponential(1), 1});
                } else {
                    line[tail++ & 0xffff] = event.time;
                }
            } else if (head < tail) {
                waited += event.time - line[head++ & 0xffff];
                ++served;
                push({event.time + exponential(1), 1});
            } else {
                --busy;
            }
        }
        const auto customers = static_cast<double>(served);
        return {1e9 * (user_s() - begin_s) / customers, waited / customers};
    }
};

// ---- by the engine
// -----------------------------------------------------------------------------------------------------------------

Cost through_engine(double arrivals_per_min, int agents, double horizon_min, std::uint32_t replication) {
    const double begin_s = user_s();
    const ReadResult read = read_scenario_text(
        fmt::format(R"({{"name": "bench", "demand": {{"streams": {{"all": {{"to": "hall", "rate": "{} / min"}}}}}},
            "centres": {{"hall": {{"stations": {{"counter": {{"agents": {}, "service": {{"law": "exponential", "mean": "1 min"}}}}}}}}}},
            "study": {{"horizon": "{} min", "seed": 1}}}})",
                    arrivals_per_min, agents, horizon_min),
        "bench.json");
    const Layout plan = layout(read.scenario);
    Tally tally(read.scenario, plan, replication);
    run(read.scenario, {}, replication, tally);
    const Summary summary = tally.take();
    const double customers = summary.totals[plan.whole(Whole::visits)];
    return {1e9 * (user_s() - begin_s) / customers,
            summary.totals[plan.place(0, Place::wait_sum)] / summary.totals[plan.place(0, Place::began)] / 60};
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void compare(const char* name, double arrivals_per_min, int agents, double horizon_min) {
    std::vector<double> bare, engine, ratio;
    double wait_bare = 0, wait_engine = 0;
    constexpr std::uint32_t rounds = 7;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        Bare loop{.heap = {}, .seed = round};
        const Cost by_hand = loop.run(arrivals_per_min, agents, horizon_min),
                   ours = through_engine(arrivals_per_min, agents, horizon_min, round);
        bare.push_back(by_hand.ns);
        engine.push_back(ours.ns);
        ratio.push_back(ours.ns / by_hand.ns);
        wait_bare += by_hand.wait_min / rounds;
        wait_engine += ours.wait_min / rounds;
    }
    fmt::print(
        "{:8} bare {:6.1f} ns a customer (mean wait {:.4f} min)   engine {:6.1f} ns (mean wait {:.4f} min)   ratio {:.2f}\n",
        name, median(bare), wait_bare, median(engine), wait_engine, median(ratio));
}

}  // namespace

int main() {
    compare("M/M/8", 7.2, 8, 150'000);
    compare("M/M/200", 190, 200, 6'000);
}

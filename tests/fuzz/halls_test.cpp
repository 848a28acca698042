// tests/fuzz/halls_test.cpp: random networks of stations, and what must hold in every one of them: the balance, a clock that does
// not go back, nobody in two places, no agent with two customers, no free agent beside a customer whom he may serve, Little's
// law, the same again from the same seed. Seeds are fixed; a failure prints its own. A debug build also finds luck drawn twice.
#include <doctest/doctest.h>

#include <bit>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include "sim/delay.hpp"
#include "sim/world.hpp"
#include "tests/fuzz/auditor.hpp"
#include "tests/fuzz/random_halls.hpp"

using namespace counterless;

namespace {
constexpr int events_max = 400'000;

// The main loop of sim/run.cpp, with a look around whenever the clock is about to move.
void live(const Scenario& scenario, Auditor& auditor) {
    const Luck luck(scenario.study.seed, 0);
    EventQueue events;
    const Conditions conditions(scenario, luck);
    DelayCarrier delay(scenario, luck, conditions, auditor, events);
    World world(scenario, {}, luck, conditions, events, auditor, {&delay, nullptr, nullptr});
    FreeClock clock;
    for (int handled = 0; clock.wait_until_due(events, scenario.study.horizon_s); ++handled) {
        const Event event = events.pop();
        world.handle(event);
        if (handled > events_max) auditor.fault = "no end";
        if (events.empty() || events.top().time_s > event.time_s) {
            auditor.between_instants(event.time_s);
            const Index neglected = world.halls().neglected();
            if (neglected != none && auditor.fault.empty())
                auditor.fault = fmt::format("at {}: somebody waits at {} beside a free agent (after {})", event.time_s, neglected,
                                            static_cast<int>(event.kind()));
        }
        if (!auditor.fault.empty()) return;
    }
    auditor.finished(clock.now_s(), Ending::horizon_reached, world.close_books());
    auditor.close(clock.now_s());
}

std::string fault_of(std::uint64_t seed, int& visits, int& interruptions) {
    const Scenario scenario = RandomHalls(seed).make();
    Auditor first(scenario), second(scenario);
    try {
        live(scenario, first);
        if (!first.fault.empty()) return first.fault;
        live(scenario, second);
    } catch (const std::exception& trouble) { return trouble.what(); }
    visits += first.visits, interruptions += first.interruptions;
    return first.print == second.print ? "" : "another story from the same seed";
}
}  // namespace

TEST_CASE("in every random network people and agents are where they must be") {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(8);
    const char* one = std::getenv("HALLS_SEED");  // to repeat a failure
    int visits = 0, interruptions = 0, networks = 0;
    for (std::uint64_t seed = 1; seed <= 1500 && std::chrono::steady_clock::now() < until; ++seed, ++networks) {
        const std::uint64_t here = one != nullptr ? std::strtoull(one, nullptr, 10) : seed;
        CAPTURE(here);
        CHECK(fault_of(here, visits, interruptions) == "");
        if (one != nullptr) return;
    }
    MESSAGE(networks << " networks, " << visits << " visits, " << interruptions << " interruptions");
    CHECK(interruptions > networks);
}

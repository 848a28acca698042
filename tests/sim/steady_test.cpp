// A platform that serves for a year holds no more memory than after a month. The same month is lived twelve times, each from an
// empty platform to an empty one, and the bytes that the program has asked for and not given back are counted in between: rather
// than the memory of the process, since this count is exact (under AddressSanitizer it counts nothing). Peak memory of a year is
// printed by tests/bench/platform_scaling_bench.cpp.
#include <doctest/doctest.h>
#include <malloc.h>

#include <random>

#include "models/constants.hpp"
#include "tests/sim/loads.hpp"

using namespace counterless;
using namespace counterless::loads;

namespace {
constexpr double month_s = 30 * day_s;
constexpr int months = 12;

Scenario portal() {
    Scenario scenario;
    scenario.study.horizon_s = months * month_s;
    scenario.platform.links = {link("net", 0.020, 25e6)};
    scenario.platform.tiers = {tier("web", 3, 2, 1, 5), tier("bank", 2, 1, 1, 64, Balance::least_busy)};
    scenario.platform.tiers[0].queue_max = 20;
    scenario.channels = {channel("web", {transfer(0, exponential(20e3)), work(0, exponential(0.060)), think(exponential(30)),
                                         work(1, exponential(0.030)), transfer(0, exponential(200e3))})};
    scenario.channels[0].timeout_s = 2, scenario.channels[0].session_timeout_s = 120;
    return scenario;
}

// The first of every month 3,000 come as fast as the bank can just bear. Returns the bytes held at the end of each month.
std::vector<double> live(Clock& clock, Carrier& carrier, EventQueue& events, const Conditions& conditions) {
    std::mt19937_64 numbers{3};
    std::exponential_distribution<double> gap(60);
    std::vector<double> comes_s, held;
    for (double now_s = gap(numbers); comes_s.size() < 3000; now_s += gap(numbers)) comes_s.push_back(now_s);
    held.reserve(months);
    for (int month = 0; month < months; ++month) {
        std::uint32_t next = 0;
        for (Index change = 0; change < conditions.changes().size(); ++change)
            events.push(month * month_s + conditions.changes()[change].at_s, Rank::departure, EventKind::machines_change, change);
        events.push(month * month_s + comes_s[0], Rank::arrival, EventKind::digital_need, 0);
        events.push((month + 1) * month_s, Rank::knob, EventKind::knob_changes, 0);  // so that the month is lived to its end
        while (clock.wait_until_due(events, (month + 1) * month_s)) {
            const Event event = events.pop();
            if (event.kind() == EventKind::attempt_done || event.kind() == EventKind::knob_changes) continue;
            if (event.kind() == EventKind::machines_change) {
                carrier.change(event.time_s, conditions.changes()[event.subject]);
                continue;
            }
            if (event.kind() != EventKind::digital_need) {
                carrier.handle(event);
                continue;
            }
            carrier.begin(event.time_s, event.subject, {event.subject, 0, 0, true});
            if (++next < comes_s.size())
                events.push(month * month_s + comes_s[next], Rank::arrival, EventKind::digital_need, next);
        }
        if (carrier.in_flight() > 0) throw std::logic_error("a month ends with somebody inside");
        held.push_back(static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd));
    }
    return held;
}

std::vector<double> bytes_held(const Scenario& scenario, Fidelity fidelity) {
    return in_child([&] {
        Deaf deaf;
        EventQueue events;
        const Luck luck{1, 0};
        const Conditions conditions(scenario, luck);
        std::vector<double> held;
        FreeClock clock;
        PoolCarrier pool(scenario, luck, deaf, events);
        if (fidelity == Fidelity::pool)
            held = live(clock, pool, events, conditions);
        else
            run_on_machines(scenario, luck, deaf, events,
                            [&](Clock& platform, Carrier& machines) { held = live(platform, machines, events, conditions); });
        return held;
    });
}
}  // namespace

// A debug build remembers every address that was drawn, so that none is drawn twice: its memory grows, and equal months it
// refuses.
#ifdef NDEBUG
constexpr bool remembers = false;
#else
constexpr bool remembers = true;
#endif

TEST_CASE("twelve equal months: after the second, SimGrid and the pool hold not a kilobyte more" * doctest::skip(remembers)) {
    for (const Fidelity fidelity : {Fidelity::pool, Fidelity::platform}) {
        CAPTURE(static_cast<int>(fidelity));
        const std::vector<double> held = bytes_held(portal(), fidelity);
        REQUIRE(held.size() == months);
        CHECK(held.back() < held[1] + 1024);  // malloc rounds now one way, now another
    }
}

TEST_CASE("nor when hosts and link break in every month" * doctest::skip(remembers)) {
    Scenario scenario = portal();
    for (const Index element : {0u, 3u, 5u}) {
        Disruption one;
        one.elements = {element};
        one.when = {{10.0 + element, 14.0 + element}};
        scenario.platform.disruptions.push_back(one);
    }
    for (const Fidelity fidelity : {Fidelity::pool, Fidelity::platform}) {
        CAPTURE(static_cast<int>(fidelity));
        const std::vector<double> held = bytes_held(scenario, fidelity);
        REQUIRE(held.size() == months);
        CHECK(held.back() < held[1] + 1024);  // malloc rounds now one way, now another
    }
}

// No attempt is lost or counted twice. A day on which machines fail at random, works are declined, customers wait no longer,
// lines and sessions run out, and people try again, go over to another channel or to the phone, ends in the middle of it all.
// What began is counted at the doors of the carriers and of the phone, what ended by the records, what is under way by who went
// in and was not handed back; and the world's own balance sheet must say the same. All sums are exact.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <string>

#include "scenarios/read.hpp"
#include "sim/world.hpp"
#include "tests/sim/loads.hpp"

using namespace counterless;
using namespace counterless::loads;

namespace {

Scenario bad_day(const std::string& fidelity) {
    const std::string text = R"({"name": "day", "calendar": {"start": "2018-10-21", "end": "2018-10-21",
        "hours": {"from": "07:30", "until": "14:30"}},
        "services": {"p": {"volume": "5000 / week", "fee": "20 AED"}, "q": {"volume": "5000 / week"}},
        "customers": {"segments": {"s": {}}}, "demand": {"volume": "500000 / week"}, "adoption": {"share": 0.95},
        "channels": {
            "web": {"fidelity": ")" +
                             fidelity + R"(", "failure": 0.05, "timeout": "6 s", "session_timeout": "4 min", "sessions": 60,
                "journey": [{"transfer": "net", "amount": {"law": "exponential", "mean": "300 kB"}},
                            {"work": "web", "amount": {"law": "exponential", "mean": "2 s"}},
                            {"think": {"law": "exponential", "mean": "1 min"}},
                            {"work": "bank", "amount": {"law": "exponential", "mean": "1 s"}, "only_with_fee": true}],
                "retry": 0.5, "retry_delay": {"law": "exponential", "mean": "2 min"}, "visit_after_failure": 0.3,
                "on_failure": {"outage": {"retry": 0.3, "move": 0.5, "channel": "phone", "visit": 0.1, "delay": "2 min"},
                               "rejected": {"retry": 0.3, "move": 0.5, "channel": "app", "delay": {"law": "exponential", "mean": "30 s"}}}},
            "app": {"fidelity": "delay", "failure": 0.2, "response": "20 s", "retry": 0.5, "retry_delay": "1 min"},
            "desk": {"smart": false, "fidelity": ")" +
                             fidelity + R"(", "journey": [{"work": "web", "amount": "300 ms"}]},
            "phone": {"smart": false, "centre": "contact", "retry": 0.5, "retry_delay": "5 min"}},
        "centres": {
            "h": {"stations": {"d": {"agents": 40, "service": {"law": "exponential", "mean": "4 min"}, "system": "desk"}}},
            "contact": {"remote": true, "stations": {"line": {"agents": 3, "service": {"law": "exponential", "mean": "3 min"},
                        "patience": {"law": "exponential", "mean": "3 min"}, "line": {"capacity": 5}}}}},
        "platform": {
            "tiers": {"web": {"hosts": 3, "worker_threads": 3, "queue": 2}, "bank": {"decline": 0.05}},
            "links": {"net": {"latency": "20 ms", "bandwidth": "2 MB/s"}},
            "disruptions": {
                "hosts": {"of": "tier/web", "each": true, "up": {"law": "exponential", "mean": "40 min"}, "repair": {"law": "exponential", "mean": "5 min"}},
                "slow": {"of": "tier/bank", "speed": 0.2, "up": {"law": "exponential", "mean": "1 h"}, "repair": {"law": "exponential", "mean": "10 min"}},
                "still": {"of": "link/net", "in_flight": "freeze", "up": {"law": "exponential", "mean": "1 h"}, "repair": {"law": "exponential", "mean": "30 s"}},
                "line": {"of": "link/net", "up": {"law": "exponential", "mean": "2 h"}, "repair": {"law": "exponential", "mean": "2 min"}}}}})";
    const ReadResult read = read_scenario_text(text, "day.json");
    for (const Problem& problem : read.problems) FAIL(to_text(problem));
    Scenario scenario = read.scenario;
    scenario.study.horizon_s = 12.3 * 3600;  // the busiest time
    return scenario;
}

// What a test counts by itself; doubles, since they come home through a pipe.
struct Counts {
    double begun = 0;  // attempts, at the doors
    std::array<double, failure_kinds + 1> ended{};
    double under_way = 0, again = 0, retries = 0, retries_to_come = 0;
    double ledger_begun = 0, ledger_ended = 0, ledger_under_way = 0;

    [[nodiscard]] double all_ended() const { return std::accumulate(ended.begin(), ended.end(), 0.0); }
};

class Clerk final : public Deaf {
  public:
    Counts counts;
    void attempt_ended(const AttemptRecord& attempt) override {
        ++counts.ended[static_cast<std::size_t>(attempt.why)];
        counts.again += attempt.again;
    }
};

// A carrier's door: who goes in.
class Door final : public Carrier {
  public:
    Door(Carrier& behind, std::multiset<std::uint32_t>& inside) : behind_(behind), inside_(inside) {}
    void begin(double now_s, std::uint32_t attempt, const Journey& journey) override {
        ++begun;
        inside_.insert(attempt);
        behind_.begin(now_s, attempt, journey);
    }
    void handle(const Event& event) override { behind_.handle(event); }
    void change(double now_s, const ConditionChange& change) override { behind_.change(now_s, change); }
    void switch_hosts(double now_s, Index tier, int taking, int on) override { behind_.switch_hosts(now_s, tier, taking, on); }
    double busy_core_s(double now_s, Index tier) override { return behind_.busy_core_s(now_s, tier); }
    double energy_j(double now_s, Index host) override { return behind_.energy_j(now_s, host); }
    [[nodiscard]] std::uint64_t in_flight() const override { return behind_.in_flight(); }
    double begun = 0;

  private:
    Carrier& behind_;
    std::multiset<std::uint32_t>& inside_;
};

Counts live(const Scenario& scenario) {
    const Luck luck(scenario.study.seed, 0);
    const Conditions conditions(scenario, luck);
    Clerk clerk;
    EventQueue events;
    DelayCarrier delay(scenario, luck, conditions, clerk, events);
    PoolCarrier pool(scenario, luck, clerk, events);
    Counts& counts = clerk.counts;
    const auto turn = [&](Clock& clock, Carrier& steps, Fidelity fidelity) {
        std::multiset<std::uint32_t> inside;
        Door delays(delay, inside), carried(steps, inside);
        std::vector<Carrier*> carriers = {&delays, nullptr, nullptr};
        carriers[static_cast<std::size_t>(fidelity)] = &carried;
        double calls = 0, calls_ended = 0;
        World world(scenario, {}, luck, conditions, events, clerk, carriers);
        while (clock.wait_until_due(events, scenario.study.horizon_s)) {
            const Event event = events.pop();
            calls += event.kind() == EventKind::call_begins;
            counts.retries += event.kind() == EventKind::retry;
            if (event.kind() == EventKind::attempt_done && inside.erase(event.subject) == 0) ++calls_ended;
            world.handle(event);
        }
        world.close_books();
        counts.begun = delays.begun + carried.begun + calls;
        counts.under_way = static_cast<double>(inside.size()) + calls - calls_ended;
        for (; !events.empty(); events.pop()) counts.retries_to_come += events.top().kind() == EventKind::retry;
        counts.ledger_begun = static_cast<double>(world.ledger().attempts);
        counts.ledger_ended = static_cast<double>(world.ledger().attempts_ended);
        counts.ledger_under_way = static_cast<double>(world.ledger().in_flight);
    };
    FreeClock clock;
    if (scenario.channels[0].fidelity == Fidelity::platform)
        run_on_machines(scenario, luck, clerk, events,
                        [&](Clock& platform, Carrier& machines) { turn(platform, machines, Fidelity::platform); });
    else
        turn(clock, pool, Fidelity::pool);
    return counts;
}

Counts live_in_child(const Scenario& scenario) {
    static_assert(sizeof(Counts) % sizeof(double) == 0);
    const std::vector<double> numbers = in_child([&] {
        const Counts counts = live(scenario);
        const auto* first = reinterpret_cast<const double*>(&counts);
        return std::vector<double>(first, first + sizeof counts / sizeof(double));
    });
    Counts counts;
    std::copy(numbers.begin(), numbers.end(), reinterpret_cast<double*>(&counts));
    return counts;
}
}  // namespace

TEST_CASE("attempts begun are those that succeeded, those that failed in each way, and those under way when the day is cut off") {
    std::array<double, failure_kinds + 1> on_pool{};
    for (const std::string fidelity : {"pool", "platform"}) {
        CAPTURE(fidelity);
        const Counts counts = live_in_child(bad_day(fidelity));
        CHECK(counts.begun == counts.all_ended() + counts.under_way);
        CHECK(counts.ledger_begun == counts.begun);
        CHECK(counts.ledger_ended == counts.all_ended());
        CHECK(counts.ledger_under_way == counts.under_way);
        CHECK(counts.again == counts.retries + counts.retries_to_come);
        CHECK(counts.under_way > 10);
        CHECK(counts.retries_to_come > 0);
        for (std::size_t kind = 0; kind < counts.ended.size(); ++kind) {
            CAPTURE(kind);
            CHECK(counts.ended[kind] > 20);  // each happened
        }
        if (on_pool[0] == 0) on_pool = counts.ended;
        CHECK(counts.ended == on_pool);  // and as often on SimGrid
    }
}

// The platform and the halls in one clock: calls, customers who come to a centre when their channel is down, agents whose system
// is down, and a day in which every machine is killed in turn. The balance sheet of run() throws where somebody is lost.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/constants.hpp"
#include "scenarios/read.hpp"
#include "sim/run.hpp"
#include "tests/sim/diary.hpp"

using namespace counterless;

namespace {
Scenario scenario_of(const std::string& text) {
    const ReadResult read = read_scenario_text(text, "outages.json");
    for (const Problem& problem : read.problems) FAIL(to_text(problem));
    return read.scenario;
}
Diary live(const Scenario& scenario, std::uint32_t replication = 0) {
    Diary diary;
    run(scenario, {}, replication, diary);
    return diary;
}
// Trials on the channel at these seconds.
Scenario at_seconds(Scenario scenario, const std::vector<double>& seconds) {
    Stream& stream = scenario.streams.front();
    stream.process = Process::trace;
    stream.pieces.clear();
    for (const double time_s : seconds) stream.trace.push_back({.arrived_s = time_s});
    return scenario;
}
// A web of one host that is down from 100 to 200 s, and a phone with one agent of 60 s.
std::string phoning(const std::string& reaction, const std::string& contact) {
    return R"({"name": "phone", "demand": {"streams": {"all": {"to": "web", "rate": "1 / min"}}}, "study": {"horizon": "1000 s"},
        "channels": {"web": {"fidelity": "pool", "journey": [{"work": "web", "amount": "4 s"}], "on_failure": {"outage": )" +
           reaction + R"(}}, "phone": {"smart": false, "centre": "contact"}},
        "centres": {"contact": {"remote": true, "stations": {"line": {"agents": 1, "service": "60 s")" +
           contact + R"(}}}},
        "platform": {"tiers": {"web": {}}, "disruptions": {"down": {"of": "tier/web", "from": "100 s", "length": "100 s"}}}})";
}
}  // namespace

TEST_CASE("who finds the web down calls after 10 s, waits for the agent, and is done by phone") {
    const Diary diary =
        live(at_seconds(scenario_of(phoning(R"({"move": 1, "channel": "phone", "delay": "10 s"})", "")), {50, 110, 120, 200}));
    REQUIRE(diary.transactions.size() == 4);
    // 50 -> 54. 110 fails at once, calls at 120, is served until 180. 120 calls at 130, waits until 180, is served until 240. 200
    // -> 204.
    std::map<double, Index> ends;
    for (const TransactionRecord& one : diary.transactions) {
        CHECK(one.end == TransactionEnd::digital);
        ends[one.time_s] = one.channel;
    }
    CHECK(ends == std::map<double, Index>{{54, 0}, {180, 1}, {204, 0}, {240, 1}});
    CHECK(diary.visits.size() == 2);
    CHECK(diary.visits[1].waited_s == 50);
}

TEST_CASE("a caller who hangs up is unserved, and his channel says what he does then") {
    // The second waits 20 s of the 50, hangs up, and by the phone's own rule tries again 100 s later: at 250 nobody is before
    // him.
    Scenario scenario = scenario_of(phoning(R"({"move": 1, "channel": "phone", "delay": "10 s"})", R"(, "patience": "20 s")"));
    scenario.channels[1].reactions.fill({.retry = 1, .delay = deterministic(100)});
    const Diary diary = live(at_seconds(scenario, {110, 120}));
    const auto unserved = std::count_if(diary.attempts.begin(), diary.attempts.end(),
                                        [](const AttemptRecord& one) { return one.why == Failure::unserved; });
    CHECK(unserved == 1);
    REQUIRE(diary.transactions.size() == 2);
    CHECK(diary.transactions[1].time_s == 130 + 20 + 100 + 60);
}

TEST_CASE("who is told to come comes while the centre is open: an outage fills the hall") {
    const Scenario scenario = scenario_of(R"({"name": "hall", "calendar": {"start": "2018-10-21", "end": "2018-10-22",
        "hours": {"from": "08:00", "until": "14:00"}},
        "services": {"p": {"volume": "5000 / week"}}, "customers": {"segments": {"s": {}}}, "demand": {"volume": "20000 / week"},
        "adoption": {"share": 0.95},
        "channels": {"web": {"fidelity": "pool", "journey": [{"work": "web", "amount": "1 s"}],
                     "on_failure": {"outage": {"visit": 0.5, "retry": 0.3, "delay": "20 min"}}}},
        "centres": {"h": {"stations": {"d": {"agents": 60, "service": "2 min"}}}},
        "platform": {"tiers": {"web": {"cores": 4}},
            "disruptions": {"down": {"of": "tier/web", "date": "2018-10-21", "from": "09:00", "length": "2 h"}}}})");
    const Diary with = live(scenario);
    Scenario without_outage = scenario;
    without_outage.platform.disruptions.clear();
    const Diary without = live(without_outage);
    const auto visits_between = [](const Diary& diary, double from_s, double until_s) {
        return std::count_if(diary.visits.begin(), diary.visits.end(),
                             [&](const VisitRecord& visit) { return visit.arrived_s >= from_s && visit.arrived_s < until_s; });
    };
    // Before 09:20 nobody can have come by it: the same people come. Then far more; the next day the same again.
    CHECK(visits_between(with, 0, 9 * hour_s) == visits_between(without, 0, 9 * hour_s));
    CHECK(visits_between(with, 9 * hour_s, 12 * hour_s) > 3 * visits_between(without, 9 * hour_s, 12 * hour_s));
    CHECK(visits_between(with, 24 * hour_s, 48 * hour_s) == visits_between(without, 24 * hour_s, 48 * hour_s));
    const auto down = std::count_if(with.attempts.begin(), with.attempts.end(),
                                    [](const AttemptRecord& one) { return one.why == Failure::outage; });
    for (const AttemptRecord& one : with.attempts)
        if (one.why == Failure::outage) CHECK((one.ended_s >= 9 * hour_s && one.ended_s < 11 * hour_s));
    CHECK(down > 200);  // 226 first tries are expected in two hours
}

TEST_CASE("an agent whose system is down tries again every minute, and his customer waits at the desk") {
    // Served until 60 s, then the system: down from 100 to 250; the second is served until 120, fails at 120, 180, 240, works at
    // 300.
    const Diary diary = live(at_seconds(
        scenario_of(
            R"({"name": "desk", "demand": {"streams": {"all": {"to": "h", "rate": "1 / min"}}}, "study": {"horizon": "1000 s"},
            "centres": {"h": {"stations": {"d": {"agents": 1, "service": "60 s", "system": "desk"}}}},
            "channels": {"desk": {"smart": false, "fidelity": "pool", "journey": [{"work": "core", "amount": "5 s"}]}},
            "platform": {"tiers": {"core": {}}, "disruptions": {"down": {"of": "tier/core", "from": "100 s", "length": "150 s"}}}})"),
        {0, 0}));
    REQUIRE(diary.visits.size() == 2);
    CHECK(diary.visits[0].left_s == 65);
    CHECK(diary.visits[1].left_s == 305 + 5);  // served from 65 to 125; tries at 125, 185, 245, 305
    CHECK(diary.attempts.size() == 2 + 3);
}

// Two desks whose systems say no to half: repeats at the first desk must not be the tries at the second. Of those who needed more
// than one try at the first about half need more than one at the second: 0.5 +- 4.5 x 0.5 / sqrt(500): a false alarm in 100,000.
TEST_CASE("an agent's repeat at one desk has luck of its own, not that of the next desk") {
    const Diary diary = live(scenario_of(R"({"name": "two", "demand": {"streams": {"all": {"to": "h", "rate": "1 / min"}}},
        "study": {"horizon": "1200 min"},
        "centres": {"h": {"stations": {"a": {"agents": 50, "service": "1 s", "system": "desk"}, "b": {"agents": 50, "service": "1 s", "system": "desk"}}}},
        "channels": {"desk": {"smart": false, "fidelity": "pool", "journey": [{"work": "core", "amount": "1 s"}]}},
        "platform": {"tiers": {"core": {"cores": 100, "decline": 0.5}}}})"));
    std::map<std::uint64_t, std::vector<Failure>> tries;  // by visit, in the order of time
    for (const AttemptRecord& one : diary.attempts) tries[one.visit].push_back(one.why);
    int again_at_first = 0, again_at_second = 0;
    for (const auto& [visit, why] : tries) {
        if (why.size() < 3 || why.front() == Failure::nothing) continue;
        const auto first_done = std::find(why.begin(), why.end(), Failure::nothing);
        if (first_done == why.end() || std::next(first_done) == why.end()) continue;
        ++again_at_first;
        again_at_second += *std::next(first_done) != Failure::nothing;
    }
    REQUIRE(again_at_first > 450);
    CHECK(std::abs(again_at_second / static_cast<double>(again_at_first) - 0.5) < 0.11);
}

TEST_CASE("every element is killed in turn during a day, in every way, and nobody is lost") {
    const std::string text = R"({"name": "day", "calendar": {"start": "2018-10-21", "end": "2018-10-21",
        "hours": {"from": "07:30", "until": "14:30"}},
        "services": {"p": {"volume": "5000 / week", "fee": "20 AED"}, "q": {"volume": "5000 / week"}},
        "customers": {"segments": {"s": {}}}, "demand": {"volume": "20000 / week"}, "adoption": {"share": 0.8},
        "channels": {"web": {"fidelity": "pool", "failure": 0.05, "timeout": "10 s", "session_timeout": "5 min", "sessions": 500,
            "journey": [{"transfer": "net", "amount": "100 kB"}, {"work": "web", "amount": {"law": "exponential", "mean": "1 s"}},
                        {"think": {"law": "exponential", "mean": "1 min"}}, {"work": "db", "amount": "500 ms"},
                        {"transfer": "line", "amount": "10 kB", "only_with_fee": true},
                        {"work": "bank", "amount": "300 ms", "only_with_fee": true}],
            "retry": 0.4, "retry_delay": {"law": "exponential", "mean": "5 min"}, "visit_after_failure": 0.5,
            "on_failure": {"outage": {"retry": 0.3, "move": 0.3, "channel": "phone", "visit": 0.3, "delay": "2 min"}}},
            "phone": {"smart": false, "centre": "contact", "visit_after_failure": 0.5}},
        "centres": {"h": {"stations": {"d": {"agents": 6, "service": "4 min", "patience": {"law": "exponential", "mean": "20 min"}}}},
                    "contact": {"remote": true, "stations": {"line": {"agents": 3, "service": "3 min",
                                "patience": {"law": "exponential", "mean": "3 min"}, "line": {"capacity": 5}}}}},
        "platform": {"tiers": {"web": {"hosts": 3, "queue": 50}, "db": {"cores": 2}, "bank": {"decline": 0.03}},
                     "links": {"net": {"latency": "20 ms", "bandwidth": "10 MB/s"}, "line": {"latency": "8 ms", "bandwidth": "1 MB/s"}}}})";
    Scenario scenario = scenario_of(text);
    for (const InFlight how : {InFlight::fail, InFlight::freeze, InFlight::finish}) {
        scenario.platform.disruptions.clear();
        for (Index element = 0; element < scenario.platform.hosts() + 2; ++element) {
            Disruption one;
            one.elements = {element};
            one.in_flight = how;
            one.when = {{(8 + 0.75 * element) * hour_s, (8.5 + 0.75 * element) * hour_s}};
            scenario.platform.disruptions.push_back(one);
        }
        CAPTURE(static_cast<int>(how));
        const Diary diary = live(scenario);  // or the balance sheet throws: attempts begun = ended + in flight, needs, visits
        std::map<Failure, int> kinds;
        for (const AttemptRecord& one : diary.attempts) ++kinds[one.why];
        CHECK(kinds[Failure::nothing] > 1000);
        CHECK((kinds[Failure::outage] > 0) == (how != InFlight::freeze));
        CHECK(kinds[Failure::timed_out] + kinds[Failure::outage] > 20);
        CHECK(kinds[Failure::declined] > 0);
        CHECK(kinds[Failure::expired] > 0);
    }
}

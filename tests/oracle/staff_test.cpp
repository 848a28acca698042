// Agents who differ, fail, change over, write up and serve several at once: against closed forms and chains.
#include "models/breakdown.hpp"
#include "models/bulk.hpp"
#include "models/erlang.hpp"
#include "models/pools.hpp"
#include "models/state_chain.hpp"
#include "tests/oracle/oracle.hpp"
#include "tests/oracle/town_text.hpp"

using namespace counterless;

namespace {
constexpr const char* desk = "centre/hall/desk";
const std::string two_classes = R"("one": {}, "two": {})";
// A station without `agents`: its staff is told in `fields`.
std::string staffed(double service_mean_min, const std::string& fields) {
    return R"("desk": {"service": )" + exponential_text(service_mean_min) + ", " + fields + "}";
}
Simulated one_stream(const std::string& name, double per_min, const std::string& stations,
                     const std::string& study = study_of(60'000)) {
    return Simulated(to_text({.name = name, .streams = stream("all", "hall", per_min), .stations = stations, .study = study}));
}
Simulated two_streams(const std::string& name, double one_per_min, double two_per_min, const std::string& stations) {
    return Simulated(to_text({.name = name,
                              .streams = stream("a", "hall", one_per_min, "one") + "," + stream("b", "hall", two_per_min, "two"),
                              .stations = stations,
                              .classes = two_classes}));
}
std::string of_class(const char* klass) { return std::string(desk) + "/class/" + klass; }
std::string of_pool(const char* pool) { return std::string(desk) + "/pool/" + pool; }
void hold_pools(const Simulated& simulated, const PoolsCase& pools, const char* source) {
    const auto theory = two_pools(pools);
    const char* classes[] = {"one", "two"};
    for (std::size_t who : {0, 1}) {
        CAPTURE(classes[who]);
        simulated.check("wait_probability", of_class(classes[who]),
                        (theory[who].wait_probability - theory[who].abandonment) / (1 - theory[who].abandonment), 0.05, source);
        simulated.check("queue_length_mean", of_class(classes[who]), theory[who].queue_mean, 0.08, source);
        simulated.check("abandonment", of_class(classes[who]), theory[who].abandonment, 0.08, source);
    }
    const char* names[] = {"first", "second"};
    for (std::size_t pool : {0, 1}) {
        CAPTURE(names[pool]);
        simulated.check("occupancy", of_pool(names[pool]),
                        (theory[0].busy_mean[pool] + theory[1].busy_mean[pool]) / pools.counters[pool], 0.02, source);
    }
}
}  // namespace

// ---- who may serve whom
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("N-model: the second pool serves both classes, its own first") {
    constexpr const char* source = "Markov chain (Garnett and Mandelbaum 2000)";
    hold_pools(
        two_streams("N-model", 1.8, 1.2, staffed(1, R"("choice": "preferred", "patience": {"law": "exponential", "mean": "3 min"},
        "staff": {"first": {"agents": 2, "skills": {"one": {"customer_prefers": 0}}},
                  "second": {"agents": 2, "skills": {"one": {"customer_prefers": 1, "agent_prefers": 1}, "two": {"agent_prefers": 0}}}})")),
        {.arrivals_per_s = {1.8, 1.2},
         .patience_mean_s = {3, 3},
         .counters = {2, 2},
         .service_mean_s = {{{1, 1}, {0, 1}}},
         .pool_first = {0, 1},
         .class_first = {0, 1},
         .line_max = 22},
        source);
}

TEST_CASE("X-model: both pools serve both classes, each its own faster") {
    constexpr const char* source = "Markov chain (Garnett and Mandelbaum 2000)";
    hold_pools(
        two_streams("X-model", 1.0, 0.7, staffed(1, R"("choice": "preferred", "patience": {"law": "exponential", "mean": "2 min"},
        "staff": {"first": {"agents": 1, "skills": {"one": {"service": {"law": "exponential", "mean": "0.8 min"}},
                                                    "two": {"service": {"law": "exponential", "mean": "1.6 min"}, "agent_prefers": 1, "customer_prefers": 1}}},
                  "second": {"agents": 1, "skills": {"one": {"service": {"law": "exponential", "mean": "2 min"}, "agent_prefers": 1, "customer_prefers": 1},
                                                     "two": {}}}})")),
        {.arrivals_per_s = {1.0, 0.7},
         .patience_mean_s = {2, 2},
         .counters = {1, 1},
         .service_mean_s = {{{0.8, 2}, {1.6, 1}}},
         .pool_first = {0, 1},
         .class_first = {0, 1},
         .line_max = 18},
        source);
}

namespace {
// Two servers of unlike speed before one line: fast, slow, in line. `share_fast`: chance that who finds both free takes the fast.
StateChain fast_and_slow(double arrivals_per_min, double fast_mean_min, double slow_mean_min, double share_fast) {
    return solve_chain({}, [=](const StateCounts& at, std::vector<StateMove>& moves) {
        const auto [fast, slow, line, a, b, c] = at;
        if (fast + slow == 0) {
            moves.push_back({{1, 0, 0}, arrivals_per_min * share_fast});
            moves.push_back({{0, 1, 0}, arrivals_per_min * (1 - share_fast)});
        } else if (fast + slow == 1) {
            moves.push_back({{1, 1, 0}, arrivals_per_min});
        } else if (line < 300) {
            moves.push_back({{1, 1, line + 1}, arrivals_per_min});
        }
        const int next = line > 0 ? 1 : 0;
        moves.push_back({{next, slow, line - next}, fast / fast_mean_min});
        moves.push_back({{fast, next, line - next}, slow / slow_mean_min});
    });
}
const std::string two_speeds =
    R"("staff": {"quick": {"agents": 1, "skills": {"one": {"speed": 2}}}, "slow": {"agents": 1, "skills": {"one": {}}}})";
}  // namespace

TEST_CASE("two speeds, the fastest first and at random") {
    constexpr const char* source = "Markov chain in three counts";
    for (const auto& [choice, share] : {std::pair{"fastest", 1.0}, {"random", 0.5}}) {
        CAPTURE(choice);
        const Simulated simulated(to_text({.name = fmt::format("M/M/2 of two speeds, {}", choice),
                                           .streams = stream("all", "hall", 0.9),
                                           .stations = staffed(1.5, fmt::format(R"("choice": "{}", {})", choice, two_speeds)),
                                           .classes = R"("one": {})"}));
        const StateChain chain = fast_and_slow(0.9, 0.75, 1.5, share);
        simulated.check("occupancy", of_pool("quick"), chain.mean([](const StateCounts& at) { return at[0]; }), 0.02, source);
        simulated.check("occupancy", of_pool("slow"), chain.mean([](const StateCounts& at) { return at[1]; }), 0.02, source);
        simulated.check("queue_length_mean", desk, chain.mean([](const StateCounts& at) { return at[2]; }), 0.06, source);
    }
}

TEST_CASE("the longest idle is next: agents of a small pool and of a large one are equally busy") {
    constexpr const char* source = "symmetry of agents; Erlang C";
    const Simulated simulated(one_stream("longest idle over pools of 1 and 4", 3,
                                         staffed(1, R"("staff": {"single": {"agents": 1}, "four": {"agents": 4}})")));
    simulated.check("occupancy", of_pool("single"), 0.6, 0.01, source);
    simulated.check("occupancy", of_pool("four"), 0.6, 0.01, source);
    simulated.check("wait_mean", desk, 60 * wait_mean_mmc(5, 3, 1), 0.05, source);
}

TEST_CASE("reserve: the second class is served only while more than one of four is free (trunk reservation)") {
    constexpr const char* source = "birth and death";
    const Simulated simulated(two_streams("trunk reservation in M/M/4/4", 1.5, 1.5, staffed(1, R"("line": {"capacity": 0},
        "staff": {"all": {"agents": 4, "skills": {"one": {}, "two": {"reserve": 1}}}})")));
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        if (at[0] < 4) moves.push_back({{at[0] + 1}, at[0] < 3 ? 3.0 : 1.5});
        moves.push_back({{at[0] - 1}, at[0] * 1.0});
    });
    const auto share = [&](int from) { return chain.mean([&](const StateCounts& at) { return at[0] >= from ? 1.0 : 0.0; }); };
    simulated.check("blocked", of_class("one"), share(4), 0.03, source);
    simulated.check("blocked", of_class("two"), share(3), 0.02, source);
}

TEST_CASE("reserve with lines: back-office work begins only while one more is free") {
    constexpr const char* source = "Markov chain in three counts";
    const Simulated simulated(two_streams("reserve of 1 in M/M/3, two lines", 1.2, 0.6,
                                          staffed(1, R"("line": {"between": "priority"}, "classes": {"one": {"priority": 1}},
        "staff": {"all": {"agents": 3, "skills": {"one": {}, "two": {"reserve": 1}}}})")));
    enum { busy, first, second };
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        StateCounts to = at;
        ++to[at[busy] < 3 ? busy : first];
        if (at[first] < 40) moves.push_back({to, 1.2});
        to = at;
        ++to[at[busy] < 2 ? busy : second];
        if (at[second] < 120) moves.push_back({to, 0.6});
        if (at[busy] == 0) return;
        to = at;
        if (at[first] > 0)
            --to[first];
        else if (at[second] > 0 && at[busy] - 1 < 2)
            --to[second];
        else
            --to[busy];
        moves.push_back({to, at[busy] * 1.0});
    });
    simulated.check("queue_length_mean", of_class("one"), chain.mean([](const StateCounts& at) { return at[first]; }), 0.08,
                    source);
    simulated.check("queue_length_mean", of_class("two"), chain.mean([](const StateCounts& at) { return at[second]; }), 0.08,
                    source);
}

// ---- agents who are not always able to
// -----------------------------------------------------------------------------------------------

TEST_CASE("M/M/1 with breakdowns, the clock running always and while busy") {
    constexpr const char* source = "completion times (White and Christie 1958; Avi-Itzhak and Naor 1963)";
    for (const auto& [word, clock] : {std::pair{"always", FailureClock::always}, {"while_busy", FailureClock::while_busy}}) {
        CAPTURE(word);
        const Simulated simulated(
            one_stream(fmt::format("M/M/1 with breakdowns, {}", word), 0.5,
                       staffed(1, fmt::format(R"("staff": {{"clerk": {{"agents": 1, "breakdown": {{"clock": "{}",
                "up": {{"law": "exponential", "mean": "10 min"}}, "repair": {{"law": "exponential", "mean": "3 min"}}}}}}}})",
                                              word))));
        const BreakdownAnswer theory = mg1_breakdowns(0.5, 1, 1, {10, 3, 1, clock});
        simulated.check("sojourn_mean", desk, 60 * theory.sojourn_mean_s, 0.06, source);
        simulated.check("agents", desk, theory.up_mean_counters, 0.01, source);
    }
}

TEST_CASE("the system is down: M/G/1 whose station stops as a whole, repairs of constant length") {
    constexpr const char* source = "completion times (Avi-Itzhak and Naor 1963)";
    const Simulated simulated(one_stream("M/M/1, system down for 4 min", 0.5,
                                         staffed(1, R"("staff": {"clerk": {"agents": 1, "breakdown": {"of": "station",
        "up": {"law": "exponential", "mean": "20 min"}, "repair": "4 min"}}})")));
    simulated.check("sojourn_mean", desk, 60 * mg1_breakdowns(0.5, 1, 1, {20, 4, 0}).sojourn_mean_s, 0.06, source);
}

// Three counters fail while they serve, one repairer; the customer stays at his counter. People inside, counters down.
TEST_CASE("M/M/3 with breakdowns and a single repairer: a chain in two counts") {
    constexpr const char* source = "Markov chain in two counts";
    const Simulated simulated(one_stream("M/M/3 with breakdowns while busy, 1 repairer", 1.2,
                                         staffed(1, R"("staff": {"clerks": {"agents": 3, "breakdown": {"clock": "while_busy",
        "up": {"law": "exponential", "mean": "8 min"}, "repair": {"law": "exponential", "mean": "3 min"}, "repairers": 1}}})")));
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        const int working = std::min(at[0], 3) - at[1];
        if (at[0] < 150) moves.push_back({{at[0] + 1, at[1]}, 1.2});
        moves.push_back({{at[0] - 1, at[1]}, working * 1.0});
        moves.push_back({{at[0], at[1] + 1}, working / 8.0});
        moves.push_back({{at[0], at[1] - 1}, at[1] > 0 ? 1 / 3.0 : 0});
    });
    simulated.check("in_system_mean", "all", chain.mean([](const StateCounts& at) { return at[0]; }), 0.06, source);
    simulated.check("agents", desk, 3 - chain.mean([](const StateCounts& at) { return at[1]; }), 0.01, source);
}

// Four counters fail always, repairs at once; idle ones fail too. Counts: up (free or serving), down with a customer, in line.
TEST_CASE("M/M/4 whose counters fail always: a chain in three counts") {
    constexpr const char* source = "Markov chain in four counts";
    const Simulated simulated(
        one_stream("M/M/4 with breakdowns always", 2, staffed(1, R"("staff": {"clerks": {"agents": 4, "breakdown": {
        "up": {"law": "exponential", "mean": "10 min"}, "repair": {"law": "exponential", "mean": "2.5 min"}}}})")));
    enum { serving, stuck, empty_down, line };
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        const int idle = 4 - at[serving] - at[stuck] - at[empty_down], next = at[line] > 0 ? 1 : 0;
        if (idle > 0)
            moves.push_back({{at[serving] + 1, at[stuck], at[empty_down], 0}, 2.0});
        else if (at[line] < 100)
            moves.push_back({{at[serving], at[stuck], at[empty_down], at[line] + 1}, 2.0});
        moves.push_back({{at[serving] - 1 + next, at[stuck], at[empty_down], at[line] - next}, at[serving] * 1.0});
        moves.push_back({{at[serving] - 1, at[stuck] + 1, at[empty_down], at[line]}, at[serving] / 10.0});
        moves.push_back({{at[serving], at[stuck], at[empty_down] + 1, at[line]}, idle / 10.0});
        moves.push_back({{at[serving] + 1, at[stuck] - 1, at[empty_down], at[line]}, at[stuck] / 2.5});
        moves.push_back({{at[serving] + next, at[stuck], at[empty_down] - 1, at[line] - next}, at[empty_down] / 2.5});
    });
    simulated.check("in_system_mean", "all", chain.mean([](const StateCounts& at) { return at[serving] + at[stuck] + at[line]; }),
                    0.05, source);
    simulated.check("wait_mean", desk, 60 * chain.mean([](const StateCounts& at) {
        return at[line] + at[stuck];
    }) / 2 - 60 * chain.mean([](const StateCounts& at) { return at[stuck]; }) / 2,
                    0.08, source);
    simulated.check("agents", desk, 4 * 10 / 12.5, 0.01, source);
}

// First come, first served: whose turn it is next is of class one with chance 0.6, whoever waits. Counts: inside, class of the
// agent's last or present customer, 0 idle, 1 changing over, 2 serving.
TEST_CASE("changing over between two classes: a chain in three counts") {
    constexpr const char* source = "Markov chain in three counts";
    const Simulated simulated(
        two_streams("setup between two classes", 0.3, 0.2,
                    staffed(1, R"("staff": {"clerk": {"agents": 1, "setup": {"law": "exponential", "mean": "0.8 min"}}})")));
    enum { inside, klass, phase };
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        const auto begin = [&](int people, double rate) {
            for (const int next : {0, 1})
                moves.push_back({{people, next, next == at[klass] ? 2 : 1}, rate * (next == 0 ? 0.6 : 0.4)});
        };
        if (at[inside] == 0)
            begin(1, 0.5);
        else if (at[inside] < 200)
            moves.push_back({{at[inside] + 1, at[klass], at[phase]}, 0.5});
        if (at[phase] == 1) moves.push_back({{at[inside], at[klass], 2}, 1 / 0.8});
        if (at[phase] == 2 && at[inside] == 1) moves.push_back({{0, at[klass], 0}, 1.0});
        if (at[phase] == 2 && at[inside] > 1) begin(at[inside] - 1, 1.0);
    });
    simulated.check("sojourn_mean", desk, 60 * chain.mean([](const StateCounts& at) { return at[inside]; }) / 0.5, 0.06, source);
    simulated.check("occupancy", desk, chain.mean([](const StateCounts& at) { return at[inside] > 0 ? 1.0 : 0.0; }), 0.02,
                    source);
}

TEST_CASE("work after the customer has gone: one agent is M/G/1 with both, several are a chain") {
    constexpr const char* source = "Markov chain, Pollaczek and Khinchine";
    const std::string after = R"("after_service": {"law": "exponential", "mean": "0.5 min"})";
    const Simulated one(
        one_stream("M/M/1 with work after service", 0.5, staffed(1, R"("staff": {"clerk": {"agents": 1, )" + after + "}}")));
    const double wait_min = wait_mean_mg1(0.5, 1.5, std::sqrt(1 + 0.25) / 1.5);
    one.check("wait_mean", desk, 60 * wait_min, 0.08, source);
    one.check("sojourn_mean", desk, 60 * (wait_min + 1), 0.06, source);
    one.check("occupancy", desk, 0.75, 0.02, source);
    const Simulated three(
        one_stream("M/M/3 with work after service", 1.6, staffed(1, R"("staff": {"clerks": {"agents": 3, )" + after + "}}")));
    enum { serving, writing, line };
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        const int next = at[line] > 0 ? 1 : 0;
        if (at[serving] + at[writing] < 3)
            moves.push_back({{at[serving] + 1, at[writing], 0}, 1.6});
        else if (at[line] < 150)
            moves.push_back({{at[serving], at[writing], at[line] + 1}, 1.6});
        moves.push_back({{at[serving] - 1, at[writing] + 1, at[line]}, at[serving] * 1.0});
        moves.push_back({{at[serving] + next, at[writing] - 1, at[line] - next}, at[writing] / 0.5});
    });
    three.check("queue_length_mean", desk, chain.mean([](const StateCounts& at) { return at[line]; }), 0.06, source);
    three.check("occupancy", desk, 0.8, 0.01, source);
}

TEST_CASE("bulk service: waits for two, takes up to five") {
    constexpr const char* source = "Markov chain (Neuts 1967)";
    const Simulated simulated(one_stream("bulk service [2, 5]", 2, staffed(1, R"("agents": 1, "batch": {"min": 2, "max": 5})")));
    const BulkAnswer theory = bulk_mm1(2, 5, 2, 1, 300);
    simulated.check("wait_mean", desk, 60 * theory.wait_mean_s, 0.03, source);
    simulated.check("occupancy", desk, theory.busy, 0.01, source);
}

TEST_CASE("unlimited agents: M/G/infinity") {
    constexpr const char* source = "load";
    const Simulated simulated(one_stream(
        "M/G/infinity", 5, R"("desk": {"agents": "unlimited", "service": {"law": "lognormal", "mean": "3 min", "cv": 1.5}})",
        study_of(20'000)));
    simulated.check("in_system_mean", "all", 15, 0.01, source);
    simulated.check("agents", desk, 15, 0.01, source);
    simulated.check("sojourn_mean", desk, 180, 0.01, source);
}

// The agent is held while the platform works: his customer's service is the talk and the work. One agent has one job at a time
// there, which so is not slowed.
TEST_CASE("an agent who waits for the system: M/G/1 with talk and work") {
    constexpr const char* source = "Pollaczek and Khinchine";
    const Simulated simulated(
        to_text({.name = "agent held by a system: M/G/1",
                 .streams = stream("all", "hall", 0.5),
                 .stations = station("desk", 1, 1, R"(, "system": "web")"),
                 .more = R"("channels": {"web": {"fidelity": "pool", "journey": [{"work": "app", "amount": "30 s"}]}},
                                                  "platform": {"tiers": {"app": {"hosts": 1, "cores": 1}}}, )"}));
    const double wait_min = wait_mean_mg1(0.5, 1.5, 1 / 1.5);
    simulated.check("wait_mean", desk, 60 * wait_min, 0.08, source);
    simulated.check("sojourn_mean", desk, 60 * (wait_min + 1.5), 0.05, source);
    simulated.check("occupancy", desk, 0.75, 0.02, source);
}

// Many agents share one core: talk at their desks (M/M/infinity), then processor sharing (M/M/1-PS): a product form, BCMP.
TEST_CASE("unlimited agents who share a slow system: think and M/M/1-PS") {
    constexpr const char* source = "product form (BCMP 1975)";
    const Simulated simulated(to_text({.name = "400 agents sharing one core",
                                       .streams = stream("all", "hall", 0.7),
                                       .stations = station("desk", 400, 2, R"(, "system": "web")"),
                                       .more = R"("channels": {"web": {"fidelity": "pool", "journey": [{"work": "app",
                                                  "amount": {"law": "exponential", "mean": "1 min"}}]}},
                                                  "platform": {"tiers": {"app": {"hosts": 1, "cores": 1, "worker_threads": 100000}}}, )"}));
    simulated.check("sojourn_mean", desk, 60 * (2 + sojourn_mean_mg1_ps(0.7, 1)), 0.05, source);
}

TEST_CASE("a host of two cores shared by all is M/M/2 in its mean") {
    constexpr const char* source = "M/M/2, same number inside";
    const Simulated simulated(R"({"name": "PS on two cores", "demand": {"streams": {"all": {"to": "web", "rate": "1.5 / s"}}},
        "channels": {"web": {"fidelity": "pool", "journey": [{"work": "app", "amount": {"law": "exponential", "mean": "1 s"}}]}},
        "platform": {"tiers": {"app": {"hosts": 1, "cores": 2, "worker_threads": 100000}}},
        "study": {"horizon": "20 h", "warmup": "1 h", "replications": 10}})");
    simulated.check("response_mean", "channel/web", 1 + wait_mean_mmc(2, 1.5, 1), 0.06, source);
}

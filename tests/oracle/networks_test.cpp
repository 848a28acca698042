// Stations in a network: customers who go from one to the next, come back, part and meet again, against product forms and chains.
#include "models/networks.hpp"

#include "models/erlang.hpp"
#include "models/state_chain.hpp"
#include "models/tandem.hpp"
#include "tests/oracle/oracle.hpp"
#include "tests/oracle/town_text.hpp"

using namespace counterless;

namespace {
double per_hour(double per_min) { return 60 * per_min; }
}  // namespace

TEST_CASE("an open Jackson network of three stations and two doors") {
    constexpr const char* source = "product form (Jackson 1957)";
    const Simulated simulated(
        to_text({.name = "Jackson network: 3 stations, 2 doors",
                 .streams = stream("main", "hall", 1.0) + "," + stream("side", "annex", 0.4),
                 .stations = station("a", 2, 1, R"(, "next": [{"to": "b", "share": 0.6}, {"to": "c", "share": 0.4}])") + "," +
                             station("b", 1, 0.6, R"(, "next": [{"to": "a", "share": 0.2}, {"to": "out", "share": 0.8}])") + "," +
                             station("c", 3, 2, R"(, "next": [{"to": "b", "share": 0.3}, {"to": "out", "share": 0.7}])"),
                 .more_centres = R"(, "annex": {"stations": {)" + station("x", 1, 1, R"(, "next": [{"to": "hall/c"}])") + "}}"}));
    const OpenStation stations[] = {{1.0, 1, 2}, {0, 0.6, 1}, {0, 2, 3}, {0.4, 1, 1}};
    const OpenNetwork theory = jackson(stations, {{0, 0.6, 0.4, 0}, {0.2, 0, 0, 0}, {0, 0.3, 0, 0}, {0, 0, 1, 0}});
    const char* places[] = {"centre/hall/a", "centre/hall/b", "centre/hall/c", "centre/annex/x"};
    for (std::size_t k = 0; k < 4; ++k) {
        CAPTURE(places[k]);
        simulated.check("wait_mean", places[k], 60 * theory.stations[k].wait_mean_s, 0.1, source);
        simulated.check("throughput", places[k], per_hour(theory.stations[k].arrivals_per_s), 0.02, source);
    }
    // Whoever walks to another centre makes a second visit there; so people inside rather than sojourns, by Little's law.
    simulated.check("in_system_mean", "all", 1.4 * theory.sojourn_mean_s, 0.05, source);
}

// Kelly 1975: routes by class, the same exponential service for both; each station by itself is M/M/c with what comes to it.
TEST_CASE("a network with routes by class") {
    constexpr const char* source = "product form (Kelly 1975)";
    const Simulated simulated(to_text({.name = "network with routes by class",
                                       .streams = stream("many", "hall", 0.5, "plain") + "," + stream("few", "hall", 0.2, "vip"),
                                       .stations = station("a", 1, 1, R"(, "next": [{"to": "b", "class": "plain"},
                                              {"to": "c", "class": "vip", "share": 0.5}, {"to": "out", "class": "vip", "share": 0.5}])") +
                                                   "," + station("b", 2, 3, R"(, "next": [{"to": "c"}])") + "," +
                                                   station("c", 1, 1.2, R"(, "next": [{"to": "out"}])"),
                                       .classes = R"("plain": {}, "vip": {})"}));
    simulated.check("wait_mean", "centre/hall/a", 60 * wait_mean_mmc(1, 0.7, 1), 0.1, source);
    simulated.check("wait_mean", "centre/hall/b", 60 * wait_mean_mmc(2, 0.5, 3), 0.1, source);
    simulated.check("wait_mean", "centre/hall/c", 60 * wait_mean_mmc(1, 0.6, 1.2), 0.1, source);
    simulated.check("throughput", "centre/hall/c/class/vip", per_hour(0.1), 0.03, source);
}

TEST_CASE("feedback: three in ten come back to the end of the line") {
    constexpr const char* source = "product form (Jackson 1957)";
    const Simulated simulated(
        to_text({.name = "M/M/2 with feedback 0.3",
                 .streams = stream("all", "hall", 0.9),
                 .stations = station("desk", 2, 1, R"(, "next": [{"to": "desk", "share": 0.3}, {"to": "out", "share": 0.7}])")}));
    const OpenNetwork theory = feedback_mmc(2, 0.9, 1, 0.3);
    simulated.check("wait_mean", "centre/hall/desk", 60 * theory.stations[0].wait_mean_s, 0.06, source);
    simulated.check("sojourn_mean", "centre/hall", 60 * theory.sojourn_mean_s, 0.06, source);
}

// Papers incomplete: 0.4 of the new ones go to copy and come again, as another class, once.
TEST_CASE("rework with a change of class is a network in which nobody comes a third time") {
    constexpr const char* source = "product form (Kelly 1975)";
    const Simulated simulated(
        to_text({.name = "rework as another class",
                 .streams = stream("all", "hall", 0.5, "new"),
                 .stations = station("desk", 1, 1, R"(, "next": [{"to": "copy", "share": 0.4, "class": "new", "becomes": "again"},
                                                 {"to": "out", "share": 0.6, "class": "new"}, {"to": "out", "class": "again"}])") +
                             "," + station("copy", 1, 2, R"(, "next": [{"to": "desk"}])"),
                 .classes = R"("new": {}, "again": {})"}));
    simulated.check("wait_mean", "centre/hall/desk", 60 * wait_mean_mmc(1, 0.7, 1), 0.1, source);
    simulated.check("throughput", "centre/hall/desk/class/again", per_hour(0.2), 0.03, source);
    simulated.check("sojourn_mean", "all", 60 * (1.4 / (1 - 0.7) + 0.4 * 2 / (1 - 0.4)), 0.06, source);
}

TEST_CASE("a closed network of three stations: eight people for ever in a circle, as Buzen sums") {
    constexpr const char* source = "convolution (Gordon and Newell 1967; Buzen 1973)";
    const Simulated simulated(
        to_text({.name = "closed network: 3 stations, 8 people",
                 .streams = R"("all": {"to": "hall", "rate": "0 / min", "present_at_start": 8})",
                 .stations = station("a", 1, 1, R"(, "next": [{"to": "b", "share": 0.5}, {"to": "c", "share": 0.5}])") + "," +
                             station("b", 1, 1.6, R"(, "next": [{"to": "a"}])") + "," +
                             station("c", 2, 3, R"(, "next": [{"to": "a"}])")}));
    const ClosedStation stations[] = {{1, 1, 1}, {0.5, 1.6, 1}, {0.5, 3, 2}};
    const ClosedNetwork theory = closed_network(stations, 8);
    const char* places[] = {"centre/hall/a", "centre/hall/b", "centre/hall/c"};
    for (std::size_t k = 0; k < 3; ++k) {
        CAPTURE(places[k]);
        simulated.check("throughput", places[k], per_hour(theory.stations[k].throughput_per_s), 0.02, source);
        simulated.check("sojourn_mean", places[k], 60 * theory.stations[k].sojourn_mean_s, 0.04, source);
    }
    CHECK(simulated.of("in_system_mean", "all").mean == doctest::Approx(8));
}

// Nelson and Tantawi 1988, after Flatto and Hahn 1984: two like M/M/1 at load r take (12 - r) / 8 of an M/M/1 sojourn together.
// Those who part come from unlimited agents, so as a Poisson stream.
TEST_CASE("fork and join at two M/M/1") {
    constexpr const char* source = "closed form (Flatto and Hahn 1984; Nelson and Tantawi 1988)";
    const Simulated simulated(to_text(
        {.name = "fork and join at two M/M/1, load 0.6",
         .streams = stream("all", "hall", 0.6),
         .stations =
             R"("split": {"agents": "unlimited", "service": "1 min", "fork": {"to": ["a", "b"]}, "next": [{"to": "out"}]},)" +
             station("a", 1, 1, R"(, "next": [{"to": "out"}])") + "," + station("b", 1, 1, R"(, "next": [{"to": "out"}])"),
         .study = study_of(20'000)}));
    simulated.check("wait_mean", "centre/hall/a", 60 * wait_mean_mmc(1, 0.6, 1), 0.1, source);
    simulated.check("sojourn_mean", "all", 60 * (1 + (12 - 0.6) / 8 / (1 - 0.6)), 0.05, source);
}

TEST_CASE("a second station with little room blocks the first") {
    constexpr const char* source = "Markov chain (Hunt 1956; Perros 1994)";
    const auto tandem_text = [](const std::string& name, double per_min, const std::string& first) {
        return to_text(
            {.name = name,
             .streams = stream("all", "hall", per_min),
             .stations = station("a", 2, 1, first) + "," + station("b", 1, 0.6, R"(, "capacity": 3, "blocks": true)")});
    };
    const Tandem tandem{2, 1, 1, 0.6, 2};
    const TandemAnswer theory = tandem_blocking(tandem, 1.0, 8);
    const Simulated simulated(tandem_text("blocking tandem, M/M/2 before M/1, 2 places between", 1.0, R"(, "capacity": 8)"));
    simulated.check("blocked", "centre/hall/a", theory.refused, 0.15, source);
    simulated.check("queue_length_mean", "centre/hall/a", theory.queue_first_mean, 0.06, source);
    simulated.check("in_system_mean", "all",
                    theory.queue_first_mean + 1.0 * (1 - theory.refused) * 1 + theory.blocked_mean + theory.inside_second_mean,
                    0.05, source);
    simulated.check("sojourn_mean", "all", 60 * theory.sojourn_mean_s, 0.04, source);
    const Simulated flooded(tandem_text("blocking tandem, flooded", 4.0, R"(, "capacity": 60)"));  // somebody always waits
    flooded.check("throughput", "centre/hall/b", per_hour(tandem_throughput_max(tandem)), 0.02, source);
}

TEST_CASE("a second station with little room loses what it cannot take") {
    constexpr const char* source = "Burke 1956 and M/M/1/4";
    const Simulated simulated(to_text({.name = "M/M/2 before a room of 4",
                                       .streams = stream("all", "hall", 1.2),
                                       .stations = station("a", 2, 1) + "," + station("b", 1, 1, R"(, "capacity": 4)")}));
    const FiniteQueue theory = mmck(1, 4, 1.2, 1);  // Burke: what comes out of M/M/2 is Poisson
    simulated.check("blocked", "centre/hall/b", theory.blocked, 0.05, source);
    simulated.check("wait_mean", "centre/hall/b", 60 * theory.wait_mean_s, 0.05, source);
}

// Erlang's ideal: what 3 counters refuse goes to 2 more; with like services the whole is a group of 5 (Wilkinson 1956).
TEST_CASE("overflow to another centre: Erlang B before and after") {
    constexpr const char* source = "Erlang B of 3 and of 5 (Wilkinson 1956)";
    const Simulated simulated(
        to_text({.name = "overflow from 3 to 2 counters",
                 .streams = stream("all", "hall", 3.0),
                 .stations = station("desk", 3, 1, R"(, "capacity": 3, "on_full": {"elsewhere": 1, "station": "annex/desk"})"),
                 .more_centres = R"(, "annex": {"stations": {)" + station("desk", 2, 1, R"(, "capacity": 2)") + "}}"}));
    simulated.check("blocked", "centre/hall/desk", erlang_b(3, 3), 0.03, source);
    simulated.check("blocked", "centre/annex/desk", erlang_b(5, 3) / erlang_b(3, 3), 0.05, source);
}

TEST_CASE("overflow to a slower station that also has its own customers: a chain in two counts") {
    constexpr const char* source = "Markov chain in two counts";
    const Simulated simulated(to_text(
        {.name = "overflow to a slower station",
         .streams = stream("all", "hall/desk", 2.0) + "," + stream("own", "hall/back", 0.5),
         .stations = station("desk", 2, 1,
                             R"(, "capacity": 2, "on_full": {"elsewhere": 1, "station": "hall/back"}, "next": [{"to": "out"}])") +
                     "," + station("back", 2, 1.5, R"(, "capacity": 4, "next": [{"to": "out"}])")}));
    enum { desk, back };
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        const int over = at[desk] == 2 ? 1 : 0;
        if (over == 0) moves.push_back({{at[desk] + 1, at[back]}, 2.0});
        if (at[back] < 4) moves.push_back({{at[desk], at[back] + 1}, 0.5 + 2.0 * over});
        moves.push_back({{at[desk] - 1, at[back]}, at[desk] * 1.0});
        moves.push_back({{at[desk], at[back] - 1}, std::min(at[back], 2) / 1.5});
    });
    const double over = chain.mean([](const StateCounts& at) { return at[desk] == 2 ? 1.0 : 0.0; });
    const double lost = chain.mean([](const StateCounts& at) { return at[back] < 4 ? 0.0 : 0.5 + (at[desk] == 2 ? 2.0 : 0.0); });
    simulated.check("blocked", "centre/hall/desk", over, 0.03, source);
    simulated.check("blocked", "centre/hall/back", lost / (0.5 + 2.0 * over), 0.05, source);
    simulated.check("queue_length_mean", "centre/hall/back",
                    chain.mean([](const StateCounts& at) { return std::max(0, at[back] - 2); }), 0.05, source);
}

namespace {
// The door is passed in no time by unlimited agents; `next` then decides by what it sees. A chain in the two numbers.
StateChain two_desks(double arrivals_per_min, const std::function<double(int, int)>& share_to_first, int most) {
    return solve_chain({}, [=](const StateCounts& at, std::vector<StateMove>& moves) {
        const double first = share_to_first(at[0], at[1]);
        if (at[0] < most) moves.push_back({{at[0] + 1, at[1]}, arrivals_per_min * first});
        if (at[1] < most) moves.push_back({{at[0], at[1] + 1}, arrivals_per_min * (1 - first)});
        moves.push_back({{at[0] - 1, at[1]}, at[0] > 0 ? 1.0 : 0.0});
        moves.push_back({{at[0], at[1] - 1}, at[1] > 0 ? 1.0 : 0.0});
    });
}
std::string door(const std::string& next) {
    return R"("door": {"agents": "unlimited", "service": "0 s", "next": )" + next + "},";
}
}  // namespace

TEST_CASE("join the shortest of two stations") {
    constexpr const char* source = "Markov chain in two counts";
    const Simulated simulated(
        to_text({.name = "shortest of two M/M/1, load 0.8",
                 .streams = stream("all", "hall", 1.6),
                 .stations = door(R"([{"to": ["a", "b"]}])") + station("a", 1, 1, R"(, "next": [{"to": "out"}])") + "," +
                             station("b", 1, 1, R"(, "next": [{"to": "out"}])")}));
    const StateChain chain = two_desks(
        1.6, [](int a, int b) { return a < b   ? 1
                                       : a > b ? 0
                                               : 0.5; }, 60);
    simulated.check("in_system_mean", "all", chain.mean([](const StateCounts& at) { return at[0] + at[1]; }), 0.1, source);
}

TEST_CASE("a route that is open only while a line is short") {
    constexpr const char* source = "Markov chain in two counts";
    const Simulated simulated(to_text(
        {.name = "route open while a line is short",
         .streams = stream("all", "hall", 1.2),
         .stations = door(R"([{"to": "a", "share": 1, "when": {"station": "a", "waiting_below": 2}}, {"to": "b", "share": 1,
                              "when": {"station": "a", "waiting_from": 2}}])") +
                     station("a", 1, 1, R"(, "next": [{"to": "out"}])") + "," +
                     station("b", 1, 1, R"(, "next": [{"to": "out"}])")}));
    const StateChain chain = two_desks(
        1.2, [](int a, int) { return a < 3 ? 1 : 0; }, 80);
    simulated.check("queue_length_mean", "centre/hall/a",
                    chain.mean([](const StateCounts& at) { return std::max(0, at[0] - 1); }), 0.03, source);
    simulated.check("queue_length_mean", "centre/hall/b",
                    chain.mean([](const StateCounts& at) { return std::max(0, at[1] - 1); }), 0.15, source);
}

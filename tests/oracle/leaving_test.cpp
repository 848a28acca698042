// People who do not simply wait: they balk, come again, are called back, find no place, or move over to the other line.
#include <fmt/format.h>

#include <algorithm>

#include "models/birth_death.hpp"
#include "models/erlang.hpp"
#include "models/law.hpp"
#include "models/patience.hpp"
#include "models/retrial.hpp"
#include "models/state_chain.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
constexpr const char* whole_hall = "centre/hall";
const std::string exponential_minute = R"("service": {"law": "exponential", "mean": "1 min"})";
std::string rate(double per_min) { return fmt::format(R"("rate": "{} / min")", per_min); }

// Two counters with a line each, arrivals 1.6, services 1 per minute: mean number inside. The last of the longer line moves over
// when the lines, services included, differ by `jockey_from`.
double two_lines_inside_mean(int jockey_from) {
    constexpr int inside_max = 60;
    const auto level = [&](int longer, int shorter) -> StateCounts {
        if (longer < shorter) std::swap(longer, shorter);
        if (longer - shorter >= jockey_from && longer > 1) --longer, ++shorter;
        return {std::max(longer, shorter), std::min(longer, shorter)};
    };
    const StateChain chain = solve_chain({0, 0}, [&](const StateCounts& from, std::vector<StateMove>& moves) {
        const auto [longer, shorter] = std::pair{from[0], from[1]};
        if (shorter < inside_max) moves.push_back({level(longer, shorter + 1), 1.6});
        if (longer > 0) moves.push_back({level(longer - 1, shorter), 1});
        if (shorter > 0) moves.push_back({level(longer, shorter - 1), 1});
    });
    return chain.mean([](const StateCounts& state) { return state[0] + state[1]; });
}
}  // namespace

TEST_CASE("balking by the length of the line") {
    const auto joins = [](int inside) { return inside < 5 ? 1 : inside < 8 ? 0.6 : 0; };  // 3 counters: 2 in line, 5 in line
    const LineAnswer theory = mmc_balking(3, 8, 4, 1, INFINITY, joins);
    const Simulated simulated(hall("M/M/3 with balking by length", rate(4),
                                   R"("agents": 3, )" + exponential_minute +
                                       R"(, "balking": {"steps": [{"from": 2, "chance": 0.4}, {"from": 5, "chance": 1}]})",
                                   20'000));
    simulated.check("balking", the_counter, theory.refused, 0.03, "birth-death chain");
    simulated.check("wait_mean", the_counter, 60 * theory.wait_mean_s, 0.03, "birth-death chain");
    simulated.check("queue_length_mean", the_counter, theory.queue_mean, 0.03, "birth-death chain");
}

TEST_CASE("balking and patience together") {
    const auto joins = [](int inside) { return inside < 4 ? 1 : inside < 10 ? 0.7 : 0; };
    const LineAnswer theory = mmc_balking(3, 10, 4, 1, 2, joins);
    const Simulated simulated(hall("M/M/3+M with balking by length", rate(4),
                                   R"("agents": 3, )" + exponential_minute +
                                       R"(, "patience": {"law": "exponential", "mean": "2 min"},
                                       "balking": {"steps": [{"from": 1, "chance": 0.3}, {"from": 7, "chance": 1}]})",
                                   20'000));
    simulated.check("balking", the_counter, theory.refused, 0.03, "birth-death chain");
    simulated.check("abandonment", the_counter, theory.abandonment * (1 - theory.refused), 0.03, "birth-death chain");
    simulated.check("queue_length_mean", the_counter, theory.queue_mean, 0.03, "birth-death chain");
}

TEST_CASE("Erlang A in a limited room") {
    const LineAnswer theory = erlang_a_limited(4, 8, 5, 1, 2);
    const Simulated simulated(hall(
        "M/M/4/8+M", rate(5),
        R"("agents": 4, "capacity": 8, "patience": {"law": "exponential", "mean": "2 min"}, )" + exponential_minute, 20'000));
    simulated.check("blocked", the_counter, theory.refused, 0.05, "birth-death chain");
    simulated.check("abandonment", the_counter, theory.abandonment * (1 - theory.refused), 0.03, "birth-death chain");
    simulated.check("queue_length_mean", the_counter, theory.queue_mean, 0.03, "birth-death chain");
}

// Every attempt comes to the counter anew: of A attempts a customer, all but the last are refused, and that one too if he is
// lost.
TEST_CASE("no line, but coming again") {
    const Simulated one(hall("M/M/1 retrial, nobody lost", rate(0.6),
                             R"("agents": 1, "capacity": 1, )" + exponential_minute +
                                 R"(, "on_full": {"retry": 1, "delay": {"law": "exponential", "mean": "2 min"}})"));
    const RetrialAnswer classic = retrial_mm1(0.6, 1, 2);
    one.check("blocked", the_counter, 1 - 1 / classic.attempts_mean, 0.04, "Falin and Templeton 1997, 1.2");
    one.check("occupancy", the_counter, classic.busy_mean, 0.02, "Falin and Templeton 1997, 1.2");

    const Simulated three(hall("M/M/3 retrial, each refusal loses 30 %", rate(3),
                               R"("agents": 3, "capacity": 3, )" + exponential_minute +
                                   R"(, "on_full": {"retry": 0.7, "delay": {"law": "exponential", "mean": "1.5 min"}})"));
    const RetrialAnswer theory = retrial_mmc(3, 3, 1, 1.5, 0.3, 120);
    three.check("blocked", the_counter, 1 - (1 - theory.lost) / theory.attempts_mean, 0.02, "chain of (busy, in orbit)");
    three.check("occupancy", the_counter, theory.busy_mean / 3, 0.01, "chain of (busy, in orbit)");
    three.check("throughput", the_counter, 60 * 3 * (1 - theory.lost), 0.01, "chain of (busy, in orbit)");
}

TEST_CASE("a callback keeps the place: no wait changes, and who accepted does not give up") {
    const Simulated patient(
        hall("M/M/4 with callbacks", rate(3.2), R"("agents": 4, )" + exponential_minute + R"(, "callback": {"accepts": 0.5})"));
    patient.check("wait_mean", the_counter, 60 * wait_mean_mmc(4, 3.2, 1), 0.08, "Erlang C (Erlang 1917)");
    const Simulated impatient(hall("M/M/5+M with callbacks", rate(6),
                                   R"("agents": 5, "patience": {"law": "exponential", "mean": "2 min"}, )" + exponential_minute +
                                       R"(, "callback": {"accepts": 0.5})"));
    // Half of those who must wait have a patience without end.
    const PatienceAnswer theory = mmc_patience(5, 6, 1, [](double t) { return 0.5 + 0.5 * std::exp(-t / 2); });
    impatient.check("abandonment", the_counter, theory.abandonment, 0.03, "Baccelli and Hebuterne 1981, as an ODE");
    impatient.check("wait_mean", the_counter, 60 * theory.wait_served_mean_s, 0.05, "Baccelli and Hebuterne 1981, as an ODE");
}

TEST_CASE("a line before each counter: the shorter is joined, and the last moves over") {
    const auto lines = [](const std::string& name, const std::string& more) {
        return Simulated(hall(name, rate(1.6), R"("agents": 2, "line": {"per": "counter")" + more + "}, " + exponential_minute));
    };
    const Simulated stay = lines("two lines, the shorter is joined", ""),
                    move = lines("two lines, moving from 3", R"(, "jockey_from": 3)");
    stay.check("in_system_mean", whole_hall, two_lines_inside_mean(1000), 0.08, "chain of both lines");
    move.check("in_system_mean", whole_hall, two_lines_inside_mean(3), 0.08, "chain of both lines");
    // Nobody is idle beside a line: the number inside is that of M/M/2.
    const Simulated together = lines("two lines, moving from 1", R"(, "jockey_from": 1)");
    const double both = 1.6 * (1 + wait_mean_mmc(2, 1.6, 1));
    together.check("in_system_mean", whole_hall, both, 0.08, "Erlang C and Little's law");
    together.check("wait_mean", the_counter, 60 * wait_mean_mmc(2, 1.6, 1), 0.1, "Erlang C (Erlang 1917)");
}

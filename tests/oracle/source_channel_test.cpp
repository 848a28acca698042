// A finite source whose members go to a channel: each thinks again only when his attempt is over, with its retries, whether he
// began it of himself or at a station that had no place for him.
#include "models/markov.hpp"
#include "models/networks.hpp"
#include "tests/oracle/oracle.hpp"

using namespace counterless;

namespace {
// Sixteen replications of 40,000 min, of which 39,500 are measured.
constexpr double measured_min = 39'500;
constexpr const char* study = R"("study": {"horizon": "40000 min", "warmup": "500 min", "replications": 16, "seed": 8}})";
}  // namespace

// Think, then the platform, then with chance 0.2 x 0.5 a pause and the platform again; else he is through, or gives up.
TEST_CASE("members of a finite source on a channel are a closed network of thinking, platform and pauses") {
    const Simulated simulated(std::string(R"({"name": "members on a channel",
        "demand": {"streams": {"all": {"to": "app", "source": {"population": 9, "thinking": {"law": "exponential", "mean": "5 min"}}}}},
        "channels": {"app": {"fidelity": "pool", "failure": 0.2, "retry": 0.5, "retry_delay": {"law": "exponential", "mean": "2 min"},
                             "journey": [{"work": "hosts", "amount": {"law": "exponential", "mean": "1 min"}}]}},
        "platform": {"tiers": {"hosts": {"cores": 1}}}, )") +
                              study);
    const double tries = 1 / (1 - 0.2 * 0.5);
    const ClosedStation stations[] = {{1, 5, 0}, {tries, 1, 1}, {tries - 1, 2, 0}};
    const ClosedNetwork theory = closed_network(stations, 9);
    check_holds(simulated.of("attempts", "channel/app"), theory.tours_per_s * tries * measured_min, 0.01);
    check_holds(simulated.of("transactions", "channel/app"), theory.tours_per_s * tries * 0.8 * measured_min, 0.01);
    check_holds(simulated.of("given_up", "all"), theory.tours_per_s * tries * 0.1 * measured_min, 0.04);
    check_holds(simulated.of("response_mean", "channel/app"), 60 * theory.stations[1].sojourn_mean_s, 0.02);
    check_holds(simulated.of("utilisation", "platform/hosts"), theory.stations[1].throughput_per_s, 0.01);
}

// Two members, a desk without a line. States: nobody at either, one at the desk, one online, one at each. Rates a minute.
TEST_CASE("a member who finds no place and does it online thinks again only after that") {
    const Simulated simulated(std::string(R"({"name": "no place",
        "demand": {"streams": {"all": {"to": "hall/desk", "source": {"population": 2, "thinking": {"law": "exponential", "mean": "1 min"}}}}},
        "centres": {"hall": {"stations": {"desk": {"agents": 1, "capacity": 1, "service": {"law": "exponential", "mean": "2 min"},
                                                   "on_full": {"digital": 1, "channel": "web"}}}}},
        "channels": {"web": {"response": {"law": "exponential", "mean": "4 min"}}}, )") +
                              study);
    const double think = 1, desk = 0.5, online = 0.25;
    const Transition transitions[] = {{0, 1, 2 * think}, {1, 0, desk},   {1, 3, think}, {2, 0, online},
                                      {2, 3, think},     {3, 1, online}, {3, 2, desk}};
    const std::vector<double> share = stationary(4, transitions);
    const double came = 2 * think * share[0] + think * (share[1] + share[2]), refused = think * share[1];
    check_holds(simulated.of("blocked", "centre/hall/desk"), refused / came, 0.02);
    check_holds(simulated.of("attempts", "channel/web"), refused * measured_min, 0.03);
    check_holds(simulated.of("arrivals", "centre/hall/desk"), came * measured_min, 0.02);
}

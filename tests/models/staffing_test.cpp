#include "models/staffing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <vector>

#include "models/constants.hpp"
#include "models/erlang.hpp"

using namespace counterless;

namespace {

// The second method for all: the stationary law of the birth-death chain in long double, by logarithms of its weights.
struct Chain {
    std::vector<long double> share;
    Chain(int agents, long double load, long double patience, int states) : share(static_cast<std::size_t>(states)) {
        std::vector<long double> logs(share.size(), 0);
        long double largest = 0, total = 0;
        for (int n = 1; n < states; ++n) {
            logs[n] = logs[n - 1] + std::log(load) - std::log(std::min(n, agents) + std::max(0, n - agents) / patience);
            largest = std::max(largest, logs[n]);
        }
        for (int n = 0; n < states; ++n) total += share[n] = std::exp(logs[n] - largest);
        for (long double& one : share) one /= total;
    }
};

// Of all who come to M/M/c+M: the wait offered to who finds k in line is a sum of exponentials with rates c mu + i theta, so
// exp(-theta wait) has a beta law with parameters c mu / theta and k + 1 (Riordan 1962).
StaffedQueue by_chain(int agents, double load, double patience, double within) {
    const int states =
        agents + 200 +
        static_cast<int>(10 * std::sqrt(load * std::max(patience, 1.0)) + std::max(0.0, load - agents) * 2 * patience);
    const Chain chain(agents, load, patience, states);
    long double waiting = 0, line = 0, served_late_or_lost = 0;
    const double c = agents * patience;
    for (int n = agents; n < states; ++n) {
        const int k = n - agents;
        waiting += chain.share[n];
        line += k * chain.share[n];
        if (chain.share[n] < 1e-18L) continue;
        const double in_time = c / (c + k + 1) * boost::math::ibetac(c + 1, k + 1.0, std::exp(-within / patience));
        served_late_or_lost += chain.share[n] * (1 - in_time);
    }
    return {static_cast<double>(waiting), static_cast<double>(1 - served_late_or_lost), static_cast<double>(line / load),
            static_cast<double>(line / patience / load), static_cast<double>((load - line / patience) / agents)};
}
StaffedQueue by_sum(int agents, double load, double within) {  // M/M/c, unit service
    if (load >= agents) return {1, 0, infinite, 0, 1};
    const Chain chain(agents + 1, load, infinite, agents + 1);
    const long double full = chain.share[agents], spare = agents - load;
    const long double tail = full * agents / spare, waits = tail / (1 - full + tail);
    return {static_cast<double>(waits), static_cast<double>(1 - waits * std::exp(-spare * within)),
            static_cast<double>(waits / spare), 0, load / agents};
}

struct Asked {
    StaffingTarget target;
    double within = 0;
};
const std::vector<double> loads = {0.001, 0.01, 0.1, 0.5, 1, 2, 3.7, 5, 8, 12, 20, 35, 50, 80, 130, 200, 500, 1000, 3000, 10000};
std::vector<Asked> all_asked() {
    std::vector<Asked> asked;
    for (const double level : {0.5, 0.8, 0.9, 0.95, 0.99})
        for (const double within : {0.1, 0.5, 2.0}) asked.push_back({{.level_min = level}, within});
    for (const double share : {0.9, 0.5, 0.2, 0.05, 0.01}) asked.push_back({{.wait_probability_max = share}});
    for (const double wait : {1.0, 0.1, 0.01}) asked.push_back({{.wait_mean_max_s = wait}});
    asked.push_back({{.occupancy_max = 0.85}});
    asked.push_back({{.level_min = 0.9, .wait_mean_max_s = 0.2, .occupancy_max = 0.9}, 0.5});
    return asked;
}
}  // namespace

TEST_CASE("Erlang C: 500 loads and targets give the same whole numbers as the chain in long double") {
    int compared = 0;
    for (const double load : loads)
        for (const Asked& one : all_asked()) {
            CAPTURE(load);
            const auto agents = least_agents(queue_erlang_c(load, 1, one.within), one.target, load);
            REQUIRE(agents);
            CHECK(holds(by_sum(*agents, load, one.within), one.target));
            if (*agents > 0) CHECK_FALSE(holds(by_sum(*agents - 1, load, one.within), one.target));
            // Nothing smaller either, wherever all can be tried.
            for (int fewer = 1; fewer < *agents && load <= 35; ++fewer) {
                const bool held = holds(by_sum(fewer, load, one.within), one.target);
                if (held) FAIL_CHECK("fewer hold as well: ", fewer);
            }
            ++compared;
        }
    CHECK(compared == 500);
}

TEST_CASE("Erlang A: 500 loads and targets give the same whole numbers as the chain and Riordan's beta law") {
    int compared = 0;
    std::vector<Asked> asked = all_asked();
    asked.push_back({{.lost_max = 0.05}});
    asked.push_back({{.lost_max = 0.003}});
    for (const double load : loads)
        for (const double patience : load < 200 ? std::vector<double>{0.5, 10} : std::vector<double>{2})
            for (const Asked& one : asked) {
                if (patience < 1 && &one - asked.data() >= 11) continue;
                CAPTURE(load);
                CAPTURE(patience);
                const auto agents = least_agents(queue_erlang_a(load, 1, patience, one.within), one.target, load);
                REQUIRE(agents);
                if (*agents > 0) CHECK(holds(by_chain(*agents, load, patience, one.within), one.target));
                if (*agents > 1) CHECK_FALSE(holds(by_chain(*agents - 1, load, patience, one.within), one.target));
                ++compared;
            }
    CHECK(compared >= 500);
}

TEST_CASE("general patience that is exponential is Erlang A, at loads from 0.001 to 10,000 and far beyond capacity") {
    for (const double load : {0.001, 1.0, 8.0, 300.0, 10000.0})
        for (const double part : {0.7, 1.0, 1.1}) {
            CAPTURE(load);
            CAPTURE(part);
            const int agents = std::max(1, static_cast<int>(load * part));
            const StaffedQueue sum = queue_erlang_a(load, 1, 3, 0.2)(agents);
            const StaffedQueue curve = queue_mmc_patience(load, 1, survival_of(exponential(3)), 0.2)(agents);
            CHECK(curve.wait_probability == doctest::Approx(sum.wait_probability).epsilon(1e-7));
            CHECK(curve.level == doctest::Approx(sum.level).epsilon(1e-7));
            CHECK(curve.wait_mean_s == doctest::Approx(sum.wait_mean_s).epsilon(1e-6));
            CHECK(std::abs(curve.lost - sum.lost) < 1e-7);
        }
}

// With patience fixed at D nobody waits longer, so within D all who are served are served in time; within 0 those at once.
TEST_CASE("patience of a fixed length: in the end served is not lost") {
    const Survival fixed = survival_of(deterministic(0.5));
    const StaffedQueue at_end = queue_mmc_patience(9, 1, fixed, 0.6)(8), at_once = queue_mmc_patience(9, 1, fixed, 0)(8);
    CHECK(at_end.level == doctest::Approx(1 - at_end.lost).epsilon(1e-6));
    CHECK(at_once.level == doctest::Approx(1 - at_once.wait_probability).epsilon(1e-9));
}

TEST_CASE("a hall of K places: endless room is Erlang C, no line is Erlang B") {
    const StaffedQueue endless = queue_mmck(9, 1, 2000, 0.3)(10), waiting = queue_erlang_c(9, 1, 0.3)(10);
    CHECK(endless.wait_probability == doctest::Approx(waiting.wait_probability).epsilon(1e-9));
    CHECK(endless.level == doctest::Approx(waiting.level).epsilon(1e-9));
    CHECK(endless.wait_mean_s == doctest::Approx(waiting.wait_mean_s).epsilon(1e-9));
    CHECK(queue_mmck(9, 1, 10)(10).lost == doctest::Approx(erlang_b(10, 9)).epsilon(1e-12));
    CHECK(queue_mmck(9, 1, 10)(10).wait_probability == 0);
    // Lost at most 1 %, nobody waits: the table of Erlang B. With 18 places and the load 10, 18 lines are needed.
    CHECK(erlang_b(18, 10) < 0.01);
    CHECK(erlang_b(17, 10) > 0.01);
    CHECK(least_agents(queue_mmck(10, 1, 18), {.wait_probability_max = 1, .lost_max = 0.01}, 10) <= 18);
}

TEST_CASE(
    "M/G/c: exponential service is Erlang C; one agent has Pollaczek and Khinchine's mean; steadier service needs no more") {
    CHECK(queue_mgc(9, 1, 1, 0.3)(10).level == doctest::Approx(queue_erlang_c(9, 1, 0.3)(10).level));
    CHECK(queue_mgc(0.8, 1, 0.5)(1).wait_mean_s == doctest::Approx(wait_mean_mg1(0.8, 1, 0.5)));
    const StaffingTarget target{.wait_mean_max_s = 0.1};
    CHECK(*least_agents(queue_mgc(50, 1, 0.3), target, 50) <= *least_agents(queue_erlang_c(50, 1), target, 50));
}

TEST_CASE("edges: a target that asks nothing needs nobody, an impossible one has no answer, small steps, all targets at once") {
    CHECK(least_agents(queue_erlang_a(5, 1, 2), {}, 5) == 0);
    CHECK(least_agents(queue_erlang_a(5, 1, 2), {.lost_max = 1}, 5) == 0);
    CHECK_FALSE(least_agents(queue_erlang_c(5, 1), {.occupancy_max = 0.0}, 5, 1000));
    CHECK_FALSE(least_agents(queue_mmck(5, 1, 3), {.lost_max = 0.01}, 5, 1000));
    CHECK(least_agents(queue_erlang_c(5, 1), {.occupancy_max = 0.5}, 5) == 10);
    CHECK(least_agents(queue_erlang_c(5, 1), {.wait_probability_max = 1, .wait_mean_max_s = 1e9}, 5) == 6);
}

TEST_CASE("what no number of agents brings about is met by none, not by the one at which doubles end") {
    constexpr int most = 5000;  // doubles end some hundred agents beyond these loads
    for (const double load : {0.5, 7.2, 50.0})
        for (const QueueOf& queue : {queue_erlang_c(load, 1, 0.5), queue_erlang_a(load, 1, 3, 0.5), queue_mgc(load, 1, 0.3, 0.5),
                                     queue_mmc_patience(load, 1, survival_of(exponential(3)), 0.5)}) {
            CHECK_FALSE(least_agents(queue, {.level_min = 1}, load, most));
            CHECK_FALSE(least_agents(queue, {.wait_probability_max = 0}, load, most));
            CHECK_FALSE(least_agents(queue, {.wait_mean_max_s = 0}, load, most));
            CHECK_FALSE(least_agents(queue, {.occupancy_max = 0}, load, most));
        }
    CHECK_FALSE(least_agents(queue_erlang_a(7.2, 1, 3), {.lost_max = 0}, 7.2, most));
    CHECK_FALSE(least_agents(queue_mmck(7.2, 1, 900), {.lost_max = 0}, 7.2, most));
    CHECK_FALSE(least_agents(queue_mmck(7.2, 1, 900, 0.5), {.level_min = 1}, 7.2, most));
    // In a hall of K places K agents let nobody wait, and fewer do not.
    for (const int places : {1, 6, 30, 900}) {
        CHECK(least_agents(queue_mmck(7.2, 1, places), {.wait_probability_max = 0}, 7.2, most) == places);
        CHECK(least_agents(queue_mmck(7.2, 1, places), {.wait_mean_max_s = 0}, 7.2, most) == places);
    }
}

TEST_CASE("a level near 1 is judged by what it lacks, and a share near 1 asks for a steady state") {
    // M/M/1 at 0.5 load with a second agent and more: 1 - level falls below 1e-8 where C exp(-(c - a) t) does.
    for (const double late : {1e-6, 1e-8, 1e-9}) {
        int needed = 1;
        while (wait_over_mmc(needed, 0.5, 1, 2) > late) ++needed;
        CHECK(least_agents(queue_erlang_c(0.5, 1, 2), {.level_min = 1 - late}, 0.5) == needed);
    }
    CHECK(least_agents(queue_erlang_c(7.2, 1), {.wait_probability_max = 1 - 1e-9}, 7.2) == 8);
    CHECK(least_agents(queue_erlang_c(7.2, 1), {.occupancy_max = 1 - 1e-9}, 7.2) == 8);
}

TEST_CASE("several targets one by one hold where they hold together") {
    const StaffingTarget all{.level_min = 0.8, .wait_mean_max_s = 0.2, .occupancy_max = 0.7};
    const auto each = one_by_one(all);
    REQUIRE(each.size() == 3);
    for (int agents = 8; agents < 16; ++agents) {
        const StaffedQueue queue = queue_erlang_c(7.2, 1, 0.1)(agents);
        CHECK(holds(queue, all) == std::all_of(each.begin(), each.end(), [&](const auto& one) { return holds(queue, one); }));
    }
    CHECK(one_by_one({}).empty());
}

TEST_CASE("a queue that cannot be computed keeps no target") {
    const StaffedQueue beyond = queue_mmc_patience(700, 60, survival_lognormal(600, 1.5))(100);
    CHECK_FALSE(holds(beyond, {.lost_max = 0.5}));
}

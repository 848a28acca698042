#include "models/discipline.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/erlang.hpp"

using namespace counterless;

namespace {
// The second method: one customer among n others waiting for one exponential counter. At rate `load` one more joins, at rate 1
// somebody leaves the line. Moments of his wait by n, swept until they stand.
struct Tagged {
    std::vector<double> mean, second;
};
template <typename Leave>
Tagged tagged_wait(double load, int others_max, Leave chance_taken) {
    const auto size = static_cast<std::size_t>(others_max + 2);
    Tagged wait{std::vector<double>(size, 0.0), std::vector<double>(size, 0.0)};
    const double total = load + 1;
    for (int sweep = 0; sweep < 6000; ++sweep) {
        for (int n = 0; n <= others_max; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const std::size_t up = n == others_max ? at : at + 1, down = n == 0 ? 0 : at - 1;
            const double stays = n == 0 ? 0 : 1 - chance_taken(n);
            const double next = (load * wait.mean[up] + stays * wait.mean[down]) / total;
            wait.second[at] =
                2 / (total * total) + 2 / total * next + (load * wait.second[up] + stays * wait.second[down]) / total;
            wait.mean[at] = 1 / total + next;
        }
    }
    return wait;
}
}  // namespace

TEST_CASE("by chance: the tagged customer's moments are Kingman's") {
    for (const double load : {0.3, 0.7, 0.8}) {
        constexpr int others_max = 150;
        const Tagged tagged = tagged_wait(load, others_max, [](int n) { return 1.0 / (n + 1); });
        double mean = 0, second = 0;
        for (int n = 0; n <= others_max; ++n) {  // meets n + 1 inside, n of them in line
            const double met = (1 - load) * std::pow(load, n + 1);
            mean += met * tagged.mean[static_cast<std::size_t>(n)];
            second += met * tagged.second[static_cast<std::size_t>(n)];
        }
        const WaitMoments answer = wait_moments_mmc(Discipline::random, 1, load, 1);
        CHECK(answer.mean_s == doctest::Approx(mean).epsilon(1e-6));
        CHECK(answer.variance_s2 == doctest::Approx(second - mean * mean).epsilon(1e-6));
    }
}

// Last come: whoever waits waits for the busy period that the residual service starts; for M/M/1 its moments are 1/(1 - load) and
// 2/(1 - load)^3 in services.
TEST_CASE("last come: a wait is a busy period") {
    const double load = 0.6, mean = load / (1 - load), second = load * 2 / std::pow(1 - load, 3);
    const WaitMoments answer = wait_moments_mmc(Discipline::last_come, 1, load, 1);
    CHECK(answer.mean_s == doctest::Approx(mean));
    CHECK(answer.variance_s2 == doctest::Approx(second - mean * mean));
}

TEST_CASE("one mean for all; the spread grows from first come over chance to last come") {
    const WaitMoments first = wait_moments_mmc(Discipline::first_come, 5, 4, 1),
                      chance = wait_moments_mmc(Discipline::random, 5, 4, 1),
                      last = wait_moments_mmc(Discipline::last_come, 5, 4, 1);
    CHECK(first.mean_s == doctest::Approx(wait_mean_mmc(5, 4, 1)));
    CHECK(chance.mean_s == first.mean_s);
    CHECK(first.variance_s2 < chance.variance_s2);
    CHECK(chance.variance_s2 < last.variance_s2);
}

TEST_CASE("exponential service in M/G/1 is M/M/1; fixed service has the spread of M/D/1") {
    const WaitMoments general = wait_moments_mg1(Discipline::first_come, 0.8, 1, 2, 6);
    CHECK(general.mean_s == doctest::Approx(4));
    CHECK(general.variance_s2 == doctest::Approx(0.8 * (2 - 0.8) / 0.04));
    CHECK(wait_moments_mg1(Discipline::first_come, 0.5, 1, 1, 1).variance_s2 == doctest::Approx(0.5 / 1.5 + 0.25));
    CHECK(std::isinf(wait_moments_mg1(Discipline::random, 1, 1, 2, 6).mean_s));
}

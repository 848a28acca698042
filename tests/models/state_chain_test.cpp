#include "models/state_chain.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

using namespace counterless;

TEST_CASE("two lines that know nothing of each other are the product of two geometric laws") {
    const StateChain chain = solve_chain({}, [](const StateCounts& at, std::vector<StateMove>& moves) {
        for (std::size_t line : {0, 1}) {
            StateCounts more = at, less = at;
            ++more[line], --less[line];
            if (at[line] < 30) moves.push_back({more, line == 0 ? 0.5 : 0.25});
            if (at[line] > 0) moves.push_back({less, 1});
        }
    });
    CHECK(chain.states.size() == 31 * 31);
    CHECK(chain.mean([](const StateCounts& at) { return at[0]; }) == doctest::Approx(1).epsilon(1e-6));
    CHECK(chain.mean([](const StateCounts& at) { return at[1]; }) == doctest::Approx(1.0 / 3));
    CHECK(chain.mean([](const StateCounts& at) { return at[0] * at[1]; }) == doctest::Approx(1.0 / 3).epsilon(1e-6));
}

TEST_CASE("one state is a chain, an endless one is refused") {
    CHECK(solve_chain({}, [](const StateCounts&, std::vector<StateMove>&) {}).share == std::vector<double>{1});
    CHECK_THROWS_AS((void)solve_chain({},
                                      [](const StateCounts& at, std::vector<StateMove>& moves) {
                                          moves.push_back({{at[0] + 1}, 1});
                                      }),
                    std::invalid_argument);
}

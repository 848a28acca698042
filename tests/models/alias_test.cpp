#include "models/alias.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace counterless;

// The share of (0, 1) that picks each thing, by walking an even grid much finer than the cells.
TEST_CASE("each thing is picked over exactly its share of the unit interval") {
    for (const std::vector<double>& weights :
         {std::vector<double>{1}, {1, 1, 2}, {5, 0, 1, 3}, {0.1, 0.2, 0.3, 0.4}, {1e-6, 1, 1}}) {
        double total = 0;
        for (const double weight : weights) total += weight;
        const Alias alias(weights);
        std::vector<int> picked(weights.size(), 0);
        constexpr int grid = 1 << 20;
        for (int i = 0; i < grid; ++i) ++picked[alias.pick((i + 0.5) / grid)];
        for (std::size_t i = 0; i < weights.size(); ++i)
            CHECK(std::abs(picked[i] / double(grid) - weights[i] / total) <
                  4.0 * double(weights.size()) / grid);  // two edges a cell
    }
}

TEST_CASE("what weighs nothing is never picked") {
    const std::vector<double> weights = {0, 3, 0, 0, 1};
    const Alias alias(weights);
    for (int i = 0; i < 1000; ++i) CHECK(weights[alias.pick((i + 0.5) / 1000)] > 0);
}

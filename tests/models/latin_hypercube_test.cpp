#include "models/latin_hypercube.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace counterless;

TEST_CASE("every slice of every unknown is met exactly once") {
    const auto design = latin_hypercube(17, 3, 5);
    REQUIRE(design.size() == 17);
    for (std::size_t unknown = 0; unknown < 3; ++unknown) {
        std::set<int> slices;
        for (const auto& point : design) {
            CHECK((point[unknown] > 0 && point[unknown] < 1));
            slices.insert(static_cast<int>(point[unknown] * 17));
        }
        CHECK(slices.size() == 17);
    }
}

TEST_CASE("the same seed spreads the same points, another seed others, and unknowns do not go together") {
    CHECK(latin_hypercube(8, 2, 5) == latin_hypercube(8, 2, 5));
    CHECK(latin_hypercube(8, 2, 5) != latin_hypercube(8, 2, 6));
    const auto design = latin_hypercube(400, 2, 7);
    double products = 0;
    for (const auto& point : design) products += (point[0] - 0.5) * (point[1] - 0.5);
    CHECK(std::abs(products / 400 * 12) < 0.2);  // a correlation of sd 0.05: false alarm 6e-5
}

TEST_CASE("the mean of a straight line over the points is nearly exact: a slice is 1 / n wide, and errors do not add up") {
    // Independent points would have sd 1 / sqrt(12 n) = 0.029 with n = 100; one in each slice has sd 1 / (n sqrt(12 n)) =
    // 0.00029.
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        double sum = 0;
        for (const auto& point : latin_hypercube(100, 1, seed)) sum += point[0];
        CHECK(std::abs(sum / 100 - 0.5) < 5 * 0.00029);  // 20 tries: false alarm 1.2e-5
    }
}

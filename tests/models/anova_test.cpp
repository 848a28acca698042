#include "models/anova.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace counterless;

TEST_CASE("three groups of two, by hand") {
    // Means 2, 41, 81 around 124 / 3: squares (118^2 + 1 + 119^2) / 9, so MSB = 2 (28086 / 9) / 2;
    // within 2, 2, 2 over three: MSW = 2. Between (MSB - 2) / 2.
    const std::vector<std::vector<double>> groups{{1, 3}, {40, 42}, {80, 82}};
    const double msb = 28086 / 9.0;
    const Anova anova = one_way_anova(groups, 0.95);
    CHECK(anova.within.variance == doctest::Approx(2));
    CHECK(anova.between.variance == doctest::Approx((msb - 2) / 2));
    // Chi-squared(3): 0.215795 and 9.348404.
    CHECK(anova.within.low == doctest::Approx(6 / 9.348404).epsilon(1e-5));
    CHECK(anova.within.high == doctest::Approx(6 / 0.215795).epsilon(1e-5));
    // F(2, 3): 0.025533 and 16.044106; chi-squared(2): 0.050636 and 7.377759.
    CHECK(anova.between.low == doctest::Approx(0.5 * 2 * (msb - 2 * 16.044106) / 7.377759).epsilon(1e-5));
    CHECK(anova.between.high == doctest::Approx(0.5 * 2 * (msb - 2 * 0.025533) / 0.050636).epsilon(1e-4));
}

TEST_CASE("groups that differ by luck alone have no variance between") {
    const std::vector<std::vector<double>> groups{{1, 9}, {2, 8}, {3, 7}};
    CHECK(one_way_anova(groups, 0.95).between.variance == 0);
    CHECK(one_way_anova(groups, 0.95).between.low == 0);
}

// 2,000 studies of 20 groups of 5, groups of variance 4 and luck of variance 9. A share of 0.95 has sd 0.0049 over 2,000: outside
// +-0.02 by chance with 5e-5. The interval of the variance between is on the safe side, by a little. The mean of an estimate
// of variance 4 whose sd is about 1.9 is off by 0.17 with chance 6e-5.
TEST_CASE("known components are found, and their intervals hold them in 95 of 100 studies") {
    std::mt19937_64 random(4);
    std::normal_distribution<double> normal;
    double between = 0, within = 0;
    int held_between = 0, held_within = 0;
    for (int study = 0; study < 2000; ++study) {
        std::vector<std::vector<double>> groups(20);
        for (auto& group : groups) {
            const double effect = 100 + 2 * normal(random);
            for (int n = 0; n < 5; ++n) group.push_back(effect + 3 * normal(random));
        }
        const Anova anova = one_way_anova(groups, 0.95);
        between += anova.between.variance / 2000, within += anova.within.variance / 2000;
        held_between += anova.between.low <= 4 && 4 <= anova.between.high;
        held_within += anova.within.low <= 9 && 9 <= anova.within.high;
    }
    CHECK(std::abs(between - 4) < 0.17);
    CHECK(std::abs(within - 9) < 0.13);  // sd 9 sqrt(2 / 80 / 2000) = 0.032; four of them
    CHECK(std::abs(held_within / 2000.0 - 0.95) < 0.02);
    CHECK(held_between / 2000.0 > 0.93);
}

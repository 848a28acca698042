#include "models/simultaneous.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "covered.hpp"
#include "models/intervals.hpp"

using namespace counterless;

TEST_CASE("four p-values, by hand") {
    const std::vector<double> p{0.01, 0.04, 0.03, 0.005};
    const std::vector<double> bonferroni{0.04, 0.16, 0.12, 0.02}, holm{0.03, 0.06, 0.06, 0.02};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(bonferroni_adjusted(p)[i] == doctest::Approx(bonferroni[i]));
        CHECK(holm_adjusted(p)[i] == doctest::Approx(holm[i]));  // 4 x 0.005, 3 x 0.01, 2 x 0.03, and no less than that
    }
    CHECK(holm_adjusted(std::vector<double>{0.9, 0.8}) == std::vector<double>{1, 1});
    CHECK(holm_adjusted({}).empty());
}

TEST_CASE("Student's p-value and factor are each other's inverse, and the factors are those of the printed tables") {
    CHECK(student_p(student_factor(11, 0.95), 1, 10) == doctest::Approx(0.05));
    CHECK(student_p(-student_factor(4, 0.8) * 3, 3, 3) == doctest::Approx(0.2));
    CHECK(student_p(0, 1, 5) == doctest::Approx(1));
    CHECK(bonferroni_student_factor(11, 0.95, 1) == doctest::Approx(2.228).epsilon(1e-3));
    CHECK(bonferroni_student_factor(11, 0.95, 5) == doctest::Approx(3.169).epsilon(1e-3));  // two-sided 1 %
    CHECK(bonferroni_confidence(0.95, 5) == doctest::Approx(0.99));
}

TEST_CASE("paired differences that do not vary: certain if they are there, and nothing if not") {
    CHECK(paired_p(std::vector<double>{2, 2, 2}) == 0);
    CHECK(paired_p(std::vector<double>{0, 0, 0}) == 1);
    // Mean 2, sd 1, n 3: t = 2 sqrt(3) with two degrees: p = 1 - t / sqrt(t^2 + 2).
    CHECK(paired_p(std::vector<double>{1, 2, 3}) == doctest::Approx(1 - std::sqrt(12 / 14.0)));
}

TEST_CASE("two systems against the best, by hand") {
    // Differences 1, 2, 3: mean 2, error 1 / sqrt(3); one rival, so the one-sided 95 % point of t(2): 2.91999.
    const std::vector<std::vector<double>> values{{2, 4, 6}, {1, 2, 3}};
    const double reach = 2.919986 / std::sqrt(3);
    const auto greatest = compare_with_best(values, Best::greatest, 0.95);
    CHECK(greatest[0].difference == doctest::Approx(2));
    CHECK(greatest[0].low == 0);
    CHECK(greatest[0].high == doctest::Approx(2 + reach));
    CHECK(greatest[0].is_best);
    CHECK_FALSE(greatest[1].may_be_best);
    CHECK(greatest[1].low == doctest::Approx(-2 - reach));
    CHECK(greatest[1].high == 0);
    const auto least = compare_with_best(values, Best::least, 0.95);
    CHECK(least[1].is_best);
    CHECK(least[1].difference == doctest::Approx(-2));
    CHECK(least[1].low == doctest::Approx(-2 - reach));
    CHECK(least[1].high == 0);
    CHECK(least[0].low == 0);
    CHECK(least[0].high == doctest::Approx(2 + reach));
    const auto unsure = compare_with_best(values, Best::least, 0.99);  // the point is now 6.96: more than the difference
    CHECK(unsure[0].may_be_best);
    CHECK_FALSE(unsure[1].is_best);
    CHECK(unsure[0].low < 0);
}

TEST_CASE("systems that never differ may all be the best") {
    for (const AgainstBest& one :
         compare_with_best(std::vector<std::vector<double>>{{1, 2}, {1, 2}, {0, 1}}, Best::greatest, 0.95)) {
        CHECK(one.high == 0);
        CHECK(one.low == one.difference);
    }
    const auto all = compare_with_best(std::vector<std::vector<double>>{{1, 2}, {1, 2}, {0, 1}}, Best::greatest, 0.95);
    CHECK((all[0].may_be_best && all[1].may_be_best && !all[0].is_best && !all[2].may_be_best));
}

namespace {

// Normal values of `means`, sds from 1 upwards, that share a part of their luck run by run.
std::vector<std::vector<double>> correlated(const std::vector<double>& means, std::size_t n, double shared,
                                            std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> values(means.size());
    for (std::size_t run = 0; run < n; ++run) {
        const double common = normal(random);
        for (std::size_t i = 0; i < means.size(); ++i) {
            const double own = std::sqrt(shared) * common + std::sqrt(1 - shared) * normal(random);
            values[i].push_back(means[i] + (1 + static_cast<double>(i)) * own);
        }
    }
    return values;
}

int studies_held(const std::vector<double>& means, double shared) {
    std::mt19937_64 random(11);
    int held = 0;
    for (int study = 0; study < 1000; ++study) {
        const auto answer = compare_with_best(correlated(means, 12, shared, random), Best::greatest, 0.95);
        bool all = true;
        for (std::size_t i = 0; i < means.size(); ++i) {
            double rival = -1e9;
            for (std::size_t j = 0; j < means.size(); ++j)
                if (j != i) rival = std::max(rival, means[j]);
            all = all && answer[i].low <= means[i] - rival && means[i] - rival <= answer[i].high;
        }
        held += all;
    }
    return held;
}

}  // namespace

// Promised 0.95, whatever the dependence; each check raises a false alarm with at most 0.01.
TEST_CASE("intervals against the best hold together in 95 of 100 studies") {
    for (const double shared : {0.0, 0.5, 0.9}) {
        const int equal = studies_held({0, 0, 0, 0, 0}, shared), one_better = studies_held({0, 0, 2, 0, 0}, shared);
        INFO(equal, " ", one_better);
        CHECK(believable(equal, 1000, 0.95, 0.01));
        CHECK(believable(one_better, 1000, 0.95, 0.01));
    }
}

// Ten comparisons with one baseline, nothing is different, so they depend on each other. False alarm 0.01 for each check.
TEST_CASE("of ten true hypotheses none is rejected in 95 of 100 studies, by Holm and by Bonferroni's intervals") {
    std::mt19937_64 random(12);
    int none_rejected = 0, all_held = 0;
    for (int study = 0; study < 1000; ++study) {
        const auto values = correlated(std::vector<double>(11, 0.0), 10, 0.3, random);
        std::vector<double> p;
        bool held = true;
        for (std::size_t i = 1; i < values.size(); ++i) {
            std::vector<double> paired;
            for (std::size_t run = 0; run < 10; ++run) paired.push_back(values[i][run] - values[0][run]);
            p.push_back(paired_p(paired));
            const Moments all = moments(paired);
            held = held && std::abs(all.mean) <= bonferroni_student_factor(10, 0.95, 10) * all.sd / std::sqrt(10.0);
        }
        const auto adjusted = holm_adjusted(p);
        none_rejected += std::none_of(adjusted.begin(), adjusted.end(), [](double one) { return one <= 0.05; });
        all_held += held;
    }
    CHECK(believable(none_rejected, 1000, 0.95, 0.01));
    CHECK(believable(all_held, 1000, 0.95, 0.01));
}

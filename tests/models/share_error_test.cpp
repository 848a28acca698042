#include "models/share_error.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace counterless;

TEST_CASE("the counts of one row, by hand") {
    // n = 2, alpha = beta = 1 (overdispersion 1/3): 0, 1 and 2 of 2 are alike, a third each.
    for (const double share : {0.0, 0.5, 1.0}) {
        const std::vector<ShareRow> rows{{0, share, 2}};
        CHECK(ShareLikelihood(rows, ShareError::counts).log(std::vector<double>{0.5}, 1.0 / 3) ==
              doctest::Approx(std::log(1.0 / 3)));
    }
    // Without overdispersion it is the binomial law: 3 of 10 at 0.4.
    const std::vector<ShareRow> rows{{0, 0.3, 10}};
    CHECK(ShareLikelihood(rows, ShareError::counts).log(std::vector<double>{0.4}) ==
          doctest::Approx(std::log(120 * std::pow(0.4, 3) * std::pow(0.6, 7))).epsilon(1e-5));
}

TEST_CASE("logits scatter normally, with their own width") {
    const std::vector<ShareRow> rows{{0, 0.5, 0}, {1, 0.5, 0}};
    const ShareLikelihood likelihood(rows, ShareError::logits);
    const double e = 1 / (1 + std::exp(-0.2));  // 0.2 logits above
    const std::vector<double> expected{e, 1 - e};
    CHECK(likelihood.logit_sd(expected) == doctest::Approx(0.2));
    CHECK(likelihood.log(expected) == doctest::Approx(-1 - 2 * std::log(0.2 * std::sqrt(2 * std::numbers::pi))));
    CHECK(likelihood.logit_sd(std::vector<double>{0.5, 0.5}) == logit_sd_least);
}

TEST_CASE("a share of 0 or 1 is taken a little inside") {
    CHECK(share_logit(0) == doctest::Approx(std::log(share_edge / (1 - share_edge))));
    CHECK(share_logit(1) == doctest::Approx(-share_logit(0)));
}

// 4,000 rows of 50: mean 0.8 with standard error sqrt(0.16 (1 + 49 * 0.1) / 50 / 4000) = 0.00217; band of 4: false alarm 6e-5.
// The variance of the share, 0.01888, has a standard error of about 0.01888 sqrt(2 / 4000) * 1.3 = 5.5e-4: 4 of them.
TEST_CASE("drawn rows have the mean and the overdispersion of their law") {
    const std::vector<ShareRow> rows(4000, ShareRow{0, 0, 50});
    const std::vector<double> expected(4000, 0.8);
    const auto drawn = rows_drawn(rows, expected, ShareError::counts, 0.1, Luck(3, 0));
    double mean = 0, square = 0;
    for (const ShareRow& row : drawn) mean += row.share / 4000;
    for (const ShareRow& row : drawn) square += (row.share - mean) * (row.share - mean) / 3999;
    CHECK(std::abs(mean - 0.8) < 0.0087);
    CHECK(std::abs(square - 0.01888) < 0.0022);
}

// Buckets promise three things: a quantile within 1.6 % of the true one, merging that is adding, and exact edges.
#include "results/buckets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using counterless::Buckets;

TEST_CASE("any value from a millisecond to a century has its median within 0.8 %, and its extremes within 1.6 %") {
    for (double value = 1.0 / 1024; value < 4e9; value *= 1.00137) {
        Buckets one;
        one.add(value);
        REQUIRE(std::abs(one.quantile(0.5) / value - 1) <= 1.0 / 128);
        REQUIRE(std::abs(one.quantile(1) / value - 1) <= 1.0 / 64);
    }
}

TEST_CASE("quantiles of ten thousand values hold the bound against sorting them") {
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> law(4, 1.2);
    std::vector<double> values(10000);
    Buckets buckets;
    for (double& value : values) buckets.add(value = law(random));
    std::sort(values.begin(), values.end());
    for (const double q : {0.01, 0.1, 0.5, 0.9, 0.99, 0.999}) {
        const double exact = values[static_cast<std::size_t>(std::ceil(q * 10000)) - 1];
        CHECK(std::abs(buckets.quantile(q) / exact - 1) <= 1.0 / 64);
    }
}

TEST_CASE("nothing waited is nothing: zeros, tiny and impossible values share the bucket at 0") {
    Buckets buckets;
    for (const double value : {0.0, 1e-9, -3.0, std::numeric_limits<double>::quiet_NaN()}) buckets.add(value);
    CHECK(buckets.quantile(0.99) == 0);
    CHECK(buckets.share_above(0) == 0);
    buckets.add(5, 4);
    CHECK(buckets.share_above(0) == 0.5);
    CHECK(buckets.quantile(0.5) == 0);
    CHECK(buckets.quantile(0.51) == doctest::Approx(5).epsilon(0.008));
}

TEST_CASE("an empty distribution has no quantile") {
    CHECK(std::isnan(Buckets{}.quantile(0.5)));
    CHECK(std::isnan(Buckets{}.share_above(1)));
}

TEST_CASE("the share above an edge is exact, and linear between edges") {
    Buckets buckets;
    for (int second = 0; second < 1024; ++second) buckets.add(second + 0.5);
    for (const double edge : {1.0, 2.0, 64.0, 512.0, 640.0}) CHECK(buckets.share_above(edge) == (1024 - edge) / 1024);
    CHECK(buckets.share_above(600) == doctest::Approx(424.0 / 1024).epsilon(0.01));
    CHECK(buckets.share_above(5000) == 0);
}

TEST_CASE("merging is adding") {
    Buckets a, b, both;
    for (int i = 1; i < 500; ++i) a.add(i), both.add(i);
    for (int i = 1; i < 900; ++i) b.add(0.37 * i), both.add(0.37 * i);
    Buckets merged = a;
    merged.add(b);
    CHECK(merged.sparse() == both.sparse());
    CHECK(merged.quantile(0.9) == both.quantile(0.9));
    CHECK(Buckets::from_sparse(b.sparse()).sparse() == b.sparse());
}

TEST_CASE("a distribution that came from pairs goes on like any other") {
    Buckets grown;
    for (int i = 1; i < 300; ++i) grown.add(i);
    Buckets back = Buckets::from_sparse(grown.sparse());
    CHECK(back.quantile(0.9) == grown.quantile(0.9));
    CHECK(back.share_above(100) == grown.share_above(100));
    Buckets sum;
    sum.add(back);
    sum.add(grown);
    CHECK(sum.count() == 598);
    CHECK(sum.quantile(0.9) == doctest::Approx(grown.quantile(0.9)).epsilon(1e-12));
    back.add(5000);
    grown.add(5000);
    CHECK(back.sparse() == grown.sparse());
    CHECK(back.count() == 300);
}

TEST_CASE("buckets out of order, out of range or with impossible counts are refused") {
    CHECK_THROWS(Buckets::from_sparse({{5, 1.0}, {4, 1.0}}));
    CHECK_THROWS(Buckets::from_sparse({{5, 1.0}, {5, 1.0}}));
    CHECK_THROWS(Buckets::from_sparse({{1u << 30, 1.0}}));
    CHECK_THROWS(Buckets::from_sparse({{5, -1.0}}));
    CHECK_THROWS(Buckets::from_sparse({{5, std::numeric_limits<double>::infinity()}}));
}

TEST_CASE("the longest of times ends in the last bucket and stays finite") {
    Buckets buckets;
    buckets.add(std::numeric_limits<double>::infinity());
    buckets.add(1e300);
    CHECK(std::isfinite(buckets.quantile(0.5)));
    CHECK(buckets.sparse().size() == 1);
    CHECK(Buckets::from_sparse(buckets.sparse()).count() == 2);
}

#include "models/sobol_indices.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>

#include "covered.hpp"

using namespace counterless;

namespace {

using Point = std::vector<double>;
using Function = std::function<double(const Point&)>;
std::vector<std::optional<double>> outputs_of(const Function& function, std::size_t rows, std::size_t unknowns,
                                              std::uint64_t seed) {
    std::vector<std::optional<double>> outputs;
    for (const Point& point : saltelli_design(rows, unknowns, seed)) outputs.emplace_back(function(point));
    return outputs;
}
std::optional<SobolIndices> indices_of(const Function& function, std::size_t rows, std::size_t unknowns, std::uint64_t seed,
                                       std::size_t repeats = 100) {
    return sobol_indices(outputs_of(function, rows, unknowns, seed), unknowns,
                         {.confidence = 0.95, .repeats = repeats, .seed = seed});
}

struct Known {
    double variance;
    std::vector<double> first, total;
};

// Ishigami and Homma 1990: sin x1 + 7 sin^2 x2 + x3^4 sin x1 / 10, each x from -pi to pi. Every integral is elementary.
double ishigami(const Point& point) {
    const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * point[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
Known ishigami_known() {
    const double p4 = std::pow(std::numbers::pi, 4), first = std::pow(1 + 0.1 * p4 / 5, 2) / 2, second = 49.0 / 8;
    const double together = 0.01 * p4 * p4 * 8 / 225, all = first + second + together;
    return {all, {first / all, second / all, 0}, {(first + together) / all, second / all, together / all}};
}

// Sobol's g: product of (|4 x - 2| + a) / (1 + a); each factor has mean 1 and variance 1 / (3 (1 + a)^2).
const Point weights{0, 1, 4.5, 9, 99, 99, 99, 99};
double g_function(const Point& x) {
    double product = 1;
    for (std::size_t i = 0; i < x.size(); ++i) product *= (std::abs(4 * x[i] - 2) + weights[i]) / (1 + weights[i]);
    return product;
}
Known g_known() {
    Known known{1, {}, {}};
    for (const double a : weights) known.variance *= 1 + 1 / (3 * (1 + a) * (1 + a));
    const double all = known.variance;
    known.variance -= 1;
    for (const double a : weights) {
        const double own = 1 / (3 * (1 + a) * (1 + a));
        known.first.push_back(own / known.variance);
        known.total.push_back(own / (1 + own) * all / known.variance);
    }
    return known;
}

void check_near(const Function& function, const Known& known, std::size_t rows, double within) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto found = indices_of(function, rows, known.first.size(), seed, 2);
        REQUIRE(found);
        CHECK(found->variance == doctest::Approx(known.variance).epsilon(within));
        for (std::size_t i = 0; i < known.first.size(); ++i) {
            CHECK(std::abs(found->first[i].value - known.first[i]) < within);
            CHECK(std::abs(found->total[i].value - known.total[i]) < within);
        }
    }
}

}  // namespace

TEST_CASE("a row of the design is A, B, and A with one column of B after the other") {
    const auto design = saltelli_design(4, 3, 7);
    REQUIRE(design.size() == 4 * 5);
    for (std::size_t row = 0; row < 4; ++row)
        for (std::size_t i = 0; i < 3; ++i) {
            Point mixed = design[row * 5];
            mixed[i] = design[row * 5 + 1][i];
            CHECK(design[row * 5 + 2 + i] == mixed);
        }
    CHECK(saltelli_design(4, 3, 7) == design);
    CHECK(saltelli_design(4, 3, 8) != design);
}

// 4,096 rows, 20,480 points. No chance is allowed for: each of ten seeds is that near.
TEST_CASE("Ishigami's function: every index within 0.02 of its closed form") {
    check_near(ishigami, ishigami_known(), 4096, 0.02);
}
TEST_CASE("Sobol's g-function: every index within 0.02 of its closed form") { check_near(g_function, g_known(), 4096, 0.02); }

// Rows of Sobol points are more even than the bootstrap believes, so the intervals hold more often than promised.
TEST_CASE("bootstrap intervals hold the closed form of Ishigami's function" * doctest::test_suite("repeats")) {
    const Known known = ishigami_known();
    std::vector<int> first(3), total(3);
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto found = indices_of(ishigami, 256, 3, seed, 200);
        for (std::size_t i = 0; i < 3; ++i) {
            first[i] += found->first[i].low <= known.first[i] && known.first[i] <= found->first[i].high;
            total[i] += found->total[i].low <= known.total[i] && known.total[i] <= found->total[i].high;
        }
    }
    for (std::size_t i = 0; i < 3; ++i) {
        INFO(first[i], " ", total[i]);
        CHECK(believable(first[i], 200, 0.94, 0.01));
        CHECK(believable(total[i], 200, 0.94, 0.01));
    }
}

TEST_CASE("unknowns that only add share the whole, each by its variance; one that does nothing has exactly no total") {
    const auto found = indices_of([](const Point& x) { return 1e6 + 3 * x[0] + 4 * x[1]; }, 1024, 3, 5);
    REQUIRE(found);
    CHECK(found->first[0].value == doctest::Approx(9 / 25.0).epsilon(0.01));
    CHECK(found->total[1].value == doctest::Approx(16 / 25.0).epsilon(0.01));
    CHECK(found->total[2].value == 0);
    CHECK(found->first[2].value == 0);
    CHECK(found->total[2].high == 0);
    CHECK(found->mean == doctest::Approx(1e6 + 3.5));
    CHECK(found->variance == doctest::Approx(25 / 12.0).epsilon(0.01));
}

// Noise as large as the signal: half of the variance, and in each total. Luck that all points share is a constant.
TEST_CASE("noise of each point's own goes to every total and lowers every first") {
    std::mt19937_64 random(2);
    std::normal_distribution<double> noise(0, std::sqrt(1 / 12.0));
    const auto found = indices_of([&](const Point& x) { return x[0] + noise(random); }, 4096, 2, 5);
    REQUIRE(found);
    // Sds over 4,096 rows, by the interval of the bootstrap: 0.02 at most; four of them each: false alarm 4e-4 in all.
    CHECK(std::abs(found->first[0].value - 0.5) < 0.08);
    CHECK(std::abs(found->first[1].value) < 0.08);
    CHECK(std::abs(found->total[0].value - 1) < 0.08);
    CHECK(std::abs(found->total[1].value - 0.5) < 0.08);
}

TEST_CASE("an output that does not vary has no indices, not even by rounding; neither has a single row") {
    CHECK_FALSE(indices_of([](const Point&) { return 0.1; }, 64, 2, 1));
    CHECK_FALSE(indices_of([](const Point& x) { return (0.1 + x[0]) - x[0] + 1000; }, 64, 2, 1));
    CHECK_FALSE(indices_of([](const Point& x) { return x[0]; }, 1, 2, 1));
    CHECK_FALSE(sobol_indices({}, 2, {}));
}

TEST_CASE("a row that lacks an output is left out whole") {
    auto outputs = outputs_of(ishigami, 64, 3, 1);
    std::vector<std::optional<double>> without;
    for (std::size_t point = 0; point < outputs.size(); ++point)
        if (point / 5 != 10) without.push_back(outputs[point]);
    outputs[5 * 10 + 3].reset();
    const auto a = sobol_indices(outputs, 3, {}), b = sobol_indices(without, 3, {});
    REQUIRE((a && b));
    CHECK(a->rows == 63);
    CHECK(a->total[1].value == b->total[1].value);
    CHECK(a->first[0].low == b->first[0].low);
}

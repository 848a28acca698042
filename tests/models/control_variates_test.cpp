#include "models/control_variates.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "covered.hpp"

using namespace counterless;

TEST_CASE("one control, by the formulas of simple regression") {
    const std::vector<double> y{3, 5, 4, 8, 9, 10};
    const Control control{{1, 2, 2, 4, 5, 5}, 3.5};
    // Means 6.5 and 19/6; S_cc = 75 - 361/6 = 89/6, S_yc = 3+10+8+32+45+50 - 6 (6.5)(19/6) = 24.5, S_yy = 295 - 253.5 = 41.5.
    const double slope = 24.5 / (89.0 / 6), left = 41.5 - 24.5 * slope, away = 19.0 / 6 - 3.5;
    const ControlledMean found = controlled_mean(y, std::vector<Control>{control}, 0.95);
    CHECK(found.plain.mean == doctest::Approx(6.5));
    CHECK(found.controlled.mean == doctest::Approx(6.5 - slope * away));
    const double error = std::sqrt(left / 4 * (1 / 6.0 + away * away / (89.0 / 6)));
    CHECK(found.controlled.half_width == doctest::Approx(2.776445 * error));  // t(4)
    CHECK(found.explained == doctest::Approx(1 - left / 41.5));
    CHECK(found.runs_ratio == doctest::Approx((41.5 / 5) / (left / 4 * 4 / 3.0)));
    // Without a slope R^2 has the beta law (1/2, 2), whose distribution is sqrt(x) (3 - x) / 2.
    CHECK(found.chance == doctest::Approx(1 - std::sqrt(found.explained) * (3 - found.explained) / 2));
}

TEST_CASE("a control that has nothing to say passes the test at 5 % in 5 of 100 studies") {
    std::mt19937_64 random(12);
    std::normal_distribution<double> normal;
    int passed = 0;
    for (int study = 0; study < 4000; ++study) {
        std::vector<Control> controls(2);
        std::vector<double> y;
        for (int run = 0; run < 20; ++run) {
            for (Control& control : controls) control.values.push_back(normal(random));
            y.push_back(normal(random));
        }
        passed += controlled_mean(y, controls, 0.95).chance <= 0.05;
    }
    CHECK(std::abs(passed - 200) < 55);  // four sd of the binomial law
}

TEST_CASE("controls that repeat others or do not vary are dropped, and the answer is as without them") {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    std::vector<Control> controls(4);
    std::vector<double> y;
    controls[0].mean = controls[2].mean = 1e6, controls[1].mean = 100, controls[3].mean = 2e6 + 300;
    for (int run = 0; run < 15; ++run) {
        const double a = 1e6 + normal(random), b = 100 + normal(random);
        controls[0].values.push_back(a), controls[1].values.push_back(b);
        controls[2].values.push_back(1e6);
        controls[3].values.push_back(2 * a + 3 * b);
        y.push_back(a - b + normal(random));
    }
    const ControlledMean all = controlled_mean(y, controls, 0.95);
    CHECK(all.used == std::vector<std::size_t>{0, 1});
    CHECK(all.dropped == std::vector<std::size_t>{2, 3});
    const ControlledMean two = controlled_mean(y, std::span(controls).first(2), 0.95);
    CHECK(all.controlled.mean == two.controlled.mean);
    CHECK(all.controlled.half_width == two.controlled.half_width);
}

TEST_CASE("as many controls as runs allow, and no more") {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    std::vector<Control> controls(5);
    std::vector<double> y;
    for (int run = 0; run < 5; ++run) {
        for (Control& control : controls) control.values.push_back(normal(random));
        y.push_back(normal(random));
    }
    CHECK(controlled_mean(y, controls, 0.95).used.size() == 2);
    CHECK(controlled_mean(y, controls, 0.95).dropped.size() == 3);
    const std::vector<double> two{1, 2};
    const ControlledMean plain = controlled_mean(two, std::vector<Control>{{{1, 2}, 1}}, 0.95);
    CHECK(plain.used.empty());
    CHECK(plain.controlled.half_width == plain.plain.half_width);
    CHECK(plain.runs_ratio == 1);
    const std::vector<double> same(10, 3.0);
    Control any{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5};
    CHECK(controlled_mean(same, std::vector<Control>{any}, 0.95).controlled.mean == 3);
    CHECK(controlled_mean(same, std::vector<Control>{any}, 0.95).controlled.half_width == 0);
    const ControlledMean whole = controlled_mean(any.values, std::vector<Control>{any}, 0.95);  // the control is the value itself
    CHECK(whole.controlled.mean == doctest::Approx(5));
    CHECK(std::isfinite(whole.runs_ratio));
}

// y = 5 + 2 (c1 - 10) - (c2 + 3) + e with unit normals: variance 2^2 + 1 + 1, of which e is a sixth. With n = 20 and two controls
// the variance of the mean is that of e times the loss factor 18 / 16: 6 / 1.125 = 5.33 times fewer runs.
TEST_CASE("known controls: the interval holds the mean in 95 of 100 studies, and the runs saved are those of theory") {
    std::mt19937_64 random(6);
    std::normal_distribution<double> normal;
    int held = 0;
    double plain = 0, controlled = 0, square = 0, off = 0;
    for (int study = 0; study < 1000; ++study) {
        std::vector<Control> controls{{{}, 10}, {{}, -3}};
        std::vector<double> y;
        for (int run = 0; run < 20; ++run) {
            const double a = normal(random), b = normal(random);
            controls[0].values.push_back(10 + a), controls[1].values.push_back(-3 + b);
            y.push_back(5 + 2 * a - b + normal(random));
        }
        const ControlledMean found = controlled_mean(y, controls, 0.95);
        held += std::abs(found.controlled.mean - 5) <= found.controlled.half_width;
        plain += (found.plain.mean - 5) * (found.plain.mean - 5) / 1000;
        square += (found.controlled.mean - 5) * (found.controlled.mean - 5) / 1000;
        off += (found.controlled.mean - 5) / 1000;
        controlled += std::log(found.runs_ratio) / 1000;
    }
    INFO(held);
    CHECK(believable(held, 1000, 0.94, 0.01));  // of an exact 0.95, false alarm below 1e-4
    CHECK(std::abs(off) < 5 * std::sqrt(1.125 / 20 / 1000));
    // Each mean square has a relative sd of sqrt(2 / 1000) = 0.045: their ratio 0.063, four of them.
    CHECK(plain / square == doctest::Approx(16 / 3.0).epsilon(0.25));
    CHECK(std::exp(controlled) ==
          doctest::Approx(16 / 3.0).epsilon(0.1));  // log of a ratio of sd 0.45: error 0.014, and its bias
}

TEST_CASE("a control that has nothing to say costs its loss factor") {
    std::mt19937_64 random(8);
    std::normal_distribution<double> normal;
    double ratio = 0, wider = 0;
    for (int study = 0; study < 1000; ++study) {
        std::vector<Control> controls{{{}, 0}};
        std::vector<double> y;
        for (int run = 0; run < 10; ++run) controls[0].values.push_back(normal(random)), y.push_back(normal(random));
        const ControlledMean found = controlled_mean(y, controls, 0.95);
        ratio += found.runs_ratio / 1000;
        wider += found.controlled.half_width > found.plain.half_width;
    }
    CHECK(ratio < 1.05);  // 7 / 8 and what luck adds: E of S_yy (n - 2) / (left (n - 1)) is 1.11 times that
    CHECK(wider > 500);
}

namespace {

// Of a ratio of totals over runs: n times the whole less n - 1 times the ratio without the run.
std::vector<double> pseudo_values(const std::vector<double>& above, const std::vector<double>& below) {
    const auto n = static_cast<double>(above.size());
    double sum_above = 0, sum_below = 0;
    for (const double one : above) sum_above += one;
    for (const double one : below) sum_below += one;
    std::vector<double> values;
    for (std::size_t run = 0; run < above.size(); ++run)
        values.push_back(n * sum_above / sum_below - (n - 1) * (sum_above - above[run]) / (sum_below - below[run]));
    return values;
}

}  // namespace

// Customers N with mean 100 and sd 10, total wait 8 N - 300 + 20 e: the ratio is 5. Near it the pseudo-value of a run is (total -
// 5 N) / 100 with variance 9 + 4, of which N explains 9; with n = 30 the loss factor is 28 / 27.
TEST_CASE("a ratio of totals is controlled through its pseudo-values, by the number of customers") {
    std::mt19937_64 random(9);
    std::normal_distribution<double> normal;
    int held = 0;
    double ratio = 0;
    for (int study = 0; study < 1000; ++study) {
        std::vector<Control> customers{{{}, 100}};
        std::vector<double> wait;
        for (int run = 0; run < 30; ++run) {
            customers[0].values.push_back(100 + 10 * normal(random));
            wait.push_back(8 * customers[0].values.back() - 300 + 20 * normal(random));
        }
        const ControlledMean found = controlled_mean(pseudo_values(wait, customers[0].values), customers, 0.95);
        held += std::abs(found.controlled.mean - 5) <= found.controlled.half_width;
        ratio += std::log(found.runs_ratio) / 1000;
    }
    INFO(held);
    CHECK(believable(held, 1000, 0.94, 0.01));
    CHECK(std::exp(ratio) ==
          doctest::Approx(13.0 / 4 * 27 / 28).epsilon(0.1));  // log of a ratio of sd 0.35: error 0.011, and its bias
}

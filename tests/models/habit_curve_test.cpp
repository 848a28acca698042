#include "models/habit_curve.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/adoption.hpp"
#include "models/luck.hpp"

using namespace counterless;

TEST_CASE("alike customers of whom each success gains: the differential equation, by hand") {
    // spread 0, no losses, no limit to speak of: dL/dt = n g logistic(L), whose solution is L - exp(-L) = L0 - exp(-L0) + n g t.
    const HabitCurve curve{.start = 0.3, .success = 0.05, .limit = 1e9, .needs_per_year = 20};
    const double start = std::log(0.3 / 0.7), t = 2;
    double low = start, high = 50;
    for (int step = 0; step < 200; ++step) {
        const double middle = (low + high) / 2;
        (middle - std::exp(-middle) < start - std::exp(-start) + 20 * 0.05 * t ? low : high) = middle;
    }
    CHECK(habit_shares(curve, std::vector<double>{0, t})[1] == doctest::Approx(logistic(low)).epsilon(1e-6));
}

TEST_CASE("where gain and loss are equal, nobody moves") {
    // At L = 0 a need gains 1/2 g and loses 1/2 g.
    const HabitCurve curve{.start = 0.5, .success = 0.1, .counter = 0.1};
    CHECK(habit_shares(curve, std::vector<double>{0, 10})[1] == doctest::Approx(0.5));
}

TEST_CASE("the first share is the start, whatever the spread; offline customers never come") {
    for (const double spread : {0.0, 1.0, 3.0})
        CHECK(habit_shares({.start = 0.37, .spread = spread}, std::vector<double>{0})[0] == doctest::Approx(0.37));
    const HabitCurve curve{.start = 0.3, .spread = 1, .success = 0.5, .offline = 0.2};
    const double last = habit_shares(curve, std::vector<double>{0, 50})[1];
    CHECK(last < 0.8);
    CHECK(last > 0.79);
    CHECK(habit_shares({.start = 0.9, .success = 1, .offline = 0.2}, std::vector<double>{0, 1})[1] ==
          0.9);  // impossible: it stays
}

TEST_CASE("habits move from the mean they must have") {
    const std::vector<Habits> habits = habits_at({.start = 0.5, .spread = 1.5, .success = 0.1}, std::vector<double>{0, 3});
    CHECK(habits[0].mean == doctest::Approx(0).epsilon(1e-9));
    CHECK(habits[0].sd == doctest::Approx(1.5).epsilon(1e-3));  // beyond four standard deviations nobody stands
    CHECK(habits[1].mean > 0.5);
}

// 4,000 customers, 40 needs a year for two years, each learning from its own luck. The standard error of the share is below
// sqrt(1/4 / 4000) = 0.008 (whether a customer goes digital in the last quarter is averaged over ten needs, so it is less);
// the band is 4 of them: a false alarm in 16,000 at most per row, and the small-step error of 0.02 logits a step is far inside.
TEST_CASE("customers who learn one by one bring the same curve") {
    const HabitCurve curve{.start = 0.3,
                           .spread = 1,
                           .success = 0.03,
                           .failure = 0.02,
                           .counter = 0.01,
                           .limit = 5,
                           .failing = 0.1,
                           .needs_per_year = 40};
    const std::vector<double> times{0, 0.5, 1, 1.5, 2};
    const std::vector<double> expected = habit_shares(curve, times);
    const Luck luck(7, 0);
    const double mean = habits_at(curve, times)[0].mean;
    std::vector<double> chances(times.size(), 0);
    constexpr int customers = 4000;
    for (int who = 0; who < customers; ++who) {
        const auto [u, v] = luck.at(Purpose::gap, static_cast<std::uint64_t>(who));
        double habit = mean + std::sqrt(-2 * std::log(u)) * std::cos(2 * 3.14159265358979323846 * v);  // Box and Muller
        for (int need = 0; need <= 80; ++need) {
            if (need % 20 == 0) chances[static_cast<std::size_t>(need / 20)] += logistic(habit) / customers;
            const bool digital =
                luck.at(Purpose::need, static_cast<std::uint64_t>(who), static_cast<std::uint32_t>(need)).u < logistic(habit);
            if (!digital) habit -= curve.counter * (1 + habit / curve.limit);
            for (std::uint32_t attempt = 0; digital; ++attempt) {
                const auto number = static_cast<std::uint32_t>(need) * 100 + attempt;
                if (luck.at(Purpose::attempt, static_cast<std::uint64_t>(who), number).u >= curve.failing) {
                    habit += curve.success * (1 - habit / curve.limit);
                    break;
                }
                habit -= curve.failure * (1 + habit / curve.limit);
            }
        }
    }
    for (std::size_t index = 0; index < times.size(); ++index) CHECK(std::abs(chances[index] - expected[index]) < 0.032);
    CHECK(expected.back() > expected.front() + 0.08);  // it is a curve
}

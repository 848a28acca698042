// models/habit_curve.hpp: the share that customers who learn bring about, without simulating them one by one.
// Each customer has a habit L in logits and goes digital with chance logistic(L). A success moves L by gain (1 - L / limit), a
// failure or a counter by -loss (1 + L / limit), as in the simulation (Learning in scenarios/scenario.hpp). When steps are small,
// a customer's L follows the mean of its steps (a law of large numbers: Kurtz 1970), which is a differential equation; customers
// who begin apart, normally with standard deviation `spread`, are a score of such equations, weighed by the normal law.
// What is left out: chance in a customer's own path, which matters when one step is as large as a logit.
// Who fails tries again until it works. Tested in tests/models/habit_curve_test.cpp against customers drawn one by one.
#pragma once

#include <span>
#include <vector>

namespace counterless {

struct HabitCurve {
    double start = 0;                              // digital share at the first time
    double spread = 0;                             // standard deviation of habits then, logits
    double success = 0, failure = 0, counter = 0;  // logits per event; the latter two are losses
    double limit = 10;                             // logits
    double failing = 0;                            // chance that one attempt fails, below 1
    double offline = 0;                            // share of needs that can never go digital
    double needs_per_year = 12;                    // of one customer
};
// Digital shares at rising times in years; the first is where the curve starts. A start from 1 - offline on stays as it is.
std::vector<double> habit_shares(const HabitCurve& curve, std::span<const double> times);

// Mean and standard deviation of the habits at each of the times: what a scenario that begins there needs.
struct Habits {
    double mean, sd;
};
std::vector<Habits> habits_at(const HabitCurve& curve, std::span<const double> times);

}  // namespace counterless

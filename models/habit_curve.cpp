// models/habit_curve.cpp: nine customers stand for all. Runge-Kutta of the fourth order, in steps in which no habit moves by
// more than a logit.
#include "models/habit_curve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "models/adoption.hpp"

namespace counterless {
namespace {

// Roots and weights of Gauss-Hermite quadrature with nine points, for the standard normal law (probabilists' form): exact for
// polynomials up to degree 17. Computed from the recurrence of the Hermite polynomials; the test computes them again.
constexpr int nodes = 9;
constexpr std::array<double, nodes> roots{-4.512745863399783, -3.205429002856470, -2.076847978677830, -1.023255663789133, 0,
                                          1.023255663789133,  2.076847978677830,  3.205429002856470,  4.512745863399783};
constexpr std::array<double, nodes> weights{2.234584400774658e-05, 2.789141321231769e-03, 4.991640676521788e-02,
                                            2.440975028949394e-01, 4.063492063492063e-01, 2.440975028949394e-01,
                                            4.991640676521788e-02, 2.789141321231769e-03, 2.234584400774658e-05};

using Group = std::array<double, nodes>;  // habits

double share_of(const Group& habits) {
    double share = 0;
    for (int node = 0; node < nodes; ++node) share += weights[node] * logistic(habits[node]);
    return share;
}

// Habits around the mean at which `share` of the needs goes digital: Newton's method, kept inside a bracket.
Group group_for(double share, double spread) {
    double low = -60, high = 60, mean = std::clamp(std::log(share / (1 - share)), -50.0, 50.0);
    Group habits{};
    for (int step = 0; step < 100; ++step) {
        double value = -share, slope = 0;
        for (int node = 0; node < nodes; ++node) {
            habits[node] = mean + spread * roots[node];
            const double chance = logistic(habits[node]);
            value += weights[node] * chance;
            slope += weights[node] * chance * (1 - chance);
        }
        if (std::abs(value) < 1e-14 || high - low < 1e-12) break;
        (value > 0 ? high : low) = mean;
        const double next = slope > 0 ? mean - value / slope : low;
        mean = next > low && next < high ? next : (low + high) / 2;
    }
    return habits;
}

class Motion {
  public:
    explicit Motion(const HabitCurve& curve) : curve_(curve), failures_(curve.failing / (1 - curve.failing)) {}

    // How fast one habit moves, in logits per year.
    [[nodiscard]] double speed(double habit) const {
        const double chance = logistic(habit), at = habit / curve_.limit;
        const double gain = chance * curve_.success * (1 - at);
        const double loss = (chance * failures_ * curve_.failure + (1 - chance) * curve_.counter) * (1 + at);
        return curve_.needs_per_year * (gain - loss);
    }

    void pass(Group& habits, double years) const {
        constexpr double logits_per_step = 1;
        constexpr double steps_most = 200;
        const double fastest = 2 * curve_.needs_per_year * (curve_.success + failures_ * curve_.failure + curve_.counter) * years;
        const int steps = static_cast<int>(std::clamp(std::ceil(fastest / logits_per_step), 1.0, steps_most));
        const double step = years / steps;
        for (double& habit : habits)
            for (int count = 0; count < steps; ++count) habit = stepped(habit, step);
    }

  private:
    [[nodiscard]] double stepped(double habit, double step) const {
        const double a = speed(habit), b = speed(habit + step / 2 * a), c = speed(habit + step / 2 * b),
                     d = speed(habit + step * c);
        return std::clamp(habit + step / 6 * (a + 2 * b + 2 * c + d), -habit_most(habit), habit_most(habit));
    }
    // Learning keeps a habit within the limit; one that began outside is not pulled in at once.
    [[nodiscard]] double habit_most(double habit) const { return std::max(curve_.limit, std::abs(habit)); }

    HabitCurve curve_;
    double failures_;  // per success, since who fails tries again
};

// Visits the group of habits at each of the times.
void follow(const HabitCurve& curve, std::span<const double> times, const std::function<void(const Group&)>& visit) {
    const Motion motion(curve);
    Group habits = group_for(curve.start / (1 - curve.offline), curve.spread);
    for (std::size_t index = 0; index < times.size(); ++index) {
        if (index > 0) motion.pass(habits, times[index] - times[index - 1]);
        visit(habits);
    }
}

bool stays(const HabitCurve& curve) { return curve.start <= 0 || curve.start >= 1 - curve.offline; }

}  // namespace

std::vector<double> habit_shares(const HabitCurve& curve, std::span<const double> times) {
    if (stays(curve)) return std::vector<double>(times.size(), curve.start);
    std::vector<double> shares;
    shares.reserve(times.size());
    follow(curve, times, [&](const Group& habits) { shares.push_back((1 - curve.offline) * share_of(habits)); });
    return shares;
}

std::vector<Habits> habits_at(const HabitCurve& curve, std::span<const double> times) {
    std::vector<Habits> all;
    if (stays(curve)) return std::vector<Habits>(times.size(), {curve.start <= 0 ? -curve.limit : curve.limit, 0});
    follow(curve, times, [&](const Group& habits) {
        double mean = 0, square = 0;
        for (int node = 0; node < nodes; ++node) mean += weights[node] * habits[node];
        for (int node = 0; node < nodes; ++node) square += weights[node] * (habits[node] - mean) * (habits[node] - mean);
        all.push_back({mean, std::sqrt(square)});
    });
    return all;
}

}  // namespace counterless

// models/habit_curve.cpp: twenty-one customers stand for all. Runge-Kutta of the fourth order, in steps in which no habit moves
// by more than a logit.
#include "models/habit_curve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "models/adoption.hpp"

namespace counterless {
namespace {

// The trapezoidal rule on the normal law, 0.4 of its standard deviation apart: for smooth curves its error is exponentially small
// (Goodwin 1949), and where gain and loss part customers into two camps, no one of them weighs a third of all, as the middle
// point of a Gauss-Hermite rule does.
constexpr int nodes = 21, middle = nodes / 2;
constexpr double apart = 0.4;
constexpr double root(int node) { return apart * (node - middle); }

std::array<double, nodes> normal_weights() {
    std::array<double, nodes> weights{};
    double sum = 0;
    for (int node = 0; node < nodes; ++node) sum += weights[node] = std::exp(-root(node) * root(node) / 2);
    for (double& weight : weights) weight /= sum;
    return weights;
}
const std::array<double, nodes> weights = normal_weights();

using Group = std::array<double, nodes>;  // habits

double share_of(const Group& habits) {
    double share = 0;
    for (int node = 0; node < nodes; ++node) share += weights[node] * logistic(habits[node]);
    return share;
}

// Habits around the mean at which `share` of the needs goes digital: Newton's method, kept inside a bracket.
Group group_for(double share, double spread) {
    double low = -60, high = 60, mean = std::clamp(logit(share), -50.0, 50.0);
    Group habits{};
    for (int step = 0; step < 100; ++step) {
        double value = -share, slope = 0;
        for (int node = 0; node < nodes; ++node) {
            habits[node] = mean + spread * root(node);
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

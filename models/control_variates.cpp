// models/control_variates.cpp: the controls are made orthogonal one after the other (Gram and Schmidt, twice for the rounding),
// in the caller's order; what of a control is left after those before it either counts or is nothing new.
#include "models/control_variates.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/tables.hpp"

namespace counterless {
namespace {

constexpr double nothing_new = 1e-8;      // of its own spread: a control with less left repeats those before
constexpr double explained_most = 1e-15;  // a residue below this part of the whole is rounding

struct Direction {
    std::vector<double> unit;  // by run, length 1, mean 0
    double away = 0;           // how far the controls' means lie from their true ones, along it
};

double product(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

std::vector<double> centred(Observations values, double mean) {
    std::vector<double> answer;
    for (const double value : values) answer.push_back(value - mean);
    return answer;
}

// False if the control adds nothing.
bool add_direction(std::vector<Direction>& directions, const Control& control) {
    const double mean = moments(control.values).mean;
    Direction next{centred(control.values, mean), mean - control.mean};
    const double spread = std::sqrt(product(next.unit, next.unit));
    for (int time = 0; time < 2; ++time)
        for (const Direction& before : directions) {
            const double common = product(before.unit, next.unit);
            for (std::size_t run = 0; run < next.unit.size(); ++run) next.unit[run] -= common * before.unit[run];
            next.away -= common * before.away;
        }
    const double left = std::sqrt(product(next.unit, next.unit));
    const double size = std::sqrt(static_cast<double>(control.values.size())) * std::abs(mean);
    if (left <= nothing_new * spread || spread <= nothing_new * nothing_new * size) return false;
    for (double& one : next.unit) one /= left;
    next.away /= left;
    directions.push_back(std::move(next));
    return true;
}

}  // namespace

ControlledMean controlled_mean(Observations values, std::span<const Control> controls, double confidence) {
    ControlledMean answer;
    answer.plain = answer.controlled = mean_if_independent(values, confidence);
    std::vector<Direction> directions;
    for (std::size_t place = 0; place < controls.size(); ++place) {
        const bool affordable = directions.size() + 4 <= values.size();  // with this one, n - k - 2 >= 1
        const bool counts = affordable && add_direction(directions, controls[place]);
        (counts ? answer.used : answer.dropped).push_back(place);
    }
    const std::vector<double> y = centred(values, answer.plain.mean);
    const double whole = product(y, y);
    if (directions.empty() || whole <= 0) return answer;
    std::vector<double> rest = y;
    double distance = 1 / static_cast<double>(values.size());
    for (const Direction& direction : directions) {
        const double slope = product(direction.unit, rest);
        for (std::size_t run = 0; run < rest.size(); ++run) rest[run] -= slope * direction.unit[run];
        answer.controlled.mean -= slope * direction.away;
        distance += direction.away * direction.away;
    }
    const double left = std::max(product(rest, rest), explained_most * whole);
    const auto n = static_cast<double>(values.size()), k = static_cast<double>(directions.size());
    const double variance = left / (n - k - 1);
    answer.controlled.half_width = student_factor(values.size() - directions.size(), confidence) * std::sqrt(variance * distance);
    answer.explained = std::max(0.0, 1 - left / whole);
    answer.chance = 1 - beta_below(k / 2, (n - k - 1) / 2, answer.explained);  // the law of R^2 where nothing is explained
    answer.runs_ratio = whole / (n - 1) / (variance * (n - 2) / (n - k - 2));
    return answer;
}

}  // namespace counterless

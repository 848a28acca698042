// models/morris.cpp: a trajectory is told in levels, whole numbers, so that its points lie on the grid exactly and two
// of them can be told to be one.
#include "models/morris.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

#include "models/intervals.hpp"
#include "models/luck.hpp"
#include "models/series.hpp"

namespace counterless {
namespace {

using Place = std::vector<double>;
struct Trajectory {
    std::vector<Place> points;
    std::vector<std::size_t> moved;
};

// Up from the lower half of the levels or down from the upper: each level is met equally often.
Trajectory drawn(const std::vector<MorrisLevels>& levels, const Luck& luck, std::uint64_t attempt) {
    const std::size_t unknowns = levels.size();
    std::vector<std::size_t> level(unknowns);
    std::vector<double> turn(unknowns);
    std::vector<bool> up(unknowns);
    for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
        const std::size_t step = levels[unknown].size() / 2;
        const auto draw = static_cast<std::uint32_t>(2 * unknown);
        const Uniforms start = luck.at(Purpose::route, attempt, draw);
        turn[unknown] = luck.at(Purpose::route, attempt, draw + 1).u;
        up[unknown] = start.v < 0.5;
        level[unknown] =
            std::min(static_cast<std::size_t>(start.u * static_cast<double>(step)), step - 1) + (up[unknown] ? 0 : step);
    }
    Trajectory one{.points = {}, .moved = std::vector<std::size_t>(unknowns)};
    std::iota(one.moved.begin(), one.moved.end(), std::size_t{0});
    std::sort(one.moved.begin(), one.moved.end(), [&](std::size_t a, std::size_t b) { return turn[a] < turn[b]; });
    const auto add_point = [&] {
        Place& point = one.points.emplace_back();
        for (std::size_t unknown = 0; unknown < unknowns; ++unknown) point.push_back(levels[unknown][level[unknown]]);
    };
    add_point();
    for (const std::size_t unknown : one.moved) {
        const std::size_t step = levels[unknown].size() / 2;
        level[unknown] = up[unknown] ? level[unknown] + step : level[unknown] - step;
        add_point();
    }
    return one;
}

// The same whichever way it is walked.
std::vector<Place> either_way(std::vector<Place> points) {
    if (points.back() < points.front()) std::reverse(points.begin(), points.end());
    return points;
}

// How many there are: every step of every unknown with every other, in every order; there and back is one.
double trajectories_there_are(const std::vector<MorrisLevels>& levels) {
    double count = 0.5;
    for (std::size_t unknown = 0; unknown < levels.size(); ++unknown) {
        const MorrisLevels& its = levels[unknown];
        std::set<std::pair<double, double>> steps;
        for (std::size_t at = 0; at < its.size() / 2; ++at) steps.emplace(its[at], its[at + its.size() / 2]);
        count *= 2 * static_cast<double>(steps.size()) * static_cast<double>(unknown + 1);
    }
    return count;
}

ElementaryEffects told_by(const std::vector<double>& effects, double confidence) {
    ElementaryEffects answer{.effects = effects.size()};
    if (effects.empty()) return answer;
    std::vector<double> sizes;
    for (const double effect : effects) sizes.push_back(std::abs(effect));
    answer.mu = moments(effects).mean;
    answer.mu_star = moments(sizes).mean;
    if (effects.size() < 2) return answer;
    answer.mu_half_width = mean_if_independent(effects, confidence).half_width;
    answer.mu_star_half_width = mean_if_independent(sizes, confidence).half_width;
    answer.sigma = moments(effects).sd;
    return answer;
}

}  // namespace

MorrisLevels even_levels(std::size_t count) {
    MorrisLevels levels;
    for (std::size_t at = 0; at < count; ++at) levels.push_back(static_cast<double>(at) / static_cast<double>(count - 1));
    return levels;
}

MorrisDesign morris_design(std::size_t trajectories, const std::vector<MorrisLevels>& levels, std::uint64_t seed) {
    const Luck luck(seed, std::numeric_limits<std::uint32_t>::max());
    const double wanted = std::min(static_cast<double>(trajectories), trajectories_there_are(levels));
    MorrisDesign design{.unknowns = levels.size(), .trajectories = static_cast<std::size_t>(wanted), .points = {}, .moved = {}};
    std::set<std::vector<Place>> walked;
    for (std::uint64_t attempt = 0; walked.size() < design.trajectories; ++attempt) {
        Trajectory one = drawn(levels, luck, attempt);
        if (!walked.insert(either_way(one.points)).second) continue;
        design.points.insert(design.points.end(), one.points.begin(), one.points.end());
        design.moved.push_back(std::move(one.moved));
    }
    return design;
}

std::vector<ElementaryEffects> elementary_effects(const MorrisDesign& design, std::span<const std::optional<double>> outputs,
                                                  double confidence) {
    std::vector<std::vector<double>> effects(design.unknowns);
    std::set<std::vector<Place>> met;
    for (std::size_t trajectory = 0; trajectory < design.trajectories; ++trajectory)
        for (std::size_t step = 0; step < design.unknowns; ++step) {
            const std::size_t from = trajectory * (design.unknowns + 1) + step, unknown = design.moved[trajectory][step];
            if (!outputs[from] || !outputs[from + 1]) continue;
            if (!met.insert(either_way({design.points[from], design.points[from + 1]})).second) continue;
            const double moved = design.points[from + 1][unknown] - design.points[from][unknown];
            effects[unknown].push_back((*outputs[from + 1] - *outputs[from]) / moved);
        }
    std::vector<ElementaryEffects> answer;
    for (const std::vector<double>& of_unknown : effects) answer.push_back(told_by(of_unknown, confidence));
    return answer;
}

}  // namespace counterless

// models/morris.cpp: a trajectory is told in levels, whole numbers, so that its points lie on the grid exactly.
#include "models/morris.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/intervals.hpp"
#include "models/luck.hpp"
#include "models/series.hpp"

namespace counterless {
namespace {

// Up from the lower half of the levels or down from the upper: each level is met equally often.
void add_trajectory(MorrisDesign& design, std::size_t trajectory, std::size_t levels, const Luck& luck) {
    const std::size_t step = levels / 2, unknowns = design.unknowns;
    std::vector<std::size_t> level(unknowns), order(unknowns);
    std::vector<double> place(unknowns);
    std::vector<bool> up(unknowns);
    for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
        const auto draw = static_cast<std::uint32_t>(2 * unknown);
        const Uniforms start = luck.at(Purpose::route, trajectory, draw);
        place[unknown] = luck.at(Purpose::route, trajectory, draw + 1).u;
        up[unknown] = start.v < 0.5;
        level[unknown] =
            std::min(static_cast<std::size_t>(start.u * static_cast<double>(step)), step - 1) + (up[unknown] ? 0 : step);
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return place[a] < place[b]; });
    const auto add_point = [&] {
        std::vector<double>& point = design.points.emplace_back();
        for (const std::size_t one : level) point.push_back(static_cast<double>(one) / static_cast<double>(levels - 1));
    };
    add_point();
    for (const std::size_t unknown : order) {
        level[unknown] = up[unknown] ? level[unknown] + step : level[unknown] - step;
        add_point();
    }
    design.moved.push_back(order);
}

ElementaryEffects told_by(const std::vector<double>& effects, double confidence) {
    ElementaryEffects answer{.effects = effects.size()};
    if (effects.size() < 2) return answer;
    std::vector<double> sizes;
    for (const double effect : effects) sizes.push_back(std::abs(effect));
    const MeanInterval mean = mean_if_independent(effects, confidence), size = mean_if_independent(sizes, confidence);
    answer.mu = mean.mean;
    answer.mu_half_width = mean.half_width;
    answer.mu_star = size.mean;
    answer.mu_star_half_width = size.half_width;
    answer.sigma = moments(effects).sd;
    return answer;
}

}  // namespace

MorrisDesign morris_design(std::size_t trajectories, std::size_t unknowns, std::size_t levels, std::uint64_t seed) {
    const Luck luck(seed, std::numeric_limits<std::uint32_t>::max());
    MorrisDesign design{.unknowns = unknowns, .trajectories = trajectories, .points = {}, .moved = {}};
    for (std::size_t trajectory = 0; trajectory < trajectories; ++trajectory) add_trajectory(design, trajectory, levels, luck);
    return design;
}

std::vector<ElementaryEffects> elementary_effects(const MorrisDesign& design, std::span<const std::optional<double>> outputs,
                                                  double confidence) {
    std::vector<std::vector<double>> effects(design.unknowns);
    for (std::size_t trajectory = 0; trajectory < design.trajectories; ++trajectory)
        for (std::size_t step = 0; step < design.unknowns; ++step) {
            const std::size_t from = trajectory * (design.unknowns + 1) + step, unknown = design.moved[trajectory][step];
            if (!outputs[from] || !outputs[from + 1]) continue;
            const double moved = design.points[from + 1][unknown] - design.points[from][unknown];
            effects[unknown].push_back((*outputs[from + 1] - *outputs[from]) / moved);
        }
    std::vector<ElementaryEffects> answer;
    for (const std::vector<double>& of_unknown : effects) answer.push_back(told_by(of_unknown, confidence));
    return answer;
}

}  // namespace counterless

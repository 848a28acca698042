// models/morris.hpp: which of many unknowns matter at all, for a few runs per unknown: elementary effects (Morris 1991).
// A trajectory starts at a random corner of a grid of p levels and changes one unknown after the other, in random order, by the
// step p / (2 (p - 1)) up or down: k + 1 points give each of k unknowns one effect, the change of the output over the change of
// the unknown. Over r independent trajectories: mu (mean), mu* (mean of absolute effects: does it matter, and no two effects
// cancel; Campolongo, Cariboni and Saltelli 2007) and sigma (spread: does it act in curves or together with others). Trajectories
// are Morris's own, not chosen for distance among many. Effects are in units of the output per whole range of the unknown: the
// change of the output over the step really taken, for an unknown that knows whole numbers only steps from one of them to
// another. No trajectory is walked twice, to or fro, and an effect met on several trajectories counts once: it would be the same
// again and make the intervals narrow for nothing. A small grid has fewer trajectories than are asked for; then all of them are
// walked. Noise in the outputs makes mu* and sigma larger than they are, unless all points share their luck. Tested in
// tests/models/morris_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace counterless {

// The places of one unknown's levels, rising from 0 to 1: even in number, at least two, and each half of the list away from
// another place. Morris takes four at equal distances.
using MorrisLevels = std::vector<double>;
MorrisLevels even_levels(std::size_t count);

struct MorrisDesign {
    std::size_t unknowns = 0, trajectories = 0;
    std::vector<std::vector<double>> points;  // trajectory by trajectory, each of unknowns + 1 points in [0, 1], ends included
    std::vector<std::vector<std::size_t>> moved;  // by trajectory: the unknown that each of its steps changes
};
// `levels` by unknown, one unknown or more. As many trajectories as asked for, or all there are. More trajectories of the same
// seed begin with the fewer. Luck of a replication that no run has.
MorrisDesign morris_design(std::size_t trajectories, const std::vector<MorrisLevels>& levels, std::uint64_t seed);

struct ElementaryEffects {
    std::size_t effects = 0;  // different ones that have both outputs; without any nothing is told
    double mu = 0, mu_star = 0;
    std::optional<double> sigma;               // absent of a single effect, like the intervals: it has no spread
    std::optional<double> mu_half_width;       // Student's t over the effects, which are as good as independent
    std::optional<double> mu_star_half_width;  // likewise, of the absolute effects; symmetric, so it may reach below 0
};
// By unknown. `outputs` by point of the design; a point without one takes its effects away (at most two).
std::vector<ElementaryEffects> elementary_effects(const MorrisDesign& design, std::span<const std::optional<double>> outputs,
                                                  double confidence);

}  // namespace counterless

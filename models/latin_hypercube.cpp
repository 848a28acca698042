#include "models/latin_hypercube.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "models/luck.hpp"

namespace counterless {

std::vector<std::vector<double>> latin_hypercube(std::size_t points, std::size_t unknowns, std::uint64_t seed) {
    const Luck luck(seed, std::numeric_limits<std::uint32_t>::max());
    std::vector<std::vector<double>> design(points, std::vector<double>(unknowns));
    for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
        std::vector<Uniforms> drawn;  // u: the point's place in the order of slices, v: its place within the slice
        for (std::size_t point = 0; point < points; ++point)
            drawn.push_back(luck.at(Purpose::order, point, static_cast<std::uint32_t>(unknown)));
        std::vector<std::size_t> order(points);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return drawn[a].u < drawn[b].u; });
        for (std::size_t slice = 0; slice < points; ++slice)
            design[order[slice]][unknown] = (static_cast<double>(slice) + drawn[order[slice]].v) / static_cast<double>(points);
    }
    return design;
}

}  // namespace counterless

#include "models/sobol_points.hpp"

#include <boost/random/sobol.hpp>
#include <limits>

#include "models/luck.hpp"

namespace counterless {
namespace {

constexpr unsigned digits = 52;  // the middle of one of 2^52 cells is exact, and never 0 or 1
constexpr double cells = 0x1.0p52;
using Engine = boost::random::sobol_engine<std::uint64_t, digits>;

}  // namespace

std::vector<std::vector<double>> sobol_points(std::size_t points, std::size_t unknowns, std::uint64_t seed) {
    const Luck luck(seed, std::numeric_limits<std::uint32_t>::max());
    std::vector<std::uint64_t> shift(unknowns);
    for (std::size_t unknown = 0; unknown < unknowns;
         ++unknown)  // the purpose only keeps its addresses from those of other designs
        shift[unknown] = static_cast<std::uint64_t>(luck.at(Purpose::door, unknown).u * cells);
    Engine engine(unknowns);  // it begins with the second point; the first is all zeros
    std::vector<std::vector<double>> design(points, std::vector<double>(unknowns));
    for (std::size_t point = 0; point < points; ++point)
        for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
            const std::uint64_t place = point == 0 ? 0 : engine();
            design[point][unknown] = (static_cast<double>(place ^ shift[unknown]) + 0.5) / cells;
        }
    return design;
}

}  // namespace counterless

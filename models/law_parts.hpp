// models/law_parts.hpp: what a law needs beside three numbers: tables, component laws, data. Built once with the law, then const.
#pragma once

#include <optional>
#include <vector>

#include "models/inverse.hpp"
#include "models/law.hpp"
#include "models/phase_type.hpp"

namespace counterless {

// Up to x: chance, and the parts of the first two moments that stem from there.
struct PartialMoments {
    double chance = 0, first = 0, second = 0;
};
PartialMoments moments_below(const Law& law, double x);  // x may be infinite; never has no part in it

// A value at which the density is not smooth: a jump, the begin or end of a gap, a kink.
struct LawBreak {
    double x, below, up_to;  // share below x, and up to and including x
};

struct LawParts {
    std::optional<Inverse> inverse = {};  // of the standard law of the family
    std::vector<Law> laws = {};           // of a mixture; one of a cut or shifted law
    std::vector<double> shares = {};      // of the laws, or of the phases of a hyperexponential
    std::vector<double> values = {};      // sorted data, edges of a histogram, means of a hyperexponential
    std::vector<double> up_to = {};       // share up to and including each value
    std::vector<LawBreak> breaks = {};    // of a mixture
    std::optional<PhaseType> phases = {};
};

std::vector<double> break_values(const Law& law);  // sorted, without repeats

}  // namespace counterless

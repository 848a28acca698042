// results/unsteady.hpp: a line that grows without bound, as the answers of sweep, sensitivity and compare tell it.
#pragma once

#include <string>

#include "models/growth.hpp"

namespace counterless {

// Where, as "hall/counter", and how the number inside grew. Figures of such a run depend on its length.
struct Unsteady {
    std::string at;
    QueueGrowth growth;
};

}  // namespace counterless

// tests/models/covered.hpp: a share that was promised, against what was counted.
#pragma once

#include "models/tables.hpp"

namespace counterless {

// Is a share of `promised` still believable? False if so few of them, or fewer, come with at most the chance `false_alarm` where
// the promise is just kept: the exact binomial test.
inline bool believable(int held, int of, double promised, double false_alarm) {
    if (held >= of) return true;
    return beta_below(of - held, held + 1, 1 - promised) > false_alarm;
}

}  // namespace counterless

// sim/ledger.hpp: the balance sheet of one replication. What came in must have gone out or still be there; checked in release
// builds too, against counts taken from those present, not against differences. Tested in tests/sim/ledger_test.cpp.
#pragma once

#include <cstdint>

namespace counterless {

// Counts over the whole run, warm-up included. `ensure_balanced` throws std::logic_error, naming the sums.
struct Ledger {
    std::uint64_t needs = 0, completed = 0, given_up = 0, open = 0;                                       // transactions
    std::uint64_t visits = 0, served = 0, taught = 0, gave_up = 0, refused = 0, returns = 0, inside = 0;  // visits
    std::uint64_t attempts = 0, attempts_ended = 0, in_flight = 0;
    void ensure_balanced() const;
};

}  // namespace counterless

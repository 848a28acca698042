#include "sim/ledger.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace counterless;

TEST_CASE("a ledger in balance is silent; one missing customer, transaction or attempt is named") {
    const Ledger whole{.needs = 10,
                       .completed = 6,
                       .given_up = 1,
                       .open = 3,
                       .visits = 5,
                       .served = 2,
                       .taught = 1,
                       .gave_up = 1,
                       .refused = 0,
                       .inside = 1,
                       .attempts = 4,
                       .attempts_ended = 3,
                       .in_flight = 1};
    CHECK_NOTHROW(whole.ensure_balanced());
    for (std::uint64_t Ledger::*entry :
         {&Ledger::needs, &Ledger::completed, &Ledger::given_up, &Ledger::open, &Ledger::visits, &Ledger::served, &Ledger::taught,
          &Ledger::gave_up, &Ledger::refused, &Ledger::inside, &Ledger::attempts, &Ledger::attempts_ended, &Ledger::in_flight}) {
        Ledger broken = whole;
        ++(broken.*entry);
        CHECK_THROWS_AS(broken.ensure_balanced(), std::logic_error);
    }
}

#include "sim/ledger.hpp"

#include <stdexcept>
#include <string>

namespace counterless {

void Ledger::ensure_balanced() const {
    const auto ensure = [](bool holds, const std::string& what) {
        if (!holds) throw std::logic_error("the balance sheet does not add up: " + what);
    };
    ensure(needs == completed + given_up + open, std::to_string(needs) + " transactions arose, " + std::to_string(completed) +
                                                     " completed, " + std::to_string(given_up) + " given up, " +
                                                     std::to_string(open) + " open");
    ensure(visits == served + taught + gave_up + refused + returns + inside,
           std::to_string(visits) + " visits began, " + std::to_string(served) + " served, " + std::to_string(taught) +
               " taught, " + std::to_string(gave_up) + " gave up, " + std::to_string(refused) + " refused, " +
               std::to_string(returns) + " come back, " + std::to_string(inside) + " inside");
    ensure(attempts == attempts_ended + in_flight, std::to_string(attempts) + " attempts began, " +
                                                       std::to_string(attempts_ended) + " ended, " + std::to_string(in_flight) +
                                                       " in flight");
}

}  // namespace counterless

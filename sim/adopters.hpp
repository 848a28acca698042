// sim/adopters.hpp: who has adopted, one by one: the model of Bass lived by customers.
// Each has a threshold drawn once, unit exponential; he adopts when the hazard p + q F / m, added up day by day, has passed it,
// and F is the share who have, counted here. So the curve of models/bass.hpp is what many of them do together. Who may adopt at
// all is drawn too (below the ceiling m); where the ceiling rises the newcomers' clocks begin then, where it falls those above it
// wait. A day costs as much as people adopt on it. Tested in tests/sim/adopters_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/luck.hpp"
#include "scenarios/scenario.hpp"

namespace counterless {

class Adopters {
  public:
    // Precondition: the ceiling is stated. `start`: the share of the able who have adopted at time 0. `able`: by customer; the
    // others never adopt and do not count.
    Adopters(const Bass& bass, double start, const std::vector<char>& able, const Luck& luck);
    // The day that begins now passes; the hazard is multiplied by exp(lift). Who adopts on it has adopted from the next day on.
    void pass_day(double from_s, double lift);
    // After a trial, out of turn.
    void adopt(Index customer);
    [[nodiscard]] bool has(Index customer) const { return state_[customer] == State::adopted; }
    [[nodiscard]] double share() const { return able_ > 0 ? static_cast<double>(adopted_) / static_cast<double>(able_) : 0; }

  private:
    enum class State : std::uint8_t { never, may, adopted };
    struct Waiting {
        float at;  // of the hazard added up
        Index customer;
        bool operator<(const Waiting& other) const { return at > other.at; }  // the heap's top is the lowest
    };
    void move_ceiling(double ceiling);
    void start_clock(Index customer, double hazard_from);
    void end_clock_of_last();

    const Bass& bass_;
    const Luck& luck_;
    double ceiling_ = 0, hazard_ = 0;
    std::uint64_t adopted_ = 0, able_ = 0;
    std::vector<State> state_;
    std::vector<float> rank_;           // by customer: he may adopt while this is below the ceiling
    std::vector<char> runs_;            // by customer: a clock of his is in the heap
    std::vector<std::uint8_t> clocks_;  // and how many he has had
    std::vector<Waiting> heap_;
};

}  // namespace counterless

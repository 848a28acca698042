#include "models/state_chain.hpp"

#include <map>
#include <stdexcept>

#include "models/markov.hpp"

namespace counterless {

double StateChain::mean(const std::function<double(const StateCounts&)>& quantity) const {
    double sum = 0;
    for (std::size_t k = 0; k < states.size(); ++k) sum += share[k] * quantity(states[k]);
    return sum;
}

StateChain solve_chain(const StateCounts& start, const StateMoves& moves) {
    constexpr std::size_t states_max = 400'000;
    StateChain chain;
    std::map<StateCounts, std::size_t> places = {{start, 0}};
    chain.states = {start};
    std::vector<Transition> transitions;
    std::vector<StateMove> steps;
    for (std::size_t at = 0; at < chain.states.size(); ++at) {
        const StateCounts from = chain.states[at];
        steps.clear();
        moves(from, steps);
        for (const StateMove& step : steps) {
            if (step.rate_per_s <= 0 || step.to == from) continue;
            const auto [place, is_new] = places.try_emplace(step.to, chain.states.size());
            if (is_new) chain.states.push_back(step.to);
            transitions.push_back({at, place->second, step.rate_per_s});
        }
        if (chain.states.size() > states_max) throw std::invalid_argument("chain: more than 400,000 states");
    }
    chain.share = chain.states.size() == 1 ? std::vector<double>{1} : stationary(chain.states.size(), transitions);
    return chain;
}

}  // namespace counterless

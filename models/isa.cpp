#include "models/isa.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>

namespace counterless {
namespace {

std::vector<int> larger(const std::vector<int>& one, const std::vector<int>& other) {
    std::vector<int> most = one;
    for (std::size_t i = 0; i < most.size(); ++i) most[i] = std::max(one[i], other[i]);
    return most;
}

int largest_change(const std::vector<int>& before, const std::vector<int>& after) {
    int largest = 0;
    for (std::size_t i = 0; i < before.size(); ++i) largest = std::max(largest, std::abs(after[i] - before[i]));
    return largest;
}

}  // namespace

int least_for_chance(const std::vector<double>& inside, double wait_probability) {
    double above = 0;  // chance of n or more
    auto agents = static_cast<int>(inside.size());
    while (agents > 0 && above + inside[static_cast<std::size_t>(agents) - 1] <= wait_probability * (1 + 1e-9))
        above += inside[static_cast<std::size_t>(--agents)];
    return agents;
}

IsaAnswer iterated_staffing(const InsideLaws& inside, const LeastFor& least, std::vector<int> agents, int iterations_max) {
    const auto asked_under = [&](const std::vector<int>& present) {
        std::vector<int> asked;
        for (const std::vector<double>& law : inside(present)) asked.push_back(least(law));
        return asked;
    };
    int change_before = std::numeric_limits<int>::max();
    bool damped = false;
    std::map<std::vector<int>, int> seen;  // damped staffings, by the iteration that began with them
    for (int iteration = 1;; ++iteration) {
        // Half changes ask nothing of what was before the last, so what was seen once comes round for ever: whole rounds are left
        // out.
        if (damped)
            if (const auto [before, first_time] = seen.emplace(agents, iteration); !first_time)
                iteration += (iterations_max - iteration) / (iteration - before->second) * (iteration - before->second);
        std::vector<int> asked = asked_under(agents);
        const int change = largest_change(agents, asked);
        if (change <= 1 || iteration >= iterations_max)
            return {damped ? larger(agents, asked) : larger(asked, asked_under(asked)), iteration, change <= 1};
        damped = damped || change >= change_before;
        change_before = change;
        for (std::size_t i = 0; i < agents.size(); ++i) agents[i] = damped ? (agents[i] + asked[i] + 1) / 2 : asked[i];
    }
}

}  // namespace counterless

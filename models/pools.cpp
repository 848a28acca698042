#include "models/pools.hpp"

#include <cstddef>
#include <vector>

#include "models/state_chain.hpp"

namespace counterless {
namespace {
// Counts: the lines of class 0 and 1, then services of class 0 in pool 0 and 1, of class 1 in pool 0 and 1.
std::size_t service_place(std::size_t who, std::size_t pool) { return 2 + 2 * who + pool; }

class Teller {
  public:
    explicit Teller(const PoolsCase& pools) : pools_(&pools) {}

    void tell(const StateCounts& at, std::vector<StateMove>& moves) const {
        for (std::size_t who : {0, 1}) {
            moves.push_back({arrived(at, who), pools_->arrivals_per_s[who]});
            if (at[who] > 0) {
                StateCounts less = at;
                --less[who];
                moves.push_back({less, at[who] / pools_->patience_mean_s[who]});
            }
            for (std::size_t pool : {0, 1}) {
                const int busy = at[service_place(who, pool)];
                if (busy > 0) moves.push_back({served(at, who, pool), busy / pools_->service_mean_s[who][pool]});
            }
        }
    }
    [[nodiscard]] bool starts_at_once(const StateCounts& at, std::size_t who) const {
        return takes(at, who, 0) || takes(at, who, 1);
    }
    [[nodiscard]] bool refused(const StateCounts& at, std::size_t who) const {
        return !starts_at_once(at, who) && at[who] >= pools_->line_max;
    }

  private:
    [[nodiscard]] bool may(std::size_t who, std::size_t pool) const { return pools_->service_mean_s[who][pool] > 0; }
    [[nodiscard]] bool takes(const StateCounts& at, std::size_t who, std::size_t pool) const {
        return may(who, pool) && at[service_place(0, pool)] + at[service_place(1, pool)] < pools_->counters[pool];
    }
    [[nodiscard]] StateCounts arrived(StateCounts at, std::size_t who) const {
        const auto first = static_cast<std::size_t>(pools_->pool_first[who]);
        for (const std::size_t pool : {first, 1 - first}) {
            if (!takes(at, who, pool)) continue;
            ++at[service_place(who, pool)];
            return at;
        }
        if (at[who] < pools_->line_max) ++at[who];
        return at;
    }
    [[nodiscard]] StateCounts served(StateCounts at, std::size_t who, std::size_t pool) const {
        --at[service_place(who, pool)];
        const auto first = static_cast<std::size_t>(pools_->class_first[pool]);
        for (const std::size_t next : {first, 1 - first}) {
            if (at[next] == 0 || !may(next, pool)) continue;
            --at[next];
            ++at[service_place(next, pool)];
            break;
        }
        return at;
    }
    const PoolsCase* pools_;
};
}  // namespace

std::array<PoolsClassAnswer, 2> two_pools(const PoolsCase& pools) {
    const Teller teller(pools);
    const StateChain chain =
        solve_chain({}, [&](const StateCounts& at, std::vector<StateMove>& moves) { teller.tell(at, moves); });
    std::array<PoolsClassAnswer, 2> answers{};
    for (std::size_t who : {0, 1}) {
        const double refused = chain.mean([&](const StateCounts& at) { return teller.refused(at, who) ? 1.0 : 0.0; });
        const double at_once = chain.mean([&](const StateCounts& at) { return teller.starts_at_once(at, who) ? 1.0 : 0.0; });
        const double line = chain.mean([&](const StateCounts& at) { return at[who]; });
        const double entering = pools.arrivals_per_s[who] * (1 - refused);
        answers[who] = {.queue_mean = line,
                        .wait_mean_s = line / entering,
                        .wait_probability = 1 - at_once / (1 - refused),
                        .abandonment = line / pools.patience_mean_s[who] / entering,
                        .refused = refused,
                        .busy_mean = {}};
        for (std::size_t pool : {0, 1})
            answers[who].busy_mean[pool] = chain.mean([&](const StateCounts& at) { return at[service_place(who, pool)]; });
    }
    return answers;
}

}  // namespace counterless

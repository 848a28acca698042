#include "results/cli/replicate.hpp"

#include "results/batches.hpp"
#include "results/tally.hpp"
#include "sim/run.hpp"

namespace counterless {

Summary replicate(const Side& side, std::uint32_t replication) {
    if (side.scenario->study.batches > 0) {
        Batches batches(*side.scenario, side.layout, replication);
        run(*side.scenario, Plan{}, replication, batches);
        return joined(batches.take());
    }
    Tally tally(*side.scenario, side.layout, replication);
    run(*side.scenario, Plan{}, replication, tally);
    return tally.take();
}

}  // namespace counterless

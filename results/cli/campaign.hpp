// results/cli/campaign.hpp: many replications of many sides, whoever computes them, and none of them lost. Every command that
// simulates in replications (run, compare, sweep, sensitivity) states its sides and how many replications of each it wants; here
// they are taken from the database, computed by the nursery's children, kept as they come, and counted on the terminal.
// One order of things matters and is held here: first the nursery is forked, from a process that has opened nothing; then the
// database is opened; then one replication after the other is committed. Tested through the commands, in tests/cases/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "results/cli/campaign_options.hpp"
#include "results/cli/replicate.hpp"
#include "results/experiment.hpp"
#include "results/ranks.hpp"
#include "results/store.hpp"
#include "results/workers.hpp"

namespace counterless {

// A replication failed for good. What was finished before is in the database.
struct ReplicationFailed : std::runtime_error {
    ReplicationFailed(RunTask which, const std::string& what) : std::runtime_error(what), task(which) {}
    RunTask task;
};

// The campaign has done what it was there for, and there is no answer to draw: a shard is kept, a rank has served. Not an
// exception of std, so that it passes the nets of the commands; main gives the exit code.
struct CampaignOver {
    int exit_code;
};

struct CampaignTerms {
    std::size_t workers = 1;
    std::string db;        // empty: kept nowhere
    std::string made_by;   // the command, written into the database
    std::size_t most = 0;  // replications of a side that may ever be wanted
    bool quiet = false;    // no progress
    // Takes from a side's summary what will not be needed before it is kept in memory; the database keeps it whole. Empty:
    // nothing.
    std::function<void(std::size_t side, Summary&)> narrow{};
    std::optional<Shard> shard{};
    bool narrow_early = false;  // where it is lived through, for no database keeps it whole: less is sent
};

class Campaign {
  public:
    // Forks the nursery. The sides' scenarios live longer than the campaign, at their places, and do not change any more.
    Campaign(std::vector<Side> sides, CampaignTerms terms);
    Campaign(const Campaign&) = delete;
    Campaign& operator=(const Campaign&) = delete;

    // Lives through what `wanted` asks for. Throws StoreUnusable before anything is simulated, StoreFailed, ReplicationFailed.
    // Interrupted by Ctrl-C it gives what there is, and says so in the result. Of a shard throws CampaignOver.
    // `foreseen`: how many replications of all sides it will come to, as far as the judge can tell; 0: what is wanted now.
    ExperimentResult live_through(const Wanted& wanted, const std::function<std::size_t()>& foreseen = {});

    // ---- after live_through, and only where there is a database
    [[nodiscard]] Store* store() { return store_.get(); }
    [[nodiscard]] std::int64_t study(std::size_t side) const { return studies_.at(side); }
    std::int64_t study_of(const Scenario& scenario);  // of a scenario that is no side, for its answer

  private:
    void open_store();
    [[nodiscard]] Sides known();
    [[nodiscard]] Nursery::Terms terms(std::size_t tasks) const;
    [[nodiscard]] bool needs_own_process() const;
    [[nodiscard]] RankIdentity identity() const;
    [[noreturn]] void serve();
    bool do_jobs(const std::vector<std::size_t>& jobs, const Nursery::Finished& finished,
                 const std::function<bool()>& keep_going);
    ExperimentResult compute(const Wanted& wanted, const std::function<std::size_t()>& foreseen);
    [[nodiscard]] bool is_ours(RunTask task) const {
        return (task.replication * sides_.size() + task.side) % terms_.shard->count == terms_.shard->number - 1;
    }
    void count_tasks(const std::vector<std::size_t>& wanted);
    bool compute_ours(const Worker& worker, const std::vector<RunTask>& tasks,
                      const std::function<void(RunTask, Summary)>& finished);
    [[noreturn]] void end_shard() const;

    std::vector<Side> sides_;
    CampaignTerms terms_;
    std::optional<Nursery> nursery_;  // none in the head of ranks, which computes nothing itself
    std::optional<RankHead> ranks_;
    std::unique_ptr<Store> store_;
    std::vector<std::int64_t> studies_;       // by side
    std::size_t expected_ = 0, missing_ = 0;  // jobs of this round
    struct Part {                             // of a shard: tasks
        std::size_t wanted = 0, missing = 0, wanted_of_ours = 0, missing_of_ours = 0;
    } part_;
};

// As many replications of each side.
Wanted all_sides(std::size_t replications);

}  // namespace counterless

#include "results/cli/campaign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "results/cli/interruption.hpp"
#include "results/cli/program_mark.hpp"
#include "results/cli/progress.hpp"
#include "results/cli/say.hpp"
#include "results/cpu_class.hpp"
#include "results/workers_wire.hpp"
#include "scenarios/sha256.hpp"
#include "sim/run.hpp"

namespace counterless {
namespace {

// Jobs of the nursery are tasks: sides alternate.
std::size_t job_of(RunTask task, std::size_t sides) { return task.replication * sides + task.side; }
RunTask task_of(std::size_t job, std::size_t sides) { return {job % sides, job / sides}; }

}  // namespace

Wanted all_sides(std::size_t replications) {
    return [replications](const Sides& there) { return std::vector<std::size_t>(there.size(), replications); };
}

Campaign::Campaign(std::vector<Side> sides, CampaignTerms terms) : sides_(std::move(sides)), terms_(std::move(terms)) {
    if (const RankPlace place = rank_place(); place.role == RankRole::head)
        ranks_.emplace(place, identity(), [](const std::string& remark) { tell(remark); });
    else
        nursery_.emplace([this](std::size_t job) {
            const RunTask task = task_of(job, sides_.size());
            Summary summary = replicate(sides_[task.side], static_cast<std::uint32_t>(task.replication));
            if (terms_.narrow_early) terms_.narrow(task.side, summary);
            return summary;
        });
}

// Of all sides: whoever reads another scenario, or the same with another seed, computes something else.
RankIdentity Campaign::identity() const {
    std::string work;
    for (const Side& side : sides_)
        work += fmt::format("{} {} {}\n", side.scenario->sha256, side.scenario->study.seed, side.scenario->study.warmup_s);
    return {program_mark(), cpu_class(), sha256_hex(work)};
}

// On a rank: compute what the head asks for, until it is gone.
void Campaign::serve() {
    serve_rank(rank_place().socket, identity(), *nursery_, {terms_.workers, needs_own_process() ? 1 : wire::chunk_max});
    throw CampaignOver{exit_code::done};
}

ExperimentResult Campaign::live_through(const Wanted& wanted, const std::function<std::size_t()>& foreseen) {
    if (rank_place().role == RankRole::server) serve();
    listen_for_interruption();
    if (!terms_.db.empty()) open_store();
    try {
        ExperimentResult result = compute(wanted, foreseen);
        if (store_) store_->flush();
        if (terms_.shard) end_shard();
        return result;
    } catch (const JobFailed& failure) {
        if (store_) store_->flush();
        throw ReplicationFailed(task_of(failure.job, sides_.size()), failure.what());
    } catch (const RanksGone& gone) {
        if (store_) store_->flush();
        throw std::runtime_error(
            fmt::format("a rank died ({}); {} of {} replications are not there{}", gone.what(), missing_, expected_,
                        store_ ? "; the others are kept in " + terms_.db + ", and the same command goes on from there" : ""));
    }
}

void Campaign::open_store() {
    store_ = std::make_unique<Store>(terms_.db);
    const std::string here = cpu_class();
    std::string begun_on = here;
    for (const Side& side : sides_) {
        studies_.push_back(study_of(*side.scenario));
        if (const std::string there = store_->cpu_class_of(studies_.back()); there != here) begun_on = there;
    }
    if (begun_on != here)
        tell(fmt::format("{} was begun on another kind of CPU ({}; this is {}): results may differ in their last digits",
                         terms_.db, begun_on, here));
}

std::int64_t Campaign::study_of(const Scenario& scenario) {
    return store_->study({.sha256 = scenario.sha256,
                          .seed = scenario.study.seed,
                          .version = program_mark(),
                          .name = scenario.name,
                          .scenario = scenario.text,
                          .cpu_class = cpu_class(),
                          .created_by = terms_.made_by});
}

Sides Campaign::known() {
    Sides there(sides_.size());
    std::size_t damaged = 0;
    for (std::size_t side = 0; store_ && side < sides_.size(); ++side) {
        const Layout& layout = sides_[side].layout;
        const auto batches = static_cast<std::size_t>(std::max(sides_[side].scenario->study.batches, 1));
        Store::Kept kept = store_->kept(studies_[side], terms_.most, layout.size() * batches, layout.distributions() * batches);
        damaged += kept.damaged;
        for (Summary& summary : kept.summaries)
            if (terms_.narrow) terms_.narrow(side, summary);
        there[side] = std::move(kept.summaries);
    }
    if (damaged > 0) tell(fmt::format("{}: {} stored replications cannot be used and are run again", terms_.db, damaged));
    return there;
}

// A replication with machines needs a process of its own; others share one, so that small ones do not pay a fork each, but not so
// many that a worker idles at the end.
Nursery::Terms Campaign::terms(std::size_t tasks) const {
    return {terms_.workers, needs_own_process() ? 1 : std::clamp<std::size_t>(tasks / (terms_.workers * 8), 1, 32)};
}

bool Campaign::needs_own_process() const {
    return std::any_of(sides_.begin(), sides_.end(), [](const Side& side) { return needs_machines(*side.scenario); });
}

bool Campaign::do_jobs(const std::vector<std::size_t>& jobs, const Nursery::Finished& finished,
                       const std::function<bool()>& keep_going) {
    expected_ = missing_ = jobs.size();
    const auto counted = [&](std::size_t job, Summary summary) {
        --missing_;
        finished(job, std::move(summary));
    };
    if (ranks_) return ranks_->run(jobs, needs_own_process() ? 1 : 32, counted, keep_going);
    return nursery_->run(jobs, terms(jobs.size()), counted, keep_going);
}

ExperimentResult Campaign::compute(const Wanted& wanted, const std::function<std::size_t()>& foreseen) {
    Sides there = known();
    std::size_t before = 0;
    for (const auto& side : there) before += side.size();
    Progress progress(before, before, terms_.quiet);
    const auto keep_going = [&] {
        progress.tick();
        if (store_) store_->flush_if_due();
        return !interrupted();
    };
    const Worker worker = [&](const std::vector<RunTask>& tasks, const std::function<void(RunTask, Summary)>& finished) {
        std::vector<std::size_t> jobs;
        for (const RunTask& task : tasks) jobs.push_back(job_of(task, sides_.size()));
        progress.expect(tasks.size(), foreseen ? foreseen() : 0);
        return do_jobs(
            jobs,
            [&](std::size_t job, Summary summary) {
                const RunTask task = task_of(job, sides_.size());
                if (store_) store_->keep(studies_[task.side], summary);
                if (terms_.narrow && !terms_.narrow_early) terms_.narrow(task.side, summary);
                finished(task, std::move(summary));
            },
            keep_going);
    };
    const auto keep = [&](RunTask, const Summary&) { progress.one_more(); };
    if (!terms_.shard) return experiment(std::move(there), wanted, worker, keep);
    const auto counted = [&](const Sides& sides) {
        std::vector<std::size_t> counts = wanted(sides);
        count_tasks(counts);
        return counts;
    };
    return experiment(
        std::move(there), counted,
        [&](const std::vector<RunTask>& tasks, const auto& finished) { return compute_ours(worker, tasks, finished); }, keep);
}

// What all want and what of it is ours, whether there or not.
void Campaign::count_tasks(const std::vector<std::size_t>& wanted) {
    part_.wanted = part_.wanted_of_ours = 0;
    for (std::size_t side = 0; side < wanted.size(); ++side)
        for (std::size_t replication = 0; replication < wanted[side]; ++replication) {
            ++part_.wanted;
            if (is_ours({side, replication})) ++part_.wanted_of_ours;
        }
}

// Of all tasks that are still to do, those of this shard; the experiment is told that it ends there.
bool Campaign::compute_ours(const Worker& worker, const std::vector<RunTask>& tasks,
                            const std::function<void(RunTask, Summary)>& finished) {
    std::vector<RunTask> ours;
    for (const RunTask& task : tasks)
        if (is_ours(task)) ours.push_back(task);
    part_.missing = tasks.size();
    part_.missing_of_ours = ours.size();
    if (!ours.empty())
        worker(ours, [&](RunTask task, Summary summary) {
            --part_.missing;
            --part_.missing_of_ours;
            finished(task, std::move(summary));
        });
    return false;
}

void Campaign::end_shard() const {
    const std::string name = fmt::format("shard {}/{}", terms_.shard->number, terms_.shard->count);
    const std::string there = fmt::format("{}: {} of its {} replications are in {}", name,
                                          part_.wanted_of_ours - part_.missing_of_ours, part_.wanted_of_ours, terms_.db);
    if (part_.missing_of_ours > 0) {
        tell(there + "; interrupted, the same command goes on from there");
        throw CampaignOver{exit_code::interrupted};
    }
    const std::string rest =
        part_.missing == 0 ? fmt::format("; all {} are there", part_.wanted)
                           : fmt::format("; {} of all {} are not there, they are for other shards", part_.missing, part_.wanted);
    throw CampaignOver{say(there + rest + "\n") ? exit_code::done : exit_code::failed};
}

}  // namespace counterless

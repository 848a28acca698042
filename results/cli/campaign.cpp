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
#include "sim/run.hpp"

namespace counterless {
namespace {

// Jobs of the nursery are tasks: sides alternate.
std::size_t job_of(Task task, std::size_t sides) { return task.replication * sides + task.side; }
Task task_of(std::size_t job, std::size_t sides) { return {job % sides, job / sides}; }

}  // namespace

Wanted all_sides(std::size_t replications) {
    return [replications](const Sides& there) { return std::vector<std::size_t>(there.size(), replications); };
}

Campaign::Campaign(std::vector<Side> sides, CampaignTerms terms)
    : sides_(std::move(sides)), terms_(std::move(terms)), nursery_([this](std::size_t job) {
          const Task task = task_of(job, sides_.size());
          return replicate(sides_[task.side], static_cast<std::uint32_t>(task.replication));
      }) {}

ExperimentResult Campaign::live_through(const Wanted& wanted) {
    listen_for_interruption();
    if (!terms_.db.empty()) open_store();
    try {
        ExperimentResult result = compute(wanted);
        if (store_) store_->flush();
        return result;
    } catch (const JobFailed& failure) {
        if (store_) store_->flush();
        throw ReplicationFailed(task_of(failure.job, sides_.size()), failure.what());
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
    const bool machines =
        std::any_of(sides_.begin(), sides_.end(), [](const Side& side) { return needs_machines(*side.scenario); });
    return {terms_.workers, machines ? 1 : std::clamp<std::size_t>(tasks / (terms_.workers * 8), 1, 32)};
}

ExperimentResult Campaign::compute(const Wanted& wanted) {
    Sides there = known();
    std::size_t before = 0;
    for (const auto& side : there) before += side.size();
    Progress progress(before, before, terms_.quiet);
    const auto keep_going = [&] {
        progress.tick();
        if (store_) store_->flush_if_due();
        return !interrupted();
    };
    const Worker worker = [&](const std::vector<Task>& tasks, const std::function<void(Task, Summary)>& finished) {
        std::vector<std::size_t> jobs;
        for (const Task& task : tasks) jobs.push_back(job_of(task, sides_.size()));
        progress.expect(tasks.size());
        return nursery_.run(
            jobs, terms(jobs.size()),
            [&](std::size_t job, Summary summary) {
                const Task task = task_of(job, sides_.size());
                if (store_) store_->keep(studies_[task.side], summary);
                if (terms_.narrow) terms_.narrow(task.side, summary);
                finished(task, std::move(summary));
            },
            keep_going);
    };
    return experiment(std::move(there), wanted, worker, [&](Task, const Summary&) { progress.one_more(); });
}

}  // namespace counterless

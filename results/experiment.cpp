// results/experiment.cpp: what is complete stands in `sides`, number by number; what came out of turn waits in a table.
#include "results/experiment.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace counterless {
namespace {

class Gathering {
  public:
    explicit Gathering(std::size_t sides) : sides_(sides), waiting_(sides) {}

    void put(RunTask task, Summary summary) {
        if (task.replication >= sides_.at(task.side).size())
            waiting_[task.side].insert_or_assign(task.replication, std::move(summary));
    }
    // Takes in turn what is there of each side.
    void advance() {
        for (std::size_t side = 0; side < sides_.size(); ++side)
            while (waiting_[side].contains(sides_[side].size()))
                sides_[side].push_back(std::move(waiting_[side].extract(sides_[side].size()).mapped()));
    }
    [[nodiscard]] std::vector<RunTask> gaps(const std::vector<std::size_t>& wanted) const {
        std::vector<RunTask> tasks;
        const std::size_t end = wanted.empty() ? 0 : *std::max_element(wanted.begin(), wanted.end());
        for (std::size_t number = 0; number < end; ++number)  // sides alternate: a run cut short holds pairs
            for (std::size_t side = 0; side < sides_.size(); ++side)
                if (number < wanted[side] && number >= sides_[side].size() && !waiting_[side].contains(number))
                    tasks.push_back({side, number});
        return tasks;
    }
    [[nodiscard]] const Sides& sides() const { return sides_; }
    Sides take(const std::vector<std::size_t>& most) && {
        for (std::size_t side = 0; side < sides_.size(); ++side)
            if (sides_[side].size() > most[side]) sides_[side].resize(most[side]);
        return std::move(sides_);
    }

  private:
    using Waiting = std::map<std::size_t, Summary>;
    Sides sides_;
    std::vector<Waiting> waiting_;
};

std::vector<std::size_t> numbers_of(const Sides& there) {
    std::vector<std::size_t> numbers;
    if (!there.empty())
        for (const Summary& summary : there.front()) numbers.push_back(summary.replication);
    return numbers;
}

}  // namespace

ExperimentResult experiment(Sides there, const Wanted& wanted, const Worker& worker,
                            const std::function<void(RunTask, const Summary&)>& finished) {
    ExperimentResult result;
    const std::vector<std::size_t> known = numbers_of(there);
    Gathering gathering(there.size());
    for (std::size_t side = 0; side < there.size(); ++side)
        for (Summary& summary : there[side]) {
            const std::size_t number = summary.replication;
            gathering.put({side, number}, std::move(summary));
        }
    std::vector<std::size_t> counts;
    while (true) {
        gathering.advance();
        counts = wanted(gathering.sides());
        const std::vector<RunTask> tasks = gathering.gaps(counts);
        if (tasks.empty() || result.ending == RunEnding::interrupted) break;
        const bool done = worker(tasks, [&](RunTask task, Summary summary) {
            finished(task, summary);
            gathering.put(task, std::move(summary));
        });
        if (!done) result.ending = RunEnding::interrupted;
    }
    result.sides = std::move(gathering).take(counts);
    const std::size_t done = result.sides.empty() ? 0 : result.sides.front().size();
    result.reused =
        static_cast<std::size_t>(std::count_if(known.begin(), known.end(), [&](std::size_t number) { return number < done; }));
    return result;
}

void cut_to_shortest(Sides& sides) {
    std::size_t shortest = sides.empty() ? 0 : sides.front().size();
    for (const auto& side : sides) shortest = std::min(shortest, side.size());
    for (auto& side : sides) side.resize(shortest);
}

}  // namespace counterless

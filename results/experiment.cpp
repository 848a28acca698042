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

    void put(Task task, Summary summary) {
        if (task.replication >= complete()) waiting_.at(task.side).insert_or_assign(task.replication, std::move(summary));
    }
    // Takes in turn what is there on every side.
    void advance() {
        const auto is_next = [this](const Waiting& waiting) { return waiting.contains(complete()); };
        while (!waiting_.empty() && std::all_of(waiting_.begin(), waiting_.end(), is_next)) {
            const std::size_t next = complete();
            for (std::size_t side = 0; side < sides_.size(); ++side)
                sides_[side].push_back(std::move(waiting_[side].extract(next).mapped()));
        }
    }
    [[nodiscard]] std::vector<Task> gaps(std::size_t wanted) const {
        std::vector<Task> tasks;
        for (std::size_t number = complete(); number < wanted; ++number)  // sides alternate: a run cut short holds pairs
            for (std::size_t side = 0; side < sides_.size(); ++side)
                if (!waiting_[side].contains(number)) tasks.push_back({side, number});
        return tasks;
    }
    [[nodiscard]] std::size_t complete() const { return sides_.empty() ? 0 : sides_.back().size(); }
    [[nodiscard]] const Sides& sides() const { return sides_; }
    Sides take(std::size_t most) && {
        for (auto& side : sides_)
            if (side.size() > most) side.resize(most);
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
                            const std::function<void(Task, const Summary&)>& finished) {
    ExperimentResult result;
    const std::vector<std::size_t> known = numbers_of(there);
    Gathering gathering(there.size());
    for (std::size_t side = 0; side < there.size(); ++side)
        for (Summary& summary : there[side]) {
            const std::size_t number = summary.replication;
            gathering.put({side, number}, std::move(summary));
        }
    std::size_t count = 0;
    while (true) {
        gathering.advance();
        count = wanted(gathering.sides());
        const std::vector<Task> tasks = gathering.gaps(count);
        if (tasks.empty() || result.ending == RunEnding::interrupted) break;
        const bool done = worker(tasks, [&](Task task, Summary summary) {
            finished(task, summary);
            gathering.put(task, std::move(summary));
        });
        if (!done) result.ending = RunEnding::interrupted;
    }
    result.sides = std::move(gathering).take(count);
    const std::size_t done = result.sides.empty() ? 0 : result.sides.front().size();
    result.reused =
        static_cast<std::size_t>(std::count_if(known.begin(), known.end(), [&](std::size_t number) { return number < done; }));
    return result;
}

}  // namespace counterless

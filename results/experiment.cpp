// results/experiment.cpp: a table of what is there, by side and number; the gaps are the tasks.
#include "results/experiment.hpp"

#include <algorithm>
#include <utility>

namespace counterless {
namespace {

using Table = std::vector<std::vector<std::optional<Summary>>>;

void put(Table& table, Task task, Summary summary) {
    auto& side = table.at(task.side);
    if (side.size() <= task.replication) side.resize(task.replication + 1);
    side[task.replication] = std::move(summary);
}

// How many replications, from 0 on, are there on every side.
std::size_t complete(const Table& table) {
    std::size_t count = table.empty() ? 0 : static_cast<std::size_t>(-1);
    for (const auto& side : table) {
        const auto gap = std::find_if(side.begin(), side.end(), [](const auto& summary) { return !summary.has_value(); });
        count = std::min(count, static_cast<std::size_t>(gap - side.begin()));
    }
    return count;
}

std::vector<Task> gaps(const Table& table, std::size_t wanted) {
    std::vector<Task> tasks;
    for (std::size_t replication = 0; replication < wanted; ++replication)  // sides alternate: a run cut short holds pairs
        for (std::size_t side = 0; side < table.size(); ++side)
            if (replication >= table[side].size() || !table[side][replication]) tasks.push_back({side, replication});
    return tasks;
}

Sides first(const Table& table, std::size_t count) {
    Sides sides(table.size());
    for (std::size_t side = 0; side < table.size(); ++side)
        for (std::size_t replication = 0; replication < count; ++replication) sides[side].push_back(*table[side][replication]);
    return sides;
}

}  // namespace

ExperimentResult experiment(Sides there, const Wanted& wanted, const Worker& worker,
                            const std::function<void(Task, const Summary&)>& finished) {
    Table table(there.size());
    ExperimentResult result;
    for (std::size_t side = 0; side < there.size(); ++side)
        for (const Summary& summary : there[side]) put(table, {side, summary.replication}, summary);
    std::vector<bool> before;
    if (!table.empty())
        for (const auto& summary : table[0]) before.push_back(summary.has_value());
    while (true) {
        result.sides = first(table, complete(table));
        const std::size_t count = wanted(result.sides);
        const std::vector<Task> tasks = gaps(table, count);
        if (tasks.empty() || result.ending == RunEnding::interrupted) {
            result.sides = first(table, std::min(count, complete(table)));
            break;
        }
        const bool done = worker(tasks, [&](Task task, Summary summary) {
            finished(task, summary);
            put(table, task, std::move(summary));
        });
        if (!done) result.ending = RunEnding::interrupted;
    }
    for (std::size_t replication = 0; !table.empty() && replication < result.sides[0].size(); ++replication)
        result.reused += replication < before.size() && before[replication];
    return result;
}

}  // namespace counterless

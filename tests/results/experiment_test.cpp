// The experiment asks for what is missing, takes it in any order, and gives it back in the order of numbers.
#include "results/experiment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace counterless;

namespace {

Summary summary(std::size_t side, std::size_t replication) {
    return {.replication = static_cast<std::uint32_t>(replication), .totals = {static_cast<double>(100 * side + replication)}};
}
Worker shuffled(unsigned seed, std::vector<RunTask>* asked = nullptr) {
    return [=](std::vector<RunTask> tasks, const auto& finished) {
        if (asked) asked->insert(asked->end(), tasks.begin(), tasks.end());
        std::shuffle(tasks.begin(), tasks.end(), std::mt19937(seed));
        for (const RunTask& task : tasks) finished(task, summary(task.side, task.replication));
        return true;
    };
}
Wanted always(std::size_t count) {
    return [count](const Sides& there) { return std::vector<std::size_t>(there.size(), count); };
}
void silent(RunTask, const Summary&) {}
void check_numbers(const ExperimentResult& result, std::size_t count) {
    for (std::size_t side = 0; side < result.sides.size(); ++side) {
        REQUIRE(result.sides[side].size() == count);
        for (std::size_t number = 0; number < count; ++number)
            CHECK(result.sides[side][number].totals[0] == static_cast<double>(100 * side + number));
    }
}

}  // namespace

TEST_CASE("results come back in any order and stand in the order of their numbers") {
    for (unsigned seed = 0; seed < 20; ++seed) check_numbers(experiment(Sides(2), always(12), shuffled(seed), silent), 12);
}

TEST_CASE("what is there is not asked for again") {
    Sides there(2);
    there[0] = {summary(0, 4), summary(0, 0), summary(0, 1)};
    there[1] = {summary(1, 1)};
    std::vector<RunTask> asked;
    const ExperimentResult result = experiment(there, always(5), shuffled(1, &asked), silent);
    check_numbers(result, 5);
    CHECK(result.reused == 3);
    CHECK(asked.size() == 2 + 4);
    asked.clear();
    check_numbers(experiment(result.sides, always(5), shuffled(1, &asked), silent), 5);
    CHECK(asked.empty());
}

TEST_CASE("more than wanted is left out, so that fewer replications give what they always gave") {
    check_numbers(experiment(experiment(Sides(1), always(9), shuffled(2), silent).sides, always(4), shuffled(2), silent), 4);
}

TEST_CASE("a run cut short gives the numbers without a gap, which cut to the shortest are those of all sides") {
    const Worker cut = [](const std::vector<RunTask>& tasks, const auto& finished) {
        for (const RunTask& task : tasks)
            if (!(task.side == 1 && task.replication == 3) && task.replication < 6)
                finished(task, summary(task.side, task.replication));
        return false;
    };
    ExperimentResult result = experiment(Sides(2), always(10), cut, silent);
    CHECK(result.ending == RunEnding::interrupted);
    CHECK(result.sides[0].size() == 6);
    cut_to_shortest(result.sides);
    check_numbers(result, 3);
}

TEST_CASE("the judge may ask for more, seeing what there is") {
    const Wanted until_seven = [](const Sides& there) {
        return std::vector{there[0].size() < 7 ? there[0].size() + 2 : there[0].size()};
    };
    check_numbers(experiment(Sides(1), until_seven, shuffled(3), silent), 8);
}

TEST_CASE("sides may be wanted in different numbers, and only what is missing of each is asked for") {
    Sides there(3);
    there[1] = {summary(1, 0), summary(1, 1), summary(1, 2)};
    std::vector<RunTask> asked;
    const Wanted wanted = [](const Sides&) { return std::vector<std::size_t>{4, 2, 0}; };
    const ExperimentResult result = experiment(there, wanted, shuffled(4, &asked), silent);
    CHECK(result.sides[0].size() == 4);
    CHECK(result.sides[1].size() == 2);
    CHECK(result.sides[2].empty());
    CHECK(asked.size() == 4);
}

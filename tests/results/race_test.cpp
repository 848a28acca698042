// tests/results/race_test.cpp: a race is a function of the replications alone: those that are there, how they came and in which
// order change nothing. That KN and OCBA choose the best as often as promised is tested in tests/models/selection_test.cpp.
#include "results/race.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "models/luck.hpp"

using namespace counterless;

namespace {

Measure cost() { return {.name = "cost", .of = "all", .direction = Direction::lower_is_better, .numerator = 0}; }
Measure wait() { return {.name = "wait", .of = "all", .estimator = Estimator::ratio, .numerator = 1, .denominator = 2}; }

// Side s costs its mean, plus luck that half is common to all sides.
Summary run_of(std::size_t side, std::size_t number, const std::vector<double>& means) {
    const auto uniform = [&](std::uint64_t who) {
        return Luck(7, static_cast<std::uint32_t>(number)).at(Purpose::service, who).u;
    };
    return {.replication = static_cast<std::uint32_t>(number),
            .totals = {means[side] + 4 * uniform(1000) + 4 * uniform(side), 0, 0},
            .distributions = {}};
}
Sides sides_of(const std::vector<double>& means, std::size_t runs) {
    Sides sides(means.size());
    for (std::size_t side = 0; side < means.size(); ++side)
        for (std::size_t number = 0; number < runs; ++number) sides[side].push_back(run_of(side, number, means));
    return sides;
}
RaceTerms terms_of(std::size_t sides) {
    return {.measures = std::vector<Measure>(sides, cost()), .difference = 0.3, .relative = false, .most = 5000};
}

// As many as are asked for, computed from the last to the first.
ExperimentResult lived(const RaceTerms& terms, const std::vector<double>& means, std::size_t there) {
    const Worker backwards = [&](std::vector<Task> tasks, const auto& finished) {
        std::reverse(tasks.begin(), tasks.end());
        for (const Task& task : tasks) finished(task, run_of(task.side, task.replication, means));
        return true;
    };
    return experiment(sides_of(means, there), racing(terms), backwards, [](Task, const Summary&) {});
}

const std::vector<double> means{10, 9, 12, 10.5};

}  // namespace

TEST_CASE("the race is the same whatever is there already, and however it came") {
    for (const bool independent : {false, true}) {
        RaceTerms terms = terms_of(means.size());
        terms.independent = independent;
        const ExperimentResult from_nothing = lived(terms, means, 0), from_many = lived(terms, means, 3000);
        const RaceResult one = race(terms, from_nothing.sides), other = race(terms, from_many.sides);
        CHECK(one.end == RaceEnd::decided);
        CHECK(one.leader == 1);
        CHECK(one.asked == other.asked);
        CHECK(one.means == other.means);
        for (std::size_t side = 0; side < means.size(); ++side) {
            CHECK(from_nothing.sides[side].size() == one.asked[side]);
            CHECK(from_many.sides[side].size() == one.asked[side]);
        }
    }
}

TEST_CASE("who is beaten runs no more, and that is what is saved") {
    const RaceTerms terms = terms_of(means.size());
    const RaceResult found = race(terms, sides_of(means, 5000));
    REQUIRE(found.end == RaceEnd::decided);
    CHECK(found.asked[2] < found.asked[1]);  // the worst left early
    CHECK(found.used[1] == found.rounds);
    for (std::size_t side = 0; side < means.size(); ++side) {
        CHECK(found.used[side] <= found.asked[side]);
        CHECK(found.asked[side] <= std::max(terms.first, found.used[side] + found.used[side] / 8 + 1));
    }
    CHECK(found.equal == means.size() * found.rounds);
    CHECK(static_cast<double>(found.runs()) < found.equal);
    CHECK(found.equal < found.rinott);  // shared luck beats independent runs here
}

TEST_CASE("a relative difference is one of the baseline's mean in the first stage") {
    RaceTerms terms = terms_of(2);
    terms.relative = true, terms.difference = 0.1, terms.baseline = 1;
    const std::vector<double> two{20, 10};
    const Sides sides = sides_of(two, 2000);
    double sum = 0;
    for (std::size_t run = 0; run < terms.first; ++run) sum += sides[1][run].totals[0];
    CHECK(race(terms, sides).zone == doctest::Approx(0.1 * sum / static_cast<double>(terms.first)));
}

TEST_CASE("OCBA gives more runs to those that are hard to tell apart") {
    RaceTerms terms = terms_of(3);
    terms.independent = true, terms.difference = 0;
    const RaceResult found = race(terms, sides_of({10, 10.6, 20}, 5000));
    REQUIRE(found.end == RaceEnd::decided);
    CHECK(found.chance >= 0.95);
    CHECK(found.asked[2] == terms.first);
    CHECK(found.asked[1] > terms.first);
    CHECK(static_cast<double>(found.runs()) < found.equal);
}

TEST_CASE("a race that cannot be decided says why") {
    RaceTerms terms = terms_of(2);
    terms.most = 12, terms.difference = 0.001;
    const std::vector<double> alike{10, 10};
    CHECK(race(terms, sides_of(alike, 12)).end == RaceEnd::most_reached);
    CHECK(race(terms, sides_of(alike, 11)).end == RaceEnd::running);
    terms.measures.assign(2, wait());
    CHECK(race(terms, sides_of(alike, 12)).end == RaceEnd::no_value);  // nobody was served
    terms = terms_of(2);
    terms.relative = true;
    Sides nothing(2, std::vector<Summary>(10, Summary{.totals = {0, 0, 0}, .distributions = {}}));
    CHECK(race(terms, nothing).end == RaceEnd::no_zone);
}

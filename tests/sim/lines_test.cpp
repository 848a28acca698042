#include "sim/lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace counterless;

namespace {
// One station and its lines, without agents.
struct Waiting {
    Scenario scenario;
    Luck luck{5, 0};
    Slab<Visitor> visitors;
    Lines lines;

    static Scenario one_station(OrderWithin within, int classes) {
        Scenario scenario;
        for (int k = 0; k < classes; ++k) scenario.classes.push_back({"c" + std::to_string(k), {}});
        Station station;
        station.within = within;
        if (classes > 1) station.classes.resize(static_cast<std::size_t>(classes));
        scenario.stations.push_back(station);
        return scenario;
    }
    explicit Waiting(OrderWithin within, int classes = 1)
        : scenario(one_station(within, classes)), lines(scenario, luck, visitors) {}

    Index person(double joined_s, double work_s = 0) {
        const Index place = visitors.claim();
        visitors[place] = Visitor{};
        visitors[place].joined_s = joined_s;
        visitors[place].work_s = work_s;
        visitors[place].at.visit = ++last_;
        return place;
    }
    Index joins(double joined_s, double work_s = 0) {
        const Index place = person(joined_s, work_s);
        lines.join(place, 0);
        return place;
    }
    std::vector<Index> all_in_order() {
        std::vector<Index> order;
        for (Index next = lines.next(0); next != none; next = lines.next(0)) order.push_back(next), lines.leave(next);
        return order;
    }

  private:
    std::uint64_t last_ = 0;
};
}  // namespace

TEST_CASE("first come, last come: who leaves from the middle, the head or the tail changes nothing for the others") {
    for (const OrderWithin within : {OrderWithin::fifo, OrderWithin::lifo}) {
        Waiting hall(within);
        std::vector<Index> people;
        for (int k = 0; k < 6; ++k) people.push_back(hall.joins(k));
        for (const std::size_t gone : {2u, 0u, 5u}) hall.lines.leave(people[gone]);
        std::vector<Index> expected = {people[1], people[3], people[4]};
        if (within == OrderWithin::lifo) std::reverse(expected.begin(), expected.end());
        CHECK(hall.lines.waiting(0) == 3);
        CHECK(hall.all_in_order() == expected);
        CHECK(hall.lines.waiting_at(0) == 0);
        const Index again = hall.joins(9);  // an emptied line begins anew
        CHECK(hall.all_in_order() == std::vector<Index>{again});
    }
}

TEST_CASE("shortest first: sorted by work however people join and leave") {
    std::mt19937_64 random(1);
    Waiting hall(OrderWithin::shortest_first);
    std::vector<Index> inside;
    for (int step = 0; step < 2000; ++step) {
        if (inside.empty() || random() % 3 != 0) {
            inside.push_back(hall.joins(step, static_cast<double>(random() % 50)));
        } else {
            const std::size_t gone = random() % inside.size();
            hall.lines.leave(inside[gone]);
            inside.erase(inside.begin() + static_cast<std::ptrdiff_t>(gone));
        }
        const auto shortest = std::min_element(inside.begin(), inside.end(), [&](Index a, Index b) {
            const Visitor &one = hall.visitors[a], &two = hall.visitors[b];
            return one.work_s != two.work_s ? one.work_s < two.work_s : one.joined_s < two.joined_s;
        });
        REQUIRE(hall.lines.next(0) == (inside.empty() ? none : *shortest));
    }
    const std::vector<Index> order = hall.all_in_order();
    CHECK(order.size() == inside.size());
    CHECK(std::is_sorted(order.begin(), order.end(),
                         [&](Index a, Index b) { return hall.visitors[a].work_s < hall.visitors[b].work_s; }));
}

// 3000 draws among 3: each 1000 +- 4.5 x sqrt(3000 x 2/9) = 116; a false alarm in 50,000.
TEST_CASE("at random: everyone as often, the same until somebody joins or leaves, and nobody twice") {
    Waiting hall(OrderWithin::random);
    int times[3] = {0, 0, 0};
    for (int round = 0; round < 3000; ++round) {
        std::vector<Index> people;
        for (int k = 0; k < 3; ++k) people.push_back(hall.joins(k));
        const Index next = hall.lines.next(0);
        CHECK(hall.lines.next(0) == next);
        ++times[std::find(people.begin(), people.end(), next) - people.begin()];
        std::vector<Index> order = hall.all_in_order();
        std::sort(order.begin(), order.end());
        std::sort(people.begin(), people.end());
        CHECK(order == people);
        for (const Index one : people) hall.visitors.remove(one);
    }
    for (const int count : times) CHECK(std::abs(count - 1000) < 116);
}

TEST_CASE("the interrupted go before all others, in the order of arrival, whatever the order of the line") {
    for (const OrderWithin within : {OrderWithin::fifo, OrderWithin::lifo, OrderWithin::random, OrderWithin::shortest_first}) {
        Waiting hall(within);
        const Index waits = hall.joins(0);
        const Index late = hall.person(3), early = hall.person(1), middle = hall.person(2), gone = hall.person(2.5);
        for (const Index one : {late, early, gone, middle}) hall.lines.join_again(one, 0);
        CHECK(hall.lines.interrupted(0) == 4);
        hall.lines.leave(gone);
        CHECK(hall.all_in_order() == std::vector<Index>{early, middle, late, waits});
        CHECK(hall.lines.interrupted(0) == 0);
        CHECK(hall.lines.waiting(0) == 0);
    }
}

TEST_CASE("a station that tells classes apart has a line for each; leaving one leaves the other") {
    Waiting hall(OrderWithin::fifo, 2);
    CHECK(hall.lines.count_of(0) == 2);
    const Index one = hall.person(0), two = hall.person(1);
    hall.lines.join(one, hall.lines.line_for(0, 0));
    hall.lines.join(two, hall.lines.line_for(0, 1));
    CHECK(hall.lines.waiting_at(0) == 2);
    hall.lines.leave(one);
    CHECK(hall.lines.next(0) == none);
    CHECK(hall.lines.next(1) == two);
    CHECK(Waiting(OrderWithin::fifo, 1).lines.count_of(0) == 1);
}

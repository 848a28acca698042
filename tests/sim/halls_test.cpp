#include "sim/halls.hpp"

#include <doctest/doctest.h>

#include "tests/sim/diary.hpp"
#include "tests/sim/town.hpp"

using namespace counterless;

namespace {
// One counter of fixed service time, driven by hand.
struct Hall {
    Scenario scenario;
    Luck luck{1, 0};
    EventQueue events;
    Diary diary;
    Halls halls;

    static Scenario one_counter(int agents, double service_s, Law patience, int capacity) {
        Scenario scenario;
        scenario.stations.push_back({.id = "counter",
                                     .centre = 0,
                                     .agents = agents,
                                     .service = deterministic(service_s),
                                     .patience = patience,
                                     .capacity = capacity});
        scenario.centres.push_back({.id = "hall", .path = {0}});
        return scenario;
    }
    explicit Hall(int agents, double service_s, Law patience = never(), int capacity = -1)
        : scenario(one_counter(agents, service_s, patience, capacity)), halls(scenario, luck, events, diary) {
        halls.staff(0, 0, agents);
    }
    std::uint32_t comes(double now_s) {
        const std::uint32_t visitor = halls.enter();
        halls.visitors[visitor].who = next_++;
        halls.visitors[visitor].centre = halls.visitors[visitor].at.station = 0;
        last = halls.admit(now_s, visitor);
        return visitor;
    }
    // Handles what is due, as the world would.
    void until(double time_s) {
        while (!events.empty() && events.top().time_s <= time_s) {
            const Event event = events.pop();
            if (event.kind() == EventKind::service_ends) {
                if (!halls.service_ends(event)) continue;
                halls.complete(event.time_s, event.subject);
                halls.release(event.time_s, event.subject);
                halls.visitors.remove(event.subject);
            } else if (halls.gives_up(event)) {
                halls.visitors.remove(event.subject);
            }
        }
    }
    Admission last{};

  private:
    std::uint64_t next_ = 0;  // everyone has luck of his own
};
}  // namespace

TEST_CASE("one counter serves in the order of arrival") {
    Hall hall(1, 10);
    hall.comes(0), hall.comes(1), hall.comes(2);
    hall.until(100);
    CHECK(hall.diary.lines == std::vector<std::string>{"0 arrives at 0", "0 begins at 0 after 0", "1 arrives at 0",
                                                       "2 arrives at 0", "10 ends at 0 after 0 and 10", "10 begins at 0 after 9",
                                                       "20 ends at 0 after 9 and 10", "20 begins at 0 after 18",
                                                       "30 ends at 0 after 18 and 10"});
}

TEST_CASE("who gives up in the middle of the line leaves the others in order") {
    Hall hall(1, 100, deterministic(30));
    hall.comes(0), hall.comes(1), hall.comes(2), hall.comes(3);
    hall.until(32);  // the first two in line gave up at 31 and 32
    CHECK(hall.diary.lines.back() == "32 gives up at 0 after 30");
    hall.until(99);
    CHECK(hall.diary.lines.back() == "33 gives up at 0 after 30");
    hall.comes(99);
    hall.until(100);
    CHECK(hall.diary.lines.back() == "100 begins at 0 after 1");
}

TEST_CASE("patience that ends during service, or after its owner left, moves nobody") {
    Hall hall(1, 20, deterministic(25));
    hall.comes(0);
    hall.comes(1);  // begins at 20, patience would end at 26
    hall.until(20);
    hall.until(39);
    CHECK(hall.halls.visitors.present() == 1);
    hall.until(40);
    CHECK(hall.halls.visitors.present() == 0);
    hall.comes(41);  // takes the same place in the slab
    hall.comes(42);
    hall.until(200);
    int given_up = 0;
    for (const std::string& line : hall.diary.lines) given_up += line.find("gives up") != std::string::npos;
    CHECK(given_up == 0);
}

TEST_CASE("a full place refuses; capacity counts line and service together") {
    Hall hall(1, 10, never(), 2);
    hall.comes(0);
    CHECK(hall.last == Admission::begun);
    hall.comes(1);
    CHECK(hall.last == Admission::waiting);
    hall.comes(2);
    CHECK(hall.last == Admission::full);
    hall.until(10);
    hall.comes(11);
    CHECK(hall.last == Admission::waiting);
}

TEST_CASE("nobody serves: everyone waits until agents come; fewer agents than busy finish what they began") {
    Hall hall(0, 10);
    hall.comes(0), hall.comes(1), hall.comes(2);
    hall.until(50);
    CHECK(hall.diary.lines.size() == 3);
    hall.halls.staff(50, 0, 2);
    CHECK(hall.diary.lines.back() == "50 begins at 0 after 49");
    hall.halls.staff(55, 0, 0);
    hall.until(70);
    CHECK(hall.diary.lines.back() == "60 ends at 0 after 49 and 10");
    CHECK(hall.halls.visitors.present() == 1);  // the third still waits
    hall.halls.staff(80, 0, 1);
    CHECK(hall.diary.lines.back() == "80 begins at 0 after 78");
}

TEST_CASE("a desk that serves by the transaction takes the sum, stretched by each service's own factor") {
    Hall hall(1, 10);
    hall.scenario.stations[0].unit = ServiceUnit::transaction;
    hall.scenario.services.resize(2);
    hall.scenario.services[1].counter_time_factor = 3;
    const Index second = hall.halls.transactions.add({2, 1, none, none, false, false});
    const Index first = hall.halls.transactions.add({1, 0, second, false, false});
    const std::uint32_t visitor = hall.halls.enter();
    Visitor& person = hall.halls.visitors[visitor];
    person.who = 1;
    person.at.station = 0;
    person.first = first;
    hall.halls.admit(0, visitor);
    CHECK(hall.events.top().time_s == doctest::Approx(40));
}

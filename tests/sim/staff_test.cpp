#include "sim/staff.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "sim/record.hpp"

using namespace counterless;

namespace {
struct Able final : Deaf {
    int agents = 0, occupied_by = 0;
    void staffed(double, Index, Index, int number, int) override { agents = number; }
    void occupied(double, Index, Index, int number) override { occupied_by = number; }
};

// One station of several pools, everybody idle; customers are numbers.
struct House {
    Scenario scenario;
    Luck luck{3, 0};
    EventQueue events;
    Able able;
    Staff staff;

    static Scenario of(std::vector<Pool> pools, AgentChoice choice, int classes) {
        Scenario scenario;
        for (int k = 0; k < classes; ++k) scenario.classes.push_back({"c", {}});
        Station station;
        station.choice = choice;
        station.pools = std::move(pools);
        scenario.stations.push_back(station);
        return scenario;
    }
    explicit House(std::vector<Pool> pools, AgentChoice choice = AgentChoice::longest_idle, int classes = 1)
        : scenario(of(std::move(pools), choice, classes)), staff(scenario, luck, events, able) {}
    Server take(Server server, Index klass = 0) {
        staff.take(server, 7, klass);
        return server;
    }
    void is_free(double now_s, Server server) {
        if (staff.finish(now_s, server)) staff.rest(now_s, server);
    }
};
Pool pool_of(int agents, double until_s = 1000) {
    Pool pool;
    pool.duties = {{0, until_s, agents, {}}};
    return pool;
}
Pool with_skill(Pool pool, Skill skill) {
    pool.skills.push_back(skill);
    return pool;
}
}  // namespace

TEST_CASE("the longest idle is next: who rests goes to the end, who leaves from the middle breaks no chain") {
    House house({pool_of(3)});
    house.staff.begin_duty(0, 0);
    const Server first = house.take(house.staff.find(0, 0)), second = house.take(house.staff.find(0, 0));
    const Server third = house.take(house.staff.find(0, 0));
    CHECK_FALSE(house.staff.find(0, 0).found());
    house.is_free(1, second), house.is_free(2, third), house.is_free(3, first);
    CHECK(house.staff.find(0, 0).agent == second.agent);
    house.take(third);  // from the middle
    CHECK(house.take(house.staff.find(0, 0)).agent == second.agent);
    CHECK(house.take(house.staff.find(0, 0)).agent == first.agent);
    CHECK(house.staff.team(0).idle == 0);
}

TEST_CASE("of two pools: the longest idle, the fastest, the least skilled, or the preferred") {
    const Pool slow = with_skill(with_skill(pool_of(1), {.klass = 0, .speed = 1, .customer_prefers = 2}), {.klass = 1});
    const Pool fast = with_skill(pool_of(1), {.klass = 0, .speed = 2, .customer_prefers = 1});
    const auto chosen = [&](AgentChoice choice, const Pool& one, const Pool& two) {
        House house({one, two}, choice, 2);
        house.staff.begin_duty(0, 0);
        house.staff.begin_duty(1, 1);  // idle since later
        return house.staff.find(0, 0).team;
    };
    CHECK(chosen(AgentChoice::longest_idle, slow, fast) == 0);
    CHECK(chosen(AgentChoice::longest_idle, fast, slow) == 0);
    CHECK(chosen(AgentChoice::fastest, slow, fast) == 1);
    CHECK(chosen(AgentChoice::least_skilled, slow, fast) == 1);
    CHECK(chosen(AgentChoice::preferred, slow, fast) == 1);
    CHECK(chosen(AgentChoice::fastest, slow, slow) == 0);  // a tie: the longest idle
}

// 900 choices of one among three in two pools: each 300 +- 4.5 x sqrt(200) = 64; a false alarm in 50,000.
TEST_CASE("at random: every free agent as often, whatever his pool") {
    House house({pool_of(1), pool_of(2)}, AgentChoice::random);
    house.staff.begin_duty(0, 0), house.staff.begin_duty(0, 1);
    std::map<Index, int> times;
    for (int k = 0; k < 900; ++k) ++times[house.staff.find(0, 0).agent];
    CHECK(times.size() == 3);
    for (const auto& [agent, count] : times) CHECK(std::abs(count - 300) < 64);
}

TEST_CASE("reserve: a class is served only while more than so many are free; the others to the last") {
    House house({with_skill(with_skill(pool_of(2), {.klass = 0}), {.klass = 1, .reserve = 1})}, AgentChoice::longest_idle, 3);
    house.staff.begin_duty(0, 0);
    CHECK(house.staff.find(0, 1).found());
    house.take(house.staff.find(0, 0));
    CHECK_FALSE(house.staff.find(0, 1).found());
    CHECK(house.staff.find(0, 0).found());
    CHECK_FALSE(house.staff.find(0, 2).found());  // has not learnt it
}

TEST_CASE("numbers within a pool are given again only when their owner has gone") {
    Pool pool = pool_of(2, 10);
    pool.duties.push_back({5, 20, 2, {}});
    pool.duties.push_back({10, 30, 3, {}});
    House house({pool});
    const auto numbers = [&] {
        std::set<std::uint32_t> seen;
        for (const Index agent : house.staff.team(0).members) seen.insert(house.staff.agent(agent).number);
        return seen;
    };
    house.staff.begin_duty(0, 0);
    house.staff.begin_duty(5, 1);
    CHECK(numbers() == std::set<std::uint32_t>{0, 1, 2, 3});
    house.staff.end_duty(10, 0);
    house.staff.begin_duty(10, 2);
    CHECK(numbers() == std::set<std::uint32_t>{0, 1, 2, 3, 4});
    CHECK(house.able.agents == 5);
}

TEST_CASE("who finishes after his shift works, but is no longer on duty") {
    House house({pool_of(2, 10)});
    house.staff.begin_duty(0, 0);
    const Server busy = house.take(house.staff.find(0, 0));
    CHECK(house.staff.on_duty(0) == 2);
    CHECK(house.staff.end_duty(10, 0).empty());  // by the rule `finish` nobody is relieved
    CHECK(house.staff.on_duty(0) == 0);
    CHECK(house.able.agents == 1);
    CHECK_FALSE(house.staff.finish(12, busy));
    CHECK(house.able.agents == 0);
    CHECK(house.staff.team(0).members.empty());
}

TEST_CASE("fewer agents than are busy leave as they finish; called back before that, they stay") {
    House house({});
    house.staff.set(0, 0, 2);
    const Server one = house.take(house.staff.find(0, 0)), two = house.take(house.staff.find(0, 0));
    house.staff.set(1, 0, 0);
    CHECK(house.staff.on_duty(0) == 0);
    house.staff.set(2, 0, 1);
    CHECK(house.staff.on_duty(0) == 1);
    CHECK_FALSE(house.staff.finish(3, one));
    CHECK(house.staff.finish(4, two));
    house.staff.rest(4, two);
    CHECK(house.staff.find(0, 0).agent == two.agent);
}

TEST_CASE("papers keep an agent busy without a customer, and then his break") {
    Pool pool = pool_of(1, 100);
    pool.after_service = deterministic(4);
    pool.duties[0].breaks = {{1, 1, 5}};
    House house({pool});
    house.staff.begin_duty(0, 0);
    const Server agent = house.take(house.staff.find(0, 0));
    house.staff.break_due(1, house.events.pop());
    CHECK_FALSE(house.staff.finish(2, agent));
    CHECK(house.able.occupied_by == 1);
    const Event papers = house.events.pop();
    CHECK(papers.time_s == 6);
    CHECK_FALSE(house.staff.papers_done(6, papers));
    CHECK(house.able.occupied_by == 0);
    CHECK(house.able.agents == 0);
    const Event over = house.events.pop();
    CHECK(over.time_s == 11);
    CHECK(house.staff.back_from_break(11, over));
    CHECK_FALSE(house.staff.back_from_break(11, over));  // the same again is stale
    CHECK(house.able.agents == 1);
}

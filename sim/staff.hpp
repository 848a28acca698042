// sim/staff.hpp: who serves. Agents by pool: on duty or not, idle, busy, at their papers, on a break, at a desk that is down.
// A pool without duties has a number of agents that the world may change (`set`); one with duties has agents who come and go by
// the calendar. Idle agents stand in a chain, the longest idle first. An unlimited pool has no agents by name: it always serves.
// Staff decides who is free and who may go; whom he serves next is sim/halls' business. Every call that could leave a customer
// standing says so. Tested in tests/sim/staff_test.cpp.
#pragma once

#include <vector>

#include "models/luck.hpp"
#include "sim/event_queue.hpp"
#include "sim/record.hpp"
#include "sim/slab.hpp"

namespace counterless {

enum class AgentState : std::uint8_t { idle, busy, held, wrapping, on_break, down, gone };

struct Agent {
    Index team = none;
    Index visitor = none;                // whom he serves (the first of a batch), or who stands at his broken desk
    Index before = none, behind = none;  // neighbours among the idle
    Index duty = none;
    Index klass = none;        // of his last customer
    std::uint32_t number = 0;  // within the pool
    std::uint32_t owner = 0;   // changes when this place is another's: dates events of his whole duty
    std::uint32_t task = 0;    // changes with what he does: dates events of the present task
    double idle_since_s = 0;
    double up_left_s = infinite;  // busy time until the next breakdown, where the clock runs while he serves
    double break_s = 0;           // length of the break that is due; 0: none
    AgentState state = AgentState::gone;
    bool leaves = false, fails_next = false;  // as soon as he is free
};

struct Server {
    Index team = none, agent = none;  // agent: none in an unlimited pool
    [[nodiscard]] bool found() const { return team != none; }
};

struct Team {  // the moving part of a pool
    Index station = none, number = 0;
    const Pool* rules = nullptr;
    Index idle_first = none, idle_last = none;
    int idle = 0, busy = 0, able = 0, occupied = 0, repairing = 0;
    int surplus = 0;      // how many must leave as soon as they are free
    int leaving = 0;      // whose shift is over, and who finish what they began
    int endless = 0;      // unlimited duties now
    bool down = false;    // the whole station
    bool present = true;  // reported as on duty: a plain pool goes home when its centre has emptied
    std::vector<Index> members = {};
    std::vector<Index> broken = {};           // wait for a repairer
    std::vector<std::uint32_t> numbers = {};  // of agents who have gone, a heap: the lowest is given to the next who comes
    std::uint32_t numbers_given = 0;
    std::uint64_t draws = 0;
};

class Staff {
  public:
    Staff(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder);

    [[nodiscard]] Index first_team(Index station) const { return first_[station]; }
    [[nodiscard]] Index last_team(Index station) const { return first_[station + 1]; }  // one behind
    [[nodiscard]] const Team& team(Index team) const { return teams_[team]; }
    Agent& agent(Index agent) { return agents_[agent]; }
    [[nodiscard]] const Agent& agent(Index agent) const { return agents_[agent]; }
    [[nodiscard]] const Skill* skill(Index team, Index klass) const { return skills_[team * classes_ + klass]; }  // null: none
    // Who may take another customer, now or after what he does; unlimited counts as such.
    [[nodiscard]] int on_duty(Index station) const;
    [[nodiscard]] int on_duty_of(Index team) const;
    [[nodiscard]] bool can_work(Index team) const { return !teams_[team].down; }

    // A free agent for this class by the station's rule; none if there is none.
    Server find(Index station, Index klass);
    [[nodiscard]] bool may_serve(Index team, Index klass, int free) const;  // has the skill, and the reserve is kept
    // The same for a station of one pool that can do everything.
    [[nodiscard]] Server find_plain(Index station) const {
        const Team& team = teams_[first_[station]];
        if (team.idle > 0) return {first_[station], team.idle_first};
        return team.endless > 0 ? Server{first_[station], none} : Server{};
    }
    void take_plain(Server server, Index visitor) {
        Team& team = teams_[server.team];
        ++team.busy;
        if (server.agent == none) return;
        Agent& agent = agents_[server.agent];
        team.idle_first = agent.behind;  // it was the first
        (agent.behind == none ? team.idle_last : agents_[agent.behind].before) = none;
        --team.idle;
        agent.state = AgentState::busy;
        agent.visitor = visitor;
    }
    // One customer goes, the next one comes, the same agent: false if he must leave instead.
    bool goes_on_plain(Server server, Index visitor) {
        if (teams_[server.team].surplus > 0 || (server.agent == none && teams_[server.team].endless == 0)) return false;
        if (server.agent != none) agents_[server.agent].visitor = visitor;
        return true;
    }
    // Idle or free to busy. `task` of the agent changes.
    void take(Server server, Index visitor, Index klass);
    // He is free. True: he can take another customer at once (then `take` or `rest` must follow); false: he has something else to
    // do or has gone.
    bool finish(double now_s, Server server);
    void rest(double now_s, Server server);
    void interrupt(Server server);  // his customer is taken away; the agent is neither idle nor busy until something follows
    void hold(double now_s, Server server, bool held);  // keeps his desk though nobody is served: counts as occupied
    void wait_for_system(Server server, bool waits);    // a system works for his customer: he is not to be interrupted
    double setup_s(Index team);
    [[nodiscard]] Index station_of_duty(Index duty) const { return teams_[duties_[duty].team].station; }
    void report(double now_s, Index team);

    // Plain pools: on duty by the doors, not by shifts.
    void set(double now_s, Index station, int agents);
    void hire(Index station);  // those its pools state, at the beginning
    void present(double now_s, Index station, bool present);
    // Duties. end_duty names the agents whose customers must be relieved (hand_over, drop); the caller finishes them.
    void announce_duties();
    Index begin_duty(double now_s, Index duty);  // where
    std::vector<Index> end_duty(double now_s, Index duty);
    // Breaks and after-service work. True: he can take a customer now.
    void break_due(double now_s, const Event& event);
    bool back_from_break(double now_s, const Event& event);
    bool papers_done(double now_s, const Event& event);
    // Breakdowns of one agent. `breaks` says whether it happens now (then the caller pauses his customer, if any).
    void begin_work(double now_s, Index agent, double until_s);  // announces a breakdown within this service
    void worked(Index agent, double busy_s);                     // what the clock of a busy desk has run
    bool breaks(double now_s, const Event& event);
    bool repaired(double now_s, const Event& event);  // false: stale
    bool returns_to_work(double now_s, Index agent);  // after a repair without a customer: as `finish`
    // Of a whole station.
    void station_down(double now_s, Index team, bool down);
    void announce_station_breakdown(double now_s, Index team);
    double station_repair_s(Index team);

  private:
    struct DutyOf {
        Index team;
        const Duty* duty;
    };
    void add_team(Index station, Index number, const Pool& pool);
    void set_team(double now_s, Index team, int agents);
    [[nodiscard]] int crew(Index team) const { return static_cast<int>(teams_[team].members.size()) - teams_[team].surplus; }
    Index come(double now_s, Index team, Index duty);
    std::uint32_t give_number(Team& team);
    void go(double now_s, Index agent);
    void to_idle(double now_s, Index agent);
    void out_of_idle(Index agent);
    void go_on_break(double now_s, Index agent);
    void go_down(double now_s, Index agent);
    void start_repair(double now_s, Index team);
    void give_up_repair(double now_s, Index agent);
    void announce_breakdown(double now_s, Index agent);
    void announce_breaks(const Duty& duty, Index agent, int place, int agents);
    [[nodiscard]] bool better(const Station& station, Index klass, Index team, Index than) const;
    Server pick_random(Index station, Index klass);
    void change_able(double now_s, Index team, int by);
    double draw(Purpose purpose, Index team, const Law& law);

    const Scenario& scenario_;
    const Luck& luck_;
    EventQueue& events_;
    Recorder& recorder_;
    std::size_t classes_;
    std::vector<Pool> plain_;  // rules of stations that state no pools
    std::vector<Team> teams_;
    std::vector<Index> first_;          // by station, and one behind the last
    std::vector<const Skill*> skills_;  // by team and class
    std::vector<DutyOf> duties_;
    Slab<Agent> agents_;
};

}  // namespace counterless

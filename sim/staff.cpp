#include "sim/staff.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace counterless {
namespace {
const Skill everything{};  // what an agent without a list of skills brings to every class

bool takes_no_time(const Law& law) { return law.family == LawFamily::deterministic && law.a == 0; }
}  // namespace

Staff::Staff(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder)
    : scenario_(scenario),
      luck_(luck),
      events_(events),
      recorder_(recorder),
      classes_(std::max<std::size_t>(scenario.classes.size(), 1)),
      plain_(scenario.stations.size()) {
    for (Index station = 0; station < scenario.stations.size(); ++station) {
        first_.push_back(static_cast<Index>(teams_.size()));
        const std::vector<Pool>& pools = scenario.stations[station].pools;
        if (pools.empty()) add_team(station, 0, plain_[station]);
        for (Index pool = 0; pool < pools.size(); ++pool) add_team(station, pool, pools[pool]);
    }
    first_.push_back(static_cast<Index>(teams_.size()));
}

void Staff::add_team(Index station, Index number, const Pool& pool) {
    const auto team = static_cast<Index>(teams_.size());
    teams_.push_back({.station = station, .number = number, .rules = &pool, .present = !pool.duties.empty()});
    for (Index klass = 0; klass < classes_; ++klass) {
        const Skill* found = pool.skills.empty() ? &everything : nullptr;
        for (const Skill& skill : pool.skills)
            if (skill.klass == klass) found = &skill;
        skills_.push_back(found);
    }
    for (const Duty& duty : pool.duties) duties_.push_back({team, &duty});
}

double Staff::draw(Purpose purpose, Index team, const Law& law) {
    if (takes_no_time(law)) return 0;
    const std::uint64_t number = teams_[team].draws++;
    return quantile(law, luck_.at(purpose, (std::uint64_t{team} << 32) | (number >> 24), number & 0xffffff).u);
}

// ---- who is free
// -----------------------------------------------------------------------------------------------------------------

int Staff::on_duty(Index station) const {
    int sum = 0;
    for (Index t = first_team(station); t < last_team(station); ++t) {
        if (teams_[t].endless > 0) return unlimited;
        sum += on_duty_of(t);
    }
    return sum;
}

int Staff::on_duty_of(Index t) const {
    const Team& team = teams_[t];
    return team.endless > 0 ? unlimited : static_cast<int>(team.members.size()) - team.surplus - team.leaving;
}

bool Staff::may_serve(Index team, Index klass, int free) const {
    const Skill* known = skill(team, klass);
    return known != nullptr && free > known->reserve && !teams_[team].down;
}

Server Staff::find(Index station, Index klass) {
    if (scenario_.stations[station].choice == AgentChoice::random) return pick_random(station, klass);
    Index best = none;
    for (Index t = first_team(station); t < last_team(station); ++t) {
        const Team& team = teams_[t];
        if (team.idle == 0 && team.endless == 0) continue;
        if (!may_serve(t, klass, team.endless > 0 ? unlimited : team.idle)) continue;
        if (best == none || better(scenario_.stations[station], klass, t, best)) best = t;
    }
    if (best == none) return {};
    return {best, teams_[best].endless > 0 ? none : teams_[best].idle_first};
}

// Ties by the longest idle.
bool Staff::better(const Station& station, Index klass, Index team, Index than) const {
    const Skill &one = *skill(team, klass), &other = *skill(than, klass);
    if (station.choice == AgentChoice::fastest && one.speed != other.speed) return one.speed > other.speed;
    if (station.choice == AgentChoice::preferred && one.customer_prefers != other.customer_prefers)
        return one.customer_prefers < other.customer_prefers;
    const auto skills_of = [&](Index t) { return teams_[t].rules->skills.empty() ? classes_ : teams_[t].rules->skills.size(); };
    if (station.choice == AgentChoice::least_skilled && skills_of(team) != skills_of(than))
        return skills_of(team) < skills_of(than);
    if (teams_[team].idle_first == none || teams_[than].idle_first == none) return teams_[team].idle_first != none;
    return agents_[teams_[team].idle_first].idle_since_s < agents_[teams_[than].idle_first].idle_since_s;
}

Server Staff::pick_random(Index station, Index klass) {
    int free = 0;
    for (Index t = first_team(station); t < last_team(station); ++t)
        if (may_serve(t, klass, teams_[t].endless > 0 ? unlimited : teams_[t].idle)) {
            if (teams_[t].endless > 0) return {t, none};
            free += teams_[t].idle;
        }
    if (free == 0) return {};
    const Index any = first_team(station);
    const std::uint64_t number = teams_[any].draws++;
    const double u = luck_.at(Purpose::agent_choice, (std::uint64_t{any} << 32) | (number >> 24), number & 0xffffff).u;
    int place = static_cast<int>(u * free);
    for (Index t = any; t < last_team(station); ++t) {
        if (!may_serve(t, klass, teams_[t].idle)) continue;
        if (place >= teams_[t].idle) {
            place -= teams_[t].idle;
            continue;
        }
        Index agent = teams_[t].idle_first;
        while (place-- > 0) agent = agents_[agent].behind;
        return {t, agent};
    }
    return {};
}

void Staff::take(Server server, Index visitor, Index klass) {
    ++teams_[server.team].busy;
    if (server.agent == none) return;
    Agent& agent = agents_[server.agent];
    if (agent.state == AgentState::idle) out_of_idle(server.agent);
    agent.state = AgentState::busy;
    agent.visitor = visitor;
    agent.klass = klass;
    ++agent.task;
}

void Staff::interrupt(Server server) {
    --teams_[server.team].busy;
    if (server.agent == none) return;
    agents_[server.agent].visitor = none;
    ++agents_[server.agent].task;
}

bool Staff::finish(double now_s, Server server) {
    interrupt(server);
    Team& team = teams_[server.team];
    if (server.agent == none) return team.endless > 0 && !team.down;
    Agent& agent = agents_[server.agent];
    const double papers_s = draw(Purpose::after_service, server.team, team.rules->after_service);
    if (papers_s <= 0) return returns_to_work(now_s, server.agent);
    agent.state = AgentState::wrapping;
    recorder_.occupied(now_s, team.station, team.number, ++team.occupied);
    events_.push(now_s + papers_s, Rank::departure, EventKind::papers_done, server.agent, agent.task);
    return false;
}

// Free again: unless he leaves, breaks down, or has a break to take.
bool Staff::returns_to_work(double now_s, Index number) {
    Agent& agent = agents_[number];
    Team& team = teams_[agent.team];
    if (agent.leaves || team.surplus > 0) {
        if (!agent.leaves) --team.surplus;
        go(now_s, number);
        return false;
    }
    if (agent.fails_next) return go_down(now_s, number), false;
    if (agent.break_s > 0) return go_on_break(now_s, number), false;
    if (!team.down) return true;
    to_idle(now_s, number);  // nobody finds him until the station is up again
    return false;
}

bool Staff::papers_done(double now_s, const Event& event) {
    Agent& agent = agents_[event.subject];
    if (agent.state != AgentState::wrapping || (agent.task & 0xffffffu) != event.stamp()) return false;
    Team& team = teams_[agent.team];
    recorder_.occupied(now_s, team.station, team.number, --team.occupied);
    ++agent.task;
    return returns_to_work(now_s, event.subject);
}

void Staff::rest(double now_s, Server server) {
    if (server.agent != none) to_idle(now_s, server.agent);
}

void Staff::wait_for_system(Server server, bool waits) {
    if (server.agent != none) agents_[server.agent].state = waits ? AgentState::held : AgentState::busy;
}
void Staff::hold(double now_s, Server server, bool held) {
    wait_for_system(server, held);
    Team& team = teams_[server.team];
    team.occupied += held ? 1 : -1;
    recorder_.occupied(now_s, team.station, team.number, team.occupied);
}
double Staff::setup_s(Index team) { return draw(Purpose::after_service, team, teams_[team].rules->setup); }

void Staff::to_idle(double now_s, Index number) {
    Agent& agent = agents_[number];
    Team& team = teams_[agent.team];
    agent.state = AgentState::idle;
    agent.idle_since_s = now_s;
    agent.before = team.idle_last;
    agent.behind = none;
    (team.idle_last == none ? team.idle_first : agents_[team.idle_last].behind) = number;
    team.idle_last = number;
    ++team.idle;
}

void Staff::out_of_idle(Index number) {
    const Agent& agent = agents_[number];
    Team& team = teams_[agent.team];
    (agent.before == none ? team.idle_first : agents_[agent.before].behind) = agent.behind;
    (agent.behind == none ? team.idle_last : agents_[agent.behind].before) = agent.before;
    --team.idle;
}

// ---- coming and going
// ------------------------------------------------------------------------------------------------------------

void Staff::report(double now_s, Index number) {
    const Team& team = teams_[number];
    const int able = !team.present || team.down ? 0 : team.able;
    const int paid = team.present ? static_cast<int>(team.members.size()) : 0;
    recorder_.staffed(now_s, team.station, team.number, able, paid);
}

void Staff::change_able(double now_s, Index team, int by) {
    teams_[team].able += by;
    if (teams_[team].present) report(now_s, team);
}

// The lowest that nobody has, so that no two agents of a pool are taken for one, and a line before a counter finds its agent.
std::uint32_t Staff::give_number(Team& team) {
    if (team.numbers.empty()) return team.numbers_given++;
    std::pop_heap(team.numbers.begin(), team.numbers.end(), std::greater<>());
    const std::uint32_t number = team.numbers.back();
    team.numbers.pop_back();
    return number;
}

Index Staff::come(double now_s, Index team, Index duty) {
    const std::uint32_t number = give_number(teams_[team]);
    const Index place = agents_.claim();
    const std::uint32_t owner = agents_[place].owner + 1, task = agents_[place].task + 1;
    agents_[place] = {.team = team, .duty = duty, .number = number, .owner = owner, .task = task};
    teams_[team].members.push_back(place);
    ++teams_[team].able;
    to_idle(now_s, place);
    announce_breakdown(now_s, place);
    return place;
}

void Staff::go(double now_s, Index number) {
    Agent& agent = agents_[number];
    Team& team = teams_[agent.team];
    if (agent.state == AgentState::idle) out_of_idle(number);
    const bool able = agent.state != AgentState::on_break && agent.state != AgentState::down;
    if (agent.state == AgentState::down) give_up_repair(now_s, number);
    if (agent.leaves) --team.leaving;
    team.numbers.push_back(agent.number);
    std::push_heap(team.numbers.begin(), team.numbers.end(), std::greater<>());
    agent.state = AgentState::gone;
    ++agent.owner;
    ++agent.task;
    team.members.erase(std::find(team.members.begin(), team.members.end(), number));
    agents_.remove(number);
    change_able(now_s, agent.team, able ? -1 : 0);
}

void Staff::set(double now_s, Index station, int agents) { set_team(now_s, first_team(station), agents); }

void Staff::hire(Index station) {
    for (Index team = first_team(station); team < last_team(station); ++team)
        if (teams_[team].rules->duties.empty()) set_team(0, team, teams_[team].rules->agents);
}

void Staff::set_team(double now_s, Index number, int agents) {
    Team& team = teams_[number];
    if (agents == unlimited) {
        team.endless = 1;
        return;
    }
    const int present = crew(number);
    for (int i = present; i < agents; ++i) {
        if (team.surplus > 0)
            --team.surplus;
        else
            come(now_s, number, none);
    }
    for (int i = agents; i < present; ++i) {
        if (team.idle > 0)
            go(now_s, team.idle_last);
        else
            ++team.surplus;
    }
    if (team.present) report(now_s, number);
}

void Staff::present(double now_s, Index station, bool present) {
    for (Index t = first_team(station); t < last_team(station); ++t) {
        if (!teams_[t].rules->duties.empty()) continue;
        teams_[t].present = present;
        report(now_s, t);
    }
}

void Staff::announce_duties() {
    for (Index duty = 0; duty < duties_.size(); ++duty) {
        events_.push(duties_[duty].duty->from_s, Rank::shift_change, EventKind::duty_begins, duty);
        events_.push(duties_[duty].duty->until_s, Rank::shift_change, EventKind::duty_ends, duty);
    }
}

Index Staff::begin_duty(double now_s, Index number) {
    const auto [team, duty] = duties_[number];
    if (duty->agents == unlimited) {
        ++teams_[team].endless;
        return teams_[team].station;
    }
    if (teams_[team].rules->one_crew) {
        set_team(now_s, team, crew(team) + duty->agents);
        return teams_[team].station;
    }
    const double absence = teams_[team].rules->absence;
    for (int k = 0; k < duty->agents; ++k) {
        const auto which = static_cast<std::uint32_t>(k);
        if (absence > 0 && luck_.at(Purpose::absence, number, which).u < absence) continue;
        const Index agent = come(now_s, team, number);
        announce_breaks(*duty, agent, k, duty->agents);
    }
    report(now_s, team);
    return teams_[team].station;
}

std::vector<Index> Staff::end_duty(double now_s, Index number) {
    const auto [team_number, duty] = duties_[number];
    Team& team = teams_[team_number];
    if (duty->agents == unlimited) {
        --team.endless;
        return {};
    }
    if (team.rules->one_crew) {
        set_team(now_s, team_number, crew(team_number) - duty->agents);
        return {};
    }
    std::vector<Index> relieved;
    const std::vector<Index> members = team.members;
    for (const Index place : members) {
        Agent& agent = agents_[place];
        if (agent.duty != number) continue;
        const bool serves = agent.visitor != none && agent.state != AgentState::held;
        if (agent.state == AgentState::idle || agent.state == AgentState::on_break ||
            (agent.state == AgentState::down && !serves)) {
            go(now_s, place);
            continue;
        }
        agent.leaves = true;
        ++team.leaving;
        if (serves && team.rules->end != EndOfShift::finish) relieved.push_back(place);
    }
    return relieved;
}

// ---- breaks
// ----------------------------------------------------------------------------------------------------------------------

// Staggered over the window, so that the counter is never empty at once.
void Staff::announce_breaks(const Duty& duty, Index agent, int place, int agents) {
    for (std::size_t b = 0; b < duty.breaks.size(); ++b) {
        const Break& one = duty.breaks[b];
        const double begin_s = one.from_s + (one.until_s - one.from_s) * place / agents;
        const std::uint32_t owner = agents_[agent].owner & 0xffffu;
        events_.push(begin_s, Rank::shift_change, EventKind::break_due, agent, (owner << 8) | static_cast<std::uint32_t>(b));
    }
}

void Staff::break_due(double now_s, const Event& event) {
    Agent& agent = agents_[event.subject];
    if (agent.state == AgentState::gone || (agent.owner & 0xffffu) != event.stamp() >> 8) return;
    agent.break_s += duties_[agent.duty].duty->breaks[event.stamp() & 0xffu].length_s;
    if (agent.state == AgentState::idle) go_on_break(now_s, event.subject);
}

void Staff::go_on_break(double now_s, Index number) {
    Agent& agent = agents_[number];
    if (agent.state == AgentState::idle) out_of_idle(number);
    agent.state = AgentState::on_break;
    ++agent.task;
    events_.push(now_s + agent.break_s, Rank::shift_change, EventKind::break_over, number, agent.task);
    agent.break_s = 0;
    change_able(now_s, agent.team, -1);
}

bool Staff::back_from_break(double now_s, const Event& event) {
    Agent& agent = agents_[event.subject];
    if (agent.state != AgentState::on_break || (agent.task & 0xffffffu) != event.stamp()) return false;
    change_able(now_s, agent.team, 1);
    agent.state = AgentState::wrapping;  // neither idle nor busy until it is known what he does
    ++agent.task;
    return returns_to_work(now_s, event.subject);
}

// ---- breakdowns
// ------------------------------------------------------------------------------------------------------------------

void Staff::announce_breakdown(double now_s, Index number) {
    Agent& agent = agents_[number];
    const auto& rule = teams_[agent.team].rules->breakdown;
    if (!rule || rule->together) return;
    const double up_s = draw(Purpose::breakdown, agent.team, rule->up);
    if (rule->while_busy)
        agent.up_left_s = up_s;
    else
        events_.push(now_s + up_s, Rank::knob, EventKind::agent_breaks, number, agent.owner);
}

// Where the clock runs only while he serves, the breakdown is announced with the service in which it falls.
void Staff::begin_work(double now_s, Index number, double until_s) {
    if (number == none) return;
    const Agent& agent = agents_[number];
    if (now_s + agent.up_left_s < until_s)
        events_.push(now_s + agent.up_left_s, Rank::knob, EventKind::agent_breaks, number, agent.task);
}
void Staff::worked(Index number, double busy_s) {
    if (number != none) agents_[number].up_left_s = std::max(0.0, agents_[number].up_left_s - busy_s);  // rounding
}

bool Staff::breaks(double now_s, const Event& event) {
    Agent& agent = agents_[event.subject];
    const bool busy_clock =
        agent.team != none && teams_[agent.team].rules->breakdown && teams_[agent.team].rules->breakdown->while_busy;
    const std::uint32_t stamp = busy_clock ? agent.task : agent.owner;
    if (agent.state == AgentState::gone || (stamp & 0xffffffu) != event.stamp()) return false;
    if (agent.state == AgentState::wrapping || agent.state == AgentState::on_break || agent.state == AgentState::held) {
        agent.fails_next = true;  // found out when he comes back to the desk
        return false;
    }
    go_down(now_s, event.subject);
    return true;
}

void Staff::go_down(double now_s, Index number) {
    Agent& agent = agents_[number];
    if (agent.state == AgentState::idle) out_of_idle(number);
    agent.state = AgentState::down;
    agent.fails_next = false;
    ++agent.task;
    teams_[agent.team].broken.push_back(number);
    change_able(now_s, agent.team, -1);
    start_repair(now_s, agent.team);
}

void Staff::start_repair(double now_s, Index number) {
    Team& team = teams_[number];
    const Breakdown& rule = *team.rules->breakdown;
    while (team.repairing < rule.repairers && !team.broken.empty()) {
        const Index agent = team.broken.front();
        team.broken.erase(team.broken.begin());
        ++team.repairing;
        const double repair_s = draw(Purpose::repair, number, rule.repair);
        events_.push(now_s + repair_s, Rank::knob, EventKind::agent_repaired, agent, agents_[agent].task);
    }
}

// His shift is over: the repairer is free for the next.
void Staff::give_up_repair(double now_s, Index number) {
    Team& team = teams_[agents_[number].team];
    const auto waits = std::find(team.broken.begin(), team.broken.end(), number);
    if (waits != team.broken.end()) {
        team.broken.erase(waits);
        return;
    }
    --team.repairing;
    start_repair(now_s, agents_[number].team);
}

bool Staff::repaired(double now_s, const Event& event) {
    Agent& agent = agents_[event.subject];
    if (agent.state != AgentState::down || (agent.task & 0xffffffu) != event.stamp()) return false;
    --teams_[agent.team].repairing;
    start_repair(now_s, agent.team);
    ++agent.task;
    change_able(now_s, agent.team, 1);
    agent.state = agent.visitor != none ? AgentState::busy : AgentState::wrapping;
    announce_breakdown(now_s, event.subject);
    return true;
}

double Staff::station_repair_s(Index team) { return draw(Purpose::repair, team, teams_[team].rules->breakdown->repair); }

void Staff::announce_station_breakdown(double now_s, Index team) {
    const auto& rule = teams_[team].rules->breakdown;
    if (rule && rule->together)
        events_.push(now_s + draw(Purpose::breakdown, team, rule->up), Rank::knob, EventKind::station_breaks, team);
}

void Staff::station_down(double now_s, Index team, bool down) {
    teams_[team].down = down;
    report(now_s, team);
}

}  // namespace counterless

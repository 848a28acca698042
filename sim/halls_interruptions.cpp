// sim/halls_interruptions.cpp: how a service is broken off and taken up again. Four reasons (a class of higher priority, the end
// of a shift, a break of the agent's desk, a break of the whole station) and one way: the announced end is outdated, what is left
// of the work is kept as the rule says, and the customer either stays at the desk (paused) or is the next of his class.
#include <algorithm>

#include "sim/halls.hpp"

namespace counterless {

// What is left to do, by the rule: the rest, all of it, or something new.
void Halls::stop_work(double now_s, std::uint32_t visitor, Interruption rule) {
    Visitor& person = visitors[visitor];
    const double rest_s = person.due_s - now_s;
    // What is left of a setup is not work: it is not taken along.
    if (rule == Interruption::resume)
        person.work_s = std::min(person.work_s, rest_s * staff_.skill(person.team, person.at.klass)->speed);
    if (rule == Interruption::restart) person.work_s = person.all_work_s;
    if (rule == Interruption::resample) {
        ++person.loops;
        person.work_s = -1;
    }
    if (person.agent != none && staff_.agent(person.agent).visitor == visitor)
        staff_.worked(person.agent, now_s - person.took_up_s);
    outdate(person);
    person.due_s = now_s;
    recorder_.interrupted(now_s, person.at);
}

void Halls::send_back(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    if (person.where == Where::in_service) stop_work(now_s, visitor, scenario_.stations[person.at.station].work);
    --desks_[person.at.station].serving;
    staff_.interrupt({person.team, person.agent});
    lines_.join_again(visitor, line_to_join(person));
    person.at.pool = person.at.agent = none;
}

// Whoever preempts does so also when he was handed over, or when a desk is repaired that serves a lower class.
void Halls::preempt_for_waiting(double now_s, Index station) {
    if (scenario_.stations[station].classes.empty()) return;
    bool some = false;
    for (Index line = lines_.first_of(station); line < lines_.first_of(station) + lines_.count_of(station); ++line)
        while (lines_.waiting(line) > 0) {
            const Index visitor = lines_.next(line);
            if (visitors[visitor].called_back && may_preempt(visitors[visitor]) && !answers(now_s, visitor)) continue;
            const Server server = preempt(now_s, visitors[visitor]);
            if (!server.found()) break;
            const bool again = visitors[visitor].where == Where::again;
            lines_.leave(visitor);
            if (again) visitors[visitor].where = Where::again;
            begin(now_s, visitor, server);
            some = true;
        }
    if (some) serve_waiting(now_s, station);  // somebody else may be free for those interrupted
}

// ---- a higher class comes
// ----------------------------------------------------------------------------------------------------------

// Of the agents who can serve him: the one who serves the lowest class, and of those the one who began last.
Server Halls::agent_to_preempt(const Visitor& person) {
    const Treatment* treated = treatment(person);
    if (treated == nullptr || !treated->preempts) return {};
    const Index station = person.at.station;
    Server best;
    for (Index team = staff_.first_team(station); team < staff_.last_team(station); ++team) {
        if (staff_.skill(team, person.at.klass) == nullptr || !staff_.can_work(team)) continue;
        for (const Index agent : staff_.team(team).members) {
            if (staff_.agent(agent).state != AgentState::busy || staff_.agent(agent).leaves) continue;
            const Visitor& served = visitors[staff_.agent(agent).visitor];
            if (served.where != Where::in_service || treatment(served)->priority >= treated->priority) continue;
            if (best.found()) {
                const Visitor& other = visitors[staff_.agent(best.agent).visitor];
                const double lower = treatment(served)->priority - treatment(other)->priority;
                if (lower > 0 || (lower == 0 && served.took_up_s <= other.took_up_s)) continue;
            }
            best = {team, agent};
        }
    }
    return best;
}

bool Halls::may_preempt(const Visitor& person) { return agent_to_preempt(person).found(); }

Server Halls::preempt(double now_s, const Visitor& person) {
    const Server best = agent_to_preempt(person);
    if (best.found()) send_back(now_s, staff_.agent(best.agent).visitor);
    return best;
}

// ---- a desk is down
// ----------------------------------------------------------------------------------------------------------------

void Halls::pause(double now_s, Index agent) {
    for (Index one = staff_.agent(agent).visitor; one != none; one = visitors[one].behind) {
        if (visitors[one].where != Where::in_service) continue;
        stop_work(now_s, one, staff_.team(staff_.agent(agent).team).rules->breakdown->work);
        visitors[one].where = Where::paused;
    }
}

void Halls::unpause(double now_s, Index agent) {
    const Index first = staff_.agent(agent).visitor;
    if (first == none) return;
    for (Index one = first; one != none; one = visitors[one].behind) {
        if (visitors[one].where != Where::paused) continue;
        visitors[one].where = Where::in_service;
        recorder_.resumed(now_s, visitors[one].at);
    }
    Visitor& person = visitors[first];
    if (person.where != Where::in_service) return;
    const Skill* skill = staff_.skill(person.team, person.at.klass);
    if (person.work_s < 0) person.work_s = work_s(person, skill);
    announce_end(now_s, first, person.work_s / skill->speed);
    for (Index one = person.behind; one != none; one = visitors[one].behind) {  // all of a batch for one time
        visitors[one].took_up_s = now_s;
        visitors[one].due_s = person.due_s;
    }
}

void Halls::station_breaks(double now_s, Index team) {
    staff_.station_down(now_s, team, true);
    for (const Index agent : staff_.team(team).members) pause(now_s, agent);
    events_.push(now_s + staff_.station_repair_s(team), Rank::knob, EventKind::station_repaired, team);
}

void Halls::station_repaired(double now_s, Index team) {
    staff_.station_down(now_s, team, false);
    for (const Index agent : staff_.team(team).members) unpause(now_s, agent);
    staff_.announce_station_breakdown(now_s, team);
    serve_waiting(now_s, staff_.team(team).station);
    preempt_for_waiting(now_s, staff_.team(team).station);
}

// ---- agents come and go
// ------------------------------------------------------------------------------------------------------------

void Halls::staff(double now_s, Index station, int agents) {
    staff_.set(now_s, station, agents);
    serve_waiting(now_s, station);
}

void Halls::announce_duties() {
    staff_.announce_duties();
    for (Index station = 0; station < scenario_.stations.size(); ++station)
        for (Index team = staff_.first_team(station); team < staff_.last_team(station); ++team)
            staff_.announce_station_breakdown(0, team);
}

// His shift is over and he does not finish: the customer goes back to his line, or out.
void Halls::relieve(double now_s, Index agent) {
    const Index team = staff_.agent(agent).team;
    const bool drops = staff_.team(team).rules->end == EndOfShift::drop;
    Index next = none;
    const Index first = staff_.agent(agent).visitor;
    if (visitors[first].where == Where::in_service && visitors[first].due_s <= now_s) return;  // he is served in this instant
    for (Index one = first; one != none; one = next) {
        Visitor& person = visitors[one];
        next = person.behind;
        person.behind = none;
        if (!drops && one == first) {
            send_back(now_s, one);
            continue;
        }
        if (person.where == Where::in_service && !drops) stop_work(now_s, one, scenario_.stations[person.at.station].work);
        --desks_[person.at.station].serving;
        if (!drops) {
            lines_.join_again(one, line_to_join(person));
            person.at.pool = person.at.agent = none;
            continue;
        }
        if (person.where == Where::paused) recorder_.resumed(now_s, person.at);  // out of a broken desk's service, not of a line
        outdate(person);
        recorder_.dropped(now_s, person.at, person.began_s - person.joined_s, now_s - person.began_s);
        person.where = Where::walking;
        person.at.pool = person.at.agent = none;
        cast_out.push_back({one, Unserved::dropped});
        if (one == first) staff_.interrupt({team, agent});
    }
    staff_.returns_to_work(now_s, agent);  // which he does not: he leaves
    if (somebody_blocks_) made_room.push_back(staff_.team(team).station);
}

void Halls::agent_is_back(double now_s, Index agent) {
    const Server server{staff_.agent(agent).team, agent};
    if (!serve_next(now_s, server, false)) staff_.rest(now_s, server);
    const Index station = staff_.team(server.team).station;
    if (has_own_line(station)) jockey(now_s, station);
}

void Halls::handle(const Event& event) {
    const double now_s = event.time_s;
    switch (event.kind()) {
        case EventKind::duty_begins:
            return begin_duty(now_s, event.subject);
        case EventKind::duty_ends:
            return end_duty(now_s, event.subject);
        case EventKind::break_due:
            return staff_.break_due(now_s, event);
        case EventKind::break_over:
            if (staff_.back_from_break(now_s, event)) agent_is_back(now_s, event.subject);
            return;
        case EventKind::papers_done:
            if (staff_.papers_done(now_s, event)) agent_is_back(now_s, event.subject);
            return;
        case EventKind::agent_breaks:
            if (staff_.breaks(now_s, event)) pause(now_s, event.subject);
            return;
        case EventKind::agent_repaired:
            if (!staff_.repaired(now_s, event)) return;
            if (staff_.agent(event.subject).visitor != none)
                unpause(now_s, event.subject), preempt_for_waiting(now_s, staff_.team(staff_.agent(event.subject).team).station);
            else if (staff_.returns_to_work(now_s, event.subject))
                agent_is_back(now_s, event.subject);
            return;
        case EventKind::station_breaks:
            return station_breaks(now_s, event.subject);
        case EventKind::station_repaired:
            return station_repaired(now_s, event.subject);
        default:
            return;
    }
}

// One line before each counter: those before a counter that nobody keeps any more join the others, in their order.
void Halls::leave_counters(double now_s, Index station) {
    const Index first = lines_.first_of(station), count = lines_.count_of(station);
    const Index team = staff_.first_team(station);
    std::vector<bool> kept(count);
    bool any = false;
    for (const Index agent : staff_.team(team).members)
        if (!staff_.agent(agent).leaves) any = kept[staff_.agent(agent).number % count] = true;
    if (!any) return;  // they wait for the next shift
    for (Index line = first; line < first + count; ++line)
        while (!kept[line - first] && lines_.waiting(line) > 0) {
            const Index visitor = lines_.next(line);
            const bool again = visitors[visitor].where == Where::again;
            lines_.leave(visitor);
            if (again)
                lines_.join_again(visitor, line_to_join(visitors[visitor]));
            else
                lines_.join(visitor, line_to_join(visitors[visitor]));
        }
    serve_waiting(now_s, station);
}

void Halls::begin_duty(double now_s, Index duty) {
    const Index station = staff_.begin_duty(now_s, duty);
    if (has_own_line(station)) leave_counters(now_s, station);
    serve_waiting(now_s, station);
    if (has_own_line(station)) jockey(now_s, station);
}

void Halls::end_duty(double now_s, Index duty) {
    const Index station = staff_.station_of_duty(duty);
    for (const Index agent : staff_.end_duty(now_s, duty)) relieve(now_s, agent);
    if (has_own_line(station)) leave_counters(now_s, station);
    serve_waiting(now_s, station);
    preempt_for_waiting(now_s, station);
}

// ---- what must not be
// ------------------------------------------------------------------------------------------------------------

bool Halls::neglects(Index number, Index line) const {
    const Team& team = staff_.team(number);
    const Index station = team.station, nth = line - lines_.first_of(station);
    if (lines_.waiting(line) < least_of_batch(station) || team.down) return false;
    if (!has_own_line(station))
        return staff_.may_serve(number, lines_.by_class(station) ? nth : 0, team.endless > 0 ? unlimited : team.idle);
    bool kept = false, beside = false;
    for (const Index agent : team.members) {
        if (staff_.agent(agent).leaves || staff_.agent(agent).number % lines_.count_of(station) != nth) continue;
        kept = true;
        beside = beside || staff_.agent(agent).state == AgentState::idle;
    }
    return beside || (!kept && team.idle > 0);
}

Index Halls::neglected() const {
    for (Index station = 0; station < desks_.size(); ++station)
        for (Index team = staff_.first_team(station); team < staff_.last_team(station); ++team)
            for (Index line = lines_.first_of(station); line < lines_.first_of(station) + lines_.count_of(station); ++line)
                if (neglects(team, line)) return station;
    return none;
}

}  // namespace counterless

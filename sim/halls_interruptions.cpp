// sim/halls_interruptions.cpp: how a service is broken off and taken up again. Four reasons (a class of higher priority, the end
// of a shift, a break of the agent's desk, a break of the whole station) and one way: the announced end is outdated, what is left
// of the work is kept as the rule says, and the customer either stays at the desk (paused) or is the next of his class.
#include "sim/halls.hpp"

namespace counterless {

// What is left to do, by the rule: the rest, all of it, or something new.
void Halls::stop_work(double now_s, std::uint32_t visitor, Interruption rule) {
    Visitor& person = visitors[visitor];
    const double rest_s = person.due_s - now_s;
    if (rule == Interruption::resume) person.work_s = rest_s * staff_.skill(person.team, person.at.klass)->speed;
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
    lines_.join_again(visitor, lines_.line_for(person.at.station, person.at.klass));
    person.at.pool = person.at.agent = none;
}

// ---- a higher class comes
// ----------------------------------------------------------------------------------------------------------

// Of the agents who can serve him: the one who serves the lowest class, and of those the one who began last.
Server Halls::preempt(double now_s, const Visitor& person) {
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
    for (Index one = first; one != none; one = next) {
        Visitor& person = visitors[one];
        next = person.behind;
        person.behind = none;
        if (!drops && one == first) {
            send_back(now_s, one);
            continue;
        }
        if (person.where == Where::in_service && !drops) stop_work(now_s, one, Interruption::resume);
        --desks_[person.at.station].serving;
        if (!drops) {
            lines_.join_again(one, lines_.line_for(person.at.station, person.at.klass));
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
}

void Halls::handle(const Event& event) {
    const double now_s = event.time_s;
    switch (event.kind()) {
        case EventKind::duty_begins:
            return serve_waiting(now_s, staff_.begin_duty(now_s, event.subject));
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
                unpause(now_s, event.subject);
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

void Halls::end_duty(double now_s, Index duty) {
    const Index station = staff_.station_of_duty(duty);
    for (const Index agent : staff_.end_duty(now_s, duty)) relieve(now_s, agent);
    serve_waiting(now_s, station);
}

}  // namespace counterless

#include "sim/halls.hpp"

namespace counterless {

Halls::Halls(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder)
    : scenario_(scenario), luck_(luck), events_(events), recorder_(recorder), desks_(scenario.stations.size()) {}

std::uint32_t Halls::enter(Visitor person) {
    const std::uint32_t visitor = visitors.claim();
    person.stamp = visitors[visitor].stamp;
    outdate(person);
    visitors[visitor] = person;
    return visitor;
}

Admission Halls::admit(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    Desk& desk = desks_[person.station];
    const Station& station = scenario_.stations[person.station];
    if (station.capacity >= 0 && desk.busy + desk.waiting >= station.capacity) {
        recorder_.refused(now_s, {.station = person.station}, Refusal::full);
        return Admission::refused;
    }
    recorder_.arrived(now_s, {.station = person.station});
    person.admitted = true;
    person.joined_s = now_s;
    if (desk.busy < desk.agents) {
        begin(now_s, visitor);
        return Admission::begun;
    }
    join_line(desk, visitor);
    start_patience(now_s, visitor);
    return Admission::waiting;
}

void Halls::release(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    recorder_.ended(now_s, {.station = person.station}, person.began_s - person.joined_s, now_s - person.began_s);
    --desks_[person.station].busy;
    person.in_service = false;
    call_next(now_s, person.station);
}

bool Halls::gives_up(double now_s, const Event& event) {
    const Visitor& person = visitors[event.subject];
    if (person.stamp != event.stamp() || person.in_service) return false;
    walk_off(now_s, event.subject);
    return true;
}

void Halls::walk_off(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    leave_line(desks_[person.station], visitor);
    outdate(person);
    person.waited_s += now_s - person.joined_s;
    recorder_.reneged(now_s, {.station = person.station}, now_s - person.joined_s);
}

Index Halls::send_away(double now_s, Index station) {
    const Index visitor = desks_[station].first;
    if (visitor != none) walk_off(now_s, visitor);
    return visitor;
}

void Halls::staff(double now_s, Index station, int agents) {
    desks_[station].agents = agents;
    call_next(now_s, station);
}

void Halls::call_next(double now_s, Index station) {
    Desk& desk = desks_[station];
    while (desk.busy < desk.agents && desk.first != none) {
        const Index visitor = desk.first;
        leave_line(desk, visitor);
        begin(now_s, visitor);
    }
}

void Halls::begin(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    const Station& station = scenario_.stations[person.station];
    const double waited_s = now_s - person.joined_s;
    recorder_.began(now_s, {.station = person.station}, waited_s);
    person.waited_s += waited_s;
    person.began_s = now_s;
    person.in_service = true;
    outdate(person);  // his patience no longer matters
    ++desks_[person.station].busy;
    events_.push(now_s + service_time_s(person, station), Rank::departure, EventKind::service_ends, visitor);
}

// A desk that serves by the transaction takes each of the visit's in turn, with that need's own luck.
double Halls::service_time_s(const Visitor& person, const Station& station) const {
    const std::uint32_t which = person.draws + person.step;
    const Purpose purpose = station.guides ? Purpose::lesson : Purpose::service;
    if (station.unit == ServiceUnit::visit || person.first == none)
        return quantile(station.service, luck_.at(purpose, person.who, which).u);
    double total_s = 0;
    for (Index t = person.first; t != none; t = transactions[t].next) {
        const VisitTransaction& transaction = transactions[t];
        total_s += scenario_.services[transaction.service].counter_time_factor *
                   quantile(station.service, luck_.at(purpose, transaction.who, which).u);
    }
    return total_s;
}

void Halls::join_line(Desk& desk, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    person.before = desk.last;
    person.behind = none;
    (desk.last == none ? desk.first : visitors[desk.last].behind) = visitor;
    desk.last = visitor;
    ++desk.waiting;
}

void Halls::leave_line(Desk& desk, std::uint32_t visitor) {
    const Visitor& person = visitors[visitor];
    (person.before == none ? desk.first : visitors[person.before].behind) = person.behind;
    (person.behind == none ? desk.last : visitors[person.behind].before) = person.before;
    --desk.waiting;
}

// Patience is scheduled only when one waits.
void Halls::start_patience(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    const Law& patience = scenario_.stations[person.station].patience;
    if (patience.family == LawFamily::never) return;
    const std::uint32_t which = person.draws + (scenario_.stations[person.station].guides ? 63 : person.step);
    const double until_s = now_s + quantile(patience, luck_.at(Purpose::patience, person.who, which).u);
    events_.push(until_s, Rank::patience_ends, EventKind::patience_ends, visitor, person.stamp);
}

}  // namespace counterless

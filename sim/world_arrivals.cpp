// sim/world_arrivals.cpp: somebody comes: by a stream, with a need, after a failed attempt, or again after he was away. And what
// happens at the door.
#include "sim/world.hpp"

namespace counterless {

// ---- by a stream
// -----------------------------------------------------------------------------------------------------------------

void World::announce(Index stream) {
    Arrival& next = coming_[stream];
    streams_.next(stream, next);
    while (scenario_.streams[stream].process == Process::finite_source && next.time_s < infinite) {  // its members, one by one
        events_.push(next.time_s, Rank::arrival, EventKind::member_comes, members_.add(next), stream);
        streams_.next(stream, next);
    }
    if (next.time_s < infinite) events_.push(next.time_s, Rank::arrival, EventKind::stream_arrival, stream);
}

void World::announce_present() {
    for (Index stream = 0; stream < scenario_.streams.size(); ++stream)
        for (int k = 0; k < scenario_.streams[stream].present_at_start && !is_silent(scenario_.streams[stream]); ++k)
            events_.push(0, Rank::arrival, EventKind::member_comes,
                         members_.add(streams_.present(stream, static_cast<std::uint32_t>(k))), stream);
}

void World::stream_arrives(const Event& event) {
    const Arrival& arrival = coming_[event.subject];
    if (arrival.size == 1 && scenario_.streams[event.subject].channel == none)
        walk_in(event.time_s, event.subject, arrival.who, arrival);
    else
        come_together(event.time_s, event.subject, arrival);
    announce(event.subject);
}

void World::member_comes(const Event& event) {
    const Arrival arrival = members_[event.subject];
    members_.remove(event.subject);
    come_together(event.time_s, event.stamp(), arrival);
}

// A batch enters one by one, each for himself; or wholly, if it must and fits.
void World::come_together(double now_s, Index stream, const Arrival& arrival) {
    const Stream& rules = scenario_.streams[stream];
    if (rules.channel != none) {
        for (std::uint32_t member = 0; member < arrival.size; ++member)
            click(now_s, stream, address_of_member(arrival.who, member));
        return;
    }
    const bool all_refused = rules.batch.whole && arrival.size > 1 && !room_for(stream, arrival.size);
    for (std::uint32_t member = 0; member < arrival.size; ++member) {
        if (!all_refused) {
            walk_in(now_s, stream, address_of_member(arrival.who, member), arrival);
            continue;
        }
        ++ledger_.visits;
        ++ledger_.refused;
        const Index centre = scenario_.stations[rules.station].centre;
        const Person person{.visit = ledger_.visits, .station = rules.station, .klass = arrival.klass};
        recorder_.visit_began(now_s, person.visit, centre, none, person.klass, none);
        recorder_.refused(now_s, person, Refusal::full);
        recorder_.visit_ended({person.visit, now_s, now_s, 0, centre, none, person.klass, 1, VisitEnd::refused, false});
    }
}

bool World::room_for(Index stream, std::uint32_t size) const {
    const Index station = scenario_.streams[stream].station, centre = scenario_.stations[station].centre;
    const int places = scenario_.stations[station].capacity, house = scenario_.centres[centre].capacity;
    const auto coming = static_cast<int>(size);
    return (places < 0 || halls_.inside(station) + coming <= places) && (house < 0 || people_in(centre) + coming <= house);
}

void World::walk_in(double now_s, Index stream, std::uint64_t who, const Arrival& arrival) {
    const Stream& rules = scenario_.streams[stream];
    const std::uint32_t visitor = halls_.enter();
    Visitor& person = halls_.visitors[visitor];
    person.who = who;
    person.at.station = rules.station;
    person.at.klass = arrival.klass;
    person.stream = stream;
    person.ticket = arrival.ticket;
    person.transactions = 1;
    person.single = !rules.whole_path;
    person.direct = direct_[stream];
    person.centre = scenario_.stations[rules.station].centre;
    enter(now_s, visitor);
    if (!houses_[person.centre].open) return turn_away(now_s, visitor, Unserved::closed);
    if (person.direct) return void(halls_.admit(now_s, visitor));  // which refuses nobody
    if (is_full(person.centre)) return turn_away(now_s, visitor, Unserved::full);
    if (rules.whole_path) return go_on(now_s, visitor);
    go_to(now_s, visitor, rules.station);
}

void World::click(double now_s, Index stream, std::uint64_t who) {
    ++ledger_.needs;
    ++ledger_.attempts;
    recorder_.need_arose(now_s, none, none);
    attempts_.begin(now_s, {.who = who,
                            .began_s = 0,
                            .service = none,
                            .segment = none,
                            .channel = scenario_.streams[stream].channel,
                            .centre = none,
                            .which = 0,
                            .klass = scenario_.streams[stream].klass,
                            .stream = stream});
}

// ---- with a need
// -----------------------------------------------------------------------------------------------------------------

void World::visit_arrives(const Event& event) {
    DayPlan& plan = planner_->visits(event.subject);
    const PlannedNeed first = plan.take();
    const std::uint32_t visitor = halls_.enter();
    Visitor& person = halls_.visitors[visitor];
    person.who = first.who;
    person.centre = first.centre;
    person.segment = event.subject;
    const Index klass = scenario_.services[first.service].klass;
    person.at.klass = klass != none ? klass : scenario_.segments[event.subject].klass;
    add_transaction(visitor, first);
    enter(event.time_s, visitor);
    recorder_.need_arose(event.time_s, first.service, event.subject);
    while (!plan.over() && plan.next().joins && halls_.visitors[visitor].transactions < 255) {
        const PlannedNeed more = plan.take();
        add_transaction(visitor, more);
        recorder_.need_arose(event.time_s, more.service, event.subject);
    }
    ledger_.needs += halls_.visitors[visitor].transactions;
    announce_visit(event.subject);
    note(event.time_s, visitor, true);
    welcome(event.time_s, visitor);
}

void World::digital_need(const Event& event) {
    const PlannedNeed need = planner_->digital(event.subject).take();
    const Index segment = planner_->segment_of(event.subject), channel = planner_->channel_of(event.subject);
    announce_digital(event.subject);
    ++ledger_.needs;
    ++ledger_.attempts;
    recorder_.need_arose(event.time_s, need.service, segment);
    attempts_.begin(event.time_s, {.who = need.who,
                                   .began_s = 0,
                                   .service = need.service,
                                   .segment = segment,
                                   .channel = channel,
                                   .centre = none,
                                   .which = 0,
                                   .customer = need.customer,
                                   .how = need.how});
}

// A customer whose channel failed comes to a centre: at once if it is open, else at some time of the next open day.
void World::visit_later(const Event& event) {
    Attempt& attempt = attempts_.present[event.subject];
    if (attempt.centre == none || !houses_[attempt.centre].open) {
        const Uniforms luck = luck_.at(Purpose::fallback, attempt.who, attempt.which);
        attempt.centre = attempt.centre == none ? planner_->centre_for(luck.u, event.time_s, attempt.who)
                                                : planner_->instead_of(attempt.centre, event.time_s, attempt.who);
        const double time_s = planner_->next_open_s(attempt.centre, event.time_s, luck.v);
        if (time_s > event.time_s) {
            if (time_s < infinite) events_.push(time_s, Rank::arrival, EventKind::visit_later, event.subject);
            return;
        }
    }
    const std::uint32_t visitor = halls_.enter();
    Visitor& person = halls_.visitors[visitor];
    person.who = attempt.who;
    person.centre = attempt.centre;
    person.segment = attempt.segment;
    person.tries = attempt.which + 1;
    const Index klass = scenario_.services[attempt.service].klass;
    person.at.klass = klass != none ? klass : scenario_.segments[attempt.segment].klass;
    person.stream = attempt.stream;
    add_transaction(visitor, {.who = attempt.who, .service = attempt.service, .customer = attempt.customer});
    enter(event.time_s, visitor);
    note(event.time_s, visitor, true);
    attempts_.becomes_visit(event.time_s, event.subject);
    welcome(event.time_s, visitor);
}

// A call is a visit without a journey: through the stations of its centre, and then the attempt is done.
void World::call_begins(const Event& event) {
    constexpr std::uint64_t by_phone = 0xa0761d6478bd642fu;  // luck apart from a visit's for the same need
    const Attempt& attempt = attempts_.present[event.subject];
    const std::uint32_t visitor = halls_.enter();
    Visitor& person = halls_.visitors[visitor];
    person.who = attempt.who + by_phone;
    person.centre = scenario_.channels[attempt.channel].centre;
    person.segment = attempt.segment;
    person.tries = attempt.which;
    person.transactions = 1;
    person.call = event.subject;
    person.fee = attempt.service != none && scenario_.services[attempt.service].fee > 0;
    person.at.klass = attempt.klass != none ? attempt.klass : class_by(attempt.service, attempt.segment);
    come_in(event.time_s, visitor);
}

// So is a case, of which its customer sees nothing.
void World::case_begins(const Event& event) {
    constexpr std::uint64_t by_office = 0xe7037ed1a0b428dbu;  // luck apart from a visit's or a call's for the same need
    const Case& one = cases_.open[event.subject];
    const BackOffice& office = scenario_.back_offices[one.back_office];
    const std::uint32_t visitor = halls_.enter();
    Visitor& person = halls_.visitors[visitor];
    person.who = one.who + by_office;
    person.centre = office.centre;
    person.segment = one.segment;
    person.transactions = 1;
    person.dossier = event.subject;
    person.fee = one.service != none && scenario_.services[one.service].fee > 0;
    person.at.klass = office.klass != none ? office.klass : one.klass != none ? one.klass : class_by(one.service, one.segment);
    come_in(event.time_s, visitor);
}

Index World::class_by(Index service, Index segment) const {
    const Index klass = service != none ? scenario_.services[service].klass : none;
    return klass != none ? klass : segment != none ? scenario_.segments[segment].klass : 0;
}

void World::come_in(double now_s, std::uint32_t visitor) {
    const Index centre = halls_.visitors[visitor].centre;
    enter(now_s, visitor);
    note(now_s, visitor, false);
    if (!houses_[centre].open) return turn_away(now_s, visitor, Unserved::closed);
    if (is_full(centre)) return turn_away(now_s, visitor, Unserved::full);
    go_on(now_s, visitor);
}

// ---- one centre alone (sim/visit_trace.hpp)
// ------------------------------------------------------------------------------------------------

void World::note(double now_s, std::uint32_t visitor, bool own_choice) {
    if (plan_.note == nullptr) return;
    VisitTrace& trace = *plan_.note;
    const Visitor& person = halls_.visitors[visitor];
    const auto first = static_cast<std::uint32_t>(trace.needs.size());
    for (Index t = person.first; t != none; t = halls_.transactions[t].next)
        trace.needs.push_back({halls_.transactions[t].who, halls_.transactions[t].service, halls_.transactions[t].accepts});
    trace.visits.push_back({.time_s = now_s,
                            .who = person.who,
                            .centre = person.centre,
                            .segment = person.segment,
                            .klass = person.at.klass,
                            .first_need = first,
                            .tries = person.tries,
                            .needs = static_cast<std::uint8_t>(trace.needs.size() - first),
                            .fee = person.fee,
                            .own_choice = own_choice && !scenario_.centres[person.centre].remote});
}

// Alone, nobody comes to another centre, and nothing goes on outside the doors.
bool World::is_silent(const Stream& stream) const {
    if (plan_.only == nullptr) return false;
    return stream.station == none || scenario_.stations[stream.station].centre != plan_.only->centre;
}

void World::announce_traced(std::size_t place) {
    if (plan_.only == nullptr || place == plan_.only->which.size()) return;
    const TracedVisit& next = plan_.only->trace->visits[plan_.only->which[place]];
    events_.push(next.time_s, Rank::arrival, EventKind::traced_visit, static_cast<Index>(place));
}

void World::traced_visit(const Event& event) {
    const VisitTrace& trace = *plan_.only->trace;
    const TracedVisit& traced = trace.visits[plan_.only->which[event.subject]];
    announce_traced(event.subject + 1u);
    const std::uint32_t visitor = halls_.enter();
    Visitor& person = halls_.visitors[visitor];
    person.who = traced.who;
    person.traced = event.subject;
    person.centre = plan_.only->centre;
    person.segment = traced.segment;
    person.tries = traced.tries;
    person.at.klass = traced.klass;
    if (traced.needs == 0) {
        person.transactions = 1;
        person.fee = traced.fee;
        return come_in(event.time_s, visitor);
    }
    for (std::uint32_t k = traced.needs; k-- > 0;) {  // the chain grows at its head
        const TracedNeed& need = trace.needs[traced.first_need + k];
        add_transaction(visitor, {.who = need.who, .service = need.service, .accepts = need.accepts});
        recorder_.need_arose(event.time_s, need.service, traced.segment);
    }
    ledger_.needs += traced.needs;
    enter(event.time_s, visitor);
    welcome(event.time_s, visitor);
}

// ---- again
// -----------------------------------------------------------------------------------------------------------------------

void World::comes_back(const Event& event) {
    Visitor& person = halls_.visitors[event.subject];
    person.where = Where::walking;
    if (person.parent != none) return go_to(event.time_s, event.subject, person.at.station);
    --away_;
    person.waited_s = 0;
    person.admitted = person.refused = false;
    enter(event.time_s, event.subject);
    if (!houses_[person.centre].open) return turn_away(event.time_s, event.subject, Unserved::closed);
    if (is_full(person.centre)) return turn_away(event.time_s, event.subject, Unserved::full);
    if (person.at.station == none) return go_on(event.time_s, event.subject);
    go_to(event.time_s, event.subject, person.at.station);
}

void World::enter(double now_s, std::uint32_t visitor) {
    Visitor& person = halls_.visitors[visitor];
    person.arrived_s = now_s;
    person.at.visit = ++ledger_.visits;
    ++houses_[person.centre].inside;
    Index service = person.dossier != none ? cases_.open[person.dossier].service : none;
    for (Index t = person.first; t != none; t = halls_.transactions[t].next) service = halls_.transactions[t].service;
    recorder_.visit_began(now_s, person.at.visit, person.centre, person.segment, person.at.klass, service);
}

void World::add_transaction(std::uint32_t visitor, const PlannedNeed& need) {
    const bool fee = scenario_.services[need.service].fee > 0;
    const Index first = halls_.visitors[visitor].first;
    const Index transaction = halls_.transactions.add({need.who, need.service, first, need.customer, need.accepts, fee});
    Visitor& person = halls_.visitors[visitor];
    person.first = transaction;
    person.fee = person.fee || fee;
    ++person.transactions;
}

// ---- at the door
// -----------------------------------------------------------------------------------------------------------------

// He who asks is inside already, so one more than the capacity means that there was no place for him.
bool World::is_full(Index centre) const {
    const int capacity = scenario_.centres[centre].capacity;
    return capacity >= 0 && people_in(centre) > capacity;
}

// Who waits at home for a call takes no place. When it comes he is let in at once, however many are there.
int World::people_in(Index centre) const {
    auto number = static_cast<int>(houses_[centre].inside);
    for (const Index station : scenario_.centres[centre].path) number -= halls_.promised(station);
    return number;
}

// A guide for those with a fee to pay, signs for the others, and counters that are kept for what needs presence.
void World::welcome(double now_s, std::uint32_t visitor) {
    const Index centre = halls_.visitors[visitor].centre;
    if (!houses_[centre].open) return turn_away(now_s, visitor, Unserved::closed);
    if (is_full(centre)) return turn_away(now_s, visitor, Unserved::full);
    follow_signs(now_s, visitor);
    const Visitor& person = halls_.visitors[visitor];
    if (person.first == none) return leave(now_s, visitor, VisitEnd::taught);
    if (wants_guide(now_s, person)) return go_to(now_s, visitor, scenario_.centres[centre].guides);
    go_on(now_s, visitor);
}

// Whose guides would teach him this transaction: the first initiative that brings guides here, holds for him, and approaches him.
Index World::guided_by(double now_s, const Visitor& person, const VisitTransaction& transaction) const {
    if (!transaction.accepts) return none;
    const Whom whom{.centre = person.centre, .service = transaction.service, .segment = person.segment};
    for (const Knob& knob : knobs_.of(KnobKind::guides)) {
        if (knob.value <= 0 || !knobs_.holds(knob, now_s, whom)) continue;
        if (knobs_.set_by(knob.initiative, KnobKind::acceptance, now_s, whom) <= 0) continue;  // nobody lets these move him
        if (transaction.fee || knobs_.set_by(knob.initiative, KnobKind::guide_all, now_s, whom) > 0) return knob.initiative;
    }
    return none;
}

bool World::wants_guide(double now_s, const Visitor& person) const {
    if (!knobs_.any(KnobKind::guides)) return false;
    for (Index t = person.first; t != none; t = halls_.transactions[t].next)
        if (guided_by(now_s, person, halls_.transactions[t]) != none) return true;
    return false;
}

void World::turn_away(double now_s, std::uint32_t visitor, Unserved why) {
    Visitor& person = halls_.visitors[visitor];
    const std::vector<Index>& path = scenario_.centres[person.centre].path;
    if (person.at.station == none && !path.empty()) person.at.station = path.front();
    if (person.at.station == none) return leave(now_s, visitor, VisitEnd::refused);
    recorder_.refused(now_s, person.at, why == Unserved::closed ? Refusal::closed : Refusal::full);
    otherwise(now_s, visitor, why, true);
}

}  // namespace counterless

#include "sim/world.hpp"

#include <stdexcept>

namespace counterless {

World::World(const Scenario& scenario, const Plan& plan, const Luck& luck, EventQueue& events, Recorder& recorder,
             std::vector<Carrier*> carriers)
    : scenario_(scenario),
      luck_(luck),
      events_(events),
      recorder_(recorder),
      knobs_(scenario.knobs),
      halls_(scenario, luck, events, recorder),
      attempts_(scenario, luck, events, recorder, std::move(carriers)),
      streams_(scenario, luck),
      coming_(scenario.streams.size()),
      houses_(scenario.centres.size()),
      agents_(plan.agents) {
    if (agents_.empty())
        for (const Station& station : scenario.stations) agents_.push_back(station.agents);
    if (scenario.needs) planner_.emplace(scenario, luck, knobs_);
    for (Index station = 0; station < agents_.size(); ++station) halls_.staff(0, station, agents_[station]);
    announce_the_calendar();
}

void World::handle(const Event& event) {
    switch (event.kind()) {
        case EventKind::stream_arrival:
            return stream_arrives(event);
        case EventKind::service_ends:
            return service_ends(event);
        case EventKind::patience_ends:
            return patience_ends(event);
        case EventKind::visit_arrives:
            return visit_arrives(event);
        case EventKind::digital_need:
            return digital_need(event);
        case EventKind::attempt_done:
            return attempt_ends(event);
        case EventKind::retry:
            return attempts_.try_again(event.time_s, event.subject), void(++ledger_.attempts);
        case EventKind::visit_later:
            return visit_later(event);
        case EventKind::step_done:
        case EventKind::transfer_begins:
            return attempts_.handle(event);
        case EventKind::day_begins:
            return begin_day(event);
        case EventKind::doors_open:
            return open_doors(event.time_s, event.subject);
        case EventKind::doors_close:
            return close_doors(event.time_s, event.subject);
        case EventKind::knob_changes:
            return turn_knobs(event.time_s);
    }
    throw std::logic_error("world: an event of unknown kind");
}

// ---- by the calendar
// -----------------------------------------------------------------------------------------------------------

void World::announce_the_calendar() {
    for (Index centre = 0; centre < scenario_.centres.size(); ++centre) {
        if (scenario_.centres[centre].always_open) open_doors(0, centre);
        for (const OpenInterval& open : scenario_.centres[centre].open) {
            events_.push(open.open_s, Rank::interval_edge, EventKind::doors_open, centre);
            events_.push(open.close_s, Rank::interval_edge, EventKind::doors_close, centre);
        }
    }
    for (const double edge_s : knobs_.edges_s()) events_.push(edge_s, Rank::knob, EventKind::knob_changes, 0);
    if (planner_)
        for (Index day = 0; day < scenario_.calendar.days.size(); ++day)
            events_.push(scenario_.calendar.days[day].start_s, Rank::shift_change, EventKind::day_begins, day);
    for (Index stream = 0; stream < scenario_.streams.size(); ++stream) announce(stream);
}

void World::begin_day(const Event& event) {
    planner_->plan(event.subject);
    for (Index segment = 0; segment < planner_->segments(); ++segment) announce_visit(segment);
    for (Index way = 0; way < planner_->ways(); ++way) announce_digital(way);
}
void World::announce_visit(Index segment) {
    const DayPlan& plan = planner_->visits(segment);
    if (!plan.over()) events_.push(plan.next().time_s, Rank::arrival, EventKind::visit_arrives, segment);
}
void World::announce_digital(Index way) {
    const DayPlan& plan = planner_->digital(way);
    if (!plan.over()) events_.push(plan.next().time_s, Rank::arrival, EventKind::digital_need, way);
}
void World::announce(Index stream) {
    const Arrival arrival = streams_.next(stream);
    coming_[stream] = arrival.who;
    if (arrival.time_s < infinite) events_.push(arrival.time_s, Rank::arrival, EventKind::stream_arrival, stream);
}

void World::open_doors(double now_s, Index centre) {
    House& house = houses_[centre];
    house.open = true;
    if (house.staffed) return;  // the last customer of the interval before is still inside
    house.staffed = true;
    for (const Index station : scenario_.centres[centre].path) recorder_.staffed(now_s, station, 0, halls_.agents(station));
    const Index guides = scenario_.centres[centre].guides;
    if (guides != none) recorder_.staffed(now_s, guides, 0, halls_.agents(guides));
}
void World::close_doors(double now_s, Index centre) {
    houses_[centre].open = false;
    houses_[centre].closed_s = now_s;
    if (houses_[centre].inside == 0) end_duty(now_s, centre);
}
// Everyone inside at closing time is served; then the agents go home.
void World::end_duty(double now_s, Index centre) {
    houses_[centre].staffed = false;
    for (const Index station : scenario_.centres[centre].path) recorder_.staffed(now_s, station, 0, 0);
    const Index guides = scenario_.centres[centre].guides;
    if (guides != none) recorder_.staffed(now_s, guides, 0, 0);
    recorder_.centre_emptied(now_s, centre, now_s - houses_[centre].closed_s);
}

void World::turn_knobs(double now_s) {
    for (Index centre = 0; centre < scenario_.centres.size(); ++centre) {
        const Index guides = scenario_.centres[centre].guides;
        if (guides == none) continue;
        const int agents = static_cast<int>(knobs_.at(KnobKind::guides, now_s, centre));
        if (agents == halls_.agents(guides)) continue;
        halls_.staff(now_s, guides, agents);
        if (houses_[centre].staffed) recorder_.staffed(now_s, guides, 0, agents);
        if (agents > 0) continue;
        for (Index visitor = halls_.send_away(now_s, guides); visitor != none; visitor = halls_.send_away(now_s, guides))
            go_on(now_s, visitor);  // the guides have gone: whoever still waited for one walks on to the counters
    }
}

// ---- somebody comes
// ------------------------------------------------------------------------------------------------------------

void World::stream_arrives(const Event& event) {
    const Stream& stream = scenario_.streams[event.subject];
    const std::uint64_t who = coming_[event.subject];
    announce(event.subject);
    if (stream.channel != none) {
        ++ledger_.needs;
        ++ledger_.attempts;
        recorder_.need_arose(event.time_s, none, none);
        const Attempt attempt{
            .who = who, .began_s = 0, .service = none, .segment = none, .channel = stream.channel, .centre = none, .which = 0};
        return attempts_.begin(event.time_s, attempt);
    }
    const std::uint32_t visitor =
        enter(event.time_s, {.who = who, .centre = scenario_.stations[stream.station].centre, .transactions = 1, .single = true});
    halls_.visitors[visitor].station = stream.station;
    if (!houses_[halls_.visitors[visitor].centre].open) return turn_away(event.time_s, visitor);
    go_to(event.time_s, visitor, stream.station);
}

void World::visit_arrives(const Event& event) {
    DayPlan& plan = planner_->visits(event.subject);
    const PlannedNeed first = plan.take();
    const std::uint32_t visitor = enter(event.time_s, {.who = first.who, .centre = first.centre, .segment = event.subject});
    add_transaction(visitor, first.who, first.service, first.accepts);
    recorder_.need_arose(event.time_s, first.service, event.subject);
    while (!plan.over() && plan.next().joins && halls_.visitors[visitor].transactions < 255) {
        const PlannedNeed more = plan.take();
        add_transaction(visitor, more.who, more.service, more.accepts);
        recorder_.need_arose(event.time_s, more.service, event.subject);
    }
    ledger_.needs += halls_.visitors[visitor].transactions;
    announce_visit(event.subject);
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
                                   .which = 0});
}

// A customer whose channel failed comes to a centre: at once if it is open, else at some time of the next open day.
void World::visit_later(const Event& event) {
    Attempt& attempt = attempts_.present[event.subject];
    if (attempt.centre == none || !houses_[attempt.centre].open) {
        const Uniforms luck = luck_.at(Purpose::fallback, attempt.who, attempt.which);
        if (attempt.centre == none) attempt.centre = planner_->centre_for(luck.u);
        const double time_s = planner_->next_open_s(attempt.centre, event.time_s, luck.v);
        if (time_s > event.time_s) {
            if (time_s < infinite) events_.push(time_s, Rank::arrival, EventKind::visit_later, event.subject);
            return;
        }
    }
    const std::uint32_t visitor =
        enter(event.time_s,
              {.who = attempt.who, .centre = attempt.centre, .segment = attempt.segment, .draws = 64 * (attempt.which + 1)});
    add_transaction(visitor, attempt.who, attempt.service, false);
    attempts_.becomes_visit(event.subject);
    welcome(event.time_s, visitor);
}

std::uint32_t World::enter(double now_s, const Visitor& person) {
    const std::uint32_t visitor = halls_.enter(person);
    halls_.visitors[visitor].arrived_s = now_s;
    ++ledger_.visits;
    ++houses_[person.centre].inside;
    recorder_.visit_began(now_s, ledger_.visits, person.centre, person.segment, 0);
    return visitor;
}

void World::add_transaction(std::uint32_t visitor, std::uint64_t who, Index service, bool accepts) {
    Visitor& person = halls_.visitors[visitor];
    const bool fee = scenario_.services[service].fee > 0;
    const Index transaction = halls_.transactions.add({who, service, person.first, accepts, fee});
    person.first = transaction;
    person.fee = person.fee || fee;
    ++person.transactions;
}

// ---- somebody is sent on
// ---------------------------------------------------------------------------------------------------------

// At the door: a guide for those with a fee to pay, signs for the others, and counters that are kept for what needs presence.
void World::welcome(double now_s, std::uint32_t visitor) {
    if (!houses_[halls_.visitors[visitor].centre].open) return turn_away(now_s, visitor);
    follow_signs(now_s, visitor);
    const Visitor& person = halls_.visitors[visitor];
    if (person.first == none) return leave(now_s, visitor, VisitEnd::taught);
    if (wants_guide(now_s, person)) return go_to(now_s, visitor, scenario_.centres[person.centre].guides);
    go_on(now_s, visitor);
}

void World::follow_signs(double now_s, std::uint32_t visitor) {
    const Index centre = halls_.visitors[visitor].centre;
    const bool guided = knobs_.at(KnobKind::guides, now_s, centre) > 0;
    const double signs = knobs_.at(KnobKind::signs, now_s, centre), restricted = knobs_.at(KnobKind::restricted, now_s, centre);
    if (signs <= 0 && restricted <= 0) return;
    move_to_smart(now_s, visitor, [&](const VisitTransaction& transaction) {
        if (!transaction.accepts || (transaction.fee && guided)) return false;
        const Uniforms luck = luck_.at(Purpose::signs, transaction.who);
        return (!transaction.fee && luck.u < signs) || luck.v < restricted;
    });
}

bool World::wants_guide(double now_s, const Visitor& person) const {
    if (knobs_.at(KnobKind::guides, now_s, person.centre) <= 0) return false;
    for (Index t = person.first; t != none; t = halls_.transactions[t].next)
        if (halls_.transactions[t].accepts && halls_.transactions[t].fee) return true;
    return false;
}

void World::after_lesson(double now_s, std::uint32_t visitor) {
    const Visitor& person = halls_.visitors[visitor];
    const double success = knobs_.at(KnobKind::lesson_success, person.began_s, person.centre);  // as it was when the lesson began
    if (luck_.at(Purpose::lesson, person.who, person.draws + 1).v < success)
        move_to_smart(now_s, visitor, [](const VisitTransaction& transaction) { return transaction.accepts && transaction.fee; });
    if (halls_.visitors[visitor].first == none) return leave(now_s, visitor, VisitEnd::taught);
    go_on(now_s, visitor);
}

void World::service_ends(const Event& event) {
    halls_.release(event.time_s, event.subject);
    Visitor& person = halls_.visitors[event.subject];
    if (person.single) return leave(event.time_s, event.subject, VisitEnd::served);
    if (scenario_.stations[person.station].guides) return after_lesson(event.time_s, event.subject);
    ++person.step;
    go_on(event.time_s, event.subject);
}

// Who tires of waiting for a guide walks on to the counters; who tires of waiting for a counter goes home.
void World::patience_ends(const Event& event) {
    if (!halls_.gives_up(event.time_s, event)) return;
    if (scenario_.stations[halls_.visitors[event.subject].station].guides) return go_on(event.time_s, event.subject);
    leave(event.time_s, event.subject, VisitEnd::gave_up);
}

void World::go_on(double now_s, std::uint32_t visitor) {
    Visitor& person = halls_.visitors[visitor];
    const std::vector<Index>& path = scenario_.centres[person.centre].path;
    while (person.step < path.size() && scenario_.stations[path[person.step]].serves == Serves::fee_payers && !person.fee)
        ++person.step;
    if (person.step == path.size()) return leave(now_s, visitor, VisitEnd::served);
    go_to(now_s, visitor, path[person.step]);
}

void World::go_to(double now_s, std::uint32_t visitor, Index station) {
    halls_.visitors[visitor].station = station;
    if (halls_.admit(now_s, visitor) == Admission::refused) leave(now_s, visitor, VisitEnd::refused);
}

void World::turn_away(double now_s, std::uint32_t visitor) {
    const Visitor& person = halls_.visitors[visitor];
    const std::vector<Index>& path = scenario_.centres[person.centre].path;
    const Index door = person.station != none ? person.station : path.empty() ? none : path.front();
    if (door != none) recorder_.refused(now_s, {.station = door}, Refusal::closed);
    leave(now_s, visitor, VisitEnd::refused);
}

template <typename Moves>
void World::move_to_smart(double now_s, std::uint32_t visitor, Moves moves) {
    Visitor& person = halls_.visitors[visitor];
    Index* link = &person.first;
    person.fee = false;
    while (*link != none) {
        const Index place = *link;
        const VisitTransaction transaction = halls_.transactions[place];
        if (!moves(transaction)) {
            person.fee = person.fee || transaction.fee;
            link = &halls_.transactions[place].next;
            continue;
        }
        *link = transaction.next;
        halls_.transactions.remove(place);
        ++ledger_.attempts;
        const Index channel =
            planner_->channel_for(person.segment, transaction.service, luck_.at(Purpose::moved, transaction.who).u);
        attempts_.begin(now_s, {.who = transaction.who,
                                .began_s = 0,
                                .service = transaction.service,
                                .segment = person.segment,
                                .channel = channel,
                                .centre = person.centre,
                                .which = 0});
    }
}

void World::leave(double now_s, std::uint32_t visitor, VisitEnd end) {
    remove_transactions(now_s, visitor, end == VisitEnd::served ? TransactionEnd::counter : TransactionEnd::given_up);
    const Visitor& person = halls_.visitors[visitor];
    ++(end == VisitEnd::served    ? ledger_.served
       : end == VisitEnd::taught  ? ledger_.taught
       : end == VisitEnd::gave_up ? ledger_.gave_up
                                  : ledger_.refused);
    recorder_.visit_ended({0, person.arrived_s, now_s, person.waited_s, person.centre, person.segment, 0, person.transactions,
                           end, person.admitted});
    House& house = houses_[person.centre];
    --house.inside;
    if (house.inside == 0 && !house.open && house.staffed) end_duty(now_s, person.centre);
    halls_.visitors.remove(visitor);
}

void World::remove_transactions(double now_s, std::uint32_t visitor, TransactionEnd end) {
    const Visitor& person = halls_.visitors[visitor];
    for (Index t = person.first; t != none;) {
        const VisitTransaction transaction = halls_.transactions[t];
        recorder_.transaction_ended({now_s, transaction.service, person.segment, none, person.centre, end});
        ++(end == TransactionEnd::given_up ? ledger_.given_up : ledger_.completed);
        halls_.transactions.remove(t);
        t = transaction.next;
    }
}

void World::attempt_ends(const Event& event) {
    const Attempt attempt = attempts_.present[event.subject];
    const Outcome outcome = attempts_.end(event.time_s, event.subject);
    ++ledger_.attempts_ended;
    if (outcome == Outcome::tries_again || outcome == Outcome::visits) return;
    const bool done = outcome == Outcome::completed;
    ++(done ? ledger_.completed : ledger_.given_up);
    recorder_.transaction_ended({event.time_s, attempt.service, attempt.segment, attempt.channel, attempt.centre,
                                 done ? TransactionEnd::digital : TransactionEnd::given_up});
}

// ---- the balance
// -----------------------------------------------------------------------------------------------------------------

StillInside World::close_books() {
    ledger_.inside = halls_.visitors.present();
    ledger_.open = halls_.transactions.present() + attempts_.present.present();
    ledger_.in_flight = attempts_.in_flight();
    ledger_.ensure_balanced();
    return {ledger_.open, ledger_.inside};
}

}  // namespace counterless

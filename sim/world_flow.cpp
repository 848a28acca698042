// sim/world_flow.cpp: where people go: from the door, from a desk that has served them, and from a place that has not.
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/world.hpp"

namespace counterless {

// ---- to smart channels
// -----------------------------------------------------------------------------------------------------------

template <typename Moves>
void World::move_to_smart(double now_s, std::uint32_t visitor, How how, Moves moves) {
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
        if (plan_.only != nullptr) {  // what becomes of it outside is in the trace
            need_ends({now_s, transaction.service, person.segment, none, person.centre, TransactionEnd::digital});
            continue;
        }
        ++ledger_.attempts;
        const Index channel =
            planner_->channel_for(person.segment, transaction.service, luck_.at(Purpose::moved, transaction.who, person.tries).u);
        attempts_.begin(now_s, {.who = transaction.who,
                                .began_s = 0,
                                .service = transaction.service,
                                .segment = person.segment,
                                .channel = channel,
                                .centre = person.centre,
                                .which = person.tries,
                                .customer = transaction.customer,
                                .how = how});
    }
}

// Whom a guide will approach signs leave to him.
void World::follow_signs(double now_s, std::uint32_t visitor) {
    if (!knobs_.any(KnobKind::signs) && !knobs_.any(KnobKind::restricted)) return;
    move_to_smart(now_s, visitor, How::moved, [&](const VisitTransaction& transaction) {
        const Visitor& person = halls_.visitors[visitor];
        if (!transaction.accepts || guided_by(now_s, person, transaction) != none) return false;
        const Whom whom{.centre = person.centre, .service = transaction.service, .segment = person.segment};
        const double signs = knobs_.at(KnobKind::signs, now_s, whom), restricted = knobs_.at(KnobKind::restricted, now_s, whom);
        if (signs <= 0 && restricted <= 0) return false;
        const Uniforms luck = luck_.at(Purpose::signs, transaction.who);
        return (!transaction.fee && luck.u < signs) || luck.v < restricted;
    });
}

// One lesson, one draw: it succeeds for what is taught by an initiative whose lessons succeed that often, as when it began.
void World::after_lesson(double now_s, std::uint32_t visitor) {
    const Visitor& person = halls_.visitors[visitor];
    const double began_s = person.began_s;
    const double drawn = luck_.at(Purpose::lesson, person.who, draws_a_visit * (person.tries % 32) + 1).v;
    move_to_smart(now_s, visitor, How::taught, [&](const VisitTransaction& transaction) {
        const Visitor& pupil = halls_.visitors[visitor];
        const Index initiative = guided_by(began_s, pupil, transaction);
        const Whom whom{.centre = pupil.centre, .service = transaction.service, .segment = pupil.segment};
        return initiative != none && drawn < knobs_.set_by(initiative, KnobKind::lesson_success, began_s, whom);
    });
    if (halls_.visitors[visitor].first == none) return leave(now_s, visitor, VisitEnd::taught);
    go_on(now_s, visitor);
}

// ---- from a desk that has served them
// --------------------------------------------------------------------------------------------

void World::service_ends(const Event& event) {
    if (!halls_.service_ends(event)) return;
    Visitor& person = halls_.visitors[event.subject];
    const Index station = person.at.station;
    if (straight_[station]) {  // nothing but the path decides, and nobody can be in the way
        halls_.finish_plain(event.time_s, event.subject);
        if (person.direct) {  // he brought nothing, and nobody waits for him
            leave_house(event.time_s, event.subject, VisitEnd::served);
            return halls_.visitors.remove(event.subject);
        }
        if (person.single) return leave(event.time_s, event.subject, VisitEnd::served);
        ++person.step;
        return go_on(event.time_s, event.subject);
    }
    const Index system = scenario_.stations[station].system;
    if (system != none) return use_system(event.time_s, event.subject, system);
    served(event.time_s, event.subject);
}

// The agent waits with his customer until the channel's journey is over.
void World::use_system(double now_s, std::uint32_t visitor, Index channel) {
    const Visitor& person = halls_.visitors[visitor];
    constexpr std::uint64_t desk_side = 0x632be59bd9b4e019u;  // luck apart from the customer's own attempts
    const auto [who, which] = address_at(person, false);
    halls_.wait_for_system(visitor);
    ++ledger_.attempts;
    attempts_.begin(now_s, {.who = who + desk_side,
                            .began_s = 0,
                            .service = none,
                            .segment = person.segment,
                            .channel = channel,
                            .centre = person.centre,
                            .which = which,
                            .holder = visitor,
                            .visit = person.at.visit});
}

void World::served(double now_s, std::uint32_t visitor) {
    const Station& station = scenario_.stations[halls_.visitors[visitor].at.station];
    if (station.batch_max > 1)
        for (Index one = halls_.next_of_batch(visitor); one != none; one = halls_.next_of_batch(one)) halls_.complete(now_s, one);
    halls_.complete(now_s, visitor);
    if (station.guides) return halls_.release(now_s, visitor), after_lesson(now_s, visitor);
    if (station.batch_max > 1) {
        halls_.release(now_s, visitor);
        for (Index one = visitor, next = none; one != none; one = next) {
            next = halls_.next_of_batch(one);
            halls_.visitors[one].behind = none;  // each goes his own way from here
            if (station.fork)
                split(now_s, one);
            else
                take(now_s, one, way_from(one));
        }
        return;
    }
    if (station.fork) return halls_.release(now_s, visitor), split(now_s, visitor);
    const Way way = way_from(visitor);
    if (way.station != none && blocked(halls_.visitors[visitor], way.station)) {
        Visitor& person = halls_.visitors[visitor];
        person.bound = way.station;
        person.bound_step = way.step;
        blocked_[way.station].push_back(visitor);
        return halls_.hold(now_s, visitor);
    }
    halls_.release(now_s, visitor);
    take(now_s, visitor, way);
}

bool World::blocked(const Visitor& person, Index station) const {
    const Station& next = scenario_.stations[station];
    return next.blocks && next.centre == person.centre && (!halls_.has_room(station) || !blocked_[station].empty());
}

// Somebody left a place that others are blocked by.
void World::move_up(double now_s, Index station) {
    std::vector<Index>& line = blocked_[station];
    while (!line.empty() && halls_.has_room(station)) {
        const Index visitor = line.front();
        line.erase(line.begin());
        halls_.release(now_s, visitor);
        Visitor& person = halls_.visitors[visitor];
        person.step = person.bound_step;
        go_to(now_s, visitor, person.bound);
    }
}

// ---- the way
// ---------------------------------------------------------------------------------------------------------------------

World::Way World::way_from(std::uint32_t visitor) {
    Visitor& person = halls_.visitors[visitor];
    const std::vector<Route>& routes = scenario_.stations[person.at.station].routes;
    if (routes.empty()) return next_of_path(person);
    double sum = 0;
    for (const Route& route : routes)
        if (applies(route, person)) sum += route.share;
    const auto [who, which] = address_at(person, false);
    double u = sum > 0 ? luck_.at(Purpose::route, who, which).u * sum : 0;
    for (const Route& route : routes) {
        if (!applies(route, person)) continue;
        u -= route.share;
        if (u >= 0) continue;
        const Way way = way_by_route(person, route);
        if (way.becomes != none) person.at.klass = way.becomes;
        if (way.by_route) ++person.loops;
        return way;
    }
    return next_of_path(person);
}

bool World::applies(const Route& route, const Visitor& person) const {
    if (route.klass != none && route.klass != person.at.klass) return false;
    if (!route.when) return true;
    const int waiting = halls_.waiting(route.when->station);
    return waiting >= route.when->waiting_from && waiting < route.when->waiting_below;
}

World::Way World::way_by_route(const Visitor& person, const Route& route) const {
    Way way;
    if (route.goal == Goal::next) way = next_of_path(person);
    if (route.goal == Goal::station) way.station = route.stations.front();
    if (route.goal == Goal::shortest)
        way.station = *std::min_element(route.stations.begin(), route.stations.end(),
                                        [&](Index a, Index b) { return halls_.inside(a) < halls_.inside(b); });
    way.becomes = route.becomes;
    if (route.goal == Goal::next || route.goal == Goal::out) return way;
    way.by_route = true;
    const std::vector<Index>& path = scenario_.centres[scenario_.stations[way.station].centre].path;
    const auto place = std::find(path.begin(), path.end(), way.station);
    way.step = static_cast<std::uint16_t>(place - path.begin());
    return way;
}

World::Way World::next_of_path(const Visitor& person) const {
    if (person.single) return {};
    const std::vector<Index>& path = scenario_.centres[person.centre].path;
    const auto& fork = scenario_.stations[person.at.station].fork;  // what his branches did he does not do again
    const auto passes = [&](Index station) {
        if (scenario_.stations[station].serves == Serves::fee_payers && !person.fee) return true;
        return fork && std::find(fork->stations.begin(), fork->stations.end(), station) != fork->stations.end();
    };
    std::size_t step = person.step + 1u;
    while (step < path.size() && passes(path[step])) ++step;
    if (step >= path.size()) return {};
    return {.station = path[step], .step = static_cast<std::uint16_t>(step)};
}

void World::take(double now_s, std::uint32_t visitor, const Way& way) {
    Visitor& person = halls_.visitors[visitor];
    if (way.station == none) return leave(now_s, visitor, VisitEnd::served);
    person.step = way.step;
    if (scenario_.stations[way.station].centre != person.centre) return go_elsewhere(now_s, visitor, way.station, 0);
    go_to(now_s, visitor, way.station);
}

void World::go_on(double now_s, std::uint32_t visitor) {
    Visitor& person = halls_.visitors[visitor];
    const std::vector<Index>& path = scenario_.centres[person.centre].path;
    while (person.step < path.size() && scenario_.stations[path[person.step]].serves == Serves::fee_payers && !person.fee)
        ++person.step;
    if (person.step == path.size()) return leave(now_s, visitor, VisitEnd::served);
    go_to(now_s, visitor, path[person.step]);
}

// Rules that send people round in a circle within one instant would never end. The reader refuses the plain ones; chances,
// patience and services of no length make others.
void World::ensure_time_passes(double now_s, Index station) {
    if (now_s != moves_at_s_) {
        moves_at_s_ = now_s;
        moves_ = 0;
    }
    if (++moves_ < moves_in_an_instant_max) return;
    const Station& here = scenario_.stations[station];
    throw std::runtime_error("people go round in a circle without time passing: /centres/" + scenario_.centres[here.centre].id +
                             "/stations/" + here.id + ": found ten million moves at " + std::to_string(now_s) +
                             " s, expected a way out of the circle or a service, patience or delay above 0 on it");
}

void World::go_to(double now_s, std::uint32_t visitor, Index station) {
    Visitor& person = halls_.visitors[visitor];
    person.at.station = station;
    ensure_time_passes(now_s, station);
    const House& house = houses_[person.centre];
    if (!house.open && !house.staffed) {  // a rule for those before closed doors sends nobody into a dark house
        recorder_.refused(now_s, person.at, Refusal::closed);
        return leave(now_s, visitor, VisitEnd::refused);
    }
    if (leaves_unstaffed_ && scenario_.stations[station].after(Unserved::unstaffed).stated() && halls_.agents(station) == 0) {
        recorder_.refused(now_s, person.at, Refusal::unstaffed);
        return otherwise(now_s, visitor, Unserved::unstaffed);
    }
    const Admission admission = halls_.admit(now_s, visitor);
    if (admission == Admission::full) otherwise(now_s, visitor, Unserved::full);
    if (admission == Admission::balked) otherwise(now_s, visitor, Unserved::balked);
}

// ---- several branches at once
// ----------------------------------------------------------------------------------------------------

// One for each station, or one for each transaction; he waits until all are done, then goes on.
void World::split(double now_s, std::uint32_t visitor) {
    const Fork& fork = *scenario_.stations[halls_.visitors[visitor].at.station].fork;
    std::vector<Index> branches;
    const auto add_branch = [&](Index station) {
        const std::uint32_t branch = halls_.enter();
        Visitor& one = halls_.visitors[branch];
        const Visitor& whole = halls_.visitors[visitor];
        one.at = {.visit = whole.at.visit, .station = station, .klass = whole.at.klass};
        one.arrived_s = now_s;
        one.who = address_of_branch(whole, static_cast<std::uint32_t>(branches.size()));
        one.centre = whole.centre, one.segment = whole.segment, one.stream = whole.stream;
        one.parent = visitor;
        one.tries = whole.tries, one.loops = whole.loops + 1;
        one.step = whole.step;
        one.transactions = 1;
        one.single = true;
        branches.push_back(branch);
        return branch;
    };
    if (fork.by_transaction) {
        while (halls_.visitors[visitor].first != none) {
            const Index transaction = halls_.visitors[visitor].first;
            const std::uint32_t branch = add_branch(fork.stations.front());
            halls_.visitors[visitor].first = halls_.transactions[transaction].next;
            halls_.transactions[transaction].next = none;
            halls_.visitors[branch].first = transaction;
        }
    } else {
        for (const Index station : fork.stations) add_branch(station);
    }
    Visitor& whole = halls_.visitors[visitor];
    whole.where = Where::split;
    whole.due_s = whole.waited_s;
    whole.branch_served = false;
    whole.branches = static_cast<std::uint16_t>(branches.size());
    branches_ += branches.size();
    if (branches.empty()) return take(now_s, visitor, way_from(visitor));
    for (const Index branch : branches) go_to(now_s, branch, halls_.visitors[branch].at.station);
}

void World::branch_ends(double now_s, std::uint32_t visitor, VisitEnd end) {
    const Visitor branch = halls_.visitors[visitor];
    Visitor& whole = halls_.visitors[branch.parent];
    if (branch.first != none) {  // what he brought goes back to the visit
        halls_.transactions[branch.first].next = whole.first;
        whole.first = branch.first;
    }
    whole.waited_s = std::max(whole.waited_s, whole.due_s + branch.waited_s);  // side by side: the longest counts
    whole.branch_served = whole.branch_served || end == VisitEnd::served;
    --branches_;
    halls_.visitors.remove(visitor);
    if (--whole.branches > 0) return;
    whole.where = Where::walking;
    ++whole.loops;
    if (!whole.branch_served) return leave(now_s, branch.parent, VisitEnd::gave_up);
    take(now_s, branch.parent, way_from(branch.parent));
}

// ---- from a place that has not served them
// ---------------------------------------------------------------------------------------

// Who tires of waiting for a guide walks on to the counters; who tires of waiting for a counter does what its rule says.
void World::patience_ends(const Event& event) {
    if (!halls_.gives_up(event)) return;
    if (scenario_.stations[halls_.visitors[event.subject].at.station].guides) return go_on(event.time_s, event.subject);
    otherwise(event.time_s, event.subject, Unserved::reneged);
}

void World::send_away_all(double now_s, Index station, Unserved why) {
    for (Index visitor = halls_.send_away(now_s, station, why); visitor != none; visitor = halls_.send_away(now_s, station, why))
        otherwise(now_s, visitor, why);
}

namespace {
VisitEnd end_after(Unserved why) {
    return why == Unserved::reneged || why == Unserved::dropped ? VisitEnd::gave_up : VisitEnd::refused;
}
}  // namespace

// Who is sent on may be refused there too, and so on: from some depth of calls on he is put out, to be sent on when this event is
// done, for the stack has an end.
void World::otherwise(double now_s, std::uint32_t visitor, Unserved why, bool at_door) {
    constexpr int depth_max = 200;
    if (depth_ == depth_max && !at_door) return void(halls_.cast_out.push_back({visitor, why}));
    ++depth_;
    do_otherwise(now_s, visitor, why, at_door);
    --depth_;
}

// At the door nobody goes on inside.
void World::do_otherwise(double now_s, std::uint32_t visitor, Unserved why, bool at_door) {
    Visitor& person = halls_.visitors[visitor];
    const Station& station = scenario_.stations[person.at.station];
    const Otherwise& rule = station.after(why);
    person.refused = person.refused || (why != Unserved::reneged && why != Unserved::dropped);
    if (!rule.stated()) return leave(now_s, visitor, end_after(why));
    const auto [who, which] = address_at(person, station.guides);
    const Uniforms luck = luck_.at(Purpose::unserved, who, which);
    double u = luck.u;
    const auto falls_on = [&u](double chance) { return (u -= chance) < 0; };
    if (falls_on(rule.retry)) {
        ++person.loops;
        return go_away(now_s, visitor, now_s + quantile(rule.delay, luck.v));
    }
    if (falls_on(rule.tomorrow)) return come_tomorrow(now_s, visitor, why, luck.v);
    if (falls_on(rule.digital)) return do_it_online(now_s, visitor, rule.channel, why);
    const bool stays = at_door && rule.station != none && scenario_.stations[rule.station].centre == person.centre;
    if (falls_on(rule.onward)) return at_door ? leave(now_s, visitor, end_after(why)) : take(now_s, visitor, way_from(visitor));
    if (falls_on(rule.elsewhere) && !stays) return go_elsewhere(now_s, visitor, rule.station, quantile(rule.delay, luck.v));
    leave(now_s, visitor, end_after(why));
}

// Out of the house for a while; his transactions stay open.
void World::go_away(double now_s, std::uint32_t visitor, double until_s) {
    if (halls_.visitors[visitor].parent == none) {  // a branch's visit goes on without it
        leave_house(now_s, visitor, VisitEnd::returns);
        ++away_;
    }
    halls_.visitors[visitor].where = Where::away;
    events_.push(until_s, Rank::retry, EventKind::comes_back, visitor);
}

// At some time of the first day from this midnight on when the centre is open.
double World::next_open_s(Index centre, double midnight_s, double u) const {
    const Centre& place = scenario_.centres[centre];
    if (place.always_open) return midnight_s + u * 86400;
    if (planner_) return planner_->next_open_s(centre, midnight_s, u);
    for (const OpenInterval& open : place.open)
        if (open.open_s >= midnight_s) return open.open_s + u * (open.close_s - open.open_s);
    return infinite;
}

void World::come_tomorrow(double now_s, std::uint32_t visitor, Unserved why, double u) {
    Visitor& person = halls_.visitors[visitor];
    const double midnight_s = (std::floor(now_s / 86400) + 1) * 86400;
    const bool anywhere = planner_ && !person.single && person.parent == none && !scenario_.centres[person.centre].remote;
    const Index centre = anywhere ? planner_->instead_of(person.centre, midnight_s, person.who) : person.centre;
    const double time_s = next_open_s(centre, midnight_s, u);
    if (time_s >= infinite || person.parent != none)
        return leave(now_s, visitor, end_after(why));  // a branch does not last overnight
    ++person.loops;
    if (!person.single) {  // from the first station again
        person.step = 0;
        person.at.station = none;
    }
    go_away(now_s, visitor, time_s);
    halls_.visitors[visitor].centre = centre;
}

// What may be done without presence; a visit with anything else left ends unserved, and so does a case, which has been online.
void World::do_it_online(double now_s, std::uint32_t visitor, Index channel, Unserved why) {
    Visitor& person = halls_.visitors[visitor];
    if (person.dossier != none) return leave(now_s, visitor, end_after(why));
    if (person.first == none && plan_.only != nullptr) return leave(now_s, visitor, VisitEnd::taught);
    if (person.first == none) {
        ++ledger_.needs;
        ++ledger_.attempts;
        recorder_.need_arose(now_s, none, person.segment);
        const Index stream =
            person.parent == none ? std::exchange(person.stream, none) : none;  // comes again after that, not now
        attempts_.begin(now_s, {.who = person.who,
                                .began_s = 0,
                                .service = none,
                                .segment = person.segment,
                                .channel = channel,
                                .centre = person.centre,
                                .which = 0,
                                .stream = stream});
        return leave(now_s, visitor, VisitEnd::taught);
    }
    move_to_smart(now_s, visitor, How::moved, [this](const VisitTransaction& transaction) {
        return !scenario_.services[transaction.service].channels.empty();
    });
    leave(now_s, visitor, person.first == none ? VisitEnd::taught : end_after(why));
}

void World::go_elsewhere(double now_s, std::uint32_t visitor, Index station, double delay_s) {
    Visitor& person = halls_.visitors[visitor];
    const Station& goal = scenario_.stations[station];
    const std::vector<Index>& path = scenario_.centres[goal.centre].path;
    if (person.parent != none && goal.centre != person.centre)
        return leave(now_s, visitor, VisitEnd::gave_up);  // nor in two houses
    if (plan_.only != nullptr && goal.centre != plan_.only->centre) return leave(now_s, visitor, VisitEnd::served);  // from here
    ++person.loops;
    person.step = static_cast<std::uint16_t>(std::find(path.begin(), path.end(), station) - path.begin());
    person.at.station = station;
    if (goal.centre == person.centre && delay_s <= 0) return go_to(now_s, visitor, station);
    go_away(now_s, visitor, now_s + delay_s);
    halls_.visitors[visitor].centre = goal.centre;
}

// ---- out
// -------------------------------------------------------------------------------------------------------------------------

void World::leave(double now_s, std::uint32_t visitor, VisitEnd end) {
    if (halls_.visitors[visitor].parent != none) {
        if (end == VisitEnd::gave_up || end == VisitEnd::refused) {  // what this branch came for is not done
            remove_transactions(now_s, visitor, TransactionEnd::given_up);
            halls_.visitors[visitor].first = none;
        }
        return branch_ends(now_s, visitor, end);
    }
    remove_transactions(now_s, visitor, end == VisitEnd::served ? TransactionEnd::counter : TransactionEnd::given_up);
    thinks_again(now_s, halls_.visitors[visitor].stream);
    leave_house(now_s, visitor, end);
    if (const Index call = halls_.visitors[visitor].call; call != none)
        events_.push(now_s, Rank::completion, EventKind::attempt_done, call,
                     static_cast<std::uint32_t>(end == VisitEnd::served ? Failure::nothing : Failure::unserved));
    if (const Index dossier = halls_.visitors[visitor].dossier; dossier != none)
        close_case(now_s, dossier, end == VisitEnd::served);
    halls_.visitors.remove(visitor);
}

// A member of a finite source is through, at a station or on a channel.
void World::thinks_again(double now_s, Index stream) {
    if (stream == none || scenario_.streams[stream].process != Process::finite_source) return;
    const Arrival again = streams_.after_thinking(stream, now_s);
    if (again.time_s < infinite) events_.push(again.time_s, Rank::arrival, EventKind::member_comes, members_.add(again), stream);
}

void World::leave_house(double now_s, std::uint32_t visitor, VisitEnd end) {
    const Visitor& person = halls_.visitors[visitor];
    ++(end == VisitEnd::served    ? ledger_.served
       : end == VisitEnd::taught  ? ledger_.taught
       : end == VisitEnd::gave_up ? ledger_.gave_up
       : end == VisitEnd::refused ? ledger_.refused
                                  : ledger_.returns);
    recorder_.visit_ended({person.at.visit, person.arrived_s, now_s, person.waited_s, person.centre, person.segment,
                           person.at.klass, person.transactions, end, person.admitted, person.refused, person.dossier != none});
    House& house = houses_[person.centre];
    --house.inside;
    if (house.inside == 0 && !house.open && house.staffed) end_duty(now_s, person.centre);
}

void World::remove_transactions(double now_s, std::uint32_t visitor, TransactionEnd end) {
    const Visitor& person = halls_.visitors[visitor];
    for (Index t = person.first; t != none;) {
        const VisitTransaction transaction = halls_.transactions[t];
        recorder_.transaction_ended({now_s, transaction.service, person.segment, none, person.centre, end});
        if (transaction.customer != none && end == TransactionEnd::counter)
            customers_->served_at_counter(transaction.customer, now_s, person.waited_s);
        ++(end == TransactionEnd::given_up ? ledger_.given_up : ledger_.completed);
        halls_.transactions.remove(t);
        t = transaction.next;
    }
}

void World::attempt_ends(const Event& event) {
    const Attempt attempt = attempts_.present[event.subject];
    const Outcome outcome = attempts_.end(event.time_s, event.subject, static_cast<Failure>(event.stamp()));
    ++ledger_.attempts_ended;
    if (attempt.customer != none) remember(event.time_s, attempt, outcome == Outcome::completed);
    if (outcome == Outcome::tries_again || outcome == Outcome::visits) return;
    if (attempt.holder != none) return served(event.time_s, attempt.holder);
    const bool done = outcome == Outcome::completed;
    const Index back_office = done ? cases_.queue_for(attempt) : none;
    if (back_office != none)
        open_case(event.time_s, attempt, back_office);
    else
        need_ends({event.time_s, attempt.service, attempt.segment, attempt.channel, attempt.centre,
                   done ? TransactionEnd::digital : TransactionEnd::given_up});
    thinks_again(event.time_s, attempt.stream);
}

// What an attempt taught him whose need it is. Somebody else's channel teaches nothing.
void World::remember(double now_s, const Attempt& attempt, bool done) {
    if (!scenario_.channels[attempt.channel].smart) return;
    if (!done) return customers_->failed(attempt.customer, now_s);
    const double kept = attempt.how == How::own ? 0 : luck_.at(Purpose::learning, attempt.who, attempt.which).u;
    customers_->succeeded(attempt.customer, attempt.how, now_s, kept);
}

void World::need_ends(const TransactionRecord& transaction) {
    ++(transaction.end == TransactionEnd::given_up ? ledger_.given_up : ledger_.completed);
    recorder_.transaction_ended(transaction);
}

// ---- what a person must finish
// ---------------------------------------------------------------------------------------------------

void World::open_case(double now_s, const Attempt& attempt, Index back_office) {
    const Index dossier = cases_.open.add(
        {now_s, attempt.who, back_office, attempt.service, attempt.segment, attempt.channel, attempt.centre, attempt.klass});
    recorder_.case_opened(now_s, back_office, attempt.service);
    events_.push(now_s, Rank::arrival, EventKind::case_begins, dossier);
}

void World::close_case(double now_s, std::uint32_t dossier, bool done) {
    const Case one = cases_.open[dossier];
    cases_.open.remove(dossier);
    const bool in_time = done && now_s < scenario_.back_offices[one.back_office].due_of(one.opened_s);
    recorder_.case_ended({one.opened_s, now_s, one.back_office, one.service, done, in_time});
    need_ends(
        {now_s, one.service, one.segment, one.channel, one.centre, done ? TransactionEnd::digital : TransactionEnd::given_up});
}

}  // namespace counterless

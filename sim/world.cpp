#include "sim/world.hpp"

#include <algorithm>
#include <stdexcept>

namespace counterless {

World::World(const Scenario& scenario, const Plan& plan, const Luck& luck, const Conditions& conditions, EventQueue& events,
             Recorder& recorder, const std::vector<Carrier*>& carriers)
    : scenario_(scenario),
      plan_(plan),
      luck_(luck),
      conditions_(conditions),
      events_(events),
      recorder_(recorder),
      knobs_(scenario.knobs, scenario.initiatives),
      halls_(scenario, luck, events, recorder, plan.drawn),
      attempts_(scenario, luck, events, recorder, carriers),
      cases_(scenario, luck),
      capacity_(scenario, events, recorder, carriers),
      meter_(scenario, events, recorder, carriers),
      streams_(scenario, luck),
      coming_(scenario.streams.size()),
      houses_(scenario.centres.size()),
      blocked_(scenario.stations.size()) {
    const bool outside = scenario.needs && plan.only == nullptr;  // there is a world outside the doors
    if (outside && scenario.adoption.remembers()) customers_.emplace(scenario, luck, choices(scenario));
    if (outside) planner_.emplace(scenario, luck, knobs_, customers_ ? &*customers_ : nullptr);
    if (planner_ && plan.note != nullptr) planner_->pass_over(decided_by_luck(scenario));
    const bool somebody_blocks =
        std::any_of(scenario.stations.begin(), scenario.stations.end(), [](const Station& station) { return station.blocks; });
    for (Index station = 0; station < scenario.stations.size(); ++station) {
        const Station& one = scenario.stations[station];
        straight_.push_back(halls_.plain(station) && !one.guides && !one.fork && one.routes.empty() && one.system == none &&
                            !somebody_blocks);
        leaves_unstaffed_ = leaves_unstaffed_ || one.after(Unserved::unstaffed).stated();
        agents_.push_back(one.agents);
        if (one.pools.empty())
            halls_.staff(0, station, agents_[station]);
        else
            halls_.hire(station);
    }
    for (const Stream& stream : scenario.streams) direct_.push_back(is_direct(stream));
    announce_the_calendar();
}

bool World::is_direct(const Stream& stream) const {
    if (stream.station == none || !straight_[stream.station] || leaves_unstaffed_) return false;
    const Station& station = scenario_.stations[stream.station];
    if (std::any_of(station.otherwise.begin(), station.otherwise.end(), [](const Otherwise& rule) { return rule.stated(); }))
        return false;
    const Centre& centre = scenario_.centres[station.centre];
    return stream.process != Process::finite_source && centre.capacity < 0 && (!stream.whole_path || centre.path.size() == 1);
}

void World::handle(const Event& event) {
    switch (event.kind()) {
        case EventKind::stream_arrival:
            stream_arrives(event);
            break;
        case EventKind::service_ends:
            service_ends(event);
            break;
        case EventKind::patience_ends:
            patience_ends(event);
            break;
        case EventKind::digital_need:
            return digital_need(event);
        case EventKind::attempt_done:
            attempt_ends(event);
            break;
        case EventKind::retry:
            return attempts_.try_again(event.time_s, event.subject), void(++ledger_.attempts);
        case EventKind::visit_arrives:
        case EventKind::visit_later:
        case EventKind::call_begins:
        case EventKind::case_begins:
        case EventKind::comes_back:
        case EventKind::member_comes:
        case EventKind::traced_visit:
            comes_otherwise(event);
            break;
        case EventKind::step_done:
        case EventKind::transfer_begins:
        case EventKind::thought:
        case EventKind::request_over:
            return attempts_.handle(event);
        case EventKind::machines_change:
        case EventKind::capacity_changes:
        case EventKind::meter_read:
            return machines_change(event);
        case EventKind::day_begins:
            return begin_day(event);
        case EventKind::doors_open:
            return announce_door(), open_doors(event.time_s, event.subject);
        case EventKind::doors_close:
            close_doors(event.time_s, event.subject);
            break;
        case EventKind::knob_changes:
            turn_knobs(event.time_s);
            break;
        case EventKind::duty_begins:
        case EventKind::duty_ends:
        case EventKind::break_due:
        case EventKind::break_over:
        case EventKind::papers_done:
        case EventKind::agent_breaks:
        case EventKind::agent_repaired:
        case EventKind::station_breaks:
        case EventKind::station_repaired:
        case EventKind::crew_changes:
            staff_changes(event);
            break;
    }
    if (halls_.loose_ends()) settle(event.time_s);
}

// Not by a stream.
void World::comes_otherwise(const Event& event) {
    if (event.kind() == EventKind::visit_arrives) return visit_arrives(event);
    if (event.kind() == EventKind::visit_later) return visit_later(event);
    if (event.kind() == EventKind::call_begins) return call_begins(event);
    if (event.kind() == EventKind::case_begins) return case_begins(event);
    if (event.kind() == EventKind::comes_back) return comes_back(event);
    if (event.kind() == EventKind::traced_visit) return traced_visit(event);
    member_comes(event);
}

void World::settle(double now_s) {
    while (halls_.loose_ends()) {
        if (!halls_.cast_out.empty()) {
            const auto [visitor, why] = halls_.cast_out.front();  // in the order in which they were put out
            halls_.cast_out.erase(halls_.cast_out.begin());
            otherwise(now_s, visitor, why);
            continue;
        }
        const Index station = halls_.made_room.back();
        halls_.made_room.pop_back();
        move_up(now_s, station);
    }
}

// ---- by the calendar
// -----------------------------------------------------------------------------------------------------------

void World::announce_the_calendar() {
    for (Index centre = 0; centre < scenario_.centres.size(); ++centre) {
        if (plan_.only != nullptr && centre != plan_.only->centre) continue;
        if (scenario_.centres[centre].always_open) open_doors(0, centre);
        for (const OpenInterval& open : scenario_.centres[centre].open) {
            doors_.push_back({open.open_s, centre, EventKind::doors_open});
            doors_.push_back({open.close_s, centre, EventKind::doors_close});
        }
    }
    std::stable_sort(doors_.begin(), doors_.end(), [](const Door& one, const Door& other) { return one.time_s < other.time_s; });
    announce_door();
    for (const double edge_s : knobs_.edges_s()) events_.push(edge_s, Rank::knob, EventKind::knob_changes, 0);
    if (planner_) announce_day(0);
    announce_machines_change(0);
    halls_.announce_duties();
    announce_present();
    for (Index stream = 0; stream < scenario_.streams.size(); ++stream)
        if (!is_silent(scenario_.streams[stream])) announce(stream);
    announce_traced(0);
    announce_crew(0);
}

// Only the next door and the next day stand in the event queue: 23 centres open and close 17,000 times a year.
void World::announce_door() {
    if (next_door_ == doors_.size()) return;
    const Door& door = doors_[next_door_++];
    events_.push(door.time_s, Rank::interval_edge, door.kind, door.centre);
}
void World::announce_day(Index day) {
    if (day == scenario_.calendar.days.size()) return;
    events_.push(scenario_.calendar.days[day].start_s, Rank::shift_change, EventKind::day_begins, day);
}

void World::begin_day(const Event& event) {
    if (customers_) {
        pass_yesterday(event.subject);
        send_letters(event.subject);
    }
    announce_day(event.subject + 1);
    planner_->plan(event.subject);
    for (Index segment = 0; segment < planner_->segments(); ++segment) announce_visit(segment);
    for (Index way = 0; way < planner_->ways(); ++way) announce_digital(way);
}
// Whoever adopts does so for good, whatever he needs: only what lifts everybody hastens it.
void World::pass_yesterday(std::size_t today) {
    if (today == 0) return;
    const double from_s = scenario_.calendar.days[today - 1].start_s;
    double lift = 0;
    for (const Knob& knob : knobs_.of(KnobKind::lift)) {
        const Initiative& one = scenario_.initiatives[knob.initiative];
        if (from_s >= knob.from_s && from_s < knob.until_s && one.services.empty() && one.segments.empty()) lift += knob.value;
    }
    customers_->pass_day(from_s, lift);
}

void World::send_letters(std::size_t day) {
    const double now_s = scenario_.calendar.days[day].start_s;
    const std::vector<Knob>& letters = knobs_.of(KnobKind::letter);
    std::vector<std::uint32_t> sent(scenario_.initiatives.size());  // of each initiative, until now
    for (const Knob& letter : letters) {
        const std::uint32_t number = sent[letter.initiative]++;
        if (letter.from_s != now_s) continue;
        const Customers::Post post = customers_->send(letter, number, day);
        recorder_.told(now_s, letter.initiative, post.sent, post.read);
    }
}

void World::announce_visit(Index segment) {
    const DayPlan& plan = planner_->visits(segment);
    if (!plan.over()) events_.push(plan.next().time_s, Rank::arrival, EventKind::visit_arrives, segment);
}
void World::announce_digital(Index way) {
    const DayPlan& plan = planner_->digital(way);
    if (!plan.over()) events_.push(plan.next().time_s, Rank::arrival, EventKind::digital_need, way);
}

void World::open_doors(double now_s, Index centre) {
    if (knobs_.any(KnobKind::centre_closed) && knobs_.at(KnobKind::centre_closed, now_s, centre) > 0) return;  // for good
    House& house = houses_[centre];
    house.open = true;
    for (const Index station : scenario_.centres[centre].path) halls_.doors(now_s, station, true);
    if (house.staffed) return;  // the last customer of the interval before is still inside
    house.staffed = true;
    show_staff(now_s, centre, true);
}
void World::close_doors(double now_s, Index centre) {
    announce_door();
    houses_[centre].open = false;
    houses_[centre].closed_s = now_s;
    for (const Index station : scenario_.centres[centre].path)
        if (scenario_.stations[station].turn_away_at_closing) send_away_all(now_s, station, Unserved::closed);
    for (const Index station : scenario_.centres[centre].path) halls_.doors(now_s, station, false);
    if (houses_[centre].inside == 0 && houses_[centre].staffed) end_duty(now_s, centre);
}
// Everyone inside at closing time is served; then the agents go home.
void World::end_duty(double now_s, Index centre) {
    houses_[centre].staffed = false;
    show_staff(now_s, centre, false);
    recorder_.centre_emptied(now_s, centre, now_s - houses_[centre].closed_s);
}
void World::show_staff(double now_s, Index centre, bool present) {
    for (const Index station : scenario_.centres[centre].path) halls_.present(now_s, station, present);
    const Index guides = scenario_.centres[centre].guides;
    if (guides != none) halls_.present(now_s, guides, present);
}

void World::turn_knobs(double now_s) {
    for (Index centre = 0; centre < scenario_.centres.size(); ++centre) {
        if (knobs_.any(KnobKind::counters_closed)) close_counters(now_s, centre);
        const Index guides = scenario_.centres[centre].guides;
        if (guides == none) continue;
        const int agents = static_cast<int>(knobs_.at(KnobKind::guides, now_s, centre));
        if (agents == halls_.agents(guides)) continue;
        halls_.staff(now_s, guides, agents);
        if (agents > 0) continue;
        for (Index visitor = halls_.send_away(now_s, guides, Unserved::unstaffed); visitor != none;
             visitor = halls_.send_away(now_s, guides, Unserved::unstaffed))
            go_on(now_s, visitor);  // the guides have gone: whoever still waited for one walks on to the counters
    }
}

void World::announce_crew(std::size_t place) {
    if (place < plan_.crew.size())
        events_.push(plan_.crew[place].from_s, Rank::shift_change, EventKind::crew_changes, static_cast<Index>(place));
}
void World::change_crew(const Event& event) {
    const CrewChange& change = plan_.crew[event.subject];
    announce_crew(event.subject + 1u);
    agents_[change.station] = change.agents;
    halls_.staff(event.time_s, change.station, change.agents);
}

// Only stations with a plain number of agents have a number to take from; those at a desk finish what they do.
void World::close_counters(double now_s, Index centre) {
    const int fewer = static_cast<int>(knobs_.at(KnobKind::counters_closed, now_s, centre));
    for (const Index station : scenario_.centres[centre].path) {
        const Station& one = scenario_.stations[station];
        if (!one.pools.empty() || one.agents == unlimited || one.guides) continue;
        const int agents = std::max(agents_[station] - fewer, 0);
        if (agents != halls_.agents(station)) halls_.staff(now_s, station, agents);
    }
}

void World::announce_machines_change(std::size_t number) {
    if (number >= conditions_.changes().size()) return;
    events_.push(conditions_.changes()[number].at_s, Rank::departure, EventKind::machines_change, static_cast<Index>(number));
}
void World::machines_change(const Event& event) {
    if (event.kind() == EventKind::capacity_changes) return capacity_.handle(event);
    if (event.kind() == EventKind::meter_read) return meter_.read(event.time_s);
    attempts_.change(event.time_s, conditions_.changes()[event.subject]);
    announce_machines_change(event.subject + 1u);
}

bool World::another_shift_now(double now_s) {
    if (events_.empty() || events_.top().time_s > now_s) return false;
    return events_.top().kind() == EventKind::duty_begins || events_.top().kind() == EventKind::duty_ends;
}

void World::staff_changes(const Event& event) {
    if (event.kind() == EventKind::crew_changes) return change_crew(event);
    halls_.handle(event);
    if (!leaves_unstaffed_ || (event.kind() != EventKind::duty_begins && event.kind() != EventKind::duty_ends)) return;
    if (another_shift_now(event.time_s)) return;  // he who comes as the other goes: the last of them sees who is left
    for (Index station = 0; station < scenario_.stations.size(); ++station)
        if (scenario_.stations[station].after(Unserved::unstaffed).stated() && halls_.agents(station) == 0)
            send_away_all(event.time_s, station, Unserved::unstaffed);
}

// ---- the balance
// -----------------------------------------------------------------------------------------------------------------

StillInside World::close_books() {
    ledger_.inside = halls_.visitors.present() - away_ - branches_;
    ledger_.open = halls_.transactions.present() + attempts_.open() + cases_.open.present();
    ledger_.in_flight = attempts_.in_flight();
    ledger_.ensure_balanced();
    return {ledger_.open, ledger_.inside};
}

}  // namespace counterless

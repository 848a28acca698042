#include "sim/halls.hpp"

#include <algorithm>
#include <utility>

namespace counterless {
namespace {
bool is_plain(const Station& station) {
    return station.capacity < 0 && station.pools.empty() && station.classes.empty() && station.within == OrderWithin::fifo &&
           station.lines == LinesPer::station && station.line_capacity < 0 && station.balking == Balking::never &&
           !station.callback && station.batch_max == 1;
}
}  // namespace

Halls::Halls(const Scenario& scenario, const Luck& luck, EventQueue& events, Recorder& recorder, DrawnTimes* drawn)
    : scenario_(scenario),
      luck_(luck),
      events_(events),
      recorder_(recorder),
      drawn_(drawn),
      lines_(scenario, luck, visitors),
      staff_(scenario, luck, events, recorder),
      desks_(scenario.stations.size()),
      asides_(scenario.stations.size()) {
    for (Index station = 0; station < desks_.size(); ++station) {
        const Station& rules = scenario.stations[station];
        desks_[station] = {.rules = &rules,
                           .plain = is_plain(rules),
                           .patient = rules.patience.family == LawFamily::never,
                           .purpose = rules.guides ? Purpose::lesson : Purpose::service};
        somebody_blocks_ = somebody_blocks_ || rules.blocks;
    }
}

// ---- joining
// ---------------------------------------------------------------------------------------------------------------------

std::uint32_t Halls::enter() {
    const std::uint32_t place = visitors.claim();
    Visitor& person = visitors[place];
    const std::uint32_t stamp = person.stamp;
    person = Visitor{};
    person.stamp = stamp;
    outdate(person);
    return place;
}

bool Halls::has_room(Index station) const {
    const int capacity = scenario_.stations[station].capacity;
    return capacity < 0 || inside(station) < capacity;
}

Admission Halls::refuse(double now_s, const Visitor& person, Refusal why) {
    recorder_.refused(now_s, person.at, why);
    return why == Refusal::balked ? Admission::balked : Admission::full;
}

Admission Halls::admit(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    const Index station = person.at.station;
    const Desk& desk = desks_[station];
    if (!desk.plain) return admit_by_rules(now_s, visitor);
    recorder_.arrived(now_s, person.at);
    person.admitted = true;
    person.joined_s = now_s;
    person.work_s = -1;
    const Server server = staff_.find_plain(station);
    if (server.found()) {
        staff_.take_plain(server, visitor);
        ++desks_[station].serving;
        begin_plain(now_s, visitor, server);
        return Admission::begun;
    }
    lines_.join_plain(visitor, station);
    if (!desk.patient || person.ticket != none) start_patience(now_s, visitor);
    return Admission::waiting;
}

void Halls::begin_plain(double now_s, std::uint32_t visitor, Server server) {
    Visitor& person = visitors[visitor];
    const Desk& desk = desks_[person.at.station];
    const double waited_s = now_s - person.joined_s;
    person.team = server.team;
    person.agent = server.agent;
    person.at.pool = 0;
    person.at.agent = server.agent == none ? none : staff_.agent(server.agent).number;
    person.waited_s += waited_s;
    person.began_s = person.took_up_s = now_s;
    person.where = Where::in_service;
    person.behind = none;  // of the line he stood in: whoever releases him must not find a batch
    recorder_.began(now_s, person.at, waited_s);
    DrawnTimes::Times* const drawn = drawn_by(person);
    const double duration_s = drawn != nullptr && drawn->service_s >= 0 ? drawn->service_s : plain_work_s(person, desk);
    if (drawn != nullptr) drawn->service_s = duration_s;
    outdate(person);  // his patience no longer matters
    person.due_s = now_s + duration_s;
    events_.push(person.due_s, Rank::departure, EventKind::service_ends, visitor, person.stamp);
}

double Halls::plain_work_s(const Visitor& person, const Desk& desk) const {
    if ((person.first != none && desk.rules->unit != ServiceUnit::visit) || person.ticket != none) return work_s(person, nullptr);
    const auto [who, which] = address_at(person, desk.rules->guides);
    return quantile(desk.rules->service, luck_.at(desk.purpose, who, which).u);
}

void Halls::finish_plain(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    const Index station = person.at.station;
    const Server server{person.team, person.agent};
    recorder_.ended(now_s, person.at, person.began_s - person.joined_s, now_s - person.began_s);
    person.where = Where::walking;
    person.at.pool = person.at.agent = none;
    const Index next = lines_.next_plain(station);
    if (next != none && staff_.goes_on_plain(server, next)) {
        lines_.take_plain(next, station);
        return begin_plain(now_s, next, server);
    }
    --desks_[station].serving;
    if (staff_.finish(now_s, server)) staff_.rest(now_s, server);
}

// ---- by rules
// --------------------------------------------------------------------------------------------------------------------

Admission Halls::admit_by_rules(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    const Index station = person.at.station;
    if (!has_room(station)) return refuse(now_s, person, Refusal::full);
    const Server server = free_server(person);
    if (!server.found()) {
        const Station& rules = scenario_.stations[station];
        const Index line = line_to_join(person);
        if (may_preempt(person)) return wait(now_s, visitor, line);  // he does not look at the line
        if (balks(person, rules)) return refuse(now_s, person, Refusal::balked);
        if (rules.line_capacity >= 0 && lines_.waiting(line) >= rules.line_capacity) return refuse(now_s, person, Refusal::full);
        return wait(now_s, visitor, line);
    }
    recorder_.arrived(now_s, person.at);
    person.admitted = true;
    person.joined_s = now_s;
    person.work_s = -1;
    begin(now_s, visitor, server);
    return Admission::begun;
}

// Into a line that has rules.
Admission Halls::wait(double now_s, std::uint32_t visitor, Index line) {
    Visitor& person = visitors[visitor];
    const Index station = person.at.station;
    const Station& rules = scenario_.stations[station];
    const double announced_s = rules.callback ? announced_wait_s(person) : 0;
    recorder_.arrived(now_s, person.at);
    person.admitted = true;
    person.joined_s = now_s;
    person.called_back = false;
    person.work_s = rules.within == OrderWithin::shortest_first ? work_s(person, nullptr) : -1;
    const Server server = preempt(now_s, person);
    if (server.found()) {
        begin(now_s, visitor, server);
        serve_waiting(now_s, station);        // somebody else may be free for whom he interrupted
        preempt_for_waiting(now_s, station);  // or serve a lower class still
        return Admission::begun;
    }
    lines_.join(visitor, line);
    if (rules.batch_max > 1) serve_waiting(now_s, station);
    if (person.where != Where::in_line) return Admission::begun;
    const auto [who, which] = address_at(person, rules.guides);
    if (rules.callback && announced_s >= rules.callback->from_wait_s)
        person.called_back = luck_.at(Purpose::callback, who, which).u < rules.callback->accepts;
    if (!person.called_back)
        start_patience(now_s, visitor);
    else if (person.parent == none)
        ++asides_[station].promised;  // a branch leaves nobody's visit outside
    return Admission::waiting;
}

Server Halls::free_server(const Visitor& person) {
    const Index station = person.at.station;
    if (scenario_.stations[station].batch_max > 1) return {};  // he joins those who are to be served together
    if (!has_own_line(station)) return staff_.find(station, person.at.klass);
    const Index team = staff_.first_team(station), line = line_to_join(person);
    if (!staff_.can_work(team)) return {};
    for (Index agent = staff_.team(team).idle_first; agent != none; agent = staff_.agent(agent).behind)
        if (lines_.first_of(station) + staff_.agent(agent).number % lines_.count_of(station) == line) return {team, agent};
    return {};
}

// Of several lines before counters: the shortest, service included, among counters with an agent.
Index Halls::line_to_join(const Visitor& person) {
    constexpr int long_line = 1 << 20;  // before a counter whose agent is away
    const Index station = person.at.station;
    if (!has_own_line(station)) return lines_.line_for(station, person.at.klass);
    const Index first = lines_.first_of(station);
    Index best = first;
    int shortest = unlimited;
    for (const Index agent : staff_.team(staff_.first_team(station)).members) {
        if (staff_.agent(agent).leaves) continue;
        const Index line = first + staff_.agent(agent).number % lines_.count_of(station);
        const AgentState state = staff_.agent(agent).state;
        const bool away = state == AgentState::on_break || state == AgentState::down;
        const int length = lines_.waiting(line) + (state != AgentState::idle) + (away ? long_line : 0);
        if (length < shortest) best = line, shortest = length;
    }
    return best;
}

// So many of one class, by all on duty who may serve it and, of those, who may also serve the class `beside`: at the mean of
// each, papers included. Agents of one pace are counted together, so that like agents give number x mean / agents to the last
// digit.
double Halls::time_to_serve_s(int number, Index station, Index klass, Index beside) const {
    const Station& rules = scenario_.stations[station];
    const Law& usual = rules.classes.empty() ? rules.service : rules.classes[klass].service;
    double mean_s = -1, agents = 0;  // of the first pool that may; agents of that pace
    bool shared = false;
    for (Index t = staff_.first_team(station); t < staff_.last_team(station); ++t) {
        const Team& team = staff_.team(t);
        const Skill* skill = staff_.skill(t, klass);
        const int on_duty = staff_.on_duty_of(t);
        if (skill == nullptr || on_duty == 0) continue;
        const double each_s = (skill->service ? *skill->service : usual).mean / skill->speed + team.rules->after_service.mean;
        if (team.endless > 0 || each_s <= 0) return 0;
        shared = shared || staff_.skill(t, beside) != nullptr;
        if (mean_s < 0) mean_s = each_s;
        agents += on_duty * (mean_s / each_s);
    }
    if (klass != beside && !shared) return 0;  // they wait for others than he does
    return agents > 0 ? number * mean_s / agents : infinite;
}

double Halls::announced_wait_s(const Visitor& person) const {
    const Index station = person.at.station, own = person.at.klass;
    const Station& rules = scenario_.stations[station];
    const int together = rules.batch_max;
    if (!lines_.by_class(station)) return time_to_serve_s(waiting(station) / together + 1, station, own, own);
    double sum_s = time_to_serve_s(lines_.waiting(lines_.line_for(station, own)) / together + 1, station, own, own);
    for (Index klass = 0; klass < scenario_.classes.size(); ++klass) {
        const int ahead = klass == own ? 0 : lines_.waiting(lines_.line_for(station, klass));
        if (ahead == 0) continue;
        const bool behind =
            rules.between == OrderBetween::priority && rules.classes[klass].priority < rules.classes[own].priority;
        if (!behind) sum_s += time_to_serve_s((ahead + together - 1) / together, station, klass, own);
    }
    return sum_s;
}

bool Halls::balks(const Visitor& person, const Station& station) const {
    if (station.balking == Balking::never) return false;
    const double seen = station.balking == Balking::by_length ? waiting(person.at.station) : announced_wait_s(person);
    double chance = 0;
    for (const BalkStep& step : station.balk)
        if (seen >= step.from) chance = step.chance;
    const auto [who, which] = address_at(person, station.guides);
    return chance > 0 && luck_.at(Purpose::balking, who, which).u < chance;
}

// Patience is scheduled only when one waits.
void Halls::start_patience(double now_s, std::uint32_t visitor) {
    const Visitor& person = visitors[visitor];
    const Station& station = scenario_.stations[person.at.station];
    const Treatment* treated = treatment(person);
    const Law& law = treated != nullptr ? treated->patience : station.patience;
    const Ticket* ticket = person.ticket == none ? nullptr : &scenario_.streams[person.stream].trace[person.ticket];
    DrawnTimes::Times* const drawn = drawn_by(person);
    double patience_s = infinite;
    if (drawn != nullptr && drawn->patience_s >= 0) {
        patience_s = drawn->patience_s;
    } else if (ticket != nullptr && ticket->patience_s >= 0) {
        patience_s = ticket->patience_s;
    } else if (law.family != LawFamily::never) {
        const auto [who, which] = address_at(person, station.guides);
        patience_s = quantile(law, luck_.at(Purpose::patience, who, which).u);
    }
    if (drawn != nullptr) drawn->patience_s = patience_s;
    if (patience_s < infinite)
        events_.push(now_s + patience_s, Rank::patience_ends, EventKind::patience_ends, visitor, person.stamp);
}

// ---- being served
// ----------------------------------------------------------------------------------------------------------------

void Halls::begin(double now_s, std::uint32_t visitor, Server server) {
    Visitor& person = visitors[visitor];
    const bool again = person.where == Where::again;
    const Skill* skill = staff_.skill(server.team, person.at.klass);
    person.team = server.team;
    person.agent = server.agent;
    person.at.pool = staff_.team(server.team).number;
    person.at.agent = server.agent == none ? none : staff_.agent(server.agent).number;
    if (again) {
        recorder_.resumed(now_s, person.at);
    } else {
        person.waited_s += now_s - person.joined_s;
        recorder_.began(now_s, person.at, now_s - person.joined_s);
        person.began_s = now_s;
    }
    double setup_s = 0;
    if (server.agent != none && staff_.agent(server.agent).klass != person.at.klass) setup_s = staff_.setup_s(server.team);
    if (person.work_s < 0) person.work_s = work_s(person, skill);
    if (!again || person.all_work_s < person.work_s) person.all_work_s = person.work_s;
    person.where = Where::in_service;
    person.behind = none;
    ++desks_[person.at.station].serving;
    staff_.take(server, visitor, person.at.klass);
    announce_end(now_s, visitor, setup_s + person.work_s / skill->speed);
}

void Halls::announce_end(double now_s, std::uint32_t visitor, double duration_s) {
    Visitor& person = visitors[visitor];
    outdate(person);  // his patience no longer matters
    person.took_up_s = now_s;
    person.due_s = now_s + duration_s;
    events_.push(person.due_s, Rank::departure, EventKind::service_ends, visitor, person.stamp);
    staff_.begin_work(now_s, person.agent, person.due_s);
}

// Those at the head of a line, together and for one service time: that of the first.
void Halls::begin_batch(double now_s, Index line, Server server) {
    const Index first = lines_.next(line);
    const int most = scenario_.stations[visitors[first].at.station].batch_max;
    const bool first_again = visitors[first].where == Where::again;
    lines_.leave(first);
    if (first_again) visitors[first].where = Where::again;
    begin(now_s, first, server);
    Index last = first;
    for (int number = 1; number < most && lines_.waiting(line) > 0; ++number) {
        const Index more = lines_.next(line);
        Visitor& person = visitors[more];
        if (person.called_back && !answers(now_s, more)) {
            --number;
            continue;
        }
        const bool again = person.where == Where::again;
        lines_.leave(more);
        person.at.pool = visitors[first].at.pool;
        person.at.agent = visitors[first].at.agent;
        person.team = server.team;
        person.agent = server.agent;
        if (!again) person.waited_s += now_s - person.joined_s;
        person.took_up_s = now_s;
        person.due_s = visitors[first].due_s;
        person.where = Where::in_service;
        person.behind = none;
        outdate(person);
        if (again) {
            recorder_.resumed(now_s, person.at);
        } else {
            person.began_s = now_s;
            recorder_.began(now_s, person.at, now_s - person.joined_s);
        }
        ++desks_[person.at.station].serving;
        visitors[last].behind = more;
        last = more;
    }
}

bool Halls::service_ends(const Event& event) {
    const Visitor& person = visitors[event.subject];
    return person.stamp == event.stamp() && person.where == Where::in_service;
}

void Halls::complete(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    if (person.where == Where::held) staff_.wait_for_system({person.team, person.agent}, false);
    recorder_.ended(now_s, person.at, person.began_s - person.joined_s, now_s - person.began_s);
    person.where = Where::walking;
}

void Halls::wait_for_system(std::uint32_t visitor) {
    for (Index one = visitor; one != none; one = visitors[one].behind) visitors[one].where = Where::held;  // a batch, too
    staff_.wait_for_system({visitors[visitor].team, visitors[visitor].agent}, true);
}

void Halls::hold(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    person.where = Where::held;
    staff_.hold(now_s, {person.team, person.agent}, true);
}

void Halls::release(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    const Index station = person.at.station;
    const Server server{person.team, person.agent};
    if (person.where == Where::held) staff_.hold(now_s, server, false);
    person.where = Where::walking;
    for (Index one = visitor; one != none; one = visitors[one].behind) {
        --desks_[station].serving;
        visitors[one].at.pool = visitors[one].at.agent = none;
    }
    if (somebody_blocks_) made_room.push_back(station);
    staff_.worked(server.agent, person.due_s - person.took_up_s);
    carry_on(now_s, server);
    if (has_own_line(station)) jockey(now_s, station);
}

void Halls::carry_on(double now_s, Server server) {
    if (staff_.finish(now_s, server) && !serve_next(now_s, server, false)) staff_.rest(now_s, server);
}

bool Halls::serve_next(double now_s, Server server, bool idle) {
    for (;;) {
        const Index line = line_to_serve(now_s, server, idle);
        if (line == none) return false;
        const Index visitor = lines_.next(line);
        const Station& station = scenario_.stations[visitors[visitor].at.station];
        if (visitors[visitor].called_back && !answers(now_s, visitor)) continue;
        if (station.batch_max > 1) return begin_batch(now_s, line, server), true;
        const bool again = visitors[visitor].where == Where::again;
        lines_.leave(visitor);
        if (again) visitors[visitor].where = Where::again;
        begin(now_s, visitor, server);
        return true;
    }
}

// Everyone whom a free agent may serve is served.
void Halls::serve_waiting(double now_s, Index station) {
    if (waiting(station) == 0) return;
    for (Index team = staff_.first_team(station); team < staff_.last_team(station); ++team) {
        if (staff_.team(team).endless > 0)
            while (serve_next(now_s, {team, none}, true)) {}
        for (Index agent = staff_.team(team).idle_first; agent != none;) {
            const Index behind = staff_.agent(agent).behind;
            const bool served = serve_next(now_s, {team, agent}, true);
            if (!served && !has_own_line(station)) break;
            agent = behind;
        }
    }
}

// The line from which this agent takes his next customer; none if there is nobody whom he may serve.
Index Halls::line_to_serve(double now_s, Server server, bool idle) {
    const Team& team = staff_.team(server.team);
    const Index station = team.station, first = lines_.first_of(station), count = lines_.count_of(station);
    if (waiting(station) == 0 || team.down) return none;
    if (desks_[station].plain) return first;
    if (has_own_line(station)) {
        const Index own = first + staff_.agent(server.agent).number % count;
        return lines_.waiting(own) >= least_of_batch(station) ? own : none;
    }
    const int free = server.agent == none ? unlimited : team.idle + (idle ? 0 : 1);
    Index best = none;
    for (Index line = first; line < first + count; ++line) {
        if (lines_.waiting(line) < least_of_batch(station)) continue;
        if (!staff_.may_serve(server.team, visitors[lines_.next(line)].at.klass, free)) continue;
        if (best == none || goes_before(now_s, line, best, server.team)) best = line;
    }
    return best;
}

// Between the first of two lines: what the agent prefers, then the station's order between classes, then who came first.
bool Halls::goes_before(double now_s, Index line, Index other, Index team) {
    const Visitor &one = visitors[lines_.next(line)], &two = visitors[lines_.next(other)];
    const Station& station = scenario_.stations[one.at.station];
    const int prefers_one = staff_.skill(team, one.at.klass)->agent_prefers;
    const int prefers_two = staff_.skill(team, two.at.klass)->agent_prefers;
    if (prefers_one != prefers_two) return prefers_one < prefers_two;
    const auto rank = [&](const Visitor& person) {
        const Treatment* treated = treatment(person);
        if (treated == nullptr || station.between == OrderBetween::arrival) return 0.0;
        const double earned =
            station.between == OrderBetween::accumulating ? treated->growth_per_s * (now_s - person.joined_s) : 0;
        return treated->priority + earned;
    };
    const double rank_one = rank(one), rank_two = rank(two);
    if (rank_one != rank_two) return rank_one > rank_two;
    return one.joined_s != two.joined_s ? one.joined_s < two.joined_s : one.at.visit < two.at.visit;
}

int Halls::least_of_batch(Index station) const {
    return asides_[station].closed ? 1 : std::max(1, scenario_.stations[station].batch_min);
}

void Halls::doors(double now_s, Index station, bool open) {
    asides_[station].closed = !open;
    if (!open && scenario_.stations[station].batch_min > 1) serve_waiting(now_s, station);
}

void Halls::is_back(Visitor& person) {
    if (std::exchange(person.called_back, false) && person.parent == none) --asides_[person.at.station].promised;
}

// He left the hall with the promise of a call: is he there when it comes?
bool Halls::answers(double now_s, std::uint32_t visitor) {
    Visitor& person = visitors[visitor];
    const Station& station = scenario_.stations[person.at.station];
    const auto [who, which] = address_at(person, station.guides);
    if (luck_.at(Purpose::answers, who, which).u < station.callback->answers) {
        is_back(person);
        return true;
    }
    lines_.leave(visitor);
    outdate(person);
    is_back(person);
    person.waited_s += now_s - person.joined_s;
    recorder_.reneged(now_s, person.at, now_s - person.joined_s);
    cast_out.push_back({visitor, Unserved::reneged});
    if (somebody_blocks_) made_room.push_back(person.at.station);
    return false;
}

// One line before each counter: the last of a line moves over when another is shorter by so many. Not to where nobody can serve
// now, and only if it brings him forward, or two would change places for ever.
void Halls::jockey(double now_s, Index station) {
    const int from = scenario_.stations[station].jockey_from;
    if (from <= 0) return;
    const Index team = staff_.first_team(station), first = lines_.first_of(station), count = lines_.count_of(station);
    for (;;) {
        Index shortest = none, longest = first;
        int least = unlimited, most = -1;
        bool idle = false;
        for (const Index number : staff_.team(team).members) {
            const Agent& agent = staff_.agent(number);
            if (agent.leaves) continue;
            const Index line = first + agent.number % count;
            const int here = lines_.waiting(line) + (agent.visitor != none);
            if (here > most && lines_.waiting(line) > 0) most = here, longest = line;
            if (here >= least || agent.state == AgentState::on_break || agent.state == AgentState::down) continue;
            least = here, shortest = line;
            idle = agent.state == AgentState::idle && staff_.can_work(team);
        }
        if (shortest == none || most - least < (idle ? from : std::max(from, 2)) || lines_.waiting(longest) == 0) return;
        const Index mover = lines_.last(longest);
        if (mover == none) return;  // only interrupted customers, who stay
        lines_.leave(mover);
        lines_.join(mover, shortest);
        serve_waiting(now_s, station);
    }
}

// ---- leaving unserved
// ------------------------------------------------------------------------------------------------------------

bool Halls::gives_up(const Event& event) {
    Visitor& person = visitors[event.subject];
    if (person.stamp != event.stamp() || person.where != Where::in_line) return false;
    lines_.leave(event.subject);
    outdate(person);
    person.waited_s += event.time_s - person.joined_s;
    recorder_.reneged(event.time_s, person.at, event.time_s - person.joined_s);
    if (somebody_blocks_) made_room.push_back(person.at.station);
    if (has_own_line(person.at.station)) jockey(event.time_s, person.at.station);
    return true;
}

Index Halls::send_away(double now_s, Index station, Unserved why) {
    for (Index line = lines_.first_of(station); line < lines_.first_of(station) + lines_.count_of(station); ++line) {
        const Index visitor = lines_.next(line);
        if (visitor == none) continue;
        Visitor& person = visitors[visitor];
        person.waited_s += now_s - (person.where == Where::again ? person.due_s : person.joined_s);
        lines_.leave(visitor);
        outdate(person);
        is_back(person);
        recorder_.moved(now_s, person.at, now_s - person.joined_s, why);
        if (somebody_blocks_) made_room.push_back(station);
        return visitor;
    }
    return none;
}

// ---- times
// -----------------------------------------------------------------------------------------------------------------------

const Treatment* Halls::treatment(const Visitor& person) const {
    const std::vector<Treatment>& classes = scenario_.stations[person.at.station].classes;
    return classes.empty() ? nullptr : &classes[person.at.klass];
}

double Halls::work_s(const Visitor& person, const Skill* skill) const {
    if (person.ticket != none) {
        const std::vector<double>& times = scenario_.streams[person.stream].trace[person.ticket].service_s;
        if (person.step < times.size() && times[person.step] >= 0) return times[person.step];
    }
    if (skill != nullptr && skill->service) return draw_work_s(person, *skill->service);
    const Treatment* treated = treatment(person);
    return draw_work_s(person, treated != nullptr ? treated->service : scenario_.stations[person.at.station].service);
}

// A desk that serves by the transaction takes each of the visit's in turn, with that need's own luck.
double Halls::draw_work_s(const Visitor& person, const Law& law) const {
    const Station& station = scenario_.stations[person.at.station];
    const auto [who, which] = address_at(person, station.guides);
    const Purpose purpose = station.guides ? Purpose::lesson : Purpose::service;
    if (station.unit == ServiceUnit::visit || person.first == none) return quantile(law, luck_.at(purpose, who, which).u);
    double total_s = 0;
    for (Index t = person.first; t != none; t = transactions[t].next) {
        const VisitTransaction& transaction = transactions[t];
        total_s += scenario_.services[transaction.service].counter_time_factor *
                   quantile(law, luck_.at(purpose, transaction.who, which).u);
    }
    return total_s;
}

}  // namespace counterless

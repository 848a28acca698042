#include "results/tally.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace counterless {
namespace {

constexpr std::size_t at(PlacePart what) { return static_cast<std::size_t>(what); }
constexpr std::size_t at(Place what) { return static_cast<std::size_t>(what); }
constexpr std::size_t at(Way what) { return static_cast<std::size_t>(what); }
constexpr std::size_t at(WayPart what) { return static_cast<std::size_t>(what); }
constexpr std::size_t at(Machine what) { return static_cast<std::size_t>(what); }
constexpr std::size_t at(MachinePart what) { return static_cast<std::size_t>(what); }
constexpr std::size_t kind_of(Index thing, NeedKind what) {
    return thing * static_cast<std::size_t>(NeedKind::count) + static_cast<std::size_t>(what);
}

bool leads_to(const Station& from, Index station) {
    const auto names = [&](const std::vector<Index>& list) { return std::find(list.begin(), list.end(), station) != list.end(); };
    return std::any_of(from.routes.begin(), from.routes.end(), [&](const Route& route) { return names(route.stations); }) ||
           std::any_of(from.otherwise.begin(), from.otherwise.end(),
                       [&](const Otherwise& otherwise) { return otherwise.station == station; }) ||
           (from.fork && names(from.fork->stations));
}

// A visit here is one passage through one station, without interruption: then the station's figures are the centre's.
bool is_plain(const Scenario& scenario, Index centre) {
    const Centre& one = scenario.centres[centre];
    if (one.path.size() != 1 || one.guides != none) return false;
    const Station& only = scenario.stations[one.path.front()];
    const bool simple =
        only.pools.empty() && only.classes.empty() && only.routes.empty() && !only.fork && !only.callback && !only.blocks &&
        only.serves == Serves::everyone && only.batch_max == 1 &&
        std::none_of(only.otherwise.begin(), only.otherwise.end(), [](const Otherwise& otherwise) { return otherwise.stated(); });
    const auto comes_from_elsewhere = [&](const Station& other) {
        return (other.centre == centre && &other != &only) || leads_to(other, one.path.front());
    };
    return simple && std::none_of(scenario.stations.begin(), scenario.stations.end(), comes_from_elsewhere);
}

// Only there somebody may be paid and yet unable to work.
bool has_rests(const Pool& pool) {
    return pool.breakdown ||
           std::any_of(pool.duties.begin(), pool.duties.end(), [](const Duty& duty) { return !duty.breaks.empty(); });
}

}  // namespace

Tally::Tally(const Scenario& scenario, const Layout& layout, std::uint32_t replication)
    : scenario_(scenario),
      layout_(layout),
      warmup_s_(scenario.study.warmup_s),
      within_s_(scenario.study.within_s),
      from_s_(scenario.study.warmup_s),
      levels_(layout.places()),
      occupied_(layout.places()),
      together_(layout.places()),
      payroll_(layout.places(), Payroll{.since_s = scenario.study.warmup_s}) {
    summary_.replication = replication;
    if (layout.controls) known_.emplace(scenario);
    summary_.totals.assign(layout.size(), 0.0);
    summary_.distributions.resize(layout.distributions());
    wholes_ = &total(layout.whole(Whole::needs));
    if (layout.by_calendar()) outcomes_ = &total(layout.whole_part(0, Whole::counter));
    groups_ = &total(layout.group(0, Group::visits));
    // Without a series all time is one interval.
    const double no_edge_s = std::numeric_limits<double>::infinity();
    now_ = then_ = layout.bins > 0 ? Interval{0, -1} : Interval{-no_edge_s, no_edge_s};
    for (Index centre = 0; centre < scenario.centres.size(); ++centre) plain_.push_back(is_plain(scenario, centre));
    for (const Centre& centre : scenario.centres)
        trip_s_.push_back(centre.remote ? 0 : centre.trip_s >= 0 ? centre.trip_s : scenario.costs.trip_time_s);
    for (const Tier& tier : scenario.platform.tiers)
        hosts_.push_back({static_cast<double>(tier.capacity.empty() ? tier.hosts : tier.capacity.front().hosts), from_s_});
    backlog_.since_s = from_s_;
    trays_.assign(scenario.back_offices.size(), Tray{.open = {.since_s = from_s_}});
    for (std::size_t d = 0; d < scenario.platform.disruptions.size(); ++d)
        for (const Disruption::Span& span : scenario.platform.disruptions[d].when)
            if (span.from_s >= warmup_s_ && span.until_s < scenario.study.horizon_s)
                recoveries_.push_back({d, span.from_s, span.until_s});
    std::sort(recoveries_.begin(), recoveries_.end(),
              [](const Recovery& a, const Recovery& b) { return a.from_s > b.from_s; });  // the next one last
    place_levels();
    place_totals();
}

void Tally::place_totals() {
    services_ = &total(layout_.service(0, NeedKind::arose));
    segments_ = &total(layout_.segment(0, NeedKind::arose));
    machines_ = &total(layout_.machine(0, Machine::busy_s));
    machine_parts_ = &total(layout_.machine_part(0, 0, MachinePart::busy_s));
    machines_in_series_ = layout_.bins > 0 && layout_.machines_in_series;
    responses_ = &summary_.distributions[layout_.responses_part(0)];
    for (Index channel = 0; channel < scenario_.channels.size(); ++channel)
        channels_.push_back({.horizon = &total(layout_.way(channel, Way::completed)),
                             .parts = &total(layout_.way_part(channel, 0, WayPart::completed)),
                             .responses = &summary_.distributions[layout_.responses(channel)],
                             .call = scenario_.channels[channel].centre != none,
                             .smart = scenario_.channels[channel].smart});
}

void Tally::place_levels() {
    for (std::size_t place = 0; place < levels_.size(); ++place) {
        Level& level = levels_[place];
        level.since_s = warmup_s_;
        level.edge_s = std::numeric_limits<double>::infinity();
        level.horizon = level.parts = &total(layout_.place(place, Place::arrived));
        if (place < layout_.waits_end()) level.waits = &summary_.distributions[layout_.waits(place)];
        if (place < layout_.places_in_series() && layout_.bins > 0)
            level.parts = &total(layout_.place_part(place, 0, PlacePart::arrived));
        if (place >= layout_.stations) continue;
        const Station& station = scenario_.stations[place];
        level.pools = !station.pools.empty();
        level.together = station.batch_max > 1;
        level.plain = plain_[station.centre];
        level.in_series = level.plain && layout_.bins > 0 && !scenario_.centres[station.centre].remote;
        for (std::size_t pool = 0; pool < station.pools.size(); ++pool)
            levels_[layout_.pool(place, pool)].rests = has_rests(station.pools[pool]);
        if (layout_.bins == 0) continue;
        level.bin = layout_.bin_of(warmup_s_);
        level.edge_s = layout_.edge_after(warmup_s_);
    }
}

// ---- levels over time
// ------------------------------------------------------------------------------------------------------------

inline void Tally::integrate(Level& level, double now_s) {
    if (now_s <= level.since_s) return;
    while (now_s > level.edge_s) next_interval(level);
    const double length_s = now_s - level.since_s;
    level.waiting_area += level.waiting * length_s;
    level.busy_area += level.busy * length_s;
    level.duty_area += std::max(level.duty, level.busy) * length_s;  // who was to leave and still serves is on duty
    level.since_s = now_s;
}

void Tally::next_interval(Level& level) {
    const double edge_s = level.edge_s;
    level.edge_s = layout_.edge_after(edge_s);
    integrate(level, edge_s);
    put_down(level);
    level.bin = layout_.bin_of((edge_s + std::min(level.edge_s, edge_s + layout_.bin_s)) / 2);
}

void Tally::put_down(Level& level) {
    double* parts = level.parts + level.bin * at(PlacePart::count);
    parts[at(PlacePart::queue_area)] += level.waiting_area;
    parts[at(PlacePart::busy_area)] += level.busy_area;
    parts[at(PlacePart::duty_area)] += level.duty_area;
    level.waiting_area = level.busy_area = level.duty_area = 0;
}

inline void Tally::wait_at(double now_s, const Person& person, double change) {
    Level& level = levels_[person.station];
    integrate(level, now_s);
    level.waiting += change;
    if (layout_.classes > 0) wait_as_class(now_s, person, change);
}

void Tally::wait_as_class(double now_s, const Person& person, double change) {
    Level& level = levels_[layout_.klass(person.station, person.klass)];
    integrate(level, now_s);
    level.waiting += change;
}

inline void Tally::serve_at(double now_s, const Person& person, double change) {
    Level& level = levels_[person.station];
    if (level.pools || level.together || layout_.classes > 0) return serve_in_pool(now_s, person, change);
    integrate(level, now_s);
    level.busy += change;
}

void Tally::serve_in_pool(double now_s, const Person& person, double change) {
    const double agents = agents_for(person, change);
    change_crew(now_s, person.station, person.pool, agents, 0);
    if (layout_.classes == 0) return;
    Level& level = levels_[layout_.klass(person.station, person.klass)];
    integrate(level, now_s);
    level.busy += agents;
}

// How many agents become busy, or free, by one customer more or less: of those whom an agent serves together, the first and the
// last.
double Tally::agents_for(const Person& person, double change) {
    if (!levels_[person.station].together || person.agent == none) return change;
    const bool pools = levels_[person.station].pools;
    Together& customers = together_[pools ? layout_.pool(person.station, person.pool) : person.station];
    if (person.agent >= customers.size()) customers.resize(person.agent + 1);
    if (change > 0) return customers[person.agent]++ == 0 ? change : 0;
    return --customers[person.agent] == 0 ? change : 0;
}

// A station's duty is that of its pools together: of each those on duty or, while some overstay, those busy.
void Tally::change_crew(double now_s, Index station, Index pool, double busy_change, double duty_change) {
    Level& level = levels_[station];
    integrate(level, now_s);
    level.busy += busy_change;
    if (!level.pools) {
        level.duty += duty_change;
        return;
    }
    Level& its = levels_[layout_.pool(station, pool)];
    integrate(its, now_s);
    if (its.rests) pay(now_s, layout_.pool(station, pool));
    const double before = std::max(its.duty, its.busy);
    its.busy += busy_change;
    its.duty += duty_change;
    level.duty += std::max(its.duty, its.busy) - before;
}

// Who is busy is paid, so of the paid only those count here who are neither busy nor able to be.
void Tally::pay(double now_s, std::size_t pool) {
    const Level& level = levels_[pool];
    Payroll& payroll = payroll_[pool];
    if (now_s <= payroll.since_s) return;
    payroll.unable_area += std::max(payroll.paid - std::max(level.duty, level.busy), 0.0) * (now_s - payroll.since_s);
    payroll.since_s = now_s;
}

void Tally::staffed(double now_s, Index station, Index pool, int agents, int paid) {
    const double duty = agents == unlimited ? 0 : agents;  // where nobody ever waits for an agent, there are as many as are busy
    const Level& level = levels_[levels_[station].pools ? layout_.pool(station, pool) : station];
    change_crew(now_s, station, pool, 0, duty - level.duty);
    if (levels_[station].pools) payroll_[layout_.pool(station, pool)].paid = paid;
}

void Tally::occupied(double now_s, Index station, Index pool, int agents) {
    double& before = occupied_[levels_[station].pools ? layout_.pool(station, pool) : station];
    change_crew(now_s, station, pool, agents - before, 0);
    before = agents;
}

// ---- who came, and how it went
// ----------------------------------------------------------------------------------------------------------

void Tally::look_up(Interval& interval, double time_s) const {
    interval.bin = layout_.bin_of(time_s);
    interval.offset = interval.bin * at(PlacePart::count);
    interval.from_s = layout_.edge_before(time_s);
    interval.until_s = layout_.edge_after(time_s);
}

// The PlaceParts of a station or centre in the interval of an instant. A Place begins with the PlaceParts, so without a series
// they are those of the horizon.
inline double* Tally::cell(const Level& level, Interval& interval, double time_s) const {
    bin_of(interval, time_s);
    return level.parts + interval.offset;
}

inline void Tally::count_came(double now_s, const Person& person) {
    ++cell(levels_[person.station], now_, now_s)[at(PlacePart::offered)];
    if (layout_.classes > 0) ++horizon(layout_.klass(person.station, person.klass), Place::offered);
}

void Tally::count(double arrived_s, const Person& person, Place what) {
    if (!measured(arrived_s)) return;
    ++horizon(person.station, what);
    if (layout_.classes > 0) ++horizon(layout_.klass(person.station, person.klass), what);
}

inline void Tally::count_wait(double* by_arrival, const Level& level, double waited_s) {
    ++by_arrival[at(PlacePart::began)];
    by_arrival[at(PlacePart::within)] += waited_s <= within_s_;
    by_arrival[at(PlacePart::wait_sum)] += waited_s;
    level.horizon[at(Place::waited_some)] += waited_s > 0;
    level.horizon[at(Place::wait_square)] += waited_s * waited_s;
    level.waits->add(waited_s);
}

void Tally::arrived(double now_s, const Person& person) {
    wait_at(now_s, person, 1);
    if (measured(now_s)) count_came(now_s, person);
}

void Tally::began(double now_s, const Person& person, double waited_s) {
    wait_at(now_s, person, -1);
    serve_at(now_s, person, 1);
    const double arrived_s = now_s - waited_s;
    if (!measured(arrived_s)) return;
    const Level& level = levels_[person.station];
    count_wait(cell(level, then_, arrived_s), level, waited_s);
    double* by_start = cell(level, now_, now_s);
    ++by_start[at(PlacePart::started)];
    by_start[at(PlacePart::started_within)] += waited_s <= within_s_;
    by_start[at(PlacePart::started_wait_sum)] += waited_s;
    if (level.in_series) summary_.distributions[layout_.waits_part(then_.bin)].add(waited_s);
    if (layout_.classes == 0) return;
    const Level& its = levels_[layout_.klass(person.station, person.klass)];
    count_wait(its.horizon, its, waited_s);
}

void Tally::interrupted(double now_s, const Person& person) {
    serve_at(now_s, person, -1);
    wait_at(now_s, person, 1);
    count(now_s, person, Place::interrupted);
}

void Tally::resumed(double now_s, const Person& person) {
    wait_at(now_s, person, -1);
    serve_at(now_s, person, 1);
}

void Tally::ended(double now_s, const Person& person, double waited_s, double served_s) {
    serve_at(now_s, person, -1);
    if (known_ && measured(now_s)) [[unlikely]]
        total(layout_.service_excess(person.station)) += known_->excess_s(person, served_s);
    if (!measured(now_s - served_s - waited_s)) return;
    const auto count_end = [&](const Level& level) {
        ++level.horizon[at(Place::ended)];
        level.horizon[at(Place::sojourn_sum)] += waited_s + served_s;
    };
    count_end(levels_[person.station]);
    if (levels_[person.station].pools) count_end(levels_[layout_.pool(person.station, person.pool)]);
    if (layout_.classes > 0) count_end(levels_[layout_.klass(person.station, person.klass)]);
}

void Tally::dropped(double now_s, const Person& person, double waited_s, double served_s) {
    serve_at(now_s, person, -1);
    count(now_s - served_s - waited_s, person, Place::dropped);
}

void Tally::reneged(double now_s, const Person& person, double waited_s) {
    wait_at(now_s, person, -1);
    const double arrived_s = now_s - waited_s;
    if (!measured(arrived_s)) return;
    ++cell(levels_[person.station], then_, arrived_s)[at(PlacePart::reneged)];
    if (layout_.classes > 0) ++horizon(layout_.klass(person.station, person.klass), Place::reneged);
}

void Tally::moved(double now_s, const Person& person, double waited_s, Unserved why) {
    wait_at(now_s, person, -1);
    count(now_s - waited_s, person, why == Unserved::closed ? Place::closed : Place::moved);
}

void Tally::refused(double now_s, const Person& person, Refusal why) {
    if (!measured(now_s)) return;
    count_came(now_s, person);
    count(now_s, person, why == Refusal::full ? Place::blocked : why == Refusal::balked ? Place::balked : Place::closed);
}

// ---- visits
// ------------------------------------------------------------------------------------------------------------------------

void Tally::visit_began(double now_s, std::uint64_t, Index centre, Index, Index, Index) {
    Level& level = levels_[layout_.stations + centre];
    ++whole(Whole::visits);
    if (!plain_[centre]) {
        integrate(level, now_s);
        ++level.waiting;
    }
    if (measured(now_s)) ++cell(level, now_, now_s)[at(PlacePart::arrived)];
}

void Tally::visit_ended(const VisitRecord& visit) {
    Level& level = levels_[layout_.stations + visit.centre];
    if (!plain_[visit.centre]) {
        integrate(level, visit.left_s);
        --level.waiting;
    }
    constexpr Whole ends[] = {Whole::visits_served, Whole::visits_taught, Whole::visits_gave_up, Whole::visits_refused,
                              Whole::visits_returning};
    ++whole(ends[static_cast<std::size_t>(visit.end)]);
    if (!measured(visit.arrived_s)) return;
    if (!visit.by_case) count_own_time(visit);
    if (visit.end == VisitEnd::taught) ++level.horizon[at(Place::taught)];
    if (visit.end == VisitEnd::refused) ++level.horizon[at(Place::refused)];
    if (visit.end == VisitEnd::returns) ++level.horizon[at(Place::returning)];
    if (!plain_[visit.centre]) count_visit(visit, level);
}

// A call takes no trip; its wait is a wait all the same.
void Tally::count_own_time(const VisitRecord& visit) {
    outcome(Whole::customer_s, visit.arrived_s) += visit.left_s - visit.arrived_s + trip_s_[visit.centre];
    outcome(Whole::waited_s, visit.arrived_s) += visit.waited_s;
    if (visit.segment == none) return;
    group(visit.segment, Group::waited_s) += visit.waited_s;
    if (scenario_.centres[visit.centre].remote) return;
    ++group(visit.segment, Group::visits);
    group(visit.segment, Group::trip_s) += trip_s_[visit.centre];
    if (!visit.admitted || (visit.end != VisitEnd::served && visit.end != VisitEnd::taught)) return;
    ++group(visit.segment, Group::served);
    group(visit.segment, Group::wait_sum) += visit.waited_s;
    summary_.distributions[layout_.waits_of_segment(visit.segment)].add(visit.waited_s);
}

// Who was moved at the door came to no station: he is no one who came to be served.
void Tally::count_visit(const VisitRecord& visit, const Level& level) {
    const bool served = visit.end == VisitEnd::served || visit.end == VisitEnd::taught;
    if (served && !visit.admitted && !visit.refused) return;
    double* by_arrival = cell(level, then_, visit.arrived_s);
    ++by_arrival[at(PlacePart::offered)];
    by_arrival[at(PlacePart::reneged)] += visit.end == VisitEnd::gave_up;
    if (!served || !visit.admitted) return;
    count_wait(by_arrival, level, visit.waited_s);
    if (layout_.bins > 0 && !scenario_.centres[visit.centre].remote)
        summary_.distributions[layout_.waits_part(then_.bin)].add(visit.waited_s);
    ++level.horizon[at(Place::ended)];
    level.horizon[at(Place::sojourn_sum)] += visit.left_s - visit.arrived_s;
}

void Tally::centre_emptied(double now_s, Index centre, double overtime_s) {
    if (!measured(now_s)) return;
    ++horizon(layout_.stations + centre, Place::closings);
    horizon(layout_.stations + centre, Place::overtime_sum) += overtime_s;
}

// ---- transactions
// ------------------------------------------------------------------------------------------------------------------

void Tally::need_arose(double now_s, Index service, Index segment) {
    ++whole(Whole::needs);
    if (!measured(now_s)) return;
    if (service != none) ++services_[kind_of(service, NeedKind::arose)];
    if (segment != none) ++segments_[kind_of(segment, NeedKind::arose)];
}

void Tally::attempt_ended(const AttemptRecord& attempt) {
    if (!measured(attempt.began_s)) return;
    const ChannelTotals& its = channels_[attempt.channel];
    const double response_s = attempt.ended_s - attempt.began_s;
    ++its.horizon[at(Way::attempts)];
    its.horizon[at(Way::failed)] += attempt.failed();
    if (attempt.failed()) ++its.horizon[at(Way::error) + static_cast<std::size_t>(attempt.why)];
    its.horizon[at(Way::response_sum)] += response_s;
    its.horizon[at(Way::response_square)] += response_s * response_s;
    its.responses->add(response_s);
    if (!its.call) outcome(Whole::customer_s, attempt.began_s) += response_s + scenario_.costs.digital_time_s;
    if (attempt.failed()) {
        ++outcome(Whole::failed, attempt.began_s);
        if (attempt.segment != none) ++group(attempt.segment, Group::failed);
    }
    if (!machines_in_series_) return;
    const std::size_t bin = bin_of(now_, attempt.began_s);
    double* part = its.parts + bin * at(WayPart::count);
    ++part[at(WayPart::attempts)];
    part[at(WayPart::failed)] += attempt.failed();
    part[at(WayPart::response_sum)] += response_s;
    if (!its.call) responses_[bin].add(response_s);
}

void Tally::transaction_ended(const TransactionRecord& transaction) {
    const bool digital = transaction.end == TransactionEnd::digital, lost = transaction.end == TransactionEnd::given_up;
    const bool smart = digital && channels_[transaction.channel].smart;
    ++whole(lost ? Whole::given_up : smart ? Whole::done_smart : digital ? Whole::done_other : Whole::done_counter);
    if (!measured(transaction.time_s)) return;
    const NeedKind kind = lost ? NeedKind::given_up : smart ? NeedKind::smart : digital ? NeedKind::other : NeedKind::counter;
    if (transaction.service != none) ++services_[kind_of(transaction.service, kind)];
    if (transaction.segment != none) ++segments_[kind_of(transaction.segment, kind)];
    if (transaction.channel != none) count_way(transaction.time_s, channels_[transaction.channel], lost);
    const double time_s = transaction.time_s;
    ++outcome(lost ? Whole::lost : Whole::completed, time_s);
    if (smart) ++outcome(Whole::smart, time_s);
    if (digital && transaction.centre != none) ++outcome(Whole::moved, time_s);
    if (kind != NeedKind::counter) return;
    ++outcome(Whole::counter, time_s);
    outcome(Whole::sheets, time_s) += scenario_.services[transaction.service].sheets;
}

void Tally::count_way(double now_s, const ChannelTotals& its, bool lost) {
    ++its.horizon[lost ? at(Way::lost) : at(Way::completed)];
    if (!machines_in_series_) return;
    ++its.parts[bin_of(now_, now_s) * at(WayPart::count) + (lost ? at(WayPart::lost) : at(WayPart::completed))];
}

void Tally::worked(double now_s, Index tier, double core_seconds) {
    if (!measured(now_s)) return;
    machines_[tier * at(Machine::count) + at(Machine::busy_s)] += core_seconds;
    if (!machines_in_series_) return;
    const std::size_t part = tier * layout_.bins + bin_of(now_, now_s);
    machine_parts_[part * at(MachinePart::count) + at(MachinePart::busy_s)] += core_seconds;
}
void Tally::transferred(double now_s, Index link, double bytes) {
    if (measured(now_s)) total(layout_.link_bytes(link)) += bytes;
}

// ---- the end
// -----------------------------------------------------------------------------------------------------------------------

void Tally::finished(double now_s, Ending ending, StillInside inside) {
    whole(Whole::open_needs) = static_cast<double>(inside.transactions);
    whole(Whole::visits_inside) = static_cast<double>(inside.visits);
    summary_.ending = static_cast<std::uint8_t>(ending);
    for (std::size_t office = 0; office < trays_.size(); ++office) count_open(std::max(now_s, scenario_.study.horizon_s), office);
    follow_recoveries(scenario_.study.horizon_s, 0);  // who has not recovered by then has needed at least so long
    // A run that ends because nothing is left to happen still measures its whole window.
    sum_up(std::max(now_s, scenario_.study.horizon_s));
}

// The totals keep their places, to which the levels point.
Summary Tally::cut(double now_s) {
    sum_up(now_s);
    Summary whole = summary_;
    std::fill(summary_.totals.begin(), summary_.totals.end(), 0.0);
    std::fill(summary_.distributions.begin(), summary_.distributions.end(), Buckets());
    from_s_ = now_s;
    return whole;
}

void Tally::sum_up(double end_s) {
    for (std::size_t place = 0; place < levels_.size(); ++place) {
        Level& level = levels_[place];
        integrate(level, end_s);
        const bool of_visits = place >= layout_.stations && place < layout_.places_in_series();
        if (of_visits) horizon(place, Place::inside_area) += std::exchange(level.waiting_area, 0);
        if (!of_visits) put_down(level);
        if (level.rests) pay(end_s, place);
    }
    for (std::size_t tier = 0; tier < hosts_.size(); ++tier) integrate_hosts(end_s, tier);
    integrate_backlog(end_s);
    for (std::size_t office = 0; office < trays_.size(); ++office) integrate_tray(end_s, office);
    measure_the_window(end_s);
    add_up_centres();
    add_up_intervals();
    add_up_paid();
    add_up_all();
    add_up_channels();
    add_up_consequences(end_s);
}

void Tally::measure_the_window(double end_s) {
    total(layout_.window()) = end_s - from_s_;
    for (double from_s = from_s_; layout_.bins > 0 && from_s < end_s;) {
        const double until_s = std::min(layout_.edge_after(from_s), end_s);
        total(layout_.bin_length(layout_.bin_of(from_s))) += until_s - from_s;
        from_s = until_s;
    }
}

// A centre's lines, agents and duty are those of its stations, and so is who did not get served there; of a plain centre all is.
// Agents without number are neither busy nor free, and no part of a centre's.
void Tally::add_up_centres() {
    constexpr PlacePart parts[] = {PlacePart::queue_area, PlacePart::busy_area, PlacePart::duty_area};
    constexpr PlacePart plain_parts[] = {PlacePart::offered, PlacePart::began, PlacePart::within, PlacePart::wait_sum,
                                         PlacePart::reneged};
    constexpr Place wholes[] = {Place::blocked, Place::balked, Place::closed, Place::moved, Place::dropped, Place::interrupted};
    constexpr Place plain_wholes[] = {Place::waited_some, Place::wait_square, Place::ended, Place::sojourn_sum};
    for (std::size_t station = 0; station < layout_.stations; ++station) {
        const Index of = scenario_.stations[station].centre;
        const std::size_t centre = layout_.stations + of;
        const bool endless = scenario_.stations[station].agents == unlimited;
        for (std::size_t bin = 0; bin < cells(); ++bin) {
            for (const PlacePart what : parts)
                if (!endless || what == PlacePart::queue_area) part(centre, bin, what) += part(station, bin, what);
            if (!plain_[of]) continue;
            for (const PlacePart what : plain_parts) part(centre, bin, what) = part(station, bin, what);
            horizon(centre, Place::inside_area) +=
                part(station, bin, PlacePart::queue_area) + part(station, bin, PlacePart::busy_area);
        }
        for (const Place what : wholes) horizon(centre, what) += horizon(station, what);
        if (!plain_[of]) continue;
        for (const Place what : plain_wholes) horizon(centre, what) = horizon(station, what);
        summary_.distributions[layout_.waits(centre)] = summary_.distributions[layout_.waits(station)];
    }
}

// The horizon is the sum of its intervals.
void Tally::add_up_intervals() {
    for (std::size_t place = 0; place < layout_.all(); ++place)
        for (std::size_t bin = 0; bin < layout_.bins; ++bin)
            for (std::size_t what = 0; what < at(PlacePart::count); ++what)
                horizon(place, static_cast<Place>(what)) += part(place, bin, static_cast<PlacePart>(what));
}

// Paid is who is on duty or overstays, and who rests or waits for a repair meanwhile.
void Tally::add_up_paid() {
    for (std::size_t station = 0; station < layout_.stations; ++station) {
        double& paid = horizon(station, Place::paid_area) = horizon(station, Place::duty_area);
        for (std::size_t p = 0; p < layout_.pools(station); ++p) {
            const std::size_t pool = layout_.pool(station, p);
            const double unable_s = std::exchange(payroll_[pool].unable_area, 0);
            horizon(pool, Place::paid_area) = horizon(pool, Place::duty_area) + unable_s;
            paid += unable_s;
        }
        if (scenario_.stations[station].agents == unlimited) continue;
        horizon(layout_.stations + scenario_.stations[station].centre, Place::paid_area) += paid;
    }
}

// All is the sum of the centres to which people travel.
void Tally::add_up_all() {
    const std::size_t all = layout_.all();
    for (std::size_t station = 0; station < layout_.stations; ++station)
        horizon(layout_.stations + scenario_.stations[station].centre, Place::asked) += horizon(station, Place::offered);
    for (std::size_t centre = layout_.stations; centre < all; ++centre) {
        if (scenario_.centres[centre - layout_.stations].remote) continue;
        for (std::size_t what = 0; what < static_cast<std::size_t>(Place::count); ++what)
            horizon(all, static_cast<Place>(what)) += horizon(centre, static_cast<Place>(what));
        for (std::size_t bin = 0; bin < layout_.bins; ++bin)
            for (std::size_t what = 0; what < at(PlacePart::count); ++what)
                part(all, bin, static_cast<PlacePart>(what)) += part(centre, bin, static_cast<PlacePart>(what));
        summary_.distributions[layout_.waits(all)].add(summary_.distributions[layout_.waits(centre)]);
    }
}

// What is completed is completed in some way. The responses of all are those of the channels that are no calls, whose time is
// that of their visits and no machine's.
void Tally::add_up_channels() {
    for (Index thing = 0; thing < layout_.services + layout_.segments; ++thing)
        services_[kind_of(thing, NeedKind::completed)] = services_[kind_of(thing, NeedKind::counter)] +
                                                         services_[kind_of(thing, NeedKind::smart)] +
                                                         services_[kind_of(thing, NeedKind::other)];
    for (const ChannelTotals& its : channels_)
        if (!its.call) summary_.distributions[layout_.responses_all()].add(*its.responses);
}

Summary Tally::take() { return std::move(summary_); }

}  // namespace counterless

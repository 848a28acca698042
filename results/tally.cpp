#include "results/tally.hpp"

#include <algorithm>
#include <cmath>

namespace counterless {

Tally::Tally(const Scenario& scenario, const Layout& layout, std::uint32_t replication)
    : scenario_(scenario), layout_(layout), warmup_s_(scenario.study.warmup_s), levels_(layout.stations + layout.centres) {
    summary_.replication = replication;
    summary_.totals.assign(layout.size(), 0.0);
    summary_.distributions.resize(layout.distributions());
    for (Level& level : levels_) {
        level.since_s = warmup_s_;
        if (layout.bins > 0) {
            level.bin = layout.bin_of(warmup_s_);
            level.edge_s = (std::floor((warmup_s_ + layout.origin_s) / layout.bin_s) + 1) * layout.bin_s - layout.origin_s;
        }
    }
}

// ---- levels over time
// ------------------------------------------------------------------------------------------------------------

void Tally::add_area(std::size_t place, const Level& level, double length_s) {
    const double duty = std::max(level.duty, level.busy);  // who was to leave and still serves is on duty
    total(layout_.place(place, Place::queue_area)) += level.waiting * length_s;
    total(layout_.place(place, Place::busy_area)) += level.busy * length_s;
    total(layout_.place(place, Place::duty_area)) += duty * length_s;
    total(layout_.place(place, Place::inside_area)) += level.inside * length_s;
    if (layout_.bins == 0) return;
    total(layout_.place_part(place, level.bin, PlacePart::queue_area)) += level.waiting * length_s;
    total(layout_.place_part(place, level.bin, PlacePart::busy_area)) += level.busy * length_s;
    total(layout_.place_part(place, level.bin, PlacePart::duty_area)) += duty * length_s;
}

// The interval of an instant, looked up anew only when the clock leaves the one it was in.
std::size_t Tally::bin_now(double now_s) {
    if (now_s < now_from_s_ || now_s >= now_until_s_) {
        now_bin_ = layout_.bin_of(now_s);
        now_from_s_ = std::floor((now_s + layout_.origin_s) / layout_.bin_s) * layout_.bin_s - layout_.origin_s;
        now_until_s_ = now_from_s_ + layout_.bin_s;
    }
    return now_bin_;
}

void Tally::integrate(std::size_t place, double now_s) {
    Level& level = levels_[place];
    if (now_s <= level.since_s) return;
    while (layout_.bins > 0 && now_s > level.edge_s) {
        add_area(place, level, level.edge_s - level.since_s);
        level.since_s = level.edge_s;
        level.edge_s += layout_.bin_s;
        level.bin = layout_.bin_of(level.since_s + layout_.bin_s / 2);
    }
    add_area(place, level, now_s - level.since_s);
    level.since_s = now_s;
}

// ---- stations
// --------------------------------------------------------------------------------------------------------------------

void Tally::arrived(double now_s, const Person& person) {
    const Index station = person.station;
    integrate(station, now_s);
    ++levels_[station].waiting;
    if (!measured(now_s)) return;
    count_offered(station, now_s);
}

void Tally::count_offered(std::size_t place, double arrived_s) {
    if (place < layout_.stations) ++total(layout_.place(place, Place::arrived));
    ++total(layout_.place(place, Place::offered));
    if (layout_.bins == 0) return;
    const std::size_t bin = layout_.bin_of(arrived_s);
    if (place < layout_.stations) ++total(layout_.place_part(place, bin, PlacePart::arrived));
    ++total(layout_.place_part(place, bin, PlacePart::offered));
}

void Tally::count_wait(std::size_t place, double arrived_s, double waited_s) {
    const bool within = waited_s <= scenario_.study.within_s;
    ++total(layout_.place(place, Place::began));
    total(layout_.place(place, Place::waited_some)) += waited_s > 0;
    total(layout_.place(place, Place::within)) += within;
    total(layout_.place(place, Place::wait_sum)) += waited_s;
    total(layout_.place(place, Place::wait_square)) += waited_s * waited_s;
    summary_.distributions[layout_.waits(place)].add(waited_s);
    if (layout_.bins == 0) return;
    const std::size_t bin = layout_.bin_of(arrived_s);
    ++total(layout_.place_part(place, bin, PlacePart::began));
    total(layout_.place_part(place, bin, PlacePart::within)) += within;
    total(layout_.place_part(place, bin, PlacePart::wait_sum)) += waited_s;
    if (place >= layout_.stations) summary_.distributions[layout_.waits_part(bin)].add(waited_s);
}

void Tally::began(double now_s, const Person& person, double waited_s) {
    const Index station = person.station;
    integrate(station, now_s);
    --levels_[station].waiting;
    ++levels_[station].busy;
    if (measured(now_s - waited_s)) count_wait(station, now_s - waited_s, waited_s);
}

void Tally::ended(double now_s, const Person& person, double waited_s, double served_s) {
    const Index station = person.station;
    integrate(station, now_s);
    --levels_[station].busy;
    if (!measured(now_s - served_s - waited_s)) return;
    ++total(layout_.place(station, Place::ended));
    total(layout_.place(station, Place::sojourn_sum)) += waited_s + served_s;
}

void Tally::reneged(double now_s, const Person& person, double waited_s) {
    const Index station = person.station;
    integrate(station, now_s);
    --levels_[station].waiting;
    if (!measured(now_s - waited_s)) return;
    ++total(layout_.place(station, Place::reneged));
    if (layout_.bins > 0) ++total(layout_.place_part(station, layout_.bin_of(now_s - waited_s), PlacePart::reneged));
}

void Tally::refused(double now_s, const Person& person, Refusal) {
    const Index station = person.station;
    if (!measured(now_s)) return;
    count_offered(station, now_s);
    ++total(layout_.place(station, Place::refused));
}

void Tally::interrupted(double now_s, const Person& person) {
    integrate(person.station, now_s);
    --levels_[person.station].busy;
    ++levels_[person.station].waiting;
}
void Tally::resumed(double now_s, const Person& person) {
    integrate(person.station, now_s);
    ++levels_[person.station].busy;
    --levels_[person.station].waiting;
}
void Tally::dropped(double now_s, const Person& person, double, double) {
    integrate(person.station, now_s);
    --levels_[person.station].busy;
}
void Tally::moved(double now_s, const Person& person, double) {
    integrate(person.station, now_s);
    --levels_[person.station].waiting;
}
void Tally::occupied(double, Index, Index, int) {}

void Tally::staffed(double now_s, Index station, Index, int agents) {
    integrate(station, now_s);
    levels_[station].duty = agents;
}

// ---- visits
// ------------------------------------------------------------------------------------------------------------------------

void Tally::visit_began(double now_s, std::uint64_t, Index centre, Index, Index) {
    const std::size_t place = layout_.stations + centre;
    integrate(place, now_s);
    ++levels_[place].inside;
    ++whole(Whole::visits);
    if (!measured(now_s)) return;
    ++whole(Whole::came);
    ++total(layout_.place(place, Place::arrived));
    if (layout_.bins > 0) ++total(layout_.place_part(place, bin_now(now_s), PlacePart::arrived));
}

void Tally::visit_ended(const VisitRecord& visit) {
    const std::size_t place = layout_.stations + visit.centre;
    integrate(place, visit.left_s);
    --levels_[place].inside;
    constexpr Whole ends[] = {Whole::visits_served, Whole::visits_taught, Whole::visits_gave_up, Whole::visits_refused,
                              Whole::visits_refused};  // returns: counted with its own measure soon
    ++whole(ends[static_cast<std::size_t>(visit.end)]);
    if (!measured(visit.arrived_s)) return;
    whole(Whole::customer_s) += visit.left_s - visit.arrived_s + scenario_.costs.trip_time_s;
    if (visit.admitted || visit.end == VisitEnd::refused) count_offered(place, visit.arrived_s);
    switch (visit.end) {
        case VisitEnd::taught:
            ++total(layout_.place(place, Place::taught));
            [[fallthrough]];
        case VisitEnd::served:
            if (!visit.admitted) break;
            count_wait(place, visit.arrived_s, visit.waited_s);
            ++total(layout_.place(place, Place::ended));
            total(layout_.place(place, Place::sojourn_sum)) += visit.left_s - visit.arrived_s;
            break;
        case VisitEnd::gave_up:
            ++total(layout_.place(place, Place::reneged));
            if (layout_.bins > 0) ++total(layout_.place_part(place, layout_.bin_of(visit.arrived_s), PlacePart::reneged));
            break;
        case VisitEnd::refused:
        case VisitEnd::returns:
            ++total(layout_.place(place, Place::refused));
            break;
    }
}

void Tally::centre_emptied(double now_s, Index centre, double overtime_s) {
    if (!measured(now_s)) return;
    ++total(layout_.place(layout_.stations + centre, Place::closings));
    total(layout_.place(layout_.stations + centre, Place::overtime_sum)) += overtime_s;
}

// ---- transactions
// ------------------------------------------------------------------------------------------------------------------

void Tally::need_arose(double now_s, Index service, Index segment) {
    ++whole(Whole::needs);
    if (!measured(now_s)) return;
    if (service != none) ++total(layout_.service(service, Kind::arose));
    if (segment != none) ++total(layout_.segment(segment, Kind::arose));
}

void Tally::attempt_ended(const AttemptRecord& attempt) {
    if (!measured(attempt.began_s)) return;
    const double response_s = attempt.ended_s - attempt.began_s;
    ++total(layout_.way(attempt.channel, Way::attempts));
    total(layout_.way(attempt.channel, Way::failed)) += attempt.failed;
    total(layout_.way(attempt.channel, Way::response_sum)) += response_s;
    total(layout_.way(attempt.channel, Way::response_square)) += response_s * response_s;
    whole(Whole::customer_s) += response_s + scenario_.costs.digital_time_s;
    summary_.distributions[layout_.responses(attempt.channel)].add(response_s);
    summary_.distributions[layout_.responses_all()].add(response_s);
    if (layout_.bins == 0) return;
    const std::size_t bin = bin_now(attempt.began_s);
    ++total(layout_.way_part(attempt.channel, bin, WayPart::attempts));
    total(layout_.way_part(attempt.channel, bin, WayPart::failed)) += attempt.failed;
    total(layout_.way_part(attempt.channel, bin, WayPart::response_sum)) += response_s;
    summary_.distributions[layout_.responses_part(bin)].add(response_s);
}

void Tally::transaction_ended(const TransactionRecord& transaction) {
    const bool digital = transaction.end == TransactionEnd::digital, lost = transaction.end == TransactionEnd::given_up;
    const bool smart = digital && scenario_.channels[transaction.channel].smart;
    ++whole(lost ? Whole::given_up : smart ? Whole::done_smart : digital ? Whole::done_other : Whole::done_counter);
    if (!measured(transaction.time_s)) return;
    const Kind kind = lost ? Kind::given_up : smart ? Kind::smart : digital ? Kind::other : Kind::counter;
    if (transaction.service != none) ++total(layout_.service(transaction.service, kind));
    if (transaction.segment != none) ++total(layout_.segment(transaction.segment, kind));
    if (!lost && transaction.service != none) ++total(layout_.service(transaction.service, Kind::completed));
    if (!lost && transaction.segment != none) ++total(layout_.segment(transaction.segment, Kind::completed));
    if (digital) ++total(layout_.way(transaction.channel, Way::completed));
    ++whole(lost ? Whole::lost : Whole::completed);
    if (smart) ++whole(Whole::smart);
    if (digital && transaction.centre != none) ++whole(Whole::moved);
    if (kind != Kind::counter) return;
    ++whole(Whole::counter);
    whole(Whole::sheets) += scenario_.services[transaction.service].sheets;
}

void Tally::worked(double now_s, Index tier, double core_seconds) {
    if (!measured(now_s)) return;
    total(layout_.tier_busy(tier)) += core_seconds;
    if (layout_.bins > 0) total(layout_.tier_busy_part(tier, bin_now(now_s))) += core_seconds;
}
void Tally::transferred(double now_s, Index link, double bytes) {
    if (measured(now_s)) total(layout_.link_bytes(link)) += bytes;
}

// ---- the end
// -----------------------------------------------------------------------------------------------------------------------

void Tally::finished(double now_s, Ending ending, StillInside inside) {
    // A run that ends because nothing is left to happen still measures its whole window.
    const double end_s = std::max(now_s, scenario_.study.horizon_s);
    for (std::size_t place = 0; place < levels_.size(); ++place) integrate(place, end_s);
    whole(Whole::open_needs) = static_cast<double>(inside.transactions);
    whole(Whole::visits_inside) = static_cast<double>(inside.visits);
    summary_.ending = static_cast<std::uint8_t>(ending);
    total(layout_.window()) = end_s - warmup_s_;
    if (layout_.bins > 0)
        for (double from_s = warmup_s_; from_s < end_s;) {
            const double edge_s =
                (std::floor((from_s + layout_.origin_s) / layout_.bin_s) + 1) * layout_.bin_s - layout_.origin_s;
            const double until_s = std::min(edge_s, end_s);
            total(layout_.bin_length(layout_.bin_of(from_s))) += until_s - from_s;
            from_s = until_s;
        }
    add_up_centres();
    add_up_consequences();
}

// A centre's lines, agents and duty are those of its stations; `all` is the sum of the centres.
void Tally::add_up_centres() {
    constexpr Place of_stations[] = {Place::queue_area, Place::busy_area, Place::duty_area};
    constexpr PlacePart parts_of_stations[] = {PlacePart::queue_area, PlacePart::busy_area, PlacePart::duty_area};
    for (std::size_t station = 0; station < layout_.stations; ++station) {
        const std::size_t centre = layout_.stations + scenario_.stations[station].centre;
        for (const Place what : of_stations) total(layout_.place(centre, what)) += total(layout_.place(station, what));
        for (std::size_t bin = 0; bin < layout_.bins; ++bin)
            for (const PlacePart what : parts_of_stations)
                total(layout_.place_part(centre, bin, what)) += total(layout_.place_part(station, bin, what));
    }
    for (std::size_t centre = layout_.stations; centre < layout_.all(); ++centre) {
        for (std::size_t what = 0; what < static_cast<std::size_t>(Place::count); ++what)
            total(layout_.place(layout_.all(), static_cast<Place>(what))) +=
                total(layout_.place(centre, static_cast<Place>(what)));
        for (std::size_t bin = 0; bin < layout_.bins; ++bin)
            for (std::size_t what = 0; what < static_cast<std::size_t>(PlacePart::count); ++what)
                total(layout_.place_part(layout_.all(), bin, static_cast<PlacePart>(what))) +=
                    total(layout_.place_part(centre, bin, static_cast<PlacePart>(what)));
        summary_.distributions[layout_.waits(layout_.all())].add(summary_.distributions[layout_.waits(centre)]);
    }
}

void Tally::add_up_consequences() {
    const Costs& costs = scenario_.costs;
    double guide_s = 0, closings = 0;
    for (std::size_t station = 0; station < layout_.stations; ++station)
        if (scenario_.stations[station].guides) guide_s += total(layout_.place(station, Place::duty_area));
    for (std::size_t centre = layout_.stations; centre < layout_.all(); ++centre)
        closings += total(layout_.place(centre, Place::closings));
    whole(Whole::cost) = costs.counter_transaction * whole(Whole::counter) +
                         costs.digital_transaction * (whole(Whole::completed) - whole(Whole::counter)) +
                         costs.guide_hour * guide_s / 3600 + costs.centre_day * closings;
    whole(Whole::co2) = costs.trip_co2_kg * whole(Whole::came) + costs.sheet_co2_kg * whole(Whole::sheets);
}

Summary Tally::take() { return std::move(summary_); }

}  // namespace counterless

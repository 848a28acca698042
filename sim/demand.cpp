#include "sim/demand.hpp"

#include <algorithm>
#include <cmath>

namespace counterless {
namespace {
Profile profile_of(const std::vector<ProfilePiece>& pieces) {
    std::vector<Profile::Piece> copy;
    for (const ProfilePiece& piece : pieces) copy.push_back({piece.from_s, piece.until_s, piece.share});
    return Profile(std::move(copy));
}
}  // namespace

std::uint64_t address_of_need(Index segment, std::size_t day, std::uint64_t ordinal) {
    return (std::uint64_t{segment} << 56) | (std::uint64_t{day} << 40) | ordinal;
}

void DayPlan::put_in_order() {
    std::stable_sort(needs_.begin(), needs_.end(),
                     [](const PlannedNeed& one, const PlannedNeed& other) { return one.time_s < other.time_s; });
}

Planner::Planner(const Scenario& scenario, const Luck& luck, const Knobs& knobs, const Customers* customers)
    : scenario_(scenario),
      luck_(luck),
      knobs_(knobs),
      customers_(customers),
      channels_(static_cast<Index>(scenario.channels.size())),
      choices_(choices(scenario)),
      offers_(scenario, choices_, knobs),
      visits_(scenario.segments.size()),
      digital_(scenario.segments.size() * scenario.channels.size()),
      aside_(luck.aside()) {
    for (const SegmentChoice& segment : choices_.segments) {
        std::vector<double> weights;
        for (const ServiceChoice& service : segment.services) weights.push_back(service.weight);
        services_.emplace_back(segment.share > 0 ? Alias(weights) : Alias());
    }
    std::vector<double> weights;
    for (const Centre& centre : scenario.centres) weights.push_back(centre.weight);
    if (!weights.empty()) centres_ = Alias(weights);
    counter_profile_ = profile_of(scenario.needs->counter_profile);
    for (const auto& pieces : scenario.needs->channel_profile) channel_profiles_.push_back(profile_of(pieces));
    list_pulls();
}

// ---- the needs of a day
// -------------------------------------------------------------------------------------------------------------

double Planner::busy_on(std::size_t day, const Luck& luck) const {
    const Law& law = scenario_.needs->day_factor;
    return law.sd > 0 ? quantile(law, luck.at(Purpose::day_factor, address_of_need(0, day, 0)).u) : law.mean;
}

double Planner::expected(Index segment, std::size_t day, double busy) const {
    const Day& today = scenario_.calendar.days[day];
    const double factor = today.factor * (today.working ? 1 : scenario_.needs->weekend_share);
    if (services_[segment].empty()) return 0;
    const double sample = customers_ != nullptr ? scenario_.study.scale * customers_->activity(segment) : scenario_.study.scale;
    return scenario_.needs->per_working_day * factor * busy * choices_.segments[segment].share * sample;
}

double Planner::counter_chance(const Offer& offer, const Need& need) const {
    if (customers_ == nullptr) return offer.counter_chance;
    double trip_s = 0;
    if (scenario_.adoption.weights.trip_per_s != 0 && !centres_.empty()) {
        const double noon_s = scenario_.calendar.days[need.day].start_s + 43200;
        Index centre = centres_.pick(need.u);
        if (knobs_.any(KnobKind::centre_closed)) centre = instead_of(luck_.aside(), centre, noon_s, need.who);
        trip_s = trip_s_of(scenario_, scenario_.centres[centre]);
    }
    return customers_->counter_chance(need.customer, offer.logits, trip_s, need.day);
}

// One uniform decides presence, counter or smart channel, in that order: a larger digital share moves only those who may go.
Planner::Need Planner::decide(const Luck& luck, const Offers& offers, Need need, double v) const {
    const Uniforms drawn = luck.at(Purpose::need, need.who);
    need.service = services_[need.segment].pick(drawn.u);
    need.u = drawn.v;
    if (customers_ != nullptr) need.customer = customers_->pick(need.segment, luck.at(Purpose::customer, need.who).u);
    const ServiceChoice& choice = choices_.segments[need.segment].services[need.service];
    const Offer& offer = offers.of(need.segment, need.service);
    const bool must_come = v < offer.presence;
    const bool by_choice = !must_come && choice.free && (v - offer.presence) < counter_chance(offer, need) * (1 - offer.presence);
    const bool able = by_choice && (customers_ == nullptr || customers_->able(need.customer));
    const bool open =
        (scenario_.calendar.days[need.day].working || scenario_.needs->closed_days_wait) && !scenario_.centres.empty();
    if (!must_come && !by_choice && !choice.channel_share.empty()) {
        need.way = Way::digital;
    } else if (open && able && offer.mandated) {
        need.way = Way::digital;
        need.how = How::moved;
    } else if (open) {  // on a closed day only what can be done digitally arises
        need.way = able ? Way::counter : Way::presence;
    }
    return need;
}

void Planner::plan(std::size_t day) {
    for (DayPlan& plan : visits_) plan.clear();
    for (DayPlan& plan : digital_) plan.clear();
    offers_.look_at(scenario_.calendar.days[day].start_s);
    for (const Pull& pull : pulls_)
        if (pull.onto.front() == day) look_ahead(pull);
    const double busy = busy_on(day, luck_);
    for (Index segment = 0; segment < visits_.size(); ++segment) {
        Party party;
        walk(luck_, offers_, segment, day, busy, [&](const Need& need) {
            if (gone_.empty() || !came_before(need.who)) plan_need(need, party);
        });
    }
    plan_moved(day);
}

void Planner::plan_need(const Need& need, Party& party) {
    if (need.way == Way::digital) return plan_digital(need, channel_for(need.segment, need.service, need.u), need.how);
    if (need.way == Way::nowhere) return;
    if (!scenario_.calendar.days[need.day].working) return wait_for_open_day(need);
    plan_visit(need, party);
}

double Planner::visit_s(std::size_t day, double place) const {
    const Calendar& calendar = scenario_.calendar;
    const OpenInterval &usual = calendar.usual_hours, &today = calendar.hours_on(day);
    return calendar.days[day].start_s +
           counter_profile_.second_of(place, {usual.open_s, usual.close_s}, {today.open_s, today.close_s});
}

void Planner::plan_visit(const Need& need, Party& party) {
    const double alone = 1 / scenario_.needs->transactions_per_visit;
    const bool in_company = alone < 1 && party.centre != none && luck_.at(Purpose::company, need.who).u >= alone;
    if (!in_company) {
        const double time_s = visit_s(need.day, need.place);
        party = {time_s, centre_for(need.u, time_s, need.who), false};
    }
    PlannedNeed visit{
        .time_s = party.time_s, .who = need.who, .service = need.service, .centre = party.centre, .customer = need.customer};
    if (need.way == Way::counter) {
        if (const Index other = displaced_to(need, visit); other != none) return plan_digital(need, other, How::elsewhere);
        const Whom whom{.centre = visit.centre, .service = need.service, .segment = need.segment};
        const double acceptance = knobs_.at(KnobKind::acceptance, visit.time_s, whom);
        if (acceptance > 0) {
            const Uniforms luck = luck_.at(Purpose::acceptance, need.who);
            visit.accepts = luck.u < acceptance;
            if (visit.accepts && luck.v < knobs_.at(KnobKind::message, visit.time_s, whom)) {  // moved before he travels
                const Index channel = channel_for(need.segment, need.service, luck_.at(Purpose::moved, need.who).u);
                return plan_digital(need, channel, How::moved);
            }
        }
    }
    visit.joins = party.has_visitor;
    party.has_visitor = true;
    visits_[need.segment].add(visit);
}

// A typing centre or a broker, if one does this service for him. Of several initiatives each takes its share of what is left.
Index Planner::displaced_to(const Need& need, const PlannedNeed& visit) const {
    if (!knobs_.any(KnobKind::displaced)) return none;
    const Whom whom{.centre = visit.centre, .service = need.service, .segment = need.segment};
    const std::vector<Index>& offered = scenario_.services[need.service].channels;
    double u = -1, left = 1;
    for (const Knob& knob : knobs_.of(KnobKind::displaced)) {
        const Index channel = scenario_.initiatives[knob.initiative].displaced_to;
        if (knob.value <= 0 || !knobs_.holds(knob, visit.time_s, whom)) continue;
        if (std::find(offered.begin(), offered.end(), channel) == offered.end()) continue;
        if (u < 0) u = luck_.at(Purpose::displaced, need.who).u;
        if ((u -= left * knob.value) < 0) return channel;
        left *= 1 - knob.value;
    }
    return none;
}

bool Planner::is_passed_over(const Need& need, Index channel) const {
    if (passes_over_.empty() || passes_over_[channel] == 0) return false;
    const double failure = scenario_.channels[channel].failure;
    return failure <= 0 || aside_.at(Purpose::attempt, need.who).u >= failure;
}

void Planner::plan_digital(const Need& need, Index channel, How how) {
    if (is_passed_over(need, channel)) return;
    const double time_s = scenario_.calendar.days[need.day].start_s + channel_profiles_[channel].second_of(need.place);
    digital_[need.segment * channels_ + channel].add(
        {.time_s = time_s, .who = need.who, .service = need.service, .customer = need.customer, .how = how});
}

Index Planner::channel_for(Index segment, Index service, double u) const {
    const std::vector<double>& shares = choices_.segments[segment].services[service].channel_share;
    Index last = 0;
    for (Index channel = 0; channel < shares.size(); ++channel) {
        if (shares[channel] <= 0) continue;
        last = channel;
        if (u < shares[channel]) return channel;
        u -= shares[channel];
    }
    return last;
}

// ---- centres
// ------------------------------------------------------------------------------------------------------------------------

Index Planner::centre_for(double u, double time_s, std::uint64_t who) const { return instead_of(centres_.pick(u), time_s, who); }

// The centre that took a closed one's place, or any that is open, by weight: where everybody else goes, so do its visitors.
Index Planner::instead_of(Index centre, double time_s, std::uint64_t who) const { return instead_of(luck_, centre, time_s, who); }
Index Planner::instead_of(const Luck& luck, Index centre, double time_s, std::uint64_t who) const {
    if (!knobs_.any(KnobKind::centre_closed)) return centre;
    constexpr std::uint32_t tries_max = 64;
    for (std::uint32_t tries = 0; tries < tries_max && knobs_.at(KnobKind::centre_closed, time_s, centre) > 0; ++tries) {
        const Index into =
            scenario_.initiatives[knobs_.whose(KnobKind::centre_closed, time_s, Whom{.centre = centre})].merged_into;
        const auto which = static_cast<std::uint32_t>(time_s / 86400) * tries_max + tries;
        centre = into != none && into != centre ? into : centres_.pick(luck.at(Purpose::merged, who, which).u);
    }
    return centre;
}

double Planner::next_open_s(Index centre, double time_s, double u) const {
    const Centre& place = scenario_.centres[centre];
    if (place.always_open) return time_s;
    auto after = std::upper_bound(place.open.begin(), place.open.end(), time_s,
                                  [](double time, const OpenInterval& open) { return time < open.close_s; });
    while (after != place.open.end() && knobs_.any(KnobKind::centre_closed) &&
           knobs_.at(KnobKind::centre_closed, after->open_s, centre) > 0)
        ++after;
    if (after == place.open.end()) return infinite;
    if (time_s >= after->open_s) return time_s;
    const double midnight_s = std::floor(after->open_s / 86400) * 86400;
    const auto day = std::min(static_cast<std::size_t>(midnight_s / 86400), scenario_.calendar.days.size() - 1);
    return std::clamp(visit_s(day, u), after->open_s, std::nexttoward(after->close_s, after->open_s));
}

}  // namespace counterless

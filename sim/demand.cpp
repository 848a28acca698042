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

Planner::Planner(const Scenario& scenario, const Luck& luck, const Knobs& knobs)
    : scenario_(scenario),
      luck_(luck),
      knobs_(knobs),
      channels_(static_cast<Index>(scenario.channels.size())),
      choices_(choices(scenario)),
      visits_(scenario.segments.size()),
      digital_(scenario.segments.size() * scenario.channels.size()) {
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
}

void Planner::plan(std::size_t day) {
    const Law& law = scenario_.needs->day_factor;
    busy_ = law.sd > 0 ? quantile(law, luck_.at(Purpose::day_factor, address_of_need(0, day, 0)).u) : law.mean;
    for (DayPlan& plan : visits_) plan.clear();
    for (DayPlan& plan : digital_) plan.clear();
    for (Index segment = 0; segment < visits_.size(); ++segment)
        if (!services_[segment].empty()) plan_segment(segment, day);
}

// A unit-rate Poisson process, stretched so that the day's expected needs fall into (0, 1).
void Planner::plan_segment(Index segment, std::size_t day) {
    const Day& today = scenario_.calendar.days[day];
    const double factor = today.factor * (today.working ? 1 : scenario_.needs->weekend_share);
    const double expected = scenario_.needs->per_working_day * factor * busy_ * choices_.segments[segment].share;
    if (expected <= 0) return;
    double place = 0;
    Party party;
    for (std::uint64_t ordinal = 0;; ++ordinal) {
        const std::uint64_t who = address_of_need(segment, day, ordinal);
        const Uniforms luck = luck_.at(Purpose::gap, who);
        place += unit_exponential(luck.u) / expected;
        if (place >= 1) return;
        plan_need(segment, day, who, place, luck.v, party);
    }
}

// One uniform decides presence, counter or smart channel, in that order: a larger digital share moves only those who may go.
void Planner::plan_need(Index segment, std::size_t day, std::uint64_t who, double place, double v, Party& party) {
    const SegmentChoice& choice = choices_.segments[segment];
    const Day& today = scenario_.calendar.days[day];
    const Uniforms luck = luck_.at(Purpose::need, who);
    const Index service = services_[segment].pick(luck.u);
    const ServiceChoice& way = choice.services[service];
    const double presence = way.digital_only ? 0 : presence_at(scenario_.services[service], today.start_s);
    const bool must_come = v < presence;
    const bool by_choice = !must_come && way.free && (v - presence) < choice.counter_chance * (1 - presence);
    const PlannedNeed need{.time_s = 0, .who = who, .service = service, .centre = none, .accepts = false, .joins = false};
    if (!must_come && !by_choice && !way.channel_share.empty()) {
        plan_digital(segment, day, need, place, channel_for(segment, service, luck.v));
    } else if (today.working && !scenario_.centres.empty()) {  // on a closed day only what can be done digitally arises
        PlannedNeed visit = need;
        visit.centre = centres_.pick(luck.v);
        plan_visit(segment, day, visit, place, by_choice, party);
    }
}

double Planner::visit_s(std::size_t day, double place) const {
    const Calendar& calendar = scenario_.calendar;
    const OpenInterval &usual = calendar.usual_hours, &today = calendar.hours_on(day);
    return calendar.days[day].start_s +
           counter_profile_.second_of(place, {usual.open_s, usual.close_s}, {today.open_s, today.close_s});
}

void Planner::plan_visit(Index segment, std::size_t day, PlannedNeed need, double place, bool eligible, Party& party) {
    const double alone = 1 / scenario_.needs->transactions_per_visit;
    const bool in_company = alone < 1 && party.centre != none && luck_.at(Purpose::company, need.who).u >= alone;
    if (!in_company) party = {visit_s(day, place), need.centre, false};
    need.time_s = party.time_s;
    need.centre = party.centre;
    const double acceptance = eligible ? knobs_.at(KnobKind::acceptance, need.time_s, need.centre) : 0;
    if (acceptance > 0) {
        const Uniforms luck = luck_.at(Purpose::acceptance, need.who);
        need.accepts = luck.u < acceptance;
        if (need.accepts && luck.v < knobs_.at(KnobKind::message, need.time_s, need.centre)) {  // moved before he travels
            const Index channel = channel_for(segment, need.service, luck_.at(Purpose::moved, need.who).u);
            return plan_digital(segment, day, need, place, channel);
        }
    }
    need.joins = party.has_visitor;
    party.has_visitor = true;
    visits_[segment].add(need);
}

void Planner::plan_digital(Index segment, std::size_t day, PlannedNeed need, double place, Index channel) {
    need.time_s = scenario_.calendar.days[day].start_s + channel_profiles_[channel].second_of(place);
    need.accepts = false;
    digital_[segment * channels_ + channel].add(need);
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

double Planner::next_open_s(Index centre, double time_s, double u) const {
    const Centre& place = scenario_.centres[centre];
    if (place.always_open) return time_s;
    const auto after = std::upper_bound(place.open.begin(), place.open.end(), time_s,
                                        [](double time, const OpenInterval& open) { return time < open.close_s; });
    if (after == place.open.end()) return infinite;
    if (time_s >= after->open_s) return time_s;
    const double midnight_s = std::floor(after->open_s / 86400) * 86400;
    const auto day = std::min(static_cast<std::size_t>(midnight_s / 86400), scenario_.calendar.days.size() - 1);
    return std::clamp(visit_s(day, u), after->open_s, std::nexttoward(after->close_s, after->open_s));
}

}  // namespace counterless

#include "scenarios/choice.hpp"

#include <algorithm>

namespace counterless {
namespace {

// How a need that is tried digitally ends, averaged over the channels of this segment and service.
void mix_channels(const Scenario& scenario, const Segment& segment, const Service& service, ServiceChoice& choice) {
    choice.channel_share.assign(scenario.channels.size(), 0.0);
    double total = 0;
    for (const Index channel : service.channels) total += choice.channel_share[channel] = segment.channel_share[channel];
    if (total <= 0)  // the segment uses none of those that offer the service: all alike
        for (const Index channel : service.channels) total += choice.channel_share[channel] = 1;
    for (std::size_t k = 0; k < scenario.channels.size(); ++k) {
        const double share = choice.channel_share[k] /= total;
        const Channel& channel = scenario.channels[k];
        const Reaction& usual = channel.after(Failure::error);
        const double final_share = usual.retry < 1 ? usual.visit / (1 - usual.retry) : 0;  // of those who do not try again
        const DigitalOutcome one = digital_outcome(channel.failure, usual.retry, service.at_counter ? final_share : 0);
        choice.outcome.digital += share * one.digital;
        choice.outcome.visit += share * one.visit;
        choice.outcome.given_up += share * one.given_up;
        if (channel.smart) choice.smart += share * one.digital;
    }
}

ServiceChoice choice_of(const Scenario& scenario, const Segment& segment, const Service& service) {
    ServiceChoice choice;
    choice.free = service.at_counter && !service.channels.empty();
    choice.digital_only = !service.at_counter;
    if (!service.channels.empty()) mix_channels(scenario, segment, service, choice);
    return choice;
}

// The trips to centres that differ, with the share of visits of each; one of length 0 where no trip counts.
struct Trip {
    double length_s, share;
};
std::vector<Trip> trips_of(const Scenario& scenario) {
    if (scenario.adoption.weights.trip_per_s <= 0) return {{0, 1}};
    std::vector<Trip> trips;
    for (const Centre& centre : scenario.centres) {
        if (centre.weight <= 0) continue;
        const double length_s = trip_s_of(scenario, centre);
        const auto same = std::find_if(trips.begin(), trips.end(), [&](const Trip& trip) { return trip.length_s == length_s; });
        if (same == trips.end())
            trips.push_back({length_s, centre.weight});
        else
            same->share += centre.weight;
    }
    return trips.empty() ? std::vector<Trip>{{0, 1}} : trips;
}

// How customers of one segment differ from each other, as far as the model looks at it.
struct Spread {
    double habit, habit_sd, offline;
};
Spread spread_of(const Scenario& scenario, const Segment& segment) {
    switch (scenario.adoption.model) {
        case AdoptionModel::fixed:
            return {segment.habit, 0, 0};
        case AdoptionModel::bass:
            return {0, 0, 0};
        default:
            return {segment.habit, segment.habit_sd, segment.offline};
    }
}

double pull_at_start(const Scenario& scenario, const Service& service, double trip_s) {
    if (scenario.adoption.model == AdoptionModel::bass) return 0;
    return pull(scenario, service, 0, scenario.adoption.weights.reference_wait_s, trip_s);
}

// Of the needs of one segment those for which the digital way has the same pull.
class Groups {
  public:
    NeedGroup& at(const Spread& spread, double pull) {
        for (std::size_t i = first_; i < groups_.size(); ++i)
            if (groups_[i].habit == spread.habit + pull) return groups_[i];
        return groups_.emplace_back(NeedGroup{.habit = spread.habit + pull,
                                              .free = 0,
                                              .free_smart = 0,
                                              .free_completed = 0,
                                              .bound_smart = 0,
                                              .bound_completed = 0,
                                              .habit_sd = spread.habit_sd});
    }
    void next_segment() {  // free_smart and free_completed were summed over the needs; they are of one
        for (; first_ < groups_.size(); ++first_)
            if (NeedGroup& group = groups_[first_]; group.free > 0) {
                group.free_smart /= group.free;
                group.free_completed /= group.free;
            }
    }
    [[nodiscard]] const std::vector<NeedGroup>& all() const { return groups_; }

  private:
    std::vector<NeedGroup> groups_;
    std::size_t first_ = 0;
};

void add_needs(const ServiceChoice& service, double needs, double presence, double offline, NeedGroup& group) {
    const double completed = service.outcome.digital + service.outcome.visit;
    group.bound_completed += needs * presence;
    const double absent = needs * (1 - presence);
    if (service.free) {
        const double free = absent * (1 - offline);
        group.bound_completed += absent * offline;
        group.free += free;
        group.free_smart += free * service.smart;
        group.free_completed += free * completed;
    } else if (service.digital_only) {
        group.bound_smart += absent * service.smart;
        group.bound_completed += absent * completed;
    } else {
        group.bound_completed += absent;
    }
}

std::vector<NeedGroup> groups_of(const Scenario& scenario, const std::vector<SegmentChoice>& segments,
                                 const std::vector<Trip>& trips) {
    Groups groups;
    for (std::size_t g = 0; g < segments.size(); ++g) {
        const Spread spread = spread_of(scenario, scenario.segments[g]);
        for (std::size_t s = 0; s < scenario.services.size(); ++s) {
            const Service& service = scenario.services[s];
            const ServiceChoice& choice = segments[g].services[s];
            const double presence = choice.digital_only ? 0 : presence_at(service, 0);
            for (const Trip& trip : trips)
                add_needs(choice, segments[g].share * choice.weight * trip.share, presence, spread.offline,
                          groups.at(spread, pull_at_start(scenario, service, trip.length_s)));
        }
        groups.next_segment();
    }
    return groups.all();
}

// P(segment, service) = share of the service x weight of the segment among those eligible for it.
std::vector<SegmentChoice> who_needs_what(const Scenario& scenario) {
    std::vector<SegmentChoice> segments(scenario.segments.size());
    for (SegmentChoice& segment : segments) segment.services.resize(scenario.services.size());
    for (std::size_t s = 0; s < scenario.services.size(); ++s) {
        const Service& service = scenario.services[s];
        double eligible = 0;
        for (const Index g : service.segments) eligible += scenario.segments[g].weight;
        for (const Index g : service.segments) {
            ServiceChoice& choice = segments[g].services[s];
            choice = choice_of(scenario, scenario.segments[g], service);
            choice.weight = service.share * scenario.segments[g].weight / eligible;
            segments[g].share += choice.weight;
        }
    }
    for (SegmentChoice& segment : segments)
        for (ServiceChoice& service : segment.services)
            if (segment.share > 0) service.weight /= segment.share;
    return segments;
}

// The mean over a segment's free needs; where services do not differ, their chance to the last bit.
double mean_counter_chance(const SegmentChoice& segment) {
    double needs = 0, counter = 0, first = -1;
    bool alike = true;
    for (const ServiceChoice& service : segment.services) {
        if (first < 0) first = service.counter_chance;
        alike = alike && service.counter_chance == first;
        if (!service.free) continue;
        needs += service.weight;
        counter += service.weight * service.counter_chance;
    }
    return alike || needs <= 0 ? std::max(first, 0.0) : counter / needs;
}

void set_chances(const Scenario& scenario, const std::vector<Trip>& trips, ChoiceTable& table) {
    for (std::size_t g = 0; g < table.segments.size(); ++g) {
        const Spread spread = spread_of(scenario, scenario.segments[g]);
        for (std::size_t s = 0; s < scenario.services.size(); ++s) {
            double digital = 0;
            for (const Trip& trip : trips) {
                const double own = pull_at_start(scenario, scenario.services[s], trip.length_s);
                digital += trip.share * mean_logistic(table.base + (spread.habit + own), spread.habit_sd);
            }
            table.segments[g].services[s].counter_chance = 1 - digital * (1 - spread.offline);
        }
        table.segments[g].counter_chance = mean_counter_chance(table.segments[g]);
    }
}
}  // namespace

double value_at(const std::vector<DatedValue>& dated, double time_s) {
    double value = 0;
    for (const DatedValue& one : dated)
        if (one.from_s <= time_s) value = one.value;
    return value;
}

double presence_at(const Service& service, double time_s) { return value_at(service.presence, time_s); }

double trip_s_of(const Scenario& scenario, const Centre& centre) {
    return centre.trip_s < 0 ? scenario.costs.trip_time_s : centre.trip_s;
}

double pull(const Scenario& scenario, const Service& service, double time_s, double wait_s, double trip_s) {
    const Weights& weights = scenario.adoption.weights;
    return value_at(service.ease, time_s) + weights.wait_per_s * wait_s + weights.trip_per_s * trip_s -
           weights.effort_per_s * service.effort_s;
}

ChoiceTable choices(const Scenario& scenario) {
    ChoiceTable table;
    table.segments = who_needs_what(scenario);
    const auto trips = trips_of(scenario);
    const auto groups = groups_of(scenario, table.segments, trips);
    const bool bass = scenario.adoption.model == AdoptionModel::bass;
    table.range = share_range(groups);
    if (bass) table.range.highest = share_at(groups, logit(value_at(scenario.adoption.bass.ceiling, 0)));
    table.base = base_for(groups, std::clamp(scenario.adoption.share, table.range.lowest, table.range.highest));
    set_chances(scenario, trips, table);
    if (bass) table.adopters = logistic(table.base);
    return table;
}

}  // namespace counterless

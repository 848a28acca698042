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

NeedGroup group_of(const Scenario& scenario, const Segment& segment, const SegmentChoice& choice) {
    NeedGroup group{
        .habit = segment.habit, .free = 0, .free_smart = 0, .free_completed = 0, .bound_smart = 0, .bound_completed = 0};
    for (std::size_t s = 0; s < scenario.services.size(); ++s) {
        const ServiceChoice& service = choice.services[s];
        const double needs = choice.share * service.weight;
        const double presence = service.digital_only ? 0 : presence_at(scenario.services[s], 0);
        const double completed = service.outcome.digital + service.outcome.visit;
        group.bound_completed += needs * presence;
        const double absent = needs * (1 - presence);
        if (service.free) {
            group.free += absent;
            group.free_smart += absent * service.smart;
            group.free_completed += absent * completed;
        } else if (service.digital_only) {
            group.bound_smart += absent * service.smart;
            group.bound_completed += absent * completed;
        } else {
            group.bound_completed += absent;
        }
    }
    if (group.free > 0) {
        group.free_smart /= group.free;
        group.free_completed /= group.free;
    }
    return group;
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

}  // namespace

double value_at(const std::vector<DatedValue>& values, double time_s) {
    double value = 0;
    for (const DatedValue& dated : values)
        if (dated.from_s <= time_s) value = dated.value;
    return value;
}
double presence_at(const Service& service, double time_s) { return value_at(service.presence, time_s); }

ChoiceTable choices(const Scenario& scenario) {
    ChoiceTable table;
    table.segments = who_needs_what(scenario);
    std::vector<NeedGroup> groups;
    for (std::size_t g = 0; g < table.segments.size(); ++g)
        groups.push_back(group_of(scenario, scenario.segments[g], table.segments[g]));
    table.range = share_range(groups);
    table.base = base_for(groups, std::clamp(scenario.adoption.share, table.range.lowest, table.range.highest));
    table.start = logistic(table.base);
    for (std::size_t g = 0; g < table.segments.size(); ++g)
        table.segments[g].counter_chance = 1 - logistic(table.base + scenario.segments[g].habit);
    return table;
}

}  // namespace counterless

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr double sum_tolerance = 1e-6;

std::vector<double> even_shares(const std::vector<Channel>& channels) {
    const auto smart = std::count_if(channels.begin(), channels.end(), [](const Channel& channel) { return channel.smart; });
    std::vector<double> shares;
    for (const Channel& channel : channels) shares.push_back(channel.smart ? 1.0 / static_cast<double>(smart) : 0);
    return shares;
}

std::vector<double> channel_shares(const View& segment, const std::vector<Channel>& channels) {
    if (!segment.has("channels")) return even_shares(channels);
    const View stated = segment.at("channels");
    std::vector<double> shares;
    for (const Channel& channel : channels) shares.push_back(stated.number(channel.id));
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (std::abs(sum - 1) > sum_tolerance)
        segment.problem("channels", fmt::format("shares that sum to {:.6g}", sum), "a sum of 1");
    return shares;
}

// The earliest value also holds before its date, so that the whole horizon has one.
std::vector<DatedValue> presence_of(const View& service, const Dates& dates) {
    const auto pieces = service.elements("presence");
    if (pieces.empty()) return {{-infinite, service.number("presence")}};
    if (!dates.stated) service.problem("presence", "dates without a calendar", "one share, or a calendar");
    std::vector<DatedValue> values;
    for (const View& piece : pieces) {
        const auto date = parse_date(piece.text("from"));
        if (!date) continue;
        const double from_s = dates.usable ? dates.second_of(*date) : static_cast<double>(date->time_since_epoch().count());
        if (!values.empty() && from_s <= values.back().from_s)
            piece.problem("from", "\"" + piece.text("from") + "\"", "dates in rising order");
        values.push_back({from_s, piece.number("value")});
    }
    if (!values.empty()) values.front().from_s = -infinite;
    return values;
}

void set_channels(const View& view, Service& service, const std::vector<Channel>& channels) {
    const auto ids = ids_of(channels);
    service.at_counter = !view.has("channels");
    if (!view.has("channels"))
        for (Index i = 0; i < channels.size(); ++i) service.channels.push_back(i);
    for (const std::string& word : view.words("channels")) {
        const Index index = index_in(ids, word);
        if (word == "counter") service.at_counter = true;
        if (index == none) continue;
        const bool twice = std::find(service.channels.begin(), service.channels.end(), index) != service.channels.end();
        if (twice) view.problem("channels", "\"" + word + "\" twice", "each channel once");
        if (!twice) service.channels.push_back(index);
    }
}

void set_segments(const View& view, Service& service, const std::vector<Segment>& segments) {
    const auto ids = ids_of(segments);
    if (!view.has("eligible"))
        for (Index i = 0; i < segments.size(); ++i) service.segments.push_back(i);
    for (const std::string& word : view.words("eligible")) {
        const Index index = index_in(ids, word);
        const bool twice = std::find(service.segments.begin(), service.segments.end(), index) != service.segments.end();
        if (index != none && twice) view.problem("eligible", "\"" + word + "\" twice", "each segment once");
        if (index != none && !twice) service.segments.push_back(index);
    }
}

Service build_service(const View& view, const Scenario& scenario, const Dates& dates) {
    Service service;
    service.id = view.id();
    service.name = view.name("name", service.id);
    service.category = view.text("category");
    service.share = transactions_per_working_day(view, "volume", dates);
    service.fee = view.number("fee");
    service.sheets = view.number("sheets");
    service.presence = presence_of(view, dates);
    service.counter_time_factor = view.number("counter_time_factor");
    set_channels(view, service, scenario.channels);
    set_segments(view, service, scenario.segments);
    service.klass = class_of(view, scenario, none);
    const bool bound =
        std::any_of(service.presence.begin(), service.presence.end(), [](const DatedValue& dated) { return dated.value > 0; });
    if (bound && !service.at_counter)
        view.problem("channels", "no counter, though some must come in person", "\"counter\" among them, or presence 0");
    return service;
}
}  // namespace

std::vector<CustomerClass> build_classes(const View& classes) {
    std::vector<CustomerClass> built;
    for (const View& one : classes.members()) built.push_back({one.id(), one.name("name", one.id())});
    if (built.empty()) built.push_back({"all", {"All", "الجميع"}});
    return built;
}
Index class_of(const View& owner, const Scenario& scenario, Index otherwise) {
    const Index index = index_in(ids_of(scenario.classes), owner.text("class"));
    return index == none ? otherwise : index;
}

std::vector<Segment> build_segments(const View& segments, const Scenario& scenario) {
    std::vector<Segment> built;
    for (const View& segment : segments.members())
        built.push_back({.id = segment.id(),
                         .name = segment.name("name", segment.id()),
                         .weight = segment.number("weight"),
                         .habit = segment.number("habit"),
                         .klass = class_of(segment, scenario),
                         .channel_share = channel_shares(segment, scenario.channels)});
    return built;
}

std::vector<Service> build_services(const View& services, const Scenario& scenario, const Dates& dates) {
    std::vector<Service> built;
    bool all_stated = true;
    for (const View& service : services.members()) {
        built.push_back(build_service(service, scenario, dates));
        all_stated = all_stated && service.stated_number("volume").has_value();
        double weight = 0;
        for (const Index segment : built.back().segments) weight += scenario.segments[segment].weight;
        if (!built.back().segments.empty() && weight <= 0)
            service.problem("eligible", "segments of weight 0 only", "somebody who asks for it");
    }
    double sum = 0;
    for (const Service& service : built) sum += service.share;
    if (!built.empty() && all_stated && sum <= 0) services.problem("volumes that sum to 0", "a volume above 0");
    for (Service& service : built) service.share = sum > 0 ? service.share / sum : 0;
    return built;
}

}  // namespace counterless

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"
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

// The law of how active they are, of mean 1: it shares out the needs of the segment, it makes no more of them.
Law activity_of(const View& segment) {
    Law law = build_law(segment, "activity", LawOf::figure);
    if (std::abs(law.mean - 1) > sum_tolerance)
        segment.problem("activity", fmt::format("a law of mean {:.6g}", law.mean), "a mean of 1");
    else if (cdf(law, 0) > 0 && quantile(law, 1e-9) < 0)
        segment.problem("activity", "a law that falls below 0", "needs of 0 or more");
    return law;
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
    if (view.has("eligible")) return service.segments = indices_of(view, "eligible", ids_of(segments), "segment"), void();
    for (Index i = 0; i < segments.size(); ++i) service.segments.push_back(i);
}

Service build_service(const View& view, const Scenario& scenario, const Dates& dates, double digital_time_s) {
    Service service;
    service.id = view.id();
    service.name = view.name("name", service.id);
    service.category = view.text("category");
    service.share = transactions_per_working_day(view, "volume", dates);
    service.fee = view.number("fee");
    service.sheets = view.number("sheets");
    service.presence = dated_values(view, "presence", dates);
    service.counter_time_factor = view.number("counter_time_factor");
    set_channels(view, service, scenario.channels);
    set_segments(view, service, scenario.segments);
    service.klass = class_of(view, scenario, none);
    if (view.has("ease")) service.ease = dated_values(view, "ease", dates);
    service.effort_s = view.has("effort") ? view.number("effort") : digital_time_s;
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
                         .channel_share = channel_shares(segment, scenario.channels),
                         .customers = static_cast<std::uint32_t>(segment.number("customers")),
                         .activity = activity_of(segment),
                         .habit_sd = segment.number("habit_sd"),
                         .offline = segment.number("offline"),
                         .exempt = segment.flag("exempt")});
    return built;
}

std::vector<Service> build_services(const View& root, const Scenario& scenario, const Dates& dates) {
    const View services = root.at("services");
    const double digital_time_s = root.at("costs").number("digital_time");
    std::vector<Service> built;
    bool all_stated = true;
    for (const View& service : services.members()) {
        built.push_back(build_service(service, scenario, dates, digital_time_s));
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

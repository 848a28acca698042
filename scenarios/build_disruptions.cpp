// scenarios/build_disruptions.cpp: what befalls the machines, as spans of time over numbered elements. Chance is drawn in sim.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr double befallen_most = 1e6;  // by one disruption, machine by machine

std::vector<Index> from_to(Index first, Index count) {
    std::vector<Index> numbers(count);
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

Index first_host(const Platform& platform, Index tier) {
    Index first = 0;
    for (Index t = 0; t < tier; ++t) first += static_cast<Index>(platform.tiers[t].hosts);
    return first;
}

// Everything that `of` may name but single hosts.
std::vector<std::string> names_of(const Platform& platform) {
    std::vector<std::string> names{"platform"};
    for (const Tier& tier : platform.tiers) names.push_back("tier/" + tier.id);
    for (const Link& link : platform.links) names.push_back("link/" + link.id);
    for (const Site& site : platform.sites) names.push_back("site/" + site.id);
    return names;
}

// "host/web/2": the second of the tier web.
std::vector<Index> one_host(const View& view, const std::vector<std::string>& words, const Platform& platform) {
    const Index tier = index_in(ids_of(platform.tiers), words[1]);
    if (tier == none) {
        view.problem("of", "\"" + view.text("of") + "\"",
                     "host/TIER/NUMBER with " + suggestion(words[1], ids_of(platform.tiers)));
        return {};
    }
    int number = 0;
    const auto [end, error] = std::from_chars(words[2].data(), words[2].data() + words[2].size(), number);
    const bool whole = error == std::errc() && end == words[2].data() + words[2].size();
    if (!whole || number < 1 || number > platform.tiers[tier].hosts) {
        view.problem("of", "\"" + view.text("of") + "\"",
                     fmt::format("a host of {} from 1 to {}", words[1], platform.tiers[tier].hosts));
        return {};
    }
    return {first_host(platform, tier) + static_cast<Index>(number - 1)};
}

std::vector<Index> at_site(const Platform& platform, Index site) {
    std::vector<Index> elements;
    Index element = 0;
    for (const Tier& tier : platform.tiers)
        for (int host = 0; host < tier.hosts; ++host, ++element)
            if (!tier.sites.empty() && tier.sites[static_cast<std::size_t>(host)] == site) elements.push_back(element);
    for (const Link& link : platform.links) {
        if (link.site == site) elements.push_back(element);
        ++element;
    }
    return elements;
}

std::vector<Index> elements_of(const View& view, const Platform& platform) {
    const std::string of = view.text("of");
    const auto words = split_text(of, '/');
    const auto hosts = platform.hosts();
    if (of == "platform") return from_to(0, hosts + static_cast<Index>(platform.links.size()));
    if (words.size() == 3 && words[0] == "host") return one_host(view, words, platform);
    if (words.size() == 2 && words[0] == "tier")
        if (const Index tier = index_in(ids_of(platform.tiers), words[1]); tier != none)
            return from_to(first_host(platform, tier), static_cast<Index>(platform.tiers[tier].hosts));
    if (words.size() == 2 && words[0] == "link")
        if (const Index link = index_in(ids_of(platform.links), words[1]); link != none) return {hosts + link};
    if (words.size() == 2 && words[0] == "site")
        if (const Index site = index_in(ids_of(platform.sites), words[1]); site != none) return at_site(platform, site);
    view.problem("of", "\"" + of + "\"", suggestion(of, names_of(platform)));
    return {};
}

void build_dated(const View& view, const Dates& dates, double horizon_s, Disruption& built) {
    const auto begin_s = begin_of(view, dates);
    const auto length_s = view.stated_number("length");
    if (!view.has("length")) view.problem("no \"length\"", "how long it lasts, such as \"2 h\"");
    if (!begin_s || !length_s) return;
    const bool daily = view.flag("every_day");
    if (daily && *length_s > day_s) view.problem("length", "longer than a day, every day", "at most 24 h");
    const bool from_the_start = daily && !view.has("date");  // what began the evening before, too
    for (double from_s = *begin_s - (from_the_start ? day_s : 0); from_s < horizon_s; from_s += day_s) {
        if (from_s + *length_s > 0) built.when.push_back({std::max(from_s, 0.0), from_s + *length_s});
        if (!daily) break;
    }
    if (built.when.empty()) view.problem("a disruption outside the horizon", "a time within it");
    const double changes = static_cast<double>(built.when.size()) * static_cast<double>(built.elements.size());
    if (changes > befallen_most)
        view.problem("every_day", fmt::format("{:.3g} outages of single machines in the horizon", changes), "at most a million");
}

void build_random(const View& view, double horizon_s, Disruption& built) {
    built.random = true;
    built.each = view.flag("each");
    built.up = build_law(view, "up", LawOf::time);
    built.repair = build_law(view, "repair", LawOf::time);
    if (!view.has("repair")) view.problem("no \"repair\"", "how long until it is up again, such as \"30 min\"");
    if (!view.has("up")) view.problem("no \"up\"", "how long until it goes down, such as \"90 d\"");
    const auto elements = static_cast<double>(built.elements.size());  // each has its own list of them
    if (const double cycle_s = built.up.mean + built.repair.mean; cycle_s * befallen_most < horizon_s * elements)
        view.problem("up", "more than a million failures in the horizon", "a longer time between failures");
}
}  // namespace

// When it begins for the first time: a clock time is of its date, or of the first day.
std::optional<double> begin_of(const View& view, const Dates& dates) {
    const bool clock = parse_clock(view.text("from")).has_value();
    double day = 0;
    if (view.has("date")) {
        if (!dates.stated) view.problem("date", "a date without a calendar", "a calendar, or a time from the start");
        if (!clock) view.problem("from", "\"" + view.text("from") + "\"", "a clock time, for there is a date");
        if (dates.usable) day = dates.second_of(std::chrono::sys_days(std::chrono::days(static_cast<int>(view.number("date")))));
    }
    const auto from = view.stated_number("from");
    return from ? std::optional(day + *from) : std::nullopt;
}

void build_disruptions(const View& platform, const Dates& dates, double horizon_s, Platform& built) {
    for (const View& view : platform.at("disruptions").members()) {
        Disruption& one = built.disruptions.emplace_back();
        one.id = view.id();
        one.elements = elements_of(view, built);
        one.speed = view.number("speed");
        one.in_flight = word_of<InFlight>(view, "in_flight");
        const bool dated = view.has("from"), random = view.has("up") || view.has("repair");
        if (dated == random)
            view.problem(dated ? "from and up" : "no \"from\"", "either \"from\" with \"length\", or \"up\" with \"repair\"");
        if (view.has("each") && !random) view.problem("each", "no clock by chance", "\"up\" and \"repair\"");
        if (random && (view.has("length") || view.has("date") || view.has("every_day")))
            view.problem("a date or length beside \"up\"", "\"up\" and \"repair\" alone");
        if (view.has("in_flight") && one.speed > 0) view.problem("in_flight", "nothing goes down", "speed 0, or no in_flight");
        if (one.speed >= 1) view.problem("speed", "1", "less than 1");
        if (dated) build_dated(view, dates, horizon_s, one);
        if (random) build_random(view, horizon_s, one);
    }
}

}  // namespace counterless

// scenarios/build_machines.cpp: tiers and links that stand in a platform file. Their numbers come from the survey and from
// nowhere else; from then on they are like any other, so the pool and SimGrid's machines are built as if they had been typed in.
// Tested in tests/scenarios/build_machines_test.cpp.
#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/build.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/suggest.hpp"

namespace counterless {
namespace {
// The things of the file by name. Each can be taken once: a host that stood in two tiers would do twice its work.
template <typename Thing>
class Names {
  public:
    Names(const std::vector<Thing>& things, std::string kind) : things_(things), kind_(std::move(kind)) {
        for (const Thing& thing : things) places_.emplace(thing.name, "");
    }

    // What a name or a pattern stands for; empty, and a problem at `key`, if that is nothing or taken already.
    std::vector<const Thing*> take(const View& view, const std::string& key, const std::string& word) {
        std::vector<const Thing*> found;
        const bool pattern = !places_.contains(word) && word.find_first_of("*?") != std::string::npos;
        for (const Thing& thing : things_)
            if (pattern ? fnmatch(word.c_str(), thing.name.c_str(), 0) == 0 : thing.name == word) found.push_back(&thing);
        if (found.empty()) unknown(view, key, word);
        for (const Thing* thing : found) {
            std::string& place = places_[thing->name];
            if (!place.empty())
                view.problem(key, fmt::format("the {} \"{}\" again, after {}", kind_, thing->name, place), "each once");
            place = view.place(key);
        }
        return found;
    }

  private:
    void unknown(const View& view, const std::string& key, const std::string& word) {
        std::vector<std::string> names;  // of a thousand: the nearest is searched among all
        if (++unknown_ <= 20)
            for (const Thing& thing : things_)
                if (names.size() < 1000) names.push_back(thing.name);
        view.problem(key, "\"" + word + "\"", names.empty() ? "a " + kind_ + " of the platform file" : suggestion(word, names));
    }

    const std::vector<Thing>& things_;
    std::string kind_;
    std::map<std::string, std::string> places_;  // where it was taken
    int unknown_ = 0;
};

// ---- tiers --------------------------------------------------------------------------------------------------------------------
std::string described(const SurveyedHost& host) {
    std::string text = fmt::format("{} ({} cores of {:g} flop/s", host.name, host.cores, host.flops_per_s);
    if (!host.wattage_per_state.empty()) text += fmt::format(", {} W, state {}", host.wattage_per_state, host.power_state);
    if (!host.wattage_off.empty()) text += fmt::format(", off {} W", host.wattage_off);
    return text + ")";
}

bool alike(const SurveyedHost& one, SurveyedHost other) {
    other.name = one.name;
    return one == other;
}

std::optional<double> watts(std::string_view text) {
    const auto number = csv_number(text);
    return number && *number >= 0 && *number <= 100'000 ? number : std::nullopt;
}

// "idle:epsilon:all" of the state it is in, or "idle:all": then it takes as much idle as when it has begun to work.
std::optional<Power> power_of(const SurveyedHost& host) {
    const auto states = split_text(host.wattage_per_state, ',');
    const auto off_w = host.wattage_off.empty() ? 0 : watts(host.wattage_off);
    if (host.power_state >= states.size() || !off_w) return {};
    const auto words = split_text(states[host.power_state], ':');
    if (words.size() != 2 && words.size() != 3) return {};
    const auto idle_w = watts(words[0]), least_w = watts(words[words.size() - 2]), full_w = watts(words.back());
    if (!idle_w || !least_w || !full_w || *idle_w > *least_w || *least_w > *full_w) return {};
    return Power{.off_w = *off_w, .idle_w = *idle_w, .least_w = *least_w, .full_w = *full_w};
}

void set_power(const View& view, const SurveyedHost& host, Tier& tier) {
    if (host.wattage_per_state.empty()) return;
    if (view.has("power")) view.problem("power", "power beside that of the platform file", "one of them");
    tier.power = power_of(host);
    if (!tier.power)
        view.problem("machines", "the wattage of " + described(host),
                     "\"idle:epsilon:all\" in rising watts for each of its speeds, and a wattage_off if it has one");
}

template <typename Number>
void set_inside(const View& view, const char* key, Number value, const char* otherwise, Number& set) {
    const auto [low, high] = range_of(view.field(key));
    if (value >= low && value <= high) {
        set = value;
        return;
    }
    view.problem("machines", fmt::format("{} {:g}", key, static_cast<double>(value)),
                 fmt::format("{} from {:g} to {:g}{}", key, low, high, otherwise));
}

void build_tier(const View& view, double flops_per_core_second, Names<SurveyedHost>& names, Tier& tier) {
    std::vector<const SurveyedHost*> hosts;
    const auto words = view.words("machines");
    for (std::size_t i = 0; i < words.size(); ++i)
        for (const SurveyedHost* host : names.take(view, fmt::format("machines/{}", i), words[i])) hosts.push_back(host);
    if (hosts.empty()) return;
    for (const SurveyedHost* host : hosts)
        if (!alike(*hosts.front(), *host)) {
            view.problem("machines", described(*hosts.front()) + " and " + described(*host),
                         "machines that are alike: a tier for each kind");
            break;
        }
    set_inside(view, "hosts", static_cast<int>(hosts.size()), "", tier.hosts);
    if (!tier.sites.empty() && tier.sites.size() != hosts.size())
        view.problem("sites", fmt::format("{} hosts", tier.sites.size()), fmt::format("{}, as many as machines", hosts.size()));
    set_inside(view, "cores", hosts.front()->cores, "", tier.cores);
    set_inside(view, "speed", hosts.front()->flops_per_s / flops_per_core_second, ": another /platform/flops_per_core_second",
               tier.speed);
    set_power(view, *hosts.front(), tier);
}

// ---- links --------------------------------------------------------------------------------------------------------------------
void build_link(const View& view, Names<SurveyedLink>& names, Link& link) {
    for (const SurveyedLink* wire : names.take(view, "wire", view.text("wire"))) {
        if (wire->sharing == Sharing::other)
            view.problem("wire", "\"" + wire->name + "\", a wifi link", "one that is shared or a fat pipe");
        const auto [low, high] = range_of(view.field("bandwidth"));
        if (!(wire->bandwidth_per_s >= low && wire->bandwidth_per_s <= high))
            view.problem("wire", fmt::format("{:g} B/s", wire->bandwidth_per_s), fmt::format("from {:g} to {:g} B/s", low, high));
        if (!(wire->latency_s >= 0 && wire->latency_s <= range_of(view.field("latency")).high))
            view.problem("wire", fmt::format("a latency of {:g} s", wire->latency_s), "from 0 to 3600 s");
        link.bandwidth_per_s = wire->bandwidth_per_s;
        link.latency_s = wire->latency_s;
        link.shared = wire->sharing == Sharing::shared;
    }
}

// What the file says is not said again.
void check_keys(const View& view, const char* name, std::initializer_list<const char*> said_by_the_file, bool has_file) {
    if (!view.has(name)) return;
    if (!has_file) view.problem(name, "no /platform/file", "a platform file to find it in");
    for (const char* key : said_by_the_file)
        if (view.has(key))
            view.problem(key, fmt::format("it beside \"{}\"", name), "only one of them: the platform file says it");
}
}  // namespace

void build_machines(const View& platform, const PlatformSurvey* survey, Platform& built) {
    const bool has_file = platform.has("file");
    for (const char* key : {"sha256", "flops_per_core_second"})
        if (platform.has(key) && !has_file) platform.problem(key, "no /platform/file", "a platform file beside it");
    const auto tiers = platform.at("tiers").members(), links = platform.at("links").members();
    for (const View& tier : tiers) check_keys(tier, "machines", {"hosts", "cores", "speed"}, has_file);
    for (const View& link : links) check_keys(link, "wire", {"latency", "bandwidth", "shared"}, has_file);
    const auto named = [](const char* key) { return [key](const View& view) { return view.has(key); }; };
    if (has_file && std::none_of(tiers.begin(), tiers.end(), named("machines")) &&
        std::none_of(links.begin(), links.end(), named("wire")))
        platform.problem("file", "a platform file of which nothing is used", "\"machines\" of a tier or \"wire\" of a link");
    if (survey == nullptr) return;
    Names hosts(survey->hosts, "host");
    Names wires(survey->links, "link");
    for (std::size_t i = 0; i < tiers.size(); ++i)
        if (tiers[i].has("machines")) build_tier(tiers[i], platform.number("flops_per_core_second"), hosts, built.tiers[i]);
    for (std::size_t i = 0; i < links.size(); ++i)
        if (links[i].has("wire")) build_link(links[i], wires, built.links[i]);
}

}  // namespace counterless

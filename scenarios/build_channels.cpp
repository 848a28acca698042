#include <algorithm>
#include <array>

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"

namespace counterless {
namespace {
Fidelity fidelity_of(const std::string& word) {
    return word == "platform" ? Fidelity::platform : word == "pool" ? Fidelity::pool : Fidelity::delay;
}

Step build_step(const View& step, const std::vector<std::string>& tiers, const std::vector<std::string>& links) {
    constexpr std::array<const char*, 4> kinds{"transfer", "work", "think", "notify"};  // in the order of StepKind
    std::string stated;
    std::size_t kind = kinds.size(), number = 0;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        if (!step.has(kinds[k])) continue;
        stated += (stated.empty() ? "" : " and ") + std::string(kinds[k]);
        kind = k, ++number;
    }
    const bool think = kind == static_cast<std::size_t>(StepKind::think);
    if (number != 1)
        step.problem(stated.empty() ? "no step" : stated,
                     "one of \"transfer\" with a link, \"work\" or \"notify\" with a tier, and \"think\" with a time");
    else if (think == step.has("amount"))
        step.problem(think ? "an amount of thinking" : "no \"amount\"",
                     think ? "only \"think\"" : "\"amount\": bytes or core time");
    Step built{.kind = number == 1 ? static_cast<StepKind>(kind) : StepKind::work, .only_with_fee = step.flag("only_with_fee")};
    if (think && number == 1) return built.amount = build_law(step, "think", LawOf::time), built;
    const bool transfer = built.kind == StepKind::transfer;
    built.where = index_in(transfer ? links : tiers, step.text(number == 1 ? kinds[kind] : "work"));
    built.amount = build_law(step, "amount", transfer ? LawOf::bytes : LawOf::work);
    return built;
}

// A transaction takes either a journey, or (without contention) a stated time.
void check_way(const View& channel, const Channel& built) {
    const bool journey = channel.has("journey"), response = channel.has("response");
    const bool people = channel.has("centre");
    if (people && (journey || response))
        channel.problem("people and " + std::string(journey ? "a journey" : "a response"), "only one of them");
    if (!journey)
        for (const char* key : {"timeout", "session_timeout", "sessions"})
            if (channel.has(key)) channel.problem(key, "no journey", "a journey beside it");
    if (people && channel.has("fidelity"))
        channel.problem("fidelity", "a channel of people", "no fidelity: its calls are visits");
    if (journey && response) channel.problem("journey and response", "only one of them");
    if (!journey && !response && !people)
        channel.problem("neither journey nor response", "one of them, or the centre that takes its calls");
    if (!journey && response && built.fidelity != Fidelity::delay)
        channel.problem("fidelity", "\"" + channel.text("fidelity") + "\" without a journey", "\"delay\", or a journey");
    const Reaction& usual = built.after(Failure::error);
    if (built.failure >= 1 && usual.retry >= 1)
        channel.problem("retry", "1, where every attempt fails", "an end to the attempts: failure or retry below 1");
    for (const Step& step : built.steps)
        if (step.kind == StepKind::think && step.amount.mean > built.session_timeout_s)
            channel.problem("session_timeout", "a session shorter than the mean time of thinking",
                            "a session in which one can think");
}

// What holds for every kind of failure that says nothing of its own.
Reaction usual_reaction(const View& channel) {
    Reaction usual;
    usual.retry = channel.number("retry");
    usual.visit = channel.number("visit_after_failure") * (1 - usual.retry);
    usual.delay = build_law(channel, "retry_delay", LawOf::time);
    return usual;
}

Reaction build_reaction(const View& view, const std::vector<std::string>& channels) {
    Reaction built;
    built.retry = view.number("retry");
    built.move = view.number("move");
    built.visit = view.number("visit");
    built.delay = build_law(view, "delay", LawOf::time);
    if (view.has("channel")) built.channel = index_in(channels, view.text("channel"));
    if (built.move > 0 && built.channel == none) view.problem("move", "no \"channel\"", "\"channel\": the id of another channel");
    if (built.move == 0 && view.has("channel")) view.problem("channel", "a channel to which nobody goes", "\"move\" above 0");
    if (built.retry + built.move + built.visit > 1 + 1e-9)
        view.problem("shares that sum to more than 1", "retry, move and visit of together at most 1");
    if (built.retry + built.move > 0 && built.delay.mean < return_mean_min_s)
        view.problem("delay", view.has("delay") ? "a return at once" : "no \"delay\"", "a delay of on average 1 s or more");
    return built;
}

void build_reactions(const View& view, const std::vector<std::string>& channels, Channel& built) {
    built.reactions.fill(usual_reaction(view));
    for (const View& stated : view.at("on_failure").members()) {
        const auto kind = std::find(failure_words.begin(), failure_words.end(), stated.id());
        if (kind == failure_words.end()) continue;
        built.reactions[static_cast<std::size_t>(kind - failure_words.begin())] = build_reaction(stated, channels);
        if (stated.text("channel") == view.id()) stated.problem("channel", "the channel itself", "another channel, or \"retry\"");
    }
}

// A refusal takes no time, so whoever tries again at once would do so for ever in one instant.
void check_delays(const View& view, const Platform& platform, const Channel& channel) {
    const auto has_line = [](const Tier& tier) { return tier.queue_max >= 0; };
    const bool may_be_refused = channel.centre != none || channel.sessions_max >= 0 || !platform.disruptions.empty() ||
                                std::any_of(platform.tiers.begin(), platform.tiers.end(), has_line);
    if (!may_be_refused) return;
    for (const Failure why : {Failure::rejected, Failure::outage, Failure::unserved}) {
        const Reaction& usual = channel.after(why);
        if (view.at("on_failure").has(failure_words[static_cast<std::size_t>(why)])) continue;  // it has a delay of its own
        if (usual.retry > 0 && usual.delay.mean < return_mean_min_s)
            return view.problem("retry_delay", view.has("retry_delay") ? "a return at once" : "no \"retry_delay\"",
                                "a delay of on average 1 s or more, for a refusal takes no time");
    }
}
}  // namespace

namespace {
Power build_power(const View& view) {
    Power built{.off_w = view.number("off"), .idle_w = view.number("idle"), .full_w = view.number("full")};
    built.least_w = view.has("least") ? view.number("least") : built.idle_w;
    if (built.off_w > built.idle_w) view.problem("off", "more than idle", "at most what it draws when idle");
    if (built.least_w > built.full_w || built.idle_w > built.least_w)
        view.problem(view.has("least") ? "least" : "full", "a power that falls as the work grows", "idle <= least <= full");
    return built;
}

// Which site each host stands at, the sites taking turns, so that the first of them do not all go down together.
void place_hosts(const View& view, const std::vector<std::string>& sites, Tier& built) {
    if (!view.has("sites")) return;
    if (view.has("hosts")) view.problem("hosts and sites", "only one of them");
    std::vector<std::pair<Index, int>> left;
    for (const std::string& id : view.at("sites").keys()) left.emplace_back(index_in(sites, id), view.at("sites").whole(id));
    while (!left.empty()) {
        for (auto& [site, hosts] : left) built.sites.push_back(site), --hosts;
        std::erase_if(left, [](const auto& one) { return one.second <= 0; });
    }
    if (!built.sites.empty()) built.hosts = static_cast<int>(built.sites.size());
}

Tier build_tier(const View& tier, const std::vector<std::string>& sites) {
    Tier built{.id = tier.id(),
               .name = tier.name("name", tier.id()),
               .hosts = tier.whole("hosts"),
               .cores = tier.whole("cores"),
               .speed = tier.number("speed"),
               .worker_threads = tier.whole("worker_threads"),
               .queue_max = tier.has("queue") ? tier.whole("queue") : -1,
               .decline = tier.number("decline"),
               .balance = word_of<Balance>(tier, "balance")};
    place_hosts(tier, sites, built);
    if (tier.has("power")) built.power = build_power(tier.at("power"));
    return built;
}

Link build_link(const View& link, const std::vector<std::string>& sites) {
    return {.id = link.id(),
            .name = link.name("name", link.id()),
            .latency_s = link.number("latency"),
            .bandwidth_per_s = link.has("bandwidth") ? link.number("bandwidth") : infinite,
            .shared = link.flag("shared"),
            .transfers_max = link.has("transfers") ? link.whole("transfers") : -1,
            .site = index_in(sites, link.text("site"))};
}
}  // namespace

Platform build_platform(const View& platform, const PlatformSurvey* survey) {
    Platform built{.pue = platform.number("pue"), .grid_kg_per_kwh = platform.number("grid_co2")};
    for (const View& site : platform.at("sites").members())
        built.sites.push_back({.id = site.id(),
                               .name = site.name("name", site.id()),
                               .pue = site.has("pue") ? site.number("pue") : built.pue,
                               .grid_kg_per_kwh = site.has("grid_co2") ? site.number("grid_co2") : built.grid_kg_per_kwh});
    const auto sites = ids_of(built.sites);
    for (const View& tier : platform.at("tiers").members()) built.tiers.push_back(build_tier(tier, sites));
    for (const View& link : platform.at("links").members()) built.links.push_back(build_link(link, sites));
    build_machines(platform, survey, built);
    return built;
}

namespace {
// The queues of a pool and the machines in SimGrid do not see each other.
void check_worlds(const View& channels, const std::vector<Channel>& built, const Platform& platform) {
    const auto uses = [&](Fidelity fidelity, bool link, Index thing) {
        for (const Channel& channel : built)
            for (const Step& step : channel.steps)
                if (channel.fidelity == fidelity && step.kind != StepKind::think && step.where == thing &&
                    (step.kind == StepKind::transfer) == link)
                    return &channel;
        return static_cast<const Channel*>(nullptr);
    };
    const auto check = [&](bool link, Index thing, const std::string& what) {
        const Channel* pool = uses(Fidelity::pool, link, thing);
        const Channel* machines = uses(Fidelity::platform, link, thing);
        if (pool != nullptr && machines != nullptr)
            channels.at(machines->id)
                .problem("fidelity", "platform, where " + pool->id + " is a pool on the same " + what,
                         "one fidelity for all channels that share machines");
    };
    for (Index tier = 0; tier < platform.tiers.size(); ++tier) check(false, tier, "tier " + platform.tiers[tier].id);
    for (Index link = 0; link < platform.links.size(); ++link) check(true, link, "link " + platform.links[link].id);
}
}  // namespace

std::vector<Channel> build_channels(const View& channels, const Platform& platform) {
    std::vector<Channel> built;
    const auto tiers = ids_of(platform.tiers), links = ids_of(platform.links);
    for (const View& channel : channels.members()) {
        Channel& one = built.emplace_back();
        one.id = channel.id();
        one.name = channel.name("name", one.id);
        one.smart = channel.flag("smart");
        one.fidelity = fidelity_of(channel.text("fidelity"));
        one.failure = channel.number("failure");
        build_reactions(channel, channels.keys(), one);
        if (channel.has("timeout")) one.timeout_s = channel.number("timeout");
        if (channel.has("session_timeout")) one.session_timeout_s = channel.number("session_timeout");
        if (channel.has("sessions")) one.sessions_max = channel.whole("sessions");
        one.response = build_law(channel, "response", LawOf::time);
        for (const View& step : channel.elements("journey")) one.steps.push_back(build_step(step, tiers, links));
        check_way(channel, one);
    }
    check_worlds(channels, built, platform);
    return built;
}

void join_channels(const View& channels, Scenario& scenario) {
    const auto centres = ids_of(scenario.centres);
    bool reachable = false;
    for (const Centre& centre : scenario.centres) reachable = reachable || !centre.remote;
    Index index = 0;
    for (const View& channel : channels.members()) {
        Channel& one = scenario.channels[index++];
        if (channel.has("centre")) one.centre = index_in(centres, channel.text("centre"));
        if (one.centre != none && !scenario.centres[one.centre].remote)
            channel.problem("centre", "\"" + channel.text("centre") + "\", to which people travel",
                            "a centre with \"remote\": true");
        check_delays(channel, scenario.platform, one);
        if (reachable) continue;
        if (channel.number("visit_after_failure") > 0)
            channel.problem("visit_after_failure", "visits without a centre", "0, or a centre in /centres");
        for (const View& kind : channel.at("on_failure").members())
            if (kind.number("visit") > 0) kind.problem("visit", "visits without a centre", "0, or a centre in /centres");
    }
}

}  // namespace counterless

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"

namespace counterless {
namespace {
Fidelity fidelity_of(const std::string& word) {
    return word == "platform" ? Fidelity::platform : word == "pool" ? Fidelity::pool : Fidelity::delay;
}

Step build_step(const View& step, const std::vector<std::string>& tiers, const std::vector<std::string>& links) {
    const bool transfer = step.has("transfer"), work = step.has("work");
    if (transfer == work)
        step.problem(work ? "transfer and work" : "no step", "either \"transfer\" with a link or \"work\" with a tier");
    return {.kind = transfer ? StepKind::transfer : StepKind::work,
            .where = transfer ? index_in(links, step.text("transfer")) : index_in(tiers, step.text("work")),
            .amount = build_law(step, "amount", transfer ? LawOf::bytes : LawOf::work),
            .only_with_fee = step.flag("only_with_fee")};
}

// A transaction takes either a journey, or (without contention) a stated time.
void check_way(const View& channel, const Channel& built) {
    const bool journey = channel.has("journey"), response = channel.has("response");
    if (journey && response) channel.problem("journey and response", "only one of them");
    if (!journey && !response) channel.problem("neither journey nor response", "one of them");
    if (!journey && response && built.fidelity != Fidelity::delay)
        channel.problem("fidelity", "\"" + channel.text("fidelity") + "\" without a journey", "\"delay\", or a journey");
    if (built.failure >= 1 && built.retry >= 1)
        channel.problem("retry", "1, where every attempt fails", "an end to the attempts: failure or retry below 1");
}
}  // namespace

Platform build_platform(const View& platform) {
    Platform built;
    for (const View& tier : platform.at("tiers").members())
        built.tiers.push_back({.id = tier.id(),
                               .name = tier.name("name", tier.id()),
                               .hosts = tier.whole("hosts"),
                               .cores = tier.whole("cores"),
                               .speed = tier.number("speed"),
                               .worker_threads = tier.whole("worker_threads"),
                               .balance = tier.text("balance") == "least_busy" ? Balance::least_busy : Balance::round_robin});
    for (const View& link : platform.at("links").members())
        built.links.push_back({.id = link.id(),
                               .name = link.name("name", link.id()),
                               .latency_s = link.number("latency"),
                               .bandwidth_per_s = link.has("bandwidth") ? link.number("bandwidth") : infinite});
    return built;
}

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
        one.retry = channel.number("retry");
        one.retry_delay = build_law(channel, "retry_delay", LawOf::time);
        one.visit_after_failure = channel.number("visit_after_failure");
        one.response = build_law(channel, "response", LawOf::time);
        for (const View& step : channel.elements("journey")) one.steps.push_back(build_step(step, tiers, links));
        check_way(channel, one);
    }
    return built;
}

}  // namespace counterless

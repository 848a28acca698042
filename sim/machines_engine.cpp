// sim/machines_engine.cpp: every setting and every topology call of SimGrid in one place.
#include "sim/machines_engine.hpp"

#include <fmt/format.h>
#include <simgrid/plugins/energy.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>

namespace counterless {
namespace sg4 = simgrid::s4u;
namespace {
constexpr const char* contexts = sanitized ? "thread" : "raw";  // AddressSanitizer follows threads, not stacks switched by hand

// SimGrid takes over Ctrl-C (and exits with 1) and crashes (and prints advice); both are the program's own business.
class KeepSignals {
  public:
    KeepSignals() {
        for (std::size_t i = 0; i < 3; ++i) sigaction(numbers[i], nullptr, &before_[i]);
    }
    ~KeepSignals() {
        for (std::size_t i = 0; i < 3; ++i) sigaction(numbers[i], &before_[i], nullptr);
    }
    KeepSignals(const KeepSignals&) = delete;
    KeepSignals& operator=(const KeepSignals&) = delete;

  private:
    static constexpr int numbers[3] = {SIGINT, SIGSEGV, SIGBUS};
    struct sigaction before_[3];
};

// SimGrid moves its clock by adding differences and may land one unit in the last place beside the date it aimed at, so it takes
// dates closer than this for equal; any smaller, and an activity could be passed over for ever.
double precision_s(double horizon_s) {
    if (!std::isfinite(horizon_s)) return 1e-9;
    return std::max(1e-9, 4 * (std::nextafter(horizon_s, infinite) - horizon_s));
}

#if SIMGRID_VERSION >= 40100
sg4::NetZone* make_zone(sg4::Engine* engine) { return engine->get_netzone_root()->add_netzone_full("platform"); }
sg4::Host* make_host(sg4::NetZone* zone, const std::string& name, double speed) { return zone->add_host(name, speed); }
sg4::Host* make_host(sg4::NetZone* zone, const std::string& name, const std::vector<double>& speeds) {
    return zone->add_host(name, speeds);
}
sg4::Link* make_link(sg4::NetZone* zone, const std::string& name, double bandwidth) { return zone->add_link(name, bandwidth); }
void make_route(sg4::NetZone* zone, sg4::Host* from, sg4::Host* to, sg4::Link* link) {
    zone->add_route(from, to, {sg4::LinkInRoute(link)}, false);
}
#else
sg4::NetZone* make_zone(sg4::Engine*) { return sg4::create_full_zone("platform"); }
sg4::Host* make_host(sg4::NetZone* zone, const std::string& name, double speed) { return zone->create_host(name, speed); }
sg4::Host* make_host(sg4::NetZone* zone, const std::string& name, const std::vector<double>& speeds) {
    return zone->create_host(name, speeds);
}
sg4::Link* make_link(sg4::NetZone* zone, const std::string& name, double bandwidth) { return zone->create_link(name, bandwidth); }
void make_route(sg4::NetZone* zone, sg4::Host* from, sg4::Host* to, sg4::Link* link) {
    zone->add_route(from->get_netpoint(), to->get_netpoint(), nullptr, nullptr, {sg4::LinkInRoute(link)}, false);
}
#endif

// Mean transfers are about 2^40 units, and one of 2^22 times the mean still fits into 63 bits.
double units_per_byte(const Scenario& scenario, Index link) {
    double mean = 0;
    for (const Channel& channel : scenario.channels)
        for (const Step& step : channel.steps)
            if (step.kind == StepKind::transfer && step.where == link) mean = std::max(mean, step.amount.mean);
    return mean > 0 && std::isfinite(mean) ? std::exp2(40 - std::ceil(std::log2(mean))) : 1;
}

Wire build_wire(sg4::NetZone* zone, const Scenario& scenario, Index index) {
    const Link& link = scenario.platform.links[index];
    if (link.bandwidth_per_s == infinite) return {};
    Wire wire{.units_per_byte = units_per_byte(scenario, index)};
    wire.from = make_host(zone, "from " + link.id, 1)->seal();
    wire.to = make_host(zone, "to " + link.id, 1)->seal();
    wire.bandwidth = link.bandwidth_per_s * wire.units_per_byte;
    wire.line = make_link(zone, "link " + link.id, wire.bandwidth);
    if (!link.shared) wire.line->set_sharing_policy(sg4::Link::SharingPolicy::FATPIPE);
    wire.line->set_latency(link.latency_s)->seal();
    make_route(zone, wire.from, wire.to, wire.line);
    return wire;
}

// The full speed first, then what disruptions leave of it; standing still is told as creeping.
std::vector<double> paces_of(const Scenario& scenario, Index element) {
    std::vector<double> paces{1};
    for (const Disruption& one : scenario.platform.disruptions) {
        const bool touched = std::find(one.elements.begin(), one.elements.end(), element) != one.elements.end();
        const double pace = one.speed > 0 ? one.speed : Machines::creeping;
        if (touched && std::find(paces.begin(), paces.end(), pace) == paces.end()) paces.push_back(pace);
    }
    return paces;
}
// A host of a tier with a power has one state more, the last: switched off. All others draw the same, for a slow machine is no
// cheaper one.
std::string watts_of(const Power& power, std::size_t paces) {
    std::string watts;
    for (std::size_t pace = 0; pace < paces; ++pace) watts += fmt::format("{}:{}:{},", power.idle_w, power.least_w, power.full_w);
    return watts + fmt::format("{0}:{0}:{0}", power.off_w);
}

sg4::Host* build_host(sg4::NetZone* zone, const Tier& tier, const std::string& name, const std::vector<double>& paces) {
    std::vector<double> speeds;
    for (const double pace : paces) speeds.push_back(tier.speed * pace * Machines::flops_per_core_second);
    if (tier.power) speeds.push_back(tier.speed * Machines::creeping * Machines::flops_per_core_second);
    sg4::Host* host = make_host(zone, name, speeds)->set_core_count(tier.cores);
    if (tier.power)
        host->set_property("wattage_per_state", watts_of(*tier.power, paces.size()))->set_property("wattage_off", "0");
    return host->seal();
}
}  // namespace

sg4::Engine* configure_engine(double horizon_s) {
    const KeepSignals keep;
    char precision[48];
    std::snprintf(precision, sizeof precision, "--cfg=surf/precision:%.3g", precision_s(horizon_s));
    std::vector<std::string> words = {"counterless",
                                      "--log=root.thres:critical",
                                      "--cfg=network/model:CM02",      // the default multiplies latency by 13
                                      "--cfg=network/TCP-gamma:0",     // no bound by a window
                                      "--cfg=network/crosstraffic:0",  // an upload takes nothing from a download
                                      precision,
                                      std::string("--cfg=contexts/factory:") + contexts,
                                      "--cfg=contexts/stack-size:8192"};  // KiB; one actor, and the whole world runs on it
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    int count = static_cast<int>(words.size());
    return new sg4::Engine(&count, arguments.data());  // never destroyed: SimGrid owns itself until the process ends
}

Machines build_machines(sg4::Engine* engine, const Scenario& scenario) {
    const auto& tiers = scenario.platform.tiers;
    if (scenario.platform.metered()) sg_host_energy_plugin_init();  // before any host is made
    sg4::NetZone* zone = make_zone(engine);
    Machines machines{.engine = engine, .safe = make_host(zone, "conductor", 1)->seal(), .hosts = {}, .wires = {}, .paces = {}};
    for (const Tier& tier : tiers)
        for (int number = 0; number < tier.hosts; ++number) {
            const std::string name = "host " + tier.id + " " + std::to_string(number);
            machines.paces.push_back(paces_of(scenario, static_cast<Index>(machines.hosts.size())));
            machines.hosts.push_back(build_host(zone, tier, name, machines.paces.back()));
        }
    for (Index link = 0; link < scenario.platform.links.size(); ++link)
        machines.wires.push_back(build_wire(zone, scenario, link));
    zone->seal();
    return machines;
}

void Machines::set_pace(Index element, double pace) const {
    if (pace <= 0) pace = creeping;
    if (element < hosts.size()) {
        const std::vector<double>& known = paces[element];
        hosts[element]->set_pstate(static_cast<unsigned long>(std::find(known.begin(), known.end(), pace) - known.begin()));
    } else if (const Wire& wire = wires[element - hosts.size()]; wire.line != nullptr) {
        wire.line->set_bandwidth(wire.bandwidth * pace);
    }
}

void Machines::switch_off(Index host) const { hosts[host]->set_pstate(static_cast<unsigned long>(paces[host].size())); }

double Machines::energy_j(Index host) const { return sg_host_get_consumed_energy(hosts[host]); }

void start_actor(sg4::Host* host, const std::string& name, const std::function<void()>& code) {
#if SIMGRID_VERSION >= 40100
    host->add_actor(name, code);
#else
    sg4::Actor::create(name, host, code);
#endif
}

void hear_ends(const std::function<void(const sg4::Activity&)>& heard) {
#if SIMGRID_VERSION >= 33400
    sg4::Exec::on_completion_cb(heard);
    sg4::Comm::on_completion_cb(heard);
#else
    sg4::Activity::on_completion_cb(heard);
#endif
}

}  // namespace counterless

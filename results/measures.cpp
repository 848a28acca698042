// The table of measures, written out for one scenario. Each line states name, unit, direction, and which totals it divides;
// docs/reference/measures.md says the same in words.
#include "results/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace counterless {
namespace {

constexpr Direction lower = Direction::lower_is_better, higher = Direction::higher_is_better, neutral = Direction::neutral;

// Measures of one thing: what is said of it lands in a list.
class Lister {
  public:
    Lister(std::vector<Measure>& list, std::string of) : list_(list), of_(std::move(of)) {}
    Lister& between(double start_s, double end_s) { return start_s_ = start_s, end_s_ = end_s, *this; }
    void count(std::string name, std::string unit, Direction direction, std::size_t total, double scale = 1) {
        add({.name = std::move(name),
             .of = of_,
             .unit = std::move(unit),
             .direction = direction,
             .estimator = Estimator::per_replication,
             .numerator = total,
             .scale = scale});
    }
    void ratio(std::string name, std::string unit, Direction direction, std::size_t above, std::size_t below, double scale = 1) {
        add({.name = std::move(name),
             .of = of_,
             .unit = std::move(unit),
             .direction = direction,
             .estimator = Estimator::ratio,
             .numerator = above,
             .denominator = below,
             .scale = scale});
    }
    void deviation(std::string name, std::size_t sum, std::size_t square, std::size_t number) {
        add({.name = std::move(name),
             .of = of_,
             .unit = "s",
             .direction = lower,
             .estimator = Estimator::deviation,
             .numerator = sum,
             .denominator = number,
             .square = square});
    }
    void quantile(std::string name, std::size_t distribution, double q) {
        add({.name = std::move(name),
             .of = of_,
             .unit = "s",
             .direction = lower,
             .estimator = Estimator::quantile,
             .distribution = distribution,
             .q = q});
    }

    // Of one interval: the mean of all intervals of a day or week that fold into it; of a month or year, its total.
    void each(std::string name, std::string unit, Direction direction, std::size_t total, const Layout& layout, std::size_t bin) {
        if (layout.by_calendar()) return count(std::move(name), std::move(unit), direction, total);
        ratio(std::move(name), std::move(unit), direction, total, layout.bin_length(bin), layout.bin_s);
    }
    void quantiles(const std::string& name, std::size_t distribution) {
        quantile(name + "_p50", distribution, 0.5);
        quantile(name + "_p90", distribution, 0.9);
        quantile(name + "_p99", distribution, 0.99);
    }

  private:
    void add(Measure measure) {
        measure.start_s = start_s_;
        measure.end_s = end_s_;
        list_.push_back(std::move(measure));
    }
    std::vector<Measure>& list_;
    std::string of_;
    double start_s_ = 0, end_s_ = 0;
};

std::string threshold_name(double within_s) {
    return std::fmod(within_s, 60) == 0 ? fmt::format("{:.0f}min", within_s / 60) : fmt::format("{:g}s", within_s);
}

// What is said of whoever comes to be served: at a station, of one class there, or at a centre. `duty`: the time that its agents'
// work is a share of; no_slot where they are without number, for then nobody can say how busy they are.
// `asked`: who came to a station, or to all stations of a centre, each time: what refusals are shares of.
void waits_of(Lister& list, const Layout& layout, std::size_t place, std::size_t duty, double within_s,
              Place asked = Place::offered) {
    const auto slot = [&](Place what) { return layout.place(place, what); };
    const std::string threshold = threshold_name(within_s);
    list.ratio("wait_mean", "s", lower, slot(Place::wait_sum), slot(Place::began));
    list.deviation("wait_sd", slot(Place::wait_sum), slot(Place::wait_square), slot(Place::began));
    list.quantiles("wait", layout.waits(place));
    list.ratio("wait_probability", "1", lower, slot(Place::waited_some), slot(Place::began));
    list.ratio("service_level@" + threshold + "/offered", "1", higher, slot(Place::within), slot(Place::offered));
    list.ratio("service_level@" + threshold + "/served", "1", higher, slot(Place::within), slot(Place::began));
    list.ratio("abandonment", "1", lower, slot(Place::reneged), slot(Place::offered));
    list.ratio("blocked", "1", lower, slot(Place::blocked), slot(asked));
    list.ratio("balking", "1", lower, slot(Place::balked), slot(asked));
    list.ratio("closed", "1", lower, slot(Place::closed), slot(asked));
    list.ratio("moved", "1", neutral, slot(Place::moved), slot(asked));
    list.ratio("dropped", "1", lower, slot(Place::dropped), slot(asked));
    list.ratio("interruptions", "1", lower, slot(Place::interrupted), slot(Place::began));
    list.ratio("queue_length_mean", "customers", lower, slot(Place::queue_area), layout.window());
    list.ratio("sojourn_mean", "s", lower, slot(Place::sojourn_sum), slot(Place::ended));
    list.ratio("throughput", "1/h", higher, slot(Place::ended), layout.window(), 3600);
    list.ratio("occupancy", "1", neutral, slot(Place::busy_area), duty);
}

void pool_measures(Layout& layout, std::size_t place, bool endless, const std::string& of) {
    Lister list(layout.measures, of);
    const auto slot = [&](Place what) { return layout.place(place, what); };
    list.count("served", "customers", neutral, slot(Place::ended));
    list.ratio("agents", "agents", neutral, slot(Place::duty_area), layout.window());
    list.ratio("occupancy", "1", neutral, slot(Place::busy_area), endless ? no_slot : slot(Place::duty_area));
    list.ratio("utilisation", "1", neutral, slot(Place::busy_area), endless ? no_slot : slot(Place::paid_area));
}

void station_measures(Layout& layout, const Scenario& scenario, std::size_t station) {
    const Station& one = scenario.stations[station];
    const std::string of = "centre/" + scenario.centres[one.centre].id + "/" + one.id;
    const std::size_t duty = one.agents == unlimited ? no_slot : layout.place(station, Place::duty_area);
    Lister list(layout.measures, of);
    list.count("arrivals", "customers", neutral, layout.place(station, Place::offered));
    waits_of(list, layout, station, duty, scenario.study.within_s);
    list.ratio("utilisation", "1", neutral, layout.place(station, Place::busy_area),
               duty == no_slot ? no_slot : layout.place(station, Place::paid_area));
    list.ratio("agents", "agents", neutral, layout.place(station, Place::duty_area), layout.window());
    for (std::size_t k = 0; k < layout.classes; ++k) {
        const std::size_t place = layout.klass(station, k);
        Lister its(layout.measures, of + "/class/" + scenario.classes[k].id);
        its.count("arrivals", "customers", neutral, layout.place(place, Place::offered));
        waits_of(its, layout, place, duty, scenario.study.within_s);
    }
    for (std::size_t p = 0; p < layout.pools(station); ++p)
        pool_measures(layout, layout.pool(station, p), one.pools[p].endless(), of + "/pool/" + one.pools[p].id);
}

void place_measures(Layout& layout, const Scenario& scenario, std::size_t place, const std::string& of) {
    Lister list(layout.measures, of);
    const auto slot = [&](Place what) { return layout.place(place, what); };
    list.count("visits", "visits", lower, slot(Place::arrived));
    list.count("visits_taught", "visits", neutral, slot(Place::taught));
    list.count("visits_gave_up", "visits", lower, slot(Place::reneged));
    list.count("visits_refused", "visits", lower, slot(Place::refused));
    list.count("visits_returning", "visits", lower, slot(Place::returning));
    waits_of(list, layout, place, slot(Place::duty_area), scenario.study.within_s, Place::asked);
    list.ratio("utilisation", "1", neutral, slot(Place::busy_area), slot(Place::paid_area));
    list.ratio("in_system_mean", "customers", lower, slot(Place::inside_area), layout.window());
    list.ratio("overtime", "s", lower, slot(Place::overtime_sum), slot(Place::closings));
}

void whole_measures(Layout& layout, const Scenario& scenario) {
    Lister list(layout.measures, "all");
    const auto slot = [&](Whole what) { return layout.whole(what); };
    if (scenario.needs || !scenario.channels.empty()) {
        list.count("transactions", "transactions", neutral, slot(Whole::completed));
        list.count("digital_transactions", "transactions", higher, slot(Whole::smart));
        list.ratio("digital_share", "1", higher, slot(Whole::smart), slot(Whole::completed));
        list.count("counter_transactions", "transactions", lower, slot(Whole::counter));
        list.count("moved_in_hall", "transactions", neutral, slot(Whole::moved));
        list.count("given_up", "transactions", lower, slot(Whole::lost));
    }
    if (!scenario.centres.empty()) place_measures(layout, scenario, layout.all(), "all");
    if (!scenario.needs) return;
    list.count("customer_hours", "h", lower, slot(Whole::customer_s), 1.0 / 3600);
    list.count("sheets", "sheets", lower, slot(Whole::sheets));
    list.count("cost", scenario.costs.currency, lower, slot(Whole::cost));
    list.count("co2", "kg", lower, slot(Whole::co2));
    list.count("co2/trips", "kg", lower, slot(Whole::co2_trips));
    list.count("co2/paper", "kg", lower, slot(Whole::co2_paper));
    list.count("co2/buildings", "kg", lower, slot(Whole::co2_buildings));
    if (scenario.platform.metered()) list.count("co2/machines", "kg", lower, slot(Whole::co2_machines));
    if (!scenario.initiatives.empty())
        list.count("initiative_cost", scenario.costs.currency, lower, slot(Whole::initiative_cost));
    if (scenario.happiness.stated) list.ratio("happiness", "points", higher, slot(Whole::happiness), slot(Whole::completed));
    if (scenario.centres.empty()) return;
    list.count("agent_hours", "h", lower, slot(Whole::duty_s), 1.0 / 3600);
    list.ratio("staff", "agents", lower, slot(Whole::duty_s), slot(Whole::open_s));
}

void initiative_measures(Layout& layout, const Scenario& scenario, std::size_t initiative) {
    const Initiative& one = scenario.initiatives[initiative];
    Lister list(layout.measures, "initiative/" + one.id);
    const auto slot = [&](Effort what) { return layout.effort(initiative, what); };
    list.count("initiative_cost", scenario.costs.currency, lower, slot(Effort::cost));
    const bool writes = std::any_of(scenario.knobs.begin(), scenario.knobs.end(), [&](const Knob& knob) {
        return knob.kind == KnobKind::letter && knob.initiative == initiative;
    });
    if (!writes) return;
    list.count("messages_sent", "messages", neutral, slot(Effort::sent));
    list.count("messages_read", "messages", higher, slot(Effort::read));
}

// The kinds of failure that can happen on a channel.
std::vector<Failure> failures_of(const Scenario& scenario, std::size_t number) {
    const Channel& channel = scenario.channels[number];
    const Platform& platform = scenario.platform;
    std::vector<Failure> kinds;
    const auto any_tier = [&](auto matters) {
        return std::any_of(channel.steps.begin(), channel.steps.end(),
                           [&](const Step& step) { return step.kind == StepKind::work && matters(platform.tiers[step.where]); });
    };
    if (channel.failure > 0) kinds.push_back(Failure::error);
    if (any_tier([](const Tier& tier) { return tier.decline > 0; })) kinds.push_back(Failure::declined);
    if (channel.timeout_s < infinite) kinds.push_back(Failure::timed_out);
    if (channel.sessions_max >= 0 || any_tier([](const Tier& tier) { return tier.queue_max >= 0; }))
        kinds.push_back(Failure::rejected);
    if (!platform.disruptions.empty() && !channel.steps.empty()) kinds.push_back(Failure::outage);
    if (channel.session_timeout_s < infinite) kinds.push_back(Failure::expired);
    if (channel.centre != none) kinds.push_back(Failure::unserved);
    return kinds;
}

void channel_measures(Layout& layout, const Scenario& scenario, std::size_t channel) {
    Lister list(layout.measures, "channel/" + scenario.channels[channel].id);
    const auto slot = [&](Way what) { return layout.way(channel, what); };
    list.count("transactions", "transactions", neutral, slot(Way::completed));
    list.count("given_up", "transactions", lower, slot(Way::lost));
    list.ratio("transaction_share", "1", neutral, slot(Way::completed), layout.whole(Whole::completed));
    list.count("attempts", "attempts", neutral, slot(Way::attempts));
    list.count("attempts_failed", "attempts", lower, slot(Way::failed));
    list.ratio("failure_share", "1", lower, slot(Way::failed), slot(Way::attempts));
    for (const Failure why : failures_of(scenario, channel))
        list.count("attempts_failed/" + std::string(failure_words[static_cast<std::size_t>(why)]), "attempts", lower,
                   slot(Way::error) + static_cast<std::size_t>(why));
    list.ratio("response_mean", "s", lower, slot(Way::response_sum), slot(Way::attempts));
    list.quantile("response_p50", layout.responses(channel), 0.5);
    list.quantile("response_p90", layout.responses(channel), 0.9);
    list.quantile("response_p99", layout.responses(channel), 0.99);
}

bool gets_messages(const Scenario& scenario, Index tier) {
    return std::any_of(scenario.channels.begin(), scenario.channels.end(), [tier](const Channel& channel) {
        return std::any_of(channel.steps.begin(), channel.steps.end(),
                           [tier](const Step& step) { return step.kind == StepKind::notify && step.where == tier; });
    });
}

void tier_measures(Layout& layout, const Scenario& scenario, Index tier) {
    const Tier& one = scenario.platform.tiers[tier];
    Lister list(layout.measures, "platform/" + one.id);
    const auto slot = [&](Machine what) { return layout.machine(tier, what); };
    list.ratio("utilisation", "1", neutral, slot(Machine::busy_s), slot(Machine::hosts_s), 1.0 / one.cores);
    if (one.scaled()) list.ratio("hosts", "hosts", lower, slot(Machine::hosts_s), layout.window());
    if (one.power) list.count("energy", "kWh", lower, slot(Machine::energy_j), 1 / joules_per_kwh);
    if (!gets_messages(scenario, tier)) return;
    list.count("messages", "messages", neutral, slot(Machine::messages));
    list.count("messages_lost", "messages", lower, slot(Machine::messages_lost));
    list.ratio("message_delay_mean", "s", lower, slot(Machine::message_wait_sum), slot(Machine::messages));
}

void platform_measures(Layout& layout, const Scenario& scenario) {
    if (!scenario.channels.empty()) {
        Lister list(layout.measures, "platform");
        for (const double q : {0.5, 0.9, 0.99})
            list.quantile(fmt::format("response_p{:.0f}", 100 * q), layout.responses_all(), q);
        list.ratio("backlog_mean", "customers", lower, layout.whole(Whole::backlog_area), layout.window());
        if (scenario.platform.metered()) list.count("energy", "kWh", lower, layout.whole(Whole::energy_j), 1 / joules_per_kwh);
    }
    for (std::size_t t = 0; t < layout.tiers; ++t) tier_measures(layout, scenario, static_cast<Index>(t));
    for (std::size_t l = 0; l < layout.links; ++l) {
        const Link& link = scenario.platform.links[l];
        Lister list(layout.measures, "platform/link/" + link.id);
        list.ratio("throughput", "B/s", neutral, layout.link_bytes(l), layout.window());
        if (std::isfinite(link.bandwidth_per_s) && link.shared)
            list.ratio("utilisation", "1", neutral, layout.link_bytes(l), layout.window(), 1 / link.bandwidth_per_s);
    }
}

// A promise counts if it falls due within the run: kept, or broken by who is late, given up or still open.
void case_measures(Layout& layout, const Scenario& scenario, std::size_t back_office) {
    const BackOffice& one = scenario.back_offices[back_office];
    Lister list(layout.measures, "back_office/" + one.id);
    const auto slot = [&](Casework what) { return layout.casework(back_office, what); };
    list.count("cases", "cases", neutral, slot(Casework::arose));
    list.count("cases_done", "cases", neutral, slot(Casework::done));
    list.count("cases_given_up", "cases", lower, slot(Casework::given_up));
    list.count("cases_open", "cases", lower, slot(Casework::open));
    list.ratio("cases_open_mean", "cases", lower, slot(Casework::open_area), layout.window());
    list.ratio("case_time_mean", "s", lower, slot(Casework::time_sum), slot(Casework::done));
    list.quantiles("case_time", layout.case_times(back_office));
    if (one.promise_days > 0) list.ratio("promise_kept", "1", higher, slot(Casework::kept), slot(Casework::known));
}

void disruption_measures(Layout& layout, const Scenario& scenario) {
    for (std::size_t d = 0; d < layout.disruptions; ++d) {
        const Disruption& one = scenario.platform.disruptions[d];
        if (one.when.empty()) continue;
        Lister(layout.measures, "disruption/" + one.id)
            .ratio("recovery_time", "s", lower, layout.recovery(d), layout.recovery(d) + 1);
    }
}

void kind_measures(Layout& layout, std::size_t first, const std::string& of) {
    Lister list(layout.measures, of);
    const auto slot = [&](NeedKind what) { return first + static_cast<std::size_t>(what); };
    list.count("needs", "transactions", neutral, slot(NeedKind::arose));
    list.count("transactions", "transactions", neutral, slot(NeedKind::completed));
    list.ratio("digital_share", "1", higher, slot(NeedKind::smart), slot(NeedKind::completed));
    list.count("counter_transactions", "transactions", lower, slot(NeedKind::counter));
    list.count("digital_transactions", "transactions", higher, slot(NeedKind::smart));
    list.count("given_up", "transactions", lower, slot(NeedKind::given_up));
}

// Who is left behind: what befalls those of one segment, wherever they go.
void segment_measures(Layout& layout, const Scenario& scenario, std::size_t segment) {
    const std::string of = "segment/" + scenario.segments[segment].id;
    kind_measures(layout, layout.segment(segment, NeedKind::arose), of);
    Lister list(layout.measures, of);
    const auto slot = [&](Group what) { return layout.group(segment, what); };
    list.ratio("given_up_share", "1", lower, layout.segment(segment, NeedKind::given_up), slot(Group::ended));
    if (scenario.happiness.stated)
        list.ratio("happiness", "points", higher, slot(Group::happiness), layout.segment(segment, NeedKind::completed));
    if (scenario.centres.empty()) return;
    list.count("visits", "visits", lower, slot(Group::visits));
    list.ratio("wait_mean", "s", lower, slot(Group::wait_sum), slot(Group::served));
    list.quantile("wait_p90", layout.waits_of_segment(segment), 0.9);
    list.ratio("trip_per_need", "s", lower, slot(Group::trip_s), layout.segment(segment, NeedKind::arose));
    list.ratio("wait_per_need", "s", lower, slot(Group::waited_s), layout.segment(segment, NeedKind::arose));
}

// ---- the series
// ------------------------------------------------------------------------------------------------------------------

// Intervals in which somebody can be inside: while a centre is open and half an hour after. A centre without doors, where the
// others have some, shows its own intervals only.
bool shows_alone(const Centre& centre, const Scenario& scenario) { return centre.always_open && scenario.calendar.has_dates; }

std::vector<bool> bins_with_people(const Layout& layout, const Scenario& scenario) {
    std::vector<bool> with(layout.bins, scenario.centres.empty());
    for (const Centre& centre : scenario.centres) {
        if (shows_alone(centre, scenario)) continue;
        if (centre.always_open) return std::vector<bool>(layout.bins, true);
        for (const OpenInterval& open : centre.open)
            for (double time_s = open.open_s; time_s < open.close_s + 1800; time_s += std::min(layout.bin_s, 1800.0) / 2)
                with[layout.bin_of(time_s)] = true;
    }
    return with;
}

void place_parts(Layout& layout, std::size_t place, bool endless, const std::string& of, std::size_t bin, double within_s) {
    Lister list(layout.parts, of);
    list.between(layout.bin_start_s(bin), layout.bin_start_s(bin + 1));
    const auto slot = [&](PlacePart what) { return layout.place_part(place, bin, what); };
    const std::string level = "service_level@" + threshold_name(within_s);
    const PlacePart came = place < layout.stations ? PlacePart::offered : PlacePart::arrived;
    list.each("arrivals", "customers", neutral, slot(came), layout, bin);
    list.ratio("wait_mean", "s", lower, slot(PlacePart::wait_sum), slot(PlacePart::began));
    list.ratio(level + "/offered", "1", higher, slot(PlacePart::within), slot(PlacePart::offered));
    list.ratio(level + "/served", "1", higher, slot(PlacePart::within), slot(PlacePart::began));
    list.ratio("abandonment", "1", lower, slot(PlacePart::reneged), slot(PlacePart::offered));
    list.ratio("queue_length_mean", "customers", lower, slot(PlacePart::queue_area), layout.bin_length(bin));
    list.ratio("occupancy", "1", neutral, slot(PlacePart::busy_area), endless ? no_slot : slot(PlacePart::duty_area));
    list.ratio("agents", "agents", neutral, slot(PlacePart::duty_area), layout.bin_length(bin));
    if (place >= layout.stations) return;  // a visit to several stations has no one start of service
    list.each("started", "customers", neutral, slot(PlacePart::started), layout, bin);
    list.ratio("wait_mean/by_start", "s", lower, slot(PlacePart::started_wait_sum), slot(PlacePart::started));
    list.ratio(level + "/by_start", "1", higher, slot(PlacePart::started_within), slot(PlacePart::started));
}

void channel_parts(Layout& layout, const Scenario& scenario, std::size_t bin) {
    for (std::size_t channel = 0; channel < layout.channels; ++channel) {
        Lister list(layout.parts, "channel/" + scenario.channels[channel].id);
        list.between(layout.bin_start_s(bin), layout.bin_start_s(bin + 1));
        const auto slot = [&](WayPart what) { return layout.way_part(channel, bin, what); };
        list.each("transactions", "transactions", neutral, slot(WayPart::completed), layout, bin);
        list.each("given_up", "transactions", lower, slot(WayPart::lost), layout, bin);
        list.each("attempts", "attempts", neutral, slot(WayPart::attempts), layout, bin);
        list.ratio("failure_share", "1", lower, slot(WayPart::failed), slot(WayPart::attempts));
        list.ratio("response_mean", "s", lower, slot(WayPart::response_sum), slot(WayPart::attempts));
    }
    for (std::size_t tier = 0; tier < layout.tiers; ++tier) {
        const Tier& one = scenario.platform.tiers[tier];
        Lister list(layout.parts, "platform/" + one.id);
        list.between(layout.bin_start_s(bin), layout.bin_start_s(bin + 1));
        const auto slot = [&](MachinePart what) { return layout.machine_part(tier, bin, what); };
        list.ratio("utilisation", "1", neutral, slot(MachinePart::busy_s), slot(MachinePart::hosts_s), 1.0 / one.cores);
        if (one.scaled()) list.ratio("hosts", "hosts", lower, slot(MachinePart::hosts_s), layout.bin_length(bin));
        if (one.power)  // joules of an interval, over its seconds in the window
            list.ratio("power", "W", lower, slot(MachinePart::energy_j), layout.bin_length(bin));
    }
    if (layout.channels == 0) return;
    Lister list(layout.parts, "platform");
    list.between(layout.bin_start_s(bin), layout.bin_start_s(bin + 1));
    list.quantiles("response", layout.responses_part(bin));
    list.ratio("backlog_mean", "customers", lower, layout.backlog_part(bin), layout.bin_length(bin));
}

void case_parts(Layout& layout, const Scenario& scenario, std::size_t bin) {
    for (std::size_t office = 0; office < layout.back_offices; ++office) {
        Lister list(layout.parts, "back_office/" + scenario.back_offices[office].id);
        list.between(layout.bin_start_s(bin), layout.bin_start_s(bin + 1));
        const auto slot = [&](CasePart what) { return layout.case_part(office, bin, what); };
        list.each("cases", "cases", neutral, slot(CasePart::arose), layout, bin);
        list.ratio("cases_open_mean", "cases", lower, slot(CasePart::open_area), layout.bin_length(bin));
    }
}

// By month and year: what it comes to in each, as totals of the interval.
void whole_parts(Layout& layout, const Scenario& scenario, std::size_t bin) {
    Lister list(layout.parts, "all");
    list.between(layout.bin_start_s(bin), layout.bin_start_s(bin + 1));
    const auto slot = [&](Whole what) { return layout.whole_part(bin, what); };
    if (scenario.needs || !scenario.channels.empty()) {
        list.count("transactions", "transactions", neutral, slot(Whole::completed));
        list.count("digital_transactions", "transactions", higher, slot(Whole::smart));
        list.ratio("digital_share", "1", higher, slot(Whole::smart), slot(Whole::completed));
        list.count("counter_transactions", "transactions", lower, slot(Whole::counter));
        list.count("given_up", "transactions", lower, slot(Whole::lost));
    }
    if (!scenario.centres.empty()) {
        list.count("visits", "visits", lower, slot(Whole::came));
        list.count("agent_hours", "h", lower, slot(Whole::duty_s), 1.0 / 3600);
        list.ratio("staff", "agents", lower, slot(Whole::duty_s), slot(Whole::open_s));
    }
    if (!scenario.needs) return;
    list.count("customer_hours", "h", lower, slot(Whole::customer_s), 1.0 / 3600);
    list.count("sheets", "sheets", lower, slot(Whole::sheets));
    list.count("cost", scenario.costs.currency, lower, slot(Whole::cost));
    list.count("co2", "kg", lower, slot(Whole::co2));
    if (!scenario.initiatives.empty())
        list.count("initiative_cost", scenario.costs.currency, lower, slot(Whole::initiative_cost));
    if (scenario.happiness.stated) list.ratio("happiness", "points", higher, slot(Whole::happiness), slot(Whole::completed));
}

// Of all centres, each centre and each station, where somebody can be inside.
void places_parts(Layout& layout, const Scenario& scenario, std::size_t bin, bool with_people) {
    const auto shows = [&](std::size_t centre) { return with_people || shows_alone(scenario.centres[centre], scenario); };
    for (std::size_t place = layout.stations; place < layout.places_in_series(); ++place) {
        const bool of_all = place == layout.all();
        if (of_all ? with_people : shows(place - layout.stations))
            place_parts(layout, place, false, of_all ? "all" : "centre/" + scenario.centres[place - layout.stations].id, bin,
                        scenario.study.within_s);
    }
    for (std::size_t station = 0; station < layout.stations; ++station) {
        const Station& one = scenario.stations[station];
        if (shows(one.centre))
            place_parts(layout, station, one.agents == unlimited, "centre/" + scenario.centres[one.centre].id + "/" + one.id, bin,
                        scenario.study.within_s);
    }
}

void list_parts(Layout& layout, const Scenario& scenario) {
    if (layout.bins == 0) return;
    const std::vector<bool> with_people = bins_with_people(layout, scenario);
    for (std::size_t bin = 0; bin < layout.bins; ++bin) {
        if (layout.by_calendar()) whole_parts(layout, scenario, bin);
        if (!scenario.centres.empty()) {
            places_parts(layout, scenario, bin, with_people[bin]);
            if (with_people[bin])
                Lister(layout.parts, "all")
                    .between(layout.bin_start_s(bin), layout.bin_start_s(bin + 1))
                    .quantiles("wait", layout.waits_part(bin));
        }
        channel_parts(layout, scenario, bin);
        case_parts(layout, scenario, bin);
    }
}

std::size_t bins_of(const Scenario& scenario, double bin_s) {
    switch (scenario.study.series) {
        case Series::off:
            return 0;
        case Series::typical_day:
            return 48;
        case Series::typical_week:
            return 336;
        case Series::half_hour:
        case Series::day:
            return static_cast<std::size_t>(std::ceil(scenario.study.horizon_s / bin_s)) + 1;
        case Series::month:
        case Series::year:
            break;
    }
    return 0;
}

// Where months or years begin, and the end of the horizon. Without a calendar a month has 30 days and a year 365.
std::vector<double> calendar_edges(const Scenario& scenario) {
    const bool by_month = scenario.study.series == Series::month;
    const double horizon_s = scenario.study.horizon_s, length_s = (by_month ? 30 : 365) * 86400.0;
    const std::size_t letters = by_month ? 7 : 4;  // of "2018-10-21"
    std::vector<double> edges_s;
    const std::vector<Day>& days = scenario.calendar.days;
    if (!days.empty() && !days.front().date.empty()) {
        for (std::size_t day = 0; day < days.size() && (day == 0 || days[day].start_s < horizon_s); ++day)
            if (day == 0 || days[day].date.substr(0, letters) != days[day - 1].date.substr(0, letters))
                edges_s.push_back(days[day].start_s);
    } else {
        for (double start_s = 0; edges_s.empty() || start_s < horizon_s; start_s += length_s) edges_s.push_back(start_s);
    }
    edges_s.push_back(horizon_s);
    return edges_s;
}

// ---- a sample of the customers
// ----------------------------------------------------------------------------------------------------------------

constexpr auto counts_of_customers =
    std::to_array<std::string_view>({"transactions", "digital_transactions", "counter_transactions", "moved_in_hall", "given_up",
                                     "needs", "attempts", "attempts_failed", "visits", "visits_taught", "arrivals",
                                     "customer_hours", "sheets", "messages_sent", "messages_read", "cases"});
constexpr auto others_of_a_sample = std::to_array<std::string_view>(
    {"digital_share", "transaction_share", "given_up_share", "failure_share", "trip_per_need", "cost", "initiative_cost", "co2",
     "co2/trips", "co2/paper", "co2/buildings", "co2/machines", "agent_hours", "staff"});

template <typename Names>
bool names(const Names& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

// A hall with a tenth of its customers has no line, and a platform with a tenth of its load is not slow. So only what happens
// with any line is listed; counts are told for all customers. What mixes both (money, CO2) the tally has scaled part by part.
void scale_up(std::vector<Measure>& measures, const Scenario& scenario) {
    std::vector<Measure> judged;
    for (Measure& measure : measures) {
        const bool by_kind = measure.name.starts_with("attempts_failed/");
        const std::string_view name = by_kind ? std::string_view("attempts_failed") : std::string_view(measure.name);
        const bool counted = names(counts_of_customers, name) && !measure.of.starts_with("platform/");
        const bool lineless = measure.name == "happiness" && scenario.happiness.per_minute_waited == 0;
        if (counted) measure.scale /= scenario.study.scale;
        if (counted || lineless || names(others_of_a_sample, name)) judged.push_back(std::move(measure));
    }
    measures = std::move(judged);
}

}  // namespace

std::size_t Layout::bin_of(double time_s) const {
    if (!edges_s.empty()) {  // beyond the horizon is still the last one
        const auto later = std::upper_bound(edges_s.begin() + 1, edges_s.end() - 1, time_s);
        return static_cast<std::size_t>(later - edges_s.begin()) - 1;
    }
    const double from_sunday_s = time_s + origin_s;
    double within_s = time_s;
    if (series == Series::typical_day) within_s = from_sunday_s - std::floor(from_sunday_s / 86400) * 86400;
    if (series == Series::typical_week) within_s = from_sunday_s - std::floor(from_sunday_s / 604800) * 604800;
    return std::min(static_cast<std::size_t>(within_s / bin_s), bins - 1);
}

double Layout::edge_before(double time_s) const {
    if (!edges_s.empty()) return edges_s[bin_of(time_s)];
    return std::floor((time_s + origin_s) / bin_s) * bin_s - origin_s;
}

double Layout::edge_after(double time_s) const {
    if (edges_s.empty()) return (std::floor((time_s + origin_s) / bin_s) + 1) * bin_s - origin_s;
    const std::size_t bin = bin_of(time_s);
    return bin + 1 < bins ? edges_s[bin + 1] : std::numeric_limits<double>::infinity();
}

Layout layout(const Scenario& scenario) {
    Layout layout;
    layout.stations = scenario.stations.size();
    layout.centres = scenario.centres.size();
    layout.classes = scenario.classes.size() > 1 ? scenario.classes.size() : 0;
    layout.pools_before = {0};
    for (const Station& station : scenario.stations)
        layout.pools_before.push_back(layout.pools_before.back() + station.pools.size());
    layout.channels = scenario.channels.size();
    layout.services = scenario.services.size();
    layout.segments = scenario.segments.size();
    layout.tiers = scenario.platform.tiers.size();
    layout.links = scenario.platform.links.size();
    layout.back_offices = scenario.back_offices.size();
    layout.initiatives = scenario.initiatives.size();
    layout.disruptions = scenario.platform.disruptions.size();
    layout.controls = scenario.study.controls;
    layout.series = scenario.study.series;
    layout.bin_s = layout.series == Series::day ? 86400 : 1800;
    if (layout.by_calendar()) layout.edges_s = calendar_edges(scenario);
    layout.bins = layout.by_calendar() ? layout.edges_s.size() - 1 : bins_of(scenario, layout.bin_s);
    if (!scenario.calendar.days.empty()) layout.origin_s = scenario.calendar.days.front().weekday * 86400.0;
    whole_measures(layout, scenario);
    for (std::size_t c = 0; c < layout.centres; ++c)
        place_measures(layout, scenario, layout.stations + c, "centre/" + scenario.centres[c].id);
    for (std::size_t s = 0; s < layout.stations; ++s) station_measures(layout, scenario, s);
    if (scenario.needs) {
        Lister counter(layout.measures, "channel/counter");
        counter.count("transactions", "transactions", lower, layout.whole(Whole::counter));
        counter.ratio("transaction_share", "1", lower, layout.whole(Whole::counter), layout.whole(Whole::completed));
    }
    for (std::size_t k = 0; k < layout.channels; ++k) channel_measures(layout, scenario, k);
    platform_measures(layout, scenario);
    for (std::size_t b = 0; b < layout.back_offices; ++b) case_measures(layout, scenario, b);
    disruption_measures(layout, scenario);
    for (std::size_t i = 0; i < layout.initiatives; ++i) initiative_measures(layout, scenario, i);
    for (std::size_t g = 0; g < layout.segments; ++g) segment_measures(layout, scenario, g);
    for (std::size_t s = 0; s < layout.services; ++s)
        kind_measures(layout, layout.service(s, NeedKind::arose), "service/" + scenario.services[s].id);
    list_parts(layout, scenario);
    if (scenario.study.scale < 1) scale_up(layout.measures, scenario), scale_up(layout.parts, scenario);
    if (scenario.study.batches > 0)  // a count is told for the whole run, not for a batch of it
        for (Measure& measure : layout.measures)
            if (measure.estimator == Estimator::per_replication) measure.scale *= scenario.study.batches;
    return layout;
}

// A scenario with one of everything has every measure.
std::vector<std::string> measure_names(const Scenario& scenario) {
    Scenario whole{.name = "whole"};
    whole.stations.resize(1);
    whole.stations[0].centre = 0;
    whole.stations[0].pools.resize(1);
    whole.centres.resize(1);
    whole.centres[0].path = {0};
    whole.channels.resize(1);
    whole.services.resize(1);
    whole.segments.resize(1);
    whole.platform.tiers.resize(1);
    whole.platform.tiers[0].power.emplace();
    whole.platform.tiers[0].autoscale.emplace();
    whole.platform.disruptions.resize(1);
    whole.platform.disruptions[0].when = {{0, 1}};
    whole.channels[0].steps = {{.kind = StepKind::notify, .where = 0, .amount = {}}};
    whole.platform.links.resize(1);
    whole.platform.links[0].bandwidth_per_s = 1;
    whole.back_offices = {{.id = "cases", .promise_days = 1}};
    whole.needs.emplace();
    whole.happiness.stated = true;
    whole.initiatives.resize(1);
    whole.knobs = {{KnobKind::letter, 0, none, 0, 1, 1}};
    whole.study.series = Series::off;
    whole.study.within_s = scenario.study.within_s;
    std::vector<std::string> names;
    for (const Measure& measure : layout(whole).measures) names.push_back(measure.name);
    for (const std::string_view why : failure_words) names.push_back("attempts_failed/" + std::string(why));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

bool is_measure_name(const std::string& name, const std::vector<std::string>& names) {
    const bool level = name.starts_with("service_level@") && (name.ends_with("/offered") || name.ends_with("/served"));
    return level || std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace counterless

#include "scenarios/forecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/choice.hpp"

namespace counterless {
namespace {

// How an eligible counter need that meets the measures of an initiative goes on, as the simulation plays it (sim/world.cpp).
struct Moved {
    double before = 0, in_hall = 0;  // shares of the eligible: moved by the message, moved in the hall
};

double chance(const Scenario& scenario, KnobKind kind, double time_s, Index centre) {
    double sum = 0, nobody = 1;
    for (const Knob& knob : scenario.knobs)
        if (knob.kind == kind && time_s >= knob.from_s && time_s < knob.until_s &&
            (knob.centre == none || knob.centre == centre)) {
            sum += knob.value;
            nobody *= 1 - knob.value;
        }
    return adds_up(kind) ? sum : 1 - nobody;
}

Moved moved_at(const Scenario& scenario, double time_s, Index centre, bool fee) {
    const auto at = [&](KnobKind kind) { return chance(scenario, kind, time_s, centre); };
    const double accepts = at(KnobKind::acceptance), message = at(KnobKind::message), restricted = at(KnobKind::restricted);
    const bool guided = at(KnobKind::guides) > 0;
    const double signs = fee ? 0 : at(KnobKind::signs);
    const double hall = fee && guided ? at(KnobKind::lesson_success) : 1 - (1 - signs) * (1 - restricted);
    return {accepts * message, accepts * (1 - message) * hall};
}

// Averages over the centres by weight.
Moved moved_on(const Scenario& scenario, const Day& day, bool fee) {
    Moved mean;
    const double noon_s = day.start_s + 43200;
    for (Index centre = 0; centre < scenario.centres.size(); ++centre) {
        const Moved here = moved_at(scenario, noon_s, centre, fee);
        mean.before += scenario.centres[centre].weight * here.before;
        mean.in_hall += scenario.centres[centre].weight * here.in_hall;
    }
    return mean;
}

// Of an attempt's failures those that are tried again; disruptions and full lines are not foreseen.
double retried(const Channel& channel) { return channel.failure * channel.after(Failure::error).retry; }

// Activities inside SimGrid of one need that is tried digitally: the steps it takes, times its attempts, over its mix of
// channels.
double activities_of(const Scenario& scenario, const ServiceChoice& choice, bool fee) {
    double sum = 0;
    for (std::size_t k = 0; k < choice.channel_share.size(); ++k) {
        const Channel& channel = scenario.channels[k];
        if (channel.fidelity != Fidelity::platform || retried(channel) >= 1) continue;
        const auto steps = std::count_if(channel.steps.begin(), channel.steps.end(),
                                         [fee](const Step& step) { return fee || !step.only_with_fee; });
        sum += choice.channel_share[k] * static_cast<double>(steps) / (1 - retried(channel));
    }
    return sum;
}

// Of the completed transactions of a service those that become a case, of whatever queue; service none: of what has none.
double case_share(const Scenario& scenario, Index service) {
    double sum = 0;
    for (const BackOffice& one : scenario.back_offices)
        if (one.services.empty() || std::find(one.services.begin(), one.services.end(), service) != one.services.end())
            sum += one.share;
    return sum;
}

double completed_on(const Channel& channel) {
    return digital_outcome(channel.failure, channel.after(Failure::error).retry, 0).digital;
}

// Cases of one need that is tried digitally; people at a phone leave none.
double cases_of(const Scenario& scenario, const ServiceChoice& choice, Index service) {
    double completed = 0;
    for (std::size_t k = 0; k < choice.channel_share.size(); ++k)
        if (scenario.channels[k].centre == none) completed += choice.channel_share[k] * completed_on(scenario.channels[k]);
    return completed * case_share(scenario, service);
}

// What follows from one need that is tried digitally.
struct PerTry {
    double activities, cases;
};

// One segment's needs of one service on one day.
void add_needs(Forecast& forecast, double needs, const ServiceChoice& choice, double presence, Moved moved, const PerTry& each,
               bool working) {
    const double must_come = choice.digital_only ? 0 : needs * presence;
    const double absent = needs - must_come;
    const bool digital_possible = !choice.channel_share.empty();
    const double by_choice = !digital_possible ? absent : choice.free ? absent * choice.counter_chance : 0;
    const double tried = absent - by_choice;
    const double completed = choice.outcome.digital + choice.outcome.visit;
    forecast.needs += working ? needs : tried;
    forecast.digital_without += tried * choice.smart;
    forecast.digital += tried * choice.smart;
    forecast.digital_ceiling +=
        digital_possible ? (working ? absent : tried) * choice.smart : 0;  // who does not come cannot go digital
    forecast.transactions += tried * completed;
    const double tries = tried + (working && choice.free ? by_choice * (moved.before + moved.in_hall) : 0);
    forecast.platform_activities += tries * each.activities;
    forecast.cases += tries * each.cases;
    forecast.counter += tried * choice.outcome.visit;
    forecast.visits += tried * choice.outcome.visit;  // each comes alone
    if (!working) return;                             // nobody sets out for a closed door
    const double eligible = choice.free ? by_choice : 0;
    const double away = eligible * (moved.before + moved.in_hall);
    forecast.eligible_at_counter += eligible;
    forecast.digital += away * choice.smart;
    forecast.counter += must_come + by_choice - away + away * choice.outcome.visit;
    forecast.visits += away * choice.outcome.visit;
    forecast.transactions += must_come + by_choice - away + away * completed;
}

// Needs travel in parties of geometric size with the given mean; a visit is made unless all of a party were moved (share
// `moved`).
double parties(double needs, double moved, double mean_size) {
    const double alone = 1 / mean_size;
    return needs * alone * (1 - alone * moved / (1 - (1 - alone) * moved));
}

void add_day(Forecast& forecast, const Scenario& scenario, const ChoiceTable& table, const Day& day) {
    const Needs& needs = *scenario.needs;
    const double expected = needs.per_working_day * day.factor * (day.working ? 1 : needs.weekend_share);
    const Moved with_fee = moved_on(scenario, day, true), without_fee = moved_on(scenario, day, false);
    for (const SegmentChoice& segment : table.segments) {
        double at_counter = 0, before = 0;  // counter needs, and those of them that are moved before they travel
        for (std::size_t s = 0; s < scenario.services.size(); ++s) {
            const ServiceChoice& choice = segment.services[s];
            if (choice.weight <= 0) continue;
            const double n = expected * segment.share * choice.weight, presence = presence_at(scenario.services[s], day.start_s);
            const Moved moved = scenario.services[s].fee > 0 ? with_fee : without_fee;
            const PerTry each{activities_of(scenario, choice, scenario.services[s].fee > 0),
                              cases_of(scenario, choice, static_cast<Index>(s))};
            add_needs(forecast, n, choice, presence, moved, each, day.working || needs.closed_days_wait);
            const double bound = choice.digital_only ? 0 : n * presence;
            const double free = choice.channel_share.empty() ? n - bound : choice.free ? (n - bound) * choice.counter_chance : 0;
            at_counter += bound + free;
            before += choice.free ? free * moved.before : 0;
        }
        if (!day.working && needs.closed_days_wait) forecast.visits += at_counter - before;  // each comes alone, on an open day
        if (day.working && at_counter > 0)
            forecast.visits += parties(at_counter, before / at_counter, needs.transactions_per_visit);
    }
}

double open_time_s(const Stream& stream) {
    double sum_s = 0;
    for (const Piece& piece : stream.pieces) sum_s += piece.rate_per_s * (piece.until_s - piece.from_s);
    return sum_s;
}

double batch_mean(const Batch& batch) {
    double sum = 0, weighted = 0;
    for (std::size_t i = 0; i < batch.shares.size(); ++i) {
        sum += batch.shares[i];
        weighted += batch.shares[i] * static_cast<double>(i + 1);
    }
    return sum > 0 ? weighted / sum : 1;
}

// The mean of the counting process where it is known: the integral of the rate; renewal theory to second order; of a finite
// source what it would be if nobody waited.
double arrivals_of(const Scenario& scenario, const Stream& stream) {
    double sum = 0;
    switch (stream.process) {
        case Process::poisson:
            for (const Piece& piece : stream.pieces)
                sum += expected_arrivals(piece, stream.wave ? &*stream.wave : nullptr, piece.from_s, piece.until_s);
            break;
        case Process::renewal: {
            const double cv = stream.gap.sd / stream.gap.mean;
            sum = std::max(0.0, open_time_s(stream) / stream.gap.mean + (cv * cv - 1) / 2);
            break;
        }
        case Process::finite_source: {
            double served_s = 0;
            if (stream.station != none && stream.whole_path)
                for (const Index station : scenario.centres[scenario.stations[stream.station].centre].path)
                    served_s += scenario.stations[station].service.mean;
            else if (stream.station != none)
                served_s = scenario.stations[stream.station].service.mean;
            return stream.population * std::max(1.0, open_time_s(stream) / (stream.gap.mean + served_s));
        }
        case Process::trace:
            for (const Ticket& ticket : stream.trace) sum += ticket.arrived_s < scenario.study.horizon_s;
            break;
        case Process::appointments:
            for (const Slot& slot : stream.appointments.slots) sum += slot.booked * (1 - stream.appointments.no_show);
    }
    return sum * batch_mean(stream.batch) + stream.present_at_start;
}

// A series keeps nine totals and a line of eight measures for every place and interval; a long horizon by the half-hour adds up.
double series_bytes(const Scenario& scenario) {
    const double places = static_cast<double>(scenario.stations.size() + scenario.centres.size() + scenario.channels.size() + 1);
    const double intervals = scenario.study.series == Series::half_hour ? scenario.study.horizon_s / 1800
                             : scenario.study.series == Series::day     ? scenario.study.horizon_s / 86400
                             : scenario.study.series == Series::month   ? scenario.study.horizon_s / (28 * 86400)
                             : scenario.study.series == Series::year    ? scenario.study.horizon_s / (365 * 86400)
                             : scenario.study.series == Series::off     ? 0
                                                                        : 336;
    return intervals * places * (9 * 8 + 7 * 300);
}

// What a customer costs who is told apart: who he is, what he learnt, what he remembers (sim).
constexpr double customer_bytes = 60;
double remembered_bytes(const Scenario& scenario) {
    double customers = 0;
    for (const Segment& segment : scenario.segments) customers += segment.customers;
    return scenario.adoption.remembers() ? customers * scenario.study.scale * customer_bytes : 0;
}

bool only_simulated(const Scenario& scenario) {
    const auto dated_ease = [](const Service& service) { return service.ease.size() > 1; };
    const auto scoped = [](const Initiative& one) {
        return !one.services.empty() || !one.segments.empty() || one.pulled_forward > 0;
    };
    const auto newer = [](const Knob& knob) { return knob.kind > KnobKind::lesson_success; };
    return scenario.adoption.remembers() || std::any_of(scenario.services.begin(), scenario.services.end(), dated_ease) ||
           std::any_of(scenario.initiatives.begin(), scenario.initiatives.end(), scoped) ||
           std::any_of(scenario.knobs.begin(), scenario.knobs.end(), newer);
}

// At most: with the clock `while_busy` fewer, if the agents are not always busy.
double breakdowns_of(const Scenario& scenario, const Station& station, const Pool& pool) {
    if (!pool.breakdown) return 0;
    const int agents = pool.duties.empty() ? pool.agents : station.agents;
    const double things = pool.breakdown->together ? 1 : std::max(agents, 0);
    return things * scenario.study.horizon_s / (pool.breakdown->up.mean + pool.breakdown->repair.mean);
}

// What a replication costs: events by kind of journey; memory of a day's plan, those present, and the tables.
// What befalls machines at stated times, what a plan or an autoscaler does with them, and how often their energy is read.
double machine_changes(const Scenario& scenario) {
    double changes = 0;
    for (const Disruption& one : scenario.platform.disruptions) {
        const auto elements = static_cast<double>(one.elements.size());
        const double by_chance = one.random ? scenario.study.horizon_s / std::max(one.up.mean + one.repair.mean, 1e-3) : 0;
        changes += 2 * elements * (static_cast<double>(one.when.size()) + by_chance);
    }
    for (const Tier& tier : scenario.platform.tiers) {
        changes += static_cast<double>(tier.capacity.size());
        if (tier.autoscale) changes += scenario.study.horizon_s / tier.autoscale->every_s;
    }
    return changes + (scenario.platform.metered() ? scenario.study.horizon_s / 1800 : 0);
}

void add_cost(Forecast& forecast, const Scenario& scenario) {
    const double attempts = forecast.digital * 1.1;
    double steps = 0, arrivals = 0, by_stream = 0;
    for (const Channel& channel : scenario.channels) steps = std::max(steps, static_cast<double>(channel.steps.size()));
    for (const Stream& stream : scenario.streams) {
        const double people = arrivals_of(scenario, stream);
        arrivals += people;
        if (stream.channel == none) by_stream += people;
    }
    const bool machines = std::any_of(scenario.channels.begin(), scenario.channels.end(),
                                      [](const Channel& channel) { return channel.fidelity == Fidelity::platform; });
    const bool pool = std::any_of(scenario.channels.begin(), scenario.channels.end(),
                                  [](const Channel& channel) { return channel.fidelity == Fidelity::pool; });
    const double scale = scenario.study.scale;  // without streams, if it is below 1
    forecast.platform_activities *= scale;
    forecast.events =
        scale * (attempts * (2 + (pool ? 1.5 * steps : 0)) + (forecast.visits - by_stream) * 9 + forecast.cases * 4) +
        arrivals * 3;
    for (const Station& station : scenario.stations)
        for (const Pool& staff : station.pools) forecast.events += 2 * breakdowns_of(scenario, station, staff);
    const double changes = machine_changes(scenario);
    forecast.events += changes;
    const double planned = scenario.needs ? scenario.needs->per_working_day * scale * 1.3 * 32 : 0;
    const double inside = arrivals > 0 ? 200.0 * std::min(arrivals, 1e6) : 0;  // a queue without bound keeps them all
    forecast.memory_bytes =
        8e6 + 150 * changes + planned + inside + (machines ? 35e6 : 0) + series_bytes(scenario) + remembered_bytes(scenario);
}

// By whom a horizon overflows, where it is by a stream.
std::string busiest_stream(const Scenario& scenario) {
    const auto fewer = [&](const Stream& one, const Stream& other) {
        return arrivals_of(scenario, one) < arrivals_of(scenario, other);
    };
    const auto most = std::max_element(scenario.streams.begin(), scenario.streams.end(), fewer);
    return most == scenario.streams.end() ? "" : ", most of the arrivals by the stream \"" + most->id + "\"";
}

// Do the visits of its first day come while it is open: the counter profile, on the hours of that day.
bool visits_within(const Scenario& scenario, const OpenInterval& open) {
    const auto& profile = scenario.needs->counter_profile;
    if (profile.empty()) return false;
    const auto day = static_cast<std::size_t>(open.open_s / 86400);
    const OpenInterval &usual = scenario.calendar.usual_hours, &today = scenario.calendar.hours_on(day);
    const double ratio = (today.close_s - today.open_s) / (usual.close_s - usual.open_s);
    const auto fitted = [&](double second) { return today.open_s + (second - usual.open_s) * ratio; };
    const double midnight_s = static_cast<double>(day) * 86400;
    return midnight_s + fitted(profile.front().from_s) >= open.open_s - 1e-6 &&
           midnight_s + fitted(profile.back().until_s) <= open.close_s + 1e-6;
}
}  // namespace

Forecast forecast(const Scenario& scenario) {
    Forecast forecast;
    forecast.remembers = scenario.needs && only_simulated(scenario);
    if (scenario.needs) {
        const ChoiceTable table = choices(scenario);
        for (const Day& day : scenario.calendar.days) add_day(forecast, scenario, table, day);
    }
    for (const Stream& stream : scenario.streams) {
        if (stream.channel == none) {
            forecast.visits += arrivals_of(scenario, stream);
            continue;
        }
        const Channel& channel = scenario.channels[stream.channel];
        const double done =
            arrivals_of(scenario, stream) * digital_outcome(channel.failure, channel.after(Failure::error).retry, 0).digital;
        forecast.transactions += done;
        if (channel.centre == none) forecast.cases += done * case_share(scenario, none);
        if (channel.fidelity == Fidelity::platform && retried(channel) < 1)
            forecast.platform_activities +=
                arrivals_of(scenario, stream) * static_cast<double>(channel.steps.size()) / (1 - retried(channel));
        if (channel.smart) forecast.digital += done, forecast.digital_without += done, forecast.digital_ceiling += done;
    }
    add_cost(forecast, scenario);
    return forecast;
}

Problems forecast_problems(const Scenario& scenario, const Forecast& forecast) {
    Problems problems;
    const auto percent = [](double share) { return std::to_string(std::round(share * 1e6) / 1e4); };
    if (scenario.needs) {
        const ChoiceTable table = choices(scenario);
        const double share = scenario.adoption.share;
        if (share < table.range.lowest - 1e-9 || share > table.range.highest + 1e-9)
            problems.push_back({"/adoption/share", percent(share) + " %",
                                (scenario.adoption.model == AdoptionModel::bass
                                     ? "a share that presence, counters, channels and the ceiling of adoption allow: from "
                                     : "a share that presence, counters and channels allow: from ") +
                                    percent(table.range.lowest) + " to " + percent(table.range.highest) + " %"});
        for (const Centre& centre : scenario.centres)
            for (const OpenInterval& open : centre.open) {
                if (visits_within(scenario, open)) continue;
                problems.push_back({"/demand/counter_profile", "visits outside the opening hours of " + centre.id,
                                    "a profile within the hours of every centre"});
                return problems;
            }
    }
    constexpr double most_events = 2e10, most_bytes = 16e9;
    for (const Station& station : scenario.stations)
        for (const Pool& pool : station.pools)
            if (const double breakdowns = breakdowns_of(scenario, station, pool); 2 * breakdowns > most_events) {
                problems.push_back({"/centres/" + scenario.centres[station.centre].id + "/stations/" + station.id + "/staff/" +
                                        pool.id + "/breakdown/up",
                                    fmt::format("about {:.2g} breakdowns in a replication", breakdowns), "at most 1e10"});
                return problems;
            }
    if (forecast.events > most_events)
        problems.push_back(
            {"/study/horizon",
             fmt::format("about {:.2g} expected events in a replication", forecast.events) + busiest_stream(scenario),
             "at most 2e10"});
    if (forecast.memory_bytes > most_bytes)
        problems.push_back({"/demand", fmt::format("about {:.3g}", forecast.memory_bytes / 1e9) + " GB expected in a replication",
                            "at most 16 GB"});
    return problems;
}

}  // namespace counterless

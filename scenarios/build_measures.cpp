// scenarios/build_measures.cpp: what an initiative does to the choice of customers (letters, prizes, announcement, mandate, an
// easier way) and to the centres (displacement, closing, fewer counters), as knobs.
// What grows or comes again is a knob a day, so that the simulation knows only constant ones. Tested in
// tests/scenarios/build_initiatives_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/constants.hpp"
#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

bool remembers_letters(const Scenario& scenario) {
    return scenario.adoption.model == AdoptionModel::habit || scenario.adoption.model == AdoptionModel::logit;
}

double customers_covered(const Scenario& scenario, const Initiative& initiative) {
    double sum = 0;
    for (Index segment = 0; segment < scenario.segments.size(); ++segment)
        if (initiative.covers(none, segment)) sum += scenario.segments[segment].customers;
    return sum;
}

// ---- on what customers choose -------------------------------------------------------------------------------------------------
void check_letter(const View& message, KnobBox& box) {
    if (message.number("effect") > 0 && !remembers_letters(box.scenario()))
        message.problem("effect", "a model of adoption in which nobody remembers it",
                        "the model \"habit\" or \"logit\" in /adoption, or only \"moves\"");
    if (message.number("cost") > 0 && customers_covered(box.scenario(), box.initiative()) == 0)
        message.problem("cost", "messages to nobody knows how many", "\"customers\" of the segments in /customers");
    const double days = message.number("every") / day_s;
    if (message.has("every") && std::abs(days - std::round(days)) > 1e-9)
        message.problem("every", "\"" + message.text("every") + "\"", "whole days, such as \"7 d\"");
    const bool letter = message.has("effect") || message.has("cost");
    for (const char* key : {"reach", "delivered", "read", "every"})
        if (message.has(key) && !letter)
            message.problem(key, "a message without \"effect\" and \"cost\"", "one of them; \"moves\" holds of all customers");
    if (!letter && !message.has("moves")) message.problem("no effect", "\"moves\", \"effect\" or \"cost\"");
}

void add_letters(const View& message, KnobBox& box) {
    check_letter(message, box);
    if (!message.has("effect") && !message.has("cost")) return;
    Initiative& initiative = box.initiative();
    initiative.letter_reach = message.number("reach");
    initiative.letter_read = initiative.letter_reach * message.number("delivered") * message.number("read");
    initiative.letter_cost = message.number("cost");
    const double every_s = message.has("every") ? std::max(std::round(message.number("every") / day_s), 1.0) * day_s : infinite;
    const double until_s = std::min(box.span().until_s, box.scenario().study.horizon_s);
    for (double sent_s = box.span().from_s; sent_s < until_s; sent_s += every_s)
        if (sent_s >= 0) box.during({sent_s, sent_s + day_s}, KnobKind::letter, message.number("effect"));
}

void add_announcement(const View& announcement, const Dates& dates, KnobBox& box) {
    const auto date = parse_date(announcement.text("date"));
    if (!date || !dates.usable) return;
    const double announced_s = dates.second_of(*date), begins_s = box.span().from_s;
    if (announced_s >= begins_s)
        return announcement.problem("date", "\"" + announcement.text("date") + "\"",
                                    "a day before \"" + box.initiative().from + "\", on which it begins");
    const double effect = announcement.number("effect"), days_of_growth = (begins_s - announced_s) / day_s - 1;
    for (double day = std::max(0.0, -announced_s / day_s); day <= days_of_growth; ++day) {
        const double lift = days_of_growth > 0 ? effect * day / days_of_growth : effect;
        const double from_s = announced_s + day * day_s;
        if (lift > 0) box.during({from_s, from_s + day_s}, KnobKind::lift, lift);
    }
    Initiative& initiative = box.initiative();
    initiative.pulled_forward = announcement.number("pull_forward");
    const auto& days = box.scenario().calendar.days;
    const auto known = std::count_if(days.begin(), days.end(), [&](const Day& day) {  // nobody comes early before he was told
        return day.working && day.start_s >= announced_s && day.start_s < begins_s;
    });
    initiative.pulled_days =
        initiative.pulled_forward > 0 ? std::min(announcement.whole("pull_forward_days"), static_cast<int>(known)) : 0;
    if (initiative.pulled_forward > 0 && initiative.until.empty())
        announcement.problem("pull_forward", "an initiative without a last day, before which nobody can do everything",
                             "\"until\" in the initiative, or no pull_forward");
    if (initiative.pulled_forward > 0 && !announcement.has("pull_forward_days"))
        announcement.problem("no \"pull_forward_days\"", "\"pull_forward_days\": over how many working days before it begins");
}

// By the model bass a customer adopts once for all services: what lifts some services or segments only has nobody to hasten.
void check_bass(const View& view, KnobBox& box) {
    if (box.scenario().adoption.model != AdoptionModel::bass) return;
    if (view.has("improvement"))
        view.problem("improvement", "the model \"bass\", which knows no ease of single services",
                     "an \"incentive\" for all, or another model");
    const Initiative& initiative = box.initiative();
    if (initiative.services.empty() && initiative.segments.empty()) return;
    for (const char* key : {"incentive", "announcement"})
        if (view.at(key).number("effect") > 0)
            view.problem(key, "a lift of some services or segments only, for the model \"bass\"",
                         "a lift of all (no \"services\", no \"segments\", no exempt segment), or another model");
}

void add_choice_measures(const View& view, const Dates& dates, KnobBox& box) {
    check_bass(view, box);
    if (view.has("message")) add_letters(view.at("message"), box);
    if (view.has("announcement")) add_announcement(view.at("announcement"), dates, box);
    if (view.has("incentive")) box.everywhere(KnobKind::lift, view.at("incentive").number("effect"));
    if (view.flag("mandate")) box.everywhere(KnobKind::mandate, 1);
    if (view.has("improvement")) box.everywhere(KnobKind::ease, view.at("improvement").number("ease"));
    box.initiative().cost = view.number("cost") + view.at("incentive").number("prizes");
    if (!view.has("centres")) return;
    const bool letter = view.at("message").has("effect") || view.at("message").has("cost");
    for (const char* key : {"message", "announcement", "incentive", "mandate", "improvement"})
        if (key == std::string_view("message") ? letter : key == std::string_view("mandate") ? view.flag(key) : view.has(key))
            view.problem("centres", std::string("centres of ") + key + ", which meets customers before they choose a centre",
                         "two initiatives: one for the halls, and one without centres");
}

// ---- on the centres -----------------------------------------------------------------------------------------------------------
void add_displacement(const View& view, KnobBox& box) {
    const Index channel = index_in(ids_of(box.scenario().channels), view.text("to"));
    if (channel != none && box.scenario().channels[channel].smart)
        view.problem("to", "\"" + view.text("to") + "\", which counts as digital", "a channel with \"smart\": false");
    box.initiative().displaced_to = channel;
    const auto& services = box.scenario().services;
    bool offered = channel == none;
    for (Index service = 0; service < services.size(); ++service) {
        const auto& channels = services[service].channels;
        offered = offered || (box.initiative().covers(service, none) &&
                              std::find(channels.begin(), channels.end(), channel) != channels.end());
    }
    if (!offered)
        view.problem("to", "\"" + view.text("to") + "\", by which none of its services can be done",
                     "a channel among the \"channels\" of a service in its scope");
    box.at_centres(KnobKind::displaced, view.number("share"));
}

void add_closing(const View& view, KnobBox& box) {
    const auto& centres = box.scenario().centres;
    const auto closed = indices_of(view, "centres", ids_of(centres), "centre");
    const Index into = index_in(ids_of(centres), view.text("into"));
    for (const Index centre : closed) {
        if (centres[centre].remote)
            view.problem("centres", "\"" + centres[centre].id + "\", to which nobody travels", "centres that take visits");
        else
            box.at(centre, KnobKind::centre_closed, 1);
    }
    if (into == none) return;
    if (centres[into].remote)
        view.problem("into", "\"" + centres[into].id + "\", to which nobody travels", "a centre that takes visits");
    box.initiative().merged_into = into;
}

bool plain_agents(const Scenario& scenario, const Station& station) {
    return station.pools.empty() && station.agents != unlimited && !station.guides && !scenario.centres[station.centre].remote;
}

void add_fewer_counters(const View& view, KnobBox& box) {
    const Scenario& scenario = box.scenario();
    const auto& scope = box.centres();
    const bool any = std::any_of(scenario.stations.begin(), scenario.stations.end(), [&](const Station& station) {
        const bool here = scope.empty() || std::find(scope.begin(), scope.end(), station.centre) != scope.end();
        return here && plain_agents(scenario, station);
    });
    if (!any) view.problem("fewer_counters", "no station with a plain number of agents", "one in the centres of its scope");
    box.at_centres(KnobKind::counters_closed, view.whole("fewer_counters"));
}

bool holds_at(const Knob& knob, KnobKind kind, Index centre, double time_s) {
    return knob.kind == kind && (knob.centre == none || knob.centre == centre) && knob.from_s <= time_s && time_s < knob.until_s;
}

// Nobody left at a station would keep its customers for ever. Fewer counters of several initiatives add up, so each is looked at
// when it begins.
void check_fewer_counters(const View& initiatives, const Scenario& scenario) {
    std::vector<char> told(scenario.initiatives.size(), 0);
    for (const Knob& begins : scenario.knobs) {
        if (begins.kind != KnobKind::counters_closed) continue;
        for (const Station& station : scenario.stations) {
            const bool here = begins.centre == none || begins.centre == station.centre;
            if (!here || !plain_agents(scenario, station) || told[begins.initiative]) continue;
            double fewer = 0;
            for (const Knob& knob : scenario.knobs)
                if (holds_at(knob, KnobKind::counters_closed, station.centre, begins.from_s)) fewer += knob.value;
            if (fewer < station.agents) continue;
            told[begins.initiative] = 1;
            initiatives.at(scenario.initiatives[begins.initiative].id)
                .problem("fewer_counters",
                         fmt::format("{} fewer, of {} at {}/{}", fewer, station.agents, scenario.centres[station.centre].id,
                                     station.id),
                         "one agent left at each station, or \"centres\" without this one");
        }
    }
}
}  // namespace

void check_scope_of_places(const View& view) {
    for (const char* scope : {"services", "segments"})
        for (const char* key : {"close", "fewer_counters"})
            if (view.has(scope) && view.has(key))
                view.problem(scope, std::string(scope) + " of " + key + ", which is one for all who come",
                             "two initiatives: one for " + std::string(key) + " without " + scope);
}

void add_measures(const View& view, const Dates& dates, KnobBox& box) {
    check_scope_of_places(view);
    for (const Index centre : box.centres())
        if (box.scenario().centres[centre].remote)
            view.problem("centres", "\"" + box.scenario().centres[centre].id + "\", to which nobody travels",
                         "centres that take visits");
    add_choice_measures(view, dates, box);
    if (view.has("displacement")) add_displacement(view.at("displacement"), box);
    if (view.has("close")) add_closing(view.at("close"), box);
    if (view.has("fewer_counters")) add_fewer_counters(view, box);
}

// Somebody must be open at any time, and who takes over must be open himself. Closings begin one after the other, so it is enough
// to look when each begins within this one.
void check_closures(const View& initiatives, const Scenario& scenario) {
    const auto closed = [&](Index centre, double time_s) {
        return std::any_of(scenario.knobs.begin(), scenario.knobs.end(),
                           [&](const Knob& knob) { return holds_at(knob, KnobKind::centre_closed, centre, time_s); });
    };
    std::vector<char> told(scenario.initiatives.size(), 0);
    for (const Knob& knob : scenario.knobs) {
        const Initiative& initiative = scenario.initiatives[knob.initiative];
        if (knob.kind != KnobKind::centre_closed || told[knob.initiative]) continue;
        bool none_open = false, into_shut = false;
        for (const Knob& begins : scenario.knobs) {
            if (begins.kind != KnobKind::centre_closed || begins.from_s < knob.from_s || begins.from_s >= knob.until_s) continue;
            bool open = false;
            for (Index centre = 0; centre < scenario.centres.size(); ++centre)
                open = open || (scenario.centres[centre].weight > 0 && !closed(centre, begins.from_s));
            none_open = none_open || !open;
            into_shut = into_shut || (initiative.merged_into != none && closed(initiative.merged_into, begins.from_s));
        }
        const View close = initiatives.at(initiative.id).at("close");
        if (into_shut)
            close.problem("into", "\"" + close.text("into") + "\", itself closed meanwhile", "a centre that stays open");
        else if (none_open)
            close.problem("centres", "no centre left open", "at least one centre that stays open");
        told[knob.initiative] = into_shut || none_open;
    }
    check_fewer_counters(initiatives, scenario);
}

}  // namespace counterless

// scenarios/build_measures.cpp: what an initiative does to the choice of customers (letters, prizes, announcement, mandate, an
// easier way) and to the centres (displacement, closing, fewer counters), as knobs.
// What grows or comes again is a knob a day, so that the simulation knows only constant ones. Tested in
// tests/scenarios/build_initiatives_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr double day_s = 86400;

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
    initiative.pulled_days = initiative.pulled_forward > 0 ? announcement.whole("pull_forward_days") : 0;
    if (initiative.pulled_forward > 0 && !announcement.has("pull_forward_days"))
        announcement.problem("no \"pull_forward_days\"", "\"pull_forward_days\": over how many working days before it begins");
}

void add_choice_measures(const View& view, const Dates& dates, KnobBox& box) {
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

bool plain_agents(const Station& station) { return station.pools.empty() && station.agents != unlimited && !station.guides; }

// Nobody left at a station would keep its customers for ever.
void add_fewer_counters(const View& view, KnobBox& box) {
    const Scenario& scenario = box.scenario();
    const int fewer = view.whole("fewer_counters");
    bool any = false;
    for (const Station& station : scenario.stations) {
        const auto& scope = box.centres();
        const bool here = scope.empty() || std::find(scope.begin(), scope.end(), station.centre) != scope.end();
        if (!here || scenario.centres[station.centre].remote || !plain_agents(station)) continue;
        any = true;
        if (fewer < station.agents) continue;
        const std::string place = scenario.centres[station.centre].id + "/" + station.id;
        view.problem("fewer_counters", fmt::format("{} fewer, of {} at {}", fewer, station.agents, place),
                     "one agent left at each station, or \"centres\" without this one");
    }
    if (!any) view.problem("fewer_counters", "no station with a plain number of agents", "one in the centres of its scope");
    box.at_centres(KnobKind::counters_closed, fewer);
}
}  // namespace

void add_measures(const View& view, const Dates& dates, KnobBox& box) {
    for (const Index centre : box.centres())
        if (box.scenario().centres[centre].remote)
            view.problem("centres", "\"" + box.scenario().centres[centre].id + "\", to which nobody travels",
                         "centres that take visits");
    add_choice_measures(view, dates, box);
    if (view.has("displacement")) add_displacement(view.at("displacement"), box);
    if (view.has("close")) add_closing(view.at("close"), box);
    if (view.has("fewer_counters")) add_fewer_counters(view, box);
}

// Somebody must be open at any time, and who takes over must be open himself.
void check_closures(const View& initiatives, const Scenario& scenario) {
    const auto closed = [&](Index centre, double time_s) {
        return std::any_of(scenario.knobs.begin(), scenario.knobs.end(), [&](const Knob& knob) {
            return knob.kind == KnobKind::centre_closed && knob.centre == centre && knob.from_s <= time_s &&
                   time_s < knob.until_s;
        });
    };
    std::vector<char> told(scenario.initiatives.size(), 0);
    for (const Knob& knob : scenario.knobs) {
        if (knob.kind != KnobKind::centre_closed || told[knob.initiative]) continue;
        const Index into = scenario.initiatives[knob.initiative].merged_into;
        const View close = initiatives.at(scenario.initiatives[knob.initiative].id).at("close");
        bool open = false, shut = false;
        for (const Knob& at : scenario.knobs) {  // closings begin one after the other: look at each beginning within this one
            if (at.kind != KnobKind::centre_closed || at.from_s < knob.from_s || at.from_s >= knob.until_s) continue;
            open = false;
            for (Index centre = 0; centre < scenario.centres.size(); ++centre)
                open = open || (scenario.centres[centre].weight > 0 && !closed(centre, at.from_s));
            shut = into != none && closed(into, at.from_s);
            if (!open || shut) break;
        }
        if (shut)
            close.problem("into", "\"" + scenario.centres[into].id + "\", itself closed meanwhile", "a centre that stays open");
        else if (!open)
            close.problem("centres", "no centre left open", "at least one centre that stays open");
        told[knob.initiative] = shut || !open;
    }
}

}  // namespace counterless

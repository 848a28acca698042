// scenarios/build_station.cpp: one station as stated: its service, its line, and the rules at its door.
// Each contradiction is told at the field that makes no sense beside the others. Who is on duty is read in build_staff.cpp, where
// people go from here in build_flow.cpp. Tested in tests/scenarios/build_station_test.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"

namespace counterless {
namespace {
void check_stated(const View& view) {
    const std::string either = ", here or in /stations/" + view.id();
    const bool agents = view.has("agents"), staff = view.has("staff");
    if (!agents && !staff) view.problem("no \"agents\"", "\"agents\": " + expectation(view.field("agents")) + either);
    if (agents && staff) view.problem("staff", "agents and staff", "either the number of agents or the pools of staff");
    if (!view.has("service")) view.problem("no \"service\"", "\"service\": " + expectation(view.field("service")) + either);
}

// ---- classes ------------------------------------------------------------------------------------------------------------------
Treatment build_treatment(const View& view, const Station& station) {
    Treatment treatment;
    treatment.priority = view.number("priority");
    treatment.growth_per_s = view.number("growth");
    treatment.preempts = view.flag("preempts");
    treatment.service = view.has("service") ? build_law(view, "service", LawOf::time) : station.service;
    treatment.patience = view.has("patience") ? build_law(view, "patience", LawOf::patience) : station.patience;
    return treatment;
}

void build_treatments(const View& view, const Scenario& scenario, Station& station) {
    const View classes = view.at("classes");
    if (classes.keys().empty()) return;
    for (const CustomerClass& klass : scenario.classes) station.classes.push_back(build_treatment(classes.at(klass.id), station));
}

// ---- lines --------------------------------------------------------------------------------------------------------------------
// What the classes state shows which order is meant.
OrderBetween order_between(const View& view, const View& line) {
    if (line.has("between")) return word_of<OrderBetween>(line, "between");
    OrderBetween order = OrderBetween::arrival;
    for (const View& klass : view.at("classes").members()) {
        if (klass.has("growth")) return OrderBetween::accumulating;
        if (klass.has("priority")) order = OrderBetween::priority;
    }
    return order;
}

void check_priorities(const View& view, const Station& station) {
    const auto lower_than = [&](double priority) {
        return std::any_of(station.classes.begin(), station.classes.end(),
                           [&](const Treatment& one) { return one.priority < priority; });
    };
    for (const View& klass : view.at("classes").members()) {
        const bool by_arrival = station.between == OrderBetween::arrival;
        if (by_arrival && klass.has("priority"))
            klass.problem("priority", "a priority in a line by arrival", "line/between \"priority\" or \"accumulating\"");
        if (station.between != OrderBetween::accumulating && klass.has("growth"))
            klass.problem("growth", "a growing priority in another line", "line/between \"accumulating\"");
        if (klass.flag("preempts") && (by_arrival || !lower_than(klass.number("priority"))))
            klass.problem("preempts", "true, but no class has a lower priority", "a \"priority\" above that of another class");
    }
}

// Lines before each counter know no classes, and only the last of a line in order of arrival may move over.
void check_own_lines(const View& line, const Station& station) {
    if (station.lines != LinesPer::counter) return;
    if (station.between != OrderBetween::arrival)
        line.problem("per", "a line before each counter, and classes with priority", "one line for the station, or no priority");
    if (station.jockey_from > 0 && station.within != OrderWithin::fifo)
        line.problem("jockey_from", "moving over in lines that are not in order of arrival", "line/within \"fifo\"");
}

void build_line(const View& view, Station& station) {
    const View line = view.at("line");
    station.between = order_between(view, line);
    station.within = word_of<OrderWithin>(line, "within");
    station.lines = word_of<LinesPer>(line, "per");
    station.jockey_from = line.whole("jockey_from");
    station.line_capacity = line.has("capacity") ? line.whole("capacity") : -1;
    station.work = word_of<Interruption>(line, "interrupted_work");
    if (line.has("jockey_from") && station.lines == LinesPer::station)
        line.problem("jockey_from", "moving over where there is one line", "line/per \"counter\"");
    if (line.has("between") && station.between != OrderBetween::arrival && station.classes.empty())
        line.problem("between", "\"" + line.text("between") + "\", but all customers are alike", "\"classes\" with a priority");
    check_priorities(view, station);
    check_own_lines(line, station);
}

// ---- at the door --------------------------------------------------------------------------------------------------------------
void build_balking(const View& view, Station& station) {
    if (!view.has("balking")) return;
    const View balking = view.at("balking");
    const bool by_length = balking.choice("by") == 0;
    station.balking = by_length ? Balking::by_length : Balking::by_announced_wait;
    if (!balking.has("steps")) balking.problem("no \"steps\"", "\"steps\": such as [{\"from\": 5, \"chance\": 0.3}]");
    for (const View& step : balking.elements("steps")) {
        const auto from = step.stated_number("from"), chance = step.stated_number("chance");
        if (!from || !chance) continue;
        const bool people = step.text("from").empty();
        if (people != by_length)
            step.problem("from", people ? "a number of people" : "a duration",
                         people ? "a duration, because balking is by announced wait" : "people, or by \"announced_wait\"");
        if (!station.balk.empty() && *from <= station.balk.back().from)
            step.problem("from", "a step that is not above the one before", "steps in rising order");
        station.balk.push_back({*from, *chance});
    }
}

void build_callback(const View& view, Station& station) {
    if (!view.has("callback")) return;
    const View callback = view.at("callback");
    if (!callback.has("accepts")) callback.problem("no \"accepts\"", "\"accepts\": " + expectation(callback.field("accepts")));
    station.callback = Callback{.from_wait_s = callback.number("from_wait"),
                                .accepts = callback.number("accepts"),
                                .answers = callback.number("answers")};
}

void build_batch(const View& view, Station& station) {
    if (!view.has("batch")) return;
    const View batch = view.at("batch");
    if (!batch.has("max")) batch.problem("no \"max\"", "\"max\": " + expectation(batch.field("max")));
    station.batch_min = std::max(1, batch.whole("min"));
    station.batch_max = std::max(station.batch_min, batch.whole("max"));
    if (batch.stated_number("max") && batch.number("min") > batch.number("max"))
        batch.problem("min", fmt::format("{} of at most {}", batch.whole("min"), batch.whole("max")), "a min not above max");
    const bool preempts =
        std::any_of(station.classes.begin(), station.classes.end(), [](const Treatment& one) { return one.preempts; });
    if (preempts) view.problem("batch", "customers served together, of whom one may be preempted", "either batch or preempts");
    if (station.capacity >= 0 && station.batch_min > station.capacity)
        batch.problem("min", "more than find a place", "a min within the capacity");
    if (station.line_capacity >= 0 && station.batch_min > 1 && station.batch_min > station.line_capacity)
        batch.problem("min", "more than find a place in line", "a min within line/capacity");
}

void build_end(const View& view, const Dates& dates, const Scenario& scenario, Station& station) {
    station.turn_away_at_closing = view.text("at_closing") == "turn_away";
    if (station.turn_away_at_closing && !dates.stated)
        view.problem("at_closing", "a closing time without a calendar", "a calendar, or \"serve_all\"");
    else if (station.turn_away_at_closing && scenario.centres[station.centre].always_open)
        view.problem("at_closing", "a closing time where doors never close", "\"serve_all\", or a centre with hours");
    station.system = index_in(ids_of(scenario.channels), view.text("system"));
    station.blocks = view.flag("blocks");
    if (station.blocks && station.capacity < 0 && station.line_capacity < 0)
        view.problem("blocks", "true, but it is never full", "a \"capacity\", or line/capacity");
}
}  // namespace

Station build_station(const View& view, Index centre, const Dates& dates, const Scenario& scenario) {
    Station station;
    station.id = view.id();
    station.centre = centre;
    station.name = view.name("name", station.id);
    check_stated(view);
    station.service = build_law(view, "service", LawOf::time);
    station.patience = build_law(view, "patience", LawOf::patience);
    station.counters = view.has("counters") ? view.whole("counters") : -1;
    station.capacity = view.has("capacity") ? view.whole("capacity") : -1;
    station.unit = view.text("unit") == "transaction" ? ServiceUnit::transaction : ServiceUnit::visit;
    station.serves = view.text("serves") == "fee_payers" ? Serves::fee_payers : Serves::everyone;
    build_treatments(view, scenario, station);
    build_line(view, station);
    build_balking(view, station);
    build_callback(view, station);
    build_batch(view, station);
    build_end(view, dates, scenario, station);
    build_staff(view, dates, scenario, station);
    return station;
}

}  // namespace counterless

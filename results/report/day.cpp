// results/report/day.cpp: who comes and who can be served, and how long they wait, on one clock in two panels.
// What the open counters can serve is worked out from the series alone: agents on duty over the agent-time that one arrival takes
// on average (busy agent-time of the whole clock over its arrivals). It treats all open counters as one pool, and the note says
// so.
#include <nlohmann/json.hpp>

#include <cmath>

#include "results/report/format.hpp"
#include "results/report/markup.hpp"
#include "results/report/names.hpp"
#include "results/report/parts.hpp"
#include "results/report/verdict.hpp"

namespace counterless::report {
namespace {

using nlohmann::json;

struct Day {
    std::vector<std::size_t> at;                     // intervals of the clock
    std::vector<double> arrivals, capacity, agents;  // capacity and agents empty when the series do not tell
    std::vector<const Value*> p90;
    double threshold_s = 0;
    std::string threshold;  // text
};

double threshold_s(const StudyResult& result) {
    for (const Target& target : result.scenario.targets)
        if (target.measure == "wait_p90" && target.of == "all") return target.value;
    return result.scenario.study.within_s;
}

// "Nine in ten within 10 minutes" is a target only where the scenario says so, of the p90 or as "90 % within".
std::string threshold_text(const StudyResult& result, Lang lang) {
    bool stated = false;
    for (const Target& target : result.scenario.targets)
        stated = stated || (target.of == "all" &&
                            (target.measure == "wait_p90" || (is_service_level(target.measure) && target.value == 0.9)));
    const std::string text = minutes(lang, threshold_s(result));
    return stated ? say(lang, "threshold", {text}) : text;
}

// Arrivals that one agent can serve in an interval; 0 when unknown.
double arrivals_per_agent(const Day& day, const Row* agents, const Row* occupancy) {
    double busy = 0, arrived = 0;
    for (std::size_t i = 0; i < day.at.size(); ++i) {
        busy += mean_at(agents, day.at[i]) * mean_at(occupancy, day.at[i]);
        arrived += day.arrivals[i];
    }
    return busy > 0 ? arrived / busy : 0;
}

Day collect(const StudyResult& result, const DayClock& clock, Lang lang) {
    Day day{clock.open_intervals(), {}, {}, {}, {}, threshold_s(result), threshold_text(result, lang)};
    const Row *arrivals = clock.row("arrivals", "all"), *agents = clock.row("agents", "all"), *p90 = clock.row("wait_p90", "all");
    for (const std::size_t i : day.at) day.arrivals.push_back(mean_at(arrivals, i));
    for (const std::size_t i : day.at) day.p90.push_back(p90 ? (*p90)[i] : nullptr);
    const double each = arrivals_per_agent(day, agents, clock.row("occupancy", "all"));
    if (!agents || each <= 0) return day;
    for (const std::size_t i : day.at) day.agents.push_back(mean_at(agents, i));
    for (const double on_duty : day.agents) day.capacity.push_back(on_duty * each);
    return day;
}

std::string title(const StudyResult& result, const DayClock& clock, const Day& day, Lang lang) {
    if (day.capacity.empty() || result.scenario.study.series != Series::typical_day) return say(lang, "day_plain");
    std::vector<std::size_t> over;
    for (std::size_t i = 0; i < day.at.size(); ++i)
        if (day.arrivals[i] > day.capacity[i]) over.push_back(day.at[i]);
    return over.empty() ? say(lang, "day_enough") : say(lang, "day_over", {clock.stretches(lang, over)});
}

json rounded(const std::vector<double>& values) {
    json list = json::array();
    for (const double value : values) list.push_back(std::round(value * 100) / 100);
    return list;
}

// One row of words for each interval: what the table shows, and what stands under the pointer.
std::vector<std::string> heads(const Day& day, Lang lang) {
    std::vector<std::string> list{say(lang, "clock_from"), say(lang, "arrive")};
    if (!day.capacity.empty()) list.insert(list.end(), {say(lang, "capacity"), say(lang, "agents_on")});
    list.push_back(say(lang, "p90") + say(lang, "comma_sign") + say(lang, "min"));
    return list;
}

std::vector<std::string> cells(const DayClock& clock, const Day& day, std::size_t i, Lang lang) {
    const Row* arrivals = clock.row("arrivals", "all");
    const Value* come = arrivals ? (*arrivals)[day.at[i]] : nullptr;
    std::vector<std::string> list{clock.label(lang, day.at[i]), come ? plus_minus(lang, come->estimate, Show::count) : "–"};
    if (!day.capacity.empty())
        list.insert(list.end(), {ltr(number(day.capacity[i])), ltr(number(day.agents[i], digits_for(0, day.agents[i])))});
    list.push_back(day.p90[i] ? plus_minus(lang, day.p90[i]->estimate, Show::minutes) : "–");
    return list;
}

std::string figures(const DayClock& clock, const Day& day, Lang lang) {
    json p90 = json::array(), half = json::array(), rows = json::array();
    for (std::size_t i = 0; i < day.at.size(); ++i) rows.push_back(cells(clock, day, i, lang));
    for (const Value* value : day.p90) {
        p90.push_back(value ? json(std::round(value->estimate.mean / 0.6) / 100) : json());
        half.push_back(value && has_interval(value->estimate) ? json(std::round(value->estimate.half_width / 0.6) / 100)
                                                              : json());
    }
    const json data{{"heads", heads(day, lang)},
                    {"rows", rows},
                    {"arrivals", rounded(day.arrivals)},
                    {"capacity", rounded(day.capacity)},
                    {"p90", p90},
                    {"half", half},
                    {"threshold", day.threshold_s / 60},
                    {"text",
                     {{"panels", {say(lang, "panel_arrivals"), say(lang, "panel_wait")}},
                      {"capacityShort", say(lang, "capacity_short")},
                      {"p90Short", say(lang, "p90_short")},
                      {"threshold", day.threshold}}}};
    return data.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string as_table(const DayClock& clock, const Day& day, const std::string& caption, Lang lang) {
    Table rows{caption, {}, {}, ""};
    for (const std::string& head : heads(day, lang)) rows.columns.push_back({head, rows.columns.empty()});
    for (std::size_t i = 0; i < day.at.size(); ++i) {
        rows.rows.emplace_back();
        for (const std::string& cell : cells(clock, day, i, lang)) rows.rows.back().push_back(html(cell));
    }
    return closed(say(lang, "as_table"), table(rows));
}

std::string key(const Day& day, Lang lang) {
    std::string list = swatch("pale-blue", say(lang, "arrive"));
    if (!day.capacity.empty()) list += swatch("l-cut", say(lang, "capacity"));
    list += swatch("l-good", say(lang, "p90")) + swatch("l-ink", day.threshold);
    return element("ul class=\"keys lines\"", list);
}

}  // namespace

std::string the_day(const StudyResult& result, const DayClock& clock, Lang lang) {
    const Day day = collect(result, clock, lang);
    if (day.at.size() < 2 || result.scenario.study.scale < 1) return {};  // a sample's waits are not judged
    const std::string headline = title(result, clock, day, lang);
    std::string note =
        say(lang, "day_note",
            {clock_words(lang, result.scenario.study.series), minutes(lang, day.threshold_s), confidence_text(result, lang)});
    if (!day.capacity.empty()) note += " " + say(lang, "day_capacity_note");
    return figure(headline, note,
                  chart("day", headline, figures(clock, day, lang)) + key(day, lang) + as_table(clock, day, headline, lang));
}

}  // namespace counterless::report

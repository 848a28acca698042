// scenarios/build_flow.cpp: where people go from a station: routes, branches, and what follows when they were not served.
// Stations name each other, also across centres and further down the file, so all of them stand before any of this is read.
// Tested in tests/scenarios/build_flow_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/build.hpp"
#include "scenarios/laws.hpp"
#include "scenarios/suggest.hpp"

namespace counterless {
namespace {
constexpr double sum_tolerance = 1e-6;

// ---- names of stations --------------------------------------------------------------------------------------------------------
std::vector<std::string> known_stations(const Scenario& scenario, Index centre) {
    std::vector<std::string> known;
    for (const Station& one : scenario.stations)
        if (!one.guides && one.centre == centre) known.push_back(one.id);
    for (const Station& one : scenario.stations)
        if (!one.guides) known.push_back(scenario.centres[one.centre].id + "/" + one.id);
    return known;
}

// "counter" is of the same centre, "port/counter" of any.
Index station_named(const std::string& name, const Scenario& scenario, Index centre) {
    const std::size_t slash = name.find('/');
    const std::string id = slash == std::string::npos ? name : name.substr(slash + 1);
    if (slash != std::string::npos) centre = index_in(ids_of(scenario.centres), name.substr(0, slash));
    for (Index i = 0; i < scenario.stations.size(); ++i) {
        const Station& one = scenario.stations[i];
        if (one.centre == centre && one.id == id && !one.guides) return i;
    }
    return none;
}

// The station, or `none` and a problem.
Index find_station(const View& owner, std::string_view key, const std::string& name, const Scenario& scenario, Index centre,
                   const std::vector<std::string>& words = {}) {
    const Index found = station_named(name, scenario, centre);
    if (found != none) return found;
    auto known = known_stations(scenario, centre);
    known.insert(known.end(), words.begin(), words.end());
    owner.problem(key, "\"" + name + "\"", suggestion(name, known));
    return none;
}

std::vector<Index> find_stations(const View& owner, std::string_view key, const Scenario& scenario, Index centre) {
    std::vector<Index> found;
    for (const std::string& name : owner.words(key))
        if (const Index one = find_station(owner, key, name, scenario, centre); one != none) found.push_back(one);
    return found;
}

// ---- routes -------------------------------------------------------------------------------------------------------------------
void set_goal(const View& view, const Scenario& scenario, Index centre, Route& route) {
    const std::string to = view.text("to");
    if (view.is_list("to")) {
        route.goal = Goal::shortest;
        route.stations = find_stations(view, "to", scenario, centre);
        if (view.words("to").size() == 1) route.goal = Goal::station;
    } else if (to == "out") {
        route.goal = Goal::out;
    } else if (!to.empty() && to != "next") {
        route.goal = Goal::station;
        if (const Index one = find_station(view, "to", to, scenario, centre, {"next", "out"}); one != none)
            route.stations = {one};
    }
    const bool lost = (route.goal == Goal::station || route.goal == Goal::shortest) && route.stations.empty();
    if (lost) route.goal = Goal::next;
}

std::optional<Condition> condition_of(const View& route, const Scenario& scenario, Index centre) {
    if (!route.has("when")) return {};
    const View when = route.at("when");
    Condition condition;
    if (when.has("station"))
        condition.station = find_station(when, "station", when.text("station"), scenario, centre);
    else
        when.problem("no \"station\"", "\"station\": the one whose line is looked at");
    condition.waiting_from = when.whole("waiting_from");
    if (when.has("waiting_below")) condition.waiting_below = when.whole("waiting_below");
    if (condition.waiting_from >= condition.waiting_below)
        when.problem("waiting_below", "a state that never is", "more than waiting_from");
    if (!when.has("waiting_from") && !when.has("waiting_below"))
        when.problem("no number in line", "\"waiting_from\", \"waiting_below\", or both");
    return condition;
}

bool applies(const Route& route, Index klass) { return route.klass == none || route.klass == klass; }

// Whoever has routes at all has them for the whole chance; a class without any goes on to the next station.
void complete_routes(const View& view, const Scenario& scenario, std::vector<Route>& routes) {
    const bool many = scenario.classes.size() > 1;
    for (Index klass = 0; klass < scenario.classes.size(); ++klass) {
        double sum = 0;
        bool any = false, conditional = false;
        for (const Route& route : routes) {
            if (!applies(route, klass)) continue;
            any = true;
            conditional = conditional || route.when;
            sum += route.share;
        }
        const std::string of = many ? " for the class " + scenario.classes[klass].id : "";
        if (any && !conditional && std::abs(sum - 1) > sum_tolerance)
            return view.problem("next", fmt::format("shares that sum to {:.6g}{}", sum, of), "a sum of 1");
        if (any && conditional && sum <= 0) return view.problem("next", "shares that sum to 0" + of, "a share above 0");
        if (!any) routes.push_back({.stations = {}, .klass = klass, .when = {}});
    }
}

void build_routes(const View& view, const Scenario& scenario, Station& station) {
    const auto classes = ids_of(scenario.classes);
    for (const View& stated : view.elements("next")) {
        Route& route = station.routes.emplace_back();
        route.share = stated.number("share");
        route.klass = index_in(classes, stated.text("class"));
        route.becomes = index_in(classes, stated.text("becomes"));
        set_goal(stated, scenario, station.centre, route);
        route.when = condition_of(stated, scenario, station.centre);
    }
    if (!station.routes.empty()) complete_routes(view, scenario, station.routes);
}

// ---- branches -----------------------------------------------------------------------------------------------------------------
void build_fork(const View& view, const Scenario& scenario, Station& station) {
    if (!view.has("fork")) return;
    const View stated = view.at("fork");
    Fork fork;
    fork.by_transaction = stated.text("by") == "transaction";
    if (stated.is_list("to"))
        fork.stations = find_stations(stated, "to", scenario, station.centre);
    else if (stated.has("to"))
        if (const Index one = find_station(stated, "to", stated.text("to"), scenario, station.centre); one != none)
            fork.stations = {one};
    const std::size_t named = stated.is_list("to") ? stated.words("to").size() : stated.has("to") ? 1 : 0;
    if (fork.by_transaction ? named != 1 : named < 2)
        stated.problem(fmt::format("{} stations to go to", named),
                       fork.by_transaction ? "\"to\": one station" : "\"to\": at least two stations, or by \"transaction\"");
    if (!fork.stations.empty()) station.fork = std::move(fork);
}

// ---- unserved -----------------------------------------------------------------------------------------------------------------
constexpr std::array<std::string_view, unserved_reasons> reasons{"on_full",    "on_balking",   "on_reneging",
                                                                 "on_closing", "on_unstaffed", "on_drop"};

// A share of one way out and what that way needs are stated together.
void check_pair(const View& view, std::string_view share, std::string_view needs) {
    const bool used = view.number(share) > 0;
    if (used && !view.has(needs))
        view.problem(share, fmt::format("{} without {}", share, needs),
                     fmt::format("\"{}\": {}", needs, expectation(view.field(needs))));
    if (!view.has(share) && view.has(needs))
        view.problem(needs, fmt::format("{} without {}", needs, share), fmt::format("a share \"{}\" above 0", share));
}

void check_delay(const View& view, const Otherwise& built) {
    const bool stated = view.has("delay");
    if (built.retry > 0 && !stated)
        view.problem("retry", "retry without delay", "\"delay\": " + expectation(view.field("delay")));
    if (built.retry > 0 && stated && built.delay.mean < return_mean_min_s)
        view.problem("delay",
                     built.delay.mean <= 0 ? "a return at once" : fmt::format("a return after {:.3g} s", built.delay.mean),
                     "a delay of at least 1 s on average, or the orbit turns for ever");
    if (stated && !view.has("retry") && !view.has("elsewhere"))
        view.problem("delay", "delay without retry", "a share \"retry\" or \"elsewhere\" above 0");
}

Otherwise build_otherwise(const View& view, const Scenario& scenario, Index centre) {
    Otherwise built;
    built.retry = view.number("retry");
    built.delay = view.has("delay") ? build_law(view, "delay", LawOf::time) : deterministic(0);
    built.tomorrow = view.number("tomorrow");
    built.digital = view.number("digital");
    built.channel = index_in(ids_of(scenario.channels), view.text("channel"));
    built.onward = view.number("onward");
    built.elsewhere = view.number("elsewhere");
    if (view.has("station")) built.station = find_station(view, "station", view.text("station"), scenario, centre);
    check_pair(view, "digital", "channel");
    check_pair(view, "elsewhere", "station");
    check_delay(view, built);
    const double sum = built.retry + built.tomorrow + built.digital + built.onward + built.elsewhere;
    if (sum > 1 + sum_tolerance)
        view.problem(fmt::format("shares that sum to {:.6g}", sum), "a sum of at most 1; the rest goes home");
    if (built.tomorrow > 0 && scenario.calendar.days.empty())
        view.problem("tomorrow", "another day without a calendar", "a calendar, or \"retry\" with a delay");
    if (built.station == none) built.elsewhere = 0;
    if (built.channel == none) built.digital = 0;
    return built;
}

bool ever_full(const Station& station, const Scenario& scenario) {
    return station.capacity >= 0 || station.line_capacity >= 0 || scenario.centres[station.centre].capacity >= 0;
}
// By his own patience, by one that a trace brings, or because he is not there when he is called back.
bool ever_reneges(const Station& station, const Scenario& scenario) {
    const auto ends = [](const Law& patience) { return patience.family != LawFamily::never; };
    const auto brings = [](const Stream& stream) {
        return std::any_of(stream.trace.begin(), stream.trace.end(), [](const Ticket& one) { return one.patience_s >= 0; });
    };
    return ends(station.patience) || (station.callback && station.callback->answers < 1) ||
           std::any_of(station.classes.begin(), station.classes.end(),
                       [&](const Treatment& one) { return ends(one.patience); }) ||
           std::any_of(scenario.streams.begin(), scenario.streams.end(), brings);
}
// Turned away from inside, or come at an hour of their own: to an appointment, by a trace, or from where a rule sent them.
bool ever_closed(const Station& station, const Scenario& scenario) {
    const auto late = [&](const Stream& stream) {
        const bool own_hour = stream.process == Process::appointments || stream.process == Process::trace;
        return own_hour && stream.station != none && scenario.stations[stream.station].centre == station.centre;
    };
    const auto sends = [&](const Station& from) {
        return std::any_of(from.otherwise.begin(), from.otherwise.end(), [&](const Otherwise& rule) {
            const bool returns = rule.retry > 0 && from.centre == station.centre;
            return returns ||
                   (rule.elsewhere > 0 && rule.station != none && scenario.stations[rule.station].centre == station.centre);
        });
    };
    return station.turn_away_at_closing || std::any_of(scenario.streams.begin(), scenario.streams.end(), late) ||
           std::any_of(scenario.stations.begin(), scenario.stations.end(), sends);
}
bool ever_drops(const Station& station) {
    return std::any_of(station.pools.begin(), station.pools.end(), [](const Pool& pool) { return pool.end == EndOfShift::drop; });
}

void build_unserved(const View& view, const Scenario& scenario, Station& station) {
    for (std::size_t why = 0; why < reasons.size(); ++why)
        if (view.has(reasons[why])) station.otherwise[why] = build_otherwise(view.at(reasons[why]), scenario, station.centre);
}
}  // namespace

// What is said about something that never happens was meant to happen.
// A call that is not served is an attempt that failed, and its channel says what follows; a rule of the hall may not make a
// second need of it, nor send people round between halls and phone within one instant.
void check_digital(const View& view, const Scenario& scenario, const Station& station) {
    const bool calls_here = std::any_of(scenario.channels.begin(), scenario.channels.end(),
                                        [&](const Channel& channel) { return channel.centre == station.centre; });
    constexpr const char* keys[] = {"on_full", "on_balking", "on_reneging", "on_closing", "on_unstaffed", "on_drop"};
    for (const char* key : keys) {
        const View rule = view.at(key);
        if (rule.number("digital") <= 0) continue;
        if (calls_here)
            rule.problem("digital", "a caller who goes digital",
                         "\"move\" in on_failure/unserved of the channel that calls here");
        const Index channel = index_in(ids_of(scenario.channels), rule.text("channel"));
        if (channel != none && scenario.channels[channel].centre != none)
            rule.problem("channel", "a channel of people", "a channel with a journey or a response");
    }
}

void check_reasons(const View& view, const Scenario& scenario, const Station& station) {
    const auto check = [&](std::string_view key, bool happens, const char* expected) {
        if (view.has(key) && !happens) view.problem(key, "what follows from something that never happens here", expected);
    };
    check("on_full", ever_full(station, scenario), "a \"capacity\" of the station, its line or its centre");
    check("on_balking", station.balking != Balking::never, "\"balking\"");
    check("on_reneging", ever_reneges(station, scenario), "a \"patience\" that ends");
    check("on_closing", ever_closed(station, scenario), "at_closing \"turn_away\", or people who come late");
    check("on_drop", ever_drops(station), "end_of_shift \"drop\"");
    check_digital(view, scenario, station);
}

void build_flow(const View& view, const Scenario& scenario, Station& station) {
    build_routes(view, scenario, station);
    build_fork(view, scenario, station);
    build_unserved(view, scenario, station);
}

}  // namespace counterless

// scenarios/build_staffing.cpp: what must hold where staff is looked for. A target of /targets that says "all" is held in each
// centre: what holds everywhere holds together. Tested in tests/scenarios/build_staffing_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "scenarios/build.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {
constexpr const char* measures_known =
    "service_level@10min/offered, service_level@10min/served, wait_mean, wait_probability, abandonment, occupancy, overtime or "
    "last_out@30min";

struct Named {
    AimKind kind;
    double within_s;
};

std::optional<double> time_of(std::string_view text) {  // "10min", as in the names of measures
    const auto letter = text.find_first_not_of("0123456789.");
    if (letter == 0 || letter == std::string_view::npos) return {};
    return parse_duration(std::string(text.substr(0, letter)) + " " + std::string(text.substr(letter)));
}

std::optional<Named> kind_of(std::string_view measure) {
    constexpr std::array<std::pair<std::string_view, AimKind>, 5> plain{{{"wait_mean", AimKind::wait_mean},
                                                                         {"wait_probability", AimKind::wait_probability},
                                                                         {"abandonment", AimKind::abandonment},
                                                                         {"occupancy", AimKind::occupancy},
                                                                         {"overtime", AimKind::overtime}}};
    for (const auto& [name, kind] : plain)
        if (measure == name) return Named{kind, 0};
    const auto timed = [&](std::string_view before, std::string_view after, AimKind kind) -> std::optional<Named> {
        if (!measure.starts_with(before) || !measure.ends_with(after) || measure.size() <= before.size() + after.size())
            return {};
        const auto within_s = time_of(measure.substr(before.size(), measure.size() - before.size() - after.size()));
        if (!within_s) return {};
        return Named{kind, *within_s};
    };
    if (const auto found = timed("service_level@", "/offered", AimKind::level_offered)) return found;
    if (const auto found = timed("service_level@", "/served", AimKind::level_served)) return found;
    return timed("last_out@", "", AimKind::last_out);
}

bool more_is_better(AimKind kind) {
    return kind == AimKind::level_offered || kind == AimKind::level_served || kind == AimKind::last_out;
}

// "centre/deira", "centre/*", "centre/*/counter"; false if there is no such place.
bool take_place(const std::string& of, const Scenario& scenario, Aim& aim) {
    if (of == "all") return true;
    if (!of.starts_with("centre/")) return false;
    std::string centre = of.substr(7);
    if (const auto slash = centre.find('/'); slash != std::string::npos) {
        aim.station = centre.substr(slash + 1);
        centre.resize(slash);
    }
    if (centre != "*") aim.centre = index_in(ids_of(scenario.centres), centre);
    if (centre != "*" && aim.centre == none) return false;
    if (aim.station.empty() || aim.station == "*") return true;
    return std::any_of(scenario.stations.begin(), scenario.stations.end(), [&](const Station& station) {
        return station.id == aim.station && (aim.centre == none || station.centre == aim.centre);
    });
}

void check_value(const View& view, const Aim& aim) {
    const std::string_view key = aim.at_least ? "at_least" : "at_most";
    if (aim.at_least != more_is_better(aim.kind))
        view.problem(key, "\"" + std::string(key) + "\" of " + aim.measure, aim.at_least ? "\"at_most\"" : "\"at_least\"");
    if (aim.kind == AimKind::occupancy && aim.value <= 0) view.problem(key, "0", "an occupancy above 0: whoever serves is busy");
    if (is_time(aim.kind) && aim.value == 0) view.problem(key, "0", "a time above 0: what it may be missed by is a part of it");
    const double most = is_time(aim.kind) ? 1e9 : 1;
    if (aim.value < 0 || aim.value > most)
        view.problem(key, fmt::format("{:g}", aim.value), is_time(aim.kind) ? "seconds, above 0" : "a share from 0 to 1");
}

std::vector<Aim> read_aims(const View& targets, const Scenario& scenario) {
    std::vector<Aim> aims;
    for (const View& view : targets.members()) {
        Aim aim{.id = view.id(), .measure = view.text("measure")};
        const auto named = kind_of(aim.measure);
        if (!named) view.problem("measure", "\"" + aim.measure + "\"", measures_known);
        const bool least = view.has("at_least"), most = view.has("at_most");
        if (least == most) view.problem(least ? "at_least and at_most" : "no value", "either at_least or at_most");
        aim.at_least = least;
        aim.value = view.number(least ? "at_least" : "at_most");
        if (named) {
            aim.kind = named->kind, aim.within_s = named->within_s;
            aim.each_interval = view.choice("over") == 0 && !is_of_the_day(aim.kind);
            if (least != most) check_value(view, aim);
            if (is_of_the_day(aim.kind) && view.has("over") && view.choice("over") == 0)
                view.problem("over", "\"interval\" of " + aim.measure, "\"day\"");
        }
        // A centre empties as a whole: what is of the day is of the centre unless it says otherwise.
        const std::string of = named && is_of_the_day(named->kind) && !view.has("of") ? "centre/*" : view.text("of");
        if (!take_place(of, scenario, aim))
            view.problem("of", "\"" + of + "\"", "centre/ID, centre/ID/STATION, or centre/* for every centre");
        if (named && is_of_the_day(aim.kind) && !aim.station.empty())
            view.problem("of", "\"" + of + "\", of one station", "a centre: it empties as a whole");
        aims.push_back(std::move(aim));
    }
    return aims;
}

// Targets of the results that staff can meet: in every interval at each station, for a good reception hides no bad counter, and
// over the day.
std::vector<Aim> aims_from_targets(const Scenario& scenario) {
    std::vector<Aim> aims;
    for (const Target& target : scenario.targets) {
        const auto named = kind_of(target.measure);
        Aim aim{.id = target.id, .measure = target.measure, .at_least = target.at_least, .value = target.value};
        if (!named || target.at_least != more_is_better(named->kind) || !take_place(target.of, scenario, aim)) continue;
        aim.kind = named->kind, aim.within_s = named->within_s;
        aim.each_interval = !is_of_the_day(aim.kind);
        const std::string station = aim.station;
        if (aim.each_interval && station.empty()) aim.station = "*";
        aims.push_back(aim);
        if (!aim.each_interval) continue;
        aim.each_interval = false;
        aim.station = station;
        aims.push_back(aim);
    }
    return aims;
}
}  // namespace

std::optional<Aim> aim_for(const std::string& measure, double value) {
    const auto named = kind_of(measure);
    if (!named) return {};
    return Aim{.id = measure,
               .measure = measure,
               .kind = named->kind,
               .within_s = named->within_s,
               .at_least = more_is_better(named->kind),
               .value = value,
               .each_interval = !is_of_the_day(named->kind)};
}

StaffingRules build_staffing(const View& staffing, const Scenario& scenario) {
    StaffingRules rules;
    rules.aims = staffing.has("targets") ? read_aims(staffing.at("targets"), scenario) : aims_from_targets(scenario);
    rules.interval_s = staffing.number("interval");
    if (rules.interval_s < 60 || std::fmod(86400, rules.interval_s) != 0)
        staffing.problem("interval", staffing.text("interval"), "at least 1 min, and a part of 24 hours");
    rules.presence = staffing.whole("presence");
    rules.tolerance = staffing.number("tolerance");
    rules.time_tolerance = staffing.number("time_tolerance");
    rules.confidence = staffing.number("confidence");
    rules.shrinkage = staffing.number("shrinkage");
    return rules;
}

}  // namespace counterless

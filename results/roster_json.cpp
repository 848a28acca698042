// results/roster_json.cpp: the roster for other programs; one shift a line.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "results/roster_frame.hpp"
#include "results/roster_output.hpp"
#include "scenarios/units.hpp"

namespace counterless {
namespace {

using Json = nlohmann::ordered_json;

// "2018-10-07 07:30", so that a night needs no explaining.
std::string moment(const RosterTask& task, double time_s) { return date_of(task, time_s) + " " + clock_text(time_s); }

Json shift_line(const RosterAnswer& answer, const Work& work) {
    const RosterTask& task = answer.task;
    Json breaks = Json::array(), posts = Json::array();
    for (const Away& away : work.breaks)
        breaks.push_back({{"break", task.rules.breaks[away.rule].id},
                          {"from", moment(task, away.from_s)},
                          {"until", moment(task, away.until_s)}});
    for (const AtPost& stay : work.posts)
        posts.push_back({{"post", stay.post == none ? Json(nullptr) : Json(task.need.posts[stay.post])},
                         {"from", moment(task, stay.from_s)},
                         {"until", moment(task, stay.until_s)}});
    return {{"person", answer.roster.people[work.person].id},
            {"shift", task.rules.shifts[work.kind].id},
            {"from", moment(task, work.from_s)},
            {"until", moment(task, work.until_s)},
            {"hours", work.work_s / 3600},
            {"breaks", breaks},
            {"posts", posts}};
}

Json person_line(const RosterAnswer& answer, std::size_t person) {
    const Employee& one = answer.roster.people[person];
    const WorkSum& sum = answer.roster.sums[person];
    return {{"person", one.id},      {"name", one.name.en},    {"contract", answer.task.rules.contracts[one.contract].id},
            {"shifts", sum.shifts},  {"hours", sum.hours},     {"overtime_hours", sum.overtime},
            {"late", sum.late},      {"weekend", sum.weekend}, {"wishes", sum.wishes},
            {"granted", sum.granted}};
}

Json uncovered_lines(const RosterAnswer& answer) {
    constexpr const char* reasons[] = {"no_shift", "desks", "people", "seats", "time", "unfound"};
    Json lines = Json::array();
    for (const Uncovered& one : answer.roster.uncovered)
        lines.push_back({{"post", answer.task.need.posts[one.post]},
                         {"from", moment(answer.task, one.from_s)},
                         {"until", moment(answer.task, one.until_s)},
                         {"missing", one.missing},
                         {"why", reasons[static_cast<std::size_t>(one.why)]}});
    return lines;
}

Json covered_lines(const RosterAnswer& answer) {
    Json lines = Json::array();
    for (const Covered& one : answer.roster.covered)
        lines.push_back({{"post", answer.task.need.posts[one.post]},
                         {"from", moment(answer.task, one.from_s)},
                         {"until", moment(answer.task, one.until_s)},
                         {"needed", one.needed},
                         {"there", one.there}});
    return lines;
}

Json staff_lines(const RosterAnswer& answer) {
    Json lines = Json::array();
    const auto employ = people_to_employ(answer);
    for (std::size_t contract = 0; contract < employ.size(); ++contract)
        lines.push_back({{"contract", answer.task.rules.contracts[contract].id}, {"people", employ[contract]}});
    return lines;
}

Json proven_lines(const std::vector<ProvenValue>& values, bool targets) {
    const auto known = [](const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); };
    const auto side = [&](const ProvenSide& one) {
        Json line{{"mean", known(one.mean)}, {"half_width", known(one.half_width)}};
        if (targets) line["verdict"] = one.verdict;
        return line;
    };
    Json lines = Json::array();
    for (const ProvenValue& one : values) {
        Json line{{"measure", one.measure}, {"of", one.of}};
        if (targets) line[one.at_least ? "at_least" : "at_most"] = one.wanted;
        line["all_come"] = side(one.all_come);
        line["with_absence"] = side(one.with_absence);
        lines.push_back(std::move(line));
    }
    return lines;
}

Json idle_lines(const RosterAnswer& answer) {
    Json lines = Json::array();
    for (const NeedLine& line : answer.task.need.idle)
        lines.push_back({{"line", line.line}, {"day", weekday_word(line.weekday)}});
    return lines;
}

Json remedy_lines(const RosterAnswer& answer, const std::vector<Remedy>& remedies) {
    Json lines = Json::array();
    for (const Remedy& one : remedies)
        lines.push_back(
            {{"contract", answer.task.rules.contracts[one.contract].id}, {"skills", one.skills}, {"people", one.people}});
    return lines;
}

// The stages that were done by hand, because the solver's time ended first.
Json without_solver(const Roster& roster) {
    Json stages = Json::array();
    if (roster.shifts_by_hand) stages.push_back("shifts");
    if (roster.people_by_hand) stages.push_back("people");
    return stages;
}

Json lines_of(const RosterAnswer& answer) {
    const Roster& roster = answer.roster;
    Json shifts = Json::array(), people = Json::array(), open = Json::array();
    for (const Work& work : roster.works) shifts.push_back(shift_line(answer, work));
    for (std::size_t person = 0; person < roster.people.size(); ++person) people.push_back(person_line(answer, person));
    for (const OpenShift& one : roster.open)
        open.push_back({{"shift", answer.task.rules.shifts[one.kind].id},
                        {"contract", answer.task.rules.contracts[one.contract].id},
                        {"from", moment(answer.task, one.from_s)},
                        {"until", moment(answer.task, one.until_s)}});
    return {{"shifts", shifts},
            {"people", people},
            {"uncovered", uncovered_lines(answer)},
            {"open_shifts", open},
            {"more_people", remedy_lines(answer, roster.remedies)},
            {"idle_need", idle_lines(answer)},
            {"coverage", covered_lines(answer)},
            {"employ", staff_lines(answer)}};
}

}  // namespace

std::string roster_json(const RosterAnswer& answer) {
    const Roster& roster = answer.roster;
    Json json = {
        {"schema_version", 1},
        {"version", answer.version},
        {"scenario", answer.scenario.empty() ? Json(nullptr) : Json(answer.scenario)},
        {"centre", answer.task.need.centre.empty() ? Json(nullptr) : Json(answer.task.need.centre)},
        {"start", date_text(answer.task.dates.days.front())},
        {"end", date_text(answer.task.dates.days.back())},
        {"covered", roster.complete()},
        {"currency", answer.currency.empty() ? Json(nullptr) : Json(answer.currency)},
        {"cost", roster.cost},
        {"cost_bound", roster.proven() ? Json(roster.bound) : Json(nullptr)},
        {"breaks_parted", roster.parted},
        {"priced", roster.priced},
        {"gap", roster.proven() ? Json(roster.gap()) : Json(nullptr)},
        {"hours_needed", roster.hours_needed},
        {"hours_worked", roster.hours_worked},
        {"hours_short", roster.hours_short()},
        {"cut_short", roster.cut_short},
        {"shifts_added", roster.added},
        {"more_people_least", roster.remedies.empty() || roster.remedy_least == 0 ? Json(nullptr) : Json(roster.remedy_least)},
        {"without_solver", without_solver(roster)},
        {"shrinkage", answer.shrinkage}};
    const Json lines = lines_of(answer);
    for (const auto& [key, value] : lines.items()) json[key] = value;
    if (answer.proven) {
        json["simulated"] = {{"replications", answer.proven->replications}, {"absence", answer.proven->absence}};
        json["simulated_targets"] = proven_lines(answer.proven->targets, true);
        json["simulated_stations"] = proven_lines(answer.proven->stations, false);
        json["simulated_unserved"] = proven_lines(answer.proven->unserved, false);
    }
    std::string text = "{\n";
    bool first = true;
    for (const auto& [key, value] : json.items()) {
        text += std::string(first ? "" : ",\n") + Json(key).dump() + ": ";
        first = false;
        if (!value.is_array() || value.empty()) {
            text += value.dump();
            continue;
        }
        text += "[\n";
        for (std::size_t at = 0; at < value.size(); ++at) text += value[at].dump() + (at + 1 < value.size() ? ",\n" : "\n]");
    }
    return text + "\n}\n";
}

}  // namespace counterless

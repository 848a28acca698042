// results/cli/roster.cpp: need and rules read and joined, CBC handed in, the roster handed out.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "results/cbc.hpp"
#include "results/cli/commands.hpp"
#include "results/cli/interruption.hpp"
#include "results/cli/read_study.hpp"
#include "results/cli/roster_simulate.hpp"
#include "results/cli/say.hpp"
#include "results/cli/version.hpp"
#include "results/output_file.hpp"
#include "results/roster_make.hpp"
#include "results/roster_output.hpp"
#include "results/roster_rules.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/units.hpp"
#include "sim/machines_survey.hpp"

namespace counterless {
namespace {

using std::chrono::sys_days;
constexpr int weeks_most = 13;  // of a scenario that says nothing else: a year would be no roster

bool western(sys_days day) { return day >= sys_days(std::chrono::January / 1 / 2022); }  // the weekend is Saturday and Sunday

// Without a scenario centres work from Sunday to Thursday, from 2022 on from Monday to Friday.
RosterDates plain_dates(sys_days start, int weeks) {
    RosterDates dates{.assumed = true};
    for (int day = 0; day < 7 * weeks; ++day) {
        const sys_days date = start + std::chrono::days(day);
        const auto weekday = std::chrono::weekday(date).c_encoding();
        dates.days.push_back(date);
        dates.working.push_back(western(date) ? weekday >= 1 && weekday <= 5 : weekday <= 4);
    }
    return dates;
}

RosterDates scenario_dates(const Scenario& scenario, const RosterOptions& options, Problems& problems) {
    RosterDates dates;
    if (!scenario.calendar.has_dates) {
        if (!options.start) problems.push_back({"/calendar", "no calendar", "a calendar, or --start DATE"});
        return plain_dates(options.start.value_or(sys_days{}), options.weeks.value_or(4));
    }
    const std::string start = scenario.calendar.start, end = scenario.calendar.days.back().date;  // of the horizon
    const sys_days first = options.start.value_or(*parse_date(start));
    const sys_days last = options.weeks ? first + std::chrono::days(7 * *options.weeks - 1) : *parse_date(end);
    for (const Day& day : scenario.calendar.days) {
        const auto date = *parse_date(day.date);
        if (date < first || date > last) continue;
        dates.days.push_back(date);
        dates.working.push_back(day.working);
    }
    const auto within = fmt::format("days from {} to {}", start, end);
    if (dates.days.empty() || dates.days.front() != first)
        problems.push_back({"--start", "\"" + date_text(first) + "\"", within});
    else if (dates.days.back() != last)
        problems.push_back({"--weeks", fmt::format("days until {}", date_text(last)), within});
    else if (dates.days.size() > 7 * weeks_most)
        problems.push_back({"/calendar", fmt::format("{} days", dates.days.size()),
                            fmt::format("at most {} weeks in one roster: --start and --weeks", weeks_most)});
    return dates;
}

std::vector<std::string> ids(const Scenario& scenario) {
    std::vector<std::string> ids;
    for (const Centre& centre : scenario.centres) ids.push_back(centre.id);
    return ids;
}

// False, and told, where the scenario has no such centre.
bool known_centre(const Scenario& scenario, const std::string& centre, const std::string& place, Problems& problems) {
    const auto known = ids(scenario);
    const bool there = centre.empty() || std::find(known.begin(), known.end(), centre) != known.end();
    if (!there) problems.push_back({place, "the centre \"" + centre + "\"", suggestion(centre, known)});
    return there;
}

// Nobody is needed where the doors are shut, or at a centre that is none.
void check_opening(const Scenario& scenario, const RosterTask& task, const std::string& place, Problems& problems) {
    if (!known_centre(scenario, task.need.centre, place, problems) || task.need.centre.empty()) return;
    const auto centre = std::find_if(scenario.centres.begin(), scenario.centres.end(),
                                     [&](const Centre& one) { return one.id == task.need.centre; });
    if (centre->always_open || !scenario.calendar.has_dates) return;
    const std::chrono::duration<double> shift = task.dates.days.front() - *parse_date(scenario.calendar.start);
    const double shift_s = shift.count();
    std::size_t outside = 0;
    for (const NeedSpan& span : task.need.spans) {
        const bool open = std::any_of(centre->open.begin(), centre->open.end(), [&](const OpenInterval& one) {
            return one.open_s < shift_s + span.until_s && shift_s + span.from_s < one.close_s;
        });
        if (!open && ++outside <= 3)
            problems.push_back({place,
                                fmt::format("a need on {} from {} to {}", date_of(task, span.from_s), clock_text(span.from_s),
                                            clock_text(span.until_s)),
                                "a time at which " + centre->id + " is open"});
    }
    if (outside > 3) problems.push_back({place, fmt::format("{} more such needs", outside - 3), "times at which it is open"});
}

void take_people(const RosterOptions& options, RosterTask& task, Problems& problems) {
    int stated = static_cast<int>(task.rules.people.size());
    for (const Contract& contract : task.rules.contracts) stated += contract.people;
    if (options.people && (stated > 0 || task.rules.contracts.size() > 1))
        return problems.push_back({"--people", "people stated in the scenario", "either of them"});
    if (options.people) {
        if (task.rules.contracts.empty()) task.rules.contracts.push_back({.id = "full", .name = {"Full time", "دوام كامل"}});
        task.rules.contracts.front().people = *options.people;
    }
    if (options.people || stated > 0) return;
    if (task.rules.contracts.size() > 1)
        return problems.push_back({"/roster/contracts", "nobody", "\"people\" of a contract, or people by name"});
    task.as_many_as_needed = true;
}

struct RosterStudy {
    RosterTask task;
    RosterAnswer answer;
    Scenario scenario;        // if there is one
    bool need_known = false;  // laid on its days
};

// The need on the days of the roster; false where the one or the other could not be understood. What can be said of either alone
// is told then.
bool take_need(const RosterOptions& options, const NeedTable& table, const Scenario& scenario, RosterTask& task,
               Problems& problems) {
    const std::size_t before = problems.size();
    task.dates = options.scenario.empty() ? plain_dates(options.start.value_or(sys_days{}), options.weeks.value_or(4))
                                          : scenario_dates(scenario, options, problems);
    const std::string centre = options.centre.empty() ? task.rules.centre : options.centre;
    if (table.lines.empty()) {
        if (!options.scenario.empty())
            known_centre(scenario, centre, options.centre.empty() ? "/roster/centre" : "--centre", problems);
        return false;
    }
    if (problems.size() > before) {
        check_need(table, centre, problems);
        return false;
    }
    task.need = need_on(table, task.dates, centre, problems);
    if (!options.scenario.empty()) check_opening(scenario, task, table.place, problems);
    return problems.size() == before;
}

NeedTable read_need(const RosterOptions& options, const std::string& place, Problems& problems) {
    Problems found;
    NeedTable table;
    if (!nothing_to_read(options.need, problems)) table = read_need(options.need, place, found);
    if (!found.empty()) table.lines.clear();
    append(problems, found);
    return table;
}

bool told(const Problems& problems, const std::string& place) {
    return std::any_of(problems.begin(), problems.end(), [&](const Problem& one) { return one.place == place; });
}

RosterStudy read_all(const RosterOptions& options, Problems& problems) {
    RosterStudy study;
    const bool well_typed = problems.empty();
    const std::string place = options.need == "-" ? "standard input" : options.need;
    const NeedTable table = read_need(options, place, problems);
    ReadResult read;
    if (!options.scenario.empty()) {
        read = read_scenario(options.scenario, options.overrides, [](const std::string& xml) { return survey_platform(xml); });
        if (options.simulate && read.ok()) check_targets(read.scenario, options.scenario, read.problems);
        append(problems, read.problems);
    }
    const bool dated = well_typed || !options.scenario.empty() || options.start;
    if (!read.problems.empty() || !dated) {
        const bool said = options.scenario.empty() || !options.centre.empty();  // else perhaps in the scenario
        if (!table.lines.empty()) check_need(table, said ? std::optional(options.centre) : std::nullopt, problems);
        return study;
    }
    RosterTask& task = study.task;
    task.time_limit_s = options.time_limit_s;
    task.gap = options.gap;
    if (read.scenario.roster) task.rules = *read.scenario.roster;
    take_people(options, task, problems);
    study.need_known = take_need(options, table, read.scenario, task, problems);
    if (!study.need_known) return study;
    if (!read.scenario.roster && western(task.dates.days.front()))
        task.rules.fairness.weekend_days = {true, false, false, false, false, false, true};
    study.answer = {.version = version, .scenario = read.scenario.name, .need_file = place, .shrinkage = options.shrinkage};
    for (const std::string& post : task.need.posts) study.answer.post_names.push_back(post_name(read.scenario, task, post));
    const bool priced = std::any_of(task.rules.contracts.begin(), task.rules.contracts.end(),
                                    [](const Contract& one) { return one.hour != 1 || one.overtime != 1.25; });
    if (priced) study.answer.currency = read.scenario.costs.currency;
    complete_rules(task);
    if (options.simulate && !options.scenario.empty()) check_proof(read.scenario, task, problems);
    study.scenario = std::move(read.scenario);
    check_roster(task, place, !told(problems, "--people"), problems);
    return study;
}

// What is worked at, on one line of a terminal.
class Telling {
  public:
    explicit Telling(bool quiet) : wanted_(!quiet && isatty(2) == 1) {}
    ~Telling() { wipe(); }
    Telling(const Telling&) = delete;
    Telling& operator=(const Telling&) = delete;
    void operator()(const std::string& what) {
        if (!wanted_) return;
        wipe();
        const std::string line = "CBC: " + what + " ";
        shown_ = line.size();
        write_all(line);
    }

  private:
    void wipe() {
        if (shown_ > 0) write_all("\r" + std::string(shown_, ' ') + "\r");
        shown_ = 0;
    }
    static void write_all(const std::string& text) {
        if (::write(2, text.data(), text.size()) < 0) return;  // a closed stderr: nobody looks
    }
    bool wanted_;
    std::size_t shown_ = 0;
};

int hand_out(const RosterOptions& options, const RosterAnswer& answer) {
    if (!options.csv.empty()) write_whole(options.csv, roster_csv(answer));
    if (!options.sheets.empty()) write_whole(options.sheets, roster_sheets(answer));
    if (!options.json.empty() && options.json != "-") write_whole(options.json, roster_json(answer));
    if (!say(options.json == "-" ? roster_json(answer) : roster_text(answer))) return exit_code::failed;
    return answer.roster.complete() && answer.roster.hours_short() <= 0 ? exit_code::done : exit_code::target_missed;
}

}  // namespace

int roster_command(const RosterOptions& options, Problems problems) {
    RosterStudy study = read_all(options, problems);
    for (const std::string& file : {options.csv, options.json == "-" ? std::string() : options.json, options.sheets})
        if (!file.empty())
            if (const auto problem = unwritable(file)) problems.push_back(*problem);
    std::vector<std::string> inputs = study.scenario.files;
    inputs.insert(inputs.end(), {options.scenario, options.need == "-" ? "" : options.need});
    append(problems,
           clashes({{"--csv", options.csv}, {"--json", options.json == "-" ? "" : options.json}, {"--sheets", options.sheets}},
                   inputs, "those of the need, the scenario and its bases"));
    const bool nobody = study.need_known && study.task.need.nothing();
    if (!nobody) append(problems, cbc_problems());
    if (!problems.empty()) return tell_problems(problems);
    if (nobody) {
        tell("Nobody is needed on any day from " + date_text(study.task.dates.days.front()) + " to " +
             date_text(study.task.dates.days.back()) + ": an empty roster.");
    } else {
        listen_for_interruption();
        // A solver that does not keep to its time is waited for once, not program by program.
        const MilpSolver solver = [cbc = *find_cbc(), grace_s = MilpLimits{}.grace_s](const Milp& program,
                                                                                      MilpLimits limits) mutable {
            limits.grace_s = grace_s;
            MilpAnswer answer = solve_with_cbc(cbc, program, limits, [] { return !interrupted(); });
            grace_s = std::max(1.0, grace_s - std::max(0.0, answer.took_s - limits.time_s));
            return answer;
        };
        Telling telling(options.quiet);
        study.answer.roster = make_roster(study.task, solver, [&](const std::string& what) { telling(what); });
        if (interrupted()) return exit_code::interrupted;
    }
    study.answer.task = study.task;
    const int code = hand_out(options, study.answer);
    if (!options.simulate || nobody || code == exit_code::failed) return code;
    const Proven proven = prove_roster(
        study.scenario, study.answer, {.replications = options.replications, .absence = options.absence, .quiet = options.quiet});
    if (interrupted()) return exit_code::interrupted;
    study.answer.proven = proven.values;
    if (!options.json.empty()) write_whole(options.json, roster_json(study.answer));  // again, with what came of it
    if (!say(proven.text)) return exit_code::failed;
    return proven.missed ? exit_code::target_missed : code;
}

}  // namespace counterless

// results/cli/check.cpp: what a scenario holds and what it should bring, without running it.
#include <fmt/format.h>

#include "results/cli/commands.hpp"
#include "results/cli/read_study.hpp"
#include "results/cli/say.hpp"
#include "results/numbers.hpp"
#include "scenarios/read.hpp"

namespace counterless {
namespace {

// What one event and one activity inside SimGrid cost on one core, as tests/bench measures them; good for a factor of two.
constexpr double event_s = 0.25e-6, activity_s = 1.0e-6, start_s = 0.03;

double run_s(const Forecast& ahead) { return start_s + ahead.events * event_s + ahead.platform_activities * activity_s; }

std::string many(std::size_t number, const char* one, const char* more) {
    return fmt::format("{} {}", number, number == 1 ? one : more);
}

std::string what_it_holds(const Scenario& scenario) {
    return fmt::format("{}, {}, {} with {}, {}, {}\n", many(scenario.services.size(), "service", "services"),
                       many(scenario.segments.size(), "segment", "segments"), many(scenario.centres.size(), "centre", "centres"),
                       many(scenario.stations.size(), "station", "stations"),
                       many(scenario.channels.size(), "channel", "channels"),
                       many(scenario.initiatives.size(), "initiative", "initiatives"));
}

std::string what_it_brings(const Scenario& scenario, const Forecast& ahead) {
    std::string text;
    const auto line = [&](const char* what, double count) {
        const double share = ahead.transactions > 0 ? 100 * count / ahead.transactions : 0;
        text += fmt::format("  {:<44}{:>12}  {:6.2f} %\n", what, thousands(count), share);
    };
    if (ahead.transactions > 0) {
        line("transactions completed, all channels", ahead.transactions);
        line("on smart channels", ahead.digital);
        if (!scenario.initiatives.empty()) line("on smart channels without the initiatives", ahead.digital_without);
        line("on smart channels at most, presence allowing", ahead.digital_ceiling);
        line("at counters", ahead.counter);
    }
    if (ahead.cases > 0) text += fmt::format("  {:<44}{:>12}\n", "cases for the back office", thousands(ahead.cases));
    if (ahead.visits > 0) text += fmt::format("  {:<44}{:>12}\n", "visits", thousands(ahead.visits));
    return text;
}

// Formulas know neither memory nor the measures that meet customers before they choose.
constexpr const char* as_on_the_first_day =
    ", if every day were like the first:\nwhat customers learn, and what moves them beside the measures in the halls, is for the "
    "simulation";

std::string what_it_costs(const Scenario& scenario, const Forecast& ahead) {
    return fmt::format("  {:<44}{:>12}{}\n  {:<44}{:>12}\n  {:<44}{:>12}\n  {:<44}{:>12}\n", "events", thousands(ahead.events),
                       ahead.platform_activities > 0
                           ? fmt::format("  and {} activities on the platform", thousands(ahead.platform_activities))
                           : "",
                       "memory", bytes(ahead.memory_bytes), "time on one core, about", duration(run_s(ahead)),
                       fmt::format("time for {} replications, about", scenario.study.replications),
                       duration(run_s(ahead) * scenario.study.replications)) +
           fmt::format("  {:<44}{:>12}\n", fmt::format("memory for {} replications, kept at once", scenario.study.replications),
                       bytes(kept_bytes(scenario)));
}

}  // namespace

int check_command(const CheckOptions& options, Problems problems) {
    const StudyFiles files = read_study(options.file, options.overrides, true);
    append(problems, files.problems);
    if (!problems.empty()) return tell_problems(problems);
    const Scenario& scenario = files.scenario;
    std::string text = fmt::format("{}: good\n{}", options.file, scenario.name);
    if (scenario.calendar.has_dates) text += fmt::format(", {} to {}", scenario.calendar.start, scenario.calendar.end);
    text += "\n" + what_it_holds(scenario);
    if (files.baseline) text += "measured against: " + files.baseline->name + "\n";
    text += "\nExpected over the horizon" + std::string(files.forecast.remembers ? as_on_the_first_day : "") + "\n" +
            what_it_brings(scenario, files.forecast);
    text += "\nOne replication\n" + what_it_costs(scenario, files.forecast);
    return say(text) ? exit_code::done : exit_code::failed;
}

int schema_command() { return say(scenario_schema()) ? exit_code::done : exit_code::failed; }

}  // namespace counterless

// results/cli/staff.cpp: `counterless staff`: a plan for each digital share and each centre, found and judged by simulation.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include "results/cli/commands.hpp"
#include "results/cli/interruption.hpp"
#include "results/cli/progress.hpp"
#include "results/cli/read_study.hpp"
#include "results/cli/say.hpp"
#include "results/cli/shell_word.hpp"
#include "results/cli/sound_words.hpp"
#include "results/cli/staff_days.hpp"
#include "results/cli/version.hpp"
#include "results/output_file.hpp"
#include "results/path_shares.hpp"
#include "results/staffing_study.hpp"
#include "results/staffing_tally.hpp"
#include "scenarios/choice.hpp"
#include "scenarios/forecast.hpp"
#include "scenarios/suggest.hpp"
#include "sim/machines_survey.hpp"

namespace counterless {
namespace {

constexpr std::uint32_t judge_begins = 1u << 20;  // replications of the judges, far from those of the search

// `jobs` calls, each once, by so many threads. The first exception is thrown again here when all threads have ended.
void in_parallel(std::size_t jobs, std::size_t workers, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex mutex;
    const auto work = [&] {
        for (std::size_t mine = next++; mine < jobs; mine = next++) {
            try {
                if (interrupted()) throw Interrupted{};
                job(mine);
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!failure) failure = std::current_exception();
                next = jobs;
            }
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t worker = 1; worker < std::min(workers, jobs); ++worker) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    if (failure) std::rethrow_exception(failure);
}

// ---- what is asked
// --------------------------------------------------------------------------------------------------------------

// The aims of one centre: of each station by itself where a target says so, and of none that it does not have.
void add_aims(const Scenario& scenario, StaffingTask& task) {
    for (const Aim& aim : scenario.staffing.aims) {
        if (aim.centre != none && aim.centre != task.centre) continue;
        if (is_of_the_day(aim.kind) && scenario.centres[task.centre].always_open) continue;  // its day has no end
        if (aim.station.empty()) task.aims.push_back(aim), task.stations.push_back(none);
        for (const Index at : scenario.centres[task.centre].path) {
            const Station& station = scenario.stations[at];
            const bool staffed =
                std::any_of(task.posts.begin(), task.posts.end(), [&](const Post& post) { return post.station == at; });
            if (!staffed || (aim.station != "*" && aim.station != station.id)) continue;
            task.aims.push_back(aim);
            task.aims.back().station = station.id;
            task.stations.push_back(at);
        }
    }
}

StaffingTask task_for(const Scenario& scenario, Index centre, bool by_weekday) {
    const StaffingRules& rules = scenario.staffing;
    StaffingTask task{.centre = centre,
                      .timetable = timetable_of(scenario, centre, rules.interval_s, by_weekday),
                      .posts = posts_of(scenario, centre, rules.presence),
                      .tolerance = rules.tolerance,
                      .time_tolerance = rules.time_tolerance};
    add_aims(scenario, task);
    return task;
}

// Why a centre has nothing to be staffed.
std::optional<Problem> not_to_be_staffed(const Scenario& scenario, Index centre) {
    const std::string place = "/centres/" + scenario.centres[centre].id;
    const StaffingTask task = task_for(scenario, centre, false);
    if (task.posts.empty()) return Problem{place, "no station with a number of agents", "agents to be counted"};
    if (task.timetable.cells() == 0) return Problem{place, "never open", "a centre that opens within the days of the scenario"};
    if (task.aims.empty() && !scenario.staffing.aims.empty())  // of a scenario without any it is said once
        return Problem{place, "no target that is about it", "one of /staffing/targets, or --target"};
    return {};
}

double have_hours(const Scenario& scenario, const CentreStaffing& centre) {
    double seconds = 0, days = 0;
    for (const OpenInterval& open : scenario.centres[centre.task.centre].open) days += open.open_s >= 0;
    if (scenario.centres[centre.task.centre].always_open) days = scenario.study.horizon_s / 86400;
    for (const Post& post : centre.task.posts) {
        const Station& station = scenario.stations[post.station];
        if (station.pools.empty()) {
            for (const double open_s : centre.answer.open_s) seconds += station.agents * open_s;
            continue;
        }
        for (const Duty& duty : station.pools[post.pool].duties)
            seconds += (duty.until_s - duty.from_s) * duty.agents / std::max(days, 1.0);
        if (station.pools[post.pool].duties.empty())
            for (const double open_s : centre.answer.open_s) seconds += station.pools[post.pool].agents * open_s;
    }
    return seconds / 3600;
}

// What a centre alone cannot show: people whom it sends to another.
void check_alone(const Scenario& scenario, Index centre, Problems& problems) {
    for (const Index at : scenario.centres[centre].path) {
        const Station& station = scenario.stations[at];
        const auto leads_out = [&](Index to) { return to != none && scenario.stations[to].centre != centre; };
        bool out = false;
        for (const Route& route : station.routes)
            out = out || std::any_of(route.stations.begin(), route.stations.end(), leads_out);
        for (const Otherwise& rule : station.otherwise) out = out || leads_out(rule.station);
        if (out)
            problems.push_back({"/centres/" + scenario.centres[centre].id + "/stations/" + station.id,
                                "customers who are sent to another centre", "a centre that can be staffed by itself"});
    }
}

// Only whether there are such centres, where more cannot be told.
void check_centres(const Scenario& scenario, const StaffOptions& options, Problems& problems) {
    std::vector<std::string> ids;
    for (const Centre& centre : scenario.centres) ids.push_back(centre.id);
    for (const std::string& id : options.centres)
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            problems.push_back({"--centres", "\"" + id + "\"", suggestion(id, ids)});
}

std::vector<Index> centres_asked(const Scenario& scenario, const StaffOptions& options, Problems& problems) {
    std::vector<std::string> ids;
    for (const Centre& centre : scenario.centres) ids.push_back(centre.id);
    std::vector<Index> asked;
    check_centres(scenario, options, problems);
    for (const std::string& id : options.centres) {
        const auto found = std::find(ids.begin(), ids.end(), id);
        if (const auto centre = static_cast<Index>(found - ids.begin());
            found != ids.end() && std::find(asked.begin(), asked.end(), centre) == asked.end())
            asked.push_back(centre);
    }
    const bool by_name = !options.centres.empty();
    Problems not_staffed;
    for (Index centre = 0; !by_name && centre < ids.size(); ++centre) asked.push_back(centre);
    std::erase_if(asked, [&](Index centre) {
        const auto problem = not_to_be_staffed(scenario, centre);
        if (problem) not_staffed.push_back(*problem);
        return problem.has_value();
    });
    for (const Index centre : asked) check_alone(scenario, centre, problems);
    if (ids.empty()) problems.push_back({options.file, "no centre", "a scenario with agents to be counted"});
    if (by_name || asked.empty()) problems.insert(problems.end(), not_staffed.begin(), not_staffed.end());
    return asked;
}

// What --presence sets in the scenario is told of --presence.
void tell_by_option(const StaffOptions& options, Problems& problems) {
    for (Problem& problem : problems)
        for (const SetByOption& one : options.by_option)
            for (const std::string& before : {"--set: " + one.pointer, "--set " + one.pointer})
                if (problem.place == before || problem.place.starts_with(before + "/"))
                    problem.place = one.option + (problem.place == before ? "" : ": " + problem.place.substr(before.size() + 1));
}

ReadResult read_set(const StaffOptions& options, const std::vector<Override>& overrides, Problems& problems) {
    ReadResult read = read_scenario(options.file, overrides, [](const std::string& xml) { return survey_platform(xml); });
    if (read.ok()) return read;
    tell_by_option(options, read.problems);
    append(problems, read.problems);
    if (const auto sound = with_sound_settings(options.file, overrides)) check_centres(*sound, options, problems);
    return read;
}

// ---- doing it
// -------------------------------------------------------------------------------------------------------------------

class StaffRun {
  public:
    StaffRun(const StaffOptions& options, StaffingStudy study) : options_(options), study_(std::move(study)) {}
    void add(Scenario scenario, ShareStaffing share, const std::vector<Index>& centres);
    int run();
    [[nodiscard]] double claims() const { return study_.claims; }

  private:
    [[nodiscard]] bool is_as_before(std::size_t number) const;
    void staff(std::size_t number);
    int answer();
    const StaffOptions& options_;
    StaffingStudy study_;
    std::vector<Scenario> scenarios_;  // by share
    std::optional<Progress> progress_;
    std::mutex mutex_;
};

void StaffRun::add(Scenario scenario, ShareStaffing share, const std::vector<Index>& centres) {
    scenarios_.push_back(for_staffing(std::move(scenario)));
    if (scenarios_.back().needs && share.share >= 0) {
        const ShareRange range = choices(scenarios_.back()).range;
        share.reached = std::clamp(share.share, range.lowest, range.highest);
    }
    for (const Index centre : centres)
        share.centres.push_back({.task = task_for(scenarios_.back(), centre, options_.by_weekday)});
    for (const CentreStaffing& one : share.centres) study_.claims += static_cast<double>(claims_of(one.task));
    study_.shares.push_back(std::move(share));
}

// Beyond what presence and failures allow, a larger share changes nothing at the doors, and so nothing of the plan.
bool StaffRun::is_as_before(std::size_t number) const {
    if (number == 0) return false;
    const ShareStaffing &share = study_.shares[number], &before = study_.shares[number - 1];
    return share.reached >= 0 && share.reached == before.reached;
}

void StaffRun::staff(std::size_t number) {
    ShareStaffing& share = study_.shares[number];
    if (is_as_before(number)) {
        share.centres = study_.shares[number - 1].centres;
        share.visits_a_day = study_.shares[number - 1].visits_a_day;
        for (std::size_t at = 0; at < share.centres.size(); ++at) progress_->one_more();
        return;
    }
    const Scenario& scenario = scenarios_[number];
    StaffDays search(scenario, 0, options_.weeks), judge(scenario, judge_begins, options_.weeks);
    in_parallel(2 * options_.weeks, options_.workers, [&](std::size_t job) {
        (job < options_.weeks ? search : judge).record(static_cast<std::uint32_t>(job % options_.weeks));
    });
    const Sureness sureness{.family = study_.claims, .confidence = scenario.staffing.confidence, .clusters = options_.weeks};
    in_parallel(share.centres.size(), options_.workers, [&](std::size_t job) {
        CentreStaffing& centre = share.centres[job];
        CentreDays searched(search, centre.task), judged(judge, centre.task);
        const auto on = [](CentreDays& days) {
            return [&days](const Agents& agents, std::uint32_t stretch) { return days.live(agents, stretch); };
        };
        centre.answer = find_staffing(centre.task, sureness, on(searched), on(judged));
        centre.have_hours_a_day = have_hours(scenario, centre);
        const std::lock_guard lock(mutex_);
        progress_->one_more();
    });
    for (const CentreStaffing& centre : share.centres) share.visits_a_day += visits_a_day(centre);
}

int StaffRun::answer() {
    if (!options_.json.empty() && options_.json != "-") write_whole(options_.json, staffing_json(study_));
    if (!options_.csv.empty()) write_whole(options_.csv, staffing_csv(study_));
    if (!options_.need.empty()) write_whole(options_.need, need_csv(study_, study_.shares.front()));
    if (!options_.report.empty()) write_whole(options_.report, staffing_page(study_));
    std::string text = options_.json == "-" ? staffing_json(study_) : staffing_text(study_);
    if (options_.quiet && options_.json != "-") text = text.substr(0, text.find('\n') + 1);
    if (!say(text)) return exit_code::failed;
    return study_.holds() ? exit_code::done : exit_code::target_missed;
}

int StaffRun::run() {
    const auto began = std::chrono::steady_clock::now();
    listen_for_interruption();
    std::size_t all = 0;
    for (const ShareStaffing& share : study_.shares) all += share.centres.size();
    progress_.emplace(all, 0, options_.quiet, "centres");
    try {
        for (std::size_t number = 0; number < scenarios_.size(); ++number) staff(number);
    } catch (const Interrupted&) {
        progress_.reset();
        tell("interrupted: nothing was written");
        return exit_code::interrupted;
    }
    progress_.reset();
    study_.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return answer();
}

Problems output_problems(const StaffOptions& options, const Scenario& scenario) {
    std::vector<std::string> inputs = scenario.files;
    inputs.insert(inputs.end(), {options.file, options.path});
    Problems problems = clashes({{"--json", options.json == "-" ? "" : options.json},
                                 {"--csv", options.csv},
                                 {"--need", options.need},
                                 {"--report", options.report}},
                                inputs, "those of the scenario, its bases and the path");
    for (const std::string& file :
         {options.json == "-" ? std::string() : options.json, options.csv, options.need, options.report})
        if (!file.empty())
            if (const auto problem = unwritable(file)) problems.push_back(*problem);
    return problems;
}

std::string command_of(const StaffOptions& options) {
    std::string command = "counterless staff " + shell_word(options.file);
    for (std::size_t at = 0; at < options.shares.size(); ++at)
        command += fmt::format("{}{:.12g}", at == 0 ? " --shares " : ",", options.shares[at]);
    for (const std::string& word : options.words) command += " " + shell_word(word);
    const auto listed = [&](const char* name, const std::vector<std::string>& parts) {
        if (!parts.empty()) command += fmt::format(" {} {}", name, shell_word(fmt::format("{}", fmt::join(parts, ","))));
    };
    listed("--centres", options.centres);
    listed("--dates", options.dates);
    if (!options.path.empty()) command += " --path " + shell_word(options.path);
    if (options.by_weekday) command += " --by-weekday";
    if (options.seed) command += fmt::format(" --seed {}", *options.seed);
    return command + fmt::format(" --weeks {}", options.weeks);
}

struct Point {  // a digital share to staff for
    std::optional<double> share;
    std::string date;
};

std::vector<Point> points_of(const StaffOptions& options, Problems& problems) {
    std::vector<Point> points;
    for (const double share : options.shares) points.push_back({share, ""});
    if (!options.path.empty())
        for (const auto& [date, share] : path_shares(options.path, options.dates, problems)) points.push_back({share, date});
    if (points.empty()) points.push_back({});
    return points;
}

}  // namespace

int staff_command(const StaffOptions& options, Problems problems) {
    const bool well_typed = problems.empty();
    const std::vector<Point> points = points_of(options, problems);
    StaffingStudy study{
        .file = options.file, .command = command_of(options), .version = version, .by_weekday = options.by_weekday};
    study.weeks = static_cast<int>(options.weeks);
    std::optional<StaffRun> staff;
    for (const Point& point : points) {
        std::vector<Override> overrides = options.overrides;
        if (point.share) overrides.push_back({"/adoption/share", fmt::format("{}", *point.share)});
        ReadResult read = read_set(options, overrides, problems);
        if (!staff) append(problems, output_problems(options, read.scenario));
        if (!read.ok()) break;
        if (options.seed) read.scenario.study.seed = *options.seed;
        if (read.scenario.study.scale != 1)
            problems.push_back(
                {options.file + ": /study/scale", "a sample of the customers", "all of them: staff is not scaled"});
        if (read.scenario.staffing.aims.empty() && well_typed)  // else it may be the very target that was not understood
            problems.push_back({options.file, "no target that staff could meet",
                                "/staffing/targets, a service level in /targets, or --target service_level@10min/offered=90%"});
        if (!point.share)
            append(problems, forecast_problems(read.scenario, forecast(read.scenario)));
        else if (!read.scenario.needs)
            problems.push_back(
                {"--shares", "a scenario whose customers come by streams", "one with /demand/volume, or no --shares"});
        if (options.by_weekday && !read.scenario.calendar.has_dates)
            problems.push_back({"--by-weekday", "a scenario without a calendar", "one with dates"});
        const std::vector<Index> centres = centres_asked(read.scenario, options, problems);
        if (!staff) {
            study.scenario = read.scenario;
            staff.emplace(options, study);
        }
        if (!problems.empty()) break;
        staff->add(std::move(read.scenario), {.share = point.share.value_or(-1), .date = point.date}, centres);
    }
    if (!problems.empty()) return tell_problems(problems);
    try {
        return staff->run();
    } catch (const std::exception& failure) {
        tell(std::string("counterless staff: ") + failure.what());
        return exit_code::failed;
    }
}

}  // namespace counterless

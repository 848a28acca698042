#include "results/cli/point_campaign.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "results/cli/pilots.hpp"
#include "results/cli/read_study.hpp"
#include "results/cli/say.hpp"
#include "results/cli/shell_word.hpp"
#include "results/cli/sound_words.hpp"
#include "results/cli/version.hpp"
#include "results/cpu_class.hpp"
#include "results/variance.hpp"

namespace counterless {
namespace {

constexpr std::size_t problems_max = 20;

void set_study(const CampaignOptions& options, Study& study) {
    if (options.seed) study.seed = *options.seed;
    if (options.replications) study.replications = *options.replications;
}

// Only what its replications need stays of a side: its measures have gone into the narrowing.
class Reading {
  public:
    Reading(PointFiles& files, const PointsAsked& asked, const CampaignOptions& options)
        : files_(files), asked_(asked), options_(options) {}

    void read(const Settings& point) {
        read_as(fmt::format("point {} with {}", files_.study.points.size() + 1, shown(files_.study.inputs, point)), point);
    }
    // `called`: the point, where there are problems.
    void read_as(const std::string& called, const Settings& point) {
        Problems problems;
        std::vector<Override> all = options_.overrides;
        const std::vector<Override> settings = settings_of(files_.study.inputs, point);
        all.insert(all.end(), settings.begin(), settings.end());
        PointPlanned planned;
        std::vector<Target> targets;
        planned.side = side_of(asked_.file, all, targets, problems);
        planned.targets = targets;
        if (problems.empty() && files_.study.baseline)
            planned.baseline = side_of(files_.study.scenario.baseline_file, shared(all), targets, problems);
        for (const Problem& problem : problems)
            files_.problems.push_back({called + ": " + problem.place, problem.found, problem.expected});
        files_.points.push_back(std::move(planned));
        files_.study.points.push_back({.values = point});
    }

  private:
    std::size_t side_of(const std::string& file, const std::vector<Override>& overrides, std::vector<Target>& targets,
                        Problems& problems) {
        Forecast ahead;
        Scenario scenario = read_foreseen(file, overrides, ahead, problems);
        if (!problems.empty()) return 0;
        set_study(options_, scenario.study);
        scenario.study.draws = 0;
        targets = scenario.targets;
        const auto [known, is_new] = sides_.try_emplace(scenario.sha256, files_.sides.size());
        if (is_new) add(std::move(scenario));
        return known->second;
    }
    void add(Scenario scenario) {
        Layout its = layout(scenario);
        const auto batches = static_cast<std::size_t>(std::max(scenario.study.batches, 0));
        std::vector<Measure> kept = measures_in(its, scenario.targets);
        std::copy_if(its.measures.begin(), its.measures.end(), std::back_inserter(kept),
                     [&](const Measure& one) { return is_watched(scenario, one); });
        files_.narrowings.emplace_back(its, kept, batches);
        its.measures = {}, its.parts = {};
        its.machines_in_series = options_.keeps_replications;  // no point shows it, but a database may be asked for it
        files_.scenarios.push_back(std::move(scenario));
        files_.sides.push_back({&files_.scenarios.back(), std::move(its)});
    }
    // The study's measures as this layout has them, in their order, then those of the targets. What it lacks is measured by
    // nothing.
    [[nodiscard]] std::vector<Measure> measures_in(const Layout& its, const std::vector<Target>& targets) const {
        std::vector<Measure> all;
        const auto take = [&](const std::string& name, const std::string& of) {
            const auto found = std::find_if(its.measures.begin(), its.measures.end(),
                                            [&](const Measure& one) { return one.name == name && one.of == of; });
            all.push_back(found != its.measures.end() ? *found : Measure{.name = name, .of = of, .estimator = Estimator::ratio});
        };
        for (const Measure& one : files_.study.measures) take(one.name, one.of);
        for (const Target& one : targets) take(one.measure, one.of);
        return all;
    }

    PointFiles& files_;
    const PointsAsked& asked_;
    const CampaignOptions& options_;
    std::map<std::string, std::size_t> sides_;
};

int failed(const PointFiles& files, const PointsAsked& asked, const CampaignOptions& options, const ReplicationFailed& failure) {
    const RunTask task = failure.task;
    tell(fmt::format("replication {} of {} failed: {}", task.replication, files.scenarios[task.side].name, failure.what()));
    for (std::size_t point = 0; point < files.points.size(); ++point) {
        const bool ours = files.points[point].side == task.side, theirs = files.points[point].baseline == task.side;
        if (!ours && !theirs) continue;
        std::vector<Override> all = options.overrides;
        const std::vector<Override> settings = settings_of(files.study.inputs, files.study.points[point].values);
        all.insert(all.end(), settings.begin(), settings.end());
        std::string again = "counterless run " + shell_word(ours ? asked.file : files.study.scenario.baseline_file);
        for (const Override& one : ours ? all : shared(all)) again += " --set " + shell_word(one.pointer + "=" + one.value);
        tell(fmt::format("to see it again: {} --seed {} --no-baseline --replay {}", again, files.study.scenario.study.seed,
                         task.replication));
        break;
    }
    if (!options.db.empty()) tell("replications finished before are kept in " + options.db);
    return exit_code::failed;
}

// What is not known on one side is not known of the difference.
Replicated minus(const Replicated& a, const Replicated& b) {
    if (!a.whole || !b.whole) return {};
    Replicated difference{.whole = *a.whole - *b.whole, .values = {}};
    if (a.values.size() == b.values.size())
        for (std::size_t at = 0; at < a.values.size(); ++at) difference.values.push_back(a.values[at] - b.values[at]);
    return difference;
}

void answer_point(const PointFiles& files, const std::vector<std::vector<Summary>>& kept, std::size_t number,
                  PointAnswer& answer) {
    const PointPlanned& planned = files.points[number];
    const Narrowing& narrowing = files.narrowings[planned.side];
    const Study& study = files.study.scenario.study;
    const std::size_t chosen = files.study.measures.size();
    std::vector<Estimate> all = estimate(narrowing.measures(), kept[planned.side], study.confidence);
    for (std::size_t at = 0; at < planned.targets.size(); ++at)
        answer.targets.push_back({planned.targets[at], all[chosen + at], judge(planned.targets[at], all[chosen + at])});
    all.resize(chosen);
    answer.estimates = std::move(all);
    answer.sha256 = files.scenarios[planned.side].sha256;
    const std::span<const Measure> ours(narrowing.measures());
    answer.replicated = replicated(ours.first(chosen), kept[planned.side]);
    if (!planned.baseline) return;
    const std::span<const Measure> theirs(files.narrowings[*planned.baseline].measures());
    const std::vector<Replicated> before = replicated(theirs.first(chosen), kept[*planned.baseline]);
    for (std::size_t at = 0; at < chosen; ++at) answer.replicated[at] = minus(answer.replicated[at], before[at]);
    answer.differences = estimate_difference(ours.first(chosen), kept[planned.side], theirs.first(chosen),
                                             kept[*planned.baseline], study.confidence);
}

// Of each side: where its agents were busy nearly all the time though they never go home. What is watched for that stands behind
// the measures and the targets.
std::vector<std::string> suspicious_places(const PointFiles& files, const std::vector<std::vector<Summary>>& kept) {
    std::vector<std::string> places;
    for (std::size_t side = 0; side < files.sides.size(); ++side) {
        const Scenario& scenario = files.scenarios[side];
        const std::span<const Measure> watched =
            std::span(files.narrowings[side].measures()).subspan(files.study.measures.size() + scenario.targets.size());
        const std::vector<Estimate> occupancies = estimate(watched, kept[side], scenario.study.confidence);
        places.emplace_back();
        double busiest = 0;
        for (std::size_t at = 0; at < watched.size(); ++at)
            if (may_grow(scenario, {watched[at], occupancies[at]}) && occupancies[at].mean > busiest)
                busiest = occupancies[at].mean, places.back() = watched[at].of;
    }
    return places;
}

// A baseline that grows spoils the difference as well.
void mark_unsteady(PointFiles& files, const std::vector<std::vector<Summary>>& kept, std::size_t workers) {
    const auto found = find_unsteady(files.sides, suspicious_places(files, kept),
                                     static_cast<std::size_t>(files.study.replications_done), workers);
    for (std::size_t point = 0; point < files.points.size(); ++point) {
        const PointPlanned& planned = files.points[point];
        PointAnswer& answer = files.study.points[point];
        answer.unsteady = found[planned.side];
        if (answer.unsteady || !planned.baseline || !found[*planned.baseline]) continue;
        answer.unsteady = found[*planned.baseline];
        answer.unsteady->at += " of its baseline";
    }
}

void answer_points(PointFiles& files, const ExperimentResult& result, std::size_t workers) {
    PointStudy& study = files.study;
    std::vector<std::vector<Summary>> kept;
    std::vector<Summary> everyone;
    for (std::size_t side = 0; side < files.sides.size(); ++side) {
        kept.push_back(files.narrowings[side].parted(result.sides[side]));
        for (const Summary& one : kept.back()) {
            everyone.push_back({.totals = one.totals});
            study.memory_peak_bytes = std::max(study.memory_peak_bytes, one.memory_peak_bytes);
        }
        kept.back() = independent(files.scenarios[side].study, kept.back());
    }
    for (std::size_t point = 0; point < files.points.size(); ++point) answer_point(files, kept, point, study.points[point]);
    study.balance = Narrowing::balance(everyone);
    study.replications_done = static_cast<int>(result.sides.front().size());
    study.ending = result.ending;
    if (result.ending == RunEnding::done) mark_unsteady(files, kept, workers);
}

void check_method(const Scenario& scenario, const std::string& file, const std::vector<Input>& inputs, Problems& problems) {
    for (const Input& input : inputs)
        for (const std::string& place : input.places)
            if (place.starts_with("/study"))
                problems.push_back({"what is varied", "\"" + place + "\"", "a value of what is studied, not of how"});
    if (scenario.study.warmup_auto)
        problems.push_back({file + ": /study/warmup", "\"auto\": every point would have its own", "a warm-up in time"});
}

// Between ends that are no whole numbers some would be left out, or others than those meant be met.
void check_ranges(const std::vector<Input>& inputs, Problems& problems) {
    for (const Input& input : inputs)
        if (input.is_range && input.stated.whole && (input.low != std::round(input.low) || input.high != std::round(input.high)))
            problems.push_back({"--vary", fmt::format("\"{}={}:{}\"", input.name(), input.low, input.high),
                                "whole numbers for both ends: this value is one"});
}

// A field that any of the tied places holds may ask for whole numbers.
StatedNumber stated_at(const Scenario& scenario, const std::vector<std::string>& places) {
    StatedNumber stated = stated_number(scenario, places.front());
    for (const std::string& place : places) stated.whole = stated.whole || stated_number(scenario, place).whole;
    return stated;
}

}  // namespace

PointFiles begin_points(const PointsAsked& asked, const CampaignOptions& options, Problems problems) {
    PointFiles files{.problems = std::move(problems)};
    StudyFiles stated = read_study(asked.file, options.overrides, asked.against_baseline);
    files.readable = stated.problems.empty();
    append(files.problems, std::move(stated.problems));
    set_study(options, stated.scenario.study);
    PointStudy& study = files.study;
    study.file = asked.file, study.version = version, study.cpu_class = cpu_class();
    study.inputs = asked.inputs;
    if (files.readable) {
        const Layout its = layout(stated.scenario);
        check_method(stated.scenario, asked.file, asked.inputs, files.problems);
        study.measures = asked.measures.empty() ? usual_measures(its, stated.scenario.targets)
                                                : chosen_measures(its, asked.measures, files.problems);
        for (Input& input : study.inputs) input.stated = stated_at(stated.scenario, input.places);
        check_ranges(study.inputs, files.problems);
        check_pairs(stated.scenario.study, files.problems);
        if (stated.baseline)
            study.baseline = Baseline{.file = stated.scenario.baseline_file,
                                      .name = stated.baseline->name,
                                      .sha256 = stated.baseline->sha256,
                                      .title = stated.baseline->title};
    }
    if (!files.readable && !asked.measures.empty())
        if (const auto sound = with_sound_settings(asked.file, options.overrides))
            chosen_measures(layout(*sound), asked.measures, files.problems);
    study.replications_asked = stated.scenario.study.replications;
    study.scenario = std::move(stated.scenario);
    return files;
}

void read_points(PointFiles& files, const PointsAsked& asked, const CampaignOptions& options,
                 const std::vector<Settings>& points) {
    Reading reading(files, asked, options);
    for (const Settings& point : points) {
        reading.read(point);
        if (files.problems.size() < problems_max) continue;
        if (files.study.points.size() < points.size())
            files.problems.push_back({"the points",
                                      fmt::format("{} more that were not read", points.size() - files.study.points.size()),
                                      "points without these problems first"});
        break;
    }
    files.study.studies = files.sides.size();
}

void read_alone(PointFiles& files, const PointsAsked& asked, const CampaignOptions& options) {
    constexpr std::size_t values_most = 50;  // of a longer list its ends tell
    Reading reading(files, asked, options);
    const std::vector<Input>& inputs = files.study.inputs;
    for (std::size_t at = 0; at < inputs.size(); ++at) {
        std::vector<std::string> values = inputs[at].values;
        if (inputs[at].is_range) values = {value_at(inputs[at], 0), value_at(inputs[at], 1)};
        if (values.size() > values_most) values = {values.front(), values.back()};
        for (const std::string& value : values) {
            Settings alone(inputs.size());
            alone[at] = value;
            if (!value.empty() && files.problems.size() < problems_max)
                reading.read_as("what is varied, " + shown(inputs, alone), alone);
        }
    }
}

std::optional<int> live_through(PointFiles& files, const PointsAsked& asked, const CampaignOptions& options) {
    const auto began = std::chrono::steady_clock::now();
    const auto wanted = static_cast<std::size_t>(files.study.replications_asked);
    const auto narrow = [&files](std::size_t side, Summary& summary) { files.narrowings[side].narrow(summary); };
    Campaign campaign(files.sides, {.workers = options.workers,
                                    .db = options.db,
                                    .made_by = files.study.command,
                                    .most = wanted,
                                    .quiet = options.quiet,
                                    .narrow = narrow,
                                    .shard = options.shard,
                                    .narrow_early = !options.keeps_replications});
    try {
        ExperimentResult result = campaign.live_through(all_sides(wanted));
        cut_to_shortest(result.sides);
        if (result.sides.front().empty()) {
            tell("interrupted before every point was lived through once");
            return exit_code::interrupted;
        }
        answer_points(files, result, options.workers);
    } catch (const ReplicationFailed& failure) { return failed(files, asked, options, failure); }
    files.study.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    files.study.memory_peak_bytes = std::max(files.study.memory_peak_bytes, 1024.0 * static_cast<double>(usage.ru_maxrss));
    return {};
}

std::string point_command(const PointsAsked& asked, const CampaignOptions& options, const Scenario& scenario,
                          const std::vector<std::string>& own_words) {
    std::string command = "counterless " + asked.command_name + " " + shell_word(asked.file);
    for (const std::string& word : own_words) command += " " + shell_word(word);
    for (const std::string& measure : asked.measures) command += " --measure " + shell_word(measure);
    for (const Override& set : options.overrides) command += " --set " + shell_word(set.pointer + "=" + set.value);
    return command + fmt::format(" --seed {} --replications {}", scenario.study.seed, scenario.study.replications);
}

}  // namespace counterless

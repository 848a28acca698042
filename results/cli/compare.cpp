// results/cli/compare.cpp: several scenarios with the same luck: read and found alike, lived through, set side by side. With
// --best each is lived through only as long as it may still be the best.
#include <chrono>

#include "results/cli/campaign.hpp"
#include "results/cli/commands.hpp"
#include "results/cli/compare_read.hpp"
#include "results/cli/pilots.hpp"
#include "results/cli/read_study.hpp"
#include "results/cli/say.hpp"
#include "results/cli/shell_word.hpp"
#include "results/cli/version.hpp"
#include "results/conclude.hpp"
#include "results/cpu_class.hpp"
#include "results/output_file.hpp"

namespace counterless {
namespace {

std::string text_of(const Variant& variant) {
    std::string text = variant.name;
    for (const Override& change : variant.changes)
        text += (&change == &variant.changes.front() ? "=" : ",") + change.pointer + "=" + change.value;
    return text;
}

// The command that makes this again, without what does not change the answer.
std::string command_of(const CompareOptions& options, const Comparison& comparison) {
    std::string command = "counterless compare";
    const auto add = [&](const std::string& option, const std::string& word) { command += option + shell_word(word); };
    for (const std::string& file : options.files) add(" ", file);
    for (const Variant& variant : options.variants) add(" --variant ", text_of(variant));
    if (!options.baseline.empty()) add(" --baseline ", options.baseline);
    for (const std::string& by : options.by) add(" --by ", by);
    for (const Override& set : options.overrides) add(" --set ", set.pointer + "=" + set.value);
    if (options.independent) command += " --independent";
    if (!options.best.empty()) {
        add(" --best ", options.best);
        const double difference = options.difference * (options.relative ? 100 : 1);
        std::string figure = std::to_string(difference);
        figure.erase(figure.find_last_not_of('0') + 1);
        if (figure.ends_with(".")) figure.pop_back();
        add(" --difference ", figure + (options.relative ? "%" : ""));
        add(" --most ", std::to_string(options.most));
    }
    std::string confidence = std::to_string(comparison.confidence);
    confidence.erase(confidence.find_last_not_of('0') + 1);
    add(" --confidence ", confidence);
    const Study& study = comparison.contenders.front().scenario.study;
    return command + " --seed " + std::to_string(study.seed) + " --replications " + std::to_string(study.replications);
}

// One run of the command. Its members live as long as the nursery, whose children see them as they were when it was forked.
class CompareRun {
  public:
    CompareRun(const CompareOptions& options, CompareFiles files)
        : options_(options),
          by_(std::move(files.by)),
          layouts_(std::move(files.layouts)),
          comparison_(std::move(files.comparison)) {
        comparison_.command = command_of(options_, comparison_);
        comparison_.version = version;
        comparison_.cpu_class = cpu_class();
    }
    int run();

  private:
    [[nodiscard]] std::vector<Side> sides() const;
    int failed(const ReplicationFailed& failure) const;
    void conclude_all(const ExperimentResult& experiment);
    void find_growing();
    void keep(Campaign& campaign, const Sides& sides) const;
    void write_files() const;
    int answer() const;
    int said() const;

    const CompareOptions& options_;
    std::vector<MeasureOf> by_;
    std::vector<Layout> layouts_;
    Comparison comparison_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

std::vector<Side> CompareRun::sides() const {
    std::vector<Side> sides;
    for (std::size_t at = 0; at < layouts_.size(); ++at) sides.push_back({&comparison_.contenders[at].scenario, layouts_[at]});
    return sides;
}

int CompareRun::run() {
    const auto runs = static_cast<std::size_t>(comparison_.replications_asked);
    const bool race = comparison_.terms.has_value();
    Campaign campaign(sides(), {.workers = options_.workers,
                                .db = options_.db,
                                .made_by = comparison_.command,
                                .most = race ? comparison_.terms->most : runs,
                                .quiet = options_.quiet,
                                .shard = options_.shard});
    try {
        ExperimentResult experiment = campaign.live_through(race ? racing(*comparison_.terms) : all_sides(runs));
        if (!race) cut_to_shortest(experiment.sides);
        for (const auto& side : experiment.sides)
            if (side.empty()) {
                tell("interrupted before every scenario was lived through once");
                return exit_code::interrupted;
            }
        conclude_all(experiment);
        if (comparison_.ending == RunEnding::done) find_growing();
        if (campaign.store()) keep(campaign, experiment.sides);
        write_files();
        return answer();
    } catch (const ReplicationFailed& failure) { return failed(failure); }
}

void CompareRun::conclude_all(const ExperimentResult& experiment) {
    comparison_.ending = experiment.ending;
    if (comparison_.terms) comparison_.race = race(*comparison_.terms, experiment.sides);
    compare(comparison_, layouts_, experiment.sides, by_);
    comparison_.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

void CompareRun::find_growing() {
    const std::vector<Side> all = sides();
    std::vector<std::string> suspicious(all.size());
    std::vector<double> busiest(all.size(), 0.0);
    for (const MeasureRow& row : comparison_.rows)
        for (std::size_t at = 0; at < all.size(); ++at)
            if (may_grow(*all[at].scenario, {row.measure, row.estimates[at]}) && row.estimates[at].mean > busiest[at])
                busiest[at] = row.estimates[at].mean, suspicious[at] = row.measure.of;
    const auto runs = static_cast<std::size_t>(comparison_.contenders[comparison_.baseline].replications);
    const auto found = find_unsteady(all, suspicious, runs, options_.workers);
    for (std::size_t at = 0; at < all.size(); ++at) comparison_.contenders[at].unsteady = found[at];
}

// The estimates of each scenario by itself, as `run` keeps them.
void CompareRun::keep(Campaign& campaign, const Sides& sides) const {
    for (std::size_t at = 0; at < sides.size(); ++at) {
        StudyResult result{.scenario = comparison_.contenders[at].scenario,
                           .file = comparison_.contenders[at].file,
                           .command = comparison_.command};
        result.version = comparison_.version;
        result.cpu_class = comparison_.cpu_class;
        result.replications_asked = static_cast<int>(sides[at].size());
        result.ending = comparison_.ending;
        conclude(result, layouts_[at], sides[at]);
        campaign.store()->write_results(campaign.study(at), result);
    }
}

void CompareRun::write_files() const {
    if (!options_.json.empty() && options_.json != "-") write_whole(options_.json, comparison_json(comparison_));
    if (!options_.csv.empty()) write_whole(options_.csv, comparison_csv(comparison_));
    if (!options_.report.empty()) write_whole(options_.report, comparison_page(comparison_));
}

int CompareRun::said() const {
    const std::string text = options_.json == "-" ? comparison_json(comparison_)
                             : options_.quiet     ? comparison_headline(comparison_)
                                                  : comparison_text(comparison_);
    return say(text) ? exit_code::done : exit_code::failed;
}

int CompareRun::answer() const {
    if (const int code = said(); code != exit_code::done) return code;
    for (const Contender& one : comparison_.contenders)
        if (one.unsteady) tell(one.title.en + ": the queue at " + one.unsteady->at + " " + unsteady_words);
    if (!comparison_.balanced()) {
        tell("the balance sheet does not add up: do not use these results");
        return exit_code::failed;
    }
    if (comparison_.ending == RunEnding::interrupted) {
        tell(std::string("interrupted; ") +
             (options_.db.empty() ? "with --db FILE it could go on from there" : "the same command goes on from there"));
        return exit_code::interrupted;
    }
    const bool open = comparison_.race && comparison_.race->end != RaceEnd::decided;
    return open ? exit_code::target_missed : exit_code::done;
}

int CompareRun::failed(const ReplicationFailed& failure) const {
    const Contender& one = comparison_.contenders[failure.task.side];
    std::vector<Override> overrides = failure.task.side == comparison_.baseline ? shared(options_.overrides) : options_.overrides;
    overrides.insert(overrides.end(), one.changes.begin(), one.changes.end());
    std::string again = "counterless run " + shell_word(one.file);
    for (const Override& set : overrides) again += " --set " + shell_word(set.pointer + "=" + set.value);
    again += " --seed " + std::to_string(one.scenario.study.seed) + " --no-baseline --replay " +
             std::to_string(failure.task.replication);
    tell("replication " + std::to_string(failure.task.replication) + " of " + one.title.en + " failed: " + failure.what());
    tell("to see it again: " + again);
    if (!options_.db.empty()) tell("replications finished before are kept in " + options_.db);
    return exit_code::failed;
}

Problems output_problems(const CompareOptions& options, const CompareFiles& files) {
    const std::string json = options.json == "-" ? "" : options.json;
    Problems problems = clashes({{"--report", options.report}, {"--json", json}, {"--csv", options.csv}, {"--db", options.db}},
                                files.inputs, "those of the scenarios and their bases");
    for (const std::string& file : {json, options.csv, options.report})
        if (!file.empty())
            if (const auto problem = unwritable(file)) problems.push_back(*problem);
    if (!files.problems.empty()) return problems;
    double bytes = 0;
    for (const Contender& one : files.comparison.contenders)
        bytes += kept_bytes(one.scenario) / one.scenario.study.replications *
                 static_cast<double>(files.comparison.terms ? files.comparison.terms->most
                                                            : static_cast<std::size_t>(files.comparison.replications_asked));
    if (bytes > kept_bytes_most)
        problems.push_back({"command line", "runs whose totals fill more than 16 GB",
                            "fewer scenarios or replications, a smaller --most, or --set /study/series=none"});
    return problems;
}

}  // namespace

int compare_command(const CompareOptions& options, Problems problems) {
    CompareFiles files = read_comparison(options);
    append(problems, files.problems);
    append(problems, output_problems(options, files));
    if (!problems.empty()) return tell_problems(problems);
    tell_unused(files.comparison.contenders[files.comparison.baseline].scenario.study, "compare");
    try {
        return CompareRun(options, std::move(files)).run();
    } catch (const StoreUnusable& unusable) { return tell_problems({unusable.problem}); } catch (const std::exception& failure) {
        tell(std::string("counterless compare: ") + failure.what());
        return exit_code::failed;
    }
}

}  // namespace counterless

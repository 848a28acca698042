// results/cli/run.cpp: the whole way from a scenario to its answer. First everything that can be wrong with the input is found
// (files, values, outputs, database) and said at once; then the nursery is forked, before anything is opened; then the
// replications are run or taken from the database; then the answer is written. What was finished is kept, whatever happens after.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

#include "results/batches.hpp"
#include "results/cli/campaign.hpp"
#include "results/cli/commands.hpp"
#include "results/cli/interruption.hpp"
#include "results/cli/pilots.hpp"
#include "results/cli/read_study.hpp"
#include "results/cli/replicate.hpp"
#include "results/cli/say.hpp"
#include "results/cli/shell_word.hpp"
#include "results/cli/sound_words.hpp"
#include "results/cli/version.hpp"
#include "results/conclude.hpp"
#include "results/cpu_class.hpp"
#include "results/experiment.hpp"
#include "results/log.hpp"
#include "results/output_file.hpp"
#include "results/output_json.hpp"
#include "results/output_sections.hpp"
#include "results/output_table.hpp"
#include "results/precision.hpp"
#include "results/report.hpp"
#include "results/store.hpp"
#include "results/uncertainty.hpp"
#include "results/variance.hpp"
#include "scenarios/uncertain.hpp"
#include "sim/run.hpp"

namespace counterless {
namespace {

using SteadyClock = std::chrono::steady_clock;

// The command that makes this again, without what does not change the answer.
std::string command_of(const RunOptions& options, const Scenario& scenario) {
    std::string command = "counterless run " + shell_word(options.file);
    for (const Override& set : options.overrides) command += " --set " + shell_word(set.pointer + "=" + set.value);
    command += " --seed " + std::to_string(scenario.study.seed);
    for (const AskedHalfWidth& asked : options.precision)
        command += " --precision " + shell_word(asked.measure + "@" + asked.of + "=" + asked.text);
    if (scenario.study.precision.empty()) command += " --replications " + std::to_string(scenario.study.replications);
    if (options.most) command += " --most " + std::to_string(*options.most);
    if (options.draws) command += " --draws " + std::to_string(*options.draws);
    return options.baseline ? command : command + " --no-baseline";
}

// One run of the command. Its members live as long as the nursery, whose children see them as they were when it was forked.
class StudyRun {
  public:
    StudyRun(const RunOptions& options, StudyFiles files) : options_(options), files_(std::move(files)) {
        add_sides(files_.scenario, files_.baseline);
        if (files_.draws.empty()) return;
        sides_.clear();  // in place of the scenario as stated, each draw, with luck of its own
        for (std::size_t number = 0; number < files_.draws.size(); ++number) {
            DrawnStudy& draw = files_.draws[number];
            draw.scenario.study.seed = seed_of_draw(files_.scenario.study.seed, number);
            draw.scenario.study.replications = files_.scenario.study.replications;
            add_sides(draw.scenario, draw.baseline);
        }
    }
    int run();

  private:
    void add_sides(Scenario& scenario, std::optional<Scenario>& baseline) {
        sides_.push_back({&scenario, layout(scenario)});
        if (!baseline) return;
        baseline->study.seed = scenario.study.seed;
        baseline->study.replications = scenario.study.replications;
        sides_.push_back({&*baseline, layout(*baseline)});
    }
    [[nodiscard]] std::vector<Draws> draws_of(const Sides& sides) const;
    void conclude_draws(StudyResult& result, const Sides& sides) const;
    std::vector<Summary> in_batches(const std::vector<Summary>& runs) const;
    ExperimentResult until_precise(Campaign& campaign);
    int replay();
    int failed(const ReplicationFailed& failure) const;
    StudyResult result_of(const ExperimentResult& experiment) const;
    Baseline baseline_of(std::vector<Difference> differences) const;
    void conclude_sides(StudyResult& result, const Sides& sides) const;
    int answer(const StudyResult& result, Campaign* campaign);
    void write_files(const StudyResult& result, Campaign* campaign);
    void write_log(int done);

    const RunOptions& options_;
    StudyFiles files_;
    std::vector<Side> sides_;
    std::optional<Precision> precision_;
    SteadyClock::time_point began_ = SteadyClock::now();
};

std::vector<Summary> StudyRun::in_batches(const std::vector<Summary>& runs) const {
    const int batches = files_.scenario.study.batches;
    if (batches == 0) return runs;
    std::vector<Summary> all;
    for (const Summary& one : runs)
        for (Summary& batch : separated(one, static_cast<std::size_t>(batches))) all.push_back(std::move(batch));
    return all;
}

int StudyRun::run() {
    if (files_.scenario.study.warmup_auto) {
        double warmup_s = 0;
        if (const Problems problems = find_warm_up(sides_, options_.workers, warmup_s); !problems.empty())
            return tell_problems(problems);
        files_.scenario.study.warmup_s = warmup_s;
        if (files_.baseline) files_.baseline->study.warmup_s = warmup_s;
    }
    if (options_.only) return replay();
    const Study& study = files_.scenario.study;
    const bool sequential = !study.precision.empty();
    const auto most = static_cast<std::size_t>(sequential ? study.replications_max : study.replications);
    Campaign campaign(sides_, {.workers = options_.workers,
                               .db = options_.db,
                               .made_by = command_of(options_, files_.scenario),
                               .most = most,
                               .quiet = options_.quiet,
                               .shard = options_.shard});
    try {
        ExperimentResult experiment = sequential ? until_precise(campaign) : campaign.live_through(all_sides(most));
        cut_to_shortest(experiment.sides);
        if (experiment.sides.front().empty()) {
            tell("interrupted before the first replication was finished");
            return exit_code::interrupted;
        }
        StudyResult result = result_of(experiment);
        if (result.ending == RunEnding::done && files_.draws.empty())
            result.growth = find_growth(sides_[0], result, options_.workers);
        return answer(result, &campaign);
    } catch (const ReplicationFailed& failure) { return failed(failure); }
}

// The scenario is judged; its baseline, if there is one, keeps up with it.
ExperimentResult StudyRun::until_precise(Campaign& campaign) {
    const Scenario& scenario = files_.scenario;
    Problems none_left;  // looked for before
    PrecisionRule rule(scenario.study, known_totals(scenario, sides_[0].layout, files_.forecast),
                       precise_measures(scenario.study.precision, scenario, sides_[0].layout, none_left),
                       static_cast<std::size_t>(scenario.study.replications_max));
    const Wanted wanted = [&](const Sides& there) { return std::vector<std::size_t>(there.size(), rule.wanted(there.front())); };
    ExperimentResult experiment = campaign.live_through(wanted, [&] { return rule.foreseen() * sides_.size(); });
    files_.scenario.study.replications = static_cast<int>(rule.wanted(experiment.sides.front()));
    precision_ = rule.precision();
    return experiment;
}

int StudyRun::failed(const ReplicationFailed& failure) const {
    const RunTask task = failure.task;
    RunOptions again = options_;
    again.precision.clear(), again.most.reset();  // of many replications, not of one
    const std::size_t in_draw = files_.baseline ? 2 : 1, draw = task.side / in_draw;
    Scenario scenario = files_.scenario;
    if (!files_.draws.empty()) {  // one draw alone: as a scenario of its own
        again.draws = 0;
        scenario.study.seed = sides_[task.side].scenario->study.seed;
        for (std::size_t unknown = 0; unknown < files_.drawn[draw].size(); ++unknown)
            again.overrides.push_back(
                drawn_setting(files_.scenario, scenario.study.uncertain[unknown], files_.drawn[draw][unknown]));
    }
    if (task.side % in_draw == 1) again.file = files_.scenario.baseline_file, again.overrides = shared(again.overrides);
    tell("replication " + std::to_string(task.replication) + " of " + sides_[task.side].scenario->name +
         " failed: " + failure.what());
    tell("to see it again: " + command_of(again, scenario) + " --replay " + std::to_string(task.replication));
    if (!options_.db.empty()) tell("replications finished before are kept in " + options_.db);
    return exit_code::failed;
}

StudyResult StudyRun::result_of(const ExperimentResult& experiment) const {
    StudyResult result{.scenario = files_.scenario, .file = options_.file, .command = command_of(options_, files_.scenario)};
    result.version = version;
    result.cpu_class = cpu_class();
    result.forecast = files_.forecast;
    result.replications_asked = files_.scenario.study.replications;
    result.replications_reused = static_cast<int>(std::min(experiment.reused, experiment.sides.front().size()));
    result.ending = experiment.ending;
    result.precision = precision_;
    if (!files_.draws.empty())
        conclude_draws(result, experiment.sides);
    else
        conclude_sides(result, experiment.sides);
    result.wall_s = std::chrono::duration<double>(SteadyClock::now() - began_).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    result.memory_peak_bytes = std::max(result.memory_peak_bytes, 1024.0 * static_cast<double>(usage.ru_maxrss));
    return result;
}

Baseline StudyRun::baseline_of(std::vector<Difference> differences) const {
    return {.file = files_.scenario.baseline_file,
            .name = files_.baseline->name,
            .sha256 = files_.baseline->sha256,
            .title = files_.baseline->title,
            .differences = std::move(differences)};
}

void StudyRun::conclude_sides(StudyResult& result, const Sides& sides) const {
    const Study& study = files_.scenario.study;
    const std::vector<Summary> ours = in_batches(sides[0]);
    conclude(result, sides_[0].layout, ours);
    if (files_.baseline)
        result.baseline = baseline_of(differences(sides_[0].layout, independent(study, ours), sides_[1].layout,
                                                  independent(study, in_batches(sides[1])), study.confidence));
}

// The scenario's draws, and the baseline's, if there is one: sides alternate.
std::vector<Draws> StudyRun::draws_of(const Sides& sides) const {
    std::vector<Draws> draws(files_.baseline ? 2 : 1);
    for (std::size_t side = 0; side < sides.size(); ++side) draws[side % draws.size()].push_back(sides[side]);
    return draws;
}

void StudyRun::conclude_draws(StudyResult& result, const Sides& sides) const {
    const std::vector<Draws> draws = draws_of(sides);
    const double confidence = files_.scenario.study.confidence;
    std::vector<Summary> all;
    for (const auto& draw : draws[0]) all.insert(all.end(), draw.begin(), draw.end());
    conclude(result, sides_[0].layout, by_draw(draws[0]));
    result.balance = balance(sides_[0].layout, all);
    result.replications_done = static_cast<int>(draws[0].front().size());
    if (!files_.baseline) {
        result.uncertainty = uncertainty(sides_[0].layout, draws[0], nullptr, confidence);
    } else {
        const OtherSide other{sides_[1].layout, draws[1]};
        result.uncertainty = uncertainty(sides_[0].layout, draws[0], &other, confidence);
        result.baseline =
            baseline_of(differences(sides_[0].layout, by_draw(draws[0]), sides_[1].layout, by_draw(draws[1]), confidence));
    }
    result.uncertainty->values = files_.drawn;
}

void StudyRun::write_files(const StudyResult& result, Campaign* campaign) {
    if (campaign && campaign->store())  // the answer of all draws is kept with what was stated
        campaign->store()->write_results(files_.draws.empty() ? campaign->study(0) : campaign->study_of(files_.scenario), result);
    if (!options_.json.empty() && options_.json != "-") write_whole(options_.json, to_json(result));
    if (!options_.report.empty()) write_whole(options_.report, report_page(result));
}

// One replication is lived through once more, so that the others need not know of it. In this process, which forks no more.
void StudyRun::write_log(int done) {
    const auto writer = log_writer(files_.scenario, options_.log, [] { return !interrupted(); });
    if (std::cmp_greater_equal(options_.log_replication, done))
        tell(fmt::format("{} is the log of replication {}, which is not among the {} of this study", options_.log,
                         options_.log_replication, done));
    Log log(files_.scenario, *writer);
    try {
        counterless::run(files_.scenario, Plan{}, options_.log_replication, log);
    } catch (const LogInterrupted&) { tell("interrupted: there is no log"); }
}

void tell_not_reached(const StudyResult& result) {
    const Precision& precision = *result.precision;
    if (precision.unconfirmed())
        return tell(
            fmt::format("the precision asked for is held after {} replications, not confirmed: one more round would tell; "
                        "--most {} allows it",
                        result.replications_done, precision.next_round));
    tell(fmt::format("the precision asked for is not reached within {} replications; --most N allows more:",
                     result.replications_done));
    for (const std::string& line : sections::still_open(result)) tell(line);
}

int StudyRun::answer(const StudyResult& result, Campaign* campaign) {
    write_files(result, campaign);
    if (!options_.log.empty() && result.ending == RunEnding::done) write_log(result.replications_done);
    const bool said = options_.json == "-" ? say(to_json(result)) : say(options_.quiet ? headline(result) : to_table(result));
    if (!said) return exit_code::failed;
    const int batches = files_.scenario.study.batches;
    if (result.batch_autocorrelation && is_suspicious(*result.batch_autocorrelation, static_cast<std::size_t>(batches),
                                                      static_cast<std::size_t>(result.replications_done)))
        tell(fmt::format(
            "the {} batches of a run know of each other (lag-1 autocorrelation {:.2f}): the intervals are too narrow; "
            "take a longer horizon or fewer batches",
            batches, *result.batch_autocorrelation));
    const std::size_t least = controls_from(files_.scenario.study);
    if (files_.scenario.study.controls && static_cast<std::size_t>(result.replications_done) < least)
        tell(fmt::format("{} replications are too few for controls: no mean is corrected; take {} or more",
                         result.replications_done, least));
    if (!result.balance.holds()) {
        tell("the balance sheet does not add up: do not use these results");
        return exit_code::failed;
    }
    if (result.ending == RunEnding::interrupted) {
        tell("interrupted after " + std::to_string(result.replications_done) + " of " +
             std::to_string(result.replications_asked) + " replications" +
             (!options_.db.empty() ? "; the same command goes on from there" : "; with --db FILE it could go on from there"));
        return exit_code::interrupted;
    }
    if (result.precision && !result.precision->reached()) {
        tell_not_reached(result);
        return exit_code::target_missed;
    }
    const auto judgements = judge_targets(result);
    const bool missed = std::any_of(judgements.begin(), judgements.end(),
                                    [](const Judgement& judgement) { return judgement.verdict == Verdict::missed; });
    return missed ? exit_code::target_missed : exit_code::done;
}

// One replication, here and now: what fails, fails under the debugger's eyes.
int StudyRun::replay() {
    ExperimentResult one{.sides = Sides(sides_.size())};
    files_.scenario.study.replications = 1;
    files_.baseline.reset();
    one.sides.resize(1);
    one.sides[0].push_back(replicate(sides_[0], *options_.only));
    files_.scenario.study.antithetic = files_.scenario.study.controls = false;  // it had its luck, and is told like any other
    return answer(result_of(one), nullptr);
}

Problems file_clashes(const RunOptions& options, const StudyFiles& files) {
    std::vector<std::string> inputs = files.scenario.files;
    inputs.push_back(options.file);
    if (files.baseline) inputs.insert(inputs.end(), files.baseline->files.begin(), files.baseline->files.end());
    return clashes({{"--report", options.report},
                    {"--json", options.json == "-" ? "" : options.json},
                    {"--db", options.db},
                    {"--log", options.log}},
                   inputs, "those of the scenario, its bases and its baseline");
}

// A log replaces what is there; finished runs are too dear for that.
Problems log_problems(const std::string& log) {
    const bool database = log.ends_with(".sqlite") || log.ends_with(".db");
    std::error_code error;
    const bool special = std::filesystem::exists(log, error) && !std::filesystem::is_regular_file(log, error) &&
                         !std::filesystem::is_directory(log, error);
    if (database && special) return {{log, "a device or pipe", "a regular file, or none yet: a database needs one"}};
    if (database && holds_runs(log)) return {{log, "a database of runs, made by --db", "another file: the log would replace it"}};
    return {};
}

Problems output_problems(const RunOptions& options) {
    Problems problems = log_problems(options.log);
    for (const std::string& file : {options.json == "-" ? std::string() : options.json, options.report, options.log})
        if (!file.empty())
            if (const auto problem = unwritable(file)) problems.push_back(*problem);
    return problems;
}

// As many as memory holds: a cap that is stated is refused, the usual one is lowered.
void check_room(const RunOptions& options, StudyFiles& files) {
    Study& study = files.scenario.study;
    const double each = kept_bytes(files.scenario) / study.replications * (files.baseline ? 2 : 1);
    const auto room = static_cast<int>(std::min(kept_bytes_most / each, 1e9));
    const bool precise = !study.precision.empty();
    const int typed = (precise ? options.most : options.replications).value_or(0);
    if (typed > room)
        files.problems.push_back({precise ? "--most" : "--replications",
                                  fmt::format("{} replications, whose totals fill more than 16 GB", typed),
                                  fmt::format("at most {}, or --set /study/series=none", room)});
    study.replications_max =
        std::min(study.replications_max, std::max(room, static_cast<int>(precision_least(study.antithetic))));
}

// Rules that look at replications want them as they are: independent, and of one set of values.
void check_replications(const RunOptions& options, StudyFiles& files) {
    const Scenario& scenario = files.scenario;
    const Study& study = scenario.study;
    const bool precise = !study.precision.empty();
    const auto refuse = [&](const char* place, const std::string& found, const std::string& expected) {
        files.problems.push_back({place, found, expected});
    };
    if (precise) precise_measures(study.precision, scenario, layout(scenario), files.problems);
    if (const auto least = static_cast<int>(precision_least(study.antithetic)); precise && study.replications_max < least)
        refuse(options.most ? "--most" : "/study/replications_max",
               std::to_string(study.replications_max) + ", beside a precision",
               fmt::format("{} or more{}: a precision must hold at two rounds", least, study.antithetic ? ", in pairs" : ""));
    if (options.most && !precise) refuse("--most", "no --precision", "--precision MEASURE[@OF]=HALF-WIDTH beside it");
    if (precise && options.shard) refuse("--shard", "a precision asked for", "--replications N beside it: a shard cannot judge");
    if (precise && study.batches > 0) refuse("--precision", "beside batch_means", "\"method\": \"replications\"");
    if (!precise && !options.only) check_pairs(study, files.problems);
    check_room(options, files);
    if (study.draws == 0) return;
    const char* drawn = "draws of what is uncertain";
    if (precise) refuse("--precision", drawn, "--draws 0 beside it: half-widths over draws are not a matter of replications");
    if (study.antithetic) refuse("/study/antithetic", drawn, "--draws 0 beside it");
    if (study.controls) refuse("/study/controls", drawn, "--draws 0 beside it");
}

// What the command line says of the study goes before what the scenario says. Precondition: the scenario is sound.
void set_study(const RunOptions& options, StudyFiles& files) {
    Study& study = files.scenario.study;
    if (options.seed) study.seed = *options.seed;
    if (options.replications) study.replications = *options.replications;
    if (options.draws) study.draws = *options.draws;
    if (!options.precision.empty()) study.precision = options.precision;
    if (options.replications || options.only) study.precision.clear();
    if (options.most) study.replications_max = *options.most;
    if (options.only) study.draws = 0;  // one replication is one of the scenario as stated
    if (study.draws > 0 && study.uncertain.empty())
        files.problems.push_back(
            {"--draws", std::to_string(study.draws), "a scenario that states what is uncertain: /study/uncertain"});
    check_replications(options, files);
}

}  // namespace

int run_command(const RunOptions& options, Problems problems) {
    StudyFiles files = read_study(options.file, options.overrides, options.baseline);
    const bool readable = files.problems.empty();
    if (readable) set_study(options, files);
    if (!readable && !options.precision.empty())
        if (const auto sound = with_sound_settings(options.file, options.overrides))
            precise_measures(options.precision, *sound, layout(*sound), files.problems);
    if (files.problems.empty() && files.scenario.study.draws > 0) read_draws(files, options.file, options.overrides);
    append(problems, files.problems);
    append(problems, output_problems(options));
    append(problems, file_clashes(options, files));
    if (!problems.empty()) return tell_problems(problems);
    try {
        return StudyRun(options, std::move(files)).run();
    } catch (const StoreUnusable& unusable) { return tell_problems({unusable.problem}); } catch (const std::exception& failure) {
        tell(std::string("counterless run: ") + failure.what());
        return exit_code::failed;
    }
}

}  // namespace counterless

#include "results/cli/compare_read.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "results/cli/read_study.hpp"
#include "results/output_file.hpp"
#include "results/uncertainty.hpp"
#include "scenarios/lived.hpp"
#include "scenarios/suggest.hpp"

namespace counterless {
namespace {

std::string label(const Contender& one) { return one.variant.empty() ? one.file : "--variant " + one.variant; }

// A file or a variant by its name.
std::size_t find_baseline(const CompareOptions& options, Problems& problems) {
    if (options.baseline.empty()) return 0;
    std::vector<std::string> names;
    for (std::size_t at = 0; at < options.files.size(); ++at) {
        names.push_back(options.files[at]);
        if (options.files[at] == options.baseline || same_file(options.files[at], options.baseline)) return at;
    }
    for (std::size_t at = 0; at < options.variants.size(); ++at) {
        names.push_back(options.variants[at].name);
        if (options.variants[at].name == options.baseline) return options.files.size() + at;
    }
    problems.push_back({"--baseline", "\"" + options.baseline + "\"", suggestion(options.baseline, names)});
    return 0;
}

std::vector<Contender> contenders_of(const CompareOptions& options, std::size_t baseline) {
    std::vector<Contender> contenders;
    for (const std::string& file : options.files) contenders.push_back({.scenario = {}, .file = file});
    const std::string& changed = options.files[baseline < options.files.size() ? baseline : 0];
    for (const Variant& variant : options.variants)
        contenders.push_back({.scenario = {}, .file = changed, .variant = variant.name, .changes = variant.changes});
    return contenders;
}

// What is wrong in a file is wrong in each variant of it too: said once.
void tell(const Contender& one, const Problems& found, Problems& all) {
    for (Problem problem : found) {
        const auto same = [&](const Problem& other) { return other.place == problem.place && other.found == problem.found; };
        if (std::any_of(all.begin(), all.end(), same)) continue;
        if (!one.variant.empty()) problem.place = label(one) + ": " + problem.place;
        all.push_back(problem);
    }
}

Name title_of(const Contender& one) {
    if (!one.variant.empty()) return {one.variant, one.variant};
    Name title = one.scenario.title;
    if (title.en.empty()) title.en = one.scenario.name;
    return title;
}

// Two that are called the same are told apart by their files.
void give_titles(std::vector<Contender>& contenders) {
    for (Contender& one : contenders) one.title = title_of(one);
    std::vector<Name> titles;
    for (const Contender& one : contenders) titles.push_back(one.title);
    for (std::size_t at = 0; at < contenders.size(); ++at)
        if (std::count_if(titles.begin(), titles.end(), [&](const Name& name) { return name.en == titles[at].en; }) > 1)
            contenders[at].title = {titles[at].en + " (" + contenders[at].file + ")",
                                    titles[at].ar.empty() ? "" : titles[at].ar + " (" + contenders[at].file + ")"};
}

void check_study(const Contender& one, Problems& problems) {
    const Study& study = one.scenario.study;
    if (study.warmup_auto)
        problems.push_back({one.file + ": /study/warmup", "\"auto\"", "a warm-up in time, the same for all scenarios"});
    if (study.antithetic)
        problems.push_back({one.file + ": /study/antithetic", "true", "false: a comparison is made of single replications"});
    if (study.batches > 0)
        problems.push_back({one.file + ": /study/method", "batch means", "replications: a comparison is made of pairs of them"});
}

// What is told of the study in a variant and would change nothing: a comparison takes it from the baseline, or not at all. The
// method, the horizon and the warm-up are the baseline's too, and `check_likeness` says so.
void check_changes(const Contender& one, Problems& problems) {
    constexpr const char* matters[] = {"within", "scale", "series", "horizon", "warmup", "method", "batches", "antithetic"};
    const std::string study = "/study/";
    for (const Override& change : one.changes) {
        if (change.pointer != "/study" && !change.pointer.starts_with(study)) continue;
        const std::string key = change.pointer.substr(std::min(study.size(), change.pointer.size()));
        if (std::find(std::begin(matters), std::end(matters), key) != std::end(matters)) continue;
        problems.push_back({label(one), "\"" + change.pointer + "\"",
                            "a value of what is studied, not of how: --set and the baseline say that for all"});
    }
}

void check_different(const std::vector<Contender>& contenders, const std::vector<bool>& sound, Problems& problems) {
    std::vector<std::string> lived;
    for (std::size_t at = 0; at < contenders.size(); ++at) lived.push_back(sound[at] ? lived_text(contenders[at].scenario) : "");
    for (std::size_t at = 0; at < contenders.size(); ++at)
        for (std::size_t before = 0; before < at; ++before)
            if (sound[at] && sound[before] && lived[at] == lived[before]) {
                const bool same = contenders[at].scenario.sha256 == contenders[before].scenario.sha256;
                problems.push_back({label(contenders[at]),
                                    same ? "the same scenario as " + label(contenders[before])
                                         : "nothing that is lived through differs from " + label(contenders[before]) +
                                               ": only names, targets or the study",
                                    "another one"});
                break;
            }
}

// "wait_mean", "wait_mean@centre/deira", "service_level@10min/offered@centre/deira"
MeasureOf typed_measure(const std::string& text, const std::vector<std::string>& names) {
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || is_measure_name(text, names)) return {text};
    return {text.substr(0, at), text.substr(at + 1)};
}

class Reading {
  public:
    explicit Reading(const CompareOptions& options) : options_(options) {}
    CompareFiles run();

  private:
    void read_all();
    void set_study();
    void take_measures();
    void take_race();
    MeasureOf checked(const char* option, const std::string& text);
    [[nodiscard]] const Contender& baseline() const { return files_.comparison.contenders[files_.comparison.baseline]; }

    const CompareOptions& options_;
    CompareFiles files_;
    std::vector<bool> sound_;  // by contender: nothing is wrong in its file, so more can be said of it
};

void Reading::read_all() {
    Comparison& comparison = files_.comparison;
    comparison.baseline = find_baseline(options_, files_.problems);
    comparison.contenders = contenders_of(options_, comparison.baseline);
    for (std::size_t at = 0; at < comparison.contenders.size(); ++at) {
        Contender& one = comparison.contenders[at];
        std::vector<Override> overrides = at == comparison.baseline ? shared(options_.overrides) : options_.overrides;
        overrides.insert(overrides.end(), one.changes.begin(), one.changes.end());
        StudyFiles read = read_study(one.file, overrides, false);
        tell(one, read.problems, files_.problems);
        sound_.push_back(read.problems.empty());
        files_.inputs.push_back(one.file);
        files_.inputs.insert(files_.inputs.end(), read.scenario.files.begin(), read.scenario.files.end());
        one.scenario = std::move(read.scenario);
    }
}

// What the baseline says of replications, seed and confidence holds for all; the command line goes before it.
void Reading::set_study() {
    Comparison& comparison = files_.comparison;
    const Study& stated = baseline().scenario.study;
    const std::uint64_t seed = options_.seed.value_or(stated.seed);
    int runs = options_.replications.value_or(options_.best.empty() ? stated.replications : static_cast<int>(race_first_stage));
    if (!options_.best.empty() && options_.independent) runs = std::max(runs, static_cast<int>(ocba_first_least));
    comparison.confidence = options_.confidence.value_or(stated.confidence);
    comparison.independent = options_.independent;
    comparison.replications_asked = runs;
    if (runs < 2 && options_.replications)
        files_.problems.push_back({"--replications", std::to_string(runs), "2 or more: one has no interval"});
    else if (runs < 2)
        files_.problems.push_back({baseline().file + ": /study/replications", std::to_string(runs),
                                   "2 or more, or --replications: one has no interval"});
    for (std::size_t at = 0; at < comparison.contenders.size(); ++at) {
        Study& study = comparison.contenders[at].scenario.study;
        study.seed = options_.independent && at > 0 ? seed_of_draw(seed, at) : seed;
        study.replications = runs;
        study.draws = 0;  // what is uncertain is taken as stated
        study.confidence = comparison.confidence;
    }
}

MeasureOf Reading::checked(const char* option, const std::string& text) {
    const Layout& layout = files_.layouts[files_.comparison.baseline];
    const std::vector<std::string> names = measure_names(baseline().scenario);
    MeasureOf which = typed_measure(text, names);
    std::vector<std::string> known, things;
    for (const Measure& measure : layout.measures) {
        if (measure.of == which.of) known.push_back(measure.name);
        if (measure.name == which.measure) things.push_back(measure.of);
    }
    if (things.empty())
        files_.problems.push_back({option, "\"" + text + "\"", suggestion(which.measure, known.empty() ? names : known)});
    else if (!find_measure(layout, which))
        files_.problems.push_back({option, "\"" + which.of + "\" in \"" + text + "\"", suggestion(which.of, things)});
    else
        for (std::size_t at = 0; at < files_.layouts.size(); ++at)
            if (sound_[at] && !find_measure(files_.layouts[at], which))
                files_.problems.push_back(
                    {option, "\"" + text + "\", which " + label(files_.comparison.contenders[at]) + " does not have",
                     "a measure of all scenarios"});
    return which;
}

void Reading::take_measures() {
    const auto add = [&](const MeasureOf& which) {
        if (std::find(files_.by.begin(), files_.by.end(), which) == files_.by.end()) files_.by.push_back(which);
    };
    if (!options_.best.empty()) add(checked("--best", options_.best));
    for (const std::string& text : options_.by) add(checked("--by", text));
    files_.comparison.chosen = files_.by.empty() ? Chosen::targets_first : Chosen::asked;
    if (!files_.by.empty()) return;
    const auto& contenders = files_.comparison.contenders;
    const bool initiatives =
        std::any_of(contenders.begin(), contenders.end(), [](const Contender& one) { return !one.scenario.initiatives.empty(); });
    for (const MeasureOf& which : deciding_measures(baseline().scenario, files_.layouts[files_.comparison.baseline], initiatives))
        add(which);
}

void Reading::take_race() {
    Comparison& comparison = files_.comparison;
    const Measure& measure = *find_measure(files_.layouts[comparison.baseline], files_.by.front());
    if (measure.direction == Direction::neutral)
        files_.problems.push_back(
            {"--best", "\"" + options_.best + "\", of which neither more nor less is better", "a measure with a direction"});
    RaceTerms terms{.measures = {},
                    .baseline = comparison.baseline,
                    .best = best_end(measure.direction),
                    .independent = options_.independent,
                    .confidence = comparison.confidence,
                    .difference = options_.difference,
                    .relative = options_.relative,
                    .first = static_cast<std::size_t>(comparison.replications_asked),
                    .first_asked = 0,
                    .most = options_.most};
    if (const auto typed = static_cast<std::size_t>(options_.replications.value_or(0)); typed > 0 && typed < terms.first)
        terms.first_asked = typed;
    for (const Layout& layout : files_.layouts) terms.measures.push_back(*find_measure(layout, files_.by.front()));
    comparison.terms = terms;
}

CompareFiles Reading::run() {
    if (options_.files.empty()) return {};
    read_all();
    Comparison& comparison = files_.comparison;
    for (const Contender& one : comparison.contenders) check_changes(one, files_.problems);
    if (!sound_[comparison.baseline]) return std::move(files_);
    set_study();
    for (std::size_t at = 0; at < comparison.contenders.size(); ++at) {
        const Contender& one = comparison.contenders[at];
        files_.layouts.push_back(sound_[at] ? layout(one.scenario) : Layout{});
        if (!sound_[at]) continue;
        check_study(one, files_.problems);
        if (at != comparison.baseline) check_likeness(one.scenario, baseline().scenario, label(one), "", files_.problems);
    }
    check_different(comparison.contenders, sound_, files_.problems);
    give_titles(comparison.contenders);
    take_measures();
    if (files_.problems.empty() && !options_.best.empty()) take_race();
    return std::move(files_);
}

}  // namespace

CompareFiles read_comparison(const CompareOptions& options) { return Reading(options).run(); }

}  // namespace counterless

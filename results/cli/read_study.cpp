#include "results/cli/read_study.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>

#include "results/cli/campaign_options.hpp"
#include "results/cli/say.hpp"
#include "results/measures.hpp"
#include "results/numbers.hpp"
#include "results/uncertainty.hpp"
#include "results/variance.hpp"
#include "scenarios/suggest.hpp"
#include "scenarios/uncertain.hpp"
#include "sim/machines_survey.hpp"

namespace counterless {
namespace {

template <typename Things>
std::string ids(const Things& things) {
    std::string list;
    for (const auto& thing : things) list += thing.id + " ";
    return list;
}
std::string week(const Calendar& calendar) {
    std::string list;
    for (const Day& day : calendar.days) list += std::to_string(day.weekday) + (day.working ? "w " : "- ");
    return list;
}

void check_room(const Scenario& scenario, const std::string& file, Problems& problems) {
    if (kept_bytes(scenario) > kept_bytes_most)
        problems.push_back(
            {file + ": /study/replications",
             std::to_string(scenario.study.replications) + " replications, whose totals fill " + bytes(kept_bytes(scenario)),
             "at most 16 GB: fewer replications, or a coarser study/series"});
}

bool same_measures(const Layout& one, const Layout& other) {
    const auto same = [](const std::vector<Measure>& a, const std::vector<Measure>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Measure& x, const Measure& y) {
            return x.name == y.name && x.of == y.of && x.start_s == y.start_s;
        });
    };
    return one.size() == other.size() && one.distributions() == other.distributions() && same(one.measures, other.measures) &&
           same(one.parts, other.parts);
}

// What refuses a draw stands in the file too, so the draw and its values stand before each problem.
void tell_draw(const Problems& problems, std::size_t number, const std::vector<Override>& settings, Problems& all) {
    std::string draw = "draw " + std::to_string(number);
    for (const Override& one : settings) draw += (&one == &settings.front() ? " with " : ", ") + one.pointer + "=" + one.value;
    for (const Problem& problem : problems) all.push_back({draw + ": " + problem.place, problem.found, problem.expected});
}

}  // namespace

void check_targets(const Scenario& scenario, const std::string& file, Problems& problems) {
    if (scenario.targets.empty()) return;
    const std::vector<std::string> names = measure_names(scenario);
    for (const Target& target : scenario.targets)
        if (!is_measure_name(target.measure, names))
            problems.push_back(
                {file + ": /targets/" + target.id + "/measure", "\"" + target.measure + "\"", suggestion(target.measure, names)});
    std::vector<std::string> things{"all"};
    for (const Measure& measure : layout(scenario).measures)
        if (things.back() != measure.of) things.push_back(measure.of);
    for (const Target& target : scenario.targets)
        if (std::find(things.begin(), things.end(), target.of) == things.end())
            problems.push_back(
                {file + ": /targets/" + target.id + "/of", "\"" + target.of + "\"", suggestion(target.of, things)});
}

Scenario read_foreseen(const std::string& file, const std::vector<Override>& overrides, Forecast& ahead, Problems& problems) {
    ReadResult read = read_scenario(file, overrides, [](const std::string& xml) { return survey_platform(xml); });
    if (read.ok()) {
        ahead = forecast(read.scenario);
        check_room(read.scenario, file, problems);
        check_targets(read.scenario, file, problems);
        for (Problem& problem : forecast_problems(read.scenario, ahead))
            problems.push_back({file + ": " + problem.place, problem.found, problem.expected});
    } else {
        problems.insert(problems.end(), read.problems.begin(), read.problems.end());
    }
    return std::move(read.scenario);
}

double kept_bytes(const Scenario& scenario) {
    return 1.1 * 8 * static_cast<double>(layout(scenario).size()) * scenario.study.replications *
           std::max(scenario.study.batches, 1) * std::max(scenario.study.draws, 1);
}

void check_pairs(const Study& study, Problems& problems) {
    if (study.antithetic && study.replications % 2 != 0)
        problems.push_back(
            {"--replications", std::to_string(study.replications) + ", of an antithetic study", "an even number: pairs"});
}

void tell_unused(const Study& study, const std::string& command) {
    const std::string unused = only_for_run(study);
    if (!unused.empty() && !only_serves()) tell("not used by " + command + ": " + unused);
}

void check_likeness(const Scenario& scenario, const Scenario& baseline, const std::string& file, const std::string& otherwise,
                    Problems& problems) {
    const auto alike = [&](const char* place, bool same, const std::string& found, const std::string& expected) {
        if (!same) problems.push_back({file + ": " + place, found, expected});
    };
    const auto days = [](const Scenario& one) {
        return std::to_string(one.calendar.days.size()) + " days from " + one.calendar.start;
    };
    alike("/calendar", week(scenario.calendar) == week(baseline.calendar), days(scenario),
          "the weekdays and closed days of the baseline (" + days(baseline) + ")" + otherwise);
    alike("/study/horizon",
          scenario.study.horizon_s == baseline.study.horizon_s && scenario.study.warmup_s == baseline.study.warmup_s,
          "another horizon or warm-up than the baseline's", "the same" + otherwise);
    alike("/study/method",
          scenario.study.batches == baseline.study.batches && scenario.study.warmup_auto == baseline.study.warmup_auto,
          "another method, number of batches or way to the warm-up than the baseline's", "the same" + otherwise);
    alike("/study/antithetic", scenario.study.antithetic == baseline.study.antithetic,
          scenario.study.antithetic ? "true, but not in the baseline" : "false, but true in the baseline",
          "the same" + otherwise);
    alike("/services", ids(scenario.services) == ids(baseline.services), "other services than the baseline's",
          "the same" + otherwise);
    alike("/customers/segments", ids(scenario.segments) == ids(baseline.segments), "other segments than the baseline's",
          "the same" + otherwise);
}

// What makes the scenario differ from its baseline stays with the scenario; every other value is set in both.
std::vector<Override> shared(const std::vector<Override>& overrides) {
    constexpr const char* own[] = {"/initiatives", "/calendar", "/reported",    "/targets",       "/platform/disruptions",
                                   "/name",        "/title",    "/description", "/study/baseline"};
    std::vector<Override> both;
    for (const Override& one : overrides)
        if (std::none_of(std::begin(own), std::end(own), [&](const char* part) { return one.pointer.starts_with(part); }))
            both.push_back(one);
    return both;
}

void read_draws(StudyFiles& files, const std::string& file, const std::vector<Override>& overrides) {
    const Scenario& stated = files.scenario;
    if (stated.study.batches > 0 || stated.study.warmup_auto) {
        files.problems.push_back({file + ": /study",
                                  "draws of uncertain values together with batch_means or a warm-up found by pilots",
                                  "replications and a warm-up in time, or --draws 0"});
        return;
    }
    const Layout measured = layout(stated);
    files.drawn = drawn_values(stated.study);
    for (std::size_t number = 0; number < files.drawn.size() && files.problems.size() < 20; ++number) {
        std::vector<Override> settings, all = overrides;
        for (std::size_t unknown = 0; unknown < stated.study.uncertain.size(); ++unknown)
            settings.push_back(drawn_setting(stated, stated.study.uncertain[unknown], files.drawn[number][unknown]));
        all.insert(all.end(), settings.begin(), settings.end());
        Problems problems;
        Forecast ahead;
        DrawnStudy draw{read_foreseen(file, all, ahead, problems), {}};
        if (problems.empty() && files.baseline) draw.baseline = read_foreseen(stated.baseline_file, shared(all), ahead, problems);
        if (problems.empty() && !same_measures(layout(draw.scenario), measured))
            problems.push_back({file, "other things to measure than in the scenario as stated",
                                "uncertain values that change how much, not what there is"});
        tell_draw(problems, number, settings, files.problems);
        files.draws.push_back(std::move(draw));
    }
}

StudyFiles read_study(const std::string& file, const std::vector<Override>& overrides, bool with_baseline) {
    StudyFiles files;
    files.scenario = read_foreseen(file, overrides, files.forecast, files.problems);
    if (!files.problems.empty() || !with_baseline || files.scenario.baseline_file.empty()) return files;
    const std::string& baseline = files.scenario.baseline_file;
    std::error_code error;
    if (std::filesystem::equivalent(baseline, file, error)) return files;  // the baseline itself, as it is
    Forecast ahead;
    files.baseline = read_foreseen(baseline, shared(overrides), ahead, files.problems);
    if (files.problems.empty()) check_likeness(files.scenario, *files.baseline, file, ", or --no-baseline", files.problems);
    return files;
}

}  // namespace counterless

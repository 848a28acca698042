#include "results/point_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "results/numbers.hpp"
#include "results/variance.hpp"

namespace counterless {
namespace {

// RFC 4180: in quotes where a comma, a quotation mark or a line's end stands inside.
std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string all = "\"";
    for (const char letter : text) all += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return all + '"';
}

std::string csv_estimate(const Estimate& estimate) {
    if (!estimate.known) return ",,";
    return fmt::format(",{},{}", estimate.mean, estimate.n < 2 ? "" : fmt::format("{}", estimate.half_width));
}

std::string unsteady_text(const PointStudy& study) {
    constexpr std::size_t shown_most = 10;
    const std::vector<std::size_t> numbers = unsteady_points(study);
    if (numbers.empty()) return "";
    std::string list;
    for (std::size_t at = 0; at < std::min(numbers.size(), shown_most); ++at)
        list += (at > 0 ? ", " : "") + std::to_string(numbers[at]);
    if (numbers.size() > shown_most) list += fmt::format(" and {} more", numbers.size() - shown_most);
    return fmt::format(
        "NO STEADY STATE at {} of {} points ({}): a line grows without bound, waits depend on the length of the run\n",
        numbers.size(), study.points.size(), list);
}

}  // namespace

std::string study_title(const PointStudy& study) {
    const Scenario& scenario = study.scenario;
    std::string title = scenario.title.en.empty() ? scenario.name : scenario.title.en;
    if (scenario.calendar.start.empty()) return title;
    const bool one_day = scenario.calendar.end == scenario.calendar.start;
    return title + " (" + scenario.calendar.start + (one_day ? "" : " to " + scenario.calendar.end) + ")";
}

std::string interruption_text(const PointStudy& study) {
    if (study.ending == RunEnding::done) return unsteady_text(study);
    return fmt::format("Stopped after {} of {} replications of each point.\n", study.replications_done, study.replications_asked);
}

std::string point_balance_text(const PointStudy& study) {
    if (!study.balance.holds()) return "\nTHE BALANCE SHEET DOES NOT ADD UP: do not use these results\n";
    return fmt::format("\nbalance sheet: {} needs and {} visits of all points together, nobody lost\n",
                       thousands(study.balance.transactions), thousands(study.balance.visits));
}

std::string points_made(const PointStudy& study) {
    std::string text = "\nHOW THIS WAS MADE\n" + study.command + "\n";
    text += fmt::format(
        "counterless {}, seed {}, {} of {} replications of each of {} points; ± is half the {:g} % interval of the mean\n",
        study.version, study.scenario.study.seed, study.replications_done, study.replications_asked, study.points.size(),
        100 * study.scenario.study.confidence);
    text += "all points meet the same luck: differences between them are surer than each of them\n";
    if (const std::string unused = only_for_run(study.scenario.study); !unused.empty()) text += "not used here: " + unused + "\n";
    if (study.studies < study.points.size())
        text += fmt::format("some points are one scenario: {} different ones were lived through\n", study.studies);
    text += fmt::format("scenario sha256 {}, {}\n", study.scenario.sha256, study.cpu_class);
    return text + fmt::format("took {}, at most {} in one process\n", duration(study.wall_s), bytes(study.memory_peak_bytes));
}

const char* verdict_key(Verdict verdict) {
    constexpr const char* keys[] = {"met", "missed", "undecided", "unknown"};
    return keys[static_cast<std::size_t>(verdict)];
}

std::string point_study_csv(const PointStudy& study) {
    std::string text = "point";
    for (const Input& input : study.inputs) text += "," + csv_cell(input.name());
    for (const Measure& measure : study.measures)
        text += "," + csv_cell(name_of(measure)) + "," + csv_cell(name_of(measure) + " half_width");
    if (study.baseline)
        for (const Measure& measure : study.measures)
            text +=
                "," + csv_cell(name_of(measure) + " difference") + "," + csv_cell(name_of(measure) + " difference half_width");
    for (const Target& target : study.scenario.targets) text += "," + csv_cell("target " + target.measure + "@" + target.of);
    text += ",replications\n";
    for (std::size_t number = 0; number < study.points.size(); ++number) {
        const PointAnswer& point = study.points[number];
        text += std::to_string(number + 1);
        for (const std::string& value : point.values) text += "," + csv_cell(value);
        for (const Estimate& estimate : point.estimates) text += csv_estimate(estimate);
        for (const Estimate& estimate : point.differences) text += csv_estimate(estimate);
        for (std::size_t at = 0; at < study.scenario.targets.size(); ++at)
            text += std::string(",") + (at < point.targets.size() ? verdict_key(point.targets[at].verdict) : "");
        text += "," + std::to_string(study.replications_done) + "\n";
    }
    return text;
}

}  // namespace counterless

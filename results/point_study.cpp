#include "results/point_study.hpp"

#include <algorithm>
#include <array>

#include "scenarios/suggest.hpp"

namespace counterless {
namespace {

const Measure* find_measure(const Layout& layout, const std::string& name, const std::string& of) {
    const auto found = std::find_if(layout.measures.begin(), layout.measures.end(),
                                    [&](const Measure& one) { return one.name == name && one.of == of; });
    return found == layout.measures.end() ? nullptr : &*found;
}

// A name may hold an "@" of its own, so the thing is what stands behind the last one, unless all of it is a name.
const Measure* find_measure(const Layout& layout, const std::string& word) {
    if (const Measure* of_all = find_measure(layout, word, "all")) return of_all;
    const auto at = word.rfind('@');
    return at == std::string::npos ? nullptr : find_measure(layout, word.substr(0, at), word.substr(at + 1));
}

void add(std::vector<Measure>& list, const Measure& measure) {
    const bool there = std::any_of(list.begin(), list.end(),
                                   [&](const Measure& one) { return one.name == measure.name && one.of == measure.of; });
    if (!there) list.push_back(measure);
}

}  // namespace

std::string name_of(const Measure& measure) { return measure.name + "@" + measure.of; }

std::vector<Measure> chosen_measures(const Layout& layout, const std::vector<std::string>& words, Problems& problems) {
    std::vector<Measure> chosen;
    std::vector<std::string> known;
    for (const Measure& measure : layout.measures) known.push_back(name_of(measure));
    for (const std::string& word : words) {
        if (const Measure* measure = find_measure(layout, word))
            add(chosen, *measure);
        else
            problems.push_back({"--measure", "\"" + word + "\"", suggestion(word, known)});
    }
    return chosen;
}

std::vector<Measure> usual_measures(const Layout& layout, const std::vector<Target>& targets) {
    std::vector<Measure> usual;
    for (const Target& target : targets)
        if (const Measure* measure = find_measure(layout, target.measure, target.of)) add(usual, *measure);
    constexpr std::array<const char*, 5> names = {"visits", "digital_share", "wait_mean", "wait_p90", "abandonment"};
    for (const char* name : names)
        if (const Measure* measure = find_measure(layout, name, "all")) add(usual, *measure);
    for (const Measure& measure : layout.measures)
        if (measure.of == "all" && measure.name.starts_with("service_level@") && measure.name.ends_with("/offered"))
            add(usual, measure);
    if (const Measure* measure = find_measure(layout, "cost", "all")) add(usual, *measure);
    return usual;
}

InLetters in_letters(const Measure& measure, const std::string& currency) {
    const std::string name = measure.of == "all" ? measure.name : name_of(measure);
    if (measure.unit == "1") return {name + ", %", 100};
    if (measure.unit == "s" && measure.name.starts_with("response")) return {name + ", s", 1};
    if (measure.unit == "s") return {name + ", min", 1.0 / 60};
    if (measure.name.find("cost") != std::string::npos) return {name + ", " + currency, 1};
    return {name, 1};
}

std::vector<std::size_t> unsteady_points(const PointStudy& study) {
    std::vector<std::size_t> numbers;
    for (std::size_t at = 0; at < study.points.size(); ++at)
        if (study.points[at].unsteady) numbers.push_back(at + 1);
    return numbers;
}

std::vector<TargetCount> count_targets(const PointStudy& study) {
    std::vector<TargetCount> counts(study.scenario.targets.size());
    for (const PointAnswer& point : study.points)
        for (std::size_t at = 0; at < std::min(counts.size(), point.targets.size()); ++at) {
            const Verdict verdict = point.targets[at].verdict;
            ++(verdict == Verdict::met ? counts[at].met : verdict == Verdict::missed ? counts[at].missed : counts[at].open);
        }
    return counts;
}

}  // namespace counterless

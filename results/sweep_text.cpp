// results/sweep_text.cpp: which targets hold where, then all points with their measures, in tables no wider than a terminal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/numbers.hpp"
#include "results/point_text.hpp"
#include "results/sweep.hpp"
#include "results/text_table.hpp"

namespace counterless {
namespace {

constexpr std::size_t terminal = 100, rows_most = 400, input_width = 14;

std::string inputs_line(const PointStudy& study) {
    std::string text = fmt::format("{} points", study.points.size());
    for (const Input& input : study.inputs)
        text += fmt::format("{}{}", &input == &study.inputs.front() ? " of " : ", ", input.name());
    return text + "\n";
}

// Where one number is varied and a target holds from some value on, that value says more than a count.
std::string bound_text(const PointStudy& study, std::size_t target) {
    if (study.inputs.size() != 1 || study.points.size() < 2) return "";
    const auto is = [&](const PointAnswer& point) { return point.targets[target].verdict == Verdict::met; };
    const auto& points = study.points;
    const std::size_t changes = [&] {
        std::size_t count = 0;
        for (std::size_t at = 1; at < points.size(); ++at) count += is(points[at]) != is(points[at - 1]);
        return count;
    }();
    if (changes != 1) return "";
    const auto change = std::adjacent_find(points.begin(), points.end(),
                                           [&](const PointAnswer& a, const PointAnswer& b) { return is(a) != is(b); });
    const bool from = is(*(change + 1));
    return fmt::format(" ({} {} {})", from ? "from" : "up to", short_names(study.inputs).front(),
                       from ? (change + 1)->values.front() : change->values.front());
}

std::string target_lines(const PointStudy& study) {
    std::string text;
    const std::vector<TargetCount> counts = count_targets(study);
    for (std::size_t at = 0; at < counts.size(); ++at) {
        const Target& target = study.scenario.targets[at];
        text += fmt::format("target {} of {}: met at {} of {} points{}, missed at {}, too close to call at {}\n", target.measure,
                            target.of, counts[at].met, study.points.size(), bound_text(study, at), counts[at].missed,
                            counts[at].open);
    }
    return text;
}

std::string marks(const PointAnswer& point) {
    std::string text;
    for (const Judgement& one : point.targets)
        text += std::string(text.empty() ? "" : " ") + (one.verdict == Verdict::met         ? "met"
                                                        : one.verdict == Verdict::missed    ? "MISSED"
                                                        : one.verdict == Verdict::undecided ? "?"
                                                                                            : "–");
    return text;
}

std::string header_of(const Measure& measure, const std::string& currency) {
    std::string name = in_letters(measure, currency).name;
    if (const auto at = name.find("/offered"); at != std::string::npos) name.erase(at, 8);
    return name;
}

// One unit and as many decimals for a column as its widest interval carries, so that its numbers line up.
int decimals_of_column(const PointStudy& study, std::size_t measure, double scale) {
    int most = 0;
    for (const PointAnswer& point : study.points) {
        const Estimate& one = point.estimates[measure];
        if (one.known) most = std::max(most, decimals_for(one.mean * scale, one.n < 2 ? 0 : one.half_width * scale));
    }
    return most;
}

std::string part_table(const PointStudy& study, std::size_t from, std::size_t until, bool judged) {
    std::vector<std::string> header = short_names(study.inputs);
    const std::string& currency = study.scenario.costs.currency;
    for (std::size_t at = from; at < until; ++at) header.push_back(header_of(study.measures[at], currency));
    if (judged) header.emplace_back("targets");
    TextTable table(header);
    std::vector<int> decimals;
    for (std::size_t at = from; at < until; ++at)
        decimals.push_back(decimals_of_column(study, at, in_letters(study.measures[at], currency).scale));
    for (std::size_t number = 0; number < std::min(study.points.size(), rows_most); ++number) {
        const PointAnswer& point = study.points[number];
        std::vector<std::string> row = point.values;
        for (std::size_t at = from; at < until; ++at)
            row.push_back(
                with_decimals(point.estimates[at], in_letters(study.measures[at], currency).scale, decimals[at - from]));
        if (judged) row.push_back(marks(point));
        table.row(row);
    }
    return table.text();
}

std::string tables(const PointStudy& study) {
    const bool judged = !study.scenario.targets.empty();
    std::size_t used_before = judged ? 12 : 0;
    for (const std::string& name : short_names(study.inputs)) used_before += std::max(width(name), input_width) + 2;
    std::string text;
    for (std::size_t from = 0; from < study.measures.size();) {
        std::size_t until = from, used = used_before;
        while (until < study.measures.size()) {
            used += std::max<std::size_t>(width(header_of(study.measures[until], study.scenario.costs.currency)), 14) + 2;
            if (used > terminal && until > from) break;
            ++until;
        }
        text += "\n" + std::string(from == 0 ? "BY POINT\n" : "") + part_table(study, from, until, judged && from == 0);
        from = until;
    }
    if (study.points.size() > rows_most)
        text +=
            fmt::format("{} more points: --csv FILE, --json FILE or --report FILE has all\n", study.points.size() - rows_most);
    return text;
}

}  // namespace

std::string sweep_headline(const PointStudy& study) {
    return study_title(study) + "\n" + interruption_text(study) + inputs_line(study) + target_lines(study);
}

std::string sweep_text(const PointStudy& study) {
    return sweep_headline(study) + tables(study) + point_balance_text(study) + points_made(study);
}

std::string sweep_json(const PointStudy& study) { return point_study_json(study, {}); }

std::string sweep_csv(const PointStudy& study) { return point_study_csv(study); }

}  // namespace counterless

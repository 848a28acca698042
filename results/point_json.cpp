// results/point_json.cpp: one point a line, so that two results can be compared with diff.
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "results/point_text.hpp"
#include "results/variance.hpp"

namespace counterless {
namespace {

using PointJson = nlohmann::ordered_json;

PointJson finite(double value) { return std::isfinite(value) ? PointJson(value) : PointJson(nullptr); }

PointJson of_measure(const Measure& measure, const Estimate& estimate) {
    const bool spread = estimate.known && estimate.n >= 2;
    return {{"measure", measure.name},
            {"of", measure.of},
            {"unit", measure.unit},
            {"mean", estimate.known ? finite(estimate.mean) : PointJson(nullptr)},
            {"sd", spread ? finite(estimate.sd) : PointJson(nullptr)},
            {"half_width", spread ? finite(estimate.half_width) : PointJson(nullptr)},
            {"confidence", estimate.confidence},
            {"n", estimate.n}};
}

PointJson of_target(const Judgement& one) {
    return {{"measure", one.target.measure},
            {"of", one.target.of},
            {one.target.at_least ? "at_least" : "at_most", one.target.value},
            {"verdict", verdict_key(one.verdict)}};
}

PointJson of_point(const PointStudy& study, const PointAnswer& point, std::size_t number) {
    PointJson values = PointJson::object(), measures = PointJson::array(), differences = PointJson::array(),
              targets = PointJson::array();
    for (std::size_t at = 0; at < study.inputs.size(); ++at) values[study.inputs[at].name()] = point.values[at];
    for (std::size_t at = 0; at < point.estimates.size(); ++at)
        measures.push_back(of_measure(study.measures[at], point.estimates[at]));
    for (std::size_t at = 0; at < point.differences.size(); ++at)
        differences.push_back(of_measure(study.measures[at], point.differences[at]));
    for (const Judgement& one : point.targets) targets.push_back(of_target(one));
    PointJson all = {
        {"point", number}, {"values", values}, {"sha256", point.sha256}, {"measures", measures}, {"targets", targets}};
    if (study.baseline) all["differences"] = differences;
    if (point.unsteady)
        all["growth"] = {{"at", point.unsteady->at},
                         {"grows", true},
                         {"relative", finite(point.unsteady->growth.relative)},
                         {"chance", finite(point.unsteady->growth.chance)}};
    return all;
}

PointJson of_input(const Input& input) {
    PointJson all = {{"places", input.places}};
    if (input.stated.value) all["stated"] = *input.stated.value;
    const std::string unit = input.unit.empty() ? input.stated.unit : input.unit;
    if (!unit.empty())
        all["unit"] = unit.substr(unit.find_first_not_of(' ') == std::string::npos ? 0 : unit.find_first_not_of(' '));
    if (input.is_range) all["low"] = input.low, all["high"] = input.high;
    return all;
}

PointJson of_balance(const BalanceSheet& sheet) {
    PointJson all = PointJson::object();
    for (const BalanceLine& line : balance_lines(sheet)) all[line.what] = static_cast<std::int64_t>(line.count);
    all["holds"] = sheet.holds();
    return all;
}

std::string as_text(const PointJson& json) { return json.dump(-1, ' ', false, PointJson::error_handler_t::replace); }

std::string rows(const std::vector<std::string>& items) {
    std::string list;
    for (const std::string& item : items) list += (list.empty() ? "\n    " : ",\n    ") + item;
    return "[" + list + (list.empty() ? "]" : "\n  ]");
}

}  // namespace

std::string point_study_json(const PointStudy& study, const OwnFields& own) {
    std::string out = "{\n";
    const auto field = [&](const std::string& name, const std::string& value) {
        out += (out.size() > 2 ? ",\n  \"" : "  \"") + name + "\": " + value;
    };
    const Scenario& scenario = study.scenario;
    field("schema_version", "1");
    field("scenario", as_text({{"name", scenario.name}, {"sha256", scenario.sha256}}));
    field("version", as_text(study.version));
    field("cpu_class", as_text(study.cpu_class));
    field("seed", as_text(scenario.study.seed));
    field("replications", as_text(study.replications_done));
    field("ending", study.ending == RunEnding::done ? "\"done\"" : "\"interrupted\"");
    field("balance", as_text(of_balance(study.balance)));
    if (const std::string unused = only_for_run(scenario.study); !unused.empty()) field("not_used", as_text(unused));
    if (study.baseline) field("baseline", as_text({{"file", study.baseline->file}, {"name", study.baseline->name}}));
    constexpr const char* plans[] = {"grid", "list", "lhs", "sobol"};
    if (own.empty()) field("design", as_text(plans[static_cast<std::size_t>(study.question.plan)]));
    for (const auto& [name, value] : own) field(name, value);
    std::vector<std::string> inputs, points;
    for (const Input& input : study.inputs) inputs.push_back(as_text(of_input(input)));
    for (std::size_t number = 0; number < study.points.size(); ++number)
        points.push_back(as_text(of_point(study, study.points[number], number + 1)));
    field("inputs", rows(inputs));
    field("points", rows(points));
    return out + "\n}\n";
}

}  // namespace counterless

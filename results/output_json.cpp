// results/output_json.cpp: one measure a line, so that two results can be compared with diff.
#include "results/output_json.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "results/conclude.hpp"
#include "results/variance.hpp"

namespace counterless {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json mean(const Estimate& estimate) { return estimate.known ? number(estimate.mean) : Json(nullptr); }
Json spread(const Estimate& estimate, double value) { return estimate.known && estimate.n >= 2 ? number(value) : Json(nullptr); }

Json half_width(const Estimate& estimate) { return spread(estimate, estimate.half_width); }

Json measure_line(const Value& value) {
    const Estimate& estimate = value.estimate;
    Json line{{"measure", value.measure.name},       {"of", value.measure.of},
              {"unit", value.measure.unit},          {"mean", mean(estimate)},
              {"sd", spread(estimate, estimate.sd)}, {"half_width", spread(estimate, estimate.half_width)},
              {"confidence", estimate.confidence},   {"n", estimate.n}};
    if (estimate.runs_saved > 0) line["runs_saved"] = number(estimate.runs_saved);
    return line;
}

Json precision_line(const PreciseMeasure& one) {
    return {{"measure", one.measure.name},
            {"of", one.measure.of},
            {"asked", one.asked.text},
            {"half_width", half_width(one.estimate)},
            {"held", one.held},
            {"replications_expected", one.replications ? Json(*one.replications) : Json()}};
}

Json series_line(const Value& value) {
    return {{"measure", value.measure.name},  {"of", value.measure.of},
            {"start", value.measure.start_s}, {"end", value.measure.end_s},
            {"mean", mean(value.estimate)},   {"half_width", spread(value.estimate, value.estimate.half_width)}};
}

Json beside_line(const Beside& one) {
    return {{"of", one.of},
            {"start", one.start_s},
            {"end", one.end_s},
            {"formula", one.formula},
            {"arrivals_per_s", number(one.arrivals_per_s)},
            {"service_mean", number(one.service_mean_s)},
            {"agents", number(one.agents)},
            {"wait_mean", number(one.wait_mean_s)},
            {"service_level", number(one.level)},
            {"wait_mean_simulated", mean(one.wait)},
            {"service_level_simulated", mean(one.level_simulated)},
            {"remark", because_key(one.because)}};
}

Json difference_line(const Difference& difference) {
    return {{"measure", difference.measure.name},
            {"of", difference.measure.of},
            {"unit", difference.measure.unit},
            {"baseline", mean(difference.baseline)},
            {"difference", mean(difference.difference)},
            {"half_width", spread(difference.difference, difference.difference.half_width)},
            {"confidence", difference.difference.confidence},
            {"n", difference.difference.n}};
}

Json target_line(const Judgement& judgement) {
    constexpr const char* verdicts[] = {"met", "missed", "undecided", "unknown"};
    return {{"measure", judgement.target.measure},
            {"of", judgement.target.of},
            {judgement.target.at_least ? "at_least" : "at_most", judgement.target.value},
            {"verdict", verdicts[static_cast<std::size_t>(judgement.verdict)]}};
}

Json reported_line(const ReportedBeside& one) {
    return {{"measure", one.reported.measure},
            {"of", one.reported.of},
            {"reported", one.reported.value},
            {"simulated", mean(one.estimate)},
            {"half_width", spread(one.estimate, one.estimate.half_width)}};
}

Json balance(const BalanceSheet& sheet) {
    Json lines = Json::object();
    for (const BalanceLine& line : balance_lines(sheet))
        lines[line.what] = static_cast<std::int64_t>(line.count);  // whole numbers
    lines["holds"] = sheet.holds();
    return lines;
}

Json forecast(const Forecast& forecast) {
    Json lines = {{"transactions", forecast.transactions},
                  {"digital_transactions", forecast.digital},
                  {"digital_transactions_without_initiatives", forecast.digital_without},
                  {"digital_transactions_ceiling", forecast.digital_ceiling},
                  {"counter_transactions", forecast.counter},
                  {"visits", forecast.visits}};
    if (forecast.remembers) lines["as_on_the_first_day"] = true;
    return lines;
}

Json milestone_line(const Milestone& one) {
    const bool any = one.reached > 0;
    return {{"digital_share", one.level},
            {"reached", one.reached},
            {"runs", one.runs},
            {"before_the_first_interval", one.before},
            {"at", mean(one.at_s)},
            {"half_width", spread(one.at_s, one.at_s.half_width)},
            {"p5", any ? Json(one.early_s) : Json()},
            {"p95", any ? Json(one.late_s) : Json()}};
}

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

template <typename Items, typename Line>
std::string lines(const Items& items, Line line) {
    std::string list;
    for (const auto& item : items) list += (list.empty() ? "\n    " : ",\n    ") + text(line(item));
    return "[" + list + (list.empty() ? "]" : "\n  ]");
}

Json component(const VarianceComponent& component) {
    return {{"variance", number(component.variance)}, {"low", number(component.low)}, {"high", number(component.high)}};
}

Json spread_line(const Spread& spread) {
    Json line{{"measure", spread.measure.name}, {"of", spread.measure.of}, {"unit", spread.measure.unit}};
    if (spread.measure.end_s > 0) line["start"] = spread.measure.start_s, line["end"] = spread.measure.end_s;
    line["mean"] = mean(spread.mean);
    line["half_width"] = half_width(spread.mean);
    line["p5"] = spread.mean.known ? number(spread.low) : Json(nullptr);
    line["p95"] = spread.mean.known ? number(spread.high) : Json(nullptr);
    line["luck"] = spread.components ? component(spread.luck) : Json(nullptr);
    line["parameters"] = spread.components ? component(spread.parameters) : Json(nullptr);
    return line;
}

std::string uncertainty(const StudyResult& result) {
    const Uncertainty& found = *result.uncertainty;
    Json places = Json::array();
    for (const Uncertain& one : result.scenario.study.uncertain) places.push_back({{"id", one.id}, {"place", one.place}});
    return "{\"draws\":" + text(found.draws) + ",\"replications_each\":" + text(found.replications) +
           ",\"design\":\"latin_hypercube\",\"uncertain\":" + text(places) +
           ",\"values\":" + lines(found.values, [](const std::vector<double>& draw) { return Json(draw); }) +
           ",\"measures\":" + lines(found.measures, spread_line) + ",\"series\":" + lines(found.series, spread_line) +
           ",\"differences\":" + lines(found.differences, spread_line) + "}";
}

std::string baseline(const Baseline& baseline) {
    return "{\"name\":" + text(baseline.name) + ",\"sha256\":" + text(baseline.sha256) +
           ",\"differences\":" + lines(baseline.differences, difference_line) + "}";
}

}  // namespace

std::string to_json(const StudyResult& result) {
    const Scenario& scenario = result.scenario;
    std::string out = "{\n";
    const auto field = [&](const char* name, const std::string& value) {
        out += (out.size() > 2 ? ",\n  \"" : "  \"") + std::string(name) + "\": " + value;
    };
    field("schema_version", "1");
    field("scenario", text({{"name", scenario.name}, {"sha256", scenario.sha256}}));
    if (scenario.calendar.has_dates)
        field("calendar", text({{"start", scenario.calendar.start}, {"end", scenario.calendar.end}}));
    field("version", text(result.version));
    field("cpu_class", text(result.cpu_class));
    field("seed", text(scenario.study.seed));
    field("replications", text(result.replications_done));
    field("warmup", text(scenario.study.warmup_s));
    if (scenario.study.scale < 1)
        field("sample", text({{"share", scenario.study.scale}, {"half_width_factor", 1 / std::sqrt(scenario.study.scale)}}));
    if (scenario.study.batches > 0)
        field("batches",
              text({{"of_each_run", scenario.study.batches},
                    {"autocorrelation", result.batch_autocorrelation ? Json(*result.batch_autocorrelation) : Json()}}));
    field("ending", result.ending == RunEnding::done ? "\"done\"" : "\"interrupted\"");
    field("balance", text(balance(result.balance)));
    field("forecast", text(forecast(result.forecast)));
    field("reported", lines(beside_reported(result), reported_line));
    field("targets", lines(judge_targets(result), target_line));
    if (result.growth)
        field("growth", text({{"grows", result.growth->grows},
                              {"relative", number(result.growth->relative)},
                              {"chance", number(result.growth->chance)}}));
    if (scenario.study.antithetic) field("antithetic", "true");
    if (scenario.study.controls) field("controls", "true");
    if (scenario.study.controls && static_cast<std::size_t>(result.replications_done) < controls_from(scenario.study))
        field("controls_from", text(controls_from(scenario.study)));
    if (result.precision)
        field("precision", "{\"reached\":" + text(result.precision->reached()) + ",\"unconfirmed\":" +
                               text(result.precision->unconfirmed()) + ",\"rounds\":" + text(result.precision->rounds) +
                               ",\"measures\":" + lines(result.precision->measures, precision_line) + "}");
    field("measures", lines(result.measures, measure_line));
    field("series", lines(result.series, series_line));
    if (!result.beside.empty()) field("beside_formulas", lines(result.beside, beside_line));
    if (!result.milestones.empty()) field("milestones", lines(result.milestones, milestone_line));
    if (result.uncertainty) field("uncertainty", uncertainty(result));
    if (result.baseline) field("baseline", baseline(*result.baseline));
    return out + "\n}\n";
}

}  // namespace counterless

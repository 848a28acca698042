// results/comparison_json.cpp: the comparison for other programs: JSON, one measure of one scenario a line, and CSV, the same.
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/comparison.hpp"
#include "results/conclude.hpp"

namespace counterless {
namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
Json number(double value) { return std::isfinite(value) ? Json(value + 0.0) : Json(nullptr); }  // never "-0.0"
Json mean(const Estimate& estimate) { return estimate.known ? number(estimate.mean) : Json(nullptr); }
Json half_width(const Estimate& estimate) {
    return estimate.known && estimate.n >= 2 ? number(estimate.half_width) : Json(nullptr);
}

template <typename Items, typename Line>
std::string lines(const Items& items, Line line) {
    std::string list;
    for (std::size_t at = 0; at < items.size(); ++at) list += (list.empty() ? "\n    " : ",\n    ") + text(line(at));
    return "[" + list + (list.empty() ? "]" : "\n  ]");
}

constexpr const char* findings[] = {"unknown", "no_difference_shown", "better", "worse", "changed"};
const char* finding(const Against& against) { return findings[static_cast<std::size_t>(against.finding)]; }

Json contender(const Comparison& comparison, std::size_t at) {
    const Contender& one = comparison.contenders[at];
    Json changes = Json::object();
    for (const Override& change : one.changes) changes[change.pointer] = change.value;
    Json line{{"name", one.title.en}, {"file", one.file}};
    if (!one.variant.empty()) line["changes"] = changes;
    line["sha256"] = one.scenario.sha256;
    line["seed"] = one.scenario.study.seed;
    line["replications"] = one.replications;
    line["baseline"] = at == comparison.baseline;
    line["balance_holds"] = one.balance.holds();
    if (one.unsteady)
        line["growth"] = {{"at", one.unsteady->at},
                          {"grows", true},
                          {"relative", number(one.unsteady->growth.relative)},
                          {"chance", number(one.unsteady->growth.chance)}};
    return line;
}

Json deciding_line(const Comparison& comparison, const MeasureRow& row, std::size_t side) {
    const Against& against = row.against[side];
    const bool known = against.finding != Finding::unknown;
    return {{"measure", row.measure.name},
            {"of", row.measure.of},
            {"scenario", comparison.contenders[side].title.en},
            {"difference", mean(against.difference)},
            {"half_width_together", known ? number(against.half_width_together) : Json(nullptr)},
            {"p", known ? number(against.p) : Json(nullptr)},
            {"p_holm", known ? number(against.p_adjusted) : Json(nullptr)},
            {"verdict", finding(against)}};
}

std::string deciding(const Comparison& comparison) {
    std::vector<Json> all;
    for (const std::size_t at : comparison.deciding)
        for (std::size_t side = 0; side < comparison.contenders.size(); ++side)
            if (side != comparison.baseline) all.push_back(deciding_line(comparison, comparison.rows[at], side));
    return lines(all, [&](std::size_t at) { return all[at]; });
}

std::string ranking(const Comparison& comparison) {
    const Measure& measure = comparison.rows[comparison.ranking->row].measure;
    const auto& found = comparison.ranking->against_best;
    return "{\"measure\":" + text(measure.name) + ",\"of\":" + text(measure.of) +
           ",\"best\":" + (comparison.ranking->best == Best::least ? "\"least\"" : "\"greatest\"") +
           ",\"against_the_best_other\":" +
           lines(found,
                 [&](std::size_t side) {
                     const AgainstBest& one = found[side];
                     return Json{{"scenario", comparison.contenders[side].title.en},
                                 {"difference", number(one.difference)},
                                 {"low", number(one.low)},
                                 {"high", number(one.high)},
                                 {"may_be_best", one.may_be_best},
                                 {"is_best", one.is_best}};
                 }) +
           "}";
}

std::string race(const Comparison& comparison) {
    constexpr const char* ends[] = {"running", "decided", "most_reached", "no_value", "no_difference_stated"};
    const RaceResult& found = *comparison.race;
    const bool decided = found.end == RaceEnd::decided;
    const auto saved = [&](double runs) { return runs > 0 ? Json(runs) : Json(nullptr); };
    Json head{{"method", comparison.terms->independent ? "ocba" : "kn"},
              {"end", ends[static_cast<std::size_t>(found.end)]},
              {"best", decided ? Json(comparison.contenders[found.leader].title.en) : Json(nullptr)},
              {"confidence", comparison.terms->confidence},
              {"difference", found.zone > 0 || found.end != RaceEnd::running ? number(found.zone) : Json(nullptr)},
              {"first_stage", comparison.terms->first},
              {"most", comparison.terms->most},
              {"runs", found.runs()},
              {"runs_if_all_alike", saved(found.equal)},
              {"runs_by_rinott", saved(found.rinott)}};
    if (comparison.terms->independent) head["chance"] = number(found.chance), head["looks"] = found.looks;
    if (comparison.terms->first_asked > 0) head["first_stage_asked"] = comparison.terms->first_asked;
    std::string out = text(head);
    out.pop_back();
    return out + ",\"scenarios\":" +
           lines(comparison.contenders,
                 [&](std::size_t side) {
                     return Json{{"scenario", comparison.contenders[side].title.en},
                                 {"runs", found.asked[side]},
                                 {"judged", found.used[side]},
                                 {"mean", number(found.means[side])},
                                 {"in_the_race", static_cast<bool>(found.alive[side])}};
                 }) +
           "}";
}

std::string measures(const Comparison& comparison) {
    std::vector<Json> all;
    for (const MeasureRow& row : comparison.rows)
        for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
            const Against& against = row.against[side];
            Json line{{"measure", row.measure.name},       {"of", row.measure.of},
                      {"unit", row.measure.unit},          {"scenario", comparison.contenders[side].title.en},
                      {"mean", mean(row.estimates[side])}, {"half_width", half_width(row.estimates[side])},
                      {"n", row.estimates[side].n}};
            if (side != comparison.baseline) {
                line["difference"] = mean(against.difference);
                line["difference_half_width"] = half_width(against.difference);
                line["pairing"] = against.pairing ? number(*against.pairing) : Json(nullptr);
            }
            all.push_back(line);
        }
    return lines(all, [&](std::size_t at) { return all[at]; });
}

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + "\"";
}
std::string cell(const Json& value) { return value.is_null() ? "" : value.dump(); }

}  // namespace

std::string comparison_json(const Comparison& comparison) {
    std::string out = "{\n";
    const auto field = [&](const char* name, const std::string& value) {
        out += (out.size() > 2 ? ",\n  \"" : "  \"") + std::string(name) + "\": " + value;
    };
    field("schema_version", "1");
    field("version", text(comparison.version));
    field("cpu_class", text(comparison.cpu_class));
    field("paired", comparison.independent ? "false" : "true");
    field("confidence", text(comparison.confidence));
    field("statements_together", text(comparison.family()));
    field("ending", comparison.ending == RunEnding::done ? "\"done\"" : "\"interrupted\"");
    field("scenarios", lines(comparison.contenders, [&](std::size_t at) { return contender(comparison, at); }));
    field("deciding_chosen", comparison.chosen == Chosen::asked ? "\"asked\"" : "\"targets_first\"");
    field("deciding", deciding(comparison));
    field("ranking", ranking(comparison));
    if (comparison.race) field("race", race(comparison));
    field("measures", measures(comparison));
    return out + "\n}\n";
}

std::string comparison_csv(const Comparison& comparison) {
    std::string out =
        "scenario,measure,of,unit,mean,half_width,n,difference,difference_half_width,half_width_together,p_holm,verdict,"
        "pairing\n";
    for (const MeasureRow& row : comparison.rows)
        for (std::size_t side = 0; side < comparison.contenders.size(); ++side) {
            const Against& against = row.against[side];
            const Estimate& estimate = row.estimates[side];
            const bool judged = against.finding != Finding::unknown;
            out += cell(comparison.contenders[side].title.en) + "," + cell(row.measure.name) + "," + cell(row.measure.of) + "," +
                   cell(row.measure.unit) + "," + cell(mean(estimate)) + "," + cell(half_width(estimate)) + "," +
                   std::to_string(estimate.n) + "," + cell(mean(against.difference)) + "," +
                   cell(half_width(against.difference)) + "," + (judged ? cell(number(against.half_width_together)) : "") + "," +
                   (judged ? cell(number(against.p_adjusted)) : "") + "," + (judged ? finding(against) : "") + "," +
                   (against.pairing ? cell(number(*against.pairing)) : "") + "\n";
        }
    return out;
}

}  // namespace counterless

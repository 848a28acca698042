#include "results/export.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "results/batches.hpp"
#include "results/estimate.hpp"

namespace counterless {
namespace {

// Quoted where a reader of CSV would else see two cells (RFC 4180).
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + "\"";
}

}  // namespace

std::vector<std::optional<double>> values_of(std::span<const Measure> measures, const Summary& summary) {
    std::vector<std::optional<double>> values;
    values.reserve(measures.size());
    for (const Replicated& one : replicated(measures, std::span(&summary, 1))) values.push_back(one.whole);
    return values;
}

std::string export_head(bool series) {
    return series ? "study,scenario,replication,measure,of,unit,start_s,end_s,value\n"
                  : "study,scenario,replication,measure,of,unit,value\n";
}

std::string export_lines(const ExportedStudy& study, const Summary& summary, bool series) {
    const std::vector<Measure>& measures = series ? study.layout.parts : study.layout.measures;
    const auto values = values_of(measures, summary);
    const std::string begin = fmt::format("{},{},{},", study.number, cell(study.inputs.name), summary.replication);
    std::string lines;
    for (std::size_t at = 0; at < measures.size(); ++at) {
        const Measure& measure = measures[at];
        lines += begin + cell(measure.name) + "," + cell(measure.of) + "," + cell(measure.unit) + ",";
        if (series) lines += fmt::format("{},{},", measure.start_s, measure.end_s);
        if (values[at]) lines += fmt::format("{}", *values[at]);
        lines += '\n';
    }
    return lines;
}

std::string export_json(const ExportedStudy& study, const std::vector<Summary>& summaries) {
    nlohmann::ordered_json out{{"study", study.number},
                               {"scenario", {{"name", study.inputs.name}, {"sha256", study.inputs.sha256}}},
                               {"seed", study.inputs.seed},
                               {"version", study.inputs.version},
                               {"cpu_class", study.inputs.cpu_class},
                               {"command", study.inputs.created_by},
                               {"replications", nlohmann::ordered_json::array()},
                               {"measures", nlohmann::ordered_json::array()}};
    for (const Measure& measure : study.layout.measures)
        out["measures"].push_back(
            {{"measure", measure.name}, {"of", measure.of}, {"unit", measure.unit}, {"values", nlohmann::ordered_json::array()}});
    for (const Summary& summary : summaries) {
        out["replications"].push_back(summary.replication);
        const auto values = values_of(study.layout.measures, summary);
        for (std::size_t at = 0; at < values.size(); ++at)
            out["measures"][at]["values"].push_back(values[at] ? nlohmann::ordered_json(*values[at]) : nullptr);
    }
    return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<Summary> as_replications(const ExportedStudy& study, Summary summary) {
    if (study.batches == 0) return {std::move(summary)};
    const auto first = static_cast<std::uint32_t>(summary.replication * study.batches);
    std::vector<Summary> parts = separated(summary, study.batches);
    for (std::size_t part = 0; part < parts.size(); ++part) parts[part].replication = first + static_cast<std::uint32_t>(part);
    return parts;
}

}  // namespace counterless

// results/analysis_json.cpp: the same for other programs. What is not known is null.
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/analysis.hpp"

namespace counterless {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }

Json batch_means_of(const Analysis& analysis) {
    if (!analysis.batch_means) return nullptr;
    const BatchMeans& means = *analysis.batch_means;
    return {{"half_width", number(means.half_width)},
            {"batches", means.batches},
            {"rule", analysis.question.batches ? "as asked" : "Law and Carson 1979"},
            {"sound", means.sound},
            {"lag1_of_finer_batches", number(means.correlation_fine)},
            {"lag1_of_batches", number(means.correlation)},
            {"effective_n", means.effective_n > 0 ? number(means.effective_n) : Json(nullptr)}};
}

Json quantiles_of(const Analysis& analysis) {
    Json list = Json::array();
    for (const QuantileInterval& one : analysis.quantiles)
        list.push_back({{"q", one.q},
                        {"value", number(one.value)},
                        {"low", number(one.low)},
                        {"high", number(one.high)},
                        {"method", analysis.question.independent ? "order statistics" : "sectioning"},
                        {"sections", one.batches}});
    return list;
}

Json correlations_of(const Analysis& analysis) {
    Json list = Json::array();
    for (const auto& [lag, value] : analysis.correlations) list.push_back({{"lag", lag}, {"value", number(value)}});
    return list;
}

Json column(const Analysis& analysis) {
    const Histogram& bins = analysis.histogram;
    const bool many = analysis.all.n > 1;
    return {{"column", analysis.name},
            {"unit", analysis.unit},
            {"n", analysis.all.n},
            {"left_out", analysis.left_out},
            {"empty", analysis.empty},
            {"mean", number(analysis.all.mean)},
            {"sd", many ? number(analysis.all.sd) : Json(nullptr)},
            {"min", number(analysis.all.low)},
            {"max", number(analysis.all.high)},
            {"confidence", analysis.question.confidence},
            {"batch_means", batch_means_of(analysis)},
            {"half_width_if_independent", many ? number(analysis.if_independent->half_width) : Json(nullptr)},
            {"quantiles", quantiles_of(analysis)},
            {"autocorrelation", correlations_of(analysis)},
            {"warm_up", {{"method", "MSER-5"}, {"found", analysis.warm_up.found}, {"cut", analysis.warm_up.cut}}},
            {"histogram",
             {{"start", number(bins.start)}, {"width", number(bins.width)}, {"counts", bins.counts}, {"above", bins.above}}},
            {"remarks", analysis.remarks}};
}

}  // namespace

std::string analysis_json(const AnalysedFile& analysed) {
    Json columns = Json::array();
    for (const Analysis& analysis : analysed.columns) columns.push_back(column(analysis));
    const Json all = {{"schema_version", 1},
                      {"version", analysed.version},
                      {"file", analysed.file},
                      {"rows", analysed.rows},
                      {"columns", std::move(columns)}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace counterless

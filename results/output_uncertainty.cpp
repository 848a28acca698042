// results/output_uncertainty.cpp: what is not known of the inputs, and what that leaves unknown of the outcome.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "results/numbers.hpp"
#include "results/output_sections.hpp"

namespace counterless::sections {
namespace {

constexpr std::string_view shown[] = {"transactions",   "digital_transactions",
                                      "digital_share",  "counter_transactions",
                                      "visits",         "wait_mean",
                                      "customer_hours", "sheets",
                                      "cost",           "co2",
                                      "agent_hours",    "initiative_cost",
                                      "happiness"};

bool is_shown(const Spread& spread) {
    return spread.mean.known && std::find(std::begin(shown), std::end(shown), spread.measure.name) != std::end(shown);
}
double scale_of(const Measure& measure) { return measure.unit == "1" ? 100 : measure.unit == "s" ? 1.0 / 60 : 1; }
int decimals_of(const Spread& spread) {
    const double scale = scale_of(spread.measure);
    return decimals_for(spread.mean.mean * scale, spread.mean.half_width * scale, 2);
}

// No range where all of the spread may be luck: the same number twice would look like certainty.
std::string band(const Spread& spread) {
    if (spread.components && spread.parameters.variance <= 0) return "not told from luck";
    const double scale = scale_of(spread.measure);
    const int decimals = decimals_of(spread);
    return thousands(spread.low * scale, decimals) + " to " + thousands(spread.high * scale, decimals);
}
// As standard deviations, which are in the outcome's own unit.
std::string deviation(const Spread& spread, const VarianceComponent& component) {
    if (!spread.components) return "–";
    const double scale = scale_of(spread.measure);
    return thousands(std::sqrt(component.variance) * scale, decimals_of(spread));
}

TextTable table_of(const StudyResult& result, const std::vector<Spread>& spreads, const char* head) {
    TextTable table({head, "mean", "nine draws in ten between", "sd, inputs", "sd, luck"});
    for (const Spread& one : spreads)
        if (is_shown(one))
            table.row({measure_in_words(one.measure.name, "all", result), with_half_width(one.mean, scale_of(one.measure)),
                       band(one), deviation(one, one.parameters), deviation(one, one.luck)});
    return table;
}

std::string of_intervals(const StudyResult& result) {
    constexpr std::string_view followed[] = {"digital_share", "visits", "sheets", "cost"};
    std::string text;
    for (const std::string_view measure : followed) {
        TextTable table({"From", "mean", "nine draws in ten between", "sd, inputs", "sd, luck"});
        for (const Spread& one : result.uncertainty->series)
            if (one.measure.name == measure && one.mean.known)
                table.row({clock_text(one.measure, result.scenario), with_half_width(one.mean, scale_of(one.measure)), band(one),
                           deviation(one, one.parameters), deviation(one, one.luck)});
        text += section(result, "UNCERTAINTY  " + measure_in_words(std::string(measure), "all", result), table);
    }
    return text;
}

}  // namespace

std::string uncertainty(const StudyResult& result) {
    if (!result.uncertainty) return "";
    const Uncertainty& found = *result.uncertainty;
    TextTable inputs({"Uncertain", "place", "drawn from", "to"});
    const std::vector<Uncertain>& uncertain = result.scenario.study.uncertain;
    for (std::size_t unknown = 0; unknown < uncertain.size(); ++unknown) {
        double least = found.values.front()[unknown], most = least;
        for (const auto& draw : found.values) least = std::min(least, draw[unknown]), most = std::max(most, draw[unknown]);
        inputs.row({uncertain[unknown].id, uncertain[unknown].place, fmt::format("{:.4g}", least), fmt::format("{:.4g}", most)});
    }
    return section(
               result,
               fmt::format("UNCERTAINTY  {} draws of what is not known, {} replications each", found.draws, found.replications),
               inputs) +
           section(result, "UNCERTAINTY  what comes of it; sd: of one replication by luck, between draws by inputs",
                   table_of(result, found.measures, "Measure")) +
           of_intervals(result) +
           (result.baseline ? section(result, "UNCERTAINTY  of the differences from the baseline, which has the same draws",
                                      table_of(result, found.differences, "Difference"))
                            : "");
}

}  // namespace counterless::sections

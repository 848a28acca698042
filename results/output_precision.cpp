// results/output_precision.cpp: how sure it was to be, how sure it is, and what was saved on the way.
#include <fmt/format.h>

#include <cmath>

#include "results/numbers.hpp"
#include "results/output_sections.hpp"
#include "results/variance.hpp"

namespace counterless::sections {
namespace {

std::string reached_text(const PreciseMeasure& one, double scale) {
    if (!one.estimate.known || one.estimate.n < 2) return "–";
    const double half_width = one.estimate.half_width;
    if (!one.asked.relative) return "±" + thousands(half_width * scale, decimals_for(half_width * scale, half_width * scale));
    if (one.estimate.mean == 0) return "±" + thousands(half_width * scale, 2) + " of 0";
    return fmt::format("±{:.2f} %", 100 * half_width / std::abs(one.estimate.mean));
}

std::string state_text(const PreciseMeasure& one) {
    if (one.held) return "held";
    if (!one.estimate.known) return "no data";
    if (!one.replications) return "no number would do";
    return "about " + thousands(static_cast<double>(*one.replications));
}

}  // namespace

std::string precision(const StudyResult& result) {
    if (!result.precision) return "";
    TextTable table({"", "mean", "asked", "is", "replications"});
    for (const PreciseMeasure& one : result.precision->measures) {
        const Shown shown = shown_as(one.measure.name, one.measure.of, result);
        table.row({measure_in_words(one.measure.name, one.measure.of, result), with_half_width(one.estimate, shown.scale),
                   "±" + one.asked.text, reached_text(one, shown.scale), state_text(one)});
    }
    const std::string rounds = thousands(result.precision->rounds) + (result.precision->rounds == 1 ? " round" : " rounds");
    return section(result, "PRECISION", table,
                   result.precision->reached() ? "all held at two successive rounds of " + rounds
                                               : "NOT REACHED after " + rounds + "; the last column: replications it would take");
}

std::string runs_saved(const StudyResult& result) {
    const Study& study = result.scenario.study;
    if (!study.antithetic && !study.controls) return "";
    TextTable table({"times as many replications without", ""});
    for (const Value& value : result.measures)
        if (value.measure.of == "all" && value.estimate.runs_saved > 0)
            table.row({measure_in_words(value.measure.name, value.measure.of, result),
                       fmt::format("{:.2f}", value.estimate.runs_saved)});
    std::string note = "estimated from the same replications; below 1 it cost some. Of every measure: --json, runs_saved";
    if (study.controls && static_cast<std::size_t>(result.replications_done) < controls_from(study))
        note += fmt::format("\ncontrol variates not used: too few replications, they take at least {}", controls_from(study));
    else if (study.controls && table.empty())
        note = "no measure of all is corrected: too little of it is explained by what is known beforehand";
    const std::string how = study.antithetic && study.controls ? "antithetic pairs and control variates"
                            : study.antithetic                 ? "antithetic pairs"
                                                               : "control variates";
    const std::string title = "REPLICATIONS SAVED BY " + how;
    return table.empty() ? "\n" + title + "\n" + note + "\n" : section(result, title, table, note);
}

}  // namespace counterless::sections
